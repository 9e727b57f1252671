"""Where columns answer differently: inside a kind and between kinds, as two named numbers.

Two columns disagree about an item when their levels are two or more apart. *Unknown*, *opted out*
and blank cells are no levels and cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from indsatskort.cards.model import CardItem, FilledCard
from indsatskort.catalogue.model import ActorKind, Catalogue
from indsatskort.insight.numbers import CountedCell, LevelCounts, counted_cells, coverage

FAR_APART = 2  # levels
MOST_SHOWN = 12  # items in the picture
MOST_PER_DRIVER = 3


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One item: the kinds that disagree inside themselves, and whether two kinds disagree.

    Slugs `disagreement_inside` and `disagreement_between`.
    """

    item: CardItem
    inside: frozenset[ActorKind]
    between: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the columns of one kind are spread over the levels of one item."""

    item: CardItem
    levels: LevelCounts

    @property
    def is_far(self) -> bool:
        """Two columns are two or more levels apart."""
        return _are_far(_present(self.levels))

    @property
    def tension(self) -> int:
        """How populated both ends are: orders the items, and is never shown."""
        none, ad_hoc, partly, established = self.levels
        return min(none + ad_hoc, partly + established) + 2 * min(none, established)


def disagreements(card: FilledCard) -> tuple[Disagreement, ...]:
    """The 49 items in the card's order, agreed ones too."""
    return tuple(disagreement_of(item, counted_cells(card, [item])) for item in card.standard_items)


def disagreement_of(item: CardItem, cells: Iterable[CountedCell]) -> Disagreement:
    """One item, from its cells that count."""
    levels: dict[ActorKind, list[int]] = {}
    for cell in cells:
        if cell.level is not None:
            levels.setdefault(cell.column.kind, []).append(cell.level)
    return Disagreement(
        item,
        inside=frozenset(kind for kind, found in levels.items() if _are_far(found)),
        between=_kinds_are_far(levels),
    )


def spreads(card: FilledCard, kind: ActorKind) -> tuple[Spread, ...]:
    """The 49 items in the card's order, as the columns of one kind have assessed them."""
    return tuple(
        Spread(item, coverage(cell for cell in cells if cell.column.kind is kind).levels)
        for item in card.standard_items
        for cells in [counted_cells(card, [item])]
    )


def most_telling(found: Iterable[Spread], catalogue: Catalogue) -> tuple[Spread, ...]:
    """At most 12 items that are far apart, at most 3 of a driver, in the order they came in.

    Chosen where most columns stand at each end; "two apart" alone would be nearly every item once
    there are many columns. Of equals the first on the card is taken.
    """
    chosen: set[str] = set()
    room = {driver.id: MOST_PER_DRIVER for driver in catalogue.drivers}
    far = [spread for spread in found if spread.is_far]
    for spread in sorted(far, key=lambda spread: -spread.tension):
        driver = catalogue.driver_of(spread.item.field_id).id
        if room[driver] and len(chosen) < MOST_SHOWN:
            room[driver] -= 1
            chosen.add(spread.item.id)
    return tuple(spread for spread in far if spread.item.id in chosen)


def _present(levels: LevelCounts) -> list[int]:
    return [level for level, count in enumerate(levels) if count]


def _are_far(levels: list[int]) -> bool:
    return bool(levels) and max(levels) - min(levels) >= FAR_APART


def _kinds_are_far(levels: Mapping[ActorKind, list[int]]) -> bool:
    return any(
        max(one) - min(other) >= FAR_APART for one, other in permutations(levels.values(), 2)
    )
