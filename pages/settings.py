"""Indstillinger: links, columns, own items, relevance and rounds; for facilitators."""

import streamlit as st

from indsatskort.cards.rules import can_manage
from indsatskort.ui import settings as parts
from indsatskort.ui.here import required

PARTS = {
    "Invitationer": parts.links,
    "Kolonner": parts.columns,
    "Egne indsatser": parts.own_items,
    "Relevans": parts.relevance,
    "Runde": parts.rounds,
    "Kortet": parts.card,
}

here = required()
st.title("Indstillinger", anchor=False)
if not can_manage(here.who):
    st.write("Kun facilitatorer kan ændre kortets indstillinger. Spørg jeres facilitator.")
    st.stop()
chosen = st.pills(
    "Indstilling", list(PARTS), default="Invitationer", required=True, label_visibility="collapsed"
)
PARTS[chosen](here)
