"""A picture with everything that must stand around it, so that a page only has to place it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from indsatskort.insight.charts.markup import text

if TYPE_CHECKING:
    import pandas as pd

STYLESHEET = Path(__file__).with_name("charts.css")
"""What the HTML of pictures needs, beside the page's own custom properties and symbols."""

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}
"""Plotly's settings for every figure: nothing to press, nothing in English."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One question with its answer, drawn.

    `slug` is constant and unique on a page. `question`, `sentence` and `alt` are plain text in which
    participants' words may stand: never show them as markup. Of `figure` and `html` at most one is
    set; with neither, the sentence says why there is nothing to draw. `html` and `key` (the legend,
    hidden from readers) are safe markup. `table` has the same numbers; it is None where the picture
    is itself a table or a list of texts. `definitions` are slugs of `DEFINITIONS`.
    """

    slug: str
    question: str
    sentence: str
    alt: str = ""
    figure: go.Figure | None = None
    html: str | None = None
    key: str = ""
    table: pd.DataFrame | None = None
    definitions: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Question, sentence and key as safe markup."""
        return (
            f'<div class="ch-head"><h3>{text(self.question)}</h3>'
            f"<p>{text(self.sentence)}</p>{self.key}</div>"
        )
