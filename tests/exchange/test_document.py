"""The Word document and the annex: every text whole and inert, real headings, heads that repeat."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from indsatskort.exchange.document import MOST_ABREAST, document, pen
from indsatskort.exchange.document import annex as of_annex
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.definitions import CAVEAT
from indsatskort.plan.content import plan_content
from tests.exchange import wholes
from tests.exchange.filled import CATALOGUE, HOSTILE, MADE_AT

MAKE: dict[str, Callable[..., bytes]] = {"document": document, "annex": of_annex.annex}


def opened(make: Callable[..., bytes], whole: WholeCard) -> Any:
    return docx.Document(BytesIO(make(whole, CATALOGUE, plan_content(), made_at=MADE_AT)))


def cells(paper: Any) -> list[str]:
    """The text of every cell, as its XML has it."""
    return [
        "\n".join(paragraph.text for paragraph in docx.table._Cell(tc, paper).paragraphs)
        for tc in paper.element.body.iter(qn("w:tc"))
    ]


def headings(paper: Any) -> list[str]:
    return [p.text for p in paper.paragraphs if p.style.name.startswith(("Heading", "Title"))]


def test_every_answer_stands_whole_with_its_level_beneath_it() -> None:
    whole = wholes.invented()
    told = set(cells(opened(document, whole)))
    for answer in whole.newest.answers.values():
        if answer.value is None:
            continue
        choice = CATALOGUE.choice_by_value[answer.value]
        level = f"{choice.symbol} {choice.label}" + " ▲ På vej" * answer.under_way
        assert "\n".join(filter(None, (answer.text, level))) in told


def test_texts_that_look_like_code_and_the_longest_are_whole_text() -> None:
    paper = opened(document, wholes.nasty())
    written = "\n".join(cells(paper))
    for text in (*HOSTILE, wholes.UNBROKEN):
        assert text.replace("\t", "") in written.replace("\t", "")


@pytest.mark.parametrize("make", MAKE)
def test_there_is_no_link_field_macro_or_outside_part(make: str) -> None:
    data = MAKE[make](wholes.nasty(), CATALOGUE, plan_content(), made_at=MADE_AT)
    with ZipFile(BytesIO(data)) as parts:
        body = parts.read("word/document.xml")
        relations = b"".join(parts.read(name) for name in parts.namelist() if name.endswith("rels"))
        names = parts.namelist()
    for marker in (b"w:hyperlink", b"w:instrText", b"w:fldSimple", b"w:object", b"<b>"):
        assert marker not in body
    assert b"TargetMode" not in relations
    assert not any("vba" in name or "embed" in name for name in names)


def test_the_symbols_of_the_scale_are_written_in_one_font() -> None:
    symbols = {choice.symbol for choice in CATALOGUE.scale} | {CATALOGUE.under_way.symbol}
    assert symbols - {"?"} == set(pen.SYMBOLS)
    fonts = {
        run.text: run.find(f".//{qn('w:rFonts')}").get(qn("w:ascii"))
        for run in opened(document, wholes.invented()).element.body.iter(qn("w:r"))
        if set(run.text) & set(pen.SYMBOLS)
    }
    assert fonts == dict.fromkeys(pen.SYMBOLS, pen.SYMBOL_FONT)


def test_the_drivers_and_fields_are_real_headings() -> None:
    told = headings(opened(document, wholes.invented()))
    for driver in CATALOGUE.drivers:
        assert f"{driver.number} {driver.name}" in told
    for field in CATALOGUE.fields:
        assert f"{field.number} {field.name}" in told
    assert told[-4:] == [
        "Handleplan",
        "Fast dag med åben dør",
        "Mandeklub i værkstedet",
        "Fælles kaffe",
    ]


def test_a_driver_and_its_question_are_not_left_behind_at_the_end_of_a_page() -> None:
    paper = opened(document, wholes.invented())
    questions = {driver.question for driver in CATALOGUE.drivers}
    found = [each for each in paper.paragraphs if each.text in questions]
    assert len(found) == len(CATALOGUE.drivers)
    assert all(each.paragraph_format.keep_with_next for each in found)
    assert paper.styles["Heading 1"].paragraph_format.keep_with_next


@pytest.mark.parametrize("make", MAKE)
def test_every_table_repeats_its_head(make: str) -> None:
    tables = opened(MAKE[make], wholes.invented()).tables
    assert tables
    for table in tables:
        assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize(("card", "width_mm"), [("empty", 297), ("invented", 420)])
def test_the_paper_lies_and_grows_with_the_columns(card: str, width_mm: int) -> None:
    section = opened(document, getattr(wholes, card)()).sections[0]
    assert round(section.page_width.mm) == width_mm
    assert section.page_width > section.page_height


def test_many_columns_come_six_abreast_with_the_items_again() -> None:
    paper = opened(document, wholes.nasty())
    assert headings(paper).count("Kolonne 19–20 af 20") == 8
    widest = max(len(table.columns) for table in paper.tables)
    assert widest == 1 + MOST_ABREAST


def test_an_empty_card_has_its_49_items_and_nothing_decided() -> None:
    paper = opened(document, wholes.empty())
    numbers = {f"{item.number} {item.title}" for item in CATALOGUE.items}
    assert numbers <= {text.partition("\n")[0] for text in cells(paper)}
    assert "Det har I besluttet" not in headings(paper)
    assert "Handleplan" not in headings(paper)
    assert CAVEAT in [paragraph.text for paragraph in paper.paragraphs]


def test_the_annex_has_the_three_parts_and_says_that_it_is_a_draft() -> None:
    paper = opened(of_annex.annex, wholes.invented())
    parts = [
        text for text in headings(paper) if text in {"Resumé", "Sagsfremstilling", "Indstilling"}
    ]
    assert parts == ["Resumé", "Sagsfremstilling", "Indstilling"]
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert of_annex.DRAFT in told
    assert of_annex.DRAFT_PROPOSAL in told
    assert of_annex.CAVEAT in told
    assert "103 af 175 vurderede felter er delvist eller fast praksis." in told
    assert "Deltagerne har valgt 3 indsatser at arbejde videre med." in told
    assert "2 handlinger er i gang, og 1 er færdig. 1 handling er over fristen." in told
    assert "Fra Forår 2025 til Efterår 2026" in told
    assert "pct." not in told
    assert "%" not in told


def test_the_annex_of_an_empty_card_promises_nothing() -> None:
    told = "\n".join(p.text for p in opened(of_annex.annex, wholes.empty()).paragraphs)
    assert "Ingen felter er vurderet endnu." in told
    assert "Deltagerne har endnu ikke valgt" in told
    assert "drøfter, hvilke indsatser der er vigtigst at tale om nu," in told
    assert "Udvikling siden sidst" not in told
