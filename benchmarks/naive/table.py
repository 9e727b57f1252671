"""What both pages show: a table in this process's memory that somebody else writes in.

The writing costs them nothing: a thread puts `nr-000123;` and 120 characters into the next cell, with the
moment (CLOCK_MONOTONIC, the same in every process of a Linux machine) in `AT`.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field

ITEMS, COLUMNS = 7, 20  # one field of the card, with the columns of a big municipality
PER_SECOND = float(os.environ.get("NAIVE_PER_SECOND", "2"))
TEXT = "Vi synger sammen hver fredag, og de frivillige henter dem, der ikke selv kan gå. " * 2


@dataclass
class Table:
    """`revision` counts the saves."""

    rows: list[list[str]] = field(
        default_factory=lambda: [[TEXT[:120]] * COLUMNS for _ in range(ITEMS)]
    )
    revision: int = 0

    def begin(self) -> None:
        threading.Thread(target=self._write, daemon=True).start()

    def _write(self) -> None:
        while True:
            time.sleep(1 / PER_SECOND)
            at = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
            cell = self.revision % (ITEMS * COLUMNS)
            self.rows[cell // COLUMNS][cell % COLUMNS] = f"at-{at:020};{TEXT[:120]}"
            self.revision += 1


TABLE = Table()
TABLE.begin()
