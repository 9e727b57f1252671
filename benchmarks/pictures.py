"""The numbers and figures of `/overblik` and `/fremdrift` for 20 columns × 8 rounds."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.big_card import big_card, rounds_of
from benchmarks.measuring import Row, median_ms
from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.insight.charts import (
    became,
    carriers,
    completion,
    coverage,
    dumbbell,
    moves,
    quotes,
    spread,
    strip,
)
from indsatskort.insight.charts import rounds as over_rounds
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.development import development
from indsatskort.palette import LIGHT

TIMES, ROUNDS, MOST_MS = 15, 8, 150.0


def rows() -> list[Row]:
    """Making every picture, its table and the JSON of its figure, in ms."""
    with big_card(is_filled=True) as card:
        cards = rounds_of(card.read(), ROUNDS)
    overview = median_ms(lambda: _as_sent(_overview(cards[-1])), TIMES)
    progress = median_ms(lambda: _as_sent(_progress(cards)), TIMES)
    both = overview + progress
    what = f"overview and progress, 20 columns × {ROUNDS} rounds"
    parts = f"{overview:.0f} ms + {progress:.0f} ms"
    return [Row(what, f"{both:.0f} ms", parts, None, both, MOST_MS, "≤ 150 ms")]


def _overview(filled: FilledCard) -> list[Picture]:
    content, kinds = catalogue(), (ActorKind.CARE_HOME, ActorKind.ASSOCIATION)
    return [
        completion.picture(filled, LIGHT),
        coverage.by_driver(filled, content, LIGHT),
        coverage.by_field(filled, content, LIGHT),
        coverage.by_column(filled, content, LIGHT),
        strip.picture(filled, content, content.drivers[0].id),
        carriers.picture(filled, content),
        *(spread.picture(filled, kind, content, LIGHT) for kind in kinds),
    ]


def _progress(cards: Sequence[FilledCard]) -> list[Picture]:
    content, found = catalogue(), development(cards[0], cards[-1])
    return [
        moves.by_driver(found, content, LIGHT),
        moves.by_column(found, LIGHT),
        became.picture(found, content, LIGHT),
        over_rounds.by_driver(cards, content),
        over_rounds.by_column(cards, content),
        dumbbell.of_column(found, cards[-1].columns[1], content, LIGHT),
        quotes.picture(found, content, page=1),
    ]


def _as_sent(made: Sequence[Picture]) -> list[str]:
    return [each.figure.to_json(validate=False) for each in made if each.figure is not None]
