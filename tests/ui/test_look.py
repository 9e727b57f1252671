"""The stylesheet, the theme and the small pieces agree on colours and hold what people wrote."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import streamlit
from streamlit import config

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

    used = set(
        re.findall(r"var\((--(?!ch-|meeting-)[a-z0-9-]+)", sheet)
    )  # those two are set in place
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


@pytest.fixture(scope="module")
def frontend() -> str:
    """All of Streamlit's own JavaScript."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "".join(path.read_text("utf-8") for path in folder.glob("*.js"))


def test_streamlit_still_has_every_part_the_stylesheet_dresses(frontend: str) -> None:
    dressed = set(re.findall(r'data-testid\^?="([^"]+)"', look.stylesheet()))

    dressed = {re.sub("(?<=stAlertContent).*", "", part) for part in dressed}  # put together there

    assert {part for part in dressed if part not in frontend} == set()


def test_streamlit_still_says_every_english_word_that_the_script_replaces(frontend: str) -> None:
    words = re.findall(r'^    "([^"]+)": "', look.script(), flags=re.MULTILINE)

    assert words
    assert [word for word in words if word not in frontend] == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("runner.postScriptGC", False),
        ("server.enableAgentApi", False),
        ("server.enableStaticServing", False),
        ("client.showErrorDetails", "none"),
        ("browser.gatherUsageStats", False),
    ],
)
def test_streamlit_knows_the_settings_that_matter(option: str, value: object) -> None:
    section, name = option.split(".")

    assert option in config._config_options_template
    assert CONFIG[section][name] == value
