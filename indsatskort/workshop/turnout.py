"""Who has voted: "12 af 14 har stemt", and who is still at it.

Rule: somebody has voted when all their dots are used, when they pressed *Jeg er færdig* (also with
no dots: a blank vote), or on paper. They are counted among the people in columns and the papers,
without those who have left before they were done; what the leavers placed still counts. A
facilitator without a column is in neither number.

Reason: everybody places at the same time and nobody sees anything before the end, so that nobody
follows the others (Metodbanken, Havs- och vattenmyndigheten); the room must then see when it can be
ended, without seeing whom it waits for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voter:
    """One person, or one paper, in a ballot round. `actor_id` is None outside the columns."""

    actor_id: str | None
    dots_used: int = 0
    is_finished: bool = False
    is_gone: bool = False
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class Turnout:
    """`voted` of `expected`; `unfinished` by column is for facilitators' eyes only."""

    voted: int
    expected: int
    unfinished: Mapping[str, int]

    @property
    def sentence(self) -> str:
        """ "12 af 14 har stemt" """
        return f"{self.voted} af {self.expected} har stemt"


def has_voted(voter: Voter, dots: int) -> bool:
    """Whether somebody is done; `dots` is how many each person has."""
    return voter.is_paper or voter.is_finished or voter.dots_used >= dots


def turnout(voters: Iterable[Voter], dots: int) -> Turnout:
    """The two numbers, from everybody who is or was in the room and the papers."""
    voted = 0
    unfinished: Counter[str] = Counter()
    for voter in voters:
        if voter.actor_id is None:
            continue
        if has_voted(voter, dots):
            voted += 1
        elif not voter.is_gone:
            unfinished[voter.actor_id] += 1
    return Turnout(voted, voted + unfinished.total(), dict(unfinished))
