"""The threads of comments on some items, drawn where they help; live, and without a rerun."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.cards.model import CardItem
from indsatskort.ui.browser_files import loader
from indsatskort.ui.here import Here

_component = st.components.v2.component(
    "indsatskort_comments", js=loader("comments/mount.js"), isolate_styles=False
)


def comment_threads(
    here: Here, items: Iterable[CardItem], key: str, *, title: str | None = None
) -> None:
    """Draw the threads of the items. With a title they stand as a list below it, and only items that
    somebody has commented on are shown; without one they stand bare, also the empty ones."""
    _component(
        key=key,
        data={
            "card": here.card.id,
            "round": here.round.id,
            "membership": here.who.membership_id,
            "is_writer": here.who.role is not Role.VIEWER,
            "is_facilitator": here.is_facilitator,
            "items": [
                {"id": each.id, "number": each.number, "title": each.title} for each in items
            ],
            "title": title,
        },
        height="content",
    )
