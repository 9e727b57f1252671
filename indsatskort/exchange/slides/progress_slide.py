"""The slide about progress: what moved between the last two rounds, driver by driver."""

from __future__ import annotations

from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import counted, num
from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.slides.charts import Series, stacked_bars
from indsatskort.exchange.slides.deck import LEFT, ROOM, TOP, Deck
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.charts import moves
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST, CAVEAT, DEFINITIONS
from indsatskort.insight.development import Development, development, movements_by_driver
from indsatskort.palette import LIGHT

NAME_LENGTH = 40


def add_progress(deck: Deck, whole: WholeCard, catalogue: Catalogue) -> None:
    """Lower, same and higher in the cells that were assessed both times."""
    found = development(*whole.rounds[-2:])
    slide = deck.slide(
        _title(found),
        [
            DEFINITIONS["movement"].text,
            DEFINITIONS["recurring"].text,
            DEFINITIONS["changed_ground"].text,
            CAVEAT,
        ],
    )
    told = [moves.lead(found), A_FALL_MAY_BE_HONEST, shortened(moves.changed_ground(found), 300)]
    end = slide.text([each for each in told if each])
    slide.note(CAVEAT)
    if not found.count.total:
        return
    rows = movements_by_driver(found, catalogue)
    alt = " ".join(
        f"{row.number} {row.title}: {num(row.count.lower)} lavere, {num(row.count.same)} ens, "
        f"{num(row.count.higher)} højere."
        for row in rows
    )
    ink, paper = LIGHT.ink, LIGHT.paper
    series = [
        Series("Lavere", [row.count.lower for row in rows], paper, ink, ink),
        Series("Ens", [row.count.same for row in rows], LIGHT.good_enough, ink, ink),
        Series("Højere", [row.count.higher for row in rows], ink, paper, ink),
    ]
    top = max(end + 0.1, TOP)
    stacked_bars(
        slide,
        [f"{row.number} {row.title}" for row in rows],
        series,
        alt=alt,
        box=(LEFT, top, ROOM, 6.3 - top),
    )


def _title(found: Development) -> str:
    before = shortened(found.before.name, NAME_LENGTH)
    if not found.count.total:
        return f"Ingen felter er vurderet både i {before} og nu"
    count = found.count
    return (
        f"Siden {before}: {counted(count.higher, 'felt', 'felter')} højere, {num(count.same)} ens og "
        f"{num(count.lower)} lavere"
    )
