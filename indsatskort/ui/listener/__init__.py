"""The listener: draws nothing and tells the page, at most once a second, that the card has changed."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import streamlit as st

from indsatskort.ui.browser_files import loader
from indsatskort.ui.turns import LEAST_PAUSE_SECONDS, pause

_component = st.components.v2.component(
    "indsatskort_listener", js=loader("listener/listener.js"), isolate_styles=False
)


def listener(
    card: str,
    round_id: str,
    membership: str,
    key: str,
    *,
    revision: int | None = None,
    version: int | None = None,
    follows_meeting: bool = False,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Listen to a card over the tab's one stream. `revision` is what the page was drawn from, `version`
    the meeting's; `follows_meeting` says that it also shows who is in the room.

    `on_change` runs before the rerun that a change starts; call `st.rerun("fragment-key")` in it to
    draw one fragment only. Without it the script (or the listener's own fragment) runs again.
    """
    _component(
        key=key,
        data={
            "card": card,
            "round": round_id,
            "membership": membership,
            "revision": revision,
            "version": version,
            "follows_meeting": follows_meeting,
            # whoever leads the room is never behind it
            "pause_ms": round(1000 * (LEAST_PAUSE_SECONDS if follows_meeting else pause())),
            "drawn_at": monotonic(),  # new in every run, so that the browser hears of each
        },
        on_revision_change=on_change or _nothing_more,
        height="content",
    )


def _nothing_more() -> None:
    """The rerun itself is what was asked for."""
