"""Which action of the plan the tab has open: it stands in the address, so that it can be shared.

A rerun that the browser asked for a moment ago brings the address of that moment along. What somebody
has opened or closed is therefore wanted until the address has been seen to say so.
"""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from indsatskort.ui.here import Here

PARAMETER = "handling"
WANTED = "plan-wanted"  # an action's id, or nothing at all for the whole plan


def opened() -> str | None:
    """The id of the action that is open."""
    said = st.query_params.get(PARAMETER, "")
    wanted: str = st.session_state.get(WANTED, said)
    if wanted == said:
        st.session_state.pop(WANTED, None)
    elif wanted:
        st.query_params[PARAMETER] = wanted
    else:
        st.query_params.pop(PARAMETER, None)
    return wanted or None


def open_action(action_id: str) -> None:
    """Show one action from the next run on."""
    st.session_state[WANTED] = action_id


def close_action() -> None:
    """Back to the whole plan from the next run on."""
    st.session_state[WANTED] = ""


def address(here: Here, action_id: str) -> str:
    """The page of one action, as whoever the tab is."""
    asked = urlencode({"som": here.who.membership_id, PARAMETER: action_id})
    return f"/handleplan?{asked}"
