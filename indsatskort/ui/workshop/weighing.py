"""Effect and effort: how many have answered, and where the items stand when they are shown."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.ui.workshop.desk import Desk
from indsatskort.workshop import screens
from indsatskort.workshop.effort import SPLIT


def effect(desk: Desk) -> None:
    """Counts until the reveal, then the four named places."""
    found = screens.common(desk.meeting, catalogue(), {})["effect"]
    if not found["items"]:
        st.write("Der er ingen indsatser at placere. Hold afstemningen eller drøftelsen først.")
        return
    if found["quadrants"] is None:
        st.html(
            f'<p class="turnout"><b>{found["placed"]} af {found["of"]}</b> har svaret</p>'
            '<p class="meta">Ingen kan se placeringerne, før du viser dem. Det kræver tre svar, '
            "før en indsats får en plads.</p>"
        )
        return
    st.html("".join(_place(each) for each in found["quadrants"]))
    placed = {item["id"] for each in found["quadrants"] for item in each["items"]}
    if missing := [item["title"] for item in found["items"] if item["id"] not in placed]:
        names = ", ".join(escape(each) for each in missing)
        st.html(f'<p class="meta" dir="auto">For få svar til at vise: {names}.</p>')


def _place(place: dict[str, object]) -> str:
    items = place["items"]
    assert isinstance(items, list)  # noqa: S101 - it is our own JSON
    rows = "".join(
        f'<li dir="auto">{escape(item["title"])}'
        + (f' <span class="meta">{SPLIT}</span>' if item["is_disputed"] else "")
        + "</li>"
        for item in items
    )
    body = f"<ul>{rows}</ul>" if rows else '<p class="meta">Ingen</p>'
    return f"<h3>{escape(str(place['name']))}</h3>{body}"
