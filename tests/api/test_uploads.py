"""Sending a file over HTTP: who may, how large, from where, and where it leads."""

from __future__ import annotations

import httpx
import pytest

from indsatskort.errors import Fault
from indsatskort.exchange.reading import bounds
from indsatskort.imports import service as imports
from indsatskort.imports.model import Upload
from tests.api.conftest import Person
from tests.exchange.filled import example
from tests.exchange.returned import exported


def send(who: Person, data: bytes, name: str = "kort.xlsx", **headers: str) -> httpx.Response:
    url = f"/api/cards/{who.card.id}/uploads?som={who.som}"
    return who.browser.post(url, files={"fil": (name, data)}, headers=headers)


def waiting(who: Person) -> Upload:
    upload = who.do(imports.read_upload)
    assert isinstance(upload, Upload)
    return upload


def test_a_sent_file_waits_for_its_sender_and_leads_to_the_page_of_files(bo: Person) -> None:
    answer = send(bo, exported(example()), "C:\\mine filer\\kort.xlsx")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/filer?som={bo.som}#fil"
    assert (waiting(bo).file_name, waiting(bo).fault) == ("kort.xlsx", None)


def test_a_file_that_cannot_be_read_leads_there_too_with_the_reason(bo: Person) -> None:
    assert send(bo, b"%PDF-1.7").status_code == 303
    assert waiting(bo).fault is Fault.FILE_NOT_EXCEL


def test_no_file_is_a_reason_of_its_own(bo: Person) -> None:
    url = f"/api/cards/{bo.card.id}/uploads?som={bo.som}"
    bo.browser.post(url, data={"fil": "tekst"})

    assert waiting(bo).fault is Fault.FILE_NOT_CHOSEN


@pytest.mark.parametrize("length", [str(bounds.MAX_FILE_BYTES * 2), "mange"])
def test_a_form_that_is_far_too_large_or_no_number_is_refused_at_the_door(
    bo: Person, length: str
) -> None:
    refused = send(bo, b"x", **{"Content-Length": length})

    assert refused.status_code == 413
    assert "for meget på én gang" in refused.json()["detail"]
    assert bo.do(imports.read_upload) is None


@pytest.mark.parametrize("length", [str(bounds.MAX_FILE_BYTES + 600_000), ""])
def test_a_form_that_is_too_large_or_does_not_say_is_not_read(bo: Person, length: str) -> None:
    assert send(bo, b"x", **{"Content-Length": length}).status_code == 303
    assert waiting(bo).fault is Fault.FILE_TOO_LARGE


def test_readers_send_nothing_and_strangers_find_nothing(
    dorte: Person, erik: Person, bo: Person
) -> None:
    assert send(dorte, b"x").status_code == 403
    erik.card = bo.card
    assert send(erik, b"x").status_code == 404
    erik.browser.cookies.clear()
    assert send(erik, b"x").status_code == 401


def test_a_form_on_another_site_sends_nothing(bo: Person) -> None:
    answer = send(bo, exported(example()), **{"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert bo.do(imports.read_upload) is None


def test_one_column_can_be_fetched_alone_and_no_other_cards(bo: Person, erik: Person) -> None:
    own = bo.card.actors["Solgården"]
    answer = bo.get(f"/workbook.xlsx?column={own}")

    assert answer.content.startswith(b"PK")
    assert "Solg%C3%A5rden" in answer.headers["content-disposition"]
    assert bo.get(f"/workbook.xlsx?column={erik.card.actors['Solgården']}").status_code == 404
