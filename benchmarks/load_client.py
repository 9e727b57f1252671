"""Listens a hundred times and saves at a steady pace, in a process of its own; prints what it saw.

A plan of the servers comes as JSON on stdin. They take turns of a few seconds, so that noise hits
all. Printed is, per server and turn, how many ms each save took to reach each listener (`heard`) and to
be answered (`saved`).
"""

from __future__ import annotations

import asyncio
import gc
import json
import re
import sys
import time
from collections.abc import Sequence
from functools import partial
from typing import Any, TypeAlias

MARK = re.compile(rb"nr-(\d{6});")  # stands in the text of each save
SENDERS = 4  # connections that saves take turns on, unless the plan says otherwise
DRAIN_SECONDS = 1.0  # after a turn: what is later than this is lost

Plan: TypeAlias = dict[str, Any]
Heard: TypeAlias = list[tuple[int, float]]


class Ear(asyncio.Protocol):
    """One open stream: notes when each save arrived."""

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.heard: Heard = []
        self.open = asyncio.get_running_loop().create_future()
        self._rest = b""

    def connection_made(self, transport: Any) -> None:
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        if not self.open.done():
            self.open.set_result(data.startswith(b"HTTP/1.1 200"))
        data, end = self._rest + data, 0
        for match in MARK.finditer(data):
            self.heard.append((int(match[1]), now))
            end = match.end()
        self._rest = data[end:][-16:]


async def listen(server: Plan) -> list[Ear]:
    """Open all streams of a server; fails when one is refused."""
    loop, ears = asyncio.get_running_loop(), []
    for ear in server["ears"]:
        protocol = Ear(_request("GET", ear["path"], ear["headers"]))
        await loop.create_connection(partial(_same, protocol), "127.0.0.1", server["port"])
        if not await asyncio.wait_for(protocol.open, 20):
            sys.exit("a stream was refused")
        ears.append(protocol)
    return ears


def _same(ear: Ear) -> Ear:
    return ear


async def save(
    server: Plan, numbers: Sequence[int], per_second: float
) -> tuple[dict[int, float], list[float]]:
    """Send the saves at their times, whatever the answers take; gives when each was sent, and the ms
    until each was answered."""
    sent: dict[int, float] = {}
    saved: list[float] = []
    start = time.perf_counter() + 0.05

    async def send(own: Sequence[int]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server["port"])
        for number in own:
            await asyncio.sleep(start + (number - numbers[0]) / per_second - time.perf_counter())
            path, body = server["saves"][number]
            sent[number] = time.perf_counter()
            writer.write(_request("PUT", path, server["headers"], body.encode()))
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            answer = await reader.readexactly(int(length[1]) if length else 0)
            saved.append(1000 * (time.perf_counter() - sent[number]))
            if not head.startswith(b"HTTP/1.1 200"):
                sys.exit(f"a save was refused: {answer!r}")
        writer.close()

    senders = server.get("senders", SENDERS)
    await asyncio.gather(*(send(numbers[place::senders]) for place in range(senders)))
    await asyncio.sleep(DRAIN_SECONDS)
    return sent, saved


def _request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += ["Content-Type: application/json", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def delays(ears: Sequence[Ear], sent: dict[int, float]) -> list[float]:
    """Ms from sending to hearing, for each save and listener; a save not heard by all ends it all."""
    found = [1000 * (at - sent[n]) for ear in ears for n, at in ear.heard if n in sent]
    if len(found) != len(ears) * len(sent):
        sys.exit(f"{len(ears) * len(sent) - len(found)} deliveries were lost")
    return found


async def play(plan: Plan) -> dict[str, dict[str, list[list[float]]]]:
    ears = {server["name"]: await listen(server) for server in plan["servers"]}
    print("listening", flush=True)
    gc.freeze()
    gc.disable()
    found: dict[str, dict[str, list[list[float]]]]
    found = {name: {"heard": [], "saved": []} for name in ears}
    per_turn = plan["per_turn"]
    for turn in range(plan["turns"]):
        numbers = range(turn * per_turn, (turn + 1) * per_turn)
        for server in plan["servers"]:
            sent, saved = await save(server, numbers, plan["per_second"])
            found[server["name"]]["heard"].append(delays(ears[server["name"]], sent))
            found[server["name"]]["saved"].append(saved)
            for ear in ears[server["name"]]:
                ear.heard.clear()
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(play(json.loads(sys.stdin.readline())))), flush=True)
    sys.stdin.readline()  # keeps the streams open until we are told that all is measured
