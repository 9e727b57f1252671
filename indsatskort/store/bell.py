"""The bell between processes: on PostgreSQL every commit is told to all who share the database.

NOTIFY is part of the transaction that it tells of, so nothing is told that was not committed. It
carries the card and its revision only (a payload ends at 8,000 bytes); who hears it reads the rest.
What is true for a moment only and never stored, such as who is in which field, goes by a second
channel, which processes of an older version do not hear.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import cast
from uuid import uuid4

import psycopg
import sqlalchemy as sa

CHANNEL = "indsatskort"
PASSING = "indsatskort_passing"  # what is not stored
PROOF = "proof"  # stands where a card's id would
LISTEN_SECONDS = 1.0  # how long a stop may have to wait
PROOF_SECONDS = 10.0  # how long our own ring may take to come back
LONGEST_PAUSE_SECONDS = 15.0

UNHEARD = (
    "Databasens beskeder (LISTEN/NOTIFY) når ikke frem. Flere processer hører da ikke hinanden. Går "
    "forbindelsen gennem en pooler, skal den køre i session mode."
)
AWAY = "Forbindelsen, der lytter til databasen, er væk. Vi prøver igen om %.0f sekunder."

log = logging.getLogger(__name__)


class Bell:
    """Rings in transactions and listens, from `start` on, on a connection and a thread of its own."""

    def __init__(
        self,
        engine: sa.Engine,
        heard: Callable[[str, int], None],
        missed: Callable[[], None],
        passed: Callable[[str, str], None],
    ) -> None:
        """`heard(card_id, revision)` is called for every other process's commit; `missed()` after
        each gap in which there may have been some; `passed(card_id, note)` for what other processes
        pass on. All on the bell's own thread."""
        self._engine = engine
        self._heard = heard
        self._missed = missed
        self._passed = passed
        self._origin = uuid4().hex[:12]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="bell", daemon=True)

    def ring(self, connection: sa.Connection, changed: Mapping[str, int]) -> None:
        """Tell of cards when the connection's transaction commits."""
        for card_id, revision in changed.items():
            payload = f"{self._origin} {card_id} {revision}"
            connection.execute(sa.select(sa.func.pg_notify(CHANNEL, payload)))

    def pass_on(self, card_id: str, note: str) -> None:
        """Tell the other processes what nobody stores. Lost in a gap; say it again now and then."""
        with self._engine.begin() as connection:
            payload = f"{self._origin} {card_id} {note}"
            connection.execute(sa.select(sa.func.pg_notify(PASSING, payload)))

    def start(self) -> None:
        """Begin to listen; at once when called again."""
        if not self._thread.is_alive() and not self._ended.is_set():
            self._thread.start()

    def close(self) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        pause = LISTEN_SECONDS
        while not self._ended.is_set():
            try:
                with self._connection() as connection:
                    self._prove(connection)
                    self._missed()
                    pause = LISTEN_SECONDS
                    self._hear(connection)
            except (psycopg.Error, sa.exc.SQLAlchemyError):
                log.warning(AWAY, pause)
                self._ended.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        pooled = self._engine.raw_connection()
        connection = cast("psycopg.Connection", pooled.driver_connection)
        pooled.detach()
        try:
            connection.autocommit = True
            connection.execute(f"LISTEN {PASSING}")
            connection.execute(f"LISTEN {CHANNEL}")
            yield connection
        finally:
            connection.close()

    def _prove(self, connection: psycopg.Connection) -> None:
        """Hear ourselves ring, from a connection of the pool; else say that nobody hears anybody."""
        proof = f"{self._origin} {PROOF} 0"
        with self._engine.begin() as other:
            other.execute(sa.select(sa.func.pg_notify(CHANNEL, proof)))
        for notice in connection.notifies(timeout=PROOF_SECONDS):
            if notice.payload == proof:
                return
            self._tell(notice)
        log.error(UNHEARD)

    def _hear(self, connection: psycopg.Connection) -> None:
        while not self._ended.is_set():
            for notice in connection.notifies(timeout=LISTEN_SECONDS):
                self._tell(notice)

    def _tell(self, notice: psycopg.Notify) -> None:
        origin, card_id, told = notice.payload.split(" ", 2)
        if origin == self._origin or card_id == PROOF:
            return
        if notice.channel == PASSING:
            self._passed(card_id, told)
        else:
            self._heard(card_id, int(told))
