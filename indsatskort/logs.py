"""The server's log: a line of JSON for each thing that happens, and never a word that people wrote.

A line says when (UTC), how grave, in which request, and what: the name of a route or a sentence of our own,
with ids of card and membership. One file a day in `logs` in the data folder, kept for as long as is set;
warnings and worse go to standard error as well, where whoever runs the server sees them.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TextIO

from indsatskort.store.files import private_folder

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered; empty outside one."""

_LISTENED_TO = ("indsatskort", "uvicorn.error")


class Lines(logging.Formatter):
    """A record as one line of JSON; `extra={"facts": {...}}` stands beside the sentence."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "what": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if request := REQUEST.get():
            said["request"] = request
        if record.exc_info and (fault := record.exc_info[1]):
            # its kind and the places alone: a fault's own message may quote what somebody wrote
            said["fault"] = type(fault).__name__
            said["trace"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(fault.__traceback__)
            ]
        return json.dumps(said, ensure_ascii=False)


class ByDay(logging.Handler):
    """Writes into `YYYY-MM-DD.jsonl`, readable by the server alone; several processes may share it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._day: date | None = None
        self._file: TextIO | None = None
        self.setFormatter(Lines())

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._today(datetime.fromtimestamp(record.created, UTC).date()).write(
                self.format(record) + "\n"
            )
        except OSError:  # a full disk must not stop an answer; standard error still has the warning
            self.handleError(record)

    def _today(self, day: date) -> TextIO:
        if self._file is None or day != self._day:
            self.close()
            path = private_folder(self._folder) / f"{day.isoformat()}.jsonl"
            path.touch(mode=0o600)
            self._day, self._file = day, path.open("a", buffering=1, encoding="utf-8")
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()


@dataclass(frozen=True, slots=True)
class Log:
    """The handlers that were hung on the server's loggers, to be taken off again."""

    by_day: ByDay
    aloud: logging.Handler


def begin(folder: Path) -> Log:
    """Let the server's loggers write into the folder from now on."""
    log = Log(ByDay(folder), logging.StreamHandler(sys.stderr))
    log.aloud.setLevel(logging.WARNING)
    for name in _LISTENED_TO:
        logging.getLogger(name).addHandler(log.by_day)
    _ours().setLevel(logging.INFO)
    _ours().addHandler(log.aloud)
    return log


def end(log: Log) -> None:
    """Close the file and let the loggers go."""
    for name in _LISTENED_TO:
        logging.getLogger(name).removeHandler(log.by_day)
    _ours().removeHandler(log.aloud)
    log.by_day.close()


def _ours() -> logging.Logger:
    return logging.getLogger("indsatskort")


def forget_old(folder: Path, days: int, at: datetime) -> int:
    """Delete the days that are older than so many; gives how many."""
    first = (at - timedelta(days=days)).date().isoformat()
    old = [each for each in folder.glob("????-??-??.jsonl") if each.stem < first]
    for each in old:
        each.unlink()
    return len(old)
