"""Opfølgning: the facilitator leads the follow-up meeting here."""

from datetime import UTC, datetime

import streamlit as st

from indsatskort.cards import service as cards
from indsatskort.ui.here import read, required
from indsatskort.ui.listener import listener
from indsatskort.ui.plan.meeting import desk

here = required()
filled = read(cards.read_filled_card)
listener(
    here.card.id,
    here.round.id,
    here.who.membership_id,
    key="follow-up-listener",
    revision=filled.card.revision,
)
st.title("Opfølgningsmøde", anchor=False)
with st.container(horizontal=True, key="follow-up-links"):
    st.page_link("plan.py", label="Handleplanen")
    st.page_link("follow_up_screen.py", label="Åbn storskærmen til opfølgning")
if here.is_facilitator:
    desk(here, filled, datetime.now(UTC))
else:
    st.write("En facilitator leder opfølgningsmødet. Du kan følge det på storskærmen.")
