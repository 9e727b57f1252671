"""Leaving a card: a page that says what happens, and the act itself by `POST` only."""

from __future__ import annotations

from html import escape

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from indsatskort.access import service as access
from indsatskort.api.identity import sessions_of
from indsatskort.api.page import plain_page
from indsatskort.cards import service
from indsatskort.errors import Refusal
from indsatskort.store import current_store

router = APIRouter(include_in_schema=False)


@router.get("/")
def ask_to_leave(request: Request, som: str = "") -> Response:
    """Say what leaving means."""
    try:
        with current_store().reading() as tx:
            who = access.identify(tx, sessions_of(request), som)
            card = service.read_card(tx, who)
    except Refusal:
        return RedirectResponse("/", status_code=303)
    body = (
        f"<h1>Vil du forlade kortet?</h1><p>Du er {escape(who.alias)} på "
        f"{escape(card.municipality)}s kort. Det, du har skrevet, bliver stående. "
        "Du kan altid komme tilbage med dit link.</p>"
        f"<form method='post'><input type='hidden' name='som' value='{escape(som)}'>"
        "<button type='submit'>Forlad kortet</button> "
        f"<a class='beside' href='/?som={escape(som)}'>Bliv på kortet</a></form>"
    )
    return HTMLResponse(plain_page("Forlad kortet", body))


@router.post("/")
def leave(request: Request, som: str = Form("")) -> Response:
    """The browser forgets the membership; nothing that was written is touched."""
    try:
        with current_store().writing() as tx:
            access.leave(tx, access.identify(tx, sessions_of(request), som))
    except Refusal:
        pass  # already left, or never there: the front page is right in both cases
    return RedirectResponse("/", status_code=303)
