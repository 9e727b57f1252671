"""LibreOffice opens the workbook, and the file it saves has every answer where it belongs."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from indsatskort.cards.model import Draft
from indsatskort.catalogue.model import Value
from indsatskort.exchange.workbook import stamp, workbook
from indsatskort.exchange.workbook.addresses import SHEET, Part, addresses
from indsatskort.exchange.workbook.inert import as_typed
from tests.exchange import wholes
from tests.exchange.filled import CATALOGUE, HOSTILE, KEY, LONG, MADE_AT, example, level_of
from tests.exchange.returned import changed, compared, drafts, exported, write
from tests.insight.rounds import a_round
from tests.needs import office

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def soffice() -> str:
    path = office()
    if path is None:
        message = "LibreOffice is missing: apt-get install --no-install-recommends libreoffice-calc"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return path


@pytest.fixture(scope="module")
def folder(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's workbook as we write it, as LibreOffice saves it again, and as a PDF."""
    folder = tmp_path_factory.mktemp("office")
    card = example()
    rounds = [replace(card, round=a_round(1)), replace(card, round=a_round(2))]
    (folder / "card.xlsx").write_bytes(workbook(rounds, CATALOGUE, made_at=MADE_AT, key=KEY))
    for kind in ("xlsx", "pdf"):
        convert(soffice, folder, kind)
    return folder


def convert(soffice: str, folder: Path, kind: str) -> None:
    """A profile of its own, so that runs at the same time do not meet."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = ["--headless", "--convert-to", kind, "--outdir", str(folder / "saved")]
    done = subprocess.run(
        [soffice, profile, *order, str(folder / "card.xlsx")],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    assert "rror" not in done.stdout + done.stderr


def test_every_answer_is_read_back_from_the_file_libreoffice_saved(folder: Path) -> None:
    card = example()
    places = addresses(card, CATALOGUE)
    sheet = load_workbook(folder / "saved" / "card.xlsx")[SHEET]
    assert len(card.standard_items) == 49
    assert len(card.own_items) == 3
    for item in card.items:
        for column in card.columns:
            answer = card.answer(item.id, column.id)
            level = sheet[places.of(item.id, column.id, Part.LEVEL)]
            text = sheet[places.of(item.id, column.id, Part.TEXT)]
            assert level.value == level_of(answer)
            assert text.data_type == "s"
            assert as_typed(text.value) == answer.text


def test_the_example_holds_what_files_stumble_over() -> None:
    texts = {answer.text for answer in example().answers.values()}
    assert texts == set(HOSTILE)
    assert '=HYPERLINK("x")' in texts
    assert max(map(len, texts)) == len(LONG) == 4_000
    assert {answer.value for answer in example().answers.values()} == set(Value)


def test_libreoffice_keeps_the_sheets_and_the_print_set_up_and_finds_no_formula(
    folder: Path,
) -> None:
    book = load_workbook(folder / "saved" / "card.xlsx")
    sheet = book[SHEET]
    assert book.sheetnames == ["Indsatskort", "Overblik", "Udvikling", "Læs mig", stamp.SHEET]
    assert book[stamp.SHEET].sheet_state == "hidden"
    assert sheet.protection.sheet
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$5:$6", "landscape")
    assert not any(
        cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row
    )


def test_libreoffice_prints_the_workbook(folder: Path) -> None:
    printed = (folder / "saved" / "card.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert len(printed) > 50_000


def test_a_workbook_that_libreoffice_saved_comes_back_without_changes(folder: Path) -> None:
    card = replace(example(), round=a_round(2))
    done = compared((folder / "saved" / "card.xlsx").read_bytes(), card, in_own_process=True)
    assert (done.changes, done.complaints) == ([], [])
    assert done.unchanged == len(card.relevance)


def test_a_card_of_20_columns_with_the_longest_texts_comes_back_without_changes(
    soffice: str, tmp_path: Path
) -> None:
    card = wholes.nasty().newest
    assert (len(card.columns), len(card.own_items)) == (20, 3)
    (tmp_path / "card.xlsx").write_bytes(exported(card))
    convert(soffice, tmp_path, "xlsx")

    done = compared((tmp_path / "saved" / "card.xlsx").read_bytes(), card)

    assert (done.changes, done.complaints) == ([], [])
    assert done.unchanged == len(card.relevance)


def test_what_is_changed_in_the_file_that_libreoffice_saved_is_all_that_comes_back(
    folder: Path,
) -> None:
    card = replace(example(), round=a_round(2))
    cell = ("D1.1.2", card.columns[1].id)
    draft = Draft(Value.PARTLY, under_way=True, text="=Rettet i LibreOffice")
    saved = (folder / "saved" / "card.xlsx").read_bytes()
    done = compared(changed(saved, lambda book: write(book, card, cell, draft)), card)
    assert drafts(done) == {cell: draft}
