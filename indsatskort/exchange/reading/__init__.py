"""Reads a file that somebody sent, in a process of its own, so that no file can harm the server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from indsatskort.errors import Fault
from indsatskort.exchange.reading import bounds
from indsatskort.exchange.reading.model import CellKind, FoundCell, FoundSheet
from indsatskort.exchange.reading.packing import UnreadableFileError

__all__ = ["UnreadableFileError", "found_sheets", "read_file"]

_ROOT = Path(__file__).parents[3]
_COMMAND = [sys.executable, "-m", "indsatskort.exchange.reading"]
# No secret and no address of a database; -I would also hide where the program itself lies.
_ENVIRONMENT = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
_PLACES = BoundedSemaphore(2)  # files that are read at the same time
_WAIT_SECONDS = 30.0


def read_file(data: bytes) -> str:
    """What a workbook holds, as JSON that `found_sheets` understands. Raises UnreadableFileError."""
    if len(data) > bounds.MAX_FILE_BYTES:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE)
    if not _PLACES.acquire(timeout=_WAIT_SECONDS):
        raise UnreadableFileError(Fault.FILE_BUSY)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            _COMMAND,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=bounds.SECONDS,
            env=_ENVIRONMENT,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE) from error
    finally:
        _PLACES.release()
    return _checked(done.returncode, done.stdout)


def found_sheets(told: str) -> tuple[FoundSheet, ...]:
    """The sheets in what `read_file` told."""
    return tuple(
        FoundSheet(
            name,
            {(row, column): FoundCell(CellKind(kind), text) for row, column, kind, text in cells},
        )
        for name, cells in json.loads(told)["sheets"]
    )


def _checked(code: int, told: bytes) -> str:
    """A process that was stopped by its limits has met a file that takes too much."""
    if code < 0:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE)
    if code or len(told) > bounds.MAX_TOLD_BYTES:
        raise UnreadableFileError(Fault.FILE_BROKEN)
    text = told.decode()
    if fault := json.loads(text).get("fault"):
        raise UnreadableFileError(Fault(fault))
    return text
