"""The process that reads one file: bytes in, JSON out, within limits, and knowing nothing else.

It is given no settings, no secret and no database; it can open no file for writing.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from indsatskort.errors import Fault
from indsatskort.exchange.reading import bounds
from indsatskort.exchange.reading.packing import UnreadableFileError, check_packing


def main() -> None:
    _limit()
    data = sys.stdin.buffer.read(bounds.MAX_FILE_BYTES + 1)
    try:
        told = _told(data)
    except UnreadableFileError as error:
        told = json.dumps({"fault": error.fault})
    except (MemoryError, RecursionError):
        told = json.dumps({"fault": Fault.FILE_TOO_LARGE})
    sys.stdout.write(told)


def _told(data: bytes) -> str:
    check_packing(data)
    _leave_out("numpy", "lxml", "PIL", "pandas")  # openpyxl can do without, and starts sooner
    from indsatskort.exchange.reading.cells import read_cells

    sheets = [
        [sheet.name, [[*at, cell.kind, cell.text] for at, cell in sheet.cells.items()]]
        for sheet in read_cells(data)
    ]
    told = json.dumps({"sheets": sheets})
    if len(told) > bounds.MAX_TOLD_BYTES:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE)
    return told


def _leave_out(*libraries: str) -> None:
    modules: dict[str, Any] = sys.modules
    for library in libraries:
        modules[library] = None  # importing it fails, as if it were not installed


def _limit() -> None:
    """Bound what this process may use. Where the system has no such limits, the time limit remains."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CPU, bounds.PROCESSOR_SECONDS),
        (resource.RLIMIT_AS, bounds.MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue  # macOS refuses some; the others hold


if __name__ == "__main__":
    main()
