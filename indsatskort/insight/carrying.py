"""Who carries an item: the groups from *not yet assessed* over *blind spot* to *many carry it*.

To carry an item is to have it at *partly* or *established* (levels 2–3). It is always told as "x of
y": y are the columns in play for the item, that is, those that count (see `numbers.py`) without
those opted out. One yes never stands for a whole municipality.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indsatskort.cards.model import CardItem, Column, FilledCard
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.insight.numbers import CountedCell, counted_cells, in_play


class CarryGroup(StrEnum):
    """Where an item stands, in the order of the picture. Every item is in exactly one."""

    NOT_YET_ASSESSED = "not_yet_assessed"
    BLIND_SPOT = "blind_spot"
    NOBODY_KNOWS = "nobody_knows"
    AT_MOST_AD_HOC = "at_most_ad_hoc"
    SOLE_RELEVANT = "sole_relevant"
    VULNERABLE = "vulnerable"
    TWO = "two"
    THREE_TO_FIVE = "three_to_five"
    SIX_OR_MORE = "six_or_more"
    ALL_OPTED_OUT = "all_opted_out"
    NOBODYS_FIELD = "nobodys_field"


@dataclass(frozen=True, slots=True)
class Carrying:
    """One item: `carriers` of the columns `in_play`, both in the card's order (slug `carried`)."""

    item: CardItem
    group: CarryGroup
    carriers: tuple[Column, ...]
    in_play: tuple[Column, ...]

    def carriers_of(self, kind: ActorKind) -> int:
        return sum(column.kind is kind for column in self.carriers)

    def in_play_of(self, kind: ActorKind) -> int:
        return sum(column.kind is kind for column in self.in_play)


def carrying(card: FilledCard) -> tuple[Carrying, ...]:
    """The 49 items in the card's order."""
    return tuple(carrying_of(card, item) for item in card.standard_items)


def carrying_of(card: FilledCard, item: CardItem) -> Carrying:
    """One item, also one of the card's own."""
    counted = counted_cells(card, [item])
    playing = in_play(counted)
    return Carrying(
        item,
        group_of(counted),
        carriers=tuple(cell.column for cell in playing if _carries(cell)),
        in_play=tuple(cell.column for cell in playing),
    )


def group_of(counted: tuple[CountedCell, ...]) -> CarryGroup:
    """The group of one item, from its cells that count.

    - No cell counts: nobody's field. All opted out: a decision, not a blind spot.
    - *Vulnerable*: one column carries it, and at least two in play have a level. One carrier with
      only blank or unknown columns beside it is *not yet assessed*.
    - *Sole relevant*: one column carries it, and it is the only one in play.
    - Without a carrier: *not yet assessed* where anything is blank; *blind spot* when all are at
      level 0; *nobody knows* when all are *unknown*; else *at most ad hoc*.
    """
    playing = in_play(counted)
    if not playing:
        return CarryGroup.ALL_OPTED_OUT if counted else CarryGroup.NOBODYS_FIELD
    carriers = sum(_carries(cell) for cell in playing)
    if carriers == 0:
        return _without_carrier(playing)
    if carriers == 1:
        return _with_one_carrier(playing)
    if carriers == 2:
        return CarryGroup.TWO
    return CarryGroup.THREE_TO_FIVE if carriers <= 5 else CarryGroup.SIX_OR_MORE


def _carries(cell: CountedCell) -> bool:
    return cell.value in {Value.PARTLY, Value.ESTABLISHED}


def _without_carrier(playing: tuple[CountedCell, ...]) -> CarryGroup:
    values = {cell.value for cell in playing}
    if None in values:
        return CarryGroup.NOT_YET_ASSESSED
    if values == {Value.NOT_STARTED}:
        return CarryGroup.BLIND_SPOT
    if values == {Value.UNKNOWN}:
        return CarryGroup.NOBODY_KNOWS
    return CarryGroup.AT_MOST_AD_HOC


def _with_one_carrier(playing: tuple[CountedCell, ...]) -> CarryGroup:
    if len(playing) == 1:
        return CarryGroup.SOLE_RELEVANT
    assessed = sum(cell.level is not None for cell in playing)
    return CarryGroup.VULNERABLE if assessed >= 2 else CarryGroup.NOT_YET_ASSESSED
