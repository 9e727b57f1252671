"""The stylesheet, the theme and the small pieces agree on colours and hold what people wrote."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from indsatskort.cards.model import Answer
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import LEVELS, Value
from indsatskort.palette import DARK, LIGHT, PALETTES
from indsatskort.ui import front, look, pieces
from tests.ui.reading_html import parse

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_every_colour_the_stylesheet_uses_is_defined() -> None:
    sheet = look.stylesheet()

    used = set(re.findall(r"var\((--(?!ch-)[a-z0-9-]+)", sheet))  # charts set their --ch- in place
    defined = set(re.findall(r"(--[a-z0-9-]+):", sheet))

    assert set() == used - defined


def test_every_colour_of_the_palette_follows_the_theme() -> None:
    colours = look.colours()

    assert f"--ink: light-dark({LIGHT.ink}, {DARK.ink});" in colours
    assert f"--level-3: light-dark({LIGHT.levels[3]}, {DARK.levels[3]});" in colours
    assert f"--on-level-0: light-dark({LIGHT.on_levels[0]}, {DARK.on_levels[0]});" in colours
    assert len(fields(LIGHT)) - 2 + 8 == colours.count("light-dark(")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_streamlits_theme_has_the_palettes_colours(theme: str) -> None:
    palette, said = PALETTES[theme], CONFIG["theme"][theme]

    assert (palette.accent, palette.accent) == (said["primaryColor"], said["linkColor"])
    assert palette.paper == said["backgroundColor"]
    assert palette.surface == said["secondaryBackgroundColor"]
    assert (palette.ink, palette.muted) == (said["textColor"], said["grayColor"])
    assert palette.edge == said["borderColor"]


def test_the_stylesheet_never_leans_on_names_that_streamlit_generates() -> None:
    assert "st-emotion" not in look.stylesheet()


def test_responsive_rules_leave_paper_alone() -> None:
    queries = re.findall(r"@media ([^{]+)\{", look.stylesheet())

    assert all(query.startswith(("screen", "print")) for query in queries), queries


@pytest.mark.parametrize("value", list(Value))
def test_a_value_has_its_sign_and_its_word(value: Value) -> None:
    pill = parse(pieces.value_chip(value, catalogue())).one("span", "chip")

    assert pill.one("span", "sym").attributes["aria-hidden"] == "true"
    assert catalogue().choice_by_value[value].label == pill.text


def test_levels_are_numbered_from_not_started_to_established() -> None:
    signs = [parse(pieces.symbol(value)).one("span").classes for value in LEVELS]

    assert [{"sym", f"s{level}"} for level in range(4)] == signs


def test_an_empty_answer_has_neither_pill_nor_square() -> None:
    empty = Answer("D1.1.1", "a")

    assert "" == pieces.chip(empty, catalogue()) == pieces.tile(empty, catalogue())


def test_the_legend_explains_every_value_and_mark() -> None:
    words = parse(pieces.value_legend(catalogue())).text

    for choice in catalogue().scale:
        assert choice.label in words
    assert catalogue().under_way.label in words


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [(0, 0, "Valgfrit"), (0, 6, "Ikke begyndt"), (5, 8, "5 af 8"), (8, 8, "✓ Færdig")],
)
def test_a_field_says_how_far_one_is(done: int, total: int, words: str) -> None:
    assert words == front.state_words(done, total)


def test_the_front_page_shows_the_worked_example_and_all_steps() -> None:
    excerpt = parse(front.example_excerpt(catalogue())).one("table")

    assert len(front.EXCERPT) == len(excerpt.one("tbody").all("tr"))
    assert excerpt.all("span", "chip")
    assert len(parse(front.steps()).all("li")) == 4


def test_the_front_page_shows_peoples_words_as_words() -> None:
    evil = "<b onclick=x>&"
    shown = (
        front.news([front.News("I dag", evil, evil)])
        + front.next_step("I går", evil, 1, 2, evil)
        + front.own_fields([front.FieldProgress("1.1", evil, 1, 2, url='/udfyld?som="><i>')])
        + front.aside(evil, evil)
        + pieces.relevance_legend(evil, '/hjaelp"><i>')
    )

    read = parse(shown)

    assert read.text.count(evil) == 8
    assert [node for node in read.all("b") if node.attributes.get("onclick")] == []
    assert {'/udfyld?som="><i>', '/hjaelp"><i>'} == {a.attributes["href"] for a in read.all("a")}
