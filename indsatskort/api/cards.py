"""The card over HTTP: its structure, its answers, saving one, its history, its workbook."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from indsatskort.access.model import Role
from indsatskort.api.bodies import (
    AnswerBody,
    AnswersOut,
    CardOut,
    ColumnOut,
    EntryOut,
    EraseBody,
    HistoryOut,
    Id,
    ItemOut,
    Revision,
    RoundOut,
    SavedOut,
    UndoBody,
    answer_out,
    refused_with,
)
from indsatskort.api.identity import who_of
from indsatskort.cards import answering, rules, service
from indsatskort.cards.model import Answer, Draft, FilledCard, HistoryEntry, Place
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import NotFoundError
from indsatskort.exchange.workbook import column_workbook, workbook, workbook_name
from indsatskort.exchange.workbook.plan_sheet import Plan
from indsatskort.plan import service as plans
from indsatskort.plan.content import plan_content
from indsatskort.settings import settings
from indsatskort.store import current_store

router = APIRouter(prefix="/cards/{card_id}", tags=["kort"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ = refused_with(401, 404, 422)
WRITE = refused_with(401, 403, 404, 409, 422, 423)


@router.get("", responses=READ)
def get_card(card_id: Id, request: Request, round: Id | None = None) -> CardOut:  # noqa: A002
    """Columns, rounds and items of the card, as they stand in a round (the newest by default)."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        filled = service.read_filled_card(tx, who, round)
        rounds = service.read_rounds(tx, who)
    return CardOut(
        id=filled.card.id,
        municipality=filled.card.municipality,
        title=filled.card.title,
        revision=filled.card.revision,
        round=filled.round.id,
        columns=[ColumnOut(id=c.id, kind=c.kind, name=c.name) for c in filled.columns],
        rounds=[RoundOut.model_validate(each, from_attributes=True) for each in rounds],
        items=_items(filled),
    )


@router.get("/rounds/{round_id}/answers", responses=READ)
def get_answers(card_id: Id, round_id: Id, request: Request, since: Revision = 0) -> AnswersOut:
    """The answers that changed after a revision."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        revision = service.read_card(tx, who).revision
        answers = service.read_answers(tx, who, round_id, since)
    return AnswersOut(revision=revision, answers=[answer_out(each) for each in answers])


async def _place(round_id: Id, item_id: Id, actor_id: Id) -> Place:  # a plain one takes a thread
    return Place(round_id, item_id, actor_id)


CELL = "/rounds/{round_id}/answers/{item_id}/{actor_id}"
AtPlace = Annotated[Place, Depends(_place)]


@router.put(CELL, responses=WRITE)
async def put_answer(card_id: Id, place: AtPlace, body: AnswerBody, request: Request) -> SavedOut:
    """Save an answer. 409 brings the answer that stands there; the same edit again its first result."""
    # Only the transaction takes a thread; what a plain function gives is checked in one more.
    return _saved(await run_in_threadpool(_save, request, card_id, place, body))


def _save(request: Request, card_id: str, place: Place, body: AnswerBody) -> Answer:
    with current_store().writing() as tx:
        return answering.save_answer(
            tx,
            who_of(tx, request, card_id),
            place,
            Draft(body.value, body.under_way, body.text),
            base_version=body.base_version,
            edit_id=str(body.edit_id),
        )


@router.get(CELL + "/history", responses=READ)
def get_history(card_id: Id, place: AtPlace, request: Request) -> HistoryOut:
    """What has stood in a cell, newest entry first."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        entries = answering.history(tx, who, place)
    return HistoryOut(
        entries=[_entry(entry) for entry in entries], can_erase=who.role is Role.FACILITATOR
    )


@router.post(CELL + "/undo", responses=WRITE)
def post_undo(card_id: Id, place: AtPlace, body: UndoBody, request: Request) -> SavedOut:
    """Put back what stood before an entry."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        answer = answering.undo(tx, who, place, body.event, base_version=body.base_version)
    return _saved(answer)


@router.post(CELL + "/erase", responses=refused_with(401, 403, 404, 422))
def post_erase(card_id: Id, place: AtPlace, body: EraseBody, request: Request) -> SavedOut:
    """Empty a text in the history for good. Facilitators only; also in a closed round."""
    with current_store().writing() as tx:
        answer = answering.erase_text(tx, who_of(tx, request, card_id), place, body.event)
    return _saved(answer)


@router.get(
    "/workbook.xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}, **READ}
)
def get_workbook(card_id: Id, request: Request, column: Id | None = None) -> Response:
    """The card as an Excel workbook: all of it, or one column to fill in."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        rounds = service.read_all_rounds(tx, who)
        plan = Plan(plans.read_actions(tx, who), plans.read_follow_ups(tx, who), plan_content())
    made_at, key = datetime.now(UTC), settings().key
    newest = rounds[-1]
    if column is None:
        writable = [each.id for each in newest.columns if rules.can_write(who, each.id)]
        file = workbook(rounds, catalogue(), made_at=made_at, key=key, writable=writable, plan=plan)
        name = workbook_name(newest.card, made_at.date())
    elif alone := newest.column_by_id.get(column):
        file = column_workbook(newest, column, catalogue(), made_at=made_at, key=key)
        name = workbook_name(newest.card, made_at.date(), alone.name)
    else:
        raise NotFoundError
    return Response(
        file,
        media_type=XLSX,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
        },
    )


def _saved(answer: Answer) -> SavedOut:
    return SavedOut(version=answer.version, revision=answer.revision, answer=answer_out(answer))


def _entry(entry: HistoryEntry) -> EntryOut:
    return EntryOut(
        event=entry.event_ids[-1],
        at=entry.at,
        by=entry.alias,
        value=entry.draft.value,
        under_way=entry.draft.under_way,
        text=entry.draft.text,
        is_proxy=entry.is_proxy,
        file=entry.file_name,
    )


def _items(filled: FilledCard) -> list[ItemOut]:
    return [
        ItemOut(
            id=item.id,
            number=item.number,
            field=item.field_id,
            title=item.title,
            statement=item.statement,
            help=item.help,
            own=item.is_own,
            relevance={c.id: filled.relevance[item.id, c.id] for c in filled.columns},
        )
        for item in filled.items
    ]
