"""Whose request it is: the signed cookie names the browser, the request names the membership."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Query, Response
from fastapi.security import APIKeyCookie
from starlette.requests import HTTPConnection, Request

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.access.tokens import keys
from indsatskort.settings import settings
from indsatskort.store import Transaction

COOKIE = "indsatskort"
COOKIE_SECONDS = 180 * 24 * 3600  # half a year: from one meeting to the midway follow-up


def _named(
    x_som: Annotated[str | None, Header(description="Den deltagelse, man handler som.")] = None,
    som: Annotated[str | None, Query(description="Det samme, for strømme og filer.")] = None,
) -> None:
    """For the description only; `who_of` reads both from the request."""


IDENTIFIED = [Depends(APIKeyCookie(name=COOKIE, auto_error=False)), Depends(_named)]


def browser_of(connection: HTTPConnection) -> str | None:
    """The browser that the request's cookie names; None when it has none of ours."""
    return keys().browser_of(connection.cookies.get(COOKIE))


def who_of(tx: Transaction, request: Request, card_id: str) -> Who:
    """Who acts on the card. Raises NotSignedInError and NotFoundError."""
    named = request.headers.get("x-som") or request.query_params.get("som")
    return access.identify(tx, browser_of(request), named, card_id)


def is_from_here(request: Request) -> bool:
    """Whether a form was sent from one of our own pages; a browser that says nothing counts as ours.

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


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]


def remember(response: Response, browser_id: str) -> None:
    """Let the cookie name the browser; nothing else is stored in it."""
    response.set_cookie(
        COOKIE,
        keys().sign(browser_id),
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings().public_url.startswith("https://"),
    )
