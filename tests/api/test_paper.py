"""Blank cards for pen and paper, and the public page: what is on them, and that they fit the paper."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from indsatskort.cards import own_items
from indsatskort.catalogue.load import catalogue
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState
from tests.api.conftest import SOLGAARDEN, Person
from tests.needs import browser

MM = 72 / 25.4


def open_page(person: Person, path: str, **query: str) -> str:
    answer = person.browser.get(path, params={"som": person.som, **query})
    assert answer.status_code == 200
    return answer.text


def printed(html: str, folder: Path) -> pypdfium2.PdfDocument:
    """The page as Chromium prints it."""
    chromium = browser()
    if chromium is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is missing")
    (folder / "page.html").write_text(html, encoding="utf-8")
    subprocess.run(
        [
            str(chromium),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={folder / 'page.pdf'}",
            (folder / "page.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return pypdfium2.PdfDocument(folder / "page.pdf")


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.mark.browser
@pytest.mark.parametrize(("paper", "width_mm", "most"), [("a3", 420, 4), ("a4", 297, 9)])
def test_a_blank_card_has_each_item_once_on_few_pages_with_room_to_write(
    paper: str, width_mm: int, most: int, anna: Person, tmp_path: Path
) -> None:
    document = printed(open_page(anna, "/blanket", papir=paper), tmp_path)

    told = texts(document)
    assert len(told) <= most
    assert all(round(page.get_width() / MM) == width_mm for page in document)
    everything = " ".join(told)
    for item in catalogue().items:
        assert everything.count(f"{item.number} {item.title}") == 1
    assert all("Hvordan ser det ud hos jer?" in page for page in told)  # the head is repeated
    document.close()


def test_the_room_to_write_is_15_millimetres_high_and_165_wide(
    anna: Person,
) -> None:
    page = open_page(anna, "/blanket", papir="a3")

    room, text, tick = (
        float(re.search(rf"--{n}: ([\d.]+)mm", page)[1]) for n in ("room", "text", "tick")
    )  # type: ignore[index]
    assert room >= 15
    assert 400 - text - 6 * tick >= 165
    assert page.count("<tr class='item'>") == 49


def test_own_items_are_on_the_blank_card_too_and_inert(anna: Person) -> None:
    anna.do(own_items.add_own_item, anna.card.round, "D1.1", "<b>Have</b>", "Vi <i>graver</i>.")

    page = open_page(anna, "/blanket")

    assert page.count("<tr class='item'>") == 50
    assert "Egen &lt;b&gt;Have&lt;/b&gt;" in page
    assert "<i>graver" not in page


def test_a_named_column_has_its_name_and_its_relevance(bo: Person) -> None:
    page = open_page(bo, "/blanket", kolonne=bo.card.actors[SOLGAARDEN])

    assert f"<span dir='auto'>{SOLGAARDEN}</span>" in page
    assert "class='what yes'" in page
    assert "class='what maybe'" in page
    assert "class='what yes'" not in open_page(bo, "/blanket", kolonne="fremmed")


@pytest.mark.parametrize("path", ["/blanket", "/offentlig"])
def test_strangers_get_neither(path: str, anna: Person, erik: Person) -> None:
    answer = erik.browser.get(path, params={"som": anna.som})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_public_page_is_for_facilitators_to_give_out(bo: Person, dorte: Person) -> None:
    for person in (bo, dorte):
        assert person.browser.get("/offentlig", params={"som": person.som}).status_code == 303


def chosen(anna: Person, bo: Person) -> None:
    bo.save("Hemmeligt svar", value="established")
    anna.do(
        deciding.choose,
        anna.card.round,
        [Choice("D1.1.2", ChoiceState.CHOSEN, None, "Vores <b>grund</b>")],
    )


def test_the_public_page_has_nobodys_words_unless_they_are_taken_along(
    anna: Person, bo: Person
) -> None:
    chosen(anna, bo)

    plain, with_words = (open_page(anna, "/offentlig", tekster=each) for each in ("", "1"))

    assert "Aktiviteter for både mænd og kvinder" in plain
    assert "grund&lt;" not in plain
    assert "Vores &lt;b&gt;grund&lt;/b&gt;" in with_words
    for page in (plain, with_words):
        assert "Hemmeligt svar" not in page
        assert "ikke kvaliteten af indsatsen" in page
        assert "%" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


@pytest.mark.browser
def test_the_public_page_is_one_page(anna: Person, bo: Person, tmp_path: Path) -> None:
    anna.do(
        deciding.choose,
        anna.card.round,
        [
            Choice(item.id, ChoiceState.CHOSEN, None, "Fordi vi vil det. " * 8)
            for item in catalogue().items[:5]
        ],
    )

    document = printed(open_page(anna, "/offentlig", tekster="1"), tmp_path)

    assert len(document) == 1
    assert round(document[0].get_width() / MM) == 210
    document.close()
