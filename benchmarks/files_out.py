"""Slides, document, annex and CSV of a card with 20 filled columns: each below a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.big_card import big_card
from benchmarks.measuring import Row, milliseconds
from indsatskort.catalogue.load import catalogue
from indsatskort.exchange.analysis import analysis
from indsatskort.exchange.document import document
from indsatskort.exchange.document.annex import annex
from indsatskort.exchange.slides import slides
from indsatskort.exchange.whole import WholeCard
from indsatskort.plan.content import plan_content

TIMES, MOST_MS = 5, 1_000.0
MADE_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def rows() -> list[Row]:
    """Medians in ms. Below a second nobody needs to be shown progress or a way to cancel."""
    with big_card(is_filled=True) as card:
        filled = card.read()

    def whole() -> WholeCard:
        return WholeCard((replace(filled),))  # nothing is kept about it from the run before

    make: dict[str, Callable[[], bytes]] = {
        "slides": lambda: slides(whole(), catalogue(), plan_content(), made_at=MADE_AT),
        "document": lambda: document(whole(), catalogue(), plan_content(), made_at=MADE_AT),
        "annex": lambda: annex(whole(), catalogue(), plan_content(), made_at=MADE_AT),
        "CSV": lambda: analysis(whole(), catalogue()),
    }
    return [_row(name, each) for name, each in make.items()]


def _row(name: str, make: Callable[[], bytes]) -> Row:
    taken = sorted(milliseconds(make) for _ in range(TIMES))[TIMES // 2]
    return Row(f"{name}, 20 columns", f"{taken:.0f} ms", "–", None, taken, MOST_MS, "≤ 1 s")
