"""How long the room has for one item, and for each phase of it: the discussion's hour, shared.

Rule: what is left of the discussion's planned time is shared equally over the items still on the list,
in whole minutes, but never under 5 minutes an item and never over 15. An item's minutes go to silence,
the extremes, the tables and the shared sentence as 2 : 5 : 6 : 2. With the vote, which has no items,
nothing is shared: its ballot is open for 4 minutes of its step.

Reason: the source of the flow is four drivers of 15 minutes, two in silence, five for the extremes to
explain, six to talk and two to write (the project's own proposal for three hours, with CAF's limit of
what a group takes in at a time and USAID CLA's order, extremes first). More than 15 minutes on one item
take from the others; under 5 there are no 40 seconds to read in silence. The longest list, 12 items, in
the usual hour is just 5 minutes each. The share is taken anew when an item begins, so that a long talk
is paid for by all that follow and not by the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indsatskort.danish import counted
from indsatskort.workshop.model import ListedItem, Phase

FEWEST_MINUTES, MOST_MINUTES = 5, 15
WEIGHTS: Mapping[Phase, int] = {Phase.SILENT: 2, Phase.SHOWN: 5, Phase.TALK: 6, Phase.WRITE: 2}
BALLOT_SECONDS = 240


def minutes_each(seconds_left: float, items: int) -> int:
    """Whole minutes for each of so many items (at least one) in the time left."""
    share = int(seconds_left // 60) // max(items, 1)
    return min(max(share, FEWEST_MINUTES), MOST_MINUTES)


def phase_seconds(phase: Phase, minutes: int) -> int:
    """How long a phase of an item of so many minutes is; the four add up to the item."""
    return 60 * minutes * WEIGHTS[phase] // sum(WEIGHTS.values())


def still_to_come(listed: Sequence[ListedItem]) -> int:
    """How many items the room has not finished."""
    return sum(not each.is_done for each in listed)


def pace_sentence(seconds_left: float, items: int) -> str:
    """ "4 indsatser på listen: omkring 15 minutter til hver." Says so when the time is too short."""
    if not items:
        return ""
    each = minutes_each(seconds_left, items)
    said = f"{counted(items, 'indsats', 'indsatser')} på listen: omkring {each} minutter til hver."
    left = int(seconds_left // 60)
    if each * items <= max(left, 0):
        return said
    short = f"Det er {each * items} minutter, og I har {max(left, 0)}."
    return f"{said} {short} Fjern nogle, eller giv trinet flere minutter."
