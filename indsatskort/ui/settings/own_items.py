"""The card's own items: what the group wants to talk about beside the 49."""

from __future__ import annotations

import streamlit as st

from indsatskort.cards import own_items as card_own_items
from indsatskort.cards.model import OwnItem
from indsatskort.catalogue.load import catalogue
from indsatskort.ui import pieces
from indsatskort.ui.here import Here, attempt, press, read
from indsatskort.ui.renewed import key_of, renew
from indsatskort.ui.settings.closed import needs_open_round

NEW_FIELD, NEW_TITLE, NEW_STATEMENT = "new-own-field", "new-own-title", "new-own-statement"


def own_items(here: Here) -> None:
    """Every own item with its wording, and a form for one more."""
    if not needs_open_round(here):
        return
    st.write(
        "Har I en indsats, som ikke er blandt de 49? Skriv den her. Den står efter de andre i sit "
        "felt, følger med i næste runde og tælles for sig."
    )
    for own in read(card_own_items.read_own_items, here.round.id):
        _row(here, own)
    _add(here)


def _row(here: Here, own: OwnItem) -> None:
    field = catalogue().field_by_id[own.field_id].name
    state = "" if own.is_taking_part else " (taget ud)"
    with st.expander(f"{own.title}{state}"):
        st.caption(field)
        with st.form(f"own-{own.id}", border=False):
            title = st.text_input("Titel", own.title, max_chars=80)
            statement = st.text_area("Udsagn, som man kan svare på", own.statement, max_chars=300)
            st.caption(pieces.NO_NAMES)
            saves = st.form_submit_button("Gem ordene")
        if saves:
            attempt(card_own_items.word_own_item, here.round.id, own.id, title, statement)
            st.rerun()
        use_case = (
            card_own_items.remove_own_item
            if own.is_taking_part
            else card_own_items.restore_own_item
        )
        st.button(
            "Tag ud af runden" if own.is_taking_part else "Sæt ind igen",
            key=f"keep-{own.id}",
            on_click=press,
            args=(use_case, here.round.id, own.id),
        )


def _add(here: Here) -> None:
    st.subheader("Tilføj en egen indsats", anchor=False)
    with st.form("add-own", border=False):
        st.selectbox(
            "Felt",
            catalogue().fields,
            format_func=lambda each: f"{each.number} {each.name}",
            key=NEW_FIELD,
        )
        st.text_input("Titel", max_chars=80, placeholder="Højst seks ord", key=key_of(NEW_TITLE))
        st.text_area(
            "Udsagn, som man kan svare på",
            max_chars=300,
            placeholder="Fx: De frivillige kan skrue op og ned for deres indsats.",
            key=key_of(NEW_STATEMENT),
        )
        st.caption(pieces.NO_NAMES)
        st.form_submit_button(
            "Tilføj indsatsen", type="primary", on_click=_add_item, args=(here.round.id,)
        )


def _add_item(round_id: str) -> None:
    said = st.session_state
    words = said[key_of(NEW_TITLE)], said[key_of(NEW_STATEMENT)]
    if attempt(card_own_items.add_own_item, round_id, said[NEW_FIELD].id, *words):
        renew(NEW_TITLE)
        renew(NEW_STATEMENT)
