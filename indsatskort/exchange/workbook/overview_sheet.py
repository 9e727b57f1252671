"""The sheet *Overblik*: the numbers of the newest round as tables of whole numbers with native charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, ActorKind, Catalogue, Value
from indsatskort.exchange.workbook.looks import LABEL, PROSE, TITLE
from indsatskort.exchange.workbook.native_charts import Bars
from indsatskort.exchange.workbook.page import Page
from indsatskort.exchange.workbook.tables import Report
from indsatskort.insight.carrying import CarryGroup, Carrying, carrying
from indsatskort.insight.charts import carriers, coverage
from indsatskort.insight.definitions import CAVEAT, DEFINITIONS
from indsatskort.insight.disagreement import Disagreement, disagreements
from indsatskort.insight.numbers import (
    CoverageRow,
    completion,
    coverage_by_column,
    coverage_by_driver,
    coverage_by_field,
    coverage_of_card,
    coverage_of_own_items,
)
from indsatskort.insight.tables import (
    ITEM,
    Table,
    carrying_table,
    completion_table,
    coverage_table,
)
from indsatskort.palette import LIGHT

SHEET = "Overblik"
NAME_WIDTH, COUNT_WIDTH, COUNTS = 54.0, 17.5, 8
GROUP_WIDTH, NAMES_WIDTH = 26.0, 80.0
IN_INK = Bars(2, LIGHT.ink, LIGHT.paper, outline=LIGHT.ink)


def write_overview_sheet(page: Page, card: FilledCard, catalogue: Catalogue, made_on: date) -> None:
    """Write the whole sheet; every number comes from `insight`."""
    report = report_on(page)
    write_report_head(report, "Overblik", card, made_on)
    report.prose(CAVEAT, replace(PROSE, is_bold=True, fill=LIGHT.surface))
    _write_completion(report, card)
    _write_coverage(report, card, catalogue)
    _write_carrying(report, card, catalogue)
    _write_disagreement(report, card, catalogue)
    page.sheet.sheet_view.showGridLines = False
    page.set_up_print(f"Overblik · {card.card.municipality} · {card.round.name}", made_on=made_on)


def report_on(page: Page) -> Report:
    """A column for names, eight for counts; charts, groups and lists of names to the right."""
    widths = (NAME_WIDTH, *[COUNT_WIDTH] * COUNTS, GROUP_WIDTH, NAMES_WIDTH)
    prose = 1 + COUNTS
    return Report(page, widths, prose_columns=prose, chart_column=prose + 1, chart_cm=19.5)


def write_report_head(report: Report, title: str, card: FilledCard, made_on: date) -> None:
    """The sheet's title, the card, and a real date."""
    report.line(f"{title} · {card.card.municipality}", TITLE, 30)
    invented = " · Opdigtet eksempel" if card.card.is_invented else ""
    report.note(f"{card.card.title} · {card.round.name}{invented}")
    report.page.text(report.row, 1, "Hentet", LABEL)
    report.page.day(report.row, 2, made_on, LABEL)
    report.row += 1
    report.gap()


def _write_completion(report: Report, card: FilledCard) -> None:
    rows = completion(card)
    report.heading("Hvem mangler at udfylde felter?")
    report.note(DEFINITIONS["completion"].text)
    block = report.table(completion_table(rows))
    missing = Bars(3, LIGHT.paper, LIGHT.ink, outline=LIGHT.ink)
    report.chart("Udfyldte felter og felter, der mangler", block, [IN_INK, missing])


def _write_coverage(report: Report, card: FilledCard, catalogue: Catalogue) -> None:
    report.gap()
    report.heading("Hvor langt er vi inden for hver drivkraft?")
    report.prose(coverage.summary(coverage_of_card(card)))
    report.note(DEFINITIONS["in_play"].text)
    _write_distribution(report, coverage_by_driver(card, catalogue), "Drivkraft", catalogue)
    report.heading("… inden for hvert felt på kortet?")
    _write_distribution(report, coverage_by_field(card, catalogue), "Felt", catalogue)
    report.heading("… og hos hver aktør?")
    report.note("I kortets rækkefølge. Aktørerne har ikke lige mange felter i spil.")
    _write_distribution(report, coverage_by_column(card), "Aktør", catalogue)
    if card.own_items:
        report.heading("Jeres egne indsatser")
        report.note("De tælles for sig og indgår ikke i de øvrige tal.")
        own = CoverageRow("own", "", "Egne indsatser", coverage_of_own_items(card))
        report.table(coverage_table([own], "Egne indsatser", catalogue))


def _write_distribution(
    report: Report, rows: Sequence[CoverageRow], heading: str, catalogue: Catalogue
) -> None:
    table = coverage_table(rows, heading, catalogue)
    block = report.table(table)
    report.chart(f"Antal felter pr. {heading.lower()}", block, _bars_of(table, catalogue))


def _bars_of(table: Table, catalogue: Catalogue) -> list[Bars]:
    """● first; then *ved ikke* hatched, *fravalgt* grey and *ikke udfyldt* as an empty frame."""
    place = {name: number for number, name in enumerate(table.headings, start=1)}
    label = {value: catalogue.choice_by_value[value].label for value in Value}
    levels = [
        Bars(place[label[value]], LIGHT.fill(value), LIGHT.text_on(value))
        for value in reversed(LEVELS)
    ]
    return [
        *levels,
        Bars(
            place[label[Value.UNKNOWN]],
            LIGHT.paper,
            LIGHT.ink,
            outline=LIGHT.empty_frame,
            is_hatched=True,
        ),
        Bars(place[label[Value.OPTED_OUT]], LIGHT.opted_out, LIGHT.ink, outline=LIGHT.empty_frame),
        Bars(place["Ikke udfyldt"], LIGHT.paper, LIGHT.ink, outline=LIGHT.empty_frame),
    ]


def _write_carrying(report: Report, card: FilledCard, catalogue: Catalogue) -> None:
    rows = carrying(card)
    report.gap()
    report.heading("Hvilke indsatser hviler på én – eller ingen?")
    report.prose(carriers.sentence(rows))
    block = report.table(_groups_table(rows))
    report.chart("Antal indsatser i hver gruppe", block, [IN_INK])
    report.heading("Hvem bærer hver indsats?")
    report.note(DEFINITIONS["carried"].text)
    table = _carriers_table(rows, card, catalogue)
    counts = len(table.headings) - 2
    report.table(table, columns=[*range(1, counts + 1), COUNTS + 2, COUNTS + 3])


def _groups_table(rows: Sequence[Carrying]) -> Table:
    """Every group, also an empty one, so that the rows stand in the same place in each workbook."""
    counts = Counter(row.group for row in rows)
    return Table(
        ("Gruppe", "Indsatser"),
        tuple((carriers.GROUP_WORDS[group].title, counts[group]) for group in CarryGroup),
    )


def _carriers_table(rows: Sequence[Carrying], card: FilledCard, catalogue: Catalogue) -> Table:
    """The table of `insight` with the group moved to the end, beside the names it explains."""
    present: set[ActorKind] = {column.kind for column in card.columns}
    kinds = [words.kind for words in catalogue.kinds if words.kind in present]
    groups = [carriers.GROUP_WORDS[row.group].title for row in rows]
    table = joined(carrying_table(rows, groups, kinds, catalogue))
    item, group, *counts, names = table.headings
    return Table(
        (item, *counts, group, names),
        tuple((item, *counts, group, names) for item, group, *counts, names in table.rows),
    )


def joined(table: Table) -> Table:
    """Number and item, the first two columns, in one."""
    rows = ((f"{number} {item}", *rest) for number, item, *rest in table.rows)
    return Table((ITEM, *table.headings[2:]), tuple(rows))


def _write_disagreement(report: Report, card: FilledCard, catalogue: Catalogue) -> None:
    found = disagreements(card)
    inside = sum(bool(row.inside) for row in found)
    between = sum(row.between for row in found)
    report.gap()
    report.heading("Hvor svarer I mest forskelligt?")
    report.note(
        f"{DEFINITIONS['disagreement_inside'].text} {DEFINITIONS['disagreement_between'].text}"
    )
    report.table(
        Table(
            ("Uenighed", "Indsatser"),
            (
                ("Inden for samme slags aktør", inside),
                ("Mellem forskellige slags aktører", between),
            ),
        )
    )
    differing = [row for row in found if row.inside or row.between]
    if differing:
        report.gap()
        report.table(_differences_table(differing, catalogue))


def _differences_table(rows: Sequence[Disagreement], catalogue: Catalogue) -> Table:
    kinds = [words for words in catalogue.kinds if any(words.kind in row.inside for row in rows)]
    return Table(
        (ITEM, *(f"Blandt {words.plural}" for words in kinds), "Mellem slags"),
        tuple(
            (
                f"{row.item.number} {row.item.title}",
                *("ja" if words.kind in row.inside else "" for words in kinds),
                "ja" if row.between else "",
            )
            for row in rows
        ),
    )
