"""The meeting on every page: a quiet way to it, and the offer to follow when the room moves on."""

from __future__ import annotations

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.ui.browser_files import loader
from indsatskort.ui.here import Here

MEETING, BIG_SCREEN = "workshop", "storskaerm"

_component = st.components.v2.component(
    "indsatskort_meeting_bar", js=loader("meeting_bar/mount.js"), isolate_styles=False
)


def meeting_bar(here: Here, path: str) -> None:
    """Draw it round the page with this path. It follows the room over the tab's own stream; only
    somebody who goes along starts a run, which opens the meeting."""
    is_participant = here.who.role is Role.PARTICIPANT
    if path == BIG_SCREEN or (path == MEETING and not is_participant):
        return
    is_reader = here.who.role is Role.VIEWER
    is_at_meeting = path == MEETING
    gone = _component(
        key="meeting-bar-there" if is_at_meeting else "meeting-bar",
        data={
            "card": here.card.id,
            "round": here.round.id,
            "membership": here.who.membership_id,
            "role": here.who.role,
            "way": BIG_SCREEN if is_reader else MEETING,
            "is_at_meeting": is_at_meeting,
        },
        on_go_change=_nothing_more,
        height="content",
    )
    if gone.go:
        st.switch_page("screen.py" if is_reader else "workshop.py")


def _nothing_more() -> None:
    """The run itself is what was asked for."""
