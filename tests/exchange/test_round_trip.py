"""A workbook that comes back says exactly what people changed in it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from indsatskort.cards.model import Answer, Cell, Draft, FilledCard
from indsatskort.cards.rules import checked_text
from indsatskort.catalogue.model import LEVELS, Value
from indsatskort.errors import InvalidInputError
from indsatskort.exchange.returning.finding import findings
from indsatskort.exchange.returning.model import Reason
from indsatskort.exchange.workbook.addresses import SHEET, Part, addresses
from indsatskort.imports.comparing import draft_of, origin_of
from indsatskort.imports.model import ChangeKind, Origin
from tests.conftest import THOROUGH
from tests.exchange.filled import CATALOGUE, KEY, example, filled_cards, texts
from tests.exchange.returned import (
    changed,
    compared,
    drafts,
    exported,
    found,
    sheets_of,
    write,
)

SOME = settings(
    deadline=None,
    max_examples=150 if THOROUGH else 6,
    suppress_health_check=list(HealthCheck),
)


def can_be_stored(text: str) -> bool:
    try:
        return checked_text(text) == text
    except InvalidInputError:
        return False


@st.composite
def edits(draw: st.DrawFn, card: FilledCard) -> dict[Cell, Draft]:
    """What people write in some of the cells: everything the card itself would take."""
    cells = draw(st.lists(st.sampled_from(list(card.relevance)), max_size=12, unique=True))
    made = {}
    for cell in cells:
        value = draw(st.sampled_from([None, *Value]))
        under_way = value in LEVELS[:3] and draw(st.booleans())
        text = draw(texts.filter(can_be_stored))
        made[cell] = Draft(value, under_way, text or ("Derfor." if value else ""))
    return made


@SOME
@given(filled_cards())
def test_an_untouched_workbook_changes_nothing(card: FilledCard) -> None:
    done = compared(exported(card), card)

    assert (done.changes, done.complaints) == ([], [])
    assert done.unchanged == len(card.relevance)


@SOME
@given(st.data())
def test_whatever_is_changed_in_the_workbook_comes_back_and_nothing_else(
    data: st.DataObject,
) -> None:
    card = data.draw(filled_cards())
    made = data.draw(edits(card))

    def fill_in(book: Workbook) -> None:
        for cell, draft in made.items():
            write(book, card, cell, draft)

    done = compared(changed(exported(card), fill_in), card)

    assert drafts(done) == {
        cell: draft for cell, draft in made.items() if draft != draft_of(card.answer(*cell))
    }
    assert done.complaints == []


def test_the_server_reads_in_another_process_what_the_tests_read_in_their_own() -> None:
    data = exported(example())

    assert sheets_of(data, in_own_process=True) == sheets_of(data)


def three_columns() -> tuple[FilledCard, Cell]:
    card = example()
    return card, ("D1.1.1", card.columns[1].id)


def sort_the_rows(book: Workbook) -> None:
    """The rows of the first field, upside down."""
    sheet = book[SHEET]
    rows = [[cell.value for cell in sheet[row]] for row in range(9, 17)]
    for row, values in zip(range(9, 17), reversed(rows), strict=True):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            cell._value, cell.data_type = value, "s" if value is not None else "n"


def move_a_column(book: Workbook) -> None:
    """The last actor's two columns stand before the first's."""
    sheet = book[SHEET]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for row in sheet.iter_rows(min_row=5, min_col=3, max_col=8):
        values = [cell.value for cell in row]
        for cell, value in zip(row, values[4:] + values[:4], strict=True):
            cell._value, cell.data_type = value, "s" if value is not None else "n"


def hide_rows(book: Workbook) -> None:
    for row in (9, 12, 30):
        book[SHEET].row_dimensions[row].hidden = True
    book[SHEET].column_dimensions["E"].hidden = True


def add_sheets(book: Workbook) -> None:
    notes = book.create_sheet("Noter", 0)
    for row in range(1, 40):
        notes.append([f"1.1.{row}", "Husk at ringe", "Ad hoc"])
    book.create_sheet("Tomt ark")


def add_a_column_of_their_own(book: Workbook) -> None:
    sheet = book[SHEET]
    sheet.cell(6, 10).value = "Hvem følger op?"
    sheet.cell(9, 10).value = "Ledelsen"


@pytest.mark.parametrize(
    "change", [sort_the_rows, move_a_column, hide_rows, add_sheets, add_a_column_of_their_own]
)
def test_a_workbook_that_people_have_arranged_anew_still_changes_nothing(
    change: Callable[[Workbook], None],
) -> None:
    card = example()
    done = found(changed(exported(card), change), card)

    assert {cell: answer.draft for cell, answer in done.answers.items()} == {
        cell: draft_of(card.answer(*cell)) for cell in card.relevance
    }
    assert [each.reason for each in done.complaints] == (
        [Reason.NO_SUCH_COLUMN] if change is add_a_column_of_their_own else []
    )


@pytest.mark.parametrize(
    ("typed", "value", "under_way"),
    [
        ("ad hoc", Value.AD_HOC, False),
        ("  AD HOC ", Value.AD_HOC, False),
        ("◔ Ad hoc\n▲ På vej", Value.AD_HOC, True),
        ("Delvist, på vej", Value.PARTLY, True),
        ("Partly", Value.PARTLY, False),
        ("●", Value.ESTABLISHED, False),
        ("Fast  praksis.", Value.ESTABLISHED, False),
        ("○ ▲", Value.NOT_STARTED, True),
        ("?", Value.UNKNOWN, False),
        ("ved ikke", Value.UNKNOWN, False),
        ("Fravalgt", Value.OPTED_OUT, False),
        ("–", None, False),
    ],
)
def test_a_level_is_understood_in_any_case_with_or_without_its_symbol(
    typed: str, value: Value | None, under_way: bool
) -> None:
    card, cell = three_columns()
    at = addresses(card, CATALOGUE).of(*cell, Part.LEVEL)

    def fill_in(book: Workbook) -> None:
        book[SHEET][at].value = typed

    done = found(changed(exported(card), fill_in), card)

    assert done.complaints == ()
    draft = done.answers[cell].draft
    assert (draft.value, draft.under_way) == (value, under_way)


@pytest.mark.parametrize(
    ("part", "typed", "reason"),
    [
        (Part.LEVEL, "sådan nogenlunde", Reason.NO_SUCH_LEVEL),
        (Part.LEVEL, "på vej", Reason.LEVEL_MISSING),
        (Part.LEVEL, 2, Reason.NO_SUCH_LEVEL),
        (Part.TEXT, "=1+1", Reason.FORMULA),
        (Part.TEXT, "#REF!", Reason.ERROR),
    ],
)
def test_what_is_not_understood_is_named_with_its_place_and_leaves_the_answer_alone(
    part: Part, typed: object, reason: Reason
) -> None:
    card, cell = three_columns()
    at = addresses(card, CATALOGUE).of(*cell, part)

    def fill_in(book: Workbook) -> None:
        book[SHEET][at].value = typed

    done = compared(changed(exported(card), fill_in), card)
    complaint = found(changed(exported(card), fill_in), card).complaints[0]

    assert (complaint.sheet, complaint.address, complaint.reason) == (SHEET, at, reason)
    assert cell not in drafts(done)


def test_a_number_and_a_day_in_a_text_are_read_as_danes_write_them() -> None:
    card, cell = three_columns()
    at = addresses(card, CATALOGUE).of(*cell, Part.TEXT)
    answers = []
    for typed in (12, 3.5, True, card.round.opened_at.replace(tzinfo=None)):

        def fill_in(book: Workbook, typed: object = typed) -> None:
            book[SHEET][at].value = typed

        answers.append(found(changed(exported(card), fill_in), card).answers[cell].draft.text)

    day = card.round.opened_at
    assert answers == ["12", "3,5", "SAND", f"{day:%d.%m.%Y}"]


def test_a_plain_table_that_somebody_typed_is_matched_by_number_and_by_wording() -> None:
    card = replace(example(), answers={})
    solgaarden, visitors = card.columns[1], card.columns[2]
    item = card.item_by_id["D1.1.3"]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Indsats", solgaarden.name, visitors.name])
    sheet.append(["1.1.1", "Ad hoc. Vi spiller kort.", "Fast praksis"])
    sheet.append([card.item_by_id["D1.1.2"].title.upper(), "Delvist: om sommeren", None])
    sheet.append([item.title[:-1] + "r", "Vi gør det", "–"])
    sheet.append(["Noget helt andet, som ingen kender", "Ja", "Nej"])
    done = found(saved(book), card)

    assert origin_of(done, card) is Origin.UNKNOWN
    assert {
        cell: answer.draft for cell, answer in done.answers.items() if answer.draft != Draft()
    } == {
        ("D1.1.1", solgaarden.id): Draft(Value.AD_HOC, text="Vi spiller kort."),
        ("D1.1.1", visitors.id): Draft(Value.ESTABLISHED),
        ("D1.1.2", solgaarden.id): Draft(Value.PARTLY, text="om sommeren"),
        ("D1.1.3", solgaarden.id): Draft(text="Vi gør det"),
    }
    assert [guess.meant for guess in done.guesses] == [f"1.1.3 {item.title}"]
    assert done.answers["D1.1.3", solgaarden.id].guesses == {done.guesses[0].key}


def test_danish_excel_makes_a_day_of_a_number_and_it_is_still_the_number() -> None:
    card = replace(example(), answers={})
    book = Workbook()
    book.worksheets[0].append([None, card.columns[1].name])
    book.worksheets[0].append([datetime(2005, 1, 2), "Ad hoc"])  # noqa: DTZ001 - 2.1.5, as Excel has it

    done = found(saved(book), card)

    assert done.answers["D2.1.5", card.columns[1].id].draft == Draft(Value.AD_HOC)


def test_a_stamp_that_is_not_ours_is_no_stamp_and_what_stands_there_is_never_overwritten_unasked() -> (
    None
):
    card, cell = three_columns()
    card = replace(card, answers={cell: Answer(*cell, Value.AD_HOC, text="Før", version=3)})

    def forge(book: Workbook) -> None:
        write(book, card, cell, Draft(Value.ESTABLISHED, text="Nu"))
        book["Indsatskort-data"]["A2"].value = "0" * 64

    done = found(changed(exported(card), forge), card)

    assert done.stamp is None
    assert [each.kind for each in compared(changed(exported(card), forge), card).changes] == [
        ChangeKind.CONFLICT
    ]


def test_a_file_without_the_card_is_not_guessed_at() -> None:
    book = Workbook()
    book.worksheets[0].append(["Navn", "Telefon"])

    assert findings(sheets_of(saved(book)), example(), CATALOGUE, KEY) is None


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
