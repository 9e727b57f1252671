"""The answer editor on the page: what people fill in, saved as they write, without reruns."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from indsatskort.ui.answer_editor.content import EditorData, editor_data
from indsatskort.ui.browser_files import loader

__all__ = ["EditorData", "answer_editor", "editor_data"]

_component = st.components.v2.component(
    "indsatskort_answer_editor", js=loader("answer_editor/mount.js"), isolate_styles=False
)


def answer_editor(data: EditorData, key: str) -> None:
    """Draw the editor. New data in a rerun change what is shown, never what somebody is writing.

    When the card's columns, items or round change, the browser asks for one rerun of the script (or of
    the fragment it stands in), which then hands in the new data.
    """
    _component(key=key, data=asdict(data), on_card_change=_nothing_more)


def _nothing_more() -> None:
    """The rerun itself is what was asked for."""
