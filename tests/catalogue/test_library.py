"""Inspiration: where it comes from, what it covers, and faults in it told with file, place and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indsatskort.__main__ import main
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.library import coverage, homeless, library, load_library
from indsatskort.catalogue.load import DATA, catalogue

ITEMS = list(catalogue().item_by_id)
NOTHING_IN_THE_SOURCES = ["D1.2.2", "D1.2.3", "D3.2.5"]


def test_every_item_has_inspiration_but_those_the_sources_say_nothing_about() -> None:
    counted = coverage(library(), ITEMS)

    assert [item for item, count in counted.items() if not count] == NOTHING_IN_THE_SOURCES
    assert homeless(library(), ITEMS) == ()


def test_the_first_three_are_of_different_kinds_where_there_are_so_many() -> None:
    for item in ITEMS:
        entries = library().for_item(item)
        kinds = len({entry.kind for entry in entries})

        assert len({entry.kind for entry in entries[:3]}) == min(3, kinds, len(entries)), item


def test_what_is_about_others_than_care_homes_says_so() -> None:
    about = {entry.source.id: entry.is_carried_over for entry in library().entries}

    assert about == {"resume": False, "boligsocial": True, "katalog": True, "tak": True}


def test_a_piece_of_inspiration_is_short_and_a_question_asks() -> None:
    for entry in library().entries:
        assert len(entry.text) <= 330, entry.id
        assert ("?" in entry.text) or entry.kind not in {"question", "checkpoint"}, entry.id


def test_the_nine_recommendations_are_all_there() -> None:
    assert [each.number for each in library().recommendations] == [
        9,
        10,
        11,
        12,
        28,
        29,
        30,
        31,
        32,
    ]


def test_the_report_names_what_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content"]) == 0

    told = capsys.readouterr().out
    assert "Uden inspiration: 1.2.2, 1.2.3, 3.2.5" in told
    assert "Uden hjem: ingen" in told


FAULTS = [
    ("items: [D1.1.1]", "items: [D9.9.9]", "entries[0].items[0]", "D9.9.9 findes ikke"),
    ("items: [D1.1.1]", "items: [D1.1.1, D1.1.1]", "entries[0].items[1]", "står to gange"),
    ("items: [D1.1.1]", "items: []", "entries[0].items", "må ikke være tom"),
    ("source: resume", "source: avisen", "entries[0].source", "avisen findes ikke i sources.yaml"),
    ("kind: fact", "kind: rygte", "entries[0].kind", "skal være"),
    ("inventory: [V09]", "inventory: [9]", "entries[0].inventory[0]", "skal være en tekst"),
    ("    place: Afsnit 2.1\n", "", "entries[0].place", "mangler"),
    ("id: akt-mange-eller-en", "id: akt-fordeling", "entries[1].id", "findes allerede"),
]


@pytest.mark.parametrize(("old", "new", "place", "reason"), FAULTS)
def test_a_fault_is_told_with_file_place_and_reason(
    tmp_path: Path, old: str, new: str, place: str, reason: str
) -> None:
    folder = shutil.copytree(DATA, tmp_path / "data")
    file = folder / "inspiration" / "1-aktiviteter.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(ContentError) as raised:
        load_library(folder, ITEMS)

    told = [(each.file, each.place, each.reason) for each in raised.value.faults]
    assert any(
        (file, at) == ("inspiration/1-aktiviteter.yaml", place) and reason in why
        for file, at, why in told
    ), told
