"""What a facilitator prints: the script of the meeting and the strips; nobody else gets them."""

from __future__ import annotations

import re

import httpx
import pytest

from indsatskort.access import door
from indsatskort.cards import columns
from indsatskort.settings import settings
from indsatskort.workshop import leading
from tests.api.conftest import SOLGAARDEN, Person

PAGES = ("/drejebog", "/strimler")


def open_page(person: Person, path: str, **query: str) -> httpx.Response:
    return person.browser.get(path, params={"som": person.som, **query})


@pytest.mark.parametrize("path", PAGES)
def test_only_facilitators_print(path: str, anna: Person, bo: Person, dorte: Person) -> None:
    anna.do(leading.prepare, "three_hours")

    assert open_page(anna, path).status_code == 200
    for person in (bo, dorte):
        answer = open_page(person, path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", PAGES)
def test_a_membership_of_another_browser_prints_nothing(
    path: str, anna: Person, erik: Person
) -> None:
    anna.do(leading.prepare, "three_hours")

    assert erik.browser.get(path, params={"som": anna.som}).status_code == 303


def test_the_script_has_every_step_with_its_time_and_plan_b(anna: Person) -> None:
    anna.do(leading.prepare, "three_hours")

    page = open_page(anna, "/drejebog", kl="13:30").text

    for head in ("Tid", "Hvad", "Hvorfor", "Hvordan", "Hvem", "Plan B"):
        assert f'<th scope="col">{head}</th>' in page
    assert "<td>13.30–13.40</td><td>Velkomst (10 min)</td>" in page
    assert "<td>16.20–16.30</td><td>Runde og datoer (10 min)</td>" in page
    assert "Ikke med: Udfyld jeres kolonne (30 min)." in page


def test_the_script_of_two_meetings_begins_again_for_the_second(anna: Person) -> None:
    anna.do(leading.prepare, "two_meetings")

    page = open_page(anna, "/drejebog", kl="10:00").text

    assert len(re.findall("<td>10.00–10.10</td>", page)) == 2
    assert page.count("Næste møde") == 1


def test_without_a_meeting_there_is_no_script(anna: Person) -> None:
    assert open_page(anna, "/drejebog").status_code == 303


@pytest.mark.parametrize("kl", ["", "25:00", "<script>"])
def test_a_time_that_is_none_begins_at_nine(kl: str, anna: Person) -> None:
    anna.do(leading.prepare, "short")

    page = open_page(anna, "/drejebog", kl=kl).text

    assert "<td>9.00–9.05</td>" in page
    assert "<script>" not in page


def test_each_column_has_a_strip_with_its_own_link_in_capitals(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_URL", "http://kort.lindebjerg.dk")
    settings.cache_clear()

    page = open_page(anna, "/strimler").text

    assert page.count('<section class="strip">') == 4
    token = anna.card.tokens[SOLGAARDEN].upper()
    assert f"HTTP://KORT.LINDEBJERG.DK/D/{token}" in page
    assert f"QR-kode til {SOLGAARDEN}" in page


def test_the_rooms_code_is_among_the_strips_once_the_door_was_open(anna: Person) -> None:
    anna.do(door.set_door, is_open=True)

    page = open_page(anna, "/strimler").text

    assert page.count('<section class="strip">') == 5
    assert re.search(r'class="code">\w{4} \w{4}<', page)


def test_a_columns_name_is_only_a_name_on_paper(anna: Person) -> None:
    name = '<img src=x onerror="alert(1)">'
    anna.do(columns.rename_column, anna.card.round, anna.card.actors[SOLGAARDEN], name)

    page = open_page(anna, "/strimler").text

    assert "<img" not in page
    assert "&lt;img src=x" in page
