"""Preparing a meeting: choose a programme."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from indsatskort.danish import counted
from indsatskort.ui.here import press
from indsatskort.workshop import leading
from indsatskort.workshop.model import StepStatus
from indsatskort.workshop.programme import Variant, variants


def prepare(words: str = "Forbered mødet", *, is_first: bool = True) -> None:
    """The programmes to begin from; the chosen one can be changed step by step."""
    found = variants()
    slug = st.radio(
        "Program",
        list(found),
        format_func=lambda each: found[each].name,
        captions=[_caption(each) for each in found.values()],
        key="variant",
    )
    st.caption("Du kan fjerne, flytte og forlænge trin bagefter.")
    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    st.button(words, type=kind, on_click=press, args=(leading.prepare, slug))


def _caption(variant: Variant) -> str:
    held = [step for step in variant.steps if step.status is not StepStatus.LEFT_OUT]
    minutes = sum(step.planned_s for step in held) // 60
    return f"{variant.description} {counted(len(held), 'trin', 'trin')}, {minutes} minutter i alt."
