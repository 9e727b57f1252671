"""The pen that writes on a sheet: text is always text, numbers and dates are real, looks are shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.exchange.workbook.inert import inert, invites_a_formula, is_right_to_left
from indsatskort.exchange.workbook.looks import (
    DATE_FORMAT,
    FONT,
    Look,
    Looks,
    StyledCell,
    for_text,
    shared,
)
from indsatskort.palette import LIGHT

A3, A4 = 8, 9  # the papers' numbers in the file format
MAX_CELL_LENGTH = 32_767  # characters, Excel's own limit


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with a look of its own inside a cell."""

    text: str
    size: float = 10
    is_bold: bool = False
    colour: str = LIGHT.ink


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet and the workbook's looks. Rows and columns count from 1; heights are in points."""

    sheet: Worksheet
    looks: Looks
    heights: dict[int, float] = field(default_factory=dict)

    def blank(self, row: int, column: int, look: Look) -> Any:  # Cell; never a merged one
        """An empty cell with a look, in place of any that stood there."""
        cell: Any = StyledCell(self.sheet, row, column, self.looks[look])
        self.sheet._cells[row, column] = cell
        return cell

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Text that no spreadsheet will calculate, read from the right where it is written so."""
        if not text:
            self.blank(row, column, look)
            return
        written = inert(text)
        from_right, quoted = is_right_to_left(written), invites_a_formula(written)
        if from_right or quoted:
            look = for_text(look, is_right_to_left=from_right, is_quoted=quoted)
        cell = self.blank(row, column, look)
        # Not by `value`, which would guess "=…" a formula and "#N/A" an error.
        cell._value, cell.data_type = written[:MAX_CELL_LENGTH], "s"

    def note(self, row: int, column: int, text: str) -> None:
        """A note at a cell, read by pointing at it; never calculated."""
        note = Comment(inert(text)[:MAX_CELL_LENGTH], "Indsatskort", height=120, width=320)
        self.sheet.cell(row, column).comment = note

    def runs(self, row: int, column: int, runs: Sequence[Run], look: Look) -> None:
        """Text in several looks in one cell; rich text is never calculated."""
        cell = self.blank(row, column, look)
        cell.value = CellRichText(
            [TextBlock(_font(run.size, run.is_bold, run.colour), inert(run.text)) for run in runs]
        )

    def number(self, row: int, column: int, number: int, look: Look) -> None:
        self.blank(row, column, look).value = number

    def day(self, row: int, column: int, day: date, look: Look) -> None:
        """A real date, shown as 21.11.2026."""
        self.blank(row, column, replace(look, number_format=DATE_FORMAT)).value = day

    def run_on(self, row: int, first: int, last: int) -> None:
        """Let a cell reach over those to the right of it, which nothing has been written in."""
        # `merge_cells` would fill them with cells of their own, for edges that our looks never give.
        self.sheet.merged_cells.add(
            CellRange(min_row=row, max_row=row, min_col=first, max_col=last)
        )

    def widths(self, *widths: float) -> None:
        """The widths of the first columns, in characters."""
        for column, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def height(self, row: int, points: float) -> None:
        # What openpyxl's own object would say in the end, in a fraction of the time.
        said: Any = {"ht": f"{points:g}", "customHeight": "1"}
        self.heights[row], self.sheet.row_dimensions[row] = points, said

    def set_up_print(self, name: str, *, made_on: date, is_a4: bool = False) -> None:
        """A3 landscape (or A4 upright), one page wide, with the card's name and page numbers."""
        sheet = self.sheet
        sheet.page_setup.orientation = "portrait" if is_a4 else "landscape"
        sheet.page_setup.paperSize = A4 if is_a4 else A3
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.7
        sheet.page_margins.header = sheet.page_margins.footer = 0.3
        sheet.print_options.horizontalCentered = True
        edge: Any = sheet.oddFooter  # always there, which its type does not say
        # "&" begins a code in headers and footers, so a name's own is doubled.
        edge.left.text = inert(name)[:150].replace("&", "&&")
        edge.center.text = f"Hentet {made_on.day}.{made_on.month}.{made_on.year}"
        edge.right.text = "Side &P af &N"


@cache
def _font(size: float, is_bold: bool, colour: str) -> Any:
    argb = Color("FF" + colour.removeprefix("#"))
    return shared(InlineFont(rFont=FONT, sz=size, b=is_bold or None, color=argb))
