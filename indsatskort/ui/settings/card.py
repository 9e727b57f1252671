"""What the card is called, whom participants can ask, and how long it is kept."""

from __future__ import annotations

import streamlit as st

from indsatskort.cards import service
from indsatskort.ui import privacy
from indsatskort.ui.here import Here, attempt


def card(here: Here) -> None:
    """Name, title and contact; and the end of it."""
    with st.form("card", border=False):
        municipality = st.text_input("Kommune", here.card.municipality, max_chars=80, width=420)
        title = st.text_input("Titel", here.card.title, max_chars=80, width=420)
        contact = st.text_input(
            "Hvem kan deltagerne spørge? (vises på Forsiden)",
            here.card.contact,
            max_chars=160,
            placeholder="Fx: Ring til frivilligkoordinatoren på 12 34 56 78",
            width=420,
        )
        saves = st.form_submit_button("Gem", type="primary")
    if saves:
        attempt(service.describe_card, municipality=municipality, title=title, contact=contact)
        st.rerun()
    privacy.keeping(here)
    privacy.deadlines(here)
    privacy.delete_card(here)
