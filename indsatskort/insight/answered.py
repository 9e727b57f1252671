"""Who answered then and now: each column's assessed cells in two rounds, and how many are the same."""

from __future__ import annotations

from dataclasses import dataclass

from indsatskort.cards.model import Column, FilledCard
from indsatskort.insight.development import Development
from indsatskort.insight.numbers import coverage_by_column


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A column of either round (slug `recurring`). `then` or `now` is None where it took no part.

    `then` and `now` are cells with a level; `paired` those that have one in both rounds.
    """

    column: Column
    then: int | None
    now: int | None
    paired: int


def answered(before: FilledCard, after: FilledCard, found: Development) -> tuple[AnsweredRow, ...]:
    """The later round's columns in the card's order, then those that are no longer with it."""
    then = {row.id: row.coverage.assessed for row in coverage_by_column(before)}
    now = {row.id: row.coverage.assessed for row in coverage_by_column(after)}
    paired = dict.fromkeys(now, 0)
    for movement in found.movements:
        paired[movement.column.id] += 1
    return tuple(
        AnsweredRow(column, then.get(column.id), now.get(column.id), paired.get(column.id, 0))
        for column in (*after.columns, *found.left_columns)
    )
