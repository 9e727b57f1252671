"""What stands round every page: where one is and as whom, and where the content comes from."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.cards.model import Round
from indsatskort.danish import date_short
from indsatskort.ui import here as tab
from indsatskort.ui import look
from indsatskort.ui.here import Here
from indsatskort.wording import ROLES


def head(here: Here) -> None:
    """One line under the menu: card and round, who one is, and the way out."""
    som = escape(here.who.membership_id)
    st.html(
        '<div class="frame"><p class="where">'
        f"<b>{escape(here.card.municipality)}</b> · {escape(round_words(here.round))}</p>"
        f"<p>{_who_words(here)}"
        f'<span class="where"> &ensp;<a href="/forlad/?som={som}" target="_self" data-leave="{som}">'
        "Forlad kortet</a></span></p></div>"
    )
    tab.show_refusal()


def foot(here: Here | None) -> None:
    """Where the content comes from; the same on every page."""
    query = f"?som={escape(here.who.membership_id)}" if here else ""
    with st.container(key="foot"):
        st.html(
            '<footer class="foot"><span>Indholdet bygger på Socialstyrelsens indsatskort '
            f'(2014)</span><a href="/hjaelp{query}#kilder" target="_self">Kilder og forbehold</a>'
            f'<a href="/hjaelp{query}#privatliv" target="_self">Privatliv</a></footer>'
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
