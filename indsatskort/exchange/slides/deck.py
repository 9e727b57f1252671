"""The pen that makes slides: titles, lines, tables and charts that PowerPoint can edit.

Fonts and the look of titles are the theme's, so a deck can be given a municipality's own design;
only levels carry colours of their own, always with their symbol and word. Lengths are inches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import accumulate
from typing import Any, TypeAlias

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from indsatskort.exchange.shortening import MORE
from indsatskort.exchange.workbook.inert import is_right_to_left, possible
from indsatskort.exchange.workbook.measure import lines as lines_of
from indsatskort.palette import LIGHT

WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM = 0.6, 12.13
TOP, BOTTOM = 1.55, 6.3  # of a slide's body; below it stand a note and the footer
TITLE_SIZE, SIZE, SMALL = 26, 14, 12
_POINTS_PER_CHARACTER = 5.25  # what `measure` takes a character of width to be
_LINE, _CELL_MARGIN, _CELL_PADDING = 1.22, 0.08, 0.12
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with a look of its own."""

    text: str
    is_bold: bool = False
    colour: str = LIGHT.ink


Cell: TypeAlias = "str | Sequence[Run]"
Row: TypeAlias = Sequence[Cell]


def runs_of(cell: Cell) -> list[Run]:
    return [Run(cell)] if isinstance(cell, str) else list(cell)


def _bold(headings: Sequence[str]) -> list[Cell]:
    return [[Run(text, is_bold=True)] for text in headings]


class Deck:
    """A presentation in 16:9 with one layout: a title, and room below it."""

    def __init__(self, title: str, footer: str, made_at: datetime) -> None:
        self._file = Presentation()
        self._footer = footer
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        for layout in list(self._file.slide_layouts):
            if layout.name != "Title Only":
                self._file.slide_layouts.remove(layout)
        self._layout = self._file.slide_layouts[0]
        self._layout.name = "Titel og plads"
        _lay_out(self._file.slide_master)
        _lay_out(self._layout)
        properties = self._file.core_properties
        properties.title, properties.author = possible(title), "Indsatskort"
        properties.last_modified_by, properties.language = "Indsatskort", "da-DK"
        properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)

    def slide(self, title: str, notes: Sequence[str]) -> Slide:
        """A new slide; `notes` are paragraphs for whoever presents it."""
        made = self._file.slides.add_slide(self._layout)
        _write(made.shapes.title.text_frame.paragraphs[0], [Run(title)], None)
        placeholders: Any = self._layout.placeholders
        for placeholder in placeholders:
            kind = placeholder.placeholder_format.type
            if kind in {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}:
                made.shapes._spTree.append(deepcopy(placeholder._element))
        for placeholder in made.placeholders:
            if placeholder.placeholder_format.type is PP_PLACEHOLDER.FOOTER:
                _write(placeholder.text_frame.paragraphs[0], [Run(self._footer)], None)
        said = made.notes_slide.notes_text_frame
        for place, paragraph in enumerate(notes):
            target = said.paragraphs[0] if place == 0 else said.add_paragraph()
            _write(target, [Run(paragraph)], None)
        return Slide(made)

    def saved(self) -> bytes:
        file = BytesIO()
        self._file.save(file)
        return file.getvalue()


class Slide:
    """One slide that is being written."""

    def __init__(self, slide: Any) -> None:
        self._slide = slide

    def text(
        self,
        paragraphs: Sequence[Cell],
        *,
        top: float = TOP,
        left: float = LEFT,
        width: float = ROOM,
        size: float = SIZE,
        gap: float = 6,
    ) -> float:
        """Paragraphs of text; gives where they end."""
        height = sum(_height(cell, width, size) + gap / 72 for cell in paragraphs)
        box = self._slide.shapes.add_textbox(
            Inches(left), Inches(top), Inches(width), Inches(height)
        )
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, cell in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(gap)
            _write(paragraph, runs_of(cell), size)
        return top + height

    def note(self, *sentences: str) -> None:
        """What must be known to read the slide, small and always in the same place."""
        told = " ".join(filter(None, sentences))
        height = _height(told, ROOM, 11)
        self.text([[Run(told, colour=LIGHT.muted)]], top=6.9 - height, size=11, gap=0)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        *,
        top: float = TOP,
        left: float = LEFT,
        bottom: float = BOTTOM,
        size: float = SMALL,
        more: str = "",
    ) -> float:
        """A native table of the rows that fit above `bottom`; gives where it ends.

        When rows are left out, a last line says how many: `more` with {count}.
        """
        room = bottom - (0.3 if more else 0)
        fitting = self.fitting(headings, rows, widths, top=top, bottom=room, size=size)
        shown = list(rows[:fitting])
        bold = _bold(headings)
        head = _row_height(bold, widths, size)
        heights = [_row_height(row, widths, size) for row in shown]
        frame = self._slide.shapes.add_table(
            len(shown) + 1,
            len(headings),
            Inches(left),
            Inches(top),
            Inches(sum(widths)),
            Inches(head + sum(heights)),
        )
        table = frame.table
        table._tbl.tblPr.find(f"{{{_namespace()}}}tableStyleId").text = _NO_STYLE
        table.horz_banding, table.first_row = False, True
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for row, height, cells in zip(table.rows, [head, *heights], [bold, *shown], strict=True):
            row.height = Inches(height)
            is_head = cells is bold
            for target, cell in zip(row.cells, cells, strict=True):
                _fill_cell(target, runs_of(cell), size, is_head=is_head)
        end = top + head + sum(heights)
        if fitting < len(rows) and more:
            told = more.format(count=len(rows) - fitting)
            return self.text([told], top=end + 0.08, size=size)
        return end

    @staticmethod
    def fitting(
        headings: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        *,
        top: float = TOP,
        bottom: float = BOTTOM,
        size: float = SMALL,
    ) -> int:
        """How many of the rows, from the first, a table between `top` and `bottom` has room for."""
        room = bottom - top - _row_height(_bold(headings), widths, size)
        ends = accumulate(_row_height(row, widths, size) for row in rows)
        return sum(end <= room for end in ends)

    def has_shortened(self) -> bool:
        """Whether a text in one of its tables was cut, so that the slide must say so."""
        tables = [shape.table for shape in self.shapes if shape.has_table]
        return any(
            MORE in cell.text for table in tables for row in table.rows for cell in row.cells
        )

    @property
    def shapes(self) -> Any:
        return self._slide.shapes


def _lay_out(page: Any) -> None:
    """Title, footer and number of a master or layout, in 16:9 and read from the left."""
    boxes = {
        PP_PLACEHOLDER.TITLE: (LEFT, 0.35, ROOM, 1.0),
        PP_PLACEHOLDER.BODY: (LEFT, TOP, ROOM, BOTTOM - TOP),
        PP_PLACEHOLDER.FOOTER: (LEFT, 7.0, 10.0, 0.3),
        PP_PLACEHOLDER.SLIDE_NUMBER: (LEFT + ROOM - 1.0, 7.0, 1.0, 0.3),
    }
    for placeholder in list(page.placeholders):
        kind = placeholder.placeholder_format.type
        if kind not in boxes:
            placeholder._element.getparent().remove(placeholder._element)
            continue
        left, top, width, height = (Inches(part) for part in boxes[kind])
        placeholder.left, placeholder.top = left, top
        placeholder.width, placeholder.height = width, height
        if kind is PP_PLACEHOLDER.TITLE:
            placeholder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
            placeholder.text_frame.margin_left = placeholder.text_frame.margin_right = 0
        if kind is PP_PLACEHOLDER.FOOTER:
            placeholder.text_frame.margin_left = 0
            for style in placeholder._element.iter(f"{{{_namespace()}}}lvl1pPr"):
                style.set("algn", "l")
    for style in page._element.iter(
        "{http://schemas.openxmlformats.org/presentationml/2006/main}titleStyle"
    ):
        level = style.find(f"{{{_namespace()}}}lvl1pPr")
        level.set("algn", "l")
        letters = level.find(f"{{{_namespace()}}}defRPr")
        letters.set("sz", str(TITLE_SIZE * 100))
        letters.set("b", "1")


def _namespace() -> str:
    return "http://schemas.openxmlformats.org/drawingml/2006/main"


def _write(paragraph: Any, runs: Sequence[Run], size: float | None) -> None:
    """Text and nothing else: the library escapes it, and what XML cannot hold is replaced."""
    if is_right_to_left("".join(run.text for run in runs)):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    for run in runs:
        for place, line in enumerate(re.split("[\n\v]", possible(run.text))):
            if place:
                paragraph.add_line_break()
            written = paragraph.add_run()
            written.text = line
            written._r.get_or_add_rPr().set("lang", "da-DK")
            if size is not None:
                written.font.size = Pt(size)
                written.font.bold = run.is_bold
                written.font.color.rgb = rgb(run.colour)


def rgb(colour: str) -> Any:
    """The colour as the library wants it, which has not written down its types."""
    named: Any = RGBColor
    return named.from_string(colour.removeprefix("#"))


def _fill_cell(cell: Any, runs: Sequence[Run], size: float, *, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_CELL_MARGIN)
    cell.margin_top = cell.margin_bottom = Inches(_CELL_PADDING / 2)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
    _write(cell.text_frame.paragraphs[0], runs, size)
    colour, width = (LIGHT.ink, 19_050) if is_head else (LIGHT.line, 9_525)
    line = (
        f'<a:lnB {_DRAWING} w="{width}"><a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _height(cell: Cell, width: float, size: float) -> float:
    """Inches that a cell's text takes, measured a little too wide rather than too narrow."""
    runs = runs_of(cell)
    text = "".join(run.text for run in runs)
    characters = width * 72 / _POINTS_PER_CHARACTER + 1.9  # without the margin that `measure` adds
    return lines_of(text, characters, size, is_bold=any(run.is_bold for run in runs)) * (
        size * _LINE / 72
    )


def _row_height(row: Row, widths: Sequence[float], size: float) -> float:
    tallest = max(
        _height(cell, width - 2 * _CELL_MARGIN, size)
        for cell, width in zip(row, widths, strict=True)
    )
    return max(tallest, size * _LINE / 72) + _CELL_PADDING
