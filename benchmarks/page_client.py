"""Our pages, open in so many tabs as the server sees them, in a process of their own.

Each tab opens the page's channel and the card's stream, as a browser does. Where the page has a listener,
the part of it that follows the card is drawn again when the stream tells of a change, with the pause that the
page asks for; the other pages hear in place. A plan of the tabs comes as JSON on stdin. When everybody's page
has been drawn, `drawn` is printed; then, for each line on stdin, what was drawn since the line before it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any, TypeAlias

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LISTENER = "indsatskort_listener"
FIRST_DRAWING_SECONDS = 120.0
TELLS = (b"event: answers", b"event: card", b"event: plan", b"event: comments")

Plan: TypeAlias = dict[str, Any]


class Tab:
    """One page; `drawn` has the seconds that each drawing after the first took."""

    def __init__(self, port: int, tab: Plan) -> None:
        self._port, self._tab = port, tab
        self._page, self._fragment = "", ""
        self._follows, self._pause = False, 0.0
        self._is_told, self._is_drawn = asyncio.Event(), asyncio.Event()
        self.faults: list[str] = []
        self.drawn: list[float] = []

    async def stay(self) -> None:
        here = f"127.0.0.1:{self._port}"
        async with connect(
            f"ws://{here}/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            origin=f"http://{here}",  # type: ignore[arg-type]
            additional_headers=self._tab["headers"],
            max_size=None,
        ) as channel:
            reading = asyncio.create_task(self._read(channel))
            await self._draw(channel)
            streaming = asyncio.create_task(self._listen())
            tasks = [reading, streaming]
            if self._follows:
                tasks.append(asyncio.create_task(self._follow(channel)))
            await asyncio.gather(*tasks)

    async def open(self) -> None:
        """Until the page has been drawn once."""
        await asyncio.wait_for(self._is_drawn.wait(), FIRST_DRAWING_SECONDS)

    async def _draw(self, channel: ClientConnection) -> None:
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string, run.page_script_hash = self._tab["query"], self._page
        run.page_name = "" if self._page else self._tab["page"]
        run.fragment_id = self._fragment
        run.widget_states.SetInParent()
        self._is_drawn.clear()
        await channel.send(asked.SerializeToString())
        await self._is_drawn.wait()

    async def _follow(self, channel: ClientConnection) -> None:
        while True:
            await self._is_told.wait()
            self._is_told.clear()
            began = time.perf_counter()
            await self._draw(channel)
            self.drawn.append(time.perf_counter() - began)
            await asyncio.sleep(self._pause)

    async def _read(self, channel: ClientConnection) -> None:
        async for data in channel:
            told = ForwardMsg()
            told.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self._page = told.new_session.page_script_hash
            elif kind == "navigation":
                self._page = told.navigation.page_script_hash
            elif kind == "delta":
                self._take(told.delta)
            elif kind == "script_finished":
                self._is_drawn.set()

    def _take(self, delta: Any) -> None:
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            self.faults.append(element.exception.message)
        elif element.bidi_component.component_name == LISTENER:
            self._follows, self._fragment = True, delta.fragment_id
            self._pause = json.loads(element.bidi_component.json)["pause_ms"] / 1000

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
        lines = [f"GET {self._tab['stream']} HTTP/1.1", f"Host: 127.0.0.1:{self._port}"]
        lines += [f"{name}: {value}" for name, value in self._tab["headers"].items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        if not (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200"):
            self.faults.append("a stream was refused")
        while line := await reader.readline():
            if line.startswith(TELLS):
                self._is_told.set()


async def play(plan: Plan) -> None:
    tabs = [Tab(plan["port"], tab) for tab in plan["tabs"]]
    staying = [asyncio.create_task(tab.stay()) for tab in tabs]
    await asyncio.gather(*(tab.open() for tab in tabs))
    print("drawn", flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        gone = sum(each.done() for each in staying)
        faults = [fault for tab in tabs for fault in tab.faults]
        drawn = [1000 * took for tab in tabs for took in tab.drawn]
        for tab in tabs:
            tab.drawn.clear()
        print(json.dumps({"drawn": drawn, "gone": gone, "faults": faults}), flush=True)
    for each in staying:
        each.cancel()


if __name__ == "__main__":
    asyncio.run(play(json.loads(sys.stdin.readline())))
