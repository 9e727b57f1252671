"""Rounds: name, purpose and date, closing, reopening, the next one."""

from __future__ import annotations

import streamlit as st

from indsatskort.cards import columns as card_columns
from indsatskort.cards import rounds as card_rounds
from indsatskort.cards import service
from indsatskort.cards.model import Round, RoundPurpose
from indsatskort.danish import counted, date_text, join_words
from indsatskort.insight.numbers import completion
from indsatskort.ui.here import Here, attempt, press, read
from indsatskort.wording import PURPOSES

NO_PURPOSE = "Ikke valgt"


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
        st.text(_told(each))


def _told(round_: Round) -> str:
    """*Runde 1 (før): åbnet 1. marts 2026, lukket 15. marts 2026*."""
    purpose = f" ({PURPOSES[round_.purpose].lower()})" if round_.purpose else ""
    closed = f", lukket {date_text(round_.closed_at)}" if round_.closed_at else ""
    return f"{round_.name}{purpose}: åbnet {date_text(round_.opened_at)}{closed}"


def _purpose(chosen: RoundPurpose | None) -> RoundPurpose | None:
    options: list[RoundPurpose | None] = [None, *RoundPurpose]
    picked: RoundPurpose | None = st.selectbox(
        "Hvad er runden til?",
        options,
        index=options.index(chosen),
        format_func=lambda each: PURPOSES[each] if each else NO_PURPOSE,
        width=360,
    )
    return picked


def _describe(here: Here) -> None:
    with st.form("round", border=False):
        name = st.text_input("Rundens navn", here.round.name, max_chars=80, width=360)
        purpose = _purpose(here.round.purpose)
        closes_on = st.date_input(
            "Åben til (vises for deltagerne, men lukker ikke af sig selv)",
            here.round.closes_on,
            format="DD.MM.YYYY",
            width=360,
        )
        saves = st.form_submit_button("Gem")
    if saves:
        attempt(
            card_rounds.describe_round,
            here.round.id,
            name=name,
            closes_on=closes_on,
            purpose=purpose,
        )
        st.rerun()


def _close(here: Here) -> None:
    st.subheader("Luk runden", anchor=False)
    st.text(_how_far())
    st.write(
        "Når runden er lukket, ligger svar, kolonner, egne indsatser og relevans fast. Alle kan stadig "
        "læse. Den, der er midt i at skrive, får det at vide med det samme: det, der ikke er gemt, "
        "bliver stående i browseren og kan kopieres eller gemmes, hvis I åbner runden igen. Det kan I, "
        "så længe I ikke har åbnet den næste."
    )
    is_sure = st.checkbox("Ja, alle har svaret færdig")
    st.button(
        "Luk runden",
        disabled=not is_sure,
        on_click=press,
        args=(card_rounds.close_round, here.round.id),
    )


def _how_far() -> str:
    """Who has not finished, so that nobody is cut off by surprise; in the card's order."""
    filled = read(service.read_filled_card)
    missing = [row.column.name for row in completion(filled) if row.missing]
    if not missing:
        return "Alle kolonner er udfyldt."
    left = f"{counted(len(missing), 'kolonne', 'kolonner')} mangler felter: {join_words(missing)}."
    waiting = len(filled.carried)
    last = (
        f" {counted(waiting, 'svar', 'svar')} fra sidst er ikke bekræftet og tæller ikke med."
        if waiting
        else ""
    )
    return left + last


def _open_next(here: Here) -> None:
    st.subheader("Åbn næste runde", anchor=False)
    st.write(
        "Næste runde har de samme kolonner, egne indsatser og relevans. I kan tilføje og tage kolonner "
        "ud, når den er åben; under Fremdrift står det, hvem der er ny, og hvem der ikke er med længere."
    )
    st.text(_who_follows(here))
    with st.form("next-round", border=False):
        name = st.text_input("Navn", f"Runde {here.round.number + 1}", max_chars=80, width=360)
        purpose = _purpose(None)
        closes_on = st.date_input("Åben til", None, format="DD.MM.YYYY", width=360)
        carries_over = st.radio(
            "Hvad skal kolonnerne begynde med?",
            [False, True],
            format_func=lambda carries: (
                "Svarene fra denne runde, som hver kolonne bekræfter eller retter"
                if carries
                else "Tomme felter"
            ),
        )
        st.caption(
            "Svar fra sidst tæller først, når kolonnen selv siger, at de stadig gælder. Tomme felter "
            "giver det ærligste billede; svar fra sidst er hurtigere at gå til."
        )
        opens = st.form_submit_button("Åbn næste runde", type="primary")
    if opens:
        attempt(
            card_rounds.open_next_round,
            name=name,
            closes_on=closes_on,
            purpose=purpose,
            carries_over=carries_over,
        )
        st.rerun()


def _who_follows(here: Here) -> str:
    """How many columns go on, and which were taken out and stay out."""
    settings = read(card_columns.read_column_settings, here.round.id)
    out = [each.column.name for each in settings if not each.is_taking_part]
    follows = f"{counted(len(settings) - len(out), 'kolonne', 'kolonner')} følger med."
    return follows + (f" Taget ud og stadig ude: {join_words(out)}." if out else "")


def _reopen(here: Here) -> None:
    st.subheader("Åbn runden igen", anchor=False)
    st.write(
        "Har nogen glemt noget? Åbn den lukkede runde, så kan alle skrive i den igen. Det står i kortets "
        "historik."
    )
    st.button("Åbn runden igen", on_click=press, args=(card_rounds.reopen_round, here.round.id))
