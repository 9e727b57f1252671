"""LibreOffice opens slides and documents, and what it prints has its pages and its texts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from indsatskort.exchange.document import document
from indsatskort.exchange.document.annex import annex
from indsatskort.exchange.slides import slides
from indsatskort.plan.content import plan_content
from tests.exchange import wholes
from tests.exchange.filled import CATALOGUE, LONG, MADE_AT
from tests.needs import office

pytestmark = pytest.mark.libreoffice

MAKE: dict[str, Callable[[], bytes]] = {
    "invented.pptx": lambda: slides(wholes.invented(), CATALOGUE, plan_content(), made_at=MADE_AT),
    "nasty.pptx": lambda: slides(wholes.nasty(), CATALOGUE, plan_content(), made_at=MADE_AT),
    "card.docx": lambda: document(wholes.invented(), CATALOGUE, plan_content(), made_at=MADE_AT),
    "long.docx": lambda: document(
        wholes.with_long_answers(), CATALOGUE, plan_content(), made_at=MADE_AT
    ),
    "annex.docx": lambda: annex(wholes.invented(), CATALOGUE, plan_content(), made_at=MADE_AT),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page, by file, as LibreOffice prints them all in one go."""
    parts = [office("impress"), office("writer")]
    if None in parts:
        message = "LibreOffice is missing: apt-get install --no-install-recommends libreoffice-impress libreoffice-writer"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    folder = tmp_path_factory.mktemp("office")
    for name, make in MAKE.items():
        (folder / name).write_bytes(make())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = [str(parts[0]), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    done = subprocess.run(
        [*order, *(str(folder / name) for name in MAKE)],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    assert "rror" not in done.stdout + done.stderr
    return {name: pages(folder / f"{Path(name).stem}.pdf") for name in MAKE}


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_the_slides_are_printed_one_a_page_with_their_texts(printed: dict[str, list[str]]) -> None:
    told = printed["invented.pptx"]
    assert len(told) == 8
    assert "103 af 175 vurderede felter er delvist eller fast praksis" in told[1]
    assert "Fast praksis" in told[1]
    assert "1.1.2 Aktiviteter for både mænd og kvinder" in told[3]
    assert "Vi begynder med værkstedet på Engbo." in told[4]
    assert "Mandeklub i værkstedet" in told[5]
    assert "Forår 2025" in told[6]


def test_slides_of_a_card_with_20_columns_and_long_texts_are_printed_whole(
    printed: dict[str, list[str]],
) -> None:
    told = printed["nasty.pptx"]
    assert len(told) == 8
    assert '=HYPERLINK("x")' in " ".join(told)
    for page in told[1:4]:
        assert "ikke kvaliteten af indsatsen" in page
    assert all("21. november 2026" in page for page in told)


def test_the_document_is_printed_with_its_head_on_every_page(printed: dict[str, list[str]]) -> None:
    told = printed["card.docx"]
    assert 6 <= len(told) <= 12
    assert "Frivilligkonsulenten har samlet en fælles liste" in told[0]
    on_the_way = [page for page in told if "Besøgsvennerne" in page]
    assert len(on_the_way) >= len(told) - 2
    ending = " ".join(told[-2:])
    assert "Handleplan" in ending
    assert "Mandeklub i værkstedet" in ending


def test_texts_of_4000_characters_go_on_over_the_pages_without_losing_a_word(
    printed: dict[str, list[str]],
) -> None:
    told = " ".join(printed["long.docx"])
    assert told.count("frivillige hver") >= LONG.count("frivillige hver") - 3  # lines end between
    assert told.count("W") >= 4_000
    assert len(printed["long.docx"]) > 8


def test_the_annex_is_printed_on_two_or_three_pages(printed: dict[str, list[str]]) -> None:
    told = printed["annex.docx"]
    assert 2 <= len(told) <= 3
    assert "Resumé" in told[0]
    assert "Indstilling" in told[-1]
    assert "Udkast" in told[0]
    assert "Udkast til indstilling" in told[-1]
