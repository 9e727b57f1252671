"""The picture "Hvad svarer hvem?": items by columns as a real table, which is its own table of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from indsatskort.cards.model import CardItem, Cell, Column, FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.insight.carrying import CarryGroup, carrying_of
from indsatskort.insight.charts.markup import FROM_THE_TOP, answer_tile, key, text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.numbers import counts

QUESTION = "Hvad svarer hvem?"
ROOMY, TIGHT = (24, 13.0), (17, 10.5)  # px: cell and sign on a phone
MOST_ROOMY = 12  # columns
PHONE_GAP = 5  # px


def picture(
    card: FilledCard,
    catalogue: Catalogue,
    driver_id: str | None = None,
    href: Callable[[Cell], str] | None = None,
) -> Picture:
    """One driver, or all of them for print; own items follow the 49 of their field.

    `href` gives the address that the cell of an item and an actor leads to.
    """
    fields = [
        field for field in catalogue.fields if driver_id is None or field.driver_id == driver_id
    ]
    bodies = "".join(
        _body(
            field.name,
            [item for item in card.items if item.field_id == field.id],
            card,
            catalogue,
            href,
        )
        for field in fields
    )
    return Picture(
        slug=f"strip_{driver_id or 'all'}",
        question=QUESTION,
        sentence="En række er en indsats, en kolonne er en aktør. Tom plads: feltet tæller ikke med "
        "hos aktøren.",
        html=_table(card.columns, bodies),
        key=key(catalogue, FROM_THE_TOP, "tiles"),
        definitions=("in_play", "blind_spot", "vulnerable"),
    )


def _table(columns: Sequence[Column], bodies: str) -> str:
    """Roles are spelled out because a phone lays the rows out as grids, which would end the table."""
    return (
        f'<table class="ch-strip" role="table" style="{_phone_grid(columns)}">'
        f'<caption class="vh">{QUESTION}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f'<span class="vh">Indsats</span></th>{_heads(columns)}</tr></thead>{bodies}</table>'
    )


def _phone_grid(columns: Sequence[Column]) -> str:
    """Tracks for a phone: a gap before each new kind, shrinking together, the rest for titles."""
    first = _first_of_kind(columns)
    cell, sign = ROOMY if len(columns) <= MOST_ROOMY else TIGHT
    widths = [cell + PHONE_GAP * (column.id in first) for column in columns]
    total = sum(widths)
    tracks = " ".join(f"min({width}px,{100 * width / total:.2f}%)" for width in widths)
    return f"--ch-grid:{tracks} 1fr;--ch-sign:{sign}px"


def _heads(columns: Sequence[Column]) -> str:
    first = _first_of_kind(columns)
    return "".join(
        f'<th scope="col" role="columnheader"{_parted(column, first)}>'
        f'<span title="{text(column.name)}">{text(column.name)}</span></th>'
        for column in columns
    )


def _first_of_kind(columns: Sequence[Column]) -> frozenset[str]:
    """The columns that open a new kind; a gap stands before them."""
    groups = [next(group).id for _, group in groupby(columns, key=lambda column: column.kind)]
    return frozenset(groups[1:])


def _parted(column: Column, first: frozenset[str]) -> str:
    return ' class="ch-part"' if column.id in first else ""


def _body(
    field_name: str,
    items: Iterable[CardItem],
    card: FilledCard,
    catalogue: Catalogue,
    href: Callable[[Cell], str] | None,
) -> str:
    rows = "".join(_row(item, card, catalogue, href) for item in items)
    return (
        '<tbody role="rowgroup"><tr role="row" class="ch-field">'
        f'<th scope="rowgroup" role="rowheader" colspan="{len(card.columns) + 1}">{text(field_name)}</th>'
        f"</tr>{rows}</tbody>"
    )


def _row(
    item: CardItem,
    card: FilledCard,
    catalogue: Catalogue,
    href: Callable[[Cell], str] | None,
) -> str:
    first = _first_of_kind(card.columns)
    cells = "".join(
        f'<td role="cell"{_parted(column, first)}>{_cell(item, column, card, catalogue, href)}</td>'
        for column in card.columns
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><span class="ch-no">{text(item.number)}</span>'
        f"<span>{text(item.title)}{_note(item, card)}</span></th>{cells}</tr>"
    )


def _note(item: CardItem, card: FilledCard) -> str:
    found = carrying_of(card, item)
    if found.group is CarryGroup.BLIND_SPOT:
        return "<strong>Blind plet</strong>"
    if found.group is CarryGroup.VULNERABLE:
        return f"<strong>Kun {text(found.carriers[0].name)}</strong>"
    return ""


def _cell(
    item: CardItem,
    column: Column,
    card: FilledCard,
    catalogue: Catalogue,
    href: Callable[[Cell], str] | None,
) -> str:
    cell = (item.id, column.id)
    answer = card.answer(*cell)
    if not counts(card.relevance[cell], answer.value):
        return ""
    shown = answer_tile(answer, catalogue)
    return f'<a href="{text(href(cell))}">{shown}</a>' if href else shown
