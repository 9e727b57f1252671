"""Processes that share a PostgreSQL hear of each other's commits, and catch up after a gap."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from indsatskort.cards import rounds, service
from indsatskort.store import bell
from indsatskort.store.engine import Store
from tests.conftest import Cast, make_cast, new_database

pytestmark = pytest.mark.postgres
PATIENCE = 20.0  # seconds


@dataclass
class Process:
    """A store as another process would have it, and what it has heard; None stands for a gap."""

    store: Store
    heard: queue.Queue[tuple[str, int] | None] = field(default_factory=queue.Queue)

    def listen(self) -> Process:
        self.store.on_change(lambda *told: self.heard.put(told), lambda: self.heard.put(None))
        assert self.next() is None, "listening begins with a gap: what was before was not heard"
        return self

    def next(self) -> tuple[str, int] | None:
        return self.heard.get(timeout=PATIENCE)

    def listening_connections(self) -> int:
        """How many connections listen, as the database says, without our own questions."""
        question = sa.text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN %'"
        )
        with self.store.engine.connect() as connection:
            return int(connection.execute(question).scalar_one())

    def cut(self) -> None:
        """As a restarted database or a broken network would end what listens."""
        with self.store.engine.connect() as connection:
            connection.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND query LIKE 'LISTEN %'"
                )
            )


@pytest.fixture
def url(postgres: str) -> str:
    return new_database(postgres)


@pytest.fixture
def start(url: str) -> Iterator[Callable[[], Process]]:
    """`start()`: one more process on the same database."""
    started: list[Process] = []

    def start() -> Process:
        started.append(Process(Store(url)))
        return started[-1]

    yield start
    for process in started:
        process.store.close()


def close_and_open(process: Process, cast: Cast) -> int:
    """Two changes in one transaction; gives the card's revision after them."""
    with process.store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        rounds.reopen_round(tx, cast.anna, cast.round.id)
        return service.read_card(tx, cast.anna).revision


def test_another_process_hears_a_commit_once_with_its_revision(
    start: Callable[[], Process],
) -> None:
    writer, other = start(), start()
    cast = make_cast(writer.store)
    other.listen()

    revision = close_and_open(writer, cast)

    assert other.next() == (cast.card.id, revision)
    assert other.heard.empty()


def test_what_was_not_committed_is_not_told(start: Callable[[], Process]) -> None:
    writer, other = start(), start()
    cast = make_cast(writer.store)
    other.listen()

    with suppress(ZeroDivisionError), writer.store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        raise ZeroDivisionError
    revision = close_and_open(writer, cast)

    assert other.next() == (cast.card.id, revision)


def test_a_process_hears_its_own_commits_once(start: Callable[[], Process]) -> None:
    alone, other = start(), start()
    cast = make_cast(alone.store)
    alone.listen()
    other.listen()

    revision = close_and_open(alone, cast)

    assert other.next() == (cast.card.id, revision)  # by now the bell has rung in both
    assert alone.next() == (cast.card.id, revision)
    assert alone.heard.empty()


def test_after_a_gap_it_listens_again_and_says_that_something_may_be_missed(
    start: Callable[[], Process],
) -> None:
    writer, other = start(), start()
    cast = make_cast(writer.store)
    other.listen()

    writer.cut()

    assert other.next() is None
    revision = close_and_open(writer, cast)
    assert other.next() == (cast.card.id, revision)


def test_what_is_passed_on_reaches_the_others_and_is_not_taken_for_a_change(
    start: Callable[[], Process],
) -> None:
    writer, other = start(), start()
    cast, own, passed = make_cast(writer.store), queue.Queue(), queue.Queue()  # type: ignore[var-annotated]
    writer.store.on_passed(lambda *told: own.put(told))
    other.store.on_passed(lambda *told: passed.put(told))
    other.listen()
    writer.listen()

    writer.store.pass_on(cast.card.id, '{"alias": "Bo på Solgården"}')
    revision = close_and_open(writer, cast)

    assert passed.get(timeout=PATIENCE) == (cast.card.id, '{"alias": "Bo på Solgården"}')
    assert other.next() == (cast.card.id, revision)
    assert own.empty()


def test_a_closed_store_listens_no_more(start: Callable[[], Process]) -> None:
    asking, closed = start(), start()
    closed.listen()
    assert asking.listening_connections() == 1

    closed.store.close()

    deadline = time.monotonic() + PATIENCE
    while asking.listening_connections() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert asking.listening_connections() == 0


def test_a_database_that_passes_no_messages_on_is_told_in_danish(
    start: Callable[[], Process], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    process = start()
    monkeypatch.setattr(bell, "PROOF_SECONDS", 0.2)
    monkeypatch.setattr(bell, "CHANNEL", "indsatskort_alone")
    other = sa.event.listens_for(process.store.engine, "before_cursor_execute", retval=True)

    @other
    def lose(_c: object, _cursor: object, statement: str, asked: object, *_: object) -> object:
        """As a pooler in transaction mode: what is told never reaches who listens."""
        return ("SELECT 1", ()) if "pg_notify" in statement else (statement, asked)

    with caplog.at_level(logging.ERROR):
        process.listen()

    assert "session mode" in caplog.text
