"""The cells of a checked workbook, sheet by sheet, as text with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from indsatskort.errors import Fault
from indsatskort.exchange.reading import bounds
from indsatskort.exchange.reading.model import CellKind, FoundCell, FoundSheet
from indsatskort.exchange.reading.packing import UnreadableFileError

# How Excel writes the line ends of Windows, which XML has no room for. Other such codes stay as they
# stand: LibreOffice writes what somebody typed, and nobody can tell which of the two it is.
_LINE_END = re.compile("(?<!_x005F)_x000D_\n")
# An underscore that `inert` kept from looking like such a code.
_UNDERSCORE = re.compile("_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)")


def read_cells(data: bytes) -> list[FoundSheet]:
    """Every sheet with the cells that hold something. Raises UnreadableFileError."""
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = book.worksheets
    except Exception as error:  # openpyxl raises whatever a damaged part leads it to
        raise UnreadableFileError(Fault.FILE_BROKEN) from error
    if len(sheets) > bounds.MAX_SHEETS:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE)
    found, count = [], 0
    for sheet in sheets:
        try:
            cells = dict(_cells(sheet))
        except UnreadableFileError:
            raise
        except Exception as error:
            raise UnreadableFileError(Fault.FILE_BROKEN) from error
        count += len(cells)
        if count > bounds.MAX_CELLS:
            raise UnreadableFileError(Fault.FILE_TOO_LARGE)
        found.append(FoundSheet(str(sheet.title), cells))
    return found


def _cells(sheet: Any) -> Iterator[tuple[tuple[int, int], FoundCell]]:
    sheet.reset_dimensions()  # what a file says about its own size is not believed
    count = 0
    for row in sheet.iter_rows(max_row=bounds.MAX_ROWS + 1, max_col=bounds.MAX_COLUMNS):
        for cell in row:
            if cell.value is None:
                continue
            count += 1
            if count > bounds.MAX_CELLS or cell.row > bounds.MAX_ROWS:
                raise UnreadableFileError(Fault.FILE_TOO_LARGE)
            if told := _told(cell):
                yield (cell.row, cell.column), told


def _told(cell: Any) -> FoundCell | None:
    value = cell.value
    if cell.data_type == "f":
        return FoundCell(CellKind.FORMULA, str(getattr(value, "text", value))[:100])
    if cell.data_type == "e":
        return FoundCell(CellKind.ERROR, str(value)[:100])
    if isinstance(value, (datetime, date)):
        day = value.date() if isinstance(value, datetime) else value
        return FoundCell(CellKind.DAY, day.isoformat())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return FoundCell(CellKind.NUMBER, f"{value:.15g}".replace(".", ","))
    text = _text(value)
    return FoundCell(CellKind.TEXT, text) if text.strip() else None


def _text(value: Any) -> str:
    """What a person sees in the cell, in Danish."""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, time):
        return f"{value.hour}.{value.minute:02}"
    text = _UNDERSCORE.sub("_", _LINE_END.sub("\n", str(value)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")[: bounds.MAX_TEXT_LENGTH]
    return text.encode("utf-8", "replace").decode()
