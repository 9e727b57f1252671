"""The sheet *Udvikling*: what moved from the round before to the newest, with both rounds' own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.exchange.workbook.looks import PROSE
from indsatskort.exchange.workbook.native_charts import Bars
from indsatskort.exchange.workbook.overview_sheet import write_report_head
from indsatskort.exchange.workbook.page import Page
from indsatskort.exchange.workbook.tables import Report
from indsatskort.insight.charts import moves, quotes
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST, CAVEAT, DEFINITIONS
from indsatskort.insight.development import (
    Development,
    Movement,
    MovementRow,
    became,
    development,
    movements_by_column,
    movements_by_driver,
    movements_by_field,
)
from indsatskort.insight.tables import ITEM, Table, became_table, movement_table
from indsatskort.palette import LIGHT

SHEET = "Udvikling"
WIDTHS = (50.0, 26.0, 16.0, 16.0, 16.0, 14.0, 60.0, 60.0)
PROSE_COLUMNS, CHART_COLUMN, CHART_CM = 6, 7, 21
WORDS_HEADINGS = (
    ITEM,
    "Kolonne",
    "Retning",
    "Niveau før",
    "Niveau nu",
    "Med egne ord før",
    "Med egne ord nu",
)
WORDS_COLUMNS = (1, 2, 3, 4, 5, 7, 8)


def write_development_sheet(
    page: Page, rounds: Sequence[FilledCard], catalogue: Catalogue, made_on: date
) -> None:
    """Write the whole sheet from at least two rounds, in order; the last two are compared."""
    before, after = rounds[-2:]
    found = development(before, after)
    report = Report(page, WIDTHS, PROSE_COLUMNS, CHART_COLUMN, CHART_CM)
    write_report_head(report, "Udvikling", after, made_on)
    report.prose(moves.lead(found), replace(PROSE, is_bold=True))
    report.prose(A_FALL_MAY_BE_HONEST)
    if changes := moves.changed_ground(found):
        report.prose(changes)
    report.note(CAVEAT)
    if found.count.total:
        _write_movements(report, found, catalogue)
    _write_words(report, found, catalogue)
    page.sheet.sheet_view.showGridLines = False
    page.set_up_print(
        f"Udvikling · {after.card.municipality} · {after.round.name}", made_on=made_on
    )


def _write_movements(report: Report, found: Development, catalogue: Catalogue) -> None:
    report.gap()
    report.heading("Hvor har vurderingerne flyttet sig?")
    report.note(DEFINITIONS["movement"].text)
    _write_directions(report, movements_by_driver(found, catalogue), "Drivkraft")
    _write_directions(report, movements_by_field(found, catalogue), "Felt")
    report.note("Aktørerne kan have valgt forskellige felter og sammenlignes ikke.")
    _write_directions(report, movements_by_column(found), "Aktør")
    report.heading("Hvad blev der af felterne?")
    report.note(DEFINITIONS["became"].text)
    report.table(became_table(became(found.movements), catalogue))


def _write_directions(report: Report, rows: Sequence[MovementRow], heading: str) -> None:
    block = report.table(movement_table(rows, heading))
    series = [
        Bars(2, LIGHT.paper, LIGHT.ink, outline=LIGHT.ink),
        Bars(3, LIGHT.good_enough, LIGHT.ink, outline=LIGHT.ink),
        Bars(4, LIGHT.ink, LIGHT.paper, outline=LIGHT.ink),
    ]
    report.chart(f"Lavere, ens og højere pr. {heading.lower()}", block, series)
    report.gap()


def _write_words(report: Report, found: Development, catalogue: Catalogue) -> None:
    """Every movement with what was said then and now: lower before higher, own items last."""
    moved = quotes.in_order(found.movements, ()) + quotes.in_order(found.own_movements, ())
    if not moved:
        return
    report.gap()
    report.heading("Med jeres egne ord")
    report.note("Alle felter, der har flyttet sig: først de lavere, så de højere.")
    report.table(_words_table(moved, catalogue), columns=WORDS_COLUMNS)


def _words_table(moved: Sequence[Movement], catalogue: Catalogue) -> Table:
    choices = [catalogue.choice_by_value[value] for value in LEVELS]
    level = [f"{choice.symbol} {choice.label}" for choice in choices]
    return Table(
        WORDS_HEADINGS,
        tuple(
            (
                f"{movement.item.number} {movement.item.title}",
                movement.column.name,
                quotes.DIRECTION_WORDS[movement.direction],
                level[movement.then],
                level[movement.now],
                movement.before.text,
                movement.after.text,
            )
            for movement in moved
        ),
    )
