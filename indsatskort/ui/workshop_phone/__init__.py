"""A participant's screen in the meeting: follows the room, takes ratings, dots and placements."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.ui.browser_files import loader

_component = st.components.v2.component(
    "indsatskort_workshop_phone", js=loader("workshop_phone/mount.js"), isolate_styles=False
)


def phone(card: str, round_id: str, membership: str, key: str) -> None:
    """Draw the screen. It fetches and follows the meeting itself and never asks for a rerun."""
    scale = [asdict(choice) for choice in catalogue().scale]
    data = {"card": card, "round": round_id, "membership": membership, "scale": scale}
    _component(key=key, data=data)
