"""Streamlit's scripts and styles come packed to whoever can unpack, and are the same when unpacked."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from indsatskort.api.packed import PackedFiles
from indsatskort.api.shell import streamlits_folder
from tests.api.conftest import TestClient

SCRIPT = max((streamlits_folder() / "static" / "js").glob("index.*.js"))
PATH = f"/static/js/{SCRIPT.name}"
UNTOUCHED = "what Streamlit answers itself"


def answered(method: str, path: str, headers: dict[str, str]) -> httpx.Response:
    def streamlit(_: object) -> PlainTextResponse:
        return PlainTextResponse(UNTOUCHED)

    app = Starlette(
        routes=[Route("/{path:path}", streamlit, methods=["GET", "HEAD", "POST"])],
        middleware=[Middleware(PackedFiles)],
    )
    return TestClient(app).request(method, path, headers=headers)


def test_a_script_is_packed_small_and_is_the_same_unpacked() -> None:
    got = answered("GET", PATH, {"Accept-Encoding": "gzip, deflate, br"})

    assert got.headers["content-encoding"] == "gzip"
    assert got.headers["vary"] == "Accept-Encoding"
    assert "immutable" in got.headers["cache-control"]
    assert got.headers["content-type"].startswith("text/javascript")
    assert got.content == SCRIPT.read_bytes()
    assert int(got.headers["content-length"]) < SCRIPT.stat().st_size / 2


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", PATH, {"Accept-Encoding": "br"}),
        ("GET", PATH, {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}),
        ("POST", PATH, {"Accept-Encoding": "gzip"}),
        ("GET", "/static/js/no.js", {"Accept-Encoding": "gzip"}),
        ("GET", "/static/js/..%2f..%2findex.html", {"Accept-Encoding": "gzip"}),
        ("GET", "/api/health", {"Accept-Encoding": "gzip"}),
    ],
)
def test_all_else_is_left_to_streamlit(method: str, path: str, headers: dict[str, str]) -> None:
    got = answered(method, path, headers)

    assert got.text == UNTOUCHED
    assert "content-encoding" not in got.headers
