"""Møde: the facilitator leads the meeting here; participants follow it on their phones."""

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.ui.here import required

here = required()

if here.is_facilitator:
    from indsatskort.ui.workshop import room

    room(here)
elif here.who.role is Role.PARTICIPANT:
    from indsatskort.ui.workshop_phone import phone

    phone(here.card.id, here.round.id, here.who.membership_id, key="phone")
else:
    st.title("Møde", anchor=False)
    st.write("Du følger mødet på storskærmen.")
    st.page_link("screen.py", label="Åbn storskærmen")
