"""What every request passes before anything answers: known host, own origin, an address of one line, a body
that fits, headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indsatskort.api.identity import is_from_here
from indsatskort.api.page import refusal_page
from indsatskort.api.refusals import TRY_AGAIN
from indsatskort.api.request_log import RequestLog
from indsatskort.api.shell import inline_script_hashes
from indsatskort.api.signing_in import SignInTold
from indsatskort.errors import NotFoundError, StoreTroubleError
from indsatskort.settings import settings
from indsatskort.wording import TROUBLES, refusal_sentence

KB, MB = 1024, 1024 * 1024
CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})

# Most bytes of a body, by the pattern of the path; a route that takes files says so here.
BODY_LIMITS: Mapping[re.Pattern[str], int] = {
    re.compile(r"/_stcore/upload_file/.*"): 11 * MB,  # server.maxUploadSize and what is round it
    re.compile(r"/api/cards/[^/]+/uploads"): 11 * MB,  # a filled-in workbook
    re.compile(r"/api/cards/[^/]+/activities/rows"): 11 * MB,  # a sheet of activities
    re.compile(r"/kort-fra-fil"): 21 * MB,  # a whole card
}
USUAL_BODY_LIMIT = 256 * KB  # the longest answer in four-byte letters, many times over

STRANGE_ORIGIN = "Formularen kom fra en anden side. Åbn dit link igen, og prøv derfra."
BODY_TOO_LARGE = "Det er for meget på én gang. Der er plads til {kilobytes} KB."


def middleware() -> list[Middleware]:
    """The counting and the guards, outermost first; they stand before Streamlit's pages and before our routes."""
    return [
        Middleware(RequestLog),
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, settings().allowed_hosts, www_redirect=False),
        Middleware(OwnOrigin),
        Middleware(OneLine),
        Middleware(BodyLimit),
        Middleware(TroubleTold),
        Middleware(SignInTold),
    ]


class SecurityHeaders:
    """Every answer says what a browser may do with it; an answer's own header stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if not _may_be_kept(scope["path"]):
                    headers.setdefault("Cache-Control", "no-store")
                if settings().is_https:
                    message["headers"] = [_by_https_alone(*pair) for pair in message["headers"]]
            await send(message)

        await self._app(scope, receive, with_headers)


def _by_https_alone(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A cookie goes over HTTPS only, Streamlit's own too: they come without that word."""
    is_said = b"; secure" in value.lower() or name.lower() != b"set-cookie"
    return name, value if is_said else value + b"; Secure"


def _may_be_kept(path: str) -> bool:
    """Streamlit says itself how long its files are good for; what is a person's is never kept."""
    return path.startswith(("/static/", "/media/", "/component/", "/shell/", "/ui/"))


def security_headers() -> dict[str, str]:
    """The headers of every answer.

    Scripts: our files, Streamlit's files, the one script inside its page by its hash, and `blob:`, from
    which Streamlit starts the components. Nothing is evaluated, nothing comes from another host.
    Styles inside elements are Streamlit's way of drawing, so they are allowed.
    """
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", *inline_script_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings().is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


class OwnOrigin:
    """A change, and the channel that Streamlit's pages talk over, come from our own pages only."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_channel = scope["type"] == "websocket"
        if not is_channel and (scope["type"] != "http" or scope["method"] in CHANGES_NOTHING):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        # Every browser names its origin when it opens a channel; a page may withhold it from a form.
        is_named = "origin" in connection.headers
        if is_from_here(connection) and (is_named or not is_channel):
            await self._app(scope, receive, send)
        else:
            await _refusal(scope, 403, STRANGE_ORIGIN)(scope, receive, send)


class OneLine:
    """An address with a line break in it leads nowhere; no route would know it for its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "\n" in scope["path"]:
            await _refusal(scope, 404, refusal_sentence(NotFoundError()))(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class BodyLimit:
    """No body is read further than its route has use for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in CHANGES_NOTHING:
            await self._app(scope, receive, send)
            return
        most = body_limit(scope["path"])
        refused = _refusal(scope, 413, BODY_TOO_LARGE.format(kilobytes=most // KB))
        length = Headers(scope=scope).get("content-length") or "0"
        if not length.isdecimal() or int(length) > most:
            await refused(scope, receive, send)
            return
        body = _Counted(most, receive, send)
        with suppress(BodyTooLargeError):
            await self._app(scope, body.receive, body.send)
        if body.is_too_large and not body.is_answered:
            await refused(scope, receive, send)


class TroubleTold:
    """A page that met a database in trouble says so; our JSON has its own way."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except StoreTroubleError as error:
            if scope["type"] != "http":
                raise
            told = _refusal(scope, 503, TROUBLES[error.trouble], TRY_AGAIN)
            await told(scope, receive, send)


class BodyTooLargeError(HTTPException):
    """More came in than the route takes."""


class _Counted:
    """A body that was sent without its length; what the route says of the torn body is not sent."""

    def __init__(self, most: int, receive: Receive, send: Send) -> None:
        self._most, self._receive, self._send = most, receive, send
        self._came = 0
        self.is_answered = False

    @property
    def is_too_large(self) -> bool:
        return self._came > self._most

    async def receive(self) -> Message:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        if self.is_too_large:
            raise BodyTooLargeError(413)
        return message

    async def send(self, message: Message) -> None:
        if not self.is_too_large or self.is_answered:
            self.is_answered = True
            await self._send(message)


def body_limit(path: str) -> int:
    """The most bytes that a route takes."""
    limits = (most for pattern, most in BODY_LIMITS.items() if pattern.fullmatch(path))
    return next(limits, USUAL_BODY_LIMIT)


def _refusal(
    scope: Scope, status: int, sentence: str, headers: Mapping[str, str] | None = None
) -> Response:
    """One sentence: as JSON for programs, as a page for people."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": sentence}, status, headers=headers)
    return refusal_page(sentence, status, headers)
