"""What moved between two rounds, told of the cells that have a level in both.

Pairing is by item and column, so that a new column or a newly relevant item never looks like
progress; those are told apart. A lower assessment may mean that people know more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias, TypeVar

from indsatskort.cards.model import Answer, CardItem, Cell, Column, FilledCard, Round
from indsatskort.catalogue.model import Catalogue, Relevance, Value

Key = TypeVar("Key", bound=Hashable)

Became: TypeAlias = tuple[tuple[int, ...], ...]
"""4 × 4 counts: `became[then][now]`, levels 0–3 both ways."""


class Direction(StrEnum):
    """Which way an assessment moved; listed as they are read: lower first."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Movement:
    """A cell with a level in both rounds. Item and column carry the words of the later round."""

    item: CardItem
    column: Column
    before: Answer
    after: Answer
    then: int
    now: int

    @property
    def direction(self) -> Direction:
        if self.then == self.now:
            return Direction.SAME
        return Direction.HIGHER if self.now > self.then else Direction.LOWER


@dataclass(frozen=True, slots=True)
class MovementCount:
    """How many paired cells went which way (slug `movement`). Never netted into one number."""

    lower: int = 0
    same: int = 0
    higher: int = 0

    @property
    def total(self) -> int:
        return self.lower + self.same + self.higher

    @property
    def moved(self) -> int:
        return self.lower + self.higher


@dataclass(frozen=True, slots=True)
class MovementRow:
    """The movements of a driver, a field, a column or an item. `number` is empty for a column."""

    id: str
    number: str
    title: str
    count: MovementCount


@dataclass(frozen=True)
class Development:
    """Everything that may be said of two rounds of one card.

    `movements` has every paired cell of the 49, also those that stayed, in the later card's order;
    `own_movements` those of the card's own items. The four tuples of cells concern columns that
    take part in both rounds, and the 49 (slug `changed_ground`). `recurring` of the later round's
    columns took part in the earlier one too (slug `recurring`).
    """

    before: Round
    after: Round
    movements: tuple[Movement, ...]
    own_movements: tuple[Movement, ...]
    became_relevant: tuple[Cell, ...]
    no_longer_relevant: tuple[Cell, ...]
    opted_out: tuple[Cell, ...]
    opted_in_again: tuple[Cell, ...]
    recurring: tuple[Column, ...]
    new_columns: tuple[Column, ...]
    left_columns: tuple[Column, ...]

    @cached_property
    def count(self) -> MovementCount:
        return movement_count(self.movements)

    @property
    def columns_now(self) -> int:
        return len(self.recurring) + len(self.new_columns)


def development(before: FilledCard, after: FilledCard) -> Development:
    """Compare two rounds. Raises ValueError for the same round twice or rounds of two cards."""
    if before.round.id == after.round.id:
        raise ValueError("a round cannot be compared with itself")
    if before.card.id != after.card.id:
        raise ValueError("rounds of two cards cannot be compared")
    old, new = before.column_by_id, after.column_by_id
    return Development(
        before=before.round,
        after=after.round,
        movements=_movements(before, after, after.standard_items),
        own_movements=_movements(before, after, after.own_items),
        became_relevant=_gained(_relevant_cells, before, after),
        no_longer_relevant=_gained(_relevant_cells, after, before),
        opted_out=_gained(_opted_out_cells, before, after),
        opted_in_again=_gained(_opted_out_cells, after, before),
        recurring=tuple(column for column in after.columns if column.id in old),
        new_columns=tuple(column for column in after.columns if column.id not in old),
        left_columns=tuple(column for column in before.columns if column.id not in new),
    )


def movement_count(movements: Iterable[Movement]) -> MovementCount:
    """Lower, same and higher of any set of paired cells."""
    tally = dict.fromkeys(Direction, 0)
    for movement in movements:
        tally[movement.direction] += 1
    return MovementCount(tally[Direction.LOWER], tally[Direction.SAME], tally[Direction.HIGHER])


def movements_by_driver(found: Development, catalogue: Catalogue) -> tuple[MovementRow, ...]:
    """All drivers, in the catalogue's order."""
    driver_of = {field.id: field.driver_id for field in catalogue.fields}
    counts = _grouped(found.movements, lambda movement: driver_of[movement.item.field_id])
    return tuple(
        MovementRow(driver.id, str(driver.number), driver.name, _at(counts, driver.id))
        for driver in catalogue.drivers
    )


def movements_by_field(found: Development, catalogue: Catalogue) -> tuple[MovementRow, ...]:
    """All fields, in the catalogue's order."""
    counts = _grouped(found.movements, lambda movement: movement.item.field_id)
    return tuple(
        MovementRow(field.id, field.number, field.name, _at(counts, field.id))
        for field in catalogue.fields
    )


def movements_by_column(found: Development) -> tuple[MovementRow, ...]:
    """The columns of both rounds, in the card's order: never ranked."""
    counts = _grouped(found.movements, lambda movement: movement.column.id)
    return tuple(
        MovementRow(column.id, "", column.name, _at(counts, column.id))
        for column in found.recurring
    )


def movements_by_item(found: Development) -> tuple[MovementRow, ...]:
    """The items with at least one paired cell, in the card's order."""
    counts = _grouped(found.movements, lambda movement: movement.item)
    return tuple(
        MovementRow(item.id, item.number, item.title, count) for item, count in counts.items()
    )


def became(movements: Iterable[Movement]) -> Became:
    """Slug `became`: how many cells at each old level have each new level now."""
    counts = [[0] * 4 for _ in range(4)]
    for movement in movements:
        counts[movement.then][movement.now] += 1
    return tuple(tuple(row) for row in counts)


def _movements(
    before: FilledCard, after: FilledCard, items: Iterable[CardItem]
) -> tuple[Movement, ...]:
    found = []
    for item in items:
        for column in after.columns:
            old = before.answers.get((item.id, column.id))
            new = after.answers.get((item.id, column.id))
            if old is None or new is None or old.level is None or new.level is None:
                continue
            found.append(Movement(item, column, old, new, old.level, new.level))
    return tuple(found)


def _gained(
    cells: Callable[[FilledCard, frozenset[str]], list[Cell]],
    before: FilledCard,
    after: FilledCard,
) -> tuple[Cell, ...]:
    """The cells that are in the second and not in the first, of columns in both."""
    shared = frozenset(before.column_by_id) & frozenset(after.column_by_id)
    had = set(cells(before, shared))
    return tuple(cell for cell in cells(after, shared) if cell not in had)


def _relevant_cells(card: FilledCard, columns: frozenset[str]) -> list[Cell]:
    return _cells_where(card, columns, lambda cell: card.relevance[cell] is Relevance.RELEVANT)


def _opted_out_cells(card: FilledCard, columns: frozenset[str]) -> list[Cell]:
    out = {cell for cell, answer in card.answers.items() if answer.value is Value.OPTED_OUT}
    return _cells_where(card, columns, out.__contains__)


def _cells_where(
    card: FilledCard, columns: frozenset[str], is_wanted: Callable[[Cell], bool]
) -> list[Cell]:
    return [
        (item.id, column.id)
        for item in card.standard_items
        for column in card.columns
        if column.id in columns and is_wanted((item.id, column.id))
    ]


def _grouped(
    movements: Iterable[Movement], key: Callable[[Movement], Key]
) -> Mapping[Key, MovementCount]:
    groups: dict[Key, list[Movement]] = {}
    for movement in movements:
        groups.setdefault(key(movement), []).append(movement)
    return {name: movement_count(group) for name, group in groups.items()}


def _at(counts: Mapping[str, MovementCount], name: str) -> MovementCount:
    return counts.get(name, MovementCount())
