"""The activity register over HTTP: writing an activity, taking it out, and the sheet of them all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from indsatskort.activities import rules, service
from indsatskort.activities.content import activities_content
from indsatskort.activities.model import (
    Activity,
    ActivityDraft,
    Attachment,
    Audience,
    Category,
    Form,
)
from indsatskort.api.bodies import Body, Id, MovedOn, refused_with
from indsatskort.api.identity import who_of
from indsatskort.cards import service as card_service
from indsatskort.danish import local
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.exchange.reading import UnreadableFileError, found_sheets, read_file
from indsatskort.exchange.reading.bounds import MAX_FILE_BYTES
from indsatskort.exchange.register import ReadRow, RowFault, read_rows, register_workbook
from indsatskort.store import current_store
from indsatskort.wording import refusal_sentence

router = APIRouter(prefix="/cards/{card_id}/activities", tags=["aktiviteter"])

Number = Annotated[int, Field(ge=-9_999, le=9_999)]  # the sentence about it comes from the rules
ActivityId = Annotated[str, Field(max_length=36, pattern=r"^[\w-]+$")]


class ActivityBody(Body):
    """An activity as it was, based on the version one saw (0 for a new one)."""

    actor: Id
    on: date
    starts_at: Annotated[time, Field(examples=["14:00"])]
    title: Annotated[str, Field(max_length=1_000)]
    category: Category
    form: Form
    minutes: Number
    residents: Number
    volunteers: Number
    has_staff: bool
    attachment: Attachment = Attachment.CARE_HOME
    audience: Audience = Audience.BOTH
    base_version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class ActivityOut(BaseModel):
    """What stands in the register."""

    id: str
    version: int
    actor: str
    on: date
    starts_at: time
    title: str
    category: Category
    form: Form
    minutes: int
    residents: int
    volunteers: int
    has_staff: bool
    attachment: Attachment
    audience: Audience


class RowFaultOut(BaseModel):
    """A row of the sheet that cannot be used, and what to do about it."""

    row: int
    reason: str


class RowsOut(BaseModel):
    """What a sheet holds: how many rows can be used, which cannot, and how many were written."""

    rows: int
    faults: list[RowFaultOut]
    written: int


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get(
    "/register.xlsx",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **refused_with(401, 404, 422)},
)
def get_register(card_id: Id, request: Request) -> Response:
    """All activities as a sheet; with empty rows it is also the form that comes back."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        card = card_service.read_card(tx, who)
        activities, homes = service.read_activities(tx, who), service.read_care_homes(tx, who)
    today = local(datetime.now(UTC)).date()
    name = f"Aktiviteter {card.municipality} {today.isoformat()}.xlsx".replace("/", "-")
    return Response(
        register_workbook(activities, homes, activities_content()),
        media_type=XLSX,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
        },
    )


@router.post(
    "/rows",
    responses=refused_with(401, 403, 404, 422),
    openapi_extra={
        "requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
    },
)
async def post_rows(card_id: Id, request: Request, save: bool = False) -> RowsOut:
    """Read a sheet of activities; with `save`, write the rows that can be used, all in one."""
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > MAX_FILE_BYTES:
            raise InvalidInputError(Fault.FILE_TOO_LARGE)
    return await run_in_threadpool(_rows, card_id, request, data, save=save)


def _rows(card_id: str, request: Request, data: bytes, *, save: bool) -> RowsOut:
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        rules.check_register(who)
        homes = service.read_care_homes(tx, who)
    try:
        sheets = found_sheets(read_file(data))
    except UnreadableFileError as error:
        raise InvalidInputError(error.fault) from error
    rows, faults = _usable(*read_rows(sheets, homes, activities_content()))
    written = 0
    if save:
        with current_store().writing() as tx:
            drafts = [each.draft for each in rows]
            written = service.import_activities(tx, who_of(tx, request, card_id), drafts)
    told = [RowFaultOut(row=each.row, reason=each.reason) for each in faults]
    return RowsOut(rows=len(rows), faults=told, written=written)


def _usable(rows: list[ReadRow], faults: list[RowFault]) -> tuple[list[ReadRow], list[RowFault]]:
    """Rows that also keep the register's rules; the others with the rule's own sentence."""
    today, good, bad = local(datetime.now(UTC)).date(), [], list(faults)
    for each in rows:
        try:
            rules.checked_activity(each.draft, today)
            good.append(each)
        except InvalidInputError as refused:
            bad.append(RowFault(each.row, refusal_sentence(refused)))
    return good, sorted(bad, key=lambda fault: fault.row)


@router.put("/{activity_id}", responses=refused_with(401, 403, 404, 409, 422, conflict=MovedOn))
def put_activity(
    card_id: Id, activity_id: ActivityId, body: ActivityBody, request: Request
) -> ActivityOut:
    """Register under an id that the browser made, or correct. The same again changes nothing."""
    draft = ActivityDraft(
        actor_id=body.actor,
        on=body.on,
        starts_at=body.starts_at.replace(second=0, microsecond=0, tzinfo=None),
        title=body.title,
        category=body.category,
        form=body.form,
        minutes=body.minutes,
        residents=body.residents,
        volunteers=body.volunteers,
        has_staff=body.has_staff,
        attachment=body.attachment,
        audience=body.audience,
    )
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        written = service.write_activity(
            tx, who, activity_id, draft, base_version=body.base_version
        )
    return activity_out(written)


@router.delete(
    "/{activity_id}",
    status_code=204,
    response_class=Response,
    responses=refused_with(401, 403, 404, 422),
)
def delete_activity(card_id: Id, activity_id: ActivityId, request: Request) -> Response:
    """Take an activity out for good; once more is the same."""
    with current_store().writing() as tx:
        service.remove_activity(tx, who_of(tx, request, card_id), activity_id)
    return Response(status_code=204)


def activity_out(activity: Activity) -> ActivityOut:
    draft = activity.draft
    return ActivityOut(
        id=activity.id,
        version=activity.version,
        actor=draft.actor_id,
        on=draft.on,
        starts_at=draft.starts_at,
        title=draft.title,
        category=draft.category,
        form=draft.form,
        minutes=draft.minutes,
        residents=draft.residents,
        volunteers=draft.volunteers,
        has_staff=draft.has_staff,
        attachment=draft.attachment,
        audience=draft.audience,
    )
