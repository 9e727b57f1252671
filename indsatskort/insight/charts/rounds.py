"""The picture "Hvad er der sket …?": small multiples of columns over the rounds, ● at the bottom.

HTML, because sixteen figures would cost a hundred times as much. Heights are one scale in pixels per
cell for all panels, so that unequal denominators show themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indsatskort.cards.model import Column, FilledCard
from indsatskort.catalogue.model import LEVELS, ActorKind, Catalogue, Value
from indsatskort.danish import num
from indsatskort.insight.charts.markup import SIGNS, hidden, key, text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.development import development, movements_by_column
from indsatskort.insight.numbers import Coverage, coverage_by_column, coverage_by_driver
from indsatskort.insight.tables import named, rounds_table

if TYPE_CHECKING:
    import pandas as pd

SMALL, LARGE = 76, 190  # px: the highest column of all panels
ROOM_FOR_NUMBER = 15  # px
MOST_WITH_ALL_NUMBERS = 4  # rounds; of more, the first and the last carry numbers


@dataclass(frozen=True, slots=True)
class Panel:
    """One small picture; a round is None where the column took no part."""

    number: str
    title: str
    caption: str
    rounds: tuple[Coverage | None, ...]


def by_driver(cards: Sequence[FilledCard], catalogue: Catalogue) -> Picture:
    """A panel per driver; `cards` are the rounds of one card, oldest first, two at least."""
    per_round = [coverage_by_driver(card, catalogue) for card in cards]
    panels = [
        Panel(
            rows[0].number,
            rows[0].title,
            "",
            tuple(_without_opted_out(row.coverage) for row in rows),
        )
        for rows in zip(*per_round, strict=True)
    ]
    return Picture(
        slug="rounds_by_driver",
        question="Hvordan har hver drivkraft flyttet sig over runderne?",
        sentence=f"{_columns_are(cards)} højden er antal felter. Fast praksis ligger nederst som et "
        "fundament. Fravalgte felter er ikke med.",
        html=_panels(panels, cards, LARGE, "ch-large", catalogue),
        key=key(catalogue, (*LEVELS[::-1], Value.UNKNOWN, None), "bars"),
        table=_table(panels, cards, "Drivkraft", catalogue),
        definitions=("coverage", "in_play"),
    )


def by_column(
    cards: Sequence[FilledCard], catalogue: Catalogue, kind: ActorKind = ActorKind.CARE_HOME
) -> Picture:
    """A panel per column of the kind in the newest round, in the card's order: never compared."""
    first, last = cards[0], cards[-1]
    moved = {row.id: row.count for row in movements_by_column(development(first, last))}
    per_round = [{row.id: row.coverage for row in coverage_by_column(card)} for card in cards]
    panels = []
    for column in (column for column in last.columns if column.kind is kind):
        count = moved.get(column.id)
        caption = (
            f"{num(count.higher)} højere, {num(count.lower)} lavere af {num(count.total)}"
            if count
            else "Ny"
        )
        panels.append(Panel("", column.name, caption, _assessed(column, per_round)))
    name = catalogue.words_by_kind[kind].singular
    return Picture(
        slug=f"rounds_by_{kind}",
        question=f"Hvad er der sket {PLACE[kind]} {name}?",
        sentence=f"I kortets rækkefølge. {_columns_are(cards)} højden er antal vurderede felter. De kan "
        "have valgt forskellige felter og sammenlignes ikke.",
        html=_panels(panels, cards, SMALL, "ch-small", catalogue),
        key=key(catalogue, LEVELS[::-1], "bars"),
        table=_table(panels, cards, name.capitalize(), catalogue),
        definitions=("coverage", "movement"),
    )


PLACE = {
    ActorKind.MUNICIPALITY: "i hver",
    ActorKind.CARE_HOME: "på hvert",
    ActorKind.ASSOCIATION: "i hver",
}


def _columns_are(cards: Sequence[FilledCard]) -> str:
    first, last = cards[0].round.number, cards[-1].round.number
    return f"Søjlerne er runde {num(first)} til {num(last)};"


def _without_opted_out(coverage: Coverage) -> Coverage:
    return Coverage(coverage.levels, unknown=coverage.unknown, empty=coverage.empty)


def _assessed(
    column: Column, per_round: Sequence[dict[str, Coverage]]
) -> tuple[Coverage | None, ...]:
    found = (coverages.get(column.id) for coverages in per_round)
    return tuple(Coverage(coverage.levels) if coverage else None for coverage in found)


def _table(
    panels: Sequence[Panel], cards: Sequence[FilledCard], heading: str, catalogue: Catalogue
) -> pd.DataFrame:
    names = [card.round.name for card in cards]
    told = [
        (
            named(panel.number, panel.title),
            [(name, one) for name, one in zip(names, panel.rounds, strict=True) if one],
        )
        for panel in panels
    ]
    return rounds_table(told, heading, catalogue).frame()


def _panels(
    panels: Sequence[Panel],
    cards: Sequence[FilledCard],
    height: int,
    size: str,
    catalogue: Catalogue,
) -> str:
    most = max((one.in_play for panel in panels for one in panel.rounds if one), default=0) or 1
    drawn = "".join(_panel(panel, cards, height / most, size, catalogue) for panel in panels)
    return f'<div class="ch-panels {size}">{drawn}</div>'


def _panel(
    panel: Panel, cards: Sequence[FilledCard], px: float, size: str, catalogue: Catalogue
) -> str:
    number = f"<b>{text(panel.number)}</b> " if panel.number else ""
    caption = f"<p>{text(panel.caption)}</p>" if panel.caption else ""
    with_numbers = _numbered(len(panel.rounds)) if size == "ch-large" else frozenset()
    columns = "".join(
        f'<div class="ch-round">{_column(one, px, index in with_numbers)}'
        f"<span>{num(card.round.number) if _is_named(index, cards) else ''}</span></div>"
        for index, (one, card) in enumerate(zip(panel.rounds, cards, strict=True))
    )
    return (
        f'<div class="ch-panel"><h4>{number}{text(panel.title)}</h4>{caption}'
        f'<div class="ch-columns" aria-hidden="true">{columns}</div>'
        f"{hidden(_told(panel, cards, catalogue))}</div>"
    )


def _numbered(rounds: int) -> frozenset[int]:
    return (
        frozenset(range(rounds)) if rounds <= MOST_WITH_ALL_NUMBERS else frozenset({0, rounds - 1})
    )


def _is_named(index: int, cards: Sequence[FilledCard]) -> bool:
    return len(cards) <= MOST_WITH_ALL_NUMBERS or index in {0, len(cards) - 1}


def _column(coverage: Coverage | None, px: float, has_numbers: bool) -> str:
    """The parts from the top down; those that hold nothing are left out."""
    if coverage is None:
        return ""
    parts = "".join(
        f'<i class="{name}" style="height:{count * px:.1f}px">'
        f"{num(count) if has_numbers and count * px >= ROOM_FOR_NUMBER else ''}</i>"
        for name, count in _parts(coverage)
        if count
    )
    return f"<div>{parts}</div>"


def _parts(coverage: Coverage) -> Iterator[tuple[str, int]]:
    yield "none", coverage.empty
    yield SIGNS[Value.UNKNOWN], coverage.unknown
    for value, count in zip(LEVELS, coverage.levels, strict=True):
        yield SIGNS[value], count


def _told(panel: Panel, cards: Sequence[FilledCard], catalogue: Catalogue) -> str:
    """The first and the last round in words."""
    ends = ((cards[0], panel.rounds[0]), (cards[-1], panel.rounds[-1]))
    return " ".join(
        f"{card.round.name}: {_levels(coverage, catalogue)}." for card, coverage in ends if coverage
    )


def _levels(coverage: Coverage, catalogue: Catalogue) -> str:
    return ", ".join(
        f"{num(count)} {catalogue.choice_by_value[value].label.lower()}"
        for value, count in zip(LEVELS[::-1], coverage.levels[::-1], strict=True)
    )
