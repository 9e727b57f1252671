"""The floor: what is put is sent to everybody who listens. No rights, no checks; `/durable` stores it
first in one bare transaction, `/echo` stores nothing."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

_queues: set[asyncio.Queue[str]] = set()
_turn = threading.Lock()


async def put_message(request: Request) -> Response:
    """Send the body on to all."""
    message = f"event: answers\ndata: {(await request.body()).decode()}\n\n"
    if request.url.path == "/durable":
        await run_in_threadpool(_store, message)
    for queue in _queues:
        queue.put_nowait(message)
    return JSONResponse({"ok": True})


def _store(message: str) -> None:
    with _turn, _connection() as connection:
        connection.execute("INSERT INTO message VALUES (?)", (message,))


@cache
def _connection() -> sqlite3.Connection:
    file = Path(os.environ["INDSATSKORT_DATA_DIR"]) / f"echo-{os.getpid()}.sqlite"
    connection = sqlite3.connect(file, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE message (text)")
    return connection


async def get_live(_request: Request) -> StreamingResponse:
    """Everything that is put from now on."""
    return StreamingResponse(_messages(), media_type="text/event-stream")


async def _messages() -> AsyncIterator[str]:
    queue: asyncio.Queue[str] = asyncio.Queue()
    _queues.add(queue)
    try:
        yield "retry: 2000\n\n"
        while True:
            yield await queue.get()
    finally:
        _queues.discard(queue)


app = Starlette(
    routes=[
        Route("/echo", put_message, methods=["PUT"]),
        Route("/durable", put_message, methods=["PUT"]),
        Route("/live", get_live, methods=["GET"]),
    ]
)
