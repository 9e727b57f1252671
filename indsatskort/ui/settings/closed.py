"""What the settings say while no round is open."""

from __future__ import annotations

import streamlit as st

from indsatskort.ui.here import Here


def needs_open_round(here: Here) -> bool:
    """Whether the round can be changed; says what to do when it cannot."""
    if not here.round.is_open:
        st.info(
            "Runden er lukket, så kolonner, egne indsatser og relevans ligger fast. Åbn den igen, "
            "eller åbn den næste under »Runde«."
        )
    return here.round.is_open
