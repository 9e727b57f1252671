"""`docs/sikkerhed.md` goes through ASVS 5.0 line by line, and every place it names is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

# ASVS 5.0.0: all of level 1, by section with the numbers in it
LEVEL_1 = {
    "1.2": (1, 2, 3, 4, 5),
    "1.3": (1, 2),
    "1.5": (1,),
    "2.1": (1,),
    "2.2": (1, 2),
    "2.3": (1,),
    "3.2": (1, 2),
    "3.3": (1,),
    "3.4": (1, 2),
    "3.5": (1, 2, 3),
    "4.1": (1,),
    "4.4": (1,),
    "5.2": (1, 2),
    "5.3": (1, 2),
    "6.1": (1,),
    "6.2": (1, 2, 3, 4, 5, 6, 7, 8),
    "6.3": (1, 2),
    "6.4": (1, 2),
    "7.2": (1, 2, 3, 4),
    "7.4": (1, 2),
    "8.1": (1,),
    "8.2": (1, 2),
    "8.3": (1,),
    "9.1": (1, 2, 3),
    "9.2": (1,),
    "10.4": (1, 2, 3, 4, 5),
    "11.3": (1, 2),
    "11.4": (1,),
    "12.1": (1,),
    "12.2": (1, 2),
    "13.4": (1,),
    "14.2": (1,),
    "14.3": (1,),
    "15.1": (1,),
    "15.2": (1,),
    "15.3": (1,),
}
# and level 2 of validation, sessions, authorization and logging
LEVEL_2 = {
    "2.1": (2, 3),
    "2.2": (3,),
    "2.3": (2, 3, 4),
    "2.4": (1,),
    "7.1": (1, 2, 3),
    "7.3": (1, 2),
    "7.4": (3, 4, 5),
    "7.5": (1, 2),
    "7.6": (1, 2),
    "8.1": (2,),
    "8.2": (3,),
    "8.4": (1,),
    "16.1": (1,),
    "16.2": (1, 2, 3, 4, 5),
    "16.3": (1, 2, 3, 4),
    "16.4": (1, 2, 3),
    "16.5": (1, 2, 3),
}


class Line(NamedTuple):
    number: str
    level: str
    status: str
    words: str


def lines() -> list[Line]:
    text = (ROOT / "docs" / "sikkerhed.md").read_text("utf-8")
    found = re.findall(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| (.+) \|$", text, re.MULTILINE)
    return [Line(*each) for each in found]


def test_every_requirement_has_its_line_once_and_at_its_level() -> None:
    asked = [
        (f"{section}.{number}", level)
        for level, sections in (("1", LEVEL_1), ("2", LEVEL_2))
        for section, numbers in sections.items()
        for number in numbers
    ]
    assert sorted((each.number, each.level) for each in lines()) == sorted(asked)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.number)
def test_a_line_says_met_with_its_place_or_why_not(line: Line) -> None:
    places = re.findall(r"`([\w/.-]+/[\w./-]+)`", line.words)
    gone = [each for each in places if not (ROOT / each).exists()]

    assert gone == []
    assert line.status in {"opfyldt", "ikke relevant", "ikke opfyldt"}
    if line.status == "opfyldt":
        assert places or "ovenfor" in line.words or "Samme afsnit" in line.words
    elif line.status == "ikke opfyldt":
        assert "stedet" in line.words
