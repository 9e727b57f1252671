"""What the room agrees on about an item: its sentence and level, or both views; saved as it is written."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.ui.browser_files import loader

_component = st.components.v2.component(
    "indsatskort_agreement_editor", js=loader("agreement_editor/mount.js"), isolate_styles=False
)


def agreement_editor(card: str, round_id: str, membership: str, item_id: str, key: str) -> None:
    """Draw the editor of the item that the room is at. Whoever may not write is refused by the server."""
    scale = [asdict(choice) for choice in catalogue().scale]
    data = {"card": card, "round": round_id, "membership": membership, "item": item_id}
    _component(key=key, data={**data, "scale": scale})
