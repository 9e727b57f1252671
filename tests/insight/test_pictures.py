"""Pictures: what they show, what they say to those who listen, and that no word gets loose."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.insight.carrying import carrying
from indsatskort.insight.charts import (
    became,
    canvas,
    carriers,
    completion,
    coverage,
    dumbbell,
    moves,
    quotes,
    rounds,
    spread,
    strip,
)
from indsatskort.insight.charts.picture import STYLESHEET, Picture
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST, CAVEAT, DEFINITIONS
from indsatskort.insight.development import development
from indsatskort.insight.numbers import Coverage, coverage_by_driver
from indsatskort.palette import DARK, LIGHT, Palette
from tests.insight.rounds import (
    CATALOGUE,
    COUNCIL,
    EGELY,
    HOSTILE,
    LINDEN,
    SMALL,
    SOLGAARDEN,
    VISITORS,
    a_card,
    a_catalogue,
    an_own_item,
    columns_of_cards,
    random_cards,
)

O, A, P, E = Value.NOT_STARTED, Value.AD_HOC, Value.PARTLY, Value.ESTABLISHED  # noqa: E741
U, X = Value.UNKNOWN, Value.OPTED_OUT
ONE_ITEM = a_catalogue((1, 0))
ITEM = "D1.1.1"
COLUMNS = (COUNCIL, SOLGAARDEN, LINDEN, EGELY, VISITORS)
seldom = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
themes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def all_pictures(before: FilledCard, after: FilledCard, palette: Palette) -> list[Picture]:
    """Every picture there is, of two rounds on the real catalogue."""
    found = development(before, after)
    chosen = {"D1.1.1", "D2.1.2"}
    return [
        completion.picture(after, palette),
        coverage.by_driver(after, CATALOGUE, palette),
        coverage.by_field(after, CATALOGUE, palette),
        coverage.by_column(after, CATALOGUE, palette),
        strip.picture(after, CATALOGUE),
        carriers.picture(after, CATALOGUE),
        *(spread.picture(after, kind, CATALOGUE, palette) for kind in ActorKind),
        moves.by_driver(found, CATALOGUE, palette),
        moves.by_field(found, CATALOGUE, palette),
        moves.by_column(found, palette),
        moves.by_item(found, palette),
        became.picture(found, CATALOGUE, palette),
        rounds.by_driver([before, after], CATALOGUE),
        rounds.by_column([before, after], CATALOGUE),
        dumbbell.of_column(found, after.columns[0], CATALOGUE, palette, chosen=chosen),
        dumbbell.of_item(found, after.items[0], CATALOGUE, palette),
        quotes.picture(found, CATALOGUE, chosen=chosen),
    ]


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[FilledCard, FilledCard]:
    columns = draw(columns_of_cards(most=6))
    return draw(random_cards(columns=columns)), draw(random_cards(columns=columns, number=2))


def scatters(figure: go.Figure, mode: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == mode]


class Markup(HTMLParser):
    """What a browser would find: element names, attributes, and whether elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@seldom
@given(two_rounds(), st.sampled_from([LIGHT, DARK]))
def test_every_figure_has_words_for_those_who_listen_and_no_empty_segment(
    both: tuple[FilledCard, FilledCard], palette: Palette
) -> None:
    for picture in all_pictures(*both, palette):
        assert picture.question
        assert picture.sentence
        assert picture.figure is None or picture.html is None
        assert set(picture.definitions) <= set(DEFINITIONS)
        if picture.figure is None:
            continue
        assert picture.alt.endswith(".")
        for trace in picture.figure.data:
            assert len(trace.y) > 0
            if trace.type == "bar":
                assert all(trace.x)


@seldom
@given(two_rounds())
def test_every_table_has_whole_numbers_and_headings_of_its_own(
    both: tuple[FilledCard, FilledCard],
) -> None:
    for picture in all_pictures(*both, LIGHT):
        if picture.table is None:
            continue
        assert picture.table.columns.is_unique
        for name, column in picture.table.items():
            is_number = pd.api.types.is_integer_dtype(column)
            assert is_number or all(isinstance(cell, str) for cell in column), name


@seldom
@given(two_rounds())
def test_every_piece_of_markup_closes_what_it_opens(both: tuple[FilledCard, FilledCard]) -> None:
    for picture in all_pictures(*both, LIGHT):
        assert Markup(picture.heading).open == []
        assert Markup(picture.html or "").open == []


@themes
def test_hostile_words_stay_words_everywhere(palette: Palette) -> None:
    columns = tuple(replace(column, name=f"{column.kind}{HOSTILE}") for column in COLUMNS)
    own = (an_own_item(title=f"Egen{HOSTILE}"),)
    cells = [(item.id, column.id) for item in (*CATALOGUE.items, *own) for column in columns]
    texts = dict.fromkeys(cells, HOSTILE)
    lows = dict.fromkeys(cells, O)
    mixed = {cell: E if place % 2 else O for place, cell in enumerate(cells)}
    before, after = (
        a_card(columns, values, texts=texts, own=own, catalogue=CATALOGUE, number=number)
        for number, values in ((1, lows), (2, mixed))
    )
    after = replace(after, round=replace(after.round, name=HOSTILE))

    shown = all_pictures(before, after, palette)

    for picture in shown:
        found = Markup(picture.heading + (picture.html or ""))
        assert "img" not in found.elements
        assert "onerror" not in found.attributes
        if picture.figure is not None:
            assert "<img" not in picture.figure.to_json().replace("\\u003c", "<")
    (words,) = [picture for picture in shown if picture.slug == "quotes"]
    assert HOSTILE in "".join(Markup(words.html or "").words)


def test_tags_and_formulas_in_a_label_are_text_to_plotly() -> None:
    assert canvas.label("<b>$x$") == "&lt;b&gt;&#36;x&#36;"
    assert canvas.label("a < b", "1.1") == "<b>1.1</b>&nbsp; a &lt; b"


def test_a_label_is_wrapped_with_its_number_counted() -> None:
    shown = canvas.label("At rekruttering og fastholdelse tager afsæt i motivation", "2")

    plain = re.sub(r"<b>|</b>", "", shown).replace("&nbsp;", "").split("<br>")
    assert all(len(line) <= 46 for line in plain)
    assert canvas.height_of(shown) == 2 * canvas.LINE


@themes
def test_bars_have_the_length_of_their_counts_with_the_established_first(palette: Palette) -> None:
    values = dict(zip([(ITEM, column.id) for column in COLUMNS], (E, E, O, X, U), strict=True))
    card = a_card(COLUMNS, values, catalogue=ONE_ITEM)

    figure = coverage.by_driver(card, ONE_ITEM, palette).figure

    assert figure is not None
    drawn = {
        trace.marker.color: (trace.base, trace.x) for trace in figure.data if trace.type == "bar"
    }
    assert drawn[palette.levels[3]] == ((0.0,), (2,))
    assert drawn[palette.levels[0]] == ((2.0,), (1,))
    assert palette.levels[1] not in drawn
    assert drawn[palette.opted_out][1] == (1,)


@themes
def test_a_symbol_in_a_bar_is_ink_on_a_plate_of_the_pages_colour(palette: Palette) -> None:
    values = {(item.id, column.id): E for item in CATALOGUE.items for column in COLUMNS}
    figure = coverage.by_driver(
        a_card(COLUMNS, values, catalogue=CATALOGUE), CATALOGUE, palette
    ).figure

    assert figure is not None
    (plates,) = scatters(figure, "markers+text")
    (glyphs,) = [trace for trace in scatters(figure, "text") if set(trace.text) == {"●"}]
    assert plates.marker.color == palette.paper
    assert glyphs.textfont.color == palette.ink
    assert (plates.x, plates.y) == (glyphs.x, glyphs.y)


def test_one_figure_serves_all_widths() -> None:
    card = a_card(COLUMNS, {(ITEM, "sol"): P}, catalogue=SMALL)

    figure = completion.picture(card, LIGHT).figure

    assert figure is not None
    layout = figure.layout
    assert layout.yaxis.range == (layout.height, 0)
    assert (layout.margin.l, layout.margin.r, layout.width) == (0, 0, None)
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.title.text is None


def test_the_completion_bar_fills_its_own_track() -> None:
    values = {("D1.1.1", "sol"): P, ("D1.1.2", "sol"): U, ("D1.2.1", "sol"): X}
    card = a_card((SOLGAARDEN,), values, catalogue=SMALL)

    picture = completion.picture(card, LIGHT)

    assert picture.figure is not None
    black = next(
        trace
        for trace in picture.figure.data
        if trace.type == "bar" and trace.marker.color == LIGHT.ink
    )
    assert black.x == (3 / 5,)
    assert picture.sentence.startswith("0 af 1 kolonne er udfyldt.")
    assert "Solgården: 3 af 5 felter." in picture.alt


@pytest.mark.parametrize(
    ("whole", "answer"),
    [
        (Coverage(empty=4), "Ingen felter er vurderet endnu."),
        (Coverage(unknown=4), "Ingen felter er vurderet endnu."),
        (
            Coverage((1, 2, 3, 4)),
            "7 af 10 vurderede felter er delvist eller fast praksis. 10 felter",
        ),
        (
            Coverage((4, 0, 0, 0), empty=2),
            "Fordelingen kan læses samlet, når 1 felt mere er udfyldt.",
        ),
        (Coverage((4, 0, 0, 0)), "Der er for få vurderede felter til at læse fordelingen samlet."),
    ],
)
def test_the_answer_is_given_only_when_it_may_be_said(whole: Coverage, answer: str) -> None:
    assert coverage.summary(whole).startswith(answer)


def test_own_items_are_told_apart_and_stand_in_the_strip() -> None:
    own = (an_own_item(title="Gårdhaven"),)
    card = a_card((SOLGAARDEN,), {(own[0].id, "sol"): E}, own=own, catalogue=SMALL)

    assert "Desuden har kortet 1 egen indsats" in coverage.by_driver(card, SMALL, LIGHT).sentence
    assert "Gårdhaven" in "".join(Markup(strip.picture(card, SMALL, "D1").html or "").words)
    assert "Gårdhaven" not in "".join(Markup(strip.picture(card, SMALL, "D2").html or "").words)
    assert [row.coverage.levels for row in coverage_by_driver(card, SMALL)] == [(0, 0, 0, 0)] * 2


def test_the_strip_is_a_table_with_a_word_in_every_cell_that_counts() -> None:
    card = a_card(
        (SOLGAARDEN, VISITORS),
        {(ITEM, "sol"): E},
        relevance={(ITEM, "ven"): Relevance.MAYBE},
        catalogue=ONE_ITEM,
    )

    html = strip.picture(card, ONE_ITEM).html or ""

    assert '<caption class="vh">' in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 1
    assert "Fast praksis, uden tekst" in html
    assert '<td role="cell" class="ch-part"></td>' in html


def test_a_cell_of_the_strip_leads_where_it_is_told() -> None:
    card = a_card((SOLGAARDEN,), {(ITEM, "sol"): E}, catalogue=ONE_ITEM)

    html = strip.picture(card, ONE_ITEM, href=lambda cell: f"/udfyld?a={cell[0]}&b={cell[1]}").html

    assert '<a href="/udfyld?a=D1.1.1&amp;b=sol">' in (html or "")


def test_the_strip_names_the_only_one_who_carries_and_the_blind_spot() -> None:
    lone = a_card((SOLGAARDEN, LINDEN), {(ITEM, "sol"): E, (ITEM, "lind"): O}, catalogue=ONE_ITEM)
    blind = a_card((SOLGAARDEN, LINDEN), {(ITEM, "sol"): O, (ITEM, "lind"): O}, catalogue=ONE_ITEM)

    assert "<strong>Kun Solgården</strong>" in (strip.picture(lone, ONE_ITEM).html or "")
    assert "<strong>Blind plet</strong>" in (strip.picture(blind, ONE_ITEM).html or "")


def test_who_carries_is_always_x_of_y() -> None:
    values = {(ITEM, "sol"): E, (ITEM, "lind"): P, (ITEM, "ege"): O, (ITEM, "ven"): P}
    card = a_card((SOLGAARDEN, LINDEN, EGELY, VISITORS), values, catalogue=ONE_ITEM)

    picture = carriers.picture(card, ONE_ITEM)

    assert "2 af 3 plejecentre, 1 af 1 forening" in (picture.html or "")
    assert picture.table is not None
    assert picture.table.iloc[0].to_dict() == {
        "Nr.": "1.1.1",
        "Indsats": "Indsats D1.1.1",
        "Gruppe": "Tre til fem bærer den",
        "Bæres af": 3,
        "I spil hos": 4,
        "Bæres af plejecentre": 2,
        "I spil hos plejecentre": 3,
        "Bæres af foreninger": 1,
        "I spil hos foreninger": 1,
        "Hvem bærer den": "Solgården, Linden, Besøgsvennerne",
    }


@seldom
@given(random_cards())
def test_every_item_stands_once_among_the_carriers(card: FilledCard) -> None:
    html = carriers.picture(card, CATALOGUE).html or ""

    assert html.count("<li>") == 49
    assert carriers.sentence(carrying(card)).endswith("fast praksis.")


def test_one_column_of_a_kind_cannot_disagree_and_the_page_says_so() -> None:
    card = a_card((SOLGAARDEN, VISITORS), {(ITEM, "sol"): E, (ITEM, "ven"): O}, catalogue=ONE_ITEM)

    picture = spread.picture(card, ActorKind.CARE_HOME, ONE_ITEM, LIGHT)

    assert picture.figure is None
    assert picture.sentence == spread.TOO_FEW


def test_circles_grow_in_area_with_the_number_in_them() -> None:
    values = {(ITEM, "sol"): O, (ITEM, "lind"): E, (ITEM, "ege"): E}
    card = a_card((SOLGAARDEN, LINDEN, EGELY), values, catalogue=ONE_ITEM)

    figure = spread.picture(card, ActorKind.CARE_HOME, ONE_ITEM, LIGHT).figure

    assert figure is not None
    circles = figure.data[-1]
    assert (circles.x, circles.text) == ((0, 3), ("1", "2"))
    assert circles.marker.size[0] < circles.marker.size[1] <= spread.LARGEST
    assert circles.marker.opacity == 1


def two_of(cells: dict[tuple[str, str], tuple[Value, Value]]) -> tuple[FilledCard, FilledCard]:
    columns = (SOLGAARDEN, LINDEN)
    before, after = (
        a_card(
            columns,
            {cell: pair[place] for cell, pair in cells.items()},
            catalogue=SMALL,
            number=place + 1,
        )
        for place in (0, 1)
    )
    return before, after


def test_movement_is_told_with_its_basis_and_a_fall_with_its_caveat() -> None:
    found = development(
        *two_of({("D1.1.1", "sol"): (O, P), ("D1.1.1", "lind"): (E, A), ("D1.2.1", "sol"): (A, A)})
    )

    picture = moves.by_driver(found, SMALL, LIGHT)

    assert moves.lead(found) == (
        "Fra Runde 1 til Runde 2: 1 felt er vurderet højere, 1 ens og 1 lavere. Det bygger på de 3 "
        "felter, der er vurderet begge gange. 2 af 2 kolonner går igen."
    )
    assert picture.sentence.endswith(A_FALL_MAY_BE_HONEST)
    assert picture.figure is not None
    lower, higher = (trace for trace in picture.figure.data if trace.type == "bar")
    assert (lower.x, higher.x) == ((-1,), (1,))
    assert lower.base[0] == -higher.base[0]


def test_without_a_pair_there_is_a_sentence_and_no_frame() -> None:
    found = development(*two_of({}))

    for picture in (
        moves.by_driver(found, SMALL, LIGHT),
        became.picture(found, SMALL, LIGHT),
        dumbbell.of_column(found, SOLGAARDEN, SMALL, LIGHT),
    ):
        assert picture.figure is None
        assert picture.sentence == "Ingen felter er vurderet begge gange."
    assert quotes.picture(found, SMALL).html is None


def test_what_became_is_one_bar_an_old_level_with_the_unmoved_underlined() -> None:
    found = development(*two_of({("D1.1.1", "sol"): (O, P), ("D1.1.1", "lind"): (O, O)}))

    picture = became.picture(found, SMALL, LIGHT)

    assert picture.figure is not None
    (underline,) = scatters(picture.figure, "lines")
    assert underline.x == (1, 2, None)
    assert picture.table is not None
    assert picture.table.iloc[0].tolist() == ["Ikke i gang", 1, 0, 1, 0, 2]


def test_chosen_items_stand_first_then_lower_before_higher() -> None:
    found = development(
        *two_of({("D1.1.1", "sol"): (O, P), ("D1.1.2", "sol"): (E, A), ("D1.2.1", "sol"): (A, P)})
    )

    order = [move.item.id for move in quotes.in_order(found.movements, {"D1.2.1"})]

    assert order == ["D1.2.1", "D1.1.2", "D1.1.1"]


def test_the_dumbbell_goes_from_a_ring_to_a_dot_in_the_colour_of_now() -> None:
    found = development(*two_of({("D1.1.1", "sol"): (E, A), ("D1.1.2", "sol"): (P, P)}))

    picture = dumbbell.of_column(found, SOLGAARDEN, SMALL, DARK, chosen={"D1.1.1"})

    assert picture.figure is not None
    *_, arrow, ring, dot = picture.figure.data
    assert (ring.x, dot.x, dot.marker.color) == ((3,), (1,), (DARK.levels[1],))
    assert arrow.marker.symbol == ("triangle-left",)
    assert picture.sentence.startswith(
        "1 af 2 felter har flyttet sig. De valgte indsatser står øverst."
    )


def test_a_long_list_of_movements_is_paged() -> None:
    cells = [(item.id, column.id) for item in CATALOGUE.items for column in COLUMNS]
    before, after = (
        a_card(COLUMNS, dict.fromkeys(cells, value), catalogue=CATALOGUE, number=number)
        for number, value in ((1, O), (2, P))
    )
    found = development(before, after)

    last = quotes.pages(found)

    assert last == -(-245 // 20)
    assert (quotes.picture(found, CATALOGUE, page=last).html or "").count("<blockquote>") == 2 * 5
    assert "Du ser nr. 21 til 40." in quotes.picture(found, CATALOGUE, page=2).sentence


def test_columns_over_the_rounds_share_one_scale_in_pixels() -> None:
    before, after = two_of(
        {("D1.1.1", "sol"): (O, P), ("D1.1.2", "sol"): (O, P), ("D1.1.1", "lind"): (A, A)}
    )

    html = rounds.by_column([before, after], SMALL).html or ""

    heights = [float(found) for found in re.findall(r"height:([\d.]+)px", html)]
    assert heights == [76.0, 76.0, 38.0, 38.0]
    assert "2 højere, 0 lavere af 2" in html


def test_a_column_that_was_not_there_from_the_start_is_new_and_has_no_bar() -> None:
    before = a_card((SOLGAARDEN,), {(ITEM, "sol"): O}, catalogue=ONE_ITEM)
    after = a_card((SOLGAARDEN, LINDEN), {(ITEM, "lind"): P}, catalogue=ONE_ITEM, number=2)

    html = rounds.by_column([before, after], ONE_ITEM).html or ""

    assert "<p>Ny</p>" in html
    assert html.count('<i class="s2"') == 1


def test_the_stylesheet_keeps_to_its_prefix_and_to_the_pages_own_colours() -> None:
    css = STYLESHEET.read_text(encoding="utf-8")

    names = set(re.findall(r"\.([a-z][\w-]*)", css)) - {"vh", "sym", "none", "su", "so"}
    assert {name for name in names if not name.startswith("ch-")} <= {"s0", "s1", "s2", "s3"}
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", css)
    assert css.count("{") == css.count("}")


def test_every_definition_is_a_sentence_with_a_source() -> None:
    for definition in DEFINITIONS.values():
        assert definition.title
        assert definition.text.endswith(".")
        assert definition.source.endswith(".")
    assert CAVEAT.startswith("Det er ikke et mål, at alle 49 indsatser findes overalt.")


def test_actors_stand_in_the_cards_own_order_whatever_their_numbers() -> None:
    values = {(ITEM, "ege"): E, (ITEM, "sol"): O}
    card = a_card((COUNCIL, LINDEN, SOLGAARDEN, EGELY), values, catalogue=ONE_ITEM)
    palette = LIGHT

    tables: list[Callable[[], Picture]] = [
        lambda: completion.picture(card, palette),
        lambda: coverage.by_column(card, ONE_ITEM, palette),
    ]

    for make in tables:
        table = make().table
        assert table is not None
        assert table.iloc[:, 0].tolist() == ["Kommunal forvaltning", "Linden", "Solgården", "Egely"]


def test_rows_of_a_figure_run_downwards() -> None:
    card = a_card(COLUMNS, {}, catalogue=SMALL)
    figure = completion.picture(card, LIGHT).figure

    assert figure is not None
    tracks = figure.data[0].y
    assert all(upper < lower for upper, lower in pairwise(tracks))


TWO_AT_ONCE = """
import sys, threading
from indsatskort.insight.charts import canvas
from indsatskort.palette import LIGHT

half_loaded, drawn = threading.Event(), threading.Event()

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "pandas.core.api":
            half_loaded.set()
            drawn.wait(2)

sys.meta_path.insert(0, Slow())
loading = threading.Thread(target=__import__, args=("pandas",))
loading.start()
half_loaded.wait()
try:
    figure = canvas.figure([canvas.bars([1, 2], [1, 2], [0, 0], width=9, marker={"color": ["red", "blue"]})], 30, (0, 1), LIGHT)
finally:
    drawn.set()
    loading.join()
print(len(figure.data))
"""


def test_a_figure_is_drawn_while_another_page_is_loading_pandas() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWO_AT_ONCE],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr
