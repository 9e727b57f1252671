"""Whether a facilitator's press still means what it meant when its button was drawn.

Rule: the press that somebody else came before does nothing and is told who was first; what the clock
and the big screen are lent to commute and come before nobody. One's own earlier presses never refuse a
later one. Only where a press means "from here on" and one's own earlier press has moved the room, the
two were one double press: it is done already.

Reason: two facilitators who both press *Next* mean one step, and so does one who presses twice; but
who saves the rules and opens the vote in one breath means both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

COMMUTING = frozenset({"clock", "aside"})
FROM_HERE_ON = frozenset({"begin", "end", "next", "undo", "last", "ballot"})


class Turn(StrEnum):
    """What becomes of a press."""

    NOW = "now"  # it is done
    DONE = "done"  # it was one with a press before it: nothing is left to do
    LATE = "late"  # somebody else was first


@dataclass(frozen=True, slots=True)
class Pressed:
    """A command that was given since; `by` is None when its membership is gone."""

    name: str
    by: str | None


def turn_of(press: Pressed, since: Iterable[Pressed], *, has_moved: bool) -> Turn:
    """For a press and what was done since the version it saw. *Undo* takes back the last command,
    so that whatever somebody else did since comes before it."""
    others = [each for each in since if each.by != press.by]
    if any(press.name == "undo" or each.name not in COMMUTING for each in others):
        return Turn.LATE
    return Turn.DONE if has_moved and press.name in FROM_HERE_ON else Turn.NOW
