"""Rounds: name and date, closing, reopening, the next one."""

from __future__ import annotations

import streamlit as st

from indsatskort.cards import service
from indsatskort.danish import date_text
from indsatskort.ui.here import Here, attempt, press, read


def rounds(here: Here) -> None:
    """The newest round and what can be done to it, and those before it."""
    if here.round.is_open:
        _describe(here)
        _close(here)
    else:
        _open_next(here)
        _reopen(here)
    earlier = read(service.read_rounds)[:-1]
    if earlier:
        st.subheader("Tidligere runder", anchor=False)
    for each in reversed(earlier):
        closed = f", lukket {date_text(each.closed_at)}" if each.closed_at else ""
        st.text(f"{each.name}: åbnet {date_text(each.opened_at)}{closed}")


def _describe(here: Here) -> None:
    with st.form("round", border=False):
        name = st.text_input("Rundens navn", here.round.name, max_chars=80, width=360)
        closes_on = st.date_input(
            "Åben til (vises for deltagerne, men lukker ikke af sig selv)",
            here.round.closes_on,
            format="DD.MM.YYYY",
            width=360,
        )
        saves = st.form_submit_button("Gem")
    if saves:
        attempt(service.describe_round, here.round.id, name=name, closes_on=closes_on)
        st.rerun()


def _close(here: Here) -> None:
    st.subheader("Luk runden", anchor=False)
    st.write(
        "Når runden er lukket, ligger svar, kolonner, egne indsatser og relevans fast. Alle kan stadig "
        "læse. I kan åbne runden igen, så længe I ikke har åbnet den næste."
    )
    is_sure = st.checkbox("Ja, alle har svaret færdig")
    st.button(
        "Luk runden",
        disabled=not is_sure,
        on_click=press,
        args=(service.close_round, here.round.id),
    )


def _open_next(here: Here) -> None:
    st.subheader("Åbn næste runde", anchor=False)
    st.write(
        "Næste runde har de samme kolonner, egne indsatser og relevans og begynder uden svar. "
        "Under Fremdrift ser I, hvad der har flyttet sig."
    )
    with st.form("next-round", border=False):
        name = st.text_input("Navn", f"Runde {here.round.number + 1}", max_chars=80, width=360)
        closes_on = st.date_input("Åben til", None, format="DD.MM.YYYY", width=360)
        opens = st.form_submit_button("Åbn næste runde", type="primary")
    if opens:
        attempt(service.open_next_round, name=name, closes_on=closes_on)
        st.rerun()


def _reopen(here: Here) -> None:
    st.subheader("Åbn runden igen", anchor=False)
    st.write("Har nogen glemt noget? Åbn den lukkede runde, så kan alle skrive i den igen.")
    st.button("Åbn runden igen", on_click=press, args=(service.reopen_round, here.round.id))
