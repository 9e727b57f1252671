"""The workbook says what the card says, in the documented places, and calculates nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.cards.model import Answer, FilledCard
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.exchange.workbook import column_workbook, stamp, workbook, workbook_name
from indsatskort.exchange.workbook.addresses import SHEET, Part, addresses
from indsatskort.exchange.workbook.inert import as_typed
from indsatskort.exchange.workbook.inert import inert as as_inert
from indsatskort.insight.definitions import CAVEAT
from indsatskort.insight.numbers import coverage_by_column, coverage_by_driver
from indsatskort.palette import LIGHT
from tests.exchange.filled import (
    CATALOGUE,
    HOSTILE,
    KEY,
    LONG,
    MADE_AT,
    a_named,
    example,
    filled_cards,
    level_of,
    opened,
)
from tests.insight.rounds import Column, a_card, a_round

FIRST = "xl/worksheets/sheet1.xml"
ROUNDS = (replace(example(), answers={}, round=a_round(1)), replace(example(), round=a_round(2)))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(filled_cards())
def test_every_answer_stands_at_its_documented_address_and_nothing_else_does(
    card: FilledCard,
) -> None:
    sheet = opened(card)[SHEET]
    places = addresses(card, CATALOGUE)
    for item in card.items:
        assert sheet.cell(places.item_rows[item.id], 1).value == item.number
        for column in card.columns:
            answer = card.answer(item.id, column.id)
            level = sheet[places.of(item.id, column.id, Part.LEVEL)]
            text = sheet[places.of(item.id, column.id, Part.TEXT)]
            assert (level.value or "") == level_of(answer)
            assert as_typed(text.value or "") == answer.text
            assert {level.data_type, text.data_type} <= {"s", "n", "inlineStr"}
            assert text.data_type != "n" or text.value is None


def test_the_addresses_follow_the_printed_card_with_own_items_last_in_their_field() -> None:
    card = example()
    places = addresses(card, CATALOGUE)
    first, second, third = (column.id for column in card.columns)
    assert places.of("D1.1.1", first, Part.LEVEL) == "C9"
    assert places.of("D1.1.1", first, Part.TEXT) == "D9"
    assert places.of("D1.1.1", second, Part.LEVEL) == "E9"
    assert places.of("D1.1.8", third, Part.TEXT) == "H16"
    assert places.of("own_1", first, Part.LEVEL) == "C17"
    assert places.of("D1.2.1", first, Part.LEVEL) == "C20"
    assert places.last_row == 6 + 4 + 8 + 49 + 3
    with pytest.raises(KeyError):
        places.of("D9.9.9", first, Part.TEXT)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_a_number_or_an_error(text: str) -> None:
    card = example()
    bo = card.columns[1]
    answer = Answer("D1.1.1", bo.id, Value.PARTLY, text=text, version=1)
    sheet = opened(replace(card, answers={("D1.1.1", bo.id): answer}))[SHEET]
    cell = sheet[addresses(card, CATALOGUE).of("D1.1.1", bo.id, Part.TEXT)]
    assert (cell.data_type, as_typed(cell.value)) == ("s", text)
    assert bool(cell.quotePrefix) is (text[0] in "=+-@\t")


def test_no_sheet_holds_a_formula_even_when_every_name_is_one() -> None:
    card = example()
    columns = tuple(replace(column, name=f"={column.name}") for column in card.columns)
    mean = replace(card, columns=columns, card=replace(card.card, municipality="=1+1", title="=2"))
    data = workbook(
        [replace(mean, round=a_round(1)), mean_round(mean)], CATALOGUE, made_at=MADE_AT, key=KEY
    )
    with ZipFile(BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 5
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def mean_round(card: FilledCard) -> FilledCard:
    return replace(card, round=replace(a_round(2), name="=3"))


def test_characters_that_a_file_cannot_hold_are_replaced_and_the_rest_is_kept() -> None:
    card = example()
    bo = card.columns[1]
    answer = Answer("D1.1.1", bo.id, text="a\x00b\ud800c\uffff\r\nd", version=1)
    sheet = opened(replace(card, answers={("D1.1.1", bo.id): answer}))[SHEET]
    assert sheet["F9"].value == "a�b�c�\nd"


def test_text_that_begins_from_the_right_is_read_from_the_right() -> None:
    card = example()
    bo = card.columns[1]
    said = {"D1.1.1": "שלום til alle", "D1.1.2": "Hej שלום", "D1.1.3": "1: مرحبا"}
    answers = {(id_, bo.id): Answer(id_, bo.id, text=text, version=1) for id_, text in said.items()}
    sheet = opened(replace(card, answers=answers))[SHEET]
    assert [sheet[f"F{row}"].alignment.readingOrder for row in (9, 10, 11)] == [2, 0, 2]


def test_relevance_and_level_have_the_colours_of_the_palette() -> None:
    card = example()
    bo, carla = card.columns[1], card.columns[2]
    relevance = {**card.relevance, ("D1.1.1", carla.id): Relevance.MAYBE}
    answers = {("D1.1.1", bo.id): Answer("D1.1.1", bo.id, Value.ESTABLISHED, version=1)}
    sheet = opened(replace(card, relevance=relevance, answers=answers))[SHEET]
    assert sheet["E9"].fill.fgColor.rgb == "FF" + LIGHT.levels[3][1:]
    assert sheet["E9"].font.color.rgb == "FF" + LIGHT.on_levels[3][1:]
    assert sheet["F9"].fill.fgColor.rgb == "FF" + LIGHT.relevant[1:]
    assert sheet["G9"].fill.fill_type is None
    assert (sheet["G9"].border.left.style, sheet["G9"].border.left.color.rgb) == (
        "thick",
        "FF" + LIGHT.maybe[1:],
    )


def test_the_heading_stays_in_sight_on_the_screen_and_on_every_printed_page() -> None:
    sheet = opened(example())[SHEET]
    assert sheet.freeze_panes == "C7"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$5:$6", "$A:$B")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "Eksempelkommune" in sheet.oddFooter.left.text
    assert sheet.oddFooter.right.text == "Side &P af &N"
    assert "C5:D5" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_a_municipality_with_an_ampersand_cannot_write_codes_in_the_footer() -> None:
    card = replace(example(), card=a_named("Å&P"))
    with ZipFile(BytesIO(workbook([card], CATALOGUE, made_at=MADE_AT, key=KEY))) as parts:
        sheet = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), parts.read(FIRST).decode())
    assert "Å&amp;&amp;P · Runde 1" in sheet


def test_a_row_is_high_enough_for_its_longest_text_and_never_higher_than_excel_allows() -> None:
    card = example()
    bo = card.columns[1]
    said = {"D1.1.1": "Kort.", "D1.1.3": "Et godt ord. " * 40, "D1.1.4": LONG}
    answers = {(id_, bo.id): Answer(id_, bo.id, text=text, version=1) for id_, text in said.items()}
    sheet = opened(replace(card, answers=answers))[SHEET]
    short, middle, long = (sheet.row_dimensions[row].height for row in (9, 11, 12))
    assert short < 90
    assert middle >= 520 / 60 * 12  # 520 characters, at most 60 to a line of 12 points
    assert long == 409


def test_the_overview_has_the_mandatory_text_and_the_numbers_of_the_page_as_whole_numbers() -> None:
    card = example()
    sheet = opened(card)["Overblik"]
    assert CAVEAT in {cell.value for cell in sheet["A"]}
    for rows, heading in (
        (coverage_by_driver(card, CATALOGUE), "Drivkraft"),
        (coverage_by_column(card), "Aktør"),
    ):
        head = row_of(sheet, heading)
        names = [cell.value for cell in sheet[head]]
        for place, row in enumerate(rows, start=head + 1):
            told = dict(zip(names, [cell.value for cell in sheet[place]], strict=True))
            assert told["Fast praksis"] == row.coverage.levels[3]
            assert told["Ikke i gang"] == row.coverage.levels[0]
            assert told["Fravalgt hos os"] == row.coverage.opted_out
            assert told["I spil"] == row.coverage.in_play
            assert type(told["I spil"]) is int


def row_of(sheet: Worksheet, heading: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == heading)


def test_the_overview_has_charts_that_excel_itself_can_redraw() -> None:
    charts = opened(example())["Overblik"]._charts
    assert len(charts) == 5
    assert all(chart.tagname == "barChart" and chart.grouping == "stacked" for chart in charts)
    by_driver = charts[1]
    fills = [series.graphicalProperties.solidFill for series in by_driver.series[:4]]
    assert [fill.srgbClr for fill in fills] == [colour[1:] for colour in LIGHT.levels[::-1]]


def test_one_round_has_no_development_and_two_have_one() -> None:
    hidden = "Indsatskort-data"
    assert opened(ROUNDS[1]).sheetnames == ["Indsatskort", "Overblik", "Læs mig", hidden]
    assert opened(*ROUNDS).sheetnames == ["Indsatskort", "Overblik", "Udvikling", "Læs mig", hidden]


def test_nothing_in_common_between_two_rounds_is_said_in_words() -> None:
    sheet = opened(*ROUNDS)["Udvikling"]
    said = " ".join(str(cell.value) for cell in sheet["A"] if cell.value)
    assert "Ingen felter er vurderet begge gange." in said
    assert not sheet._charts


def test_the_development_counts_pairs_and_quotes_both_rounds() -> None:
    bo = Column("bo", ActorKind.CARE_HOME, "Solgården")
    before, after = (two_answers(bo, number) for number in (1, 2))
    sheet = opened(before, after)["Udvikling"]
    head = row_of(sheet, "Drivkraft")
    assert [cell.value for cell in sheet[head]][:5] == [
        "Drivkraft",
        "Lavere",
        "Ens",
        "Højere",
        "I alt",
    ]
    assert [cell.value for cell in sheet[head + 1]][1:5] == [1, 0, 1, 2]
    words = row_of(sheet, "Indsats")
    lower = [cell.value for cell in sheet[words + 1] if cell.value]
    assert lower[1:] == ["Solgården", "lavere", "● Fast praksis", "◔ Ad hoc", "=før", "=nu"]
    assert len(sheet._charts) == 3


def two_answers(bo: Column, number: int) -> FilledCard:
    """The first item rises from one round to the next, the second falls."""
    rising, falling = [(Value.AD_HOC, Value.ESTABLISHED), (Value.ESTABLISHED, Value.AD_HOC)][
        number - 1
    ]
    values = {("D1.1.1", bo.id): rising, ("D1.1.2", bo.id): falling}
    texts = dict.fromkeys(values, "=før" if number == 1 else "=nu")
    return a_card((bo,), values, catalogue=CATALOGUE, texts=texts, number=number)


def test_the_readme_names_source_judgement_levels_and_the_real_danish_day() -> None:
    sheet = opened(example())["Læs mig"]
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    whole = " ".join(said)
    for expected in ("redaktionelt skøn", "Rambøll", "citeres", CAVEAT, "● Fast praksis"):
        assert expected in whole
    exported = next(row[1] for row in sheet.iter_rows() if row[0].value == "Hentet")
    assert exported.value == datetime(2026, 11, 21)  # noqa: DTZ001 - Excel knows no time zones
    assert exported.number_format == "dd.mm.yyyy"


def test_the_file_names_the_product_and_no_person() -> None:
    answers = {cell: replace(a, saved_by="Bo") for cell, a in example().answers.items()}
    properties = opened(replace(example(), answers=answers)).properties
    assert (properties.title, properties.language) == ("Indsatskort · Eksempelkommune", "da")
    assert (properties.creator, properties.lastModifiedBy) == ("Indsatskort", None)


def test_a_workbook_needs_a_round() -> None:
    with pytest.raises(ValueError, match="at least one round"):
        workbook([], CATALOGUE, made_at=MADE_AT, key=KEY)


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Eksempelkommune", "Indsatskort Eksempelkommune 2026-11-21.xlsx"),
        ("Ærø", "Indsatskort Ærø 2026-11-21.xlsx"),
        ("../../etc/passwd", "Indsatskort etc passwd 2026-11-21.xlsx"),
        ('A"\r\nSet-Cookie: x', "Indsatskort A Set-Cookie x 2026-11-21.xlsx"),
        ("\u202egpj.exe", "Indsatskort gpj.exe 2026-11-21.xlsx"),
        ("///", "Indsatskort 2026-11-21.xlsx"),
        ("a" * 300, f"Indsatskort {'a' * 80} 2026-11-21.xlsx"),
    ],
)
def test_the_file_name_is_safe_on_every_system(municipality: str, name: str) -> None:
    assert workbook_name(a_named(municipality), date(2026, 11, 21)) == name


def test_answers_are_chosen_from_a_list_and_all_else_is_locked_without_a_password() -> None:
    card = example()
    bo = card.columns[1].id
    data = workbook([card], CATALOGUE, made_at=MADE_AT, key=KEY, writable=[bo])
    book = load_workbook(BytesIO(data))
    sheet, places = book[SHEET], addresses(card, CATALOGUE)
    offered = [cell.value for cell in book[stamp.SHEET]["B"] if cell.value]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    unlocked = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert unlocked == {places.of(item.id, bo, part) for item in card.items for part in Part}
    lists = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    level = places.of("D1.1.1", bo, Part.LEVEL)
    assert level in lists["list"].sqref
    assert lists["list"].formula1 == f"'{stamp.SHEET}'!$B$1:$B${len(offered)}"
    assert "● Fast praksis" in offered
    assert "◔ Ad hoc ▲ På vej" in offered
    assert lists["textLength"].formula1 == "4000"
    assert "● Fast praksis:" in sheet.cell(6, places.column(bo, Part.LEVEL)).comment.text


def test_the_stamp_says_what_the_workbook_was_made_from_and_only_our_key_makes_one() -> None:
    card = example()
    lines = [cell.value for cell in opened(card)[stamp.SHEET]["A"] if cell.value]
    read = stamp.read_stamp(lines, KEY)
    assert read is not None
    assert (read.card_id, read.round_id) == (card.card.id, card.round.id)
    assert read.columns == {column.name: column.id for column in card.columns}
    assert read.versions == dict.fromkeys(card.answers, 1)
    assert stamp.read_stamp(lines, "another key") is None
    assert stamp.read_stamp([*lines[:2], lines[2].replace(",1", ",2", 1)], KEY) is None
    assert stamp.read_stamp(lines[:2], KEY) is None


def test_one_column_alone_is_one_actors_part_of_the_card() -> None:
    card = example()
    bo = card.columns[1]
    data = column_workbook(card, bo.id, CATALOGUE, made_at=MADE_AT, key=KEY)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == [SHEET, stamp.SHEET]
    assert book[SHEET]["C5"].value == f"Plejecenter\n{bo.name}"
    assert book[SHEET]["D9"].value == as_inert(card.answer("D1.1.1", bo.id).text)
    name = workbook_name(card.card, date(2026, 11, 21), "Sol/gården")
    assert name == "Indsatskort Eksempelkommune Sol gården 2026-11-21.xlsx"
