"""The big screen of the meeting: what the room needs to see, over the whole window, never a control."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.ui.browser_files import loader

_component = st.components.v2.component(
    "indsatskort_workshop_screen", js=loader("workshop_screen/mount.js"), isolate_styles=False
)


def big_screen(card: str, round_id: str, membership: str, key: str) -> None:
    """Draw the screen. It covers the page's own frame and follows the meeting without reruns."""
    scale = [asdict(choice) for choice in catalogue().scale]
    kinds = [asdict(words) for words in catalogue().kinds]
    data = {"card": card, "round": round_id, "membership": membership}
    _component(key=key, data={**data, "scale": scale, "kinds": kinds})
