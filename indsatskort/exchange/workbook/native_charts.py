"""Excel's own bar charts over cells of the sheet: they follow the numbers when people change them.

Bars run ● ◑ ◔ ○ from the baseline, and their length is a number of fields, never per cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RichTextProperties,
)
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.exchange.workbook.looks import FONT, shared
from indsatskort.palette import LIGHT

NO_ZEROS = "0;;;"  # an empty segment gets no label
BAR_CM, FRAME_CM = 0.95, 2.6  # height of a bar, and of title, legend and axis together
POINTS_PER_CM, EMU_PER_CM = 28.35, 360_000


@dataclass(frozen=True, slots=True)
class Bars:
    """One series: the table's column it stands in and how it is drawn."""

    column: int
    fill: str
    on_fill: str
    outline: str = LIGHT.outline
    is_hatched: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The table behind a chart: headings in `head_row`, names in `name_column`, rows below."""

    head_row: int
    last_row: int
    name_column: int

    @property
    def row_count(self) -> int:
        return self.last_row - self.head_row


def chart_height_cm(row_count: int) -> float:
    return round(FRAME_CM + BAR_CM * row_count, 2)


def add_stacked_bars(
    sheet: Worksheet,
    title: str,
    block: Block,
    series: Sequence[Bars],
    *,
    corner: tuple[int, int],
    width_cm: float,
) -> None:
    """Lying, stacked bars, one for each row of the table, with the first row at the top.

    `corner` is the column and row, from 1, whose cell the chart's upper left corner stands in.
    """
    chart: Any = BarChart()  # openpyxl's types do not know what its charts accept
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 45
    chart.height, chart.width = chart_height_cm(block.row_count), width_cm
    chart.title = title
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(12, is_bold=True))
    chart.title.overlay = False
    names = Reference(
        sheet, block.name_column, block.head_row + 1, block.name_column, block.last_row
    )
    for bars in series:
        chart.series.append(_series(sheet, block, bars))
    chart.set_categories(names)
    _dress(chart)
    chart.anchor = _anchor(corner, chart)
    sheet.add_chart(chart)


def _anchor(corner: tuple[int, int], chart: Any) -> OneCellAnchor:
    """A little inside the cell, so that chart and table do not touch."""
    column, row = corner
    start = AnchorMarker(col=column - 1, colOff=int(0.4 * EMU_PER_CM), row=row - 1, rowOff=0)
    size = XDRPositiveSize2D(int(chart.width * EMU_PER_CM), int(chart.height * EMU_PER_CM))
    return OneCellAnchor(_from=start, ext=size)


def _series(sheet: Worksheet, block: Block, bars: Bars) -> Any:
    values = Reference(sheet, bars.column, block.head_row, bars.column, block.last_row)
    series: Any = Series(values, title_from_data=True)
    series.graphicalProperties = _paint(bars.fill, bars.outline, bars.is_hatched)
    series.invertIfNegative = False
    series.dLbls = _labels(bars.on_fill)
    return series


class _Labels(DataLabelList):
    """Labels with a number format of their own, which openpyxl forgets to tell."""

    tagname = "dLbls"

    def to_tree(self, *args: Any, **kwargs: Any) -> Element:
        tree: Element = super().to_tree(*args, **kwargs)
        for number_format in tree.iter("numFmt"):
            number_format.set("sourceLinked", "0")
        return tree


# openpyxl lists a class's parts by what stands in its own body, which a subclass does not repeat.
_Labels.__elements__ = DataLabelList.__elements__
_Labels.__nested__ = DataLabelList.__nested__
_Labels.__attrs__ = DataLabelList.__attrs__


@cache
def _labels(colour: str) -> Any:
    """The number in the middle of each bar."""
    labels = _Labels(numFmt=NO_ZEROS, showVal=True)
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.position = "ctr"
    labels.txPr = _text(9, colour)
    return shared(labels)


@cache
def _paint(fill: str, outline: str, is_hatched: bool) -> Any:
    paint = GraphicalProperties(ln=LineProperties(solidFill=_hex(outline), w=9525))
    if is_hatched:
        paint.pattFill = PatternFillProperties(
            prst="wdUpDiag",
            fgClr=_choice(LIGHT.edge),
            bgClr=_choice(LIGHT.paper),
        )
    else:
        paint.solidFill = _hex(fill)
    return shared(paint)


def _dress(chart: Any) -> None:
    if len(chart.series) > 1:
        chart.legend.position = "b"
        chart.legend.txPr = _text(9, LIGHT.ink)
    else:
        chart.legend = None  # the title says what is counted
    chart.graphical_properties = GraphicalProperties(
        solidFill=_hex(LIGHT.paper), ln=LineProperties(solidFill=_hex(LIGHT.line))
    )
    chart.x_axis.scaling.orientation = "maxMin"  # the first row at the top
    chart.x_axis.delete = False  # Excel hides an axis that does not say so
    chart.x_axis.txPr = _text(9, LIGHT.ink)
    chart.x_axis.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=_hex(LIGHT.edge))
    )
    chart.y_axis.majorGridlines = None
    chart.y_axis.delete = True  # the labels in the bars say it better
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0


@cache
def _text(size: float, colour: str) -> Any:
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=_letters(size, colour=colour)),
        endParaRPr=CharacterProperties(lang="da-DK"),
    )
    return shared(RichText(bodyPr=RichTextProperties(), p=[paragraph]))


@cache
def _letters(size: float, *, is_bold: bool = False, colour: str = LIGHT.ink) -> CharacterProperties:
    return CharacterProperties(
        lang="da-DK",
        sz=int(size * 100),
        b=is_bold,
        solidFill=_hex(colour),
        latin=Font(typeface=FONT),
    )


def _choice(colour: str) -> ColorChoice:
    hex_digits: Any = _hex(colour)  # the types ask for percentages, the format for digits
    return ColorChoice(srgbClr=hex_digits)


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
