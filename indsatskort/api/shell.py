"""The shell round Streamlit: Danish from the first byte, our stylesheet, script, fonts and mark.

Streamlit's own index page says `lang="en"`, carries an English note for browsers without JavaScript
and preloads a font that nobody uses. The middleware rewrites that one page and nothing else. Files
are served under an address with their hash in it, so browsers may keep them for ever.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import re
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indsatskort.ui import browser_files, look

_MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_INDEX_MARK = b'<div id="root"></div>'
_NOSCRIPT = (
    "<noscript><p>Indsatskort kræver, at JavaScript er slået til i din browser.</p></noscript>"
)


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    made = {"look.css": look.stylesheet().encode(), "shell.js": look.script().encode()}
    kept = [path for path in look.STATIC_FOLDER.iterdir() if path.suffix in _MEDIA_TYPES]
    return made | {path.name: path.read_bytes() for path in sorted(kept)}


@lru_cache(maxsize=1)
def _version() -> str:
    together = hashlib.sha256()
    for name, content in _files().items():
        together.update(name.encode() + b"\0" + content)
    return together.hexdigest()[:12]


def url(name: str) -> str:
    """The lasting address of one of our files, below the root of the site: `shell/<hash>/<name>`."""
    if name not in _files():
        raise KeyError(name)
    return f"shell/{_version()}/{name}"


def routes() -> list[Route]:
    """The route of the files that `url` names. Another version's address is not found."""
    return [Route("/shell/{version}/{name}", _send_file, methods=["GET"])]


async def _send_file(request: Request) -> Response:
    name = request.path_params["name"]
    content = _files().get(name)
    if content is None or request.path_params["version"] != _version():
        raise HTTPException(404)
    media_type = _MEDIA_TYPES["." + name.rpartition(".")[2]]
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, media_type=media_type, headers=lasting)


class DanishShell:
    """ASGI middleware that makes Streamlit's index page Danish and ours; all else passes untouched.

    The rewritten page has no validators, so that a browser never keeps yesterday's page with
    yesterday's stylesheet; for the same reason a page request is never answered with 304.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        await self._app(_unconditional(scope), receive, _Rewriter(scope["method"], send))


def _unconditional(scope: Scope) -> Scope:
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    dropped = {b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in dropped]}


class _Rewriter:
    """Holds an HTML response back until it is whole; other responses stream through."""

    def __init__(self, method: str, send: Send) -> None:
        self._method = method
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        packed = headers.get("content-encoding") == "gzip"
        plain = gzip.decompress(self._body) if packed and self._body else self._body
        if self._method == "HEAD":  # without the page nobody knows which it was or how long it gets
            for name in ("content-length", "accept-ranges", "etag", "last-modified"):
                del headers[name]
        elif _INDEX_MARK in plain:
            self._body = danish_index(plain)
            for name in ("content-encoding", "accept-ranges", "etag", "last-modified"):
                del headers[name]
            headers["content-length"] = str(len(self._body))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": self._body})


def _is_html(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    encoding = headers.get("content-encoding", "identity")
    return headers.get("content-type", "").startswith("text/html") and encoding in {
        "identity",
        "gzip",
    }


@lru_cache(maxsize=1)
def streamlits_folder() -> Path:
    """Where Streamlit has the files of its pages."""
    found = importlib.util.find_spec("streamlit")
    return Path(found.origin if found and found.origin else "").parent / "static"


@lru_cache(maxsize=1)
def streamlits_index() -> str:
    """Streamlit's index page as it is installed; empty when it is not where it is expected."""
    path = streamlits_folder() / "index.html"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def inline_script_hashes() -> tuple[str, ...]:
    """The scripts that stand inside the index page, as a content security policy names them."""
    scripts = re.findall(r"<script>(.*?)</script>", streamlits_index(), flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@lru_cache(maxsize=2)
def danish_index(page: bytes) -> bytes:
    """Streamlit's index page, in Danish and with our files. A part that is not there is left alone."""
    text = page.decode()
    text = text.replace('<html lang="en">', '<html lang="da">')
    text = text.replace("<title>Streamlit</title>", "<title>Indsatskort</title>")
    text = text.replace('href="./favicon.png"', f'href="./{url("maerke.svg")}"')
    text = re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT, text, flags=re.DOTALL)
    text = re.sub(r'<link[^>]*rel="service-desc"[^>]*>', "", text)
    font = f'href="./{url("ibm-plex-sans-latin-wght-normal.woff2")}"'
    text = re.sub(r'href="[^"]*SourceSans[^"]*"', font, text)
    # Before Streamlit's own script, since it tells that one where the server is.
    first = f'<script src="./{url("shell.js")}" defer></script>'
    text = text.replace('<script type="module"', first + '<script type="module"', 1)
    ours = (
        f'<link rel="stylesheet" href="./{url("look.css")}">'
        f'<link rel="preload" as="style" href=".{browser_files.address(browser_files.SHEET)}">'
        f'<script type="module" src=".{browser_files.address(browser_files.SCRIPT)}"></script>'
    )
    return text.replace("</head>", ours + "</head>", 1).encode()
