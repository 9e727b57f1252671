"""One card's pages and saves in a database of 98 municipalities, beside the same card alone in its own.

The card has 20 columns and 8 rounds with all events, made by the use cases; the 97 others are its rows
again under ids of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from benchmarks.big_card import BigCard, big_card, fill_rounds
from benchmarks.measuring import Row, milliseconds, turn_by_turn
from indsatskort.cards import answering, service
from indsatskort.cards.model import Draft
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.insight.numbers import completion, coverage_by_driver
from indsatskort.store import tables
from indsatskort.ui.card_table import card_table

CARDS, ROUNDS, MOST_RATIO = 98, 8, 1.2
TIMES, SAVES = 15, 150  # a save is short and waits for the disk: few of them say nothing
SHARED = {"browser", "session", "seat", "guess"}  # tables that belong to browsers, not to cards


def rows() -> list[Row]:
    """In ms, turn by turn; the aim is the ratio."""
    with big_card(is_filled=True) as many, big_card(is_filled=True) as alone:
        for card in (many, alone):
            fill_rounds(card, ROUNDS)
        _clone(many)
        size = (many.folder / "indsatskort.sqlite").stat().st_size / 1e6
        found = [
            _row(what, make(many), make(alone), times)
            for what, make, times in (
                ("/kort", _card_page, TIMES),
                ("/overblik", _overview, TIMES),
                ("/fremdrift", _progress, TIMES),
                ("saving an answer", _save, SAVES),
            )
        ]
    return [
        Row(f"database of {CARDS} cards, 20 columns, {ROUNDS} rounds", f"{size:.0f} MB"),
        *found,
    ]


def _row(what: str, ours: Callable[[], object], alone: Callable[[], object], times: int) -> Row:
    for work in (ours, alone):
        work()
    mine, theirs = turn_by_turn(lambda: milliseconds(ours), lambda: milliseconds(alone), times)
    ratio = mine / theirs
    told = f"{mine:.1f} ms", f"{theirs:.1f} ms (alone)"
    return Row(f"{what}, among {CARDS} cards", *told, ratio, ratio, MOST_RATIO, "≤ 1.2 × alone")


def _card_page(card: BigCard) -> Callable[[], object]:
    content = catalogue()
    drivers = {driver.id for driver in content.drivers}

    def draw() -> str:
        filled = card.read()
        columns = set(filled.column_by_id)
        return card_table(filled, content, drivers=drivers, columns=columns, as_signs=False)

    return draw


def _overview(card: BigCard) -> Callable[[], object]:
    content = catalogue()

    def count_all() -> object:
        filled = card.read()
        return completion(filled), coverage_by_driver(filled, content)

    return count_all


def _progress(card: BigCard) -> Callable[[], object]:
    def read() -> object:
        with card.store.reading() as tx:
            return service.read_all_rounds(tx, card.anna)

    return read


def _save(card: BigCard) -> Callable[[], object]:
    places, turns = card.places(), count()

    def save() -> None:
        with card.store.writing() as tx:
            draft = Draft(Value.PARTLY, text="Vi synger sammen hver fredag.")
            answering.save_answer(
                tx, card.anna, places[next(turns)], draft, base_version=1, edit_id=str(uuid4())
            )

    return save


def _clone(card: BigCard) -> None:
    """The card's rows once more for each other municipality: every id ends in a number of its own."""
    with card.store.engine.begin() as connection:
        for table in tables.metadata.sorted_tables:
            if table.name in SHARED:
                continue
            last = f"SELECT coalesce(max(rowid), 0) FROM {table.name}"
            rowid = connection.exec_driver_sql(last).scalar_one()
            columns = [c for c in table.c if not (c.primary_key and isinstance(c.type, sa.Integer))]
            names = ", ".join(f'"{c.name}"' for c in columns)
            for number in range(1, CARDS):
                taken = ", ".join(_own(c, number) for c in columns)
                copy = f"INSERT INTO {table.name} ({names}) SELECT {taken} FROM {table.name}"
                connection.exec_driver_sql(f"{copy} WHERE rowid <= ?", (rowid,))


def _own(column: sa.Column[Any], number: int) -> str:
    """An id, a reference to what is cloned, or what must be unique: with the number at its end."""
    goes = {key.column.table.name for key in column.foreign_keys}
    is_unique = isinstance(column.type, sa.String) and column.unique
    is_own = column.name == "id" or is_unique or (bool(goes) and not goes <= SHARED)
    name = f'"{column.name}"'
    return f"substr({name}, 1, length({name}) - 3) || 'x{number:02}'" if is_own else name
