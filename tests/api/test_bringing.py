"""A card brought in on the front page: a new card with a link, or one sentence and nothing written."""

from __future__ import annotations

import re

import httpx
import pytest
import sqlalchemy as sa

from indsatskort.settings import settings
from indsatskort.store import current_store, tables
from tests.api.conftest import OnACard, Person, new_browser

HERE = {"Origin": "http://testserver"}


def send(data: bytes, headers: dict[str, str] = HERE, **fields: str) -> httpx.Response:
    files = {"fil": ("kort.json", data)}
    return new_browser().post("/kort-fra-fil", files=files, data=fields, headers=headers)


def cards() -> int:
    with current_store().reading() as tx:
        return len(tx.connection.execute(sa.select(tables.card.c.id)).all())


def test_a_moved_card_opens_with_the_link_that_is_shown(anna: Person, bo: Person) -> None:
    bo.save("Vi synger hver onsdag.", value="established")

    page = send(anna.get("/card.json").content)

    assert page.status_code == 200
    link = re.search(r"/d/(\w+)'", page.text)
    assert link
    moved = Person(OnACard("", "", {}, {"new": link[1]})).come_in("new", "Anna")
    with current_store().reading() as tx:
        ids = [row.id for row in tx.connection.execute(sa.select(tables.card.c.id))]
    moved.card.id = next(each for each in ids if each != anna.card.id)
    answers = moved.get("/card.json").json()["rounds"][0]["answers"]
    assert [each["text"] for each in answers] == ["Vi synger hver onsdag."]


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", b'{"a":' * 100_000])
def test_another_file_gets_a_sentence_and_makes_no_card(data: bytes, anna: Person) -> None:
    page = send(data)

    assert page.status_code == 422
    assert "Filen er ikke et helt kort fra Indsatskort." in page.text
    assert cards() == 1


def test_a_form_of_another_site_is_refused(anna: Person) -> None:
    data = anna.get("/card.json").content

    assert send(data, {"Origin": "https://ond.example"}).status_code == 403
    assert cards() == 1


def test_a_file_that_is_too_large_is_not_read(anna: Person) -> None:
    page = send(b"x" * 20_100_000)

    assert page.status_code == 422
    assert "Der er plads til 20 MB." in page.text


def test_whoever_needs_a_code_to_create_cards_needs_it_here(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = anna.get("/card.json").content
    monkeypatch.setenv("INDSATSKORT_CREATE", "code")
    monkeypatch.setenv("INDSATSKORT_CREATE_CODE", "havregrød")
    settings.cache_clear()

    assert "Koden er ikke rigtig." in send(data).text
    assert "Kortet er oprettet" in send(data, kode="havregrød").text
    assert cards() == 2
