"""How many questions each use case asks the database, and that none of them reads a whole table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from indsatskort.activities import service as activities
from indsatskort.api.room import common_screen
from indsatskort.cards import answering, service
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import Value
from indsatskort.plan import service as plan
from indsatskort.store import Transaction
from indsatskort.store.engine import Store
from indsatskort.workshop import deciding, leading
from tests.conftest import Cast, make_cast

Asked = list[tuple[str, Any]]
UseCase = Callable[[Transaction, Cast], object]
SCAN = re.compile(r"^SCAN (\w+)")


def save(tx: Transaction, cast: Cast) -> object:
    place = Place(cast.round.id, "D1.1.2", cast.solgaarden.id)
    draft = Draft(Value.PARTLY, text="Ord.")
    return answering.save_answer(tx, cast.bo, place, draft, base_version=0, edit_id="to")


# use case: the most questions it may ask, however much the card holds
MOST: dict[str, tuple[int, UseCase]] = {
    "save an answer": (9, save),
    "/kort, /overblik, /udfyld": (6, lambda tx, cast: service.read_filled_card(tx, cast.anna)),
    "what is new since": (
        7,
        lambda tx, cast: service.read_changes(
            tx, cast.anna, service.read_round(tx, cast.anna).id, since=0
        ),
    ),
    "the meeting's screen": (23, lambda tx, cast: common_screen(tx, cast.anna)),
    "/handleplan": (1, lambda tx, cast: plan.read_actions(tx, cast.anna)),
    "choices": (
        3,
        lambda tx, cast: deciding.read_choices(tx, cast.anna, service.read_round(tx, cast.anna).id),
    ),
    "/aktiviteter": (1, lambda tx, cast: activities.read_activities(tx, cast.anna)),
}


@contextmanager
def listening(store: Store) -> Iterator[Asked]:
    """The statements that are sent meanwhile, with what they were asked with."""
    asked: Asked = []

    def note(_c: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        asked.append((statement, given))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(store.engine, "before_cursor_execute", note)


def fill(store: Store, cast: Cast) -> None:
    """A meeting, answers and a second round."""
    with store.writing() as tx:
        leading.prepare(tx, cast.anna, "three_hours")
        for number in range(1, 9):
            place = Place(cast.round.id, f"D1.1.{number}", cast.aeldre_sagen.id)
            draft = Draft(Value.PARTLY, text=f"Nr. {number}.")
            answering.save_answer(
                tx, cast.carla, place, draft, base_version=0, edit_id=f"fyld-{number}"
            )


def cost(store: Store, cast: Cast, use_case: UseCase) -> Asked:
    with listening(store) as asked, store.writing() as tx:
        use_case(tx, cast)
    return [each for each in asked if not each[0].startswith(("BEGIN", "PRAGMA"))]


@pytest.mark.parametrize("name", MOST)
def test_it_asks_no_more_than_it_needs_and_reads_no_whole_table(
    sqlite_store: Store, name: str
) -> None:
    cast = make_cast(sqlite_store)
    most, use_case = MOST[name]

    fill(sqlite_store, cast)

    asked = cost(sqlite_store, cast, use_case)

    assert 0 < len(asked) <= most
    assert scanned(sqlite_store, asked) == set()


def scanned(store: Store, asked: Asked) -> set[str]:
    """The tables that SQLite would read from end to end."""
    found = set()
    with store.engine.connect() as connection:
        for statement, given in asked:
            plans = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            found |= {match[1] for row in plans if (match := SCAN.match(row[3]))}
    return found
