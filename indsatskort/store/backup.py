"""Backups of a SQLite installation: taken while people write, each one moment; kept for a set time.

A backup is one envelope round a packed folder: `indsatskort.sqlite`, the kept `secret` and `create-code`
when there are any, and `manifest.json`, which says what it holds. PostgreSQL has `pg_dump`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indsatskort.errors import SetupError
from indsatskort.store.envelope import wrapping
from indsatskort.store.files import DATABASE, KEPT_FILES, private_folder
from indsatskort.store.soundness import faults_of, opened_for_reading

DUE = timedelta(hours=23)  # the server asks every hour, so this is once a day
ALWAYS_KEPT = 3  # newest backups that no rotation takes, however wrong the clock is
SUFFIX = ".backup"
MANIFEST = "manifest.json"
WORK = ".backup-work-"
REPLACED = "replaced-"  # and the moment; a folder with the database that a backup took the place of
STAMP = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `schema` is the newest migration it has; `last_event` the newest event's id."""

    made_at: str
    schema: str
    cards: int
    events: int
    last_event: int


def back_up(folder: Path, into: Path, key: str, *, at: datetime | None = None) -> Path:
    """Write one backup of the data folder; gives its file.

    It is one moment of the database, whatever is written meanwhile, and nobody waits for it. Raises
    SetupError when there is nothing to back up, when the database is damaged (the older backups are
    then worth more than a new one) or when the file cannot be written.
    """
    if not (folder / DATABASE).exists():
        raise SetupError(f"Der er ingen database i {folder}. Intet er kopieret.")
    moment = at or datetime.now(UTC)
    try:
        private_folder(into)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=folder) as work:
            copy = Path(work) / DATABASE
            with closing(opened_for_reading(folder / DATABASE)) as source:
                source.execute("VACUUM INTO ?", (str(copy),))
            return _packed(copy, folder, into, key, moment)
    except sqlite3.DatabaseError as fault:
        raise SetupError(
            f"Sikkerhedskopien blev ikke taget: databasen kunne ikke læses ({fault})."
        ) from fault
    except OSError as fault:
        raise SetupError(
            f"Sikkerhedskopien kunne ikke skrives i {into} ({fault.strerror}). Giv plads, eller vælg "
            "en anden mappe med INDSATSKORT_BACKUP_DIR."
        ) from fault


def _packed(copy: Path, folder: Path, into: Path, key: str, at: datetime) -> Path:
    if faults := faults_of(copy):
        raise SetupError(
            f"Sikkerhedskopien blev ikke taget: databasen er beskadiget ({faults[0]}). Hent den nyeste "
            "kopi frem, der er hel."
        )
    (copy.parent / MANIFEST).write_text(json.dumps(asdict(_manifest(copy, at))), encoding="utf-8")
    target = into / f"indsatskort-{at.astimezone(UTC):{STAMP}}{SUFFIX}"
    with wrapping(target, key) as body, tarfile.open(fileobj=body, mode="w|gz") as packed:
        for name in (MANIFEST, DATABASE):
            packed.add(copy.parent / name, name)
        for name in KEPT_FILES:
            if (folder / name).exists():
                packed.add(folder / name, name)
    return target


def _manifest(copy: Path, at: datetime) -> Manifest:
    with closing(opened_for_reading(copy)) as database:

        def asked(query: str) -> object:
            return database.execute(query).fetchone()[0]

        return Manifest(
            at.isoformat(),
            str(asked("SELECT version_num FROM alembic_version")),
            int(str(asked("SELECT count(*) FROM card"))),
            int(str(asked("SELECT count(*) FROM event"))),
            int(str(asked("SELECT coalesce(max(id), 0) FROM event"))),
        )


def _sweep(folder: Path) -> None:
    """Remove what a backup left that was killed in the middle; a young one may still be at work."""
    an_hour_ago = datetime.now(UTC).timestamp() - 3600
    for left in folder.glob(f"{WORK}*"):
        if left.stat().st_mtime < an_hour_ago:
            shutil.rmtree(left)


def backups(into: Path) -> Mapping[Path, datetime]:
    """The backups in a folder and when each was taken, by their names, newest first."""
    return _dated(into, "indsatskort-", SUFFIX)


def _dated(folder: Path, head: str, tail: str) -> dict[Path, datetime]:
    found = {}
    for path in folder.glob(f"{head}*{tail}"):
        with suppress(ValueError):  # somebody else's file
            moment = datetime.strptime(path.name, f"{head}{STAMP}{tail}")  # noqa: DTZ007
            found[path] = moment.replace(tzinfo=UTC)
    return dict(sorted(found.items(), key=lambda each: each[1], reverse=True))


def is_due(into: Path, at: datetime) -> bool:
    """Whether the newest backup is a day old, or from a future that the clock has left again."""
    newest = next(iter(backups(into).values()), None)
    return newest is None or not timedelta(0) <= at - newest < DUE


def rotate(folder: Path, into: Path, *, days: int, at: datetime) -> list[Path]:
    """Delete the backups that are older, save the newest three, and what a restored backup replaced
    so long ago; gives what went."""
    before = at - timedelta(days=days)
    old = [path for path, moment in list(backups(into).items())[ALWAYS_KEPT:] if moment < before]
    replaced = [path for path, moment in _dated(folder, REPLACED, "").items() if moment < before]
    for path in old:
        path.unlink()
    for path in replaced:
        shutil.rmtree(path)
    return old + replaced
