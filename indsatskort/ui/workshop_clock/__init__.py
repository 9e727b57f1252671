"""The facilitator's clock: the same time as every screen, ticking in the browser."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from indsatskort.ui.browser_files import loader
from indsatskort.workshop.clock import Clock

_component = st.components.v2.component(
    "indsatskort_workshop_clock",
    js=loader("workshop_clock/workshop_clock.js"),
    isolate_styles=False,
)


def ticking_clock(clock: Clock, now: datetime, key: str) -> None:
    """Draw the clock; `now` is the database's, so that a wrong clock on the device does not show."""
    data = {
        "now": now.isoformat(timespec="milliseconds"),
        "planned_s": clock.planned_s,
        "ends_at": clock.ends_at.isoformat(timespec="milliseconds") if clock.ends_at else None,
        "remaining_ms": clock.remaining_ms,
    }
    _component(key=key, data=data, height="content")
