"""The companion tools' sheets as an Excel workbook, one sheet a tool, and read back.

The first column of a sheet names the cells and is hidden; texts are text and never calculated. A
choice stands as its words, a tick as an X.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from indsatskort.cards.model import Card
from indsatskort.danish import local
from indsatskort.exchange.workbook import MEDIA_TYPE, workbook_name
from indsatskort.exchange.workbook.inert import as_typed, inert
from indsatskort.exchange.workbook.looks import (
    FIELD,
    GRID,
    HEAD,
    HEADING,
    NOTE,
    PROSE,
    TITLE,
    Looks,
)
from indsatskort.exchange.workbook.page import Page
from indsatskort.tools.model import (
    TICKED,
    CellKind,
    Tool,
    ToolColumn,
    ToolPart,
    ToolRow,
    ToolSheet,
)

__all__ = ["MEDIA_TYPE", "book_name", "read_tool_book", "tool_book"]

MARK = "indsatskort-redskab"  # in A1, with the tool's name in A2
TICK_SIGN = "X"
ID, ROW, FIRST = 1, 2, 3  # the hidden names, the row's heading, the first answer
MOST_UNPACKED = 60_000_000  # bytes; far above any real workbook, far below what hurts
MOST_ROWS = 2_000


def book_name(card: Card, on: date, ending: str) -> str:
    """ "Redskaber Eksempelkommune 2026-11-21.xlsx"."""
    return workbook_name(card, on).replace("Indsatskort", "Redskaber", 1)[: -len("xlsx")] + ending


def tool_book(card: Card, sheets: Iterable[ToolSheet], *, made_at: datetime) -> bytes:
    """The sheets as .xlsx. Without any, one sheet says so."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = inert(f"Redskaber · {card.municipality}")
    book.properties.creator = "Indsatskort"
    looks, day = Looks(book), local(made_at).date()
    for sheet in sheets:
        name = f"{sheet.tool.number} {sheet.tool.title}"[:31].translate(
            {ord(c): " " for c in "[]:*?/\\"}
        )
        _write(Page(book.create_sheet(name), looks), card, sheet, day)
    if not book.worksheets:
        Page(book.create_sheet("Redskaber"), looks).text(
            1, 1, "Kortet viser ingen redskaber.", PROSE
        )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(page: Page, card: Card, sheet: ToolSheet, day: date) -> None:
    tool = sheet.tool
    widest = max(len(part.columns) for part in tool.parts)
    page.widths(4, 44, *[34] * max(widest, 1))
    page.sheet.column_dimensions["A"].hidden = True
    page.text(1, ID, MARK, NOTE)
    page.text(2, ID, tool.slug, NOTE)
    page.text(1, ROW, tool.title, TITLE)
    page.text(2, ROW, tool.when, NOTE)
    page.run_on(2, ROW, FIRST + 1)
    page.height(2, 42)
    page.text(3, ROW, f"Kilde: {tool.source.title} ({tool.source.publisher}). {tool.place}.", NOTE)
    page.run_on(3, ROW, FIRST + 1)
    page.height(3, 28)
    row = 5
    for part in tool.parts:
        row = _write_part(page, sheet, part, row) + 1
    page.set_up_print(f"{tool.title} · {card.municipality}", made_on=day, is_a4=True)


def _write_part(page: Page, sheet: ToolSheet, part: ToolPart, row: int) -> int:
    page.text(row, ROW, part.title, HEADING)
    row += 1
    if part.intro:
        page.text(row, ROW, part.intro, NOTE)
        page.run_on(row, ROW, FIRST + 1)
        page.height(row, 28)
        row += 1
    page.text(row, ROW, "", HEAD)
    for at, column in enumerate(part.columns):
        page.text(row, FIRST + at, _heading(column), HEAD)
    row += 1
    for each in part.rows:
        page.text(row, ID, f"{part.id}.{each.id}", NOTE)
        words = f"{each.heading}\n{each.help}" if each.help else each.heading
        page.text(row, ROW, words, FIELD if not part.columns else GRID)
        longest = len(words)
        for at, column in enumerate(part.columns):
            text = _shown(column, sheet.text(part.cell_id(each, column)))
            page.text(row, FIRST + at, text, GRID)
            longest = max(longest, len(text) + 34 * text.count("\n"))
        page.height(row, min(400, 15 * (1 + longest // 34)))
        row += 1
    return row


def _heading(column: ToolColumn) -> str:
    if column.kind is CellKind.TICK:
        return f"{column.heading} (sæt X)"
    if column.kind is CellKind.CHOICE:
        return f"{column.heading} ({' / '.join(option.label for option in column.options)})"
    return column.heading


def _shown(column: ToolColumn, text: str) -> str:
    if column.kind is CellKind.TEXT:
        return text
    if column.kind is CellKind.TICK:
        return TICK_SIGN if text == TICKED else ""
    return next((option.label for option in column.options if option.value == text), "")


def read_tool_book(content: bytes, tools: Mapping[str, Tool]) -> Mapping[tuple[str, str], str]:
    """The texts of a workbook by tool and cell; sheets that are not ours are passed over.

    A choice that is none of the words, and a formula, count as not written. Raises ValueError for
    what is no workbook of ours.
    """
    book = _opened(content)
    found: dict[tuple[str, str], str] = {}
    is_ours = False
    for sheet in book.worksheets:
        if sheet["A1"].value != MARK or sheet["A2"].value not in tools:
            continue
        is_ours = True
        tool = tools[sheet["A2"].value]
        if not tool.is_kept:
            continue
        places = {f"{part.id}.{row.id}": (part, row) for part in tool.parts for row in part.rows}
        for line in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS)):
            if line and line[0].value in places:
                found |= _read_row(tool, *places[line[0].value], line)
    if not is_ours:
        raise ValueError(MARK)
    return found


def _read_row(tool: Tool, part: ToolPart, row: ToolRow, line: Any) -> dict[tuple[str, str], str]:
    read: dict[tuple[str, str], str] = {}
    for at, column in enumerate(part.columns):
        cell = line[FIRST - 1 + at] if len(line) >= FIRST + at else None
        text = "" if cell is None or cell.value is None else as_typed(str(cell.value))
        if (stored := _stored(column, text)) is not None and (
            cell is None or cell.data_type != "f"
        ):
            read[tool.slug, part.cell_id(row, column)] = stored
    return read


def _stored(column: ToolColumn, text: str) -> str | None:
    """What the words in a cell mean; None when they are no answer to this column."""
    if column.kind is CellKind.TEXT:
        return text
    words = text.strip().casefold()
    if not words:
        return ""
    if column.kind is CellKind.TICK:
        return TICKED if words in {"x", "ja", "✓", "1"} else None
    labels = {option.label.casefold(): option.value for option in column.options}
    return labels.get(words)


def _opened(content: bytes) -> Any:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValueError(MARK)
        return load_workbook(BytesIO(content))
    except (BadZipFile, InvalidFileException, KeyError, OSError, SyntaxError) as fault:
        raise ValueError(MARK) from fault
