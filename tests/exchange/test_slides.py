"""The slides: what each says, that everything in them can be edited, and that text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from indsatskort.cards.model import Answer
from indsatskort.catalogue.model import Value
from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.slides import differences_slide, slides
from indsatskort.exchange.slides.deck import Deck
from indsatskort.exchange.whole import WholeCard, file_name
from indsatskort.insight.definitions import CAVEAT
from indsatskort.insight.numbers import coverage_by_driver
from indsatskort.plan.content import plan_content
from tests.exchange import wholes
from tests.exchange.filled import CATALOGUE, LONG, MADE_AT, a_named
from tests.insight.rounds import a_round

CARDS = {"invented": wholes.invented, "nasty": wholes.nasty, "empty": wholes.empty}


def opened(whole: WholeCard) -> Any:
    return Presentation(BytesIO(slides(whole, CATALOGUE, plan_content(), made_at=MADE_AT)))


def texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def said(slide: Any) -> str:
    return "\n".join(texts(slide))


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def charts(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_the_titles_are_answers() -> None:
    assert titles(opened(wholes.invented())) == [
        "Et fælles billede af det frivillige arbejde på plejecentrene: Lindebjerg Kommune (opdigtet)",
        "103 af 175 vurderede felter er delvist eller fast praksis",
        "Ved 3 indsatser er ingen i gang, og 12 indsatser hviler på én aktør",
        "Ved 26 indsatser står to aktører mindst to niveauer fra hinanden",
        "I har valgt 3 indsatser at arbejde med",
        "2 handlinger i gang og 1 færdig – 1 over fristen",
        "Siden Forår 2025: 38 felter højere, 101 ens og 20 lavere",
        "Tallene er jeres egen vurdering – brug dem til at vælge, hvad I vil tale om",
    ]


def test_a_card_without_answers_says_so_and_has_no_slide_about_progress() -> None:
    deck = opened(wholes.empty())
    assert titles(deck)[1:6] == [
        "Ingen felter er vurderet endnu",
        "Der mangler svar, før vi kan se, hvem der bærer indsatserne",
        "Der er endnu ingen vurderinger at sammenligne",
        "I har endnu ikke valgt, hvad I vil arbejde med",
        "I har endnu ikke aftalt handlinger",
    ]
    assert not any(title.startswith("Siden") for title in titles(deck))


@pytest.mark.parametrize("card", CARDS)
def test_there_are_six_to_eight_slides_with_notes(card: str) -> None:
    deck = opened(CARDS[card]())
    assert 6 <= len(deck.slides) <= 8
    for slide in deck.slides:
        assert slide.notes_slide.notes_text_frame.text.strip()


def test_the_chart_has_the_numbers_of_the_overview_and_a_text_for_those_who_cannot_see_it() -> None:
    whole = wholes.invented()
    frame, *_ = charts(opened(whole))
    rows = coverage_by_driver(whole.newest, CATALOGUE)
    plot = frame.chart.plots[0]
    assert list(plot.categories) == [f"{row.number} {row.title}" for row in rows]
    by_name = {series.name: tuple(series.values) for series in plot.series}
    assert by_name["● Fast praksis"] == tuple(row.coverage.levels[3] for row in rows)
    assert by_name["Ikke udfyldt"] == tuple(row.coverage.empty for row in rows)
    assert "12 fast praksis" in frame._element.nvGraphicFramePr.cNvPr.get("descr")


@pytest.mark.parametrize("card", CARDS)
def test_a_slide_with_numbers_says_what_they_are_not(card: str) -> None:
    deck = opened(CARDS[card]())
    for place, slide in enumerate(deck.slides):
        if place in {1, 2, 3}:
            assert CAVEAT in said(slide)
        assert "%" not in said(slide)


def test_choices_stand_with_what_is_good_enough_what_was_agreed_and_why() -> None:
    slide = said(opened(wholes.invented()).slides[4])
    assert "1.1.2 Aktiviteter for både mænd og kvinder" in slide
    assert "◑ Delvist" in slide
    assert "Aftalt: ◔ Ad hoc · Vi begynder med værkstedet på Engbo." in slide
    assert "I ser forskelligt på det." in slide
    assert "Mændene sidder for sig selv." in slide
    assert "Parkeret: 4.2.1" in slide


def test_the_plan_stands_with_lead_step_deadline_and_how_it_goes_what_needs_talk_first() -> None:
    slide = opened(wholes.invented()).slides[5]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[-1] for row in rows[1:]] == [
        "Kræver drøftelse, 20 dage over fristen",
        "Går som aftalt",
        "Færdig",
    ]
    assert rows[1][1:4] == ["Aktivitetslederen", "Spørg tre mænd (10.11.2026)", "01.11.2026"]
    assert rows[2][3] == "Ikke sat"


def test_a_long_answer_is_shortened_and_it_is_said_where_the_whole_stands() -> None:
    columns = wholes.empty()
    filled = columns.newest
    one, other = filled.columns[0].id, filled.columns[1].id
    answers = {
        ("D1.1.1", one): Answer("D1.1.1", one, Value.NOT_STARTED, text=LONG, version=1),
        ("D1.1.1", other): Answer("D1.1.1", other, Value.ESTABLISHED, text="Altid.", version=1),
    }
    slide = said(opened(WholeCard((replace(filled, answers=answers),))).slides[3])
    assert LONG not in slide
    assert "De står hele i Word- og Excel-filen." in slide
    assert "Altid." in slide


def test_the_slide_about_differences_counts_the_rows_it_shows() -> None:
    filled = wholes.nasty().newest
    wide = {cell: replace(answer, text=wholes.UNBROKEN) for cell, answer in filled.answers.items()}
    slide = opened(WholeCard((replace(filled, answers=wide),))).slides[3]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    shown = len(table.rows) - 1
    assert 1 <= shown < differences_slide.MOST_SHOWN  # the texts are too long for all of them
    assert f"Her er {shown} af de 49." in said(slide)


def test_a_table_has_the_rows_that_fit_and_knows_which_of_them_were_shortened() -> None:
    rows = [("kort", "kort"), ("lang " * 60, "kort"), (shortened(LONG, 100), "kort")]
    slide = Deck("", "", MADE_AT).slide("Prøve", [])
    for bottom, fitting in [(2.0, 0), (2.4, 1), (4.0, 2), (6.0, 3)]:
        place: dict[str, Any] = {"top": 1.6, "bottom": bottom, "size": 12}
        assert slide.fitting(("En", "To"), rows, (4.0, 4.0), **place) == fitting
        end = slide.table(("En", "To"), rows, (4.0, 4.0), **place)
        *_, shape = slide.shapes
        assert len(shape.table.rows) == fitting + 1
        assert end <= bottom
        assert slide.has_shortened() is (fitting == len(rows))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kort", "kort"),
        ("to\n linjer", "to linjer"),
        ("et to tre fire fem", "et to tre …"),
        ("W" * 20, "WWWWWWWWWW …"),
    ],
)
def test_texts_are_cut_between_words_where_they_can_be(text: str, expected: str) -> None:
    assert shortened(text, 12) == expected


def test_what_people_typed_is_text_and_never_a_formula_a_link_or_markup() -> None:
    data = slides(wholes.nasty(), CATALOGUE, plan_content(), made_at=MADE_AT)
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            assert b"hlinkClick" not in content
            if name.endswith(".xlsx"):
                book = load_workbook(BytesIO(content))
                cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
                assert not any(cell.data_type == "f" for cell in cells)
                assert not any("HYPERLINK" in str(cell.value) for cell in cells)
    everything = "\n".join(said(slide) for slide in Presentation(BytesIO(data)).slides)
    assert "<b>Æbler & Ål</b>" in everything
    assert "=1+1" in everything


def test_the_tables_and_charts_are_powerpoints_own_and_nothing_is_a_picture() -> None:
    deck = opened(wholes.invented())
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert sum(shape.has_chart for shape in shapes) == 2
    assert sum(shape.has_table for shape in shapes) == 6
    assert not any(hasattr(shape, "image") for shape in shapes)


def test_nothing_on_a_slide_stands_outside_it() -> None:
    for card in CARDS.values():
        deck = opened(card())
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height


def test_two_rounds_without_a_field_in_common_say_so() -> None:
    first = wholes.empty().newest
    second = replace(first, round=a_round(2))
    deck = opened(WholeCard((replace(first, round=a_round(1)), second)))
    assert "Ingen felter er vurderet både i Runde 1 og nu" in titles(deck)


def test_files_are_named_after_the_card_and_the_day() -> None:
    card, day = a_named("Eksempelkommune"), MADE_AT.date()
    assert file_name(card, day, "pptx") == "Indsatskort Eksempelkommune 2026-11-20.pptx"
    assert file_name(card, day, "docx", "sag") == "Indsatskort Eksempelkommune sag 2026-11-20.docx"
