"""Typing in what was written on paper: one column, all items in order, by keyboard alone."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from indsatskort.ui.answer_editor.content import EditorData
from indsatskort.ui.browser_files import loader

_component = st.components.v2.component(
    "indsatskort_typing_in", js=loader("typing_in/mount.js"), isolate_styles=False
)


def typing_in(data: EditorData, key: str) -> None:
    """Draw all items of the column. It saves with the answer editor's own cells."""
    _component(key=key, data=asdict(data), on_card_change=_nothing_more)


def _nothing_more() -> None:
    """The rerun itself is what was asked for."""
