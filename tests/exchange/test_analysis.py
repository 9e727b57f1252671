"""The CSV: a row for each cell and round, as Danish Excel reads it, and text that stays text."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import product
from pathlib import Path

import pytest

from indsatskort.exchange.analysis import COLUMNS, analysis, inert
from indsatskort.exchange.whole import WholeCard
from tests.exchange import wholes
from tests.exchange.filled import CATALOGUE, HOSTILE

DOCUMENT = Path(__file__).parents[2] / "docs" / "csv.md"


def rows(whole: WholeCard) -> list[dict[str, str]]:
    text = analysis(whole, CATALOGUE).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_it_has_a_bom_semicolons_and_windows_line_ends() -> None:
    data = analysis(wholes.empty(), CATALOGUE)
    assert data.startswith(b"\xef\xbb\xbfkommune;runde_nr;runde;")
    assert data.count(b"\r\n") == 1 + 49 * 3
    assert data.endswith(b"\r\n")


def test_there_is_a_row_for_each_cell_and_round() -> None:
    whole = wholes.invented()
    told = {(row["runde"], row["indsats"], row["aktør"]) for row in rows(whole)}
    expected = {
        (filled.round.name, item.title, column.name)
        for filled in whole.rounds
        for item, column in product(filled.items, filled.columns)
    }
    assert told == expected
    assert len(rows(whole)) == len(expected)


def test_a_row_says_what_the_cell_says() -> None:
    row = next(
        row
        for row in rows(wholes.invented())
        if (row["runde_nr"], row["indsats_nr"], row["aktør"]) == ("2", "1.1.2", "Solgården")
    )
    assert row["kommune"] == "Lindebjerg Kommune (opdigtet)"
    assert row["slags_aktør"] == "Plejecenter"
    assert (row["status"], row["niveau"], row["på_vej"]) == ("Fast praksis", "3", "nej")
    assert row["relevans"] == "relevant"
    assert row["egen_indsats"] == "nej"
    assert row["tekst"].startswith("Mandegruppen")
    day, month, year = row["gemt"].split(".")
    assert (len(day), len(month), len(year)) == (2, 2, 4)


def test_an_empty_cell_has_no_level() -> None:
    assert {(row["status"], row["niveau"]) for row in rows(wholes.empty())} == {
        ("Ikke udfyldt", "")
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_as_a_formula_and_the_text_can_be_had_back(text: str) -> None:
    written = inert(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.removeprefix("'") == text or written == text
    if text.startswith("'"):
        assert written == f"'{text}"


def test_nothing_anywhere_in_the_file_begins_as_a_formula() -> None:
    for row in rows(wholes.nasty()):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_every_column_is_described() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in document] == []
