"""Ours beside the reference, turn by turn, so that whatever else the machine does hits both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `figure` is what the aim speaks of; `most` is None without an aim."""

    what: str
    ours: str
    reference: str = "–"
    ratio: float | None = None
    figure: float | None = None
    most: float | None = None
    aim: str = "–"

    @property
    def verdict(self) -> str:
        if self.most is None or self.figure is None:
            return "–"
        return "yes" if self.figure <= self.most else "NO"


def milliseconds(work: Callable[[], object]) -> float:
    """How long one run takes, without sweeping up after those before it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def median_ms(work: Callable[[], object], times: int) -> float:
    """The median of so many runs; one before them warms up what is kept between runs."""
    work()
    return statistics.median(milliseconds(work) for _ in range(times))


def turn_by_turn(
    ours: Callable[[], float], reference: Callable[[], float], times: int
) -> tuple[float, float]:
    """The medians of two measurements that take turns."""
    pairs = [(ours(), reference()) for _ in range(times)]
    mine, theirs = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(theirs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
