"""Udfyld: one's own column, one field at a time, saved as one writes."""

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.ui.answer_editor import answer_editor, editor_data
from indsatskort.ui.here import read, required

here = required()
filled = read(service.read_filled_card)
column = filled.column_by_id.get(here.who.actor_id or "")

if here.is_facilitator:
    column = st.selectbox(
        "Hvem skriver du for?",
        filled.columns,
        format_func=lambda each: each.name,
        help="Svarene bliver mærket som skrevet af en facilitator.",
        key="write_for",
        width=420,
    )

if column is None:
    st.title("Her kan du ikke skrive", anchor=False)
    st.write(
        "Jeres kolonne er taget ud af runden, eller også har du kun adgang til at læse. "
        "Spørg jeres facilitator. Det, I har skrevet, er bevaret."
    )

# Without a column it shows only what was written and could not be saved before the column went.
answer_editor(editor_data(filled, catalogue(), here.who, column), key="editor")
