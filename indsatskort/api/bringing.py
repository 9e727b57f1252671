"""A card brought in from a file on the front page: a form of plain HTML, and a page with the new link."""

from __future__ import annotations

from html import escape

from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from indsatskort.access import guessing
from indsatskort.access import service as access
from indsatskort.api.identity import address_of
from indsatskort.api.page import plain_page
from indsatskort.errors import Fault, InvalidInputError, Refusal
from indsatskort.moving.checking import MOST_BYTES
from indsatskort.moving.service import import_card
from indsatskort.settings import settings
from indsatskort.store import current_store
from indsatskort.wording import refusal_sentence

ADDRESS = "/kort-fra-fil"
FORM_BYTES = 16 * 2**10  # what a form takes beside its file


def routes() -> list[BaseRoute]:
    """For whoever may create cards."""
    return [Route(ADDRESS, bring_in, methods=["POST"])]


async def bring_in(request: Request) -> Response:
    """Make a card of the sent file; shows its link, or the sentence that says why not."""
    try:
        data, code = await _sent(request)
        token = await run_in_threadpool(_create, data, code, address_of(request))
    except Refusal as refusal:
        return _page(
            "Kortet er ikke oprettet", f"<p class='fault'>{refusal_sentence(refusal)}</p>", 422
        )
    link = escape(f"{settings().public_url}/d/{token}")
    return _page(
        "Kortet er oprettet",
        "<p>Gem dette link: det er jeres nøgle til at styre kortet. Links til de andre står under "
        f"<b>Indstillinger</b>.</p><p><a href='{link}'>{link}</a></p>",
        200,
    )


async def _sent(request: Request) -> tuple[bytes, str]:
    """The file and the code; a form that says it is too large is not read."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES + FORM_BYTES:
        raise InvalidInputError(Fault.CARD_FILE_TOO_LARGE, most=MOST_BYTES // 1_000_000)
    async with request.form(max_files=1, max_fields=4) as form:
        sent, code = form.get("fil"), form.get("kode", "")
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise InvalidInputError(Fault.FILE_NOT_CHOSEN)
        return await sent.read(), code if isinstance(code, str) else ""


def _create(data: bytes, code: str, address: str) -> str:
    guessing.check_create_code(current_store(), code, address)
    with current_store().writing() as tx:
        return access.facilitator_token(tx, import_card(tx, data).id)


def _page(title: str, told: str, status: int) -> HTMLResponse:
    body = f"<h1>{title}</h1>{told}<p><a href='/'>Til forsiden</a></p>"
    headers = {"Cache-Control": "no-store"}
    return HTMLResponse(plain_page(title, body), status_code=status, headers=headers)
