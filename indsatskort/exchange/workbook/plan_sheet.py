"""The sheet *Handleplan*: one row an action, with real dates and all that was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from openpyxl.utils import get_column_letter

from indsatskort.cards.model import FilledCard
from indsatskort.danish import date_short, join_words, local
from indsatskort.exchange.workbook.looks import HEAD, LABEL, SUBTITLE, TITLE, Look
from indsatskort.exchange.workbook.measure import lines, points
from indsatskort.exchange.workbook.page import Page
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action, FollowUp

SHEET = "Handleplan"
HEAD_ROW = 4
COLUMNS: Mapping[str, float] = {
    "Hvad": 34,
    "Indsats": 28,
    "Status": 18,
    "Tovholder": 24,
    "Første skridt": 30,
    "Gøres senest": 14,
    "Frist": 14,
    "Færdig": 14,
    "Hvorfor for beboerne": 34,
    "Værdier": 24,
    "Bidrag": 40,
    "Sådan ser vi, at det virker": 32,
    "Ressourcer": 26,
    "Barrierer": 28,
    "Fase": 14,
    "Seneste note": 40,
}
TOP = replace(LABEL, down="top")
BOLD = replace(TOP, is_bold=True)
MAX_ROW_POINTS = 409.0  # Excel's own limit


@dataclass(frozen=True, slots=True)
class Plan:
    """What the sheet is written from: actions in the plan's order, and their notes by action id."""

    actions: tuple[Action, ...]
    follow_ups: Mapping[str, tuple[FollowUp, ...]]
    content: PlanContent


def write_plan_sheet(page: Page, card: FilledCard, plan: Plan, made_on: date) -> None:
    """Write the whole sheet; the heading stays in sight, and each column can be filtered."""
    sheet = page.sheet
    page.widths(*COLUMNS.values())
    page.text(1, 1, "Handleplan", TITLE)
    page.height(1, 30)
    page.text(2, 1, f"{card.card.municipality} · hentet {date_short(made_on)}", SUBTITLE)
    for column, name in enumerate(COLUMNS, start=1):
        page.text(HEAD_ROW, column, name, HEAD)
    page.height(HEAD_ROW, 32)
    for row, action in enumerate(plan.actions, start=HEAD_ROW + 1):
        _write(page, row, _cells(action, card, plan, made_on))
    last = HEAD_ROW + len(plan.actions)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.sheet_view.showGridLines = False
    page.set_up_print(f"Handleplan · {card.card.municipality}", made_on=made_on)


def _cells(action: Action, card: FilledCard, plan: Plan, today: date) -> list[str | date | None]:
    content = plan.content
    item = card.item_by_id.get(action.item_id or "")
    names = {column.id: column.name for column in card.columns}
    notes = plan.follow_ups.get(action.id, ())
    over = "\nOver fristen" if action.is_overdue(today) else ""
    barriers = join_words(content.barriers[each] for each in action.barriers)
    return [
        action.what,
        f"{item.number} {item.title}" if item else "",
        content.status_labels[action.status] + over,
        action.lead or "Mangler tovholder",
        action.first_step,
        action.first_step_on,
        action.deadline,
        local(action.finished_at).date() if action.finished_at else None,
        action.why,
        join_words(content.values[each] for each in action.values),
        "\n".join(f"{names.get(k, 'En kolonne')}: {v}" for k, v in action.contributions.items()),
        action.sign,
        action.resources,
        "\n".join(filter(None, (barriers, action.barrier_note))),
        content.phases[action.phase].label if action.phase else "",
        f"{date_short(notes[-1].on)}: {notes[-1].text}" if notes else "",
    ]


def _write(page: Page, row: int, cells: list[str | date | None]) -> None:
    height = 18.0
    for column, (cell, width) in enumerate(
        zip(cells, COLUMNS.values(), strict=True),
        start=1,
    ):
        look: Look = BOLD if column == 1 else TOP
        if isinstance(cell, date):
            page.day(row, column, cell, look)
        else:
            page.text(row, column, cell or "", look)
            height = max(height, points(lines(cell or "", width, is_bold=look.is_bold)))
    page.height(row, min(height + 4, MAX_ROW_POINTS))
