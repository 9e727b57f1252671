"""The database: one SQLite file with full durability, or PostgreSQL; state changes in transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indsatskort.errors import SetupError
from indsatskort.store.migrate import migrate
from indsatskort.store.transaction import Transaction

UNUSABLE = (
    "Databasen kan ikke åbnes. Se efter, om den kører, og om INDSATSKORT_DATABASE_URL og "
    "INDSATSKORT_DATA_DIR peger det rigtige sted hen."
)
READING: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"indsatskort_reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


class Store:
    """A database with its schema up to date. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Connect and migrate. Raises SetupError when the database cannot be opened or is newer than
        the program."""
        self.engine = _ready_engine(url)
        self._listeners: list[Callable[[str, int], None]] = []
        # SQLite lets waiting writers sleep and guess; a lock of our own wakes the next one at once.
        self._turn: AbstractContextManager[Any] = (
            threading.Lock() if self.engine.dialect.name == "sqlite" else nullcontext()
        )
        self._reading = READING[self.engine.dialect.name]

    def on_change(self, listener: Callable[[str, int], None]) -> None:
        """Call `listener(card_id, revision)` after each commit that changed a card, in its thread."""
        self._listeners.append(listener)

    @contextmanager
    def writing(self, at: datetime | None = None) -> Iterator[Transaction]:
        """A transaction that commits when the block ends and changes nothing when it raises."""
        with self._turn, self.engine.begin() as connection:
            tx = Transaction(connection, at or datetime.now(UTC))
            yield tx
        for card_id, revision in tx.changed.items():
            for listener in self._listeners:
                listener(card_id, revision)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A consistent view that waits for no writer and writes nothing."""
        with self.engine.connect().execution_options(**self._reading) as connection:
            yield Transaction(connection, datetime.now(UTC))

    def close(self) -> None:
        self.engine.dispose()


def _ready_engine(url: str) -> sa.Engine:
    try:
        engine = _engine(url)
    except sa.exc.ArgumentError as error:
        raise SetupError(UNUSABLE) from error
    try:
        migrate(engine)
    except sa.exc.DBAPIError as error:
        engine.dispose()
        raise SetupError(UNUSABLE) from error
    except SetupError:
        engine.dispose()
        raise
    return engine


def _engine(url: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = sa.create_engine(url, pool_size=20, max_overflow=40, connect_args={"timeout": 30})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    # With a deferred BEGIN, read-then-write transactions fail as locked instead of waiting.
    reading = connection.get_execution_options().get("indsatskort_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
