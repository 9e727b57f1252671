"""A proxy before the server that can lose it: from then on everybody gets 502, as from nginx."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
CHUNK_BYTES = 65_536


@dataclass
class Proxy:
    """Passes bytes on to the server's port, or answers 502. Runs on an event loop of its own."""

    server_port: int
    port: int = 0
    has_server: bool = True
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def lose_server(self) -> None:
        self.has_server = False
        self._loop.call_soon_threadsafe(self._hang_up)

    def find_server(self) -> None:
        self.has_server = True

    def _hang_up(self) -> None:
        for writer in self._writers:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await (self._pass_on(reader, writer) if self.has_server else _refuse(reader, writer))
        self._writers.discard(writer)
        writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.server_port)
        self._writers.add(to_server)
        try:
            await asyncio.gather(_pump(reader, to_server), _pump(from_server, writer))
        finally:
            self._writers.discard(to_server)
            to_server.close()

    async def listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK_BYTES):
            writer.write(chunk)
            await writer.drain()
    writer.close()


async def _refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(BAD_GATEWAY)
    await writer.drain()


@contextlib.contextmanager
def proxy_before(server_port: int) -> Iterator[Proxy]:
    """A running proxy; ends with everything that goes through it."""
    proxy = Proxy(server_port)
    loop = proxy._loop
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(proxy.listen(), loop).result()
    try:
        yield proxy
    finally:
        proxy.lose_server()
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_settle(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _settle() -> None:
    mine = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not mine]
    await asyncio.wait(others, timeout=2) if others else None
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
