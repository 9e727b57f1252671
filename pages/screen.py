"""Storskærm: what the room sees, and no control at all."""

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.ui.here import required
from indsatskort.ui.workshop_screen import big_screen

here = required()

if here.who.role is Role.PARTICIPANT:
    st.title("Storskærmen", anchor=False)
    st.write("Storskærmen er til rummet. Du følger mødet på din egen telefon.")
    st.page_link("workshop.py", label="Gå til mødet")
else:
    big_screen(here.card.id, here.round.id, here.who.membership_id, key="big-screen")
