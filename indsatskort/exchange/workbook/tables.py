"""Tables on a sheet: a question, its answer, the numbers as real numbers, and a chart beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indsatskort.exchange.workbook.looks import (
    HEAD,
    HEADING,
    LABEL,
    NOTE,
    NUMBER,
    PROSE,
    Look,
)
from indsatskort.exchange.workbook.measure import lines, points
from indsatskort.exchange.workbook.native_charts import (
    POINTS_PER_CM,
    Bars,
    Block,
    add_stacked_bars,
    chart_height_cm,
)
from indsatskort.exchange.workbook.page import Page
from indsatskort.insight.tables import Row, Table

ROW_POINTS = 18.0
LONG_ROW_POINTS = 60.0
HEAD_OF_COUNTS = replace(HEAD, across="right")
LONG_LABEL = replace(LABEL, down="top")  # beside long texts one begins to read at the top


@dataclass
class Report:
    """A sheet written from the top: what is written next goes to `row`.

    `widths` are those of the sheet's columns in characters; prose runs across the first
    `prose_columns` of them, and charts stand beside the tables from `chart_column`.
    """

    page: Page
    widths: Sequence[float]
    prose_columns: int
    chart_column: int
    chart_cm: float
    row: int = 1

    def __post_init__(self) -> None:
        self.page.widths(*self.widths)

    def line(self, text: str, look: Look, height: float) -> None:
        """One line that may run over the columns to the right of it."""
        self.page.text(self.row, 1, text, look)
        self.page.height(self.row, height)
        self.row += 1

    def heading(self, question: str) -> None:
        self.line(question, HEADING, 26)

    def prose(self, text: str, look: Look = PROSE) -> None:
        """A paragraph across the prose columns, as high as it needs to be."""
        self.page.text(self.row, 1, text, look)
        self.page.run_on(self.row, 1, self.prose_columns)
        width = sum(self.widths[: self.prose_columns])
        needed = lines(text, width, look.size, is_bold=look.is_bold)
        self.page.height(self.row, points(needed, look.size))
        self.row += 1

    def note(self, text: str) -> None:
        self.prose(text, NOTE)

    def gap(self, height: float = 10) -> None:
        self.page.height(self.row, height)
        self.row += 1

    def table(self, table: Table, columns: Sequence[int] | None = None) -> Block:
        """Headings and rows; whole numbers as numbers, everything else as text.

        `columns` are the sheet's columns that the table's stand in; from the first on when omitted.
        """
        head = self.row
        places = columns or range(1, len(table.headings) + 1)
        first = table.rows[0] if table.rows else table.headings
        for column, name, below in zip(places, table.headings, first, strict=True):
            self.page.text(head, column, name, HEAD_OF_COUNTS if isinstance(below, int) else HEAD)
        self.page.height(head, self._needed(places, table.headings, is_bold=True))
        for row in table.rows:
            self.row += 1
            self._write_row(places, row)
        block = Block(head, self.row, name_column=1)
        self.row += 1
        return block

    def chart(self, title: str, block: Block, series: Sequence[Bars]) -> None:
        """A chart beside a table; what comes next is written below whichever ends lower."""
        if not block.row_count:
            return
        corner = (self.chart_column, block.head_row)
        add_stacked_bars(
            self.page.sheet, title, block, series, corner=corner, width_cm=self.chart_cm
        )
        taken = sum(self.page.heights.get(row, 15) for row in range(block.head_row, self.row))
        missing = chart_height_cm(block.row_count) * POINTS_PER_CM - taken
        while missing > 0:
            self.page.height(self.row, ROW_POINTS)
            self.row += 1
            missing -= ROW_POINTS

    def _write_row(self, places: Sequence[int], row: Row) -> None:
        height = self._needed(places, row)
        label = LABEL if height < LONG_ROW_POINTS else LONG_LABEL
        for column, cell in zip(places, row, strict=True):
            if isinstance(cell, int):
                self.page.number(self.row, column, cell, NUMBER)
            else:
                self.page.text(self.row, column, cell, label)
        self.page.height(self.row, height)

    def _needed(self, places: Sequence[int], row: Row, *, is_bold: bool = False) -> float:
        """The height of a row, each text measured in the column it stands in."""
        most = max(
            lines(cell, self.widths[column - 1], is_bold=is_bold)
            for column, cell in zip(places, row, strict=True)
            if isinstance(cell, str)
        )
        return max(points(most), ROW_POINTS)
