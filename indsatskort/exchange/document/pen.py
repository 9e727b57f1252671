"""The pen that writes a Word document: real headings, tables whose head is repeated, text as text.

Lengths are millimetres, sizes points. Tables are written as XML in one go, since a card has a
thousand cells; every text passes through `_text`, which leaves nothing of it but text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from indsatskort.exchange.workbook.inert import is_right_to_left, possible
from indsatskort.palette import LIGHT

A4, A3 = (210, 297), (297, 420)  # mm, standing
MARGIN = 15
FONT, SIZE, TABLE_SIZE = "Arial", 10.0, 9.0  # the workbook's font, on every machine
SYMBOLS, SYMBOL_FONT = "●◑◔○⊘▲", "Segoe UI Symbol"  # the text's font has some, and of other sizes
LONG = 1_200  # characters in a row; a longer row may go on over the page's end
SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_TWENTIETHS_PER_MM = 56.7
_PAGE = '<w:fldSimple {} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with a look of its own; a line break in it stays one."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    colour: str = LIGHT.ink


Line: TypeAlias = "str | Sequence[Run]"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, its fill, and a coloured edge to the left."""

    lines: Sequence[Line] = ("",)
    fill: str | None = None
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on, and how it lies."""

    size: tuple[int, int] = A4
    is_landscape: bool = False

    @property
    def room(self) -> float:
        """Millimetres of width between the margins."""
        return max(self.size) - 2 * MARGIN if self.is_landscape else min(self.size) - 2 * MARGIN


class Document:
    """One document in Danish with the theme's own fonts."""

    def __init__(self, title: str, footer: str, paper: Paper, made_at: datetime) -> None:
        self._file: Any = docx.Document()
        self._body = self._file.element.body
        self.paper = paper
        self._set_up(footer)
        properties = self._file.core_properties
        properties.title, properties.author = possible(title)[:255], "Indsatskort"
        properties.last_modified_by, properties.language = "Indsatskort", "da-DK"
        properties.comments = ""
        properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)

    def heading(self, text: str, level: int) -> None:
        """A heading of level 1 to 3; level 0 is the document's title."""
        paragraph = self._file.add_paragraph(style=f"Heading {level}" if level else "Title")
        paragraph._p.extend(_runs(text))

    def paragraph(self, line: Line, style: str = "Normal", *, leads: bool = False) -> None:
        """A paragraph; styles are Word's own, such as *List Bullet* and *List Number*.

        One that `leads` stands on the same page as what follows, as headings do.
        """
        paragraph = self._file.add_paragraph(style=style)
        if leads:
            paragraph.paragraph_format.keep_with_next = True
        if is_right_to_left(_plain(line)):
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))
        paragraph._p.extend(_runs(line))

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float]
    ) -> None:
        """A table whose heading row is repeated on every page; long rows go on to the next page."""
        twentieths = [round(width * _TWENTIETHS_PER_MM) for width in widths]
        head = [Cell([[Run(text, is_bold=True)]], fill=LIGHT.surface) for text in headings]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twentieths)
        body = "".join(
            _row(cells, twentieths, is_head=place == 0) for place, cells in enumerate([head, *rows])
        )
        self._body.insert(
            len(self._body) - 1,  # before the section's own properties
            parse_xml(
                f"<w:tbl {nsdecls('w')}>{_table_properties(sum(twentieths))}"
                f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
            ),
        )
        self._file.add_paragraph().paragraph_format.space_after = Pt(4)

    def new_page(self) -> None:
        self._file.add_page_break()

    def saved(self) -> bytes:
        file = BytesIO()
        self._file.save(file)
        return file.getvalue()

    def _set_up(self, footer: str) -> None:
        section = self._file.sections[0]
        short, long = self.paper.size
        section.page_width, section.page_height = Mm(short), Mm(long)
        if self.paper.is_landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(long), Mm(short)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", Mm(MARGIN))
        foot = section.footer.paragraphs[0]
        foot._p.extend(_runs([Run(f"{footer} · side ", colour=LIGHT.muted)]))
        foot._p.append(parse_xml(_PAGE.format(nsdecls("w"))))
        styles = self._file.styles
        styles["Normal"].font.size = Pt(SIZE)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
            _set_font(styles[name])
        for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11)):
            styles[name].font.size = Pt(size)
            styles[name].font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "da-DK")


def _set_font(style: Any) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in SCRIPTS:
        fonts.set(qn(f"w:{script}"), FONT)


def _table_properties(width: int) -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.edge.removeprefix("#")}"'
    sides = "".join(
        f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{room}" w:type="dxa"/>'
        for side, room in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
    )
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], *, is_head: bool) -> str:
    written = "".join(_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    is_long = any(sum(len(_plain(line)) for line in cell.lines) > LONG for cell in cells)
    properties = "<w:cantSplit/>" * (not is_long) + "<w:tblHeader/>" * is_head
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    edge = (
        f'<w:tcBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="{cell.edge.removeprefix("#")}"/>'
        "</w:tcBorders>"
        if cell.edge
        else ""
    )
    fill = (
        f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill.removeprefix("#")}"/>'
        if cell.fill
        else ""
    )
    lines = "".join(_paragraph(line) for line in cell.lines or ("",))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}{fill}</w:tcPr>{lines}</w:tc>'


def _paragraph(line: Line) -> str:
    bidi = "<w:bidi/>" if is_right_to_left(_plain(line)) else ""
    return (
        f'<w:p><w:pPr>{bidi}<w:spacing w:before="0" w:after="20"/></w:pPr>'
        f"{_run_xml(line, TABLE_SIZE)}</w:p>"
    )


def _plain(line: Line) -> str:
    return line if isinstance(line, str) else "".join(run.text for run in line)


def _runs(line: Line) -> list[Any]:
    holder = parse_xml(f"<w:p {nsdecls('w')}>{_run_xml(line, None)}</w:p>")
    return list(holder)


def _run_xml(line: Line, size: float | None) -> str:
    runs = [Run(line)] if isinstance(line, str) else line
    return "".join(_one_run(run, size) for run in runs if run.text)


def _one_run(run: Run, size: float | None) -> str:
    """The run, with the scale's symbols in one font so that they are of one size."""
    if is_right_to_left(run.text):
        return _written(run, run.text, size)
    parts = [part for part in re.split(f"([{SYMBOLS}]+)", run.text) if part]
    return "".join(_written(run, part, size) for part in parts)


def _written(run: Run, text: str, size: float | None) -> str:
    looks = ""
    if text[0] in SYMBOLS:
        fonts = " ".join(f'w:{script}="{SYMBOL_FONT}"' for script in SCRIPTS)
        looks = f"<w:rFonts {fonts}/>"
    looks += "<w:b/>" * run.is_bold + "<w:i/>" * run.is_italic
    if run.colour != LIGHT.ink:
        looks += f'<w:color w:val="{run.colour.removeprefix("#")}"/>'
    if size is not None:
        looks += f'<w:sz w:val="{round(size * 2)}"/>'
    if is_right_to_left(text):
        looks += "<w:rtl/>"
    return f"<w:r><w:rPr>{looks}</w:rPr>{_text(text)}</w:r>"


def _text(text: str) -> str:
    """The text and its line breaks; nothing in it can be markup, a field or a link."""
    lines = possible(text).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
