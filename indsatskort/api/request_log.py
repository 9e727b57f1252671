"""How each request ended: counted, and for our own routes a line in the log with whose card it was.

No path and no query: they may hold the token of a link. The membership is the one that the request named;
where the answer is below 400 it was also the right one.
"""

from __future__ import annotations

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indsatskort.api import metrics
from indsatskort.logs import REQUEST

QUIET = frozenset({"post_presence", "get_health", "get_health_live", "get_metrics"})  # all the time
ID = re.compile(r"[0-9a-f-]{36}")
GONE = 499
"""Whoever asked left before there was an answer; nginx's number for it."""

log = logging.getLogger(__name__)


class RequestLog:
    """Gives each request an id, says it in `X-Request-Id`, counts it and writes the line when it is over.

    The outermost, so that nothing that fails escapes it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, began, status = secrets.token_hex(6), time.perf_counter(), GONE

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request
            await send(message)

        mark = REQUEST.set(request)
        try:
            await self._app(scope, receive, noting)
        except Exception:
            status = 500
            raise
        finally:
            metrics.count(scope["method"], scope["path"], status)
            _write(scope, status, time.perf_counter() - began)
            REQUEST.reset(mark)


def _write(scope: Scope, status: int, seconds: float) -> None:
    endpoint = scope.get("endpoint")
    name = getattr(endpoint, "__name__", "")
    if not getattr(endpoint, "__module__", "").startswith("indsatskort."):
        return  # Streamlit's own pages and files
    if name in QUIET and status < 400:
        return
    facts = {"method": scope["method"], "status": status, "ms": round(seconds * 1000)}
    if card := scope.get("path_params", {}).get("card_id"):
        facts["card"] = card
    if (who := _named(scope)) and ID.fullmatch(who):
        facts["who"] = who
    log.log(_level(status), name, extra={"facts": facts})


def _named(scope: Scope) -> str:
    by_header = Headers(scope=scope).get("x-som")
    return by_header or QueryParams(scope.get("query_string", b"")).get("som", "")


def _level(status: int) -> int:
    return logging.ERROR if status >= 500 else logging.INFO
