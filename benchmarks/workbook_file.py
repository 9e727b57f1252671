"""The workbook with 20 filled columns, beside openpyxl writing the same cells and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypeAlias

from openpyxl import Workbook, load_workbook

from benchmarks.big_card import big_card
from benchmarks.measuring import Row, milliseconds, turn_by_turn
from indsatskort.catalogue.load import catalogue
from indsatskort.exchange.workbook import workbook

TIMES, MOST_RATIO = 11, 1.5
KEY = "a key for measuring"
MADE_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
STYLE_TABLES = (
    "_fonts",
    "_fills",
    "_borders",
    "_alignments",
    "_protections",
    "_number_formats",
    "_cell_styles",
)

Cells: TypeAlias = list[tuple[int, int, Any, Any]]
"""Row, column, value (None where a cell has a look only) and look."""


def rows() -> list[Row]:
    """All sheets of one round, in ms; once beside cells with their looks, once beside values alone."""
    with big_card(is_filled=True) as card:
        filled = card.read()

    def ours() -> bytes:
        just_read = replace(filled)  # nothing is kept about it from the run before
        return workbook([just_read], catalogue(), made_at=MADE_AT, key=KEY)

    found: Any = load_workbook(BytesIO(ours()), rich_text=True)
    sheets = [_cells(sheet) for sheet in found.worksheets]
    what = f"workbook, 20 columns, {sum(len(cells) for cells in sheets)} cells"
    looks = {name: getattr(found, name) for name in STYLE_TABLES}
    mine, styled = _medians(ours, lambda: _bare(sheets, looks))
    again, plain = _medians(ours, lambda: _bare(sheets, {}))
    beside = [f"{styled:.0f} ms (cells and looks)", f"{plain:.0f} ms (values alone)"]
    ratio = mine / styled
    return [
        Row(what, f"{mine:.0f} ms", beside[0], ratio, ratio, MOST_RATIO, "≤ 1.5 × bare"),
        Row(what, f"{again:.0f} ms", beside[1], again / plain),
    ]


def _medians(ours: Callable[[], bytes], bare: Callable[[], bytes]) -> tuple[float, float]:
    return turn_by_turn(lambda: milliseconds(ours), lambda: milliseconds(bare), TIMES)


def _cells(sheet: Any) -> Cells:
    """Every cell that our workbook has on a sheet."""
    return [
        (cell.row, cell.column, cell.value, cell._style if cell.has_style else None)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    ]


def _bare(sheets: Sequence[Cells], looks: dict[str, Any]) -> bytes:
    """The cells written by openpyxl; with `looks`, the tables that the cells' looks point into."""
    book: Any = Workbook()
    for name, table in looks.items():
        setattr(book, name, table)
    for cells in sheets:
        sheet = book.create_sheet()
        for row, column, value, look in cells:
            cell = sheet.cell(row, column)
            cell.value = value
            if looks and look is not None:
                cell._style = copy(look)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
