"""Whose request it is: the signed cookie names the browser, the request names the membership."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Response
from starlette.requests import HTTPConnection, Request

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.access.tokens import keys
from indsatskort.settings import settings
from indsatskort.store import Transaction

_COOKIE = {"type": "apiKey", "in": "cookie", "name": "indsatskort"}
_NAMED = {
    ("header", "X-Som"): "Den deltagelse, man handler som.",
    ("query", "som"): "Det samme, for strømme og filer.",
}


def describe(schema: dict[str, Any]) -> dict[str, Any]:
    """Add to the description how a card's routes know who asks.

    Only described: `who_of` reads it from the request, and what FastAPI is told to take apart for each
    request costs it more than a save's queries.
    """
    schema["components"]["securitySchemes"] = {"cookie": _COOKIE}
    named = [
        {"in": place, "name": name, "description": words, "schema": {"type": "string"}}
        for (place, name), words in _NAMED.items()
    ]
    for path, operations in schema["paths"].items():
        if path.startswith("/cards/"):
            for operation in operations.values():
                operation["security"] = [{"cookie": []}]
                operation["parameters"] = [*operation.get("parameters", ()), *named]
    return schema


def cookie_name() -> str:
    """What the cookie is called; behind HTTPS browsers hold it to this host and to HTTPS by its name."""
    return "__Host-indsatskort" if settings().is_https else "indsatskort"


def sessions_of(connection: HTTPConnection) -> tuple[str, ...]:
    """The sessions that the request's cookie names; none when it is not ours."""
    return keys().sessions_of(connection.cookies.get(cookie_name()))


def who_of(tx: Transaction, request: Request, card_id: str) -> Who:
    """Who acts on the card. Raises NotSignedInError and NotFoundError."""
    named = request.headers.get("x-som") or request.query_params.get("som")
    return access.identify(tx, sessions_of(request), named, card_id)


def is_from_here(request: HTTPConnection) -> bool:
    """Whether a request was sent from one of our own pages; a browser that says nothing counts as ours.

    Sec-Fetch-Site comes over HTTPS only, but holds where a page hides its Origin as `null`.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or _host(origin) in {
        request.headers["host"],
        _host(settings().public_url),
    }


def address_of(connection: HTTPConnection) -> str:
    """The address a request comes from, for counting guesses."""
    peer = connection.client.host if connection.client else ""
    return settings().client_address(peer, connection.headers.get("x-forwarded-for", ""))


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]


def remember(response: Response, sessions: Sequence[str]) -> None:
    """Let the cookie name the browser's sessions; nothing else is stored in it."""
    response.set_cookie(
        cookie_name(),
        keys().sign(sessions),
        max_age=settings().session_days * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
    )
