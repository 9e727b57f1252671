"""Effect and effort: where an item stands among four named places, and which items are offered.

Rule: each person or table says how great the effect is and how easy it is, 1 to 4. The place is the
lower median of each, from 3 answers, else what the scribe sets; 3 and 4 are high. Offered are the
first 8 by the better of the two ranks the dots gave, ties in card order.

Reason: prioritising ends with few, by value and by what can be done; something of great value that
takes much is planted, not dropped (MindLab; DDC Prioriteringsgraf; arbejdsmiljøweb, redskab 13).
The lower median is somebody's own answer, where a mean is nobody's, and promises no more than half
of the room does. The better rank of two, so that neither way of counting shuts an item out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indsatskort.workshop.dots import ItemDots, Result
from indsatskort.workshop.smallest_group import FEWEST
from indsatskort.workshop.spread import is_split

HIGH = 3
MOST_OFFERED = 8

EFFECTS = ("Lille", "Nogen", "God", "Stor")
EASE = ("Kræver meget", "Kræver en del", "Kræver lidt", "Kræver næsten intet")
SPLIT = "I er uenige om denne."


class Quadrant(StrEnum):
    """The four places, from what to begin with to what to leave."""

    NOW = "now"
    SEED = "seed"
    IF_EASY = "if_easy"
    LEAVE = "leave"


QUADRANTS: dict[Quadrant, str] = {
    Quadrant.NOW: "Sæt i gang nu",
    Quadrant.SEED: "Plant et frø",
    Quadrant.IF_EASY: "Gør det, hvis det er let",
    Quadrant.LEAVE: "Lad ligge",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer: effect and ease, 1 to 4. Raises ValueError outside that."""

    effect: int
    ease: int

    def __post_init__(self) -> None:
        if not (1 <= self.effect <= 4 and 1 <= self.ease <= 4):
            raise ValueError("effect and ease are 1 to 4")

    @property
    def quadrant(self) -> Quadrant:
        if self.effect >= HIGH:
            return Quadrant.NOW if self.ease >= HIGH else Quadrant.SEED
        return Quadrant.IF_EASY if self.ease >= HIGH else Quadrant.LEAVE


CENTRES: dict[Quadrant, Judgement] = {  # what the scribe says by naming a place
    Quadrant.NOW: Judgement(3, 3),
    Quadrant.SEED: Judgement(3, 2),
    Quadrant.IF_EASY: Judgement(2, 3),
    Quadrant.LEAVE: Judgement(2, 2),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an item stands. `is_by_scribe` when too few answered to say."""

    judgement: Judgement
    is_split: bool = False
    is_by_scribe: bool = False

    @property
    def name(self) -> str:
        """ "Plant et frø" """
        return QUADRANTS[self.judgement.quadrant]


def placed(answers: Sequence[Judgement], scribe: Judgement | None = None) -> Placed | None:
    """Where one item stands; None when fewer than 3 answered and the scribe has not said."""
    if len(answers) < FEWEST:
        return Placed(scribe, is_by_scribe=True) if scribe else None
    effects, ease = [each.effect for each in answers], [each.ease for each in answers]
    return Placed(
        Judgement(lower_median(effects), lower_median(ease)),
        is_split=_is_split(effects) or _is_split(ease),
    )


def lower_median(numbers: Sequence[int]) -> int:
    """The middle one, or the lower of the two; at least one number."""
    return sorted(numbers)[(len(numbers) - 1) // 2]


def offered(result: Result, item_ids: Sequence[str]) -> tuple[str, ...]:
    """The items to place, best first; `item_ids` in card order. One without a dot is not offered."""
    best = {row.item_id: _better_rank(row) for row in result.with_dots}
    return tuple(sorted((id_ for id_ in item_ids if id_ in best), key=best.__getitem__))[
        :MOST_OFFERED
    ]


def _better_rank(row: ItemDots) -> int:
    return min(row.rank, row.equal.rank) if row.equal else row.rank


def _is_split(numbers: Sequence[int]) -> bool:
    tally = Counter(numbers)
    return is_split((tally[1], tally[2], tally[3], tally[4]))
