"""The activity register goes out as a sheet and comes back: the same, or with a reason for each row."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from indsatskort.activities.content import activities_content
from indsatskort.activities.model import ActivityDraft, Category, Form
from indsatskort.cards.model import Column
from indsatskort.catalogue.model import ActorKind
from indsatskort.exchange.reading import found_sheets, read_file
from indsatskort.exchange.register import ReadRow, RowFault, read_rows, register_workbook
from indsatskort.exchange.register.heads import HEADS
from tests.insight.test_register import HOMES, some

HOME = Column("home-9", ActorKind.CARE_HOME, "Solgården")
Read = tuple[list[ReadRow], list[RowFault]]


def read(data: bytes, homes: tuple[Column, ...] = HOMES) -> Read:
    return read_rows(found_sheets(read_file(data)), homes, activities_content())


def test_what_goes_out_comes_back_the_same() -> None:
    activities = some(60)

    rows, faults = read(register_workbook(activities, HOMES, activities_content()))

    assert faults == []
    assert [each.draft for each in rows] == [each.draft for each in reversed(activities)]


def sheet_of(*rows: dict[str, Any], heads: tuple[str, ...] = HEADS) -> bytes:
    """A sheet that somebody typed: a heading, the heads in any order, and their rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Vores aktiviteter"])
    sheet.append([*heads, "Vores egen note"])
    for row in rows:
        sheet.append([row.get(head) for head in heads])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


TYPED = {
    "Dato": "21.11.2026",
    "Begyndte kl.": "14.30",
    "Hvad lavede I?": "=Sang & dans",
    "Kategori": " kreativt ",
    "Minutter": 45,
    "Beboere": 1,
    "Frivillige": "2",
}


def test_a_sheet_of_their_own_is_read_with_likely_answers_where_it_says_nothing() -> None:
    heads = tuple(reversed(TYPED))

    rows, faults = read(
        sheet_of(TYPED, {}, TYPED | {"Dato": date(2026, 11, 22)}, heads=heads), (HOME,)
    )

    assert faults == []
    assert [each.row for each in rows] == [3, 5]
    expected = ActivityDraft(
        actor_id=HOME.id,
        on=date(2026, 11, 21),
        starts_at=time(14, 30),
        title="=Sang & dans",
        category=Category.CREATIVE,
        form=Form.INDIVIDUAL,
        minutes=45,
        residents=1,
        volunteers=2,
        has_staff=False,
    )
    assert rows[0].draft == expected


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"Dato": "31.02.2026"}, "Skriv datoen som 21.11.2026"),
        ({"Dato": "i går"}, "Skriv datoen som 21.11.2026"),
        ({"Begyndte kl.": "25.00"}, "Skriv klokken som 14.30"),
        ({"Kategori": "Hygge"}, "»Hygge« kan ikke læses"),
        ({"Kategori": None}, "en tom celle kan ikke læses"),
        ({"Beboere": "mange"}, "Skriv et helt tal"),
        ({"Frivillige": 2.5}, "Skriv et helt tal"),
        ({"Plejecenter": "Ukendt"}, "»Ukendt« kan ikke læses"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_number(
    changes: dict[str, Any], told: str
) -> None:
    rows, faults = read(sheet_of(TYPED | {"Plejecenter": "Solgården"} | changes, TYPED), (HOME,))

    assert [each.row for each in rows] == [4]
    [fault] = faults
    assert fault.row == 3
    assert told in fault.reason


def test_a_sheet_without_our_heads_says_which_it_needs() -> None:
    rows, [fault] = read(sheet_of(TYPED, heads=("Dato", "Beboere")), (HOME,))

    assert rows == []
    assert "»Begyndte kl.«" in fault.reason


def test_a_title_is_never_a_formula_and_the_lists_are_there() -> None:
    activities = some(3)
    book = load_workbook(BytesIO(register_workbook(activities, HOMES, activities_content())))
    sheet = book["Aktiviteter"]

    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "d"}
    assert sheet["A2"].value.startswith("Hjem <b>")
    lists = {str(each.sqref)[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    assert lists["A"] == "Lister!$A$1:$A$4"
    assert [cell.value for cell in book["Lister"]["A"][:4]] == [home.name for home in HOMES]
