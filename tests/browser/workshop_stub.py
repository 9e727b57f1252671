"""A meeting that stands still: our own files, and a server side that answers with prepared states."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from indsatskort.api import assets, shell
from indsatskort.catalogue.load import catalogue
from indsatskort.ui import browser_files

PAGE = """<!doctype html><html lang="da" style="color-scheme: {scheme}"><head><meta charset="utf-8"><title>Møde</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/{look}">
<style>body {{ margin: 0; background: var(--paper); font: 17px/1.5 "IBM Plex Sans"; }} .ph-head {{ top: 0 !important; }}
main {{ padding: 0 16px; }}</style></head>
<body><main data-testid="stMainBlockContainer" id="here"></main><script type="module">
import {{ modules }} from "{script}";
const {{ mount }} = modules["{module}"];
const {{ roomOf }} = modules["workshop_room/room.js"];
const tell = () => {{ document.body.dataset.told = Number(document.body.dataset.told ?? 0) + 1; }};
window.draw = (more) => void mount({{ parentElement: document.getElementById("here"), data: {{ ...{data}, ...more }}, setTriggerValue: tell }});
roomOf("c1", "r1", "m1").enter({{ onRoom: ({{ mine, common }}) => {{ Object.assign(document.body.dataset, {{ shown: mine?.number, heard: common?.phase }}); }} }});
draw({{}});
</script></body></html>"""


@dataclass
class Stub:
    """What stands on the server. `received` are the bodies that came in; `refusal` refuses all writing;
    the page's body says in `data-shown` which `number` it has asked for last. `draw({...})` on the page
    is a rerun with other data."""

    common: dict[str, Any] | None = None
    mine: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    received: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refusal: tuple[int, dict[str, Any]] | None = None
    is_gone: bool = False
    url: str = ""
    streams: list[asyncio.Queue[str]] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None

    def say(self, common: dict[str, Any]) -> None:
        """Tell every open stream that the room is somewhere else."""
        self.common = common
        fresh = {**common, "now": datetime.now(UTC).isoformat(timespec="milliseconds")}
        message = f"event: workshop\ndata: {json.dumps({'revision': 2, 'common': fresh})}\n\n"
        assert self.loop is not None
        for stream in self.streams:
            self.loop.call_soon_threadsafe(stream.put_nowait, message)


class Answers:
    """The routes of the stub."""

    def __init__(self, stub: Stub) -> None:
        self.stub = stub

    async def page(self, request: Request) -> Response:
        component = request.path_params["component"]
        data = {"card": "c1", "round": "r1", "membership": "m1", "item": "D2.2.4"}
        data |= {"follows_meeting": True, "pause_ms": 1_000}
        data |= {
            "scale": [asdict(each) for each in catalogue().scale],
            "kinds": [asdict(each) for each in catalogue().kinds],
        }
        entrance = "listener" if component == "listener" else "mount"
        scheme = request.query_params.get("scheme", "light")
        return HTMLResponse(
            PAGE.format(
                look=shell.url("look.css"),
                script=browser_files.address(browser_files.SCRIPT),
                module=f"{component}/{entrance}.js",
                data=json.dumps(data),
                scheme=scheme,
            )
        )

    async def meeting(self, _: Request) -> Response:
        if self.stub.is_gone:
            return JSONResponse({"detail": "Det findes ikke."}, 404)
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        return JSONResponse(
            {
                "common": self.stub.common and {**self.stub.common, "now": now},
                "mine": {**self.stub.mine, "number": self.stub.number},
            }
        )

    async def answers(self, _: Request) -> Response:
        return JSONResponse({"revision": 1, "answers": []})

    async def live(self, _: Request) -> Response:
        self.stub.loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.stub.streams.append(queue)

        async def told() -> AsyncIterator[str]:
            yield "retry: 2000\n\n"
            while True:
                yield await queue.get()

        return StreamingResponse(told(), media_type="text/event-stream")

    async def take(self, request: Request) -> Response:
        body = await request.json()
        path = request.url.path.rpartition("/")[2]
        self.stub.received.append((path, body))
        if self.stub.refusal:
            return JSONResponse(self.stub.refusal[1], self.stub.refusal[0])
        _apply(self.stub, path, body)
        return JSONResponse({"mine": self.stub.mine, "som": "m2"})

    async def agreement(self, request: Request) -> Response:
        assert self.stub.common is not None
        standing = self.stub.common["item"]["agreement"]
        if request.method == "PUT":
            body = await request.json()
            self.stub.received.append(("agreement", body))
            if self.stub.refusal:
                return JSONResponse(self.stub.refusal[1], self.stub.refusal[0])
            standing |= {name: body[name] for name in body if name != "base_version"}
            standing["version"] += 1
        return JSONResponse({"version": standing["version"], "agreement": standing})


def app_of(stub: Stub) -> Starlette:
    """The application: pages at /<component>?scheme=dark."""
    it = Answers(stub)
    api = "/api/cards/{card}"
    return Starlette(
        routes=[
            Route(f"{api}/workshop", it.meeting),
            Route(f"{api}/workshop/{{path}}", it.take, methods=["PUT", "POST"]),
            Route(f"{api}/live", it.live),
            Route(f"{api}/rounds/{{round}}/answers", it.answers),
            Route(
                f"{api}/rounds/{{round}}/agreements/{{item}}", it.agreement, methods=["GET", "PUT"]
            ),
            *shell.routes(),
            *assets.routes(),
            Route("/{component}", it.page),
        ]
    )


def _apply(stub: Stub, path: str, body: dict[str, Any]) -> None:
    if path == "rating":
        stub.mine["rating"] = body["value"]
    elif path == "flag":
        stub.mine["flags"] = [body["item"]] if body["is_on"] else []
    elif path == "ballot":
        kept = {"dots": body["dots"], "is_finished": body["is_finished"]}
        stub.mine["ballot"] = {**kept, "version": body["base_version"] + 1}
    elif path == "placement":
        stub.mine["placements"][body["item"]] = {"effect": body["effect"], "ease": body["ease"]}


@contextmanager
def served(stub: Stub, port: int) -> Iterator[Stub]:
    """The application on a thread of its own."""
    config = uvicorn.Config(app_of(stub), port=port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    stub.url = f"http://127.0.0.1:{port}"
    yield stub
    server.should_exit = True
    thread.join(timeout=5)
