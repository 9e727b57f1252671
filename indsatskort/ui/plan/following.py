"""When the plan is followed up: the days, the calendar file, and the meeting of thirty minutes."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from indsatskort.danish import date_text
from indsatskort.plan import following, rules
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Rhythm
from indsatskort.ui.here import Here, attempt, read


def follow_up(here: Here, today: date) -> None:
    """The days that come, and what can be taken home or begun."""
    dates = read(following.read_follow_up_dates)
    content = plan_content()
    with st.container(key="plan-follow"):
        st.html("<h2>Opfølgning</h2>")
        coming = [each for each in dates if each.on >= today]
        rows = "".join(
            f"<li><b>{date_text(each.on)}</b> {escape(content.rhythm_labels[each.rhythm])}"
            f' <span class="quiet">{escape("aftalt" if each.is_set else content.rhythm_help[each.rhythm])}</span></li>'
            for each in coming
        )
        st.html(
            f'<ul class="plan-days">{rows}</ul>' if rows else "<p>Der er ikke aftalt en dag.</p>"
        )
        with st.container(horizontal=True, key="plan-follow-acts"):
            st.html(
                f'<p><a href="{calendar_address(here)}" download>Hent frister og møder til kalenderen</a>'
                "</p>"
            )
            if here.is_facilitator:
                st.page_link(
                    "follow_up.py", label="Hold opfølgningsmøde (30 minutter)", width="content"
                )
        if rules.can_plan(here.who):
            _set_day(today)


def calendar_address(here: Here, action_id: str = "") -> str:
    """Where the calendar file is, of the plan or of one action."""
    part = f"actions/{action_id}/calendar.ics" if action_id else "plan.ics"
    return escape(f"/api/cards/{here.card.id}/{part}?som={here.who.membership_id}")


def _set_day(today: date) -> None:
    labels = plan_content().rhythm_labels
    with st.expander("Aftal en anden dag"), st.form("plan-day", border=False):
        st.selectbox(
            "Hvilken opfølgning?",
            [Rhythm.NEXT, Rhythm.SIX_WEEKS, Rhythm.SIX_MONTHS, Rhythm.TWELVE_MONTHS],
            format_func=lambda each: labels[each],
            width=320,
            key="plan-day-rhythm",
        )
        st.date_input("Dag", today, format="DD.MM.YYYY", width=200, key="plan-day-on")
        st.form_submit_button("Gem dagen", on_click=_save_day)


def _save_day() -> None:
    said = st.session_state
    attempt(following.set_follow_up_date, said["plan-day-rhythm"], said["plan-day-on"])
