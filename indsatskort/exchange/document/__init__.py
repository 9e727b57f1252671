"""The filled card as a Word document, laid out as Table 2-2: items down, a column for each actor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from indsatskort.cards.model import Answer, CardItem, Column, FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue, Field, Relevance, Value
from indsatskort.danish import date_text, num
from indsatskort.exchange.document import decisions
from indsatskort.exchange.document.pen import A3, A4, Cell, Document, Line, Paper, Run
from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.definitions import CAVEAT
from indsatskort.palette import LIGHT
from indsatskort.plan.content import PlanContent

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_ON_A4, MOST_ABREAST = 4, 6  # columns beside each other
ITEM_WIDTH = 62.0
NAME_LENGTH = 40  # of each name in the footer


def document(
    whole: WholeCard, catalogue: Catalogue, content: PlanContent, *, made_at: datetime
) -> bytes:
    """The newest round as .docx, with what was decided and planned after it, every text whole."""
    filled = whole.newest
    size = A4 if len(filled.columns) <= MOST_ON_A4 else A3
    card = whole.card
    names = (card.title, card.municipality, filled.round.name)
    told = " · ".join(shortened(name, NAME_LENGTH) for name in names)
    footer = f"{told} · {date_text(made_at)}"
    paper = Document(f"{card.title} · {card.municipality}", footer, Paper(size, True), made_at)
    _write_head(paper, whole, catalogue, made_at)
    for driver in catalogue.drivers:
        paper.heading(f"{driver.number} {driver.name}", 1)
        paper.paragraph(driver.question, leads=True)
        for field in driver.fields:
            _write_field(paper, filled, field, catalogue)
    decisions.write_decisions(paper, whole, catalogue)
    decisions.write_plan(paper, whole, content)
    return paper.saved()


def _write_head(paper: Document, whole: WholeCard, catalogue: Catalogue, made_at: datetime) -> None:
    card = whole.card
    paper.heading(f"{card.title} · {card.municipality}", 0)
    invented = " Kortet er et opdigtet eksempel." if card.is_invented else ""
    paper.paragraph(f"{whole.newest.round.name}, hentet {date_text(made_at)}.{invented}")
    paper.paragraph([Run(CAVEAT, is_bold=True)])
    for value in (*reversed(LEVELS), Value.UNKNOWN, Value.OPTED_OUT):
        choice = catalogue.choice_by_value[value]
        line = [Run(f"{choice.symbol} {choice.label}: ", is_bold=True), Run(choice.help)]
        paper.paragraph(line, "List Bullet")
    flag = catalogue.under_way
    paper.paragraph(
        [Run(f"{flag.symbol} {flag.label}: ", is_bold=True), Run(flag.help)], "List Bullet"
    )
    paper.paragraph(
        "Lyseblå felter er relevante for aktøren. Felter med en mørkeblå kant kan være relevante. De "
        "øvrige er normalt ikke aktørens, men kan besvares."
    )


def _write_field(paper: Document, filled: FilledCard, field: Field, catalogue: Catalogue) -> None:
    """One table; with many columns several, each with the items again."""
    items = [item for item in filled.items if item.field_id == field.id]
    paper.heading(f"{field.number} {field.name}", 2)
    starts = range(0, len(filled.columns), MOST_ABREAST)
    groups = [filled.columns[start : start + MOST_ABREAST] for start in starts]
    for place, columns in enumerate(groups):
        if len(groups) > 1:
            first = place * MOST_ABREAST + 1
            last = first + len(columns) - 1
            paper.heading(f"Kolonne {num(first)}–{num(last)} af {num(len(filled.columns))}", 3)
        width = (paper.paper.room - ITEM_WIDTH) / len(columns)
        rows = [_row(filled, item, columns, catalogue) for item in items]
        names = ["Indsats", *(column.name for column in columns)]
        paper.table(names, rows, [ITEM_WIDTH, *[width] * len(columns)])


def _row(
    filled: FilledCard, item: CardItem, columns: Sequence[Column], catalogue: Catalogue
) -> list[Cell]:
    named: list[Line] = [[Run(f"{item.number} {item.title}", is_bold=True)], item.statement]
    return [Cell(named), *(_cell(filled, item, column, catalogue) for column in columns)]


def _cell(filled: FilledCard, item: CardItem, column: Column, catalogue: Catalogue) -> Cell:
    relevance = filled.relevance[item.id, column.id]
    return Cell(
        answer_lines(filled.answer(item.id, column.id), catalogue),
        fill=LIGHT.relevant if relevance is Relevance.RELEVANT else None,
        edge=LIGHT.maybe if relevance is Relevance.MAYBE else None,
    )


def answer_lines(answer: Answer, catalogue: Catalogue) -> list[Line]:
    """The text first, then the level with its symbol and word."""
    lines: list[Line] = [answer.text] if answer.text else []
    if answer.value is not None:
        choice = catalogue.choice_by_value[answer.value]
        flag = f" {catalogue.under_way.symbol} {catalogue.under_way.label}" * answer.under_way
        lines.append([Run(f"{choice.symbol} {choice.label}{flag}", is_bold=True)])
    return lines
