"""The columns of the open round: add, rename, move, take out and put back."""

from __future__ import annotations

import streamlit as st

from indsatskort.cards import columns as card_columns
from indsatskort.cards.model import ColumnSetting
from indsatskort.catalogue.load import catalogue
from indsatskort.ui.here import Here, attempt, press, read
from indsatskort.ui.renewed import key_of, renew
from indsatskort.ui.settings.closed import needs_open_round

NEW_KIND, NEW_NAME = "new-column-kind", "new-column-name"


def columns(here: Here) -> None:
    """Every column with what can be done to it, and a form for one more."""
    if not needs_open_round(here):
        return
    st.write(
        "Navnene gælder for runden. Tager I en kolonne ud, bliver dens svar bevaret, og de kommer "
        "tilbage, hvis I sætter den ind igen."
    )
    settings = read(card_columns.read_column_settings, here.round.id)
    for words in catalogue().kinds:
        rows = [each for each in settings if each.column.kind is words.kind]
        if rows:
            st.subheader(words.plural.capitalize(), anchor=False)
        for row in rows:
            _row(here, row)
    _add(here)


def _row(here: Here, row: ColumnSetting) -> None:
    column = row.column
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"column-{column.id}"):
        st.text_input(
            f"Navn på {column.name}",
            column.name,
            max_chars=80,
            key=f"name-{column.id}",
            label_visibility="collapsed",
            disabled=not row.is_taking_part,
            on_change=_rename,
            args=(here, column.id),
            width=360,
        )
        if row.is_taking_part:
            for steps, sign, words in ((-1, "↑", "op"), (1, "↓", "ned")):
                st.button(
                    sign,
                    key=f"{words}-{column.id}",
                    help=f"Flyt {column.name} {words}",
                    on_click=press,
                    args=(card_columns.move_column, here.round.id, column.id, steps),
                )
            st.button(
                "Tag ud",
                key=f"out-{column.id}",
                on_click=press,
                args=(card_columns.remove_column, here.round.id, column.id),
            )
        else:
            st.button(
                "Sæt ind igen",
                key=f"back-{column.id}",
                on_click=press,
                args=(card_columns.restore_column, here.round.id, column.id),
            )


def _rename(here: Here, actor_id: str) -> None:
    key = f"name-{actor_id}"
    if not attempt(card_columns.rename_column, here.round.id, actor_id, st.session_state[key]):
        names = {
            each.column.id: each.column.name
            for each in read(card_columns.read_column_settings, here.round.id)
        }
        st.session_state[key] = names[actor_id]


def _add(here: Here) -> None:
    st.subheader("Tilføj en kolonne", anchor=False)
    with st.form("add-column", border=False):
        st.selectbox(
            "Slags",
            catalogue().kinds,
            index=1,
            format_func=lambda each: each.singular.capitalize(),
            width=360,
            key=NEW_KIND,
        )
        st.text_input("Navn", max_chars=80, width=360, key=key_of(NEW_NAME))
        st.form_submit_button(
            "Tilføj kolonnen", type="primary", on_click=_add_column, args=(here.round.id,)
        )


def _add_column(round_id: str) -> None:
    kind, name = st.session_state[NEW_KIND].kind, st.session_state[key_of(NEW_NAME)]
    if attempt(card_columns.add_column, round_id, kind, name):
        renew(NEW_NAME)
