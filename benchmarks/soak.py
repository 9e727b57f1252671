"""Half an hour with two hundred listeners: memory and delivery must be as they were in the beginning.

`make thorough` runs it; INDSATSKORT_SOAK_MINUTES makes it shorter. A save that does not reach everybody ends it.
"""

from __future__ import annotations

import os
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks import delivery, serving
from benchmarks.big_card import BigCard, big_card, listeners
from benchmarks.measuring import Row, percentile

LISTENERS, PER_SECOND = 200, 5
MINUTES = int(os.environ.get("INDSATSKORT_SOAK_MINUTES", "30"))
SAMPLES_A_MINUTE = 6
MOST_GROWTH, MOST_SLOWER = 1.1, 1.5


def rows() -> list[Row]:
    """The last third beside the first: resident memory in MB, and delivery in ms at p95."""
    if MINUTES < 3:
        raise ValueError("INDSATSKORT_SOAK_MINUTES: at least 3")
    with (
        big_card(is_filled=True) as card,
        serving.ours(card.folder) as server,
        watched(server) as memory,
        delivery.client_of(_plan(card, server)) as heard,
    ):
        late = [percentile(turn, 0.95) for turn in heard["ours"]["heard"]]
    what = f"{MINUTES} minutes, {LISTENERS} listeners, {PER_SECOND} saves/s"
    return [
        _row(f"memory, {what}", memory, "MB", MOST_GROWTH),
        _row(f"delivery at p95, {what}", late, "ms", MOST_SLOWER),
    ]


def _row(what: str, measured: Sequence[float], unit: str, most: float) -> Row:
    """The median of the last third of what was measured beside the median of the first."""
    third = len(measured) // 3
    first, last = statistics.median(measured[:third]), statistics.median(measured[-third:])
    told = f"{last:.0f} {unit}", f"{first:.0f} {unit} (in the first third)"
    return Row(what, *told, last / first, last / first, most, f"≤ {most} times")


@contextmanager
def watched(server: serving.Server) -> Iterator[list[float]]:
    """The server's memory while the block runs, sampled as it goes."""
    memory: list[float] = []
    is_over = threading.Event()

    def sample() -> None:
        while not is_over.wait(60 / SAMPLES_A_MINUTE):
            memory.append(server.resident_mb())

    sampling = threading.Thread(target=sample, daemon=True)
    sampling.start()
    try:
        yield memory
    finally:
        is_over.set()
        sampling.join()


def _plan(card: BigCard, server: serving.Server) -> dict[str, Any]:
    per_turn = 60 * PER_SECOND
    live = f"/api/cards/{card.anna.card_id}/live"
    mine = {
        "name": "ours",
        "port": server.port,
        "saves": delivery.saves_of(card, MINUTES * per_turn, version=1),
        "headers": delivery.cookie(card.session) | {"X-Som": card.anna.membership_id},
        "ears": [
            {"path": f"{live}?som={who.membership_id}", "headers": delivery.cookie(session)}
            for session, who in listeners(card, LISTENERS)
        ],
    }
    return {"servers": [mine], "turns": MINUTES, "per_turn": per_turn, "per_second": PER_SECOND}
