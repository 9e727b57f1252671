"""Whether a SQLite file is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SHOWN = 5  # faults that are told; one is enough to stop


def opened_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing in the file. Raises sqlite3.DatabaseError."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)


def faults_of(path: Path) -> list[str]:
    """What SQLite finds wrong in a file: pages, indexes, references; empty when it is sound."""
    try:
        with closing(opened_for_reading(path)) as database:
            told = [row[0] for row in database.execute(f"PRAGMA integrity_check({SHOWN})")]
            lost = [row[0] for row in database.execute("PRAGMA foreign_key_check")]
    except sqlite3.DatabaseError as fault:
        return [str(fault)]
    found = [] if told == ["ok"] else [str(each) for each in told]
    return (found + [f"{table}: en henvisning peger på intet" for table in lost])[:SHOWN]
