"""The sheet *Handleplan*: each action in its row, real dates, text that stays text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.exchange.workbook import workbook
from indsatskort.exchange.workbook.inert import as_typed
from indsatskort.exchange.workbook.plan_sheet import COLUMNS, HEAD_ROW, SHEET, Plan
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import (
    Action,
    ActionStatus,
    AnchoringPhase,
    Barrier,
    FollowUp,
    ResidentValue,
)
from tests.exchange.filled import CATALOGUE, KEY, MADE_AT, example, texts
from tests.exchange.test_calendar import an_action

NAMES = list(COLUMNS)


def sheet_of(*actions: Action, notes: tuple[FollowUp, ...] = ()) -> Worksheet:
    by_action = {note.action_id: (note,) for note in notes}
    plan = Plan(actions, by_action, plan_content())
    file = workbook([example()], CATALOGUE, made_at=MADE_AT, key=KEY, plan=plan)
    sheet: Worksheet = load_workbook(BytesIO(file))[SHEET]
    return sheet


def row_of(sheet: Worksheet, number: int = 0) -> dict[str, object]:
    return {
        name: sheet.cell(HEAD_ROW + 1 + number, column).value
        for column, name in enumerate(NAMES, start=1)
    }


def test_all_that_was_agreed_stands_in_the_row_with_real_dates() -> None:
    bo = example().columns[1]
    note = FollowUp(
        "n", "action-1", date(2026, 11, 20), ActionStatus.DONE, "Godt gået", "Bo", MADE_AT
    )
    action = an_action(
        values=(ResidentValue.RESPECT,),
        contributions={bo.id: "En medarbejder"},
        barriers=(Barrier.TIME,),
        phase=AnchoringPhase.PLAN,
        status=ActionStatus.DONE,
        finished_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
    )
    sheet = sheet_of(action, notes=(note,))
    row = row_of(sheet)

    assert row["Hvad"] == "Søndagscafé"
    assert str(row["Indsats"]).startswith("1.1.8 ")
    assert (row["Gøres senest"], row["Frist"], row["Færdig"]) == (
        datetime(2026, 12, 5),  # noqa: DTZ001 - Excel knows no time zones
        datetime(2027, 2, 1),  # noqa: DTZ001
        datetime(2026, 11, 21),  # noqa: DTZ001
    )
    assert row["Værdier"] == "Respekt for den enkelte"
    assert row["Bidrag"] == f"{bo.name}: En medarbejder"
    assert (row["Barrierer"], row["Fase"]) == ("Tid og prioritering", "Plan")
    assert row["Seneste note"] == "20.11.2026: Godt gået"
    assert sheet.cell(HEAD_ROW + 1, 1 + NAMES.index("Frist")).number_format == "dd.mm.yyyy"


def test_what_is_overdue_or_lacks_a_lead_is_said_in_words() -> None:
    row = row_of(sheet_of(an_action(lead="", deadline=date(2026, 11, 1))))

    assert row["Status"] == "Går som aftalt\nOver fristen"
    assert row["Tovholder"] == "Mangler tovholder"


@settings(deadline=None, max_examples=15)
@given(st.lists(texts, min_size=1, max_size=4))
def test_no_text_becomes_a_formula_a_number_or_an_error(said: list[str]) -> None:
    actions = [an_action(each, lead=each, why=each, sign=each) for each in said]
    sheet = sheet_of(*actions)

    for number, text in enumerate(said):
        for name in ("Hvad", "Hvorfor for beboerne", "Sådan ser vi, at det virker"):
            cell = sheet.cell(HEAD_ROW + 1 + number, 1 + NAMES.index(name))
            assert as_typed(cell.value or "") == text
            assert cell.data_type == "s" or cell.value is None


def test_the_heading_stays_in_sight_and_the_rows_can_be_filtered_and_printed() -> None:
    sheet = sheet_of(an_action())

    assert sheet.freeze_panes == f"B{HEAD_ROW + 1}"
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert sheet.auto_filter.ref == f"A{HEAD_ROW}:P{HEAD_ROW + 1}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)


def test_a_plan_without_actions_has_no_sheet() -> None:
    plan = Plan((), {}, plan_content())
    file = workbook([example()], CATALOGUE, made_at=MADE_AT, key=KEY, plan=plan)

    assert SHEET not in load_workbook(BytesIO(file)).sheetnames
