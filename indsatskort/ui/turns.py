"""Pages are drawn in turns, so that many of them do not hold up each other and whoever saves.

Python runs one thread at a time. Twenty pages drawn at once take it from each other every few
milliseconds: half of the processor goes into that, and a save waits behind them all. Nobody waits long
for a turn, since a page that is stuck must not hold up the others.

Whoever had to wait comes back later: the more pages follow a card that changes all the time, the more
seldom each of them is drawn anew, and there is always time left to save.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

MOST_WAIT_SECONDS = 2.0
LEAST_PAUSE_SECONDS, MOST_PAUSE_SECONDS = 1.0, 10.0
TIMES_WAITED, TIMES_DRAWN = 40, 2  # with 24 pages that follow, some half of the processor is left
_PAUSE = "turn-pause"
_turn = threading.RLock()  # a page's first drawing has the turn of its fragments already


@contextmanager
def turn() -> Iterator[None]:
    """Draw when the pages before this one are done, or when they take too long."""
    came = time.monotonic()
    has_turn = _turn.acquire(timeout=MOST_WAIT_SECONDS)
    began = time.monotonic()
    try:
        yield
    finally:
        if has_turn:
            _turn.release()
        drawn = time.monotonic() - began
        st.session_state[_PAUSE] = TIMES_WAITED * (began - came) + TIMES_DRAWN * drawn


def pause() -> float:
    """Seconds until this tab may ask to be drawn anew, by how its last drawing went."""
    seconds: float = st.session_state.get(_PAUSE, 0.0)
    return min(MOST_PAUSE_SECONDS, max(LEAST_PAUSE_SECONDS, seconds))
