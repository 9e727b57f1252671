"""`make load`: how far one process goes, and how two ordinary Streamlit pages do beside it.

Bounded to under three minutes and the loopback. Each step has a server and an empty database of its own,
so that what one step leaves behind does not slow the next.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.measuring import Row, percentile

ENOUGH_MS = 500.0  # a step that is slower is the last one
TURNS, TURN_SECONDS, MOST_SENDERS = 2, 2, 20
PEOPLE, NAIVE_PER_SECOND, NAIVE_SECONDS = 50, 2, 12
TIMES_NAIVE, TIMES_WATCHER = 50.0, 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """So many listeners and saves a second; `most_ms` and `most_mb` are the aims, if it has any."""

    listeners: int
    per_second: int
    most_ms: float | None = None
    most_mb: float | None = None


STEPS = (
    Step(20, 200, most_ms=50),
    Step(100, 20, most_ms=25, most_mb=250),
    Step(300, 50, most_ms=250),
    Step(300, 100),
    Step(600, 50),
    Step(600, 100),
)


@dataclass(frozen=True, slots=True)
class Found:
    p50: float
    p95: float
    empty_mb: float
    full_mb: float


def rows() -> list[Row]:
    """The steps until one is too slow, what a further listener takes, and the three ways side by side."""
    found: dict[Step, Found] = {}
    for step in STEPS:
        found[step] = measured(step)
        if found[step].p95 > ENOUGH_MS:
            break
    table = [_delivered(step, each) for step, each in found.items()]
    return [*table, *_memory(found), *_beside()]


def _delivered(step: Step, found: Found) -> Row:
    what = f"delivery, {step.listeners} listeners, {step.per_second} saves/s, p50 / p95"
    told = f"{found.p50:.1f} / {found.p95:.1f} ms"
    aim = f"p95 ≤ {step.most_ms:.0f} ms" if step.most_ms else "–"
    return Row(what, told, "–", None, found.p95, step.most_ms, aim)


def _memory(found: dict[Step, Found]) -> list[Row]:
    some = next(step for step in STEPS if step.most_mb)
    many = next(step for step in found if step.listeners > some.listeners)
    full, grown = found[some].full_mb, found[many].full_mb - found[many].empty_mb
    each = grown / many.listeners
    return [
        Row(
            f"memory with {some.listeners} listeners",
            f"{full:.0f} MB",
            f"{found[some].empty_mb:.0f} MB (none)",
            None,
            full,
            some.most_mb,
            f"≤ {some.most_mb:.0f} MB",
        ),
        Row(
            f"memory per listener, {many.listeners} of them",
            f"{each:.2f} MB",
            "–",
            None,
            each,
            0.5,
            "≤ 0.5 MB",
        ),
    ]


def measured(step: Step, turns: int = TURNS, seconds: int = TURN_SECONDS) -> Found:
    """A server of its own, its listeners, and the saves; medians of the turns."""
    from benchmarks import delivery, serving
    from benchmarks.big_card import big_card, listeners

    with big_card(is_filled=False) as card, serving.ours(card.folder) as server:
        empty = server.resident_mb()
        live = f"/api/cards/{card.anna.card_id}/live"
        per_turn = seconds * step.per_second
        mine: dict[str, Any] = {
            "name": "ours",
            "port": server.port,
            "saves": delivery.saves_of(card, turns * per_turn),
            "headers": delivery.cookie(card.session) | {"X-Som": card.anna.membership_id},
            "senders": min(MOST_SENDERS, max(4, step.per_second // 10)),
            "ears": [
                {"path": f"{live}?som={who.membership_id}", "headers": delivery.cookie(session)}
                for session, who in listeners(card, step.listeners)
            ],
        }
        plan = {
            "servers": [mine],
            "turns": turns,
            "per_turn": per_turn,
            "per_second": step.per_second,
        }
        with delivery.client_of(plan) as heard:
            p50, p95 = delivery.percentiles(heard["ours"]["heard"])
            return Found(p50, p95, empty, server.resident_mb())


def _beside() -> list[Row]:
    """Ours, the watcher and the `data_editor`, one after another, with the same people and pace."""
    ours = measured(Step(PEOPLE, NAIVE_PER_SECOND), turns=1, seconds=NAIVE_SECONDS)
    found = []
    for page, title, collects, least in (
        ("data_editor", "`data_editor`, rerun every 2 s", True, TIMES_NAIVE),
        ("watcher", "watcher fragment each second", False, TIMES_WATCHER),
    ):
        with _page(page, collects=collects) as port:
            theirs = _seen(port)
        p50, p95 = percentile(theirs, 0.5), percentile(theirs, 0.95)
        ratio = p95 / ours.p95
        found.append(
            Row(
                f"{PEOPLE} people, {NAIVE_PER_SECOND} saves/s, p95, beside a {title}",
                f"{ours.p95:.1f} ms",
                f"{p95:.0f} ms (p50 {p50:.0f})",
                ratio,
                least / ratio,
                1.0,
                f"{least:.0f} times faster",
            )
        )
    return found


@contextmanager
def _page(name: str, *, collects: bool) -> Iterator[int]:
    """One of the naive pages, with Streamlit's default of collecting garbage after each run or without."""
    from benchmarks import serving
    from benchmarks.big_card import ROOT

    with serving.streamlit_page(
        ROOT / "benchmarks" / "naive" / f"{name}.py",
        collects=collects,
        NAIVE_PER_SECOND=str(NAIVE_PER_SECOND),
    ) as server:
        yield server.port


def _seen(port: int) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.naive.viewers"]
    arguments = [str(port), str(PEOPLE), str(NAIVE_SECONDS)]
    from benchmarks.big_card import ROOT

    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    found: list[float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the table."""
    os.environ["INDSATSKORT_SECRET"] = secrets.token_hex()  # before anything reads the settings
    from benchmarks.__main__ import machine, table

    print(table(rows()))
    print(machine())


if __name__ == "__main__":
    main()
