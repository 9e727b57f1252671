"""The invitation page: who one is about to become, an alias, and in. Plain HTML that needs no script.

`GET` changes nothing, so link previews and virus scanners do no harm; `POST` signs in.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from indsatskort.access import guessing
from indsatskort.access import service as access
from indsatskort.access.codes import as_typed
from indsatskort.access.model import Invitation, Role, Who
from indsatskort.access.service import Entered
from indsatskort.api import code_pages
from indsatskort.api.identity import address_of, remember, sessions_of
from indsatskort.api.page import plain_page, preloads
from indsatskort.cards import rules, service
from indsatskort.cards.model import MAX_NAME_LENGTH
from indsatskort.errors import InvalidInputError, NotFoundError, TooManyGuessesError
from indsatskort.store import Transaction, current_store
from indsatskort.wording import invited_as, refusal_sentence
from indsatskort.workshop.watching import is_meeting_held

router = APIRouter(include_in_schema=False)

PLAIN = re.compile(r"[?#].*", re.DOTALL)  # what stands after the path of a link
GONE = (
    "Linket virker ikke. Måske er det skiftet ud, eller et tegn er faldet fra. "
    "Bed om et nyt hos den, der sendte det."
)


@router.get("/")
def follow_pasted_link(link: str = "") -> Response:
    """Go on to the invitation of a link or a code that somebody gave on the front page."""
    token = as_typed(link) or PLAIN.sub("", link.strip()).rstrip("/").rsplit("/", 1)[-1]
    return RedirectResponse(f"/d/{quote(token, safe='')}", status_code=303) if token else gone()


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show_invitation(token: str, request: Request) -> HTMLResponse:
    """Say who one is about to become."""
    try:
        with current_store().reading() as tx:
            _check_guesses(tx, token, request)
            if code := as_typed(token):
                return code_pages.show(tx, code)
            return _page(tx, access.invitation_of(tx, token), request)
    except NotFoundError:
        return _wrong(request)
    except TooManyGuessesError as refusal:
        return _not_now(refusal)


@router.post("/{token}")
def accept_invitation(
    token: str,
    request: Request,
    alias: str = Form(""),
    som: str = Form(""),
    kolonne: str = Form(""),
) -> Response:
    """Sign in and go on to the card. `som=ny` makes another person in the same browser."""
    try:
        with current_store().writing() as tx:
            _check_guesses(tx, token, request)
            if code := as_typed(token):
                met = code_pages.accept(tx, code, request, kolonne, alias)
                return met if isinstance(met, HTMLResponse) else _let_in(tx, met)
            invitation = access.invitation_of(tx, token)
            try:
                alias = rules.checked_name(alias) if alias.strip() else ""
            except InvalidInputError as refusal:
                return _page(tx, invitation, request, alias, refusal_sentence(refusal))
            entered = access.enter(
                tx,
                token,
                sessions=sessions_of(request),
                alias=alias,
                as_another=som == "ny",
            )
            return _let_in(tx, entered)
    except NotFoundError:
        return _wrong(request)
    except TooManyGuessesError as refusal:
        return _not_now(refusal)


def _check_guesses(tx: Transaction, token: str, request: Request) -> None:
    is_short = as_typed(token) is not None
    guessing.check_guesses(tx, address_of(request), is_short=is_short)


def _wrong(request: Request) -> HTMLResponse:
    with current_store().writing() as tx:
        guessing.note_guess(tx, address_of(request))
    return gone()


def _not_now(refusal: TooManyGuessesError) -> HTMLResponse:
    body = f"<h1>Vent lidt</h1><p>{refusal_sentence(refusal)}</p>"
    page = plain_page("Vent lidt", body)
    return HTMLResponse(page, status_code=429, headers={"Retry-After": "600"})


def _let_in(tx: Transaction, entered: Entered) -> Response:
    """On to the meeting while it is held, else to one's own column or the front page."""
    who = entered.who
    start = "/udfyld" if who.role is Role.PARTICIPANT else "/"
    if who.role is Role.PARTICIPANT and is_meeting_held(tx, who.card_id):
        start = "/workshop"
    response = RedirectResponse(f"{start}?som={who.membership_id}", status_code=303)
    remember(response, entered.sessions)
    return response


def gone() -> HTMLResponse:
    """The one page for every link that leads nowhere."""
    body = f"<h1>Linket virker ikke længere</h1><p>{GONE}</p><p><a href='/'>Gå til forsiden</a></p>"
    return HTMLResponse(plain_page("Linket virker ikke", body), status_code=404)


def _page(
    tx: Transaction, invitation: Invitation, request: Request, alias: str = "", fault: str = ""
) -> HTMLResponse:
    shown = service.read_invited(tx, invitation)
    before = access.membership_here(tx, sessions_of(request), invitation)
    body = (
        f"<p class='where'>{escape(shown.municipality)} · {escape(shown.title)}</p>"
        f"<h1>Du er inviteret som {escape(invited_as(invitation.role, shown.column_name))}</h1>"
        f"<p>{_what_happens(invitation.role)}</p>"
        + (_again(before) if before else "")
        + _form(invitation.role, alias, fault, is_another=before is not None)
    )
    page = plain_page("Kom med på kortet", body, head=preloads())
    return HTMLResponse(page, status_code=422 if fault else 200)


def _what_happens(role: Role) -> str:
    return {
        Role.PARTICIPANT: "I svarer for jeres egen kolonne og ser, hvad de andre har skrevet. Alt "
        "gemmes, mens I skriver. Du skal ikke oprette dig eller huske en adgangskode.",
        Role.FACILITATOR: "Du sender links ud, styrer runden og kan skrive for alle. "
        "Gem dette link: det er din nøgle til kortet.",
        Role.VIEWER: "Du kan se hele kortet, overblikket og fremdriften og hente det som Excel.",
    }[role]


def _again(before: Who) -> str:
    return (
        "<form method='post' class='again'>"
        f"<button type='submit'>Fortsæt som {escape(before.alias)}</button></form>"
        "<h2>Er du en anden?</h2>"
    )


def _form(role: Role, alias: str, fault: str, *, is_another: bool) -> str:
    described = "alias-hint alias-fault" if fault else "alias-hint"
    invalid = " aria-invalid='true'" if fault else ""
    another = "<input type='hidden' name='som' value='ny'>" if is_another else ""
    words = "Kom med som en anden" if is_another else "Kom med"
    css = " class='second'" if is_another else ""
    return (
        f"<form method='post'>{another}"
        "<label for='alias'>Hvad skal de andre kalde dig?</label>"
        f"<input id='alias' name='alias' value='{escape(alias)}' maxlength='{MAX_NAME_LENGTH}' "
        f"autocomplete='nickname' aria-describedby='{described}'{invalid}>"
        "<p class='hint' id='alias-hint'>Et fornavn eller en rolle er nok, fx Bo eller Lederen. "
        f"Du må gerne lade feltet stå tomt. {_shown_to(role)}</p>"
        + (f"<p class='fault' id='alias-fault' role='alert'>{escape(fault)}</p>" if fault else "")
        + f"<button type='submit'{css}>{words}</button></form>"
    )


def _shown_to(role: Role) -> str:
    return (
        "Navnet vises kun for dem, der er med på kortet."
        if role is not Role.VIEWER
        else "Navnet vises, hvis du skriver en kommentar."
    )
