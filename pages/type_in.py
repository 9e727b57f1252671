"""Indtast papir: what was written on a blank card, typed in fast by keyboard."""

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.ui.answer_editor import editor_data
from indsatskort.ui.here import read, required
from indsatskort.ui.typing_in import typing_in

here = required()
filled = read(service.read_filled_card)
column = filled.column_by_id.get(here.who.actor_id or "")

st.title("Skriv et papirkort ind", anchor=False)
if here.is_facilitator:
    column = st.selectbox(
        "Hvem har skrevet på papiret?",
        filled.columns,
        format_func=lambda each: each.name,
        help="Svarene bliver mærket som skrevet af en facilitator.",
        key="type_for",
        width=420,
    )
data = editor_data(filled, catalogue(), here.who, column)
if data.is_writable:
    typing_in(data, key="typing_in")
elif column is None:
    st.write(
        "Her kan du ikke skrive. Du har kun adgang til at læse, eller jeres kolonne er taget ud."
    )
else:
    st.write("Runden er lukket. En facilitator kan åbne den under **Indstillinger**.")
