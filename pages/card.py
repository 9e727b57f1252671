"""Kort: the whole card as in the printed table, live."""

from collections import Counter
from datetime import UTC, datetime

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.library import library
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import local
from indsatskort.ui import pieces
from indsatskort.ui.card_table import card_heading, card_table
from indsatskort.ui.comments import comment_threads
from indsatskort.ui.here import read, required
from indsatskort.ui.listener import listener
from indsatskort.ui.turns import turn
from indsatskort.workshop import commenting

MOST_TEXT_COLUMNS = 4  # more columns are easier to take in as signs


def asked_for() -> int:
    """The recommendation that the address names, by its place in the list."""
    numbers = [str(each.number) for each in library().recommendations]
    wanted = st.query_params.get("anbefaling")
    return numbers.index(wanted) + 1 if wanted in numbers else 0


here = required()
content = catalogue()
rounds = read(service.read_rounds)

st.title("Kort", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    driver = st.selectbox(
        "Drivkraft",
        [None, *content.drivers],
        format_func=lambda each: f"{each.number} {each.short}" if each else "Alle fire",
        width=220,
    )
    kind = st.selectbox(
        "Kolonner",
        [None, *content.kinds],
        format_func=lambda each: each.plural.capitalize() if each else "Alle",
        width=220,
    )
    recommendation = st.selectbox(
        "Ældrekommissionen",
        [None, *library().recommendations],
        index=asked_for(),
        format_func=lambda each: f"Nr. {each.number}: {each.text}" if each else "Alle indsatser",
        help="Vis kun de indsatser, som hører til en af kommissionens ni anbefalinger fra 2012. "
        "Hvilke det er, er vores skøn.",
        width=220,
    )
    round_ = (
        st.selectbox("Runde", rounds[::-1], format_func=lambda each: each.name, width=220)
        if len(rounds) > 1
        else rounds[-1]
    )
    wants_texts = st.segmented_control(
        "Vis",
        [False, True],
        format_func=lambda each: "Tekster" if each else "Tegn",
        default=len(here.columns) <= MOST_TEXT_COLUMNS,
        required=True,
    )


@st.fragment(key="card")
@turn()
def draw() -> None:
    filled = read(service.read_filled_card, round_.id)
    columns = {each.id for each in filled.columns if kind is None or each.kind is kind.kind}
    drivers = {each.id for each in ([driver] if driver else content.drivers)}
    listener(
        here.card.id,
        round_.id,
        here.who.membership_id,
        key="card-listener",
        revision=filled.card.revision,
    )
    if recommendation:
        st.caption(f"Anbefaling nr. {recommendation.number}: {recommendation.text}")
    why = f"/hjaelp?som={here.who.membership_id}#relevans"
    st.html(
        card_heading(filled, local(datetime.now(UTC)).date())
        + ("" if wants_texts else pieces.value_legend(content))
        + pieces.relevance_legend("Relevans er redaktionelt skøn.", why)
    )
    st.html(
        card_table(
            filled,
            content,
            drivers=drivers,
            columns=columns,
            as_signs=not wants_texts,
            items=set(recommendation.item_ids) if recommendation else None,
            comments=Counter(each.item_id for each in read(commenting.read_comments)),
        )
    )
    comment_threads(here, filled.items, key="comments", title="Kommentarer")


draw()
