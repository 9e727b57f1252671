"""The register as a workbook: one row an activity, and empty rows with lists to go on in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.activities.content import ActivitiesContent
from indsatskort.activities.model import Activity
from indsatskort.cards.model import Column
from indsatskort.exchange.register import heads
from indsatskort.exchange.workbook.inert import inert

SHEET, WORDS = "Aktiviteter", "Lister"
EMPTY_ROWS = 200
WIDTHS = (22, 12, 12, 34, 26, 24, 10, 10, 10, 18, 18, 22)
FIRST_ROW = 2


def register_workbook(
    activities: Sequence[Activity], homes: Sequence[Column], content: ActivitiesContent
) -> bytes:
    """The activities, the earliest first, in the columns that `read_rows` reads."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    names = {each.id: each.name for each in homes}
    for column, (head, width) in enumerate(zip(heads.HEADS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, column, head)
        cell.font = Font(name="Arial", size=10, bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    for row, activity in enumerate(reversed(activities), start=FIRST_ROW):
        _write(sheet, row, activity, names, content)
    _lists(book, sheet, len(activities) + EMPTY_ROWS, homes, content)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(
    sheet: Worksheet,
    row: int,
    activity: Activity,
    names: dict[str, str],
    content: ActivitiesContent,
) -> None:
    draft, labels = activity.draft, content.labels
    values: tuple[str | int | date | time, ...] = (
        names.get(draft.actor_id, ""),
        draft.on,
        draft.starts_at,
        draft.title,
        labels[draft.category],
        labels[draft.form],
        draft.minutes,
        draft.residents,
        draft.volunteers,
        heads.YES if draft.has_staff else heads.NO,
        labels[draft.attachment],
        labels[draft.audience],
    )
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            cell.value = inert(value)
            cell.data_type = "s"  # "=1+1" is a title like any other
        else:
            cell.value = value
    sheet.cell(row, heads.HEADS.index(heads.ON) + 1).number_format = "dd.mm.yyyy"
    sheet.cell(row, heads.HEADS.index(heads.STARTS_AT) + 1).number_format = "hh:mm"


def _lists(
    book: Workbook,
    sheet: Worksheet,
    rows: int,
    homes: Sequence[Column],
    content: ActivitiesContent,
) -> None:
    """Lists stand on a sheet of their own: written in the rule, they end at 255 characters."""
    words = book.create_sheet(WORDS)
    words.sheet_state = "hidden"
    for column, (head, options) in enumerate(heads.lists(homes, content).items(), start=1):
        letter = get_column_letter(column)
        for row, option in enumerate(options, start=1):
            cell = words.cell(row, column, inert(option))
            cell.data_type = "s"
        rule = DataValidation(
            "list", formula1=f"{WORDS}!${letter}$1:${letter}${len(options)}", allow_blank=True
        )
        rule.error = "Vælg fra listen."
        place = get_column_letter(heads.HEADS.index(head) + 1)
        rule.add(f"{place}{FIRST_ROW}:{place}{rows + FIRST_ROW}")
        sheet.add_data_validation(rule)
