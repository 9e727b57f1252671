"""Pictures on a page: question, answer, drawing, the same numbers as a table, what they mean."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from indsatskort.insight.charts.picture import CONFIG, Picture
from indsatskort.insight.definitions import DEFINITIONS
from indsatskort.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    import pandas as pd

NARROWEST, WIDEST = 320, 728  # px; one figure serves both


def palette() -> Palette:
    """The palette of the theme that the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show(picture: Picture) -> None:
    """Place a picture with everything that must stand around it."""
    with st.container(key=f"picture-{picture.slug}"):
        st.html(picture.heading + _drawn(picture))
        if picture.figure is not None:
            st.plotly_chart(
                picture.figure,
                theme=None,
                config=CONFIG,
                alt=picture.alt,
                key=f"figure-{picture.slug}",
                width="stretch",
            )
        if below := _below(picture):
            st.html(below)


def block(picture: Picture, level: int = 3) -> str:
    """A picture drawn in HTML with all that `show` places around it, as one piece of safe markup.

    `level` is the rank of its heading.
    """
    heading = picture.heading.replace("<h3>", f"<h{level}>").replace("</h3>", f"</h{level}>")
    return f'<section data-picture="">{heading}{_drawn(picture)}{_below(picture)}</section>'


def _drawn(picture: Picture) -> str:
    return f'<div data-drawn="">{picture.html}</div>' if picture.html else ""


def _below(picture: Picture) -> str:
    return _table(picture) + _definitions(picture) + _saving(picture)


def _saving(picture: Picture) -> str:
    """The buttons that `look/pictures.js` answers to."""
    is_drawn = picture.html is not None or picture.figure is not None
    has_numbers = picture.table is not None or (picture.html or "").startswith("<table")
    buttons = [
        f'<button type="button" data-save="{kind}">{words}'
        f'<span class="vh">: {escape(picture.question)}</span></button>'
        for kind, words, is_offered in (
            ("png", "Hent billedet", is_drawn),
            ("csv", "Hent tallene som CSV", has_numbers and is_drawn),
        )
        if is_offered
    ]
    return f'<p class="save not-on-paper">{"".join(buttons)}</p>' if buttons else ""


def _table(picture: Picture) -> str:
    if picture.table is None:
        return ""
    return (
        '<details class="numbers"><summary>Vis tallene som tabel</summary>'
        f"{html_table(picture.table, picture.question)}</details>"
    )


def html_table(table: pd.DataFrame, caption: str) -> str:
    """A real table: the first column heads its row. Everything in it is escaped."""
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    rows = "".join(_row(row) for row in table.itertuples(index=False))
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f'<table class="numbers"><caption class="vh">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(cells: tuple[object, ...]) -> str:
    first, *rest = cells
    shown = "".join(_cell(value) for value in rest)
    return f'<tr><th scope="row">{escape(str(first))}</th>{shown}</tr>'


def _cell(value: object) -> str:
    kind = "" if isinstance(value, str) else ' class="n"'
    return f"<td{kind}>{escape(str(value))}</td>"


def _definitions(picture: Picture) -> str:
    if not picture.definitions:
        return ""
    entries = "".join(
        f"<dt>{escape(each.title)}</dt><dd>{escape(each.text)}<br><small>{escape(each.source)}</small></dd>"
        for each in (DEFINITIONS[slug] for slug in picture.definitions)
    )
    return f'<details class="numbers"><summary>Hvad betyder tallene?</summary><dl>{entries}</dl></details>'
