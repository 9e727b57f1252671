"""The companion tools over HTTP: a sheet, saving a cell, its history, and files out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pydantic import Field

from indsatskort.access.model import Role
from indsatskort.api.bodies import (
    Body,
    EntryOut,
    EraseBody,
    HistoryOut,
    Id,
    MovedOn,
    UndoBody,
    refused_with,
)
from indsatskort.api.identity import who_of
from indsatskort.cards import service as cards
from indsatskort.exchange import tool_book, tool_json
from indsatskort.store import current_store
from indsatskort.tools import rules, service
from indsatskort.tools.content import tool_of
from indsatskort.tools.model import ToolCell, ToolSheet

router = APIRouter(prefix="/cards/{card_id}", tags=["redskaber"])

READ = refused_with(401, 404, 422)
WRITE = refused_with(401, 403, 404, 409, 422, conflict=MovedOn)
CELL = "/tools/{tool}/cells/{cell_id}"


class CellBody(Body):
    """What shall stand in the cell, based on the version one saw."""

    text: str = ""
    base_version: Annotated[int, Field(ge=0)]
    edit_id: Annotated[str, Field(min_length=1, max_length=36)]


@router.get("/tools/{tool}", responses=READ)
def get_tool(card_id: Id, tool: Id, request: Request) -> dict[str, Any]:
    """What the card has written in a tool, and what it adds up to."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        sheet = service.read_sheet(tx, who, tool)
    return {"cells": [cell_out(each) for each in sheet.cells.values()], **_gathered(sheet)}


@router.put(CELL, responses=WRITE)
def put_cell(
    card_id: Id, tool: Id, cell_id: Id, body: CellBody, request: Request
) -> dict[str, Any]:
    """Write in a cell. 409 brings the cell that stands there."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        cell = service.save_cell(
            tx, who, tool, cell_id, body.text, base_version=body.base_version, edit_id=body.edit_id
        )
    return _saved(cell)


@router.get(CELL + "/history", responses=READ)
def get_cell_history(card_id: Id, tool: Id, cell_id: Id, request: Request) -> HistoryOut:
    """What has stood in a cell, newest entry first."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        entries = service.cell_history(tx, who, tool, cell_id)
    column = tool_of(tool).cells[cell_id][2]
    shown = [
        EntryOut(
            event=entry.event_ids[-1],
            at=entry.at,
            by=entry.alias,
            value=None,
            under_way=False,
            text=rules.said(column, entry.draft.text),
            is_proxy=False,
        )
        for entry in entries
    ]
    return HistoryOut(entries=shown, can_erase=who.role is Role.FACILITATOR)


@router.post(CELL + "/undo", responses=WRITE)
def post_cell_undo(
    card_id: Id, tool: Id, cell_id: Id, body: UndoBody, request: Request
) -> dict[str, Any]:
    """Put back what stood before an entry."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        cell = service.undo_cell(tx, who, tool, cell_id, body.event, base_version=body.base_version)
    return _saved(cell)


@router.post(CELL + "/erase", responses=refused_with(401, 403, 404, 422))
def post_cell_erase(
    card_id: Id, tool: Id, cell_id: Id, body: EraseBody, request: Request
) -> dict[str, Any]:
    """Empty a text in the history for good. Facilitators only."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        cell = service.erase_cell_text(tx, who, tool, cell_id, body.event)
    return _saved(cell)


@router.get("/tools.xlsx", response_class=Response, responses=READ)
def get_tools_workbook(card_id: Id, request: Request) -> Response:
    """All tools the card shows or has written in, one sheet each."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        card, sheets = cards.read_card(tx, who), _sheets(service.read_tools(tx, who), tx, who)
    made_at = datetime.now(UTC)
    content = tool_book.tool_book(card, sheets, made_at=made_at)
    return _file(content, tool_book.MEDIA_TYPE, tool_book.book_name(card, made_at.date(), "xlsx"))


@router.get("/tools.json", response_class=Response, responses=READ)
def get_tools_json(card_id: Id, request: Request) -> Response:
    """The same as JSON, for other programs."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        card, sheets = cards.read_card(tx, who), _sheets(service.read_tools(tx, who), tx, who)
    made_at = datetime.now(UTC)
    content = tool_json.tool_json(card, sheets, made_at=made_at)
    return _file(content, "application/json", tool_book.book_name(card, made_at.date(), "json"))


def cell_out(cell: ToolCell) -> dict[str, Any]:
    """A cell as routes send it."""
    return {
        "cell": cell.cell_id,
        "text": cell.text,
        "version": cell.version,
        "saved_at": cell.saved_at.isoformat() if cell.saved_at else None,
        "saved_by": cell.saved_by,
    }


def _saved(cell: ToolCell) -> dict[str, Any]:
    return {"version": cell.version, "record": cell_out(cell)}


def _gathered(sheet: ToolSheet) -> dict[str, Any]:
    return {
        "gathered": [
            {
                "title": each.title,
                "empty": each.empty,
                "lines": [{"text": text, "items": items} for text, items in each.lines],
            }
            for each in rules.gathered(sheet)
        ]
    }


def _sheets(on_card: Any, tx: Any, who: Any) -> list[ToolSheet]:
    wanted = {each.tool.slug for each in on_card if each.is_shown or each.filled_count}
    return [sheet for slug, sheet in service.read_sheets(tx, who).items() if slug in wanted]


def _file(content: bytes, media_type: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
