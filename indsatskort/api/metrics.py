"""What the server counts about itself, for Prometheus. No card, person or text is in any of it."""

from __future__ import annotations

import hmac

from prometheus_client import Counter, Gauge, Histogram

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


def count(method: str, path: str, status: int) -> None:
    """What a request came to."""
    is_change = method in CHANGES and _is_saving(path)
    if status >= 500:
        ERRORS.inc()
    elif is_change and status == 409:
        CONFLICTS.inc()
    elif is_change and status < 300:
        SAVES.inc()


def _is_saving(path: str) -> bool:
    return path.startswith("/api/cards/") and not path.endswith("/presence")


def may_see(authorization: str) -> bool:
    """Whoever brings the token that is set; nobody while none is."""
    token = settings().metrics_token
    return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())
