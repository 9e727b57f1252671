"""Queries of the companion tools' cells and of which tools a card shows."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from indsatskort.cards import repository as cards
from indsatskort.cards.model import Event, EventName
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction
from indsatskort.tools.model import ToolCell

_SAVES = (EventName.TOOL_CELL_SAVED,)


def cells(tx: Transaction, card_id: str, tool: str | None = None) -> tuple[ToolCell, ...]:
    """The cells that were ever saved, of one tool or of all."""
    query = (
        sa.select(t.tool_cell, t.membership.c.alias)
        .outerjoin(t.membership, t.membership.c.id == t.tool_cell.c.saved_by)
        .where(t.tool_cell.c.card_id == card_id)
    )
    if tool is not None:
        query = query.where(t.tool_cell.c.tool == tool)
    return tuple(
        ToolCell(row.tool, row.cell_id, row.text, row.version, row.saved_at, row.alias or "")
        for row in tx.connection.execute(query)
    )


def put_cell(tx: Transaction, card_id: str, cell: ToolCell, membership_id: str | None) -> None:
    place = {"card_id": card_id, "tool": cell.tool, "cell_id": cell.cell_id}
    values = {
        "text": cell.text,
        "version": cell.version,
        "saved_at": cell.saved_at,
        "saved_by": membership_id,
    }
    where = [t.tool_cell.c[name] == value for name, value in place.items()]
    if not tx.connection.execute(t.tool_cell.update().where(*where).values(values)).rowcount:
        tx.connection.execute(t.tool_cell.insert().values(place | values))


def author_of(tx: Transaction, card_id: str, cell: ToolCell) -> str | None:
    """The membership that saved a cell last."""
    return tx.connection.execute(
        sa.select(t.tool_cell.c.saved_by).where(
            t.tool_cell.c.card_id == card_id,
            t.tool_cell.c.tool == cell.tool,
            t.tool_cell.c.cell_id == cell.cell_id,
        )
    ).scalar_one_or_none()


def shown(tx: Transaction, card_id: str) -> Mapping[str, bool]:
    """What a facilitator has chosen to show or hide, by tool."""
    query = sa.select(t.card_tool.c.tool, t.card_tool.c.is_shown).where(
        t.card_tool.c.card_id == card_id
    )
    return {row.tool: row.is_shown for row in tx.connection.execute(query)}


def put_shown(tx: Transaction, card_id: str, chosen: Mapping[str, bool]) -> None:
    tx.connection.execute(t.card_tool.delete().where(t.card_tool.c.card_id == card_id))
    if chosen:
        rows = [
            {"card_id": card_id, "tool": tool, "is_shown": is_shown}
            for tool, is_shown in chosen.items()
        ]
        tx.connection.execute(t.card_tool.insert(), rows)


def saves_of(tx: Transaction, card_id: str, tool: str, cell_id: str) -> list[Event]:
    """The saves of one cell, oldest first."""
    data = t.event.c.data
    place = (data["tool"].as_string() == tool, data["cell"].as_string() == cell_id)
    return list(cards.events_of_card(tx, card_id, names=_SAVES, where=place))


def saves(tx: Transaction, card_id: str) -> tuple[Event, ...]:
    """Every save of every tool, oldest first."""
    return cards.events_of_card(tx, card_id, names=_SAVES)
