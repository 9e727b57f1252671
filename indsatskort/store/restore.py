"""Bringing a backup back: checked whole before anything is touched, and what it replaces is kept."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from indsatskort.errors import SetupError
from indsatskort.store.backup import MANIFEST, REPLACED, STAMP, WORK, Manifest
from indsatskort.store.envelope import BrokenEnvelopeError, KeyMissingError, unwrap
from indsatskort.store.files import DATABASE, KEPT_FILES, private_folder
from indsatskort.store.migrate import check_known
from indsatskort.store.soundness import faults_of

BROKEN = (
    "{path} er ikke en hel sikkerhedskopi, som kan åbnes her: enten er den ændret eller beskadiget, "
    "eller også er INDSATSKORT_BACKUP_KEY ikke den nøgle, den blev taget med. Intet er ændret."
)
KEY_MISSING = "{path} er krypteret. Sæt INDSATSKORT_BACKUP_KEY til den nøgle, den blev taget med. Intet er ændret."
PACKED = frozenset({MANIFEST, DATABASE, *KEPT_FILES})
IN_USE = "Databasen i {folder} er i brug. Stop serveren først. Intet er ændret."


def check(path: Path, key: str, folder: Path) -> Manifest:
    """What a backup holds, after everything about it was checked; `folder` is for its working copy.

    Raises SetupError when a byte is wrong, the key is missing, the database in it is not sound, or it
    comes from a newer program.
    """
    with _unpacked(path, key, folder) as (_, manifest):
        return manifest


def bring_back(path: Path, key: str, folder: Path) -> tuple[Manifest, Path | None]:
    """Put a backup in the place of the database. Gives what it holds and the folder where the
    database that stood there lies now. Raises SetupError as `check` does, and when a server runs."""
    with _unpacked(path, key, folder) as (work, manifest):
        replaced = _kept(folder) if (folder / DATABASE).exists() else None
        for beside in ("-wal", "-shm"):
            (folder / f"{DATABASE}{beside}").unlink(missing_ok=True)
        for name in (*KEPT_FILES, DATABASE):
            if (work / name).exists():
                (work / name).chmod(0o600)
                (work / name).replace(folder / name)
        return manifest, replaced


@contextmanager
def _unpacked(path: Path, key: str, folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """The backup's files in a folder beside the database, and what they are, all of it checked."""
    try:
        private_folder(folder)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=folder) as name:
            work = Path(name)
            with tempfile.TemporaryFile(dir=work) as body:
                unwrap(path, key, body)
                body.seek(0)
                with tarfile.open(fileobj=body, mode="r|gz") as packed:
                    _unpack(packed, work)
            manifest = Manifest(**json.loads((work / MANIFEST).read_text(encoding="utf-8")))
            check_known(manifest.schema)
            if faults := faults_of(work / DATABASE):
                raise SetupError(
                    f"Databasen i {path} er beskadiget ({faults[0]}). Tag en anden kopi. Intet er ændret."
                )
            yield work, manifest
    except KeyMissingError as fault:
        raise SetupError(KEY_MISSING.format(path=path)) from fault
    except (BrokenEnvelopeError, tarfile.TarError, EOFError, ValueError, TypeError) as fault:
        raise SetupError(BROKEN.format(path=path)) from fault
    except OSError as fault:
        raise SetupError(
            f"Sikkerhedskopien kunne ikke hentes frem ({fault.strerror}: {fault.filename})."
        ) from fault


def _unpack(packed: tarfile.TarFile, into: Path) -> None:
    """The files that a backup is made of, by their names; the filters of `extractall` came with Python
    3.11.4. Raises BrokenEnvelopeError for anything else."""
    for member in packed:
        content = packed.extractfile(member) if member.isreg() else None
        if content is None or member.name not in PACKED:
            raise BrokenEnvelopeError
        with content, (into / member.name).open("wb") as file:
            shutil.copyfileobj(content, file)


def _kept(folder: Path) -> Path:
    """Copy what is about to be replaced, as it lies; SQLite lets us only when no program has it open."""
    kept = folder / f"{REPLACED}{datetime.now(UTC):{STAMP}}"
    with closing(sqlite3.connect(folder / DATABASE, timeout=1, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as fault:
            if fault.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise SetupError(IN_USE.format(folder=folder)) from fault
            # What is too damaged to be opened is kept all the same.
        kept.mkdir(mode=0o700)
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", *KEPT_FILES):
            if (folder / name).exists():
                shutil.copy2(folder / name, kept / name)
    return kept
