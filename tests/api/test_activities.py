"""The activity register over HTTP: its sheet is looked at before anything is written."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.api.conftest import Person
from tests.exchange.test_register import TYPED, sheet_of


def send(person: Person, data: bytes, *, save: bool) -> Any:
    return person.call("POST", f"/activities/rows?save={str(save).lower()}", content=data)


def titles(person: Person) -> set[str]:
    told = person.get("/activities/register.xlsx")
    assert told.status_code == 200
    sheet = load_workbook(BytesIO(told.content))["Aktiviteter"]
    return {str(row[3].value) for row in sheet.iter_rows(min_row=2) if row[3].value}


def test_a_sheet_is_looked_at_first_and_saved_once(bo: Person) -> None:
    home = {"Plejecenter": "Solgården"}
    future = {"Dato": "21.11.2099"}
    data = sheet_of(TYPED | home, TYPED | home, TYPED | home | future)

    looked = send(bo, data, save=False)
    assert looked.status_code == 200, looked.text
    assert (looked.json()["rows"], looked.json()["written"]) == (2, 0)
    assert "ikke kommet endnu" in looked.json()["faults"][0]["reason"]
    assert titles(bo) == set()

    assert send(bo, data, save=True).json()["written"] == 1
    assert send(bo, data, save=True).json()["written"] == 0
    assert titles(bo) == {"=Sang & dans"}


def test_a_viewer_a_stranger_and_a_broken_file_write_nothing(
    bo: Person, dorte: Person, erik: Person
) -> None:
    data = sheet_of(TYPED | {"Plejecenter": "Solgården"})

    assert send(dorte, data, save=True).status_code == 403
    erik.card = bo.card
    assert send(erik, data, save=True).status_code == 404
    for broken in (b"", b"%PDF-1.7", data[:200]):
        refused = send(bo, broken, save=True)
        assert refused.status_code == 422
        assert refused.json()["detail"].endswith(".")
    assert titles(bo) == set()
