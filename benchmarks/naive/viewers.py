"""Fifty tabs of a Streamlit page, as its server sees them, in a process of their own.

Each opens the page's channel, asks for a run, and asks again for the fragments that say so, as browsers
do. Printed are the ms from each save to its arrival at each tab, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

MARK = re.compile(rb"at-(\d{20});")


class Tab:
    """`heard` maps the moment of a save (ns) to when it first arrived here."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._page = ""
        self.heard: dict[int, int] = {}

    async def stay(self, is_open: asyncio.Event) -> None:
        url = f"ws://127.0.0.1:{self._port}/_stcore/stream"
        async with connect(
            url,
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            origin=f"http://127.0.0.1:{self._port}",  # type: ignore[arg-type]
            max_size=None,
        ) as channel:
            await self._run(channel)
            async for data in channel:
                is_open.set()
                self._take(channel, data if isinstance(data, bytes) else data.encode())

    def _take(self, channel: ClientConnection, data: bytes) -> None:
        now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        for mark in MARK.finditer(data):
            self.heard.setdefault(int(mark[1]), now)
        told = ForwardMsg()
        told.ParseFromString(data)
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self._page = told.new_session.page_script_hash
            if not told.metadata.run.fragment_ids:
                self._stop()
        elif kind == "auto_rerun":
            again = told.auto_rerun
            if again.fragment_id not in self._timers:
                work = self._again(channel, again.fragment_id, again.interval)
                self._timers[again.fragment_id] = asyncio.create_task(work)

    def _stop(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    async def _again(self, channel: ClientConnection, fragment: str, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            await self._run(channel, fragment)

    async def _run(self, channel: ClientConnection, fragment: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.is_auto_rerun = bool(fragment)
        asked.rerun_script.widget_states.SetInParent()
        await channel.send(asked.SerializeToString())


async def watch(port: int, count: int, seconds: float) -> list[float]:
    """Everybody is in before the time begins; what had not arrived at its end counts until then."""
    tabs, open_ = [Tab(port) for _ in range(count)], [asyncio.Event() for _ in range(count)]
    staying = [asyncio.create_task(t.stay(o)) for t, o in zip(tabs, open_, strict=True)]
    await asyncio.wait_for(asyncio.gather(*(each.wait() for each in open_)), 60)
    await asyncio.sleep(3)
    start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    await asyncio.sleep(seconds)
    end = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    for each in staying:
        if each.done():
            each.result()  # raises what ended it: nobody leaves before the end
        each.cancel()
    saves = {at for tab in tabs for at in tab.heard if start <= at < end - 1_000_000_000}
    if not saves:
        sys.exit("no save was seen by anybody")
    return [(min(tab.heard.get(at, end), end) - at) / 1e6 for tab in tabs for at in saves]


if __name__ == "__main__":
    port, count, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    print(json.dumps(asyncio.run(watch(port, count, seconds))))
