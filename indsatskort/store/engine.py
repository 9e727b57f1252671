"""The database: one SQLite file with full durability, or PostgreSQL; state changes in transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indsatskort.errors import SetupError, Trouble
from indsatskort.store.bell import Bell
from indsatskort.store.migrate import migrate
from indsatskort.store.transaction import Transaction
from indsatskort.store.trouble import Watch, trouble_of

UNUSABLE = (
    "Databasen kan ikke åbnes. Se efter, om den kører, og om INDSATSKORT_DATABASE_URL og "
    "INDSATSKORT_DATA_DIR peger det rigtige sted hen."
)
DAMAGED = (
    "Databasen er beskadiget ({fault}). Rør den ikke, og hent den nyeste sikkerhedskopi frem: "
    "python -m indsatskort restore FIL. Det, der ligger der nu, bliver gemt ved siden af."
)
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
PATIENCE_SECONDS = (
    10.0  # for a turn, and then for other programs; after that the browser tries again
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
        self._on_gap: list[Callable[[], None]] = []
        self._on_passed: list[Callable[[str, str], None]] = []
        is_shared = self.engine.dialect.name == "postgresql"
        self._bell = self._new_bell() if is_shared else None
        # SQLite lets waiting writers sleep and guess; a lock of our own wakes the next one at once.
        self._turns = threading.Lock() if self.engine.dialect.name == "sqlite" else None
        self._watch = Watch()
        self._reading = READING[self.engine.dialect.name]

    def on_change(
        self, listener: Callable[[str, int], None], on_gap: Callable[[], None] | None = None
    ) -> None:
        """Call `listener(card_id, revision)` after each commit that changed a card, in its thread.

        On PostgreSQL also after the commits of other processes; `on_gap()` is called after a time in
        which some may not have been heard.
        """
        self._listeners.append(listener)
        if on_gap:
            self._on_gap.append(on_gap)
        if self._bell:
            self._bell.start()

    def on_passed(self, listener: Callable[[str, str], None]) -> None:
        """Call `listener(card_id, note)` for what other processes pass on; in the bell's thread."""
        self._on_passed.append(listener)

    def pass_on(self, card_id: str, note: str) -> None:
        """Tell the other processes what is true for a moment and never stored; at most 7,000 bytes.
        Raises StoreTroubleError."""
        if self._bell:
            with self._watch.over(is_writing=False):
                self._bell.pass_on(card_id, note)

    @contextmanager
    def writing(self, at: datetime | None = None) -> Iterator[Transaction]:
        """A transaction that commits when the block ends and changes nothing when it raises. Raises
        StoreTroubleError when the database cannot do it just now."""
        with self._turn(), self._watch.over(is_writing=True), self.engine.begin() as connection:
            tx = Transaction(connection, at or datetime.now(UTC))
            yield tx
            if self._bell and tx.changed:
                self._bell.ring(connection, tx.changed)
        for card_id, revision in tx.changed.items():
            self._tell(card_id, revision)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._turns is None:
            yield
            return
        if not self._turns.acquire(timeout=PATIENCE_SECONDS):
            raise self._watch.busy()
        try:
            yield
        finally:
            self._turns.release()

    def _tell(self, card_id: str, revision: int) -> None:
        for listener in self._listeners:
            listener(card_id, revision)

    def _new_bell(self) -> Bell:
        return Bell(self.engine, self._tell, self._tell_of_gap, self._tell_passed)

    def _tell_passed(self, card_id: str, note: str) -> None:
        for listener in self._on_passed:
            listener(card_id, note)

    def _tell_of_gap(self) -> None:
        for on_gap in self._on_gap:
            on_gap()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A consistent view that waits for no writer and writes nothing. Raises StoreTroubleError."""
        with (
            self._watch.over(is_writing=False),
            self.engine.connect().execution_options(**self._reading) as connection,
        ):
            yield Transaction(connection, datetime.now(UTC))

    def scrub(self) -> None:
        """After a deletion: leave nothing of it in the SQLite file or beside it.

        PostgreSQL does so by itself when it vacuums; no dump ever holds what was deleted.
        """
        self._tidy("VACUUM", EMPTY_LOG)

    def empty_log(self) -> None:
        """Leave nothing in SQLite's log of what was overwritten in the file, as erased texts are."""
        self._tidy(EMPTY_LOG)

    def _tidy(self, *statements: str) -> None:
        if self.engine.dialect.name != "sqlite":
            return
        with self._turn(), closing(self.engine.raw_connection()) as connection:
            for statement in statements:
                connection.cursor().execute(statement).fetchall()

    def close(self) -> None:
        if self._bell:
            self._bell.close()
        self.engine.dispose()


def _ready_engine(url: str) -> sa.Engine:
    try:
        engine = _engine(url)
    except sa.exc.ArgumentError as error:
        raise SetupError(UNUSABLE) from error
    try:
        _check_sound(engine)
        migrate(engine)
    except sa.exc.DBAPIError as error:
        engine.dispose()
        raise SetupError(UNUSABLE) from error
    except SetupError:
        engine.dispose()
        raise
    return engine


def _check_sound(engine: sa.Engine) -> None:
    """Before anything is written: a damaged file only gets worse."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            [told, *_] = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars()
    except sa.exc.DatabaseError as error:
        if trouble_of(error) is not Trouble.DAMAGED:
            raise
        told = str(error.orig)
    if told != "ok":
        raise SetupError(DAMAGED.format(fault=told.splitlines()[-1]))


def _engine(url: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        options = {"pool_size": 10, "max_overflow": 20, "connect_args": {"connect_timeout": 10}}
        return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True, **options)
    patience = {"timeout": PATIENCE_SECONDS}
    engine = sa.create_engine(
        url, pool_size=20, max_overflow=40, connect_args=patience, hide_parameters=True
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten


def _begin_sqlite(connection: sa.Connection) -> None:
    # With a deferred BEGIN, read-then-write transactions fail as locked instead of waiting.
    reading = connection.get_execution_options().get("indsatskort_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
