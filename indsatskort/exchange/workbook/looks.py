"""How cells look: a few named looks from the one palette, each made once in a workbook and shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.palette import LIGHT

FONT = "Arial"  # on every machine, and measured alike by Excel and LibreOffice
DATE_FORMAT = "dd.mm.yyyy"

Line: TypeAlias = tuple[Literal["thin", "medium", "thick", "dashed", "hair"], str]
Across: TypeAlias = Literal["left", "center", "right"] | None
Down: TypeAlias = Literal["top", "center", "bottom"]
HAIRLINE: Line = ("thin", LIGHT.line)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that can be said about a cell's appearance. Colours are #RRGGBB, sizes points."""

    size: float = 10
    is_bold: bool = False
    colour: str = LIGHT.ink
    fill: str | None = None
    left: Line | None = None
    right: Line | None = None
    top: Line | None = None
    bottom: Line | None = None
    wraps: bool = False
    across: Across = None
    down: Down = "top"
    indent: int = 0
    turned: int = 0
    is_right_to_left: bool = False
    is_quoted: bool = False
    is_open: bool = False  # may be written in while the sheet is protected
    number_format: str = "General"


TITLE = Look(size=18, is_bold=True, down="center")
SUBTITLE = Look(size=10, colour=LIGHT.muted, down="center")
HEADING = Look(size=13, is_bold=True, down="bottom")
PROSE = Look(wraps=True)
NOTE = Look(colour=LIGHT.muted, wraps=True)
DRIVER = Look(size=12, is_bold=True, colour=LIGHT.on_band, fill=LIGHT.band, down="center")
FIELD = Look(is_bold=True, fill=LIGHT.surface, bottom=HAIRLINE, down="center")
HEAD = Look(
    is_bold=True, wraps=True, across="left", indent=1, bottom=("medium", LIGHT.ink), down="bottom"
)
GRID = Look(
    wraps=True,
    across="left",
    indent=1,
    left=HAIRLINE,
    right=HAIRLINE,
    top=HAIRLINE,
    bottom=HAIRLINE,
)
NUMBER = Look(across="right", bottom=HAIRLINE, number_format="#,##0", indent=1, down="center")
LABEL = Look(wraps=True, across="left", bottom=HAIRLINE, indent=1, down="center")


@dataclass(frozen=True, slots=True)
class Style:
    """A look as a workbook keeps it, and its number in the table that cells point into."""

    parts: StyleArray
    number: int


class StyledCell(Cell):
    """A cell with a style of `Looks`. It knows the style's number, which openpyxl looks up anew for
    each cell it writes: half of what writing an empty one takes."""

    __slots__ = ("style_id",)
    has_style = True

    def __init__(self, sheet: Worksheet, row: int, column: int, style: Style) -> None:
        super().__init__(sheet, row, column)
        self._style = style.parts
        self.style_id = style.number  # type: ignore[misc]  # a slot of ours, no property


class Looks(dict[Look, Style]):
    """The looks of one workbook, each translated to a style the first time it is asked for.

    Sharing the style is many times faster than assigning font, fill and border to each cell; it must
    never be changed on a cell afterwards.
    """

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self._fitting_room = book.create_sheet()
        book.remove(self._fitting_room)

    def __missing__(self, look: Look) -> Style:
        cell = Cell(self._fitting_room, row=1, column=1)
        cell.font = _font(look.size, look.is_bold, look.colour)
        if look.fill:
            cell.fill = _fill(look.fill)
        cell.border = _border(look.left, look.right, look.top, look.bottom)
        cell.alignment = _alignment(
            look.across, look.down, look.wraps, look.indent, look.turned, look.is_right_to_left
        )
        cell.number_format = look.number_format
        cell.quotePrefix = look.is_quoted
        if look.is_open:
            cell.protection = Protection(locked=False)
        self[look] = style = Style(cell._style, cell.style_id)  # type: ignore[attr-defined]
        return style


def shared(part: Any) -> Any:
    """A part of a file that nothing changes any more, with its XML made once for all who use it."""
    part.to_tree = cache(part.to_tree)
    return part


def for_text(look: Look, *, is_right_to_left: bool, is_quoted: bool) -> Look:
    """The same look, for a text that runs from the right or must be kept from being calculated."""
    across: Across = "right" if is_right_to_left else look.across
    return replace(look, is_right_to_left=is_right_to_left, is_quoted=is_quoted, across=across)


# Parts of a look that are slow to make and never change: one of each, for all workbooks.
@cache
def _font(size: float, is_bold: bool, colour: str) -> Font:
    return Font(name=FONT, size=size, bold=is_bold, color=_argb(colour))


@cache
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=_argb(colour))


@cache
def _border(left: Line | None, right: Line | None, top: Line | None, bottom: Line | None) -> Border:
    return Border(left=_side(left), right=_side(right), top=_side(top), bottom=_side(bottom))


@cache
def _alignment(
    across: Across, down: Down, wraps: bool, indent: int, turned: int, is_right_to_left: bool
) -> Alignment:
    return Alignment(
        horizontal=across,
        vertical=down,
        wrap_text=wraps,
        indent=indent,
        textRotation=turned,
        readingOrder=2 if is_right_to_left else 0,
    )


def _argb(colour: str) -> str:
    return "FF" + colour.removeprefix("#")


def _side(line: Line | None) -> Side:
    return Side(line[0], _argb(line[1])) if line else Side()
