"""The pages behind short codes: "Hvem kommer du fra?" at the room's door, and the way back by one's own.

`GET` changes nothing; `POST` signs in. A code that is wrong, closed or somebody else's all get the same
answer.
"""

from __future__ import annotations

from html import escape

from fastapi import Request
from fastapi.responses import HTMLResponse

from indsatskort.access import door
from indsatskort.access.model import Who
from indsatskort.access.service import Entered
from indsatskort.api.identity import sessions_of
from indsatskort.api.page import plain_page, preloads
from indsatskort.cards import rules, service
from indsatskort.cards.model import MAX_NAME_LENGTH
from indsatskort.cards.service import AtTheDoor
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import InvalidInputError, NotFoundError
from indsatskort.store import Transaction
from indsatskort.wording import refusal_sentence

CHOOSE = "Vælg, hvem du kommer fra."


def show(tx: Transaction, code: str) -> HTMLResponse:
    """The page of a code. Raises NotFoundError for one that leads nowhere."""
    try:
        return _back_page(tx, door.who_resumes(tx, code))
    except NotFoundError:
        return _door_page(tx, code)


def accept(
    tx: Transaction, code: str, request: Request, actor_id: str, alias: str
) -> Entered | HTMLResponse:
    """Let somebody in or back in, or the page again with what is wrong."""
    sessions = sessions_of(request)
    try:
        return door.resume(tx, code, sessions)
    except NotFoundError:
        pass
    try:
        checked = rules.checked_name(alias) if alias.strip() else ""
    except InvalidInputError as refusal:
        return _door_page(tx, code, alias, actor_id, refusal_sentence(refusal))
    if not actor_id:
        return _door_page(tx, code, alias, fault=CHOOSE)
    return door.enter_by_door(tx, code, actor_id, sessions=sessions, alias=checked)


def _back_page(tx: Transaction, who: Who) -> HTMLResponse:
    card = service.read_card(tx, who)
    body = (
        f"<p class='where'>{escape(card.municipality)}</p>"
        f"<h1>Velkommen tilbage, {escape(who.alias)}</h1>"
        "<p>Du er den samme som før, med det, du har skrevet og stemt. Den telefon, du brugte sidst, "
        "er ikke længere med.</p><form method='post'><button type='submit'>Kom med igen</button></form>"
    )
    return HTMLResponse(plain_page("Velkommen tilbage", body, head=preloads()))


def _door_page(
    tx: Transaction, code: str, alias: str = "", actor_id: str = "", fault: str = ""
) -> HTMLResponse:
    here = service.read_door(tx, door.card_behind(tx, code))
    body = (
        f"<p class='where'>{escape(here.municipality)}</p><h1>Hvem kommer du fra?</h1>"
        f"<form method='post'>{_columns(here, actor_id)}"
        "<label for='alias'>Hvad skal vi kalde dig?</label>"
        f"<input id='alias' name='alias' value='{escape(alias)}' maxlength='{MAX_NAME_LENGTH}' "
        "autocomplete='nickname' aria-describedby='alias-hint'>"
        "<p class='hint' id='alias-hint'>Frivilligt. Et fornavn er nok.</p>"
        + (f"<p class='fault' role='alert'>{escape(fault)}</p>" if fault else "")
        + "<button type='submit'>Kom med</button></form>"
    )
    page = plain_page("Hvem kommer du fra?", body, head=preloads())
    return HTMLResponse(page, status_code=422 if fault else 200)


def _columns(here: AtTheDoor, chosen: str) -> str:
    words = catalogue().words_by_kind
    rows = "".join(
        f"<label class='choice'><input type='radio' name='kolonne' value='{escape(column.id)}' required"
        f"{' checked' if column.id == chosen else ''}><span><b>{escape(column.name)}</b>"
        f"<small>{escape(words[column.kind].singular)}</small></span></label>"
        for column in here.columns
    )
    return f"<fieldset><legend class='vh'>Hvem kommer du fra?</legend>{rows}</fieldset>"
