"""Our routes on a real socket in this process, the whole program in another, and reading a stream."""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from indsatskort.api.live import current_live
from tests.api.conftest import APP, Person

ROOT = Path(__file__).parents[2]
PATIENCE = 10.0  # seconds, where the promise is not about time


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def serving() -> Iterator[str]:
    """Our routes over the store of this test; gives their address."""
    port = free_port()
    config = uvicorn.Config(APP, port=port, ws="none", lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    current_live().close_soon()
    thread.join(PATIENCE)
    assert not thread.is_alive()


@contextmanager
def program(folder: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`python app.py` in a process of its own, which is ended at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=environment.pop("CWD", ROOT),
        env=surroundings(folder, environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def surroundings(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("INDSATSKORT")}
    return ours | {"INDSATSKORT_DATA_DIR": str(folder)} | dict(environment)


@dataclass(frozen=True)
class Told:
    """One server-sent event."""

    name: str
    id: int | None
    data: dict[str, Any]


@dataclass
class Stream:
    """A stream, read on a thread of its own. `ended` is set when the server has ended it."""

    response: httpx.Response
    last_id: int | None = None
    told: queue.Queue[Told] = field(default_factory=queue.Queue)
    ended: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        fields: dict[str, str] = {}
        try:
            for line in self.response.iter_lines():
                name, _, value = line.partition(": ")
                if line:
                    fields[name] = value
                else:
                    self._dispatch(fields)
                    fields = {}
            self.ended.set()
        except (httpx.TransportError, httpx.StreamError):
            pass  # we closed it ourselves

    def _dispatch(self, fields: Mapping[str, str]) -> None:
        revision = int(fields["id"]) if "id" in fields else None
        self.last_id = self.last_id if revision is None else revision
        if "event" in fields:
            self.told.put(Told(fields["event"], revision, json.loads(fields["data"])))

    def next(self, name: str, within: float = PATIENCE) -> Told:
        """The next event of a name; others before it are passed over."""
        deadline = time.monotonic() + within
        while True:
            told = self.told.get(timeout=max(deadline - time.monotonic(), 0.001))
            if told.name == name:
                return told

    def rest(self) -> list[Told]:
        """What has come and nobody asked for."""
        return list(self.told.queue)


@contextmanager
def listening(
    person: Person, *, last_id: int | None = None, **asked: int | str
) -> Iterator[Stream]:
    """A stream of somebody's card; everything said before it opened has been read."""
    headers = {"Last-Event-ID": str(last_id)} if last_id is not None else {}
    url, asked = f"/api/cards/{person.card.id}/live", {"som": person.som, **asked}
    options: dict[str, Any] = {"params": asked, "headers": headers, "timeout": 60}
    with ExitStack() as stack:
        response = stack.enter_context(person.browser.stream("GET", url, **options))
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        stream = Stream(response)
        thread = threading.Thread(target=stream.read, daemon=True)
        thread.start()
        yield stream
