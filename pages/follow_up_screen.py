"""Opfølgningens storskærm: the action the room is at, large; no control at all."""

from datetime import UTC, datetime

import streamlit as st

from indsatskort.cards import service as cards
from indsatskort.ui.here import read, required
from indsatskort.ui.listener import listener
from indsatskort.ui.plan.meeting import screen

here = required()
filled = read(cards.read_filled_card)
listener(
    here.card.id,
    here.round.id,
    here.who.membership_id,
    key="follow-up-screen-listener",
    revision=filled.card.revision,
)
st.html(screen(filled, datetime.now(UTC)))
