"""Back to one's seat by a work account: the front page knows who is signed in, `POST` sets the cookie."""

from __future__ import annotations

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from indsatskort.access import tying
from indsatskort.api.identity import remember, sessions_of
from indsatskort.errors import NotFoundError
from indsatskort.store import current_store

ADDRESS = "/tilbage"

router = APIRouter(include_in_schema=False)


@router.post("/")
def come_back(request: Request, vej: str = Form("")) -> Response:
    """Take the seat into this browser, or lead to the front page, where one signs in again."""
    try:
        with current_store().writing() as tx:
            entered = tying.come_back(tx, vej, sessions_of(request))
    except NotFoundError:
        return RedirectResponse("/", status_code=303)
    answer = RedirectResponse(f"/?som={entered.who.membership_id}", status_code=303)
    remember(answer, entered.sessions)
    return answer
