"""Which items the room should talk about, chosen by rule, each with its reasons in a sentence.

Rule: an item has at most one reason of each kind, and an item without a reason is not on the list.

- *disagreement*: two columns answer two or more levels apart; strength is distance, then *apart*.
- *split*: the people of a column see it two or more levels apart, by their revealed own ratings.
- *raised*: a participant flagged it; strength is how many did.
- *gap*: a relevant cell is empty and another relevant cell is answered; strength is the empty ones.
- *unknown*: two cells answer *unknown*, or a third of at least 6 revealed own ratings do; strength
  is the share.
- *one carrier*: two relevant columns answered, and exactly one column in play is at level 2–3.

Items stand by number of reasons, then best kind of reason, then its strength, then card order. At
most 12 in all and 3 of a driver (own items count in their field's). *Answered* is a level; a cell
opted out is a decision and never a reason; which cells are in play is `insight/numbers.py`'s rule.

Reason: individual assessment comes first, and the meeting handles the differences only (CAF, EIPA
e-tool); the extremes explain first (USAID CLA Maturity Tool, FAQ); 15–25 is the effective size of
one assessment (Lean Agile Intelligence) and an hour holds about 12 talks, 3 in each of 4 drivers;
what hangs on one falls with one (FrivilligLaboratoriet). "Blind spot" is no reason, as nobody
disagrees; it is offered when facilitators add.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from indsatskort.cards.model import CardItem, Cell, Column, FilledCard
from indsatskort.catalogue.model import Catalogue, Relevance, Value
from indsatskort.insight.carrying import CarryGroup, carrying_of
from indsatskort.insight.numbers import CountedCell, LevelCounts, counted_cells, coverage, in_play
from indsatskort.workshop import discussion_words as words
from indsatskort.workshop.smallest_group import FEWEST, OwnRatings, ratings_to_show, sum_of
from indsatskort.workshop.spread import apart, distance, is_disagreement, is_split, spread

MOST = 12
MOST_PER_DRIVER = 3
FEWEST_UNKNOWN = 2  # cells
FEWEST_RATINGS = 6  # own ratings, before a share of them is a reason
UNKNOWN_SHARE = Fraction(1, 3)
FEWEST_ANSWERED = 2  # relevant columns, before one carrier is alone
CARRYING = (Value.PARTLY, Value.ESTABLISHED)


class ReasonKind(StrEnum):
    """Why an item is on the list, in order of precedence."""

    DISAGREEMENT = "disagreement"
    SPLIT = "split"
    RAISED = "raised"
    GAP = "gap"
    UNKNOWN = "unknown"
    ONE_CARRIER = "one_carrier"


PRECEDENCE = tuple(ReasonKind)

Strength: TypeAlias = tuple[Fraction | int, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `strength` compares within a kind; `people` is the count that the sentence gives
    away, or None. Names in `sentence` are participants' text."""

    kind: ReasonKind
    strength: Strength
    sentence: str
    people: int | None = None

    @property
    def is_for_big_screen(self) -> bool:
        """Counts of fewer than 3 people stay on the facilitator's page."""
        return self.people is None or self.people >= FEWEST


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its reasons, best first."""

    item_id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeftOff:
    """An item that had reasons and did not come in, and the sentence that says why."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class DiscussionList:
    """The list in its order, and what did not come in, in the same order."""

    entries: tuple[Entry, ...]
    left_off: tuple[LeftOff, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a new list would change: item ids that come in, go out and stay, in list order.

    `moved` are those of the staying that change places with others that stay.
    """

    coming: tuple[str, ...]
    going: tuple[str, ...]
    staying: tuple[str, ...]
    moved: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.coming or self.going or self.moved)


@dataclass(frozen=True)
class _Case:
    """Everything the reasons of one item are found from."""

    card: FilledCard
    cells: tuple[CountedCell, ...]
    own: Mapping[str, OwnRatings]
    flags: int

    @property
    def levels(self) -> LevelCounts:
        """How many columns in play stand at each level."""
        return coverage(self.cells).levels

    def is_relevant(self, cell: CountedCell) -> bool:
        return self.card.relevance[cell.item.id, cell.column.id] is Relevance.RELEVANT

    def columns(self, wanted: Callable[[CountedCell], bool]) -> list[Column]:
        return [cell.column for cell in self.cells if wanted(cell)]

    def at(self, level: int) -> list[Column]:
        return self.columns(lambda cell: cell.level == level)

    def place(self, columns: Sequence[Column]) -> int:
        """Where the first of some columns stands on the card."""
        return self.card.columns.index(columns[0])

    @property
    def answered(self) -> int:
        """Relevant columns with a level."""
        return sum(cell.level is not None and self.is_relevant(cell) for cell in self.cells)


def discussion_list(
    card: FilledCard,
    catalogue: Catalogue,
    own: Mapping[Cell, OwnRatings],
    flags: Mapping[str, int],
) -> DiscussionList:
    """The list as the rule makes it now; the caller keeps it as a snapshot.

    `own` are revealed own ratings only, by cell; `flags` says how many participants raised an item.
    """
    found = [
        Entry(item.id, reasons)
        for item in card.items
        if (reasons := reasons_of(card, item, own, flags.get(item.id, 0)))
    ]
    driver_of = {item.id: catalogue.driver_of(item.field_id).number for item in card.items}
    return _within_limits(sorted(found, key=_order), driver_of)


def reasons_of(
    card: FilledCard, item: CardItem, own: Mapping[Cell, OwnRatings], flags: int
) -> tuple[Reason, ...]:
    """The reasons to talk about one item, best first; none is usual."""
    here = {column.id: own.get((item.id, column.id), OwnRatings()) for column in card.columns}
    case = _Case(card, in_play(counted_cells(card, [item])), here, flags)
    return tuple(reason for find in FINDERS for reason in find(case))


def can_add(listed: Collection[str], item_id: str) -> bool:
    """Whether facilitators may add an item by hand: past 3 of a driver yes, past 12 in all no."""
    return item_id not in listed and len(listed) < MOST


def blind_spots(card: FilledCard, listed: Collection[str]) -> tuple[CardItem, ...]:
    """What is offered first when facilitators add: assessed by all it concerns, and all at 0."""
    return tuple(
        item
        for item in card.items
        if item.id not in listed and carrying_of(card, item).group is CarryGroup.BLIND_SPOT
    )


def renewal(now: Sequence[str], then: Sequence[str]) -> Renewal:
    """What changes when the list `now` is replaced by `then`; shown before it is done."""
    staying = tuple(item_id for item_id in then if item_id in now)
    before = [item_id for item_id in now if item_id in then]
    kept = SequenceMatcher(None, before, staying, autojunk=False).get_matching_blocks()
    in_place = {item_id for block in kept for item_id in staying[block.b : block.b + block.size]}
    return Renewal(
        coming=tuple(item_id for item_id in then if item_id not in now),
        going=tuple(item_id for item_id in now if item_id not in then),
        staying=staying,
        moved=tuple(item_id for item_id in staying if item_id not in in_place),
    )


def _order(entry: Entry) -> tuple[int, int, Strength]:
    best = entry.reasons[0]
    weaker_last = tuple(-part for part in best.strength)
    return -len(entry.reasons), PRECEDENCE.index(best.kind), weaker_last


def _within_limits(ordered: Iterable[Entry], driver_of: Mapping[str, int]) -> DiscussionList:
    chosen: list[Entry] = []
    left_off: list[LeftOff] = []
    taken: Counter[int] = Counter()
    for entry in ordered:
        driver = driver_of[entry.item_id]
        if taken[driver] == MOST_PER_DRIVER:
            left_off.append(LeftOff(entry, words.driver_is_full(driver)))
        elif len(chosen) == MOST:
            left_off.append(LeftOff(entry, words.LIST_IS_FULL))
        else:
            taken[driver] += 1
            chosen.append(entry)
    return DiscussionList(tuple(chosen), tuple(left_off))


def _disagreement(case: _Case) -> Iterator[Reason]:
    levels = case.levels
    if is_disagreement(levels):
        held = [level for level, count in enumerate(levels) if count]
        ends = sorted((case.at(held[0]), case.at(held[-1])), key=case.place)  # never a ranking
        yield Reason(
            ReasonKind.DISAGREEMENT,
            (distance(levels), apart(levels)),
            words.disagreement(distance(levels), *(_names(end) for end in ends)),
        )


def _split(case: _Case) -> Iterator[Reason]:
    shown = ratings_to_show(case.own).by_column
    split = [
        column
        for column in case.card.columns
        if column.id in shown and is_split(shown[column.id].levels)
    ]
    if split:
        widest = max(spread(shown[column.id].levels) for column in split)
        yield Reason(ReasonKind.SPLIT, (widest,), words.split(_names(split)))


def _raised(case: _Case) -> Iterator[Reason]:
    if case.flags:
        yield Reason(ReasonKind.RAISED, (case.flags,), words.raised(case.flags), case.flags)


def _gap(case: _Case) -> Iterator[Reason]:
    empty = case.columns(lambda cell: cell.value is None and case.is_relevant(cell))
    if empty and case.answered:
        yield Reason(ReasonKind.GAP, (len(empty),), words.gap(_names(empty)))


def _unknown(case: _Case) -> Iterator[Reason]:
    found = [*_unknown_cells(case), *_unknown_ratings(case)]
    if found:
        yield max(found, key=lambda reason: reason.strength)


def _unknown_cells(case: _Case) -> Iterator[Reason]:
    unknown = case.columns(lambda cell: cell.value is Value.UNKNOWN)
    if len(unknown) >= FEWEST_UNKNOWN:
        share = Fraction(len(unknown), len(case.cells))
        yield Reason(ReasonKind.UNKNOWN, (share,), words.unknown_cells(_names(unknown)))


def _unknown_ratings(case: _Case) -> Iterator[Reason]:
    shown = ratings_to_show(case.own)
    room = shown.room or sum_of(shown.by_column.values())
    if room.raters >= FEWEST_RATINGS and Fraction(room.unknown, room.raters) >= UNKNOWN_SHARE:
        say = words.unknown_in_room if shown.room else words.unknown_among_shown
        yield Reason(
            ReasonKind.UNKNOWN,
            (Fraction(room.unknown, room.raters),),
            say(room.unknown, room.raters),
            people=room.unknown,
        )


def _one_carrier(case: _Case) -> Iterator[Reason]:
    carriers = case.columns(lambda cell: cell.value in CARRYING)
    if len(carriers) == 1 and case.answered >= FEWEST_ANSWERED:
        yield Reason(ReasonKind.ONE_CARRIER, (1,), words.one_carrier(carriers[0].name))


def _names(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


FINDERS: tuple[Callable[[_Case], Iterator[Reason]], ...] = (
    _disagreement,
    _split,
    _raised,
    _gap,
    _unknown,
    _one_carrier,
)
