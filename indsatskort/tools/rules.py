"""What may be written in a tool's sheet and by whom, and what a sheet adds up to; pure."""

from __future__ import annotations

from collections.abc import Mapping

from indsatskort.access.model import Role, Who
from indsatskort.cards.rules import checked_text
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError, NotFoundError
from indsatskort.tools.model import (
    TICKED,
    CellKind,
    Gathered,
    Gathering,
    SheetChange,
    SheetImport,
    Tool,
    ToolColumn,
    ToolPart,
    ToolRow,
    ToolSheet,
)


def can_fill(who: Who) -> bool:
    """Tools are shared: facilitators and participants write in all of them."""
    return who.role is not Role.VIEWER


def check_fill(who: Who) -> None:
    if not can_fill(who):
        raise NotAllowedError


def can_undo_import(who: Who, made: SheetImport) -> bool:
    """Facilitators take back anybody's import, participants their own."""
    is_own = who.role is Role.PARTICIPANT and who.membership_id == made.membership_id
    return who.role is Role.FACILITATOR or is_own


def checked_cell(tool: Tool, cell_id: str, text: str) -> str:
    """The text as it will be stored. Raises NotFoundError and InvalidInputError."""
    if cell_id not in tool.cells:
        raise NotFoundError
    column = tool.cells[cell_id][2]
    if column.kind is CellKind.TEXT:
        return checked_text(text)
    if text and text not in allowed(column):
        raise InvalidInputError(Fault.NOT_UNDERSTOOD)
    return text


def allowed(column: ToolColumn) -> Mapping[str, str]:
    """What a choice or a tick may hold, and how it is said."""
    if column.kind is CellKind.TICK:
        return {TICKED: "Ja"}
    return {option.value: option.label for option in column.options}


def said(column: ToolColumn, text: str) -> str:
    """A cell's content in words."""
    return text if column.kind is CellKind.TEXT else allowed(column).get(text, "")


def gathered(sheet: ToolSheet) -> tuple[Gathered, ...]:
    """What the sheet adds up to, one list for each of the tool's gatherings."""
    return tuple(_gathered(sheet, each) for each in sheet.tool.gatherings)


def _gathered(sheet: ToolSheet, gathering: Gathering) -> Gathered:
    part = next(part for part in sheet.tool.parts if part.id == gathering.part_id)
    lines = tuple(
        (words, row.item_ids)
        for row in part.rows
        if _is_in(sheet, part, row, gathering)
        and (words := _words(sheet, part, row, gathering)).strip()
    )
    return Gathered(gathering.title, gathering.empty, lines)


def _is_in(sheet: ToolSheet, part: ToolPart, row: ToolRow, gathering: Gathering) -> bool:
    stands = {column.id: sheet.text(part.cell_id(row, column)) for column in part.columns}
    if gathering.ticked:
        return all(stands[column_id] == TICKED for column_id in gathering.ticked)
    return bool(set(stands.values()) & set(gathering.chosen))


def _words(sheet: ToolSheet, part: ToolPart, row: ToolRow, gathering: Gathering) -> str:
    if not gathering.shown:
        return row.heading
    shown = next(column for column in part.columns if column.id == gathering.shown)
    return said(shown, sheet.text(part.cell_id(row, shown)))


def changes(
    sheets: Mapping[str, ToolSheet], wanted: Mapping[tuple[str, str], str]
) -> tuple[SheetChange, ...]:
    """What a file would change, in the order of tools and cells; cells it lacks stay as they are.

    `wanted` are texts by tool and cell. Raises as `checked_cell` for the first that cannot stand.
    """
    found = []
    for slug, sheet in sheets.items():
        for cell_id in sheet.tool.cells:
            if (slug, cell_id) in wanted:
                after = checked_cell(sheet.tool, cell_id, wanted[slug, cell_id])
                if after != sheet.text(cell_id):
                    found.append(SheetChange(sheet.tool, cell_id, sheet.text(cell_id), after))
    return tuple(found)
