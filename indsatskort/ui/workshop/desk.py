"""What every part of the facilitator's page is drawn from, and how its buttons act.

A button carries the version it was drawn with and an id of its own: pressed twice it acts once, and
pressed after somebody else it says who was first. What the clock and people do commutes, so those
presses carry no version. One's own presses never stand in each other's way (`workshop.turns`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import streamlit as st

from indsatskort.access.model import Who
from indsatskort.cards.model import CardItem
from indsatskort.store import Transaction
from indsatskort.ui import here as tab
from indsatskort.ui.here import Here, press
from indsatskort.workshop import leading, watching
from indsatskort.workshop.leading import Command, Done
from indsatskort.workshop.model import Workshop
from indsatskort.workshop.watching import Meeting


@dataclass(frozen=True, slots=True)
class Desk:
    """The meeting as this facilitator sees it now. `done` is what *Fortryd* would take back."""

    here: Here
    meeting: Meeting
    done: Done | None

    @property
    def workshop(self) -> Workshop:
        return self.meeting.workshop

    @property
    def items(self) -> dict[str, CardItem]:
        """Every item of the round, in the card's order."""
        return {item.id: item for item in self.meeting.filled.items}

    @property
    def round_id(self) -> str:
        return self.workshop.round_id

    def lead(self, act: Callable[..., object], *args: Any, **named: Any) -> dict[str, Any]:
        """What a button needs to give a command where the order matters."""
        command = Command(str(uuid4()), self.workshop.version)
        return {"on_click": press, "args": (act, command, *args), "kwargs": named}


def read_desk(here: Here) -> Desk | None:
    """The newest meeting of the card; None when none has been prepared."""
    found = tab.read(_meeting_and_done)
    return Desk(here, *found) if found else None


def _meeting_and_done(tx: Transaction, who: Who) -> tuple[Meeting, Done | None] | None:
    meeting = watching.read_meeting(tx, who)
    return (meeting, leading.last_done(tx, who)) if meeting else None


def press_now(act: Callable[..., object], *args: Any, **named: Any) -> None:
    """A command that commutes: each press counts, whatever happened since the page was drawn."""
    press(act, Command(str(uuid4())), *args, **named)


def is_changed(key: str, drawn: object) -> bool:
    """Whether somebody really changed a control from what it was drawn with.

    Streamlit also calls `on_change` for controls that nobody touched, when a redraw is cut short by
    the next one (seen with 1.67); such a call must not become a command. For the same reason what is
    stored is given as the control's default and stands in its key, never set from outside.
    """
    return key in st.session_state and st.session_state[key] != drawn
