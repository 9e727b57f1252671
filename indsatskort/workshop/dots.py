"""What the dots say: all dots as they fell, and with equal weight per kind beside them.

Rule: *total* is the number of dots. With *equal weight* every kind that placed a dot has the same
say: an item's share is the mean, over those kinds, of the kind's dots on the item divided by all
dots the kind has cast. Shares are exact fractions, shown as whole per cent by largest remainder
(ties in card order), so they add to 100. On screen: total, then equal weight, then card order.

Reason: three volunteers must not be drowned by thirty employees, and many volunteer centres do not
find the cooperation with the municipality equal (VIVE 2022): an equal voice per actor, not per
head. Divided by dots cast, not by people, so that a kind that keeps a dot back still weighs a full
share. Neither order decides; people do. Dots themselves: Metodbanken, Havs- och vattenmyndigheten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from indsatskort.catalogue.model import ActorKind

TOP = 5  # ranks that are marked

Dots: TypeAlias = Mapping[str, int]
"""Item id → dots on it."""

CastBallot: TypeAlias = tuple[ActorKind, Dots]


@dataclass(frozen=True, slots=True)
class EqualWeight:
    """An item's dots by kind, and what they are with equal weight. `rank` counts from 1."""

    by_kind: Mapping[ActorKind, int]
    share: Fraction
    percent: int
    rank: int


@dataclass(frozen=True, slots=True)
class ItemDots:
    """One item. `rank` is its place on screen, from 1; `equal` is None when only totals are shown."""

    item_id: str
    total: int
    rank: int
    equal: EqualWeight | None = None

    @property
    def mark(self) -> str:
        """ "↑ nr. 2": another rank under equal weight, where one of the two is in the top five."""
        if self.equal is None or self.equal.rank == self.rank:
            return ""
        if min(self.rank, self.equal.rank) > TOP:
            return ""
        return f"{'↑' if self.equal.rank < self.rank else '↓'} nr. {self.equal.rank}"


@dataclass(frozen=True, slots=True)
class Result:
    """The items in the order of the screen, those without a dot last.

    `kinds` placed a dot; `blank` are the kinds that voted without placing any. Both are empty when
    only totals are shown.
    """

    rows: tuple[ItemDots, ...]
    kinds: frozenset[ActorKind] = frozenset()
    blank: frozenset[ActorKind] = frozenset()

    @property
    def with_dots(self) -> tuple[ItemDots, ...]:
        return tuple(row for row in self.rows if row.total)

    @property
    def by_equal_weight(self) -> tuple[ItemDots, ...]:
        """The items with dots by their rank under equal weight; none when only totals are shown."""
        weighed = [(row.equal.rank, row) for row in self.with_dots if row.equal]
        return tuple(row for _, row in sorted(weighed, key=lambda pair: pair[0]))


def keeps_limits(dots: Dots, *, most: int, most_per_item: int) -> bool:
    """Whether one ballot is within the settings of its round."""
    return (
        all(0 <= count <= most_per_item for count in dots.values()) and sum(dots.values()) <= most
    )


def count_dots(
    ballots: Iterable[CastBallot], item_ids: Sequence[str], *, is_per_kind: bool
) -> Result:
    """All ballots of a round; `item_ids` are those that could be voted on, in card order.

    Dots on anything else are left out. Without `is_per_kind` nothing in the result, nor its
    order, depends on which kind voted for what.
    """
    by_kind = _dots_by_kind(ballots, set(item_ids))
    cast = {kind: dots for kind, dots in by_kind.items() if dots.total()}
    shares = _shares(cast, item_ids) if is_per_kind else {}
    totals = {item_id: sum(dots[item_id] for dots in cast.values()) for item_id in item_ids}
    ordered = sorted(item_ids, key=lambda id_: (-totals[id_], -shares.get(id_, Fraction(0))))
    rows = [ItemDots(id_, totals[id_], rank) for rank, id_ in enumerate(ordered, 1)]
    if not is_per_kind:
        return Result(tuple(rows))
    rows = _weighed(rows, cast, shares, whole_percent(shares))
    return Result(tuple(rows), frozenset(cast), frozenset(by_kind.keys() - cast.keys()))


def whole_percent(shares: Mapping[str, Fraction]) -> Mapping[str, int]:
    """Shares of 1 as whole per cent by largest remainder, ties to the first; they add to 100."""
    exact = {item_id: share * 100 for item_id, share in shares.items()}
    whole = {item_id: int(percent) for item_id, percent in exact.items()}
    missing = int(sum(exact.values())) - sum(whole.values())
    first = sorted(exact, key=lambda item_id: whole[item_id] - exact[item_id])
    return {item_id: whole[item_id] + (item_id in first[:missing]) for item_id in exact}


def _dots_by_kind(
    ballots: Iterable[CastBallot], wanted: set[str]
) -> Mapping[ActorKind, Counter[str]]:
    found: dict[ActorKind, Counter[str]] = {}
    for kind, dots in ballots:
        here = found.setdefault(kind, Counter())
        here.update({item_id: count for item_id, count in dots.items() if item_id in wanted})
    return found


def _shares(
    cast: Mapping[ActorKind, Counter[str]], item_ids: Sequence[str]
) -> Mapping[str, Fraction]:
    return {
        item_id: sum(
            (Fraction(dots[item_id], dots.total() * len(cast)) for dots in cast.values()),
            Fraction(0),
        )
        for item_id in item_ids
    }


def _weighed(
    rows: Sequence[ItemDots],
    cast: Mapping[ActorKind, Counter[str]],
    shares: Mapping[str, Fraction],
    percents: Mapping[str, int],
) -> list[ItemDots]:
    """Ranks by what is shown: nobody is asked to believe in a difference they cannot see."""
    fair = standings(shares, percents)
    ordered = sorted(rows, key=lambda row: -fair[row.item_id])
    rank = {row.item_id: place for place, row in enumerate(ordered, 1)}
    return [
        replace(
            row,
            equal=EqualWeight(
                {kind: dots[row.item_id] for kind, dots in cast.items()},
                shares[row.item_id],
                percents[row.item_id],
                rank[row.item_id],
            ),
        )
        for row in rows
    ]


def standings(shares: Mapping[str, Fraction], percents: Mapping[str, int]) -> Mapping[str, int]:
    """What to rank by, the most for the greatest share.

    Equal shares rank equal, also when rounding gave one of them more; and so does everything that
    shows the same per cent as one of them, or else a mark would stand between two equal figures.
    """
    groups: dict[Fraction, list[int]] = {}
    for item_id, share in shares.items():
        groups.setdefault(share, []).append(percents[item_id])
    level: dict[Fraction, int] = {}
    place, highest = 0, -1
    for share in sorted(groups):
        place += min(groups[share]) > highest
        highest = max(highest, *groups[share])
        level[share] = place
    return {item_id: level[share] for item_id, share in shares.items()}
