"""Text fields that are empty again once their text is saved.

Emptying a field by session_state in the button's callback is lost when the run that follows is cut
short by the next one (a listener's, seen with Streamlit 1.67): the saved text stays in the field and
is saved twice. A saved text therefore leaves for a new field, which has a key of its own.

Where the name begins with `kept-`, `look/keeping.js` keeps what is being typed until it is saved.
"""

from __future__ import annotations

import streamlit as st


def key_of(name: str) -> str:
    """The key of the field that this name stands for now."""
    return f"{name}-{st.session_state.get(_counter(name), 0)}"


def renew(name: str) -> None:
    """The text is saved: the next drawing has an empty field."""
    st.session_state[_counter(name)] = st.session_state.get(_counter(name), 0) + 1


def _counter(name: str) -> str:
    return f"renewed-{name}"
