"""The companion tools as data: all fourteen are there, and a fault is told with file, place and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.tools.content import load_tools, tools

ITEMS = catalogue().item_by_id
FILE = "03-fremmer-og-haemmer.yaml"


def test_the_fourteen_tools_stand_in_their_order() -> None:
    assert [tool.number for tool in tools().values()] == list(range(1, 15))


def test_every_tool_says_when_to_use_it_in_at_most_three_sentences_and_how_long_it_takes() -> None:
    for tool in tools().values():
        assert tool.when.startswith("Når ")
        assert 2 <= tool.when.count(". ") + 1 <= 3, tool.slug
        assert "minutter" in tool.time
        assert tool.ours


def test_the_counts_are_the_sources() -> None:
    by_slug = tools()
    rows = {slug: [len(part.rows) for part in tool.parts] for slug, tool in by_slug.items()}

    assert rows["tjekliste"] == [5, 5, 6, 5, 5]  # 26 questions in five areas
    assert rows["ledelsesroller"] == [4, 4, 4]  # three fields, four roles
    assert rows["forventninger"] == [9]
    assert rows["deltagelsesstigen"][0] == 6
    assert rows["rekruttering"] == [4, 9, 4, 4]  # 17 points and the four questions
    assert len(by_slug["forankring"].parts) == 1 + 5


def test_what_is_about_one_person_is_not_kept() -> None:
    assert [slug for slug, tool in tools().items() if not tool.is_kept] == ["forventninger"]


FAULTS = [
    ("items: [D3.1.5]}", "items: [D9.9.9]}", "parts[0].rows[0].items[0]", "D9.9.9 findes ikke"),
    ("source: resume", "source: avisen", "source", "avisen findes ikke"),
    ("number: 3", "number: 4", "number", "bruges allerede"),
    ("kind: choice", "kind: valg", "parts[0].columns[0].kind", "skal være"),
    ("kind: choice", "kind: text", "parts[0].columns[0]", "»options« hører til »choice«"),
    ("{id: lokale,", "{id: enkelte,", "parts[0].rows[1].id", "står to gange"),
    ("title: Hvem har I?", "titel: Hvem har I?", "parts[0].title", "mangler"),
    ("time: 25 minutter", "time: [", "", "kan ikke læses som YAML"),
]


@pytest.mark.parametrize(("old", "new", "place", "reason"), FAULTS)
def test_a_fault_is_told_with_file_place_and_reason(
    tmp_path: Path, old: str, new: str, place: str, reason: str
) -> None:
    folder = shutil.copytree(DATA, tmp_path / "data")
    file = folder / "tools" / FILE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(ContentError) as raised:
        load_tools(folder, ITEMS)

    told = [(each.file, each.place, each.reason) for each in raised.value.faults]
    assert any(
        where.startswith(place) and reason in why and name.startswith("tools/")
        for name, where, why in told
    ), told
