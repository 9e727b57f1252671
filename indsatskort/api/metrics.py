"""What the server counts about itself, for Prometheus. No card, person or text is in any of it."""

from __future__ import annotations

import hmac

from prometheus_client import Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indsatskort.settings import settings

SAVES = Counter("indsatskort_saves", "Changes over HTTP that were stored.")
CONFLICTS = Counter("indsatskort_conflicts", "Changes refused since somebody else's stands (409).")
ERRORS = Counter("indsatskort_errors", "Requests that failed by our own fault (500 and above).")
LISTENERS = Gauge("indsatskort_listeners", "Open streams in this process.")
QUEUE = Gauge("indsatskort_queue", "Messages that wait for slow listeners in this process.")
DELIVERY = Histogram(
    "indsatskort_delivery_seconds",
    "From hearing of a commit until every listener of the card in this process has been told.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
CHANGES = frozenset({"PUT", "POST", "PATCH", "DELETE"})


class Counted:
    """Counts what requests came to; outermost, so that nothing that fails escapes it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_change = scope["method"] in CHANGES and _is_saving(scope["path"])

        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                _count(message["status"], is_change=is_change)
            await send(message)

        await self._app(scope, receive, counting)


def _is_saving(path: str) -> bool:
    return path.startswith("/api/cards/") and not path.endswith("/presence")


def _count(status: int, *, is_change: bool) -> None:
    if status >= 500:
        ERRORS.inc()
    elif is_change and status == 409:
        CONFLICTS.inc()
    elif is_change and status < 300:
        SAVES.inc()


def may_see(authorization: str) -> bool:
    """Whoever brings the token that is set; nobody while none is."""
    token = settings().metrics_token
    return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())
