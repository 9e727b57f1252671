"""PowerPoint's own bar charts: whole numbers of fields, editable, readable in black and white.

Categories and series carry the card's fixed words only. The data sheet inside a chart would take
what somebody typed for a formula, so nothing that anybody typed may stand in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.util import Inches, Pt

from indsatskort.exchange.slides.deck import Slide, rgb
from indsatskort.palette import LIGHT

NO_ZEROS = "0;;;"  # an empty segment gets no label


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of segment: its name, a count for each category, and how it is drawn."""

    name: str
    counts: Sequence[int]
    fill: str
    on_fill: str
    outline: str = LIGHT.outline
    is_hatched: bool = False


def stacked_bars(
    slide: Slide,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    alt: str,
    box: tuple[float, float, float, float],
) -> None:
    """Bars from the left, the first category at the top. `box` is left, top, width, height."""
    new: Any = CategoryChartData  # its types are not written down
    data = new(number_format="0")
    data.categories = list(categories)
    for each in series:
        data.add_series(each.name, list(each.counts))
    left, top, width, height = (Inches(part) for part in box)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    _dress(frame.chart)
    for drawn, each in zip(frame.chart.plots[0].series, series, strict=True):
        _paint(drawn, each)


def _dress(chart: Any) -> None:
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(12)
    chart.font.size = Pt(12)
    chart.font.color.rgb = rgb(LIGHT.ink)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(LIGHT.edge)
    chart.category_axis.tick_labels.font.size = Pt(12)
    chart.value_axis.visible = False  # the labels in the bars say it better
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0


def _paint(drawn: Any, series: Series) -> None:
    fill = drawn.format.fill
    if series.is_hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(LIGHT.empty_frame), rgb(series.fill)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(series.fill)
    drawn.format.line.color.rgb = rgb(series.outline)
    drawn.format.line.width = Pt(0.75)
    drawn.invert_if_negative = False
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = NO_ZEROS, False
    labels.font.size = Pt(12)
    labels.font.color.rgb = rgb(series.on_fill)
