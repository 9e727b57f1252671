"""Streamlit's scripts and styles, packed: it sends them as they are and leaves that to a proxy, and a phone
on a slow line then gets three times as much.

Each is packed once, when it is first asked for, and kept: what has been asked for is some two megabytes.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from indsatskort.api.shell import streamlits_folder

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
_HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": "public, immutable, max-age=31536000",  # their hash is in their names
}


class PackedFiles:
    """ASGI middleware that answers for those files when the browser can unpack; all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = _files().get(scope["path"]) if _can_be_packed(scope) else None
        if file is None:
            await self._app(scope, receive, send)
            return
        content = await run_in_threadpool(_packed, file)
        answer = Response(content, headers=_HEADERS, media_type=_MEDIA_TYPES[file.suffix])
        await answer(scope, receive, send)


def _can_be_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


@cache
def _files() -> dict[str, Path]:
    """Every script and style of Streamlit's by the path it is asked for with."""
    home = streamlits_folder()
    return {
        f"/{path.relative_to(home).as_posix()}": path
        for kind in _MEDIA_TYPES
        for path in home.rglob(f"*{kind}")
    }


@lru_cache(maxsize=512)
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes())
