"""The table of the sources' tools in docs/kilder.md says the same as the content."""

from __future__ import annotations

import re

import pytest

from indsatskort.catalogue.library import library
from indsatskort.catalogue.load import DATA
from indsatskort.plan.templates import templates
from indsatskort.tools.content import tools
from indsatskort.ui.menu import ON_A_CARD

ROOT = DATA.parent
TEMPLATES = "data/action_templates.yaml"
PAGE = (ROOT / "docs" / "kilder.md").read_text("utf-8")
ROWS = {
    cells[0]: cells[1:]
    for line in re.findall(r"^\| (V\d\d \|.*) \|$", PAGE, flags=re.MULTILINE)
    if (cells := [cell.strip() for cell in line.split("|")])
}
NUMBERS = [f"V{number:02}" for number in range(1, 63)]
ADDRESSES = {f"/{path}" for _, _, path, _ in ON_A_CARD} | {"/hjaelp"}
SAID = {
    str(file.relative_to(ROOT)): set(
        re.findall(r"V\d\d", "".join(re.findall(r"^#.*$", file.read_text("utf-8"), re.MULTILINE)))
    )
    for file in DATA.rglob("*.yaml")
}
"""The numbers that a file of the content has by its opening comment."""


def test_every_number_stands_once_in_its_order() -> None:
    assert re.findall(r"^\| (V\d\d) \|", PAGE, flags=re.MULTILINE) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_a_row_says_where_the_content_has_it(number: str) -> None:
    _, where, why = ROWS[number]
    named = set(re.findall(r"`([^`]+)`", where))
    carrying = {slug for slug, tool in tools().items() if number in tool.inventory}

    assert named & tools().keys() == carrying
    assert ("Inspiration" in where) is any(number in each.inventory for each in library().entries)
    assert (TEMPLATES in named) is any(number in each.inventory for each in templates())
    files = {place for place in named - {TEMPLATES} if place.startswith("data/")}
    assert files == {file for file, numbers in SAID.items() if number in numbers}
    for place in named - tools().keys():
        assert place in ADDRESSES if place.startswith("/") else (ROOT / place).is_file(), place
    if where == "–":
        assert why.startswith("Ikke med: ")
