"""Effect and effort: how many have answered, and where the items stand when they are shown."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.ui.here import press
from indsatskort.ui.workshop.desk import Desk, is_changed
from indsatskort.workshop import deciding
from indsatskort.workshop.effort import CENTRES, QUADRANTS, SPLIT, Quadrant
from indsatskort.workshop.step_screens import part_of


def effect(desk: Desk) -> None:
    """Counts until the reveal, then the four named places."""
    found = part_of(desk.meeting, catalogue())["effect"]
    if not found["items"]:
        st.write("Der er ingen indsatser at placere. Hold afstemningen eller drøftelsen først.")
        return
    if found["quadrants"] is None:
        st.html(
            f'<p class="turnout"><b>{found["placed"]} af {found["of"]}</b> har svaret</p>'
            '<p class="meta">Ingen kan se placeringerne, før du viser dem. Det kræver tre svar, '
            "før en indsats får en plads. Resten kan du selv placere, når de er vist.</p>"
        )
        return
    st.html("".join(_place(each) for each in found["quadrants"]))
    own = {item_id for item_id, place in desk.meeting.places.items() if not place.is_by_scribe}
    if missing := [item for item in found["items"] if item["id"] not in own]:
        with st.container(key="by-scribe"):
            st.html(
                "<h2>Placér selv</h2><p>Under tre har svaret om disse. Spørg rummet, og vælg, "
                "hvor indsatsen hører til.</p>"
            )
            for item in missing:
                _by_scribe(desk, item["id"], item["title"])


def _by_scribe(desk: Desk, item_id: str, title: str) -> None:
    """The four places of one item; choosing one puts it there."""
    stored = desk.meeting.places.get(item_id)
    drawn = stored.judgement.quadrant if stored else None
    key = f"scribe-{item_id}-{drawn}"
    st.segmented_control(
        title,
        list(QUADRANTS),
        format_func=QUADRANTS.__getitem__,
        default=drawn,
        key=key,
        on_change=_put,
        args=(item_id, key, drawn),
    )


def _put(item_id: str, key: str, drawn: Quadrant | None) -> None:
    wanted = st.session_state.get(key)
    if wanted is not None and is_changed(key, drawn):
        centre = CENTRES[wanted]
        press(deciding.place_for_room, item_id, centre.effect, centre.ease)


def _place(place: dict[str, object]) -> str:
    items = place["items"]
    assert isinstance(items, list)  # noqa: S101 - it is our own JSON
    rows = "".join(
        f'<li dir="auto">{escape(item["title"])}'
        + (f' <span class="meta">{SPLIT}</span>' if item["is_disputed"] else "")
        + (
            ' <span class="meta">Placeret af den, der skriver.</span>'
            if item["is_by_scribe"]
            else ""
        )
        + "</li>"
        for item in items
    )
    body = f"<ul>{rows}</ul>" if rows else '<p class="meta">Ingen</p>'
    return f"<h3>{escape(str(place['name']))}</h3>{body}"
