"""How soon a save reaches a hundred listeners at twenty saves a second, beside a bare echo; and the
memory the server then holds."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeAlias
from uuid import uuid4

from benchmarks import serving
from benchmarks.big_card import ROOT, BigCard, a_text, big_card, listeners
from benchmarks.measuring import Row, percentile
from indsatskort.access.tokens import keys
from indsatskort.api.identity import cookie_name

ECHOES = ("echo", "durable")  # which path of `echo.py` each of the bare servers is sent to
LISTENERS, PER_SECOND, TURNS, TURN_SECONDS = 100, 20, 7, 2
Seen: TypeAlias = dict[str, dict[str, list[list[float]]]]
MOST_RATIO, MOST_MS, MOST_MB = 3.0, 50.0, 250.0


def rows() -> list[Row]:
    """Delivery in ms at p50 and p95 (medians of the turns), and resident memory in MB."""
    with ExitStack() as running:
        card = running.enter_context(big_card(is_filled=False))
        server = running.enter_context(serving.ours(card.folder))
        empty_mb = server.resident_mb()
        echoes = [running.enter_context(serving.echo(card.folder)) for _ in ECHOES]
        found = running.enter_context(client_of(_plan(card, server, echoes)))
        full_mb = server.resident_mb()
    memory = f"{full_mb:.0f} MB", f"{empty_mb:.0f} MB (none)", full_mb / empty_mb
    most = full_mb, MOST_MB, "≤ 250 MB"
    return [*_delivered(found), Row(f"memory with {LISTENERS} listeners", *memory, *most)]


def _delivered(found: Seen) -> list[Row]:
    what = f"delivery to {LISTENERS} listeners at {PER_SECOND} saves/s"
    mine, bare, durable = (percentiles(found[name]["heard"]) for name in ("ours", *ECHOES))
    ours, beside, kept = (f"{p50:.1f} / {p95:.1f} ms" for p50, p95 in (mine, bare, durable))
    ratio = mine[1] / bare[1]
    return [
        Row(
            f"{what}, p50 / p95",
            ours,
            f"{beside} (echo)",
            ratio,
            ratio,
            MOST_RATIO,
            "p95 ≤ 3 × echo",
        ),
        Row(f"{what}, p50 / p95", ours, f"{kept} (durable echo)", mine[1] / durable[1]),
        Row(f"{what}, p95", f"{mine[1]:.1f} ms", "–", None, mine[1], MOST_MS, "≤ 50 ms"),
    ]


def percentiles(turns: list[list[float]]) -> tuple[float, float]:
    p50, p95 = zip(
        *((percentile(turn, 0.5), percentile(turn, 0.95)) for turn in turns), strict=True
    )
    return statistics.median(p50), statistics.median(p95)


@contextmanager
def client_of(plan: dict[str, Any]) -> Iterator[Seen]:
    """What the load client saw; its streams stay open while the block runs."""
    command = [sys.executable, "-m", "benchmarks.load_client"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as client:
        if client.stdin is None or client.stdout is None:
            raise RuntimeError("a pipe is missing")
        client.stdin.write(json.dumps(plan) + "\n")
        client.stdin.flush()
        if client.stdout.readline().strip() != "listening":
            raise RuntimeError("the listeners were refused")
        yield json.loads(client.stdout.readline())
        client.stdin.close()


def _plan(
    card: BigCard, server: serving.Server, echoes: Sequence[serving.Server]
) -> dict[str, Any]:
    count, live = TURNS * TURN_SECONDS * PER_SECOND, f"/api/cards/{card.anna.card_id}/live"
    saves = saves_of(card, count)
    mine = {"name": "ours", "port": server.port, "saves": saves}
    mine["headers"] = cookie(card.session) | {"X-Som": card.anna.membership_id}
    mine["ears"] = [
        {"path": f"{live}?som={who.membership_id}", "headers": cookie(session)}
        for session, who in listeners(card, LISTENERS)
    ]
    bare = [
        {
            "name": name,
            "port": echo.port,
            "headers": {},
            "ears": [{"path": "/live", "headers": {}}] * LISTENERS,
            "saves": [(f"/{name}", body) for _, body in saves],
        }
        for name, echo in zip(ECHOES, echoes, strict=True)
    ]
    return {
        "servers": [mine, *bare],
        "turns": TURNS,
        "per_turn": count // TURNS,
        "per_second": PER_SECOND,
    }


def saves_of(card: BigCard, count: int, *, version: int = 0) -> list[tuple[str, str]]:
    """Path and body of each save, cell after cell, so that none hides another; all cells are at a version,
    and after the last comes the first again."""
    dice, places = random.Random(3), card.places()
    dice.shuffle(places)
    found = []
    for number in range(count):
        lap, at = divmod(number, len(places))
        place = places[at]
        cell = f"{place.round_id}/answers/{place.item_id}/{place.actor_id}"
        body: dict[str, Any] = {"value": "partly", "text": f"nr-{number:06}; {a_text(dice)}"}
        body["base_version"] = version + lap
        path = f"/api/cards/{card.anna.card_id}/rounds/{cell}"
        found.append((path, json.dumps(body | {"edit_id": str(uuid4())}, ensure_ascii=False)))
    return found


def cookie(session: str) -> dict[str, str]:
    return {"Cookie": f"{cookie_name()}={keys().sign([session])}"}
