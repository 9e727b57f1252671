"""People in the meeting without a screen: they come in, listen to the stream, rate and vote over HTTP."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Self, TypeVar

import httpx

T = TypeVar("T")
PATIENCE_S = 30.0


class Loop:
    """An event loop on a thread of its own, beside the browsers that are driven from the main one."""

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return self

    def run(self, work: Awaitable[T]) -> T:
        async def wait() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result()

    def all(self, work: Iterable[Awaitable[T]]) -> Sequence[T]:
        """All at once."""

        async def together() -> Sequence[T]:
            return await asyncio.gather(*work)

        return self.run(together())

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()


class Guest:
    """`common` is what the stream told last, as their phone would show it; `heard` is everything it
    told, each with the moment it came (`time.perf_counter`)."""

    def __init__(self, url: str, card: str, number: int) -> None:
        self.number, self._card = number, card
        self._http = httpx.AsyncClient(base_url=url, timeout=PATIENCE_S)
        self._som = ""
        self._moved: asyncio.Event | None = None
        self._listening: asyncio.Task[None] | None = None
        self.heard: list[tuple[float, dict[str, Any]]] = []

    @property
    def common(self) -> dict[str, Any]:
        return self.heard[-1][1] if self.heard else {}

    async def join(self, path: str, **form: str) -> None:
        """By an invitation or the room's code; in when the phone's own screen and stream are there."""
        answer = await self._http.post(path, data={"alias": f"Gæst {self.number}", **form})
        self._som = answer.headers["location"].split("som=")[1].split("&")[0]
        await self.get("workshop")
        self._moved = asyncio.Event()
        is_open = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(is_open))
        await asyncio.wait_for(is_open.wait(), PATIENCE_S)

    async def get(self, path: str) -> Any:
        """Below the address of the card."""
        answer = await self._http.get(f"{self._api}/{path}", headers={"X-Som": self._som})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def put(self, path: str, **body: Any) -> None:
        """Below the address of the card."""
        headers = {"X-Som": self._som}
        answer = await self._http.put(f"{self._api}/{path}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text

    async def rate(self, item: str, value: str) -> None:
        await self.put("workshop/rating", item=item, value=value)

    async def vote(self, dots: dict[str, int]) -> None:
        await self.put("workshop/ballot", dots=dots, is_finished=True, base_version=0)

    async def place(self, item: str, effect: int, ease: int) -> None:
        await self.put("workshop/placement", item=item, effect=effect, ease=ease)

    async def hear(self, is_so: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until the stream has told what is waited for."""
        assert self._moved is not None
        while not is_so(self.common):
            self._moved.clear()
            await asyncio.wait_for(self._moved.wait(), PATIENCE_S)

    def reached(self, phase: str) -> float:
        """When the stream first told that the room is in a phase."""
        return next(at for at, common in self.heard if common["phase"] == phase)

    async def leave(self) -> None:
        if self._listening:
            self._listening.cancel()
            await asyncio.wait([self._listening])
        await self._http.aclose()

    @property
    def _api(self) -> str:
        return f"/api/cards/{self._card}"

    async def _listen(self, is_open: asyncio.Event) -> None:
        async with self._http.stream(
            "GET", f"{self._api}/live", params={"som": self._som}, timeout=None
        ) as stream:
            stream.raise_for_status()
            is_open.set()
            event = ""
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    event = line.removeprefix("event: ")
                elif line.startswith("data: ") and event == "workshop":
                    self._hear_of(json.loads(line.removeprefix("data: "))["common"])

    def _hear_of(self, common: dict[str, Any]) -> None:
        self.heard.append((time.perf_counter(), common))
        if self._moved:
            self._moved.set()
