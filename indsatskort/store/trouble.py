"""What the database's own faults mean: each becomes a StoreTroubleError, and the log says it once."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa

from indsatskort.errors import StoreTroubleError, Trouble

OF_SQLITE: Mapping[int, Trouble] = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_IOERR: Trouble.AWAY,
    sqlite3.SQLITE_CANTOPEN: Trouble.AWAY,
}
OF_SQLSTATE: Mapping[str, Trouble] = {
    "53100": Trouble.FULL,  # disk_full
    "25006": Trouble.READ_ONLY,  # read_only_sql_transaction
    "55P03": Trouble.BUSY,  # lock_not_available
    "40P01": Trouble.BUSY,  # deadlock_detected
    "XX001": Trouble.DAMAGED,  # data_corrupted
    "XX002": Trouble.DAMAGED,  # index_corrupted
}
LOGGED: Mapping[Trouble, str] = {
    Trouble.FULL: "Disken er fuld. Intet kan gemmes, før der er plads.",
    Trouble.READ_ONLY: "Databasen kan læses, men ikke skrives. Se efter rettigheder og disken.",
    Trouble.BUSY: "Et andet program holder databasen låst. Vi venter på det.",
    Trouble.DAMAGED: "Databasen er beskadiget. Stop serveren, og hent den nyeste sikkerhedskopi frem.",
    Trouble.AWAY: "Databasen svarer ikke. Se efter, om den kører, og om disken er der.",
}
OVER = "Databasen tager imod igen."

log = logging.getLogger(__name__)


class Watch:
    """Turns the faults of one store into troubles, and tells the log when one begins and when it ends.

    The log has the kind and the database's own words, which hold nothing that people wrote.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now: Trouble | None = None

    @contextmanager
    def over(self, *, is_writing: bool) -> Iterator[None]:
        """Raises StoreTroubleError for what is the database's fault; all else passes as it is."""
        try:
            yield
        except (sa.exc.DBAPIError, sa.exc.TimeoutError) as fault:
            if (trouble := trouble_of(fault)) is None:
                raise
            self._note(trouble, fault)
            raise StoreTroubleError(trouble) from fault
        if is_writing and self._now:
            self._note(None)

    def busy(self) -> StoreTroubleError:
        """Nobody could write for too long."""
        self._note(Trouble.BUSY)
        return StoreTroubleError(Trouble.BUSY)

    def _note(self, trouble: Trouble | None, fault: Exception | None = None) -> None:
        with self._lock:
            is_new, self._now = trouble != self._now, trouble
        if is_new and trouble:
            log.error("%s (%s)", LOGGED[trouble], getattr(fault, "orig", None) or "ingen tur at få")
        elif is_new:
            log.warning(OVER)


def trouble_of(fault: sa.exc.DBAPIError | sa.exc.TimeoutError) -> Trouble | None:
    """Which trouble a fault is; None when it is the program's own."""
    if isinstance(fault, sa.exc.TimeoutError):  # no connection was free in time
        return Trouble.BUSY
    if isinstance(fault.orig, sqlite3.Error):
        return OF_SQLITE.get(getattr(fault.orig, "sqlite_errorcode", 0) & 0xFF)
    if known := OF_SQLSTATE.get(getattr(fault.orig, "sqlstate", None) or ""):
        return known
    is_away = fault.connection_invalidated or isinstance(fault, sa.exc.OperationalError)
    return Trouble.AWAY if is_away else None
