"""How long a save takes while sixty people have pages open that follow it, and what the server holds then."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import delivery, serving
from benchmarks.big_card import ROOT, BigCard, big_card, fill_rounds, listeners
from benchmarks.measuring import Row, percentile

# What sixty people look at while others write: most fill in, and hear in place; the rest follow.
PAGES = {"udfyld": 30, "kort": 12, "overblik": 8, "fremdrift": 4, "handleplan": 4, "": 2}
PER_SECOND, TURNS, TURN_SECONDS, MOST_MS = 20, 3, 8, 100.0


def rows() -> list[Row]:
    """A save in ms at p50 and p95 (medians of the turns), a page's drawing, resident memory in MB."""
    with big_card(is_filled=True) as card:
        fill_rounds(card, 2)
        with serving.ours(card.folder) as server, opened(card, server, PAGES) as pages:
            count = TURNS * TURN_SECONDS * PER_SECOND
            plan = saving(card, server, count, per_turn=count // TURNS, ears=0)
            with delivery.client_of(plan) as seen:
                p50, p95 = delivery.percentiles(seen["ours"]["saved"])
            drawn, memory = pages.drawn(), server.resident_mb()
    people = sum(PAGES.values())
    what = f"{people} pages open, {PER_SECOND} saves/s"
    told = f"{p50:.1f} / {p95:.1f} ms"
    return [
        Row(f"a save, {what}, p50 / p95", told, "–", None, p95, MOST_MS, "p95 ≤ 100 ms"),
        Row(
            f"a page drawn anew, {what}, p50 / p95",
            f"{percentile(drawn, 0.5):.0f} / {percentile(drawn, 0.95):.0f} ms",
            f"{len(drawn)} times",
        ),
        Row(f"memory with {people} pages open", f"{memory:.0f} MB", "–"),
    ]


class Pages:
    """Pages that are open in a process of their own."""

    def __init__(self, client: subprocess.Popen[str]) -> None:
        self._client = client

    def drawn(self) -> list[float]:
        """The ms that each drawing took since the last time this was asked. Raises RuntimeError when a page
        is gone or shows a fault."""
        told = json.loads(_asked(self._client, ""))
        if told["gone"] or told["faults"]:
            raise RuntimeError(f"{told['gone']} pages are gone; {told['faults'][:3]}")
        found: list[float] = told["drawn"]
        return found


@contextmanager
def opened(card: BigCard, server: serving.Server, pages: dict[str, int]) -> Iterator[Pages]:
    """So many people with a page open, each in a browser of their own; all have been drawn once."""
    names = [name for name, count in pages.items() for _ in range(count)]
    tabs = [
        {
            "page": name,
            "query": f"som={who.membership_id}",
            "headers": delivery.cookie(session),
            "stream": f"/api/cards/{who.card_id}/live?som={who.membership_id}",
        }
        for name, (session, who) in zip(names, listeners(card, len(names)), strict=True)
    ]
    command = [sys.executable, "-m", "benchmarks.page_client"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as client:
        try:
            if _asked(client, json.dumps({"port": server.port, "tabs": tabs})) != "drawn":
                raise RuntimeError("the pages were not drawn")
            yield Pages(client)
        finally:
            client.kill()


def _asked(client: subprocess.Popen[str], line: str) -> str:
    if client.stdin is None or client.stdout is None:
        raise RuntimeError("a pipe is missing")
    client.stdin.write(line + "\n")
    client.stdin.flush()
    return client.stdout.readline().strip()


def saving(
    card: BigCard, server: serving.Server, count: int, *, per_turn: int, ears: int
) -> dict[str, Any]:
    """The plan of a load client that saves in a filled card, with so many listeners of its own."""
    live = f"/api/cards/{card.anna.card_id}/live"
    mine = {
        "name": "ours",
        "port": server.port,
        "saves": delivery.saves_of(card, count, version=1),
        "headers": delivery.cookie(card.session) | {"X-Som": card.anna.membership_id},
        "ears": [
            {"path": f"{live}?som={who.membership_id}", "headers": delivery.cookie(session)}
            for session, who in listeners(card, ears)
        ],
    }
    turns = count // per_turn
    return {"servers": [mine], "turns": turns, "per_turn": per_turn, "per_second": PER_SECOND}
