"""The pictures' numbers as tables with Danish headings, for reading, copying and files.

Every count is a whole number, never text. Names stand as they were written: whoever shows a table
as markup or puts it in a workbook makes them inert there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from indsatskort.cards.model import Column
from indsatskort.catalogue.model import LEVELS, ActorKind, Catalogue, Value
from indsatskort.danish import date_short
from indsatskort.insight.carrying import Carrying
from indsatskort.insight.chosen import ChosenItem
from indsatskort.insight.development import Became, Movement, MovementCount, MovementRow
from indsatskort.insight.disagreement import Spread
from indsatskort.insight.numbers import Completion, Coverage, CoverageRow
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action

if TYPE_CHECKING:
    import pandas as pd

NUMBER = "Nr."
ITEM = "Indsats"

Row: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of the same length. A column is all words or all whole numbers."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def frame(self) -> pd.DataFrame:
        import pandas as pd  # 80 MB, which nobody pays who has no pictures drawn

        return pd.DataFrame(list(self.rows), columns=list(self.headings))


def completion_table(rows: Iterable[Completion]) -> Table:
    """A row per column of the card."""
    return Table(
        ("Kolonne", "Udfyldt", "Mangler", "I alt"),
        tuple((row.column.name, row.done, row.missing, row.total) for row in rows),
    )


def coverage_table(rows: Iterable[CoverageRow], heading: str, catalogue: Catalogue) -> Table:
    """A row per driver, field, column or kind; `heading` says which. Levels run from ● to ○."""
    levels = [catalogue.choice_by_value[value].label for value in reversed(LEVELS)]
    others = [catalogue.choice_by_value[Value.UNKNOWN].label, "Ikke udfyldt", "I spil"]
    opted_out = catalogue.choice_by_value[Value.OPTED_OUT].label
    return Table(
        (heading, *levels, *others, opted_out),
        tuple((named(row.number, row.title), *_counts(row.coverage)) for row in rows),
    )


def _counts(coverage: Coverage) -> tuple[int, ...]:
    others = (coverage.unknown, coverage.empty, coverage.in_play, coverage.opted_out)
    return (*reversed(coverage.levels), *others)


def rounds_table(
    panels: Iterable[tuple[str, Sequence[tuple[str, Coverage]]]], heading: str, catalogue: Catalogue
) -> Table:
    """A row per panel and round: (title, [(name of round, coverage), …])."""
    flat = [(title, name, coverage) for title, columns in panels for name, coverage in columns]
    rows = (CoverageRow("", "", title, coverage) for title, _, coverage in flat)
    table = coverage_table(rows, heading, catalogue)
    first, *others = table.headings
    told = zip(table.rows, flat, strict=True)
    return Table(
        (first, "Runde", *others), tuple((row[0], name, *row[1:]) for row, (_, name, _) in told)
    )


def carrying_table(
    rows: Sequence[Carrying],
    groups: Sequence[str],
    kinds: Sequence[ActorKind],
    catalogue: Catalogue,
) -> Table:
    """A row per item with its group in words, and for each kind how many of how many carry it."""
    headings = [NUMBER, ITEM, "Gruppe", "Bæres af", "I spil hos"]
    for kind in kinds:
        plural = catalogue.words_by_kind[kind].plural
        headings += [f"Bæres af {plural}", f"I spil hos {plural}"]
    return Table(
        (*headings, "Hvem bærer den"),
        tuple(
            (row.item.number, row.item.title, group, *_x_of_y(row, kinds), _names(row.carriers))
            for row, group in zip(rows, groups, strict=True)
        ),
    )


def _x_of_y(row: Carrying, kinds: Iterable[ActorKind]) -> tuple[int, ...]:
    of_kinds = ((row.carriers_of(kind), row.in_play_of(kind)) for kind in kinds)
    return (len(row.carriers), len(row.in_play), *(count for pair in of_kinds for count in pair))


def _names(columns: Iterable[Column]) -> str:
    return ", ".join(column.name for column in columns)


def spread_table(rows: Iterable[Spread], catalogue: Catalogue) -> Table:
    """A row per item: how many columns of the kind stand at each level, from ○ to ●."""
    levels = [catalogue.choice_by_value[value].label for value in LEVELS]
    return Table(
        (NUMBER, ITEM, *levels),
        tuple((row.item.number, row.item.title, *row.levels) for row in rows),
    )


def movement_table(rows: Iterable[MovementRow], heading: str) -> Table:
    """A row per driver, field, column or item; `heading` says which."""
    return Table(
        (heading, "Lavere", "Ens", "Højere", "I alt"),
        tuple((named(row.number, row.title), *_directions(row.count)) for row in rows),
    )


def _directions(count: MovementCount) -> tuple[int, ...]:
    return (count.lower, count.same, count.higher, count.total)


def became_table(counts: Became, catalogue: Catalogue) -> Table:
    """A row per old level, a column per new level, both from ○ to ●."""
    labels = [catalogue.choice_by_value[value].label for value in LEVELS]
    return Table(
        ("Niveau før", *(f"{label} nu" for label in labels), "I alt"),
        tuple((label, *row, sum(row)) for label, row in zip(labels, counts, strict=True)),
    )


def moves_table(rows: Iterable[Movement], catalogue: Catalogue) -> Table:
    """A row per paired cell, with its levels in words."""
    label = [catalogue.choice_by_value[value].label for value in LEVELS]
    return Table(
        (NUMBER, ITEM, "Kolonne", "Niveau før", "Niveau nu"),
        tuple(
            (row.item.number, row.item.title, row.column.name, label[row.then], label[row.now])
            for row in rows
        ),
    )


def words_table(rows: Iterable[Movement], catalogue: Catalogue) -> Table:
    """A row per movement, with the levels and the texts of both rounds."""
    label = [catalogue.choice_by_value[value].label for value in LEVELS]
    return Table(
        (NUMBER, ITEM, "Kolonne", "Niveau før", "Tekst før", "Niveau nu", "Tekst nu"),
        tuple(
            (
                row.item.number,
                row.item.title,
                row.column.name,
                label[row.then],
                row.before.text,
                label[row.now],
                row.after.text,
            )
            for row in rows
        ),
    )


def named(number: str, title: str) -> str:
    """ "1.1 Differentierede indsatser"; the title alone without a number."""
    return f"{number} {title}" if number else title


def chosen_table(rows: Iterable[ChosenItem], catalogue: Catalogue) -> Table:
    """A row per chosen item: what is good enough, and how many columns stand where."""
    levels = [catalogue.choice_by_value[value].label for value in LEVELS]
    return Table(
        (NUMBER, ITEM, "Godt nok", *levels, "Nået", "Vurderet", "Ikke nået endnu (niveauer)"),
        tuple(
            (
                row.item.number,
                row.item.title,
                catalogue.choice_by_value[row.ambition].label if row.ambition else "Ikke valgt",
                *row.levels,
                "–" if row.reached is None else str(row.reached),
                row.assessed,
                ", ".join(f"{below.column.name} ({below.steps})" for below in row.below),
            )
            for row in rows
        ),
    )


def actions_table(actions: Iterable[Action], content: PlanContent, today: date) -> Table:
    """A row per action, in the plan's order."""
    return Table(
        ("Handling", "Ansvarlig", "Status", "Frist", "Dage over fristen"),
        tuple(
            (
                action.what,
                action.lead,
                content.status_labels[action.status],
                date_short(action.deadline) if action.deadline else "",
                action.days_over(today),
            )
            for action in actions
        ),
    )
