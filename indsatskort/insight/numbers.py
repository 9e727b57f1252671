"""How much of a card is filled in, and how the assessments are distributed.

One rule decides which cells count, here and in every other number of this room: a cell counts when
the item is *relevant* for the column, or when the column has chosen to answer it all the same. A
text without a level is begun but not answered: a relevant cell with only a text is still empty, and
another cell with only a text does not count yet. Only the 49 items are counted; own items stand
apart. Levels are ordinal: they are counted, never added or averaged. Words for the screen stand in
`definitions.py` under the slugs named here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from indsatskort.cards.model import CardItem, Column, FilledCard
from indsatskort.catalogue.model import LEVELS, ActorKind, Catalogue, Relevance, Value

FEWEST_TO_SUM_UP = 5  # assessed cells
COMPLETION_TO_SUM_UP = (4, 5)  # 80 per cent, as a fraction of whole numbers

LevelCounts: TypeAlias = tuple[int, int, int, int]
"""How many cells at *not_started*, *ad_hoc*, *partly* and *established*."""

Key = TypeVar("Key", bound=Hashable)
_Counted: TypeAlias = dict[CardItem, tuple["CountedCell", ...]]
# Every number counts the same cells again, so they are found once for as long as a card is kept.
_COUNTED: WeakKeyDictionary[FilledCard, _Counted] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class CountedCell:
    """A cell that counts. `value` is None when it is relevant and not answered."""

    item: CardItem
    column: Column
    value: Value | None

    @property
    def level(self) -> int | None:
        return self.value.level if self.value else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a set of cells is distributed (slug `coverage`). Never one number, never per cent."""

    levels: LevelCounts = (0, 0, 0, 0)
    unknown: int = 0
    opted_out: int = 0
    empty: int = 0

    @property
    def assessed(self) -> int:
        """Cells with a level."""
        return sum(self.levels)

    @property
    def in_play(self) -> int:
        """Slug `in_play`: the cells that count, without those opted out."""
        return self.assessed + self.unknown + self.empty

    @property
    def total(self) -> int:
        """All cells that count: the denominator of completion."""
        return self.in_play + self.opted_out

    @property
    def done(self) -> int:
        """Slug `completion`: assessed, *unknown* and *opted out*."""
        return self.total - self.empty

    @property
    def partly_or_established(self) -> int:
        """The only two levels that may be summed."""
        return self.levels[2] + self.levels[3]

    @property
    def can_be_summed_up(self) -> bool:
        """Slug `sum_up`: at least 5 assessed cells and a completion of at least 80 per cent."""
        return self.assessed >= FEWEST_TO_SUM_UP and self.missing_to_sum_up == 0

    @property
    def missing_to_sum_up(self) -> int:
        """How many more cells must be done before completion is 80 per cent."""
        part, whole = COMPLETION_TO_SUM_UP
        return max(0, -(-self.total * part // whole) - self.done)

    def __add__(self, other: Coverage) -> Coverage:
        a, b = self.levels, other.levels
        return Coverage(
            (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]),
            self.unknown + other.unknown,
            self.opted_out + other.opted_out,
            self.empty + other.empty,
        )


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The coverage of a driver, a field, a column or a kind. `number` is empty for the last two."""

    id: str
    number: str
    title: str
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Completion:
    """How far one column has come (slug `completion`): a measure of the process, not of quality."""

    column: Column
    done: int
    total: int

    @property
    def missing(self) -> int:
        return self.total - self.done


def counts(relevance: Relevance, value: Value | None) -> bool:
    """Whether a cell counts: *relevant*, or answered by choice."""
    return relevance is Relevance.RELEVANT or value is not None


def counted_cells(
    card: FilledCard, items: Iterable[CardItem] | None = None
) -> tuple[CountedCell, ...]:
    """The cells that count, item by item in the card's order; of the 49 when no items are named."""
    kept = _COUNTED.setdefault(card, {})
    cells: list[CountedCell] = []
    for item in card.standard_items if items is None else items:
        if item not in kept:
            kept[item] = _counted_of(card, item)
        cells += kept[item]
    return tuple(cells)


def _counted_of(card: FilledCard, item: CardItem) -> tuple[CountedCell, ...]:
    values = (
        (column, answer.value if answer else None)
        for column in card.columns
        for answer in [card.answers.get((item.id, column.id))]
    )
    return tuple(
        CountedCell(item, column, value)
        for column, value in values
        if counts(card.relevance[item.id, column.id], value)
    )


def in_play(cells: Iterable[CountedCell]) -> tuple[CountedCell, ...]:
    """Slug `in_play`: the cells that count, without those opted out."""
    return tuple(cell for cell in cells if cell.value is not Value.OPTED_OUT)


def coverage(cells: Iterable[CountedCell]) -> Coverage:
    """The distribution of any set of cells that count."""
    tally: dict[Value | None, int] = {}
    for cell in cells:
        tally[cell.value] = tally.get(cell.value, 0) + 1
    nought, one, two, three = (tally.get(value, 0) for value in LEVELS)
    return Coverage(
        (nought, one, two, three),
        unknown=tally.get(Value.UNKNOWN, 0),
        opted_out=tally.get(Value.OPTED_OUT, 0),
        empty=tally.get(None, 0),
    )


def coverage_of_card(card: FilledCard) -> Coverage:
    """The 49 items as a whole."""
    return coverage(counted_cells(card))


def coverage_of_own_items(card: FilledCard) -> Coverage:
    """The card's own items, apart from the 49."""
    return coverage(counted_cells(card, card.own_items))


def completion(card: FilledCard) -> tuple[Completion, ...]:
    """Every column in the card's order, also one without a single cell that counts."""
    found = _grouped(counted_cells(card), lambda cell: cell.column.id)
    return tuple(
        Completion(column, done=here.done, total=here.total)
        for column in card.columns
        for here in [found.get(column.id, Coverage())]
    )


def coverage_by_driver(card: FilledCard, catalogue: Catalogue) -> tuple[CoverageRow, ...]:
    """All drivers, in the catalogue's order."""
    driver_of = {field.id: field.driver_id for field in catalogue.fields}
    found = _grouped(counted_cells(card), lambda cell: driver_of[cell.item.field_id])
    return tuple(
        CoverageRow(driver.id, str(driver.number), driver.name, found.get(driver.id, Coverage()))
        for driver in catalogue.drivers
    )


def coverage_by_field(card: FilledCard, catalogue: Catalogue) -> tuple[CoverageRow, ...]:
    """All fields, in the catalogue's order."""
    found = _grouped(counted_cells(card), lambda cell: cell.item.field_id)
    return tuple(
        CoverageRow(field.id, field.number, field.name, found.get(field.id, Coverage()))
        for field in catalogue.fields
    )


def coverage_by_column(card: FilledCard) -> tuple[CoverageRow, ...]:
    """All columns, in the card's order: never ranked."""
    found = _grouped(counted_cells(card), lambda cell: cell.column.id)
    return tuple(
        CoverageRow(column.id, "", column.name, found.get(column.id, Coverage()))
        for column in card.columns
    )


def coverage_by_kind(card: FilledCard, catalogue: Catalogue) -> tuple[CoverageRow, ...]:
    """The kinds that have a column on this card, in the catalogue's order."""
    present: set[ActorKind] = {column.kind for column in card.columns}
    found = _grouped(counted_cells(card), lambda cell: cell.column.kind)
    return tuple(
        CoverageRow(words.kind, "", words.heading, found.get(words.kind, Coverage()))
        for words in catalogue.kinds
        if words.kind in present
    )


def _grouped(
    cells: Iterable[CountedCell], key: Callable[[CountedCell], Key]
) -> Mapping[Key, Coverage]:
    groups: dict[Key, list[CountedCell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return {name: coverage(group) for name, group in groups.items()}
