"""An empty figure with the settings every chart shares, and what fits on it.

One figure serves a phone (320 px) and a page (728 px), because nobody tells the server the width:
labels stand above the bars, margins are zero and the y axis is in pixels from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any, TypeAlias

import plotly.graph_objects as go

from indsatskort.palette import Palette

FONT = "IBM Plex Sans, Symboler, sans-serif"
NARROW = 328  # px: what fits is decided for a phone, so that all widths carry the same labels
LINE = 18  # px per line of a label
LABEL_CHARACTERS = 46  # in a line of a label over the full width
TEXT_SIZE = 14
SMALL_SIZE = 12
DIGIT = 8  # px of a digit at TEXT_SIZE, generously

Trace: TypeAlias = dict[str, Any]


def figure(
    traces: Sequence[Trace], height: float, x_range: tuple[float, float], palette: Palette
) -> go.Figure:
    """The figure of these traces; y runs in pixels from 0 at the top to `height`."""
    # Plotly takes what it finds of pandas, also the half that another page is just now loading.
    import pandas as pd  # noqa: F401

    axis = {"visible": False, "fixedrange": True}
    layout = {
        "template": "none",
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "autoexpand": False},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.ink},
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.edge,
            "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.ink},
        },
        "barmode": "overlay",
        "xaxis": axis | {"range": list(x_range)},
        "yaxis": axis | {"range": [height, 0]},
    }
    return go.Figure({"data": [trace for trace in traces if trace["y"]], "layout": layout})


def bars(
    y: Sequence[float],
    length: Sequence[float],
    base: Sequence[float],
    *,
    width: float,
    marker: dict[str, Any],
    hover: Sequence[str] | None = None,
    **more: Any,
) -> Trace:
    """Horizontal bars, `width` px thick. Leave empty segments out: a 0 would draw an outline."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(y),
        "x": list(length),
        "base": list(base),
        "width": width,
        "marker": marker,
        "textangle": 0,
        "constraintext": "none",
        "insidetextanchor": "middle",
        "cliponaxis": False,
        **_hover(hover),
        **more,
    }


def texts(
    x: Sequence[float],
    y: Sequence[float],
    words: Sequence[str],
    *,
    position: str,
    color: str | Sequence[str],
    size: int = TEXT_SIZE,
) -> Trace:
    """Words at points. They are markup to Plotly: pass participants' words through `label`."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(words),
        "textposition": position,
        "textfont": {"size": size, "color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def lines(x: Sequence[float | None], y: Sequence[float | None], color: str, width: float) -> Trace:
    """Line segments; None parts them."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "line": {"color": color, "width": width},
        "hoverinfo": "skip",
    }


def dots(
    x: Sequence[float],
    y: Sequence[float],
    *,
    marker: dict[str, Any],
    hover: Sequence[str] | None = None,
    **more: Any,
) -> Trace:
    """Markers at points, drawn at full opacity."""
    return {
        "type": "scatter",
        "mode": "markers+text" if "text" in more else "markers",
        "x": list(x),
        "y": list(y),
        "marker": {"opacity": 1} | marker,
        "cliponaxis": False,
        **_hover(hover),
        **more,
    }


def _hover(words: Sequence[str] | None) -> Trace:
    return {"hovertext": list(words), "hoverinfo": "text"} if words else {"hoverinfo": "skip"}


def label(words: str, bold: str = "", characters: int = LABEL_CHARACTERS) -> str:
    """Anybody's words wrapped and inert, `bold` in front of them; both count in the line's length."""
    lines = [inert(line) for line in wrapped(f"{bold} {words}".lstrip(), characters)]
    if bold:
        lines[0] = f"<b>{inert(bold)}</b>&nbsp;{lines[0].removeprefix(inert(bold))}"
    return "<br>".join(lines)


def height_of(shown: str) -> int:
    """Pixels a label takes."""
    return LINE * (1 + shown.count("<br>"))


def wrapped(words: str, characters: int) -> list[str]:
    """Lines of at most so many characters; a word that is longer is broken."""
    return wrap(words, characters) or [""]


def fits(px: float, share: float) -> bool:
    """Whether so many pixels fit into this share of the narrowest plot."""
    return px <= share * NARROW


def inert(words: str) -> str:
    """Anybody's words as text to Plotly, which would read tags, and formulas between dollar signs."""
    return escape(words, quote=False).replace("$", "&#36;")
