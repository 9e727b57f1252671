"""What stands round every page: where one is and as whom, and where the content comes from."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.cards.model import Round
from indsatskort.danish import date_short
from indsatskort.settings import Settings, settings
from indsatskort.ui import here as tab
from indsatskort.ui import look
from indsatskort.ui.here import Here
from indsatskort.ui.meeting_bar import meeting_bar
from indsatskort.wording import ROLES


def head(here: Here, path: str) -> None:
    """One line under the menu: card and round, who one is, and the way out; and while a meeting is
    held, the way to it from the page with this path."""
    som = escape(here.who.membership_id)
    st.html(
        '<div class="frame"><p class="where">'
        f"<b>{escape(here.card.municipality)}</b> · {escape(round_words(here.round))}</p>"
        f"<p>{_who_words(here)}"
        f'<span class="where"> &ensp;<a href="/forlad/?som={som}" target="_self" data-leave="{som}">'
        "Forlad kortet</a></span></p></div>"
    )
    meeting_bar(here, path)
    tab.show_refusal()


def foot(here: Here | None) -> None:
    """Where the content comes from, who runs it and what they say; the same on every page."""
    with st.container(key="foot"):
        st.html(foot_html(settings(), here.who.membership_id if here else None))


def foot_html(ours: Settings, som: str | None) -> str:
    """The foot, with what this installation's owner has set about itself."""
    query = f"?som={escape(som)}" if som else ""
    owner = " · ".join(escape(each) for each in (ours.owner, ours.contact) if each)
    outside = {
        "Tilgængelighedserklæring": ours.accessibility_url,
        "Behandling af personoplysninger": ours.privacy_url,
    }
    links = {
        "Kilder og forbehold": f"/hjaelp{query}#kilder",
        "Privatliv": f"/hjaelp{query}#privatliv",
        **({"Hvad I har om mig": f"/mine-data{query}"} if som else {}),
    }
    return (
        '<footer class="foot"><span>Indholdet bygger på Socialstyrelsens indsatskort (2014)</span>'
        + "".join(f'<a href="{to}" target="_self">{name}</a>' for name, to in links.items())
        + "".join(
            f'<a href="{escape(to)}" target="_blank" rel="noopener noreferrer">{name}</a>'
            for name, to in outside.items()
            if to
        )
        + (f"<span>{owner}</span>" if owner else "")
        + "</footer>"
    )


def mark() -> None:
    """The project's mark in the menu bar."""
    st.logo(str(look.STATIC_FOLDER / "maerke.svg"))


def round_words(round_: Round) -> str:
    """*Runde 1, åben til 12.12.2026*."""
    if round_.closed_at:
        return f"{round_.name}, lukket {date_short(round_.closed_at)}"
    until = f" til {date_short(round_.closes_on)}" if round_.closes_on else ""
    return f"{round_.name}, åben{until}"


def _who_words(here: Here) -> str:
    """*Du er Bo, Solgården*; without a name of one's own, the seat alone."""
    seat = escape(seat_words(here))
    if here.who.has_own_alias:
        return f'Du er <b dir="auto">{escape(here.who.alias)}</b>, {seat}'
    return f'Du er {"med for " * (here.who.role is Role.PARTICIPANT)}<b dir="auto">{seat}</b>'


def seat_words(here: Here) -> str:
    """The column one writes for, or one's role."""
    if here.who.role is Role.PARTICIPANT:
        return here.column_name or "en kolonne, der er taget ud af runden"
    return ROLES[here.who.role]
