"""The shell makes Streamlit's index page Danish and ours, and touches nothing else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from indsatskort.api import shell
from indsatskort.ui import look

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"  # the page that must be rewritten
OURS = "<!doctype html><html lang='da'><title>Kom med</title><p>Du er inviteret"


async def index(request: Request) -> Response:
    if "if-none-match" in request.headers:
        return Response(status_code=304)
    return FileResponse(INDEX, headers={"Cache-Control": "no-cache"})


async def invitation(request: Request) -> Response:
    return HTMLResponse(OURS, headers={"ETag": '"x"'})


async def plain(request: Request) -> Response:
    return PlainTextResponse('<html lang="en"> in a text', headers={"ETag": '"t"'})


async def stream(request: Request) -> Response:
    async def pieces() -> AsyncIterator[str]:
        yield "data: 1\n\n"
        yield "data: 2\n\n"

    return StreamingResponse(pieces(), media_type="text/event-stream")


class Browser:
    """Asks the application as a browser would, without a server."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, headers))

    def head(self, path: str) -> httpx.Response:
        return asyncio.run(self._ask("HEAD", path, None))

    async def _ask(self, method: str, path: str, headers: dict[str, str] | None) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://kort.dk") as client:
            return await client.request(method, path, headers=headers)


@pytest.fixture
def client() -> Browser:
    routes = [
        *shell.routes(),
        Route("/", index),
        Route("/udfyld", index),
        Route("/d/token", invitation),
        Route("/plain", plain),
        Route("/live", stream),
    ]
    middleware = [Middleware(shell.DanishShell), Middleware(GZipMiddleware, minimum_size=500)]
    return Browser(Starlette(routes=routes, middleware=middleware))


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/", "/udfyld"])
def test_the_page_is_danish_from_its_first_byte(client: Browser, path: str, encoding: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Encoding": encoding})

    assert '<html lang="da">' in answer.text
    assert "<title>Indsatskort</title>" in answer.text
    assert "JavaScript er slået til" in answer.text
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-length"] == str(len(answer.content))


def test_nothing_english_is_left_for_people_and_no_unused_font_is_fetched(
    client: Browser,
) -> None:
    page = client.get("/").text

    for left in ('lang="en"', "You need to enable", "AI", "service-desc", "SourceSans", "favicon"):
        assert left not in re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)


def test_streamlits_own_scripts_stay(client: Browser) -> None:
    scripts = re.findall(r'src="\./static/[^"]+"', INDEX.read_text("utf-8"))

    assert scripts
    assert all(script in client.get("/").text for script in scripts)


def test_our_script_begins_before_streamlits_which_it_tells_where_the_server_is(
    client: Browser,
) -> None:
    page = client.get("/udfyld").text

    assert page.index(shell.url("shell.js")) < page.index('<script type="module"')
    assert "window.__streamlit = { BACKEND_BASE_URL: location.origin }" in look.script()


def test_the_page_names_a_stylesheet_and_a_script_that_exist(client: Browser) -> None:
    page = client.get("/").text
    addresses = re.findall(r'(?:href|src)="\./(shell/[^"]+)"', page)

    assert {"look.css", "shell.js", "maerke.svg", "ibm-plex-sans-latin-wght-normal.woff2"} == {
        address.rpartition("/")[2] for address in addresses
    }
    for address in addresses:
        answer = client.get(f"/{address}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_every_font_of_the_stylesheet_is_served_beside_it(client: Browser) -> None:
    fonts = re.findall(r'url\("([^"]+)"\)', client.get(f"/{shell.url('look.css')}").text)

    assert len(fonts) == 3
    for font in fonts:
        answer = client.get(f"/{shell.url(font)}")
        assert answer.headers["content-type"] == "font/woff2"
        assert answer.content.startswith(b"wOF2")


def test_a_browser_never_keeps_yesterdays_page(client: Browser) -> None:
    first = client.get("/", headers={"Accept": "text/html"})
    again = client.get("/", headers={"Accept": "text/html", "If-None-Match": '"old"'})

    assert not {"etag", "last-modified"} & set(first.headers)
    assert again.status_code == 200
    assert again.text == first.text


def test_asking_for_the_head_alone_promises_no_length_that_would_be_wrong(
    client: Browser,
) -> None:
    answer = client.head("/")

    assert answer.status_code == 200
    assert answer.content == b""
    assert not {"content-length", "etag", "last-modified"} & set(answer.headers)


def test_pages_of_our_own_pass_unchanged(client: Browser) -> None:
    answer = client.get("/d/token")

    assert answer.text == OURS
    assert answer.headers["etag"] == '"x"'
    assert answer.headers["content-length"] == str(len(OURS))


def test_what_is_no_page_passes_unchanged(client: Browser) -> None:
    assert client.get("/plain").text == '<html lang="en"> in a text'
    assert client.get("/plain").headers["etag"] == '"t"'
    assert client.get("/live").text == "data: 1\n\ndata: 2\n\n"


@pytest.mark.parametrize(
    "path",
    ["/shell/000000000000/look.css", "/shell/{version}/pass.txt", "/shell/{version}/..%2fapp.py"],
)
def test_no_other_file_or_version_is_served(client: Browser, path: str) -> None:
    version = shell.url("look.css").split("/")[1]

    assert client.get(path.replace("{version}", version)).status_code == 404


def test_a_file_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(KeyError):
        shell.url("pass.txt")
