"""Filled cards for files: 1 to 20 columns, own items, and the texts that files choke on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from indsatskort.cards.model import MAX_TEXT_LENGTH, Answer, Card, CardItem, FilledCard
from indsatskort.catalogue import load
from indsatskort.catalogue.model import LEVELS, Relevance, Value
from indsatskort.exchange.workbook import workbook
from tests.insight.rounds import (
    COUNCIL,
    SOLGAARDEN,
    VISITORS,
    a_card,
    an_own_item,
    columns_of_cards,
)

CATALOGUE = load.catalogue()
KEY = "a key for tests"
MADE_AT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # already the 21st in Denmark
LONG = ("Vi taler med de frivillige hver uge. " * 120)[:MAX_TEXT_LENGTH]
HOSTILE = (
    '=HYPERLINK("x")',
    "=1+1",
    "+45 12 34 56 78",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "#REF!",
    "#N/A",
    "TRUE",
    "2026-11-21",
    "007",
    "1e5",
    "_x0041_ og _x000D_",
    "<b>&amp;</b>",
    "'citat",
    " to mellemrum ",
    "linje 1\nlinje 2",
    "🌷👩‍🦽 tulipaner",
    "שלום = 1",
    "مرحبا",
    LONG,
)


def opened(*rounds: FilledCard, is_rich: bool = False) -> Workbook:
    """The workbook of these rounds as a program that opens the file sees it."""
    data = workbook(rounds, CATALOGUE, made_at=MADE_AT, key=KEY)
    return load_workbook(BytesIO(data), rich_text=is_rich)


def level_of(answer: Answer) -> str:
    """What a level cell must say, told without the writer's help."""
    if answer.value is None:
        return ""
    choice = next(choice for choice in CATALOGUE.scale if choice.value is answer.value)
    said = f"{choice.symbol} {choice.label}"
    return f"{said}\n▲ På vej" if answer.under_way else said


def own_items() -> tuple[CardItem, ...]:
    return (
        an_own_item(1, "D1.1", "=Bedsteforældre i børnehaven"),
        an_own_item(2, "D1.1", "Havedage"),
        an_own_item(3, "D4.2", "Fælles kørsel"),
    )


texts = st.sampled_from(HOSTILE) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n"), max_size=60
)


@st.composite
def filled_cards(draw: st.DrawFn) -> FilledCard:
    """Any card: each cell empty, answered, or begun with a text alone."""
    columns = draw(columns_of_cards())
    own = own_items()[: draw(st.integers(0, 3))]
    bare = a_card(columns, {}, catalogue=CATALOGUE, own=own)
    pool = draw(st.lists(texts, min_size=1, max_size=8))
    random = draw(st.randoms(use_true_random=False))
    cells = list(bare.relevance)
    relevance = dict(zip(cells, random.choices(list(Relevance), k=len(cells)), strict=True))
    answers = {}
    for cell in cells:
        value = random.choice([None, *Value])
        under_way = value in LEVELS[:3] and random.random() < 0.3
        if random.random() < 0.7:
            answers[cell] = Answer(*cell, value, under_way, random.choice(["", *pool]), version=1)
    return replace(bare, relevance=relevance, answers=answers)


def example() -> FilledCard:
    """Three columns and own items, with everything a file could stumble over in known places."""
    columns = (COUNCIL, SOLGAARDEN, VISITORS)
    bare = a_card(columns, {}, catalogue=CATALOGUE, own=own_items())
    answers = {
        (item.id, column.id): Answer(item.id, column.id, value, text=text, version=1)
        for place, item in enumerate(bare.items)
        for shift, column in enumerate(columns)
        for value in [list(Value)[(place + shift) % 6]]
        for text in [HOSTILE[(3 * place + shift) % len(HOSTILE)]]
    }
    return replace(bare, answers=answers)


def a_named(municipality: str) -> Card:
    return replace(example().card, municipality=municipality)
