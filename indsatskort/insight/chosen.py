"""The chosen items against what the room called good enough: how many columns have come that far.

Distance is told of chosen items only, because only they have an ambition. It is never summed across
items, since *ad hoc* may be good enough for one and *established* for another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indsatskort.cards.model import CardItem, Column, FilledCard
from indsatskort.catalogue.model import LEVELS, Value
from indsatskort.insight.numbers import CountedCell, LevelCounts, counted_cells, coverage, in_play
from indsatskort.workshop.model import Choice, ChoiceState


@dataclass(frozen=True, slots=True)
class Below:
    """A column that has not come as far as good enough, and how many levels it lacks."""

    column: Column
    steps: int


@dataclass(frozen=True, slots=True)
class ChosenItem:
    """A chosen item in one round. `levels` counts the columns that have it in play and a level.

    `ambition` is the level that is good enough; None where the room named none. `below` stands in the
    card's order.
    """

    item: CardItem
    ambition: Value | None
    levels: LevelCounts
    in_play: int
    below: tuple[Below, ...]
    reason: str = ""

    @property
    def assessed(self) -> int:
        return sum(self.levels)

    @property
    def reached(self) -> int | None:
        """How many of the assessed columns have come to good enough or beyond (slug `distance`)."""
        if self.ambition is None:
            return None
        return sum(self.levels[LEVELS.index(self.ambition) :])


def chosen_items(card: FilledCard, choices: Iterable[Choice]) -> tuple[ChosenItem, ...]:
    """The chosen items in the room's order; those that are no longer on the card are left out."""
    return tuple(
        _chosen(card, card.item_by_id[choice.item_id], choice)
        for choice in choices
        if choice.state is ChoiceState.CHOSEN and choice.item_id in card.item_by_id
    )


def _chosen(card: FilledCard, item: CardItem, choice: Choice) -> ChosenItem:
    playing = in_play(counted_cells(card, [item]))
    levels = coverage(playing).levels
    return ChosenItem(
        item, choice.ambition, levels, len(playing), _below(playing, choice.ambition), choice.reason
    )


def _below(cells: Iterable[CountedCell], ambition: Value | None) -> tuple[Below, ...]:
    if ambition is None:
        return ()
    good = LEVELS.index(ambition)
    return tuple(
        Below(cell.column, good - cell.level)
        for cell in cells
        if cell.level is not None and cell.level < good
    )
