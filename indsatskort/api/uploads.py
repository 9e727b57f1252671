"""Sending a filled-in file: read in a process of its own, kept for the preview on *Filer*."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from indsatskort.api.bodies import Id, refused_with
from indsatskort.api.identity import is_from_here, who_of
from indsatskort.errors import Fault, NotAllowedError
from indsatskort.exchange.reading import UnreadableFileError, bounds, read_file
from indsatskort.imports import service as imports
from indsatskort.store import current_store

router = APIRouter(prefix="/cards/{card_id}", tags=["filer"])

FORM_BYTES = 16 * 2**10  # what a form takes beside its file
FIELD = "fil"


@router.post(
    "/uploads",
    status_code=303,
    response_class=RedirectResponse,
    responses=refused_with(401, 403, 404, 422),
)
async def send_file(card_id: Id, request: Request) -> Response:
    """Send a filled-in workbook as a form with the file in `fil`; nothing on the card changes.

    Leads on to the page *Filer*, which shows what saving it would change, or why it cannot be read.
    """
    if not is_from_here(request):
        raise NotAllowedError
    await run_in_threadpool(_check, card_id, request)
    name, data = await _file(request)
    who = await run_in_threadpool(_keep, card_id, request, name, data)
    return RedirectResponse(f"/filer?som={who}#fil", status_code=303)


def _check(card_id: str, request: Request) -> None:
    with current_store().reading() as tx:
        imports.check_send(tx, who_of(tx, request, card_id))


async def _file(request: Request) -> tuple[str, bytes | Fault]:
    """The name and the bytes of the sent file; a form that says it is too large is not read."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > bounds.MAX_FILE_BYTES + FORM_BYTES:
        return "", Fault.FILE_TOO_LARGE
    async with request.form(max_files=1, max_fields=4) as form:
        sent = form.get(FIELD)
        if not isinstance(sent, UploadFile) or not sent.filename:
            return "", Fault.FILE_NOT_CHOSEN
        return sent.filename, await sent.read()


def _keep(card_id: str, request: Request, name: str, data: bytes | Fault) -> str:
    """Read the file and keep what it holds; gives the membership that it waits with."""
    try:
        told: str | Fault = data if isinstance(data, Fault) else read_file(data)
    except UnreadableFileError as error:
        told = error.fault
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        imports.keep_upload(tx, who, name, told)
    return who.membership_id
