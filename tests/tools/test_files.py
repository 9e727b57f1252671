"""Every tool goes out as Excel, JSON and paper and comes in again, and nobody's words become code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from indsatskort.api.tool_print import printed
from indsatskort.cards.model import Card
from indsatskort.catalogue.load import DATA
from indsatskort.errors import ConflictError, NotFoundError
from indsatskort.exchange.tool_book import read_tool_book, tool_book
from indsatskort.exchange.tool_json import read_tool_json, tool_json
from indsatskort.store.engine import Store
from indsatskort.tools import content, repository, service
from indsatskort.tools.content import tools
from indsatskort.tools.model import CellKind, PartLook, Tool, ToolCell, ToolSheet
from indsatskort.tools.rules import allowed
from indsatskort.ui.tools import changes_table, tool_head, tool_list
from indsatskort.wording import refusal_sentence
from tests.conftest import Cast
from tests.ui.reading_html import parse

EVIL = '=cmd|"/C calc"!A1 <b onclick=x>&\n_x0041_'
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CARD = Card("c", "Lindebjerg & omegn", "Indsatskort", "", False, 1, AT)


def filled(tool: Tool, text: str = EVIL) -> ToolSheet:
    """Something in every cell."""
    cells = {
        cell_id: ToolCell(
            tool.slug,
            cell_id,
            f"{text} {number}" if column.kind is CellKind.TEXT else list(allowed(column))[-1],
            version=1,
        )
        for number, (cell_id, (_, _, column)) in enumerate(tool.cells.items())
    }
    return ToolSheet(tool, cells)


def texts(sheets: list[ToolSheet]) -> dict[tuple[str, str], str]:
    return {
        (sheet.tool.slug, cell_id): sheet.text(cell_id)
        for sheet in sheets
        for cell_id in sheet.tool.cells
    }


def test_every_cell_of_every_tool_comes_back_from_the_workbook_as_it_was() -> None:
    sheets = [filled(tool) for tool in tools().values()]

    book = tool_book(CARD, sheets, made_at=AT)

    assert read_tool_book(book, tools()) == texts(sheets)
    for sheet in load_workbook(BytesIO(book)).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "inlineStr",
        }
        assert sheet.column_dimensions["A"].hidden


def test_every_cell_comes_back_from_json_as_it_was() -> None:
    sheets = [filled(tool) for tool in tools().values()]

    assert read_tool_json(tool_json(CARD, sheets, made_at=AT)) == texts(sheets)


def test_what_is_written_in_excel_by_hand_is_understood() -> None:
    tool = tools()["deltagelsesstigen"]
    book = load_workbook(BytesIO(tool_book(CARD, [ToolSheet(tool)], made_at=AT)))
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[0].value == "vi-er.beboere")
    row[2].value, row[3].value, row[4].value = 2, "otte", "Spørge på fredagsmødet"
    file = BytesIO()
    book.save(file)

    read = read_tool_book(file.getvalue(), tools())

    assert read["deltagelsesstigen", "vi-er.beboere.i-dag"] == "spoerger"
    assert ("deltagelsesstigen", "vi-er.beboere.oensket") not in read
    assert read["deltagelsesstigen", "vi-er.beboere.skridt"] == "Spørge på fredagsmødet"


@pytest.mark.parametrize(
    "file", [b"", b"PK", b"hej", b"{}", b"[1]", b'{"form": "indsatskort/redskaber/1", "tools": 3}']
)
def test_what_is_no_file_of_ours_is_told_apart(file: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the page has one sentence for all of them
        read_tool_book(file, tools())
    with pytest.raises(ValueError):  # noqa: PT011
        read_tool_json(file)


def test_a_file_changes_only_what_it_holds(store: Store, cast: Cast) -> None:
    slug, kept, new = "spaendingsfelt", "sider.behov.svar", "sider.maa.svar"
    with store.writing() as tx:
        edit = str(uuid4())
        service.save_cell(tx, cast.bo, slug, kept, "Bos", base_version=0, edit_id=edit)
        wanted = {(slug, new): "Fra filen"}
        [change] = service.preview_sheets(tx, cast.carla, wanted)
        made = service.import_sheets(tx, cast.carla, [change])
        assert service.preview_sheets(tx, cast.carla, wanted) == ()
        sheet = service.read_sheet(tx, cast.dorte, slug)
        [entry] = service.cell_history(tx, cast.dorte, slug, new)

    assert (made.count, made.alias) == (1, "Carla")
    assert (change.before, change.after) == ("", "Fra filen")
    assert (sheet.text(kept), sheet.text(new), entry.alias) == ("Bos", "Fra filen", "Carla")
    assert "Fra filen" in changes_table([change])


def test_one_undo_takes_a_file_back_but_for_what_was_written_since(
    store: Store, cast: Cast
) -> None:
    slug, texts_before = "spaendingsfelt", {"sider.behov.svar": "Bos", "sider.maa.svar": ""}
    cells = [*texts_before, "sider.oensker.svar"]
    with store.writing() as tx:
        for text in ("Bos første", "Bos"):
            base = service.read_sheet(tx, cast.bo, slug).cells.get(cells[0])
            service.save_cell(
                tx, cast.bo, slug, cells[0], text, base_version=base.version if base else 0,
                edit_id=str(uuid4()),
            )  # fmt: skip
        wanted = {(slug, cell): f"Fil {cell}" for cell in cells}
        changes = service.preview_sheets(tx, cast.carla, wanted)
        made = service.import_sheets(tx, cast.carla, changes)
        service.save_cell(
            tx, cast.bo, slug, cells[2], "Siden", base_version=1, edit_id=str(uuid4())
        )
        undone = service.undo_import(tx, cast.anna, made.id)
        sheet = service.read_sheet(tx, cast.dorte, slug)

        assert undone == (2, 1)
        assert {cell: sheet.text(cell) for cell in texts_before} == texts_before
        assert sheet.text(cells[2]) == "Siden"
        assert service.read_import(tx, cast.anna) is None
        with pytest.raises(NotFoundError):
            service.undo_import(tx, cast.anna, made.id)


def test_a_file_is_not_taken_in_over_what_somebody_has_written_since_it_was_shown(
    store: Store, cast: Cast
) -> None:
    slug, cell = "spaendingsfelt", "sider.behov.svar"
    with store.writing() as tx:
        changes = service.preview_sheets(tx, cast.carla, {(slug, cell): "Fra filen"})
        service.save_cell(tx, cast.bo, slug, cell, "Bos", base_version=0, edit_id=str(uuid4()))
        with pytest.raises(ConflictError) as refused:
            service.import_sheets(tx, cast.carla, changes)
        assert service.read_sheet(tx, cast.bo, slug).text(cell) == "Bos"

    assert refusal_sentence(refused.value).startswith("Nogen har skrevet i et af felterne imens.")


def test_the_saves_of_a_cell_are_not_those_of_its_neighbours(store: Store, cast: Cast) -> None:
    with store.writing() as tx:
        for cell in ("sider.behov.svar", "sider.maa.svar"):
            edit = str(uuid4())
            service.save_cell(
                tx, cast.bo, "spaendingsfelt", cell, cell, base_version=0, edit_id=edit
            )
        [save] = repository.saves_of(tx, cast.card.id, "spaendingsfelt", "sider.maa.svar")
        assert save.data["text"] == "sider.maa.svar"
        assert repository.saves_of(tx, cast.card.id, "tjekliste", "sider.maa.svar") == []


@pytest.mark.parametrize("slug", tools())
def test_a_tool_is_printed_whole_and_peoples_words_stay_words(slug: str) -> None:
    tool = tools()[slug]

    page = parse(printed(CARD, filled(tool)))

    assert page.text.count("<b onclick=x>") >= sum(
        column.kind is CellKind.TEXT for _, _, column in tool.cells.values()
    )
    assert [node for node in page.all("b") if node.attributes.get("onclick")] == []
    for part in tool.parts:
        assert all(row.heading in page.text for row in part.rows)
    assert "☒" not in printed(CARD, ToolSheet(tool))


def test_3000_characters_go_on_over_the_page_and_a_notice_stands_without_its_questions() -> None:
    tool = tools()["rekruttering"]
    [notice] = [part for part in tool.parts if part.look is PartLook.NOTICE]
    asked = notice.rows[0].help
    assert asked

    assert 'class="row long"' in printed(CARD, filled(tool, "ø" * 3_000))
    assert asked not in printed(CARD, filled(tool))
    assert asked in printed(CARD, ToolSheet(tool))
    assert 'class="row long"' not in printed(CARD, ToolSheet(tool))


def test_what_is_handed_out_stands_without_the_words_for_those_who_wrote_it() -> None:
    agreement, notice = tools()["aftale-og-opgave"], tools()["rekruttering"]
    [paper, *_] = [part for part in agreement.parts if part.look is PartLook.PAPER]
    assert paper.intro
    told = [paper.intro, *(row.help for row in paper.rows if row.help)]

    assert [words for words in told if words in printed(CARD, filled(agreement, "Ja"))] == []
    assert [words for words in told if words not in printed(CARD, ToolSheet(agreement))] == []
    page = printed(CARD, filled(notice, "Ja"))
    assert page.index("Kilde: ") < page.index('class="part notice"')
    screen_only = "<div class='screen'>"
    assert printed(CARD, filled(agreement)).count(screen_only) == 2  # its head and its source
    assert screen_only not in page


FIFTEENTH = """
number: 15
title: Et nyt redskab
when: Når I vil prøve noget. Skriv to ting.
time: 5 minutter
source: resume
place: Afsnit 1
ours: Det hele.
inventory: [V01]
items: [D1.1.1]
usual: true
parts:
  - id: del
    title: Delen
    lines: 2
    line: Ting
    columns:
      - {id: hvad, heading: "Hvad?", kind: text}
      - {id: godt, heading: Det er godt, kind: tick}
gatherings:
  - {title: Det gode, empty: Intet endnu, part: del, shown: hvad, ticked: [godt]}
"""


@pytest.fixture
def with_a_fifteenth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Mapping[str, Tool]]:
    folder = shutil.copytree(DATA, tmp_path / "data")
    (folder / "tools" / "15-nyt.yaml").write_text(FIFTEENTH, "utf-8")
    monkeypatch.setattr(content, "DATA", folder)
    content.tools.cache_clear()
    yield content.tools()
    content.tools.cache_clear()


def test_a_fifteenth_tool_takes_one_file_and_no_code(
    sqlite_store: Store, with_a_fifteenth: Mapping[str, Tool]
) -> None:
    from tests.conftest import make_cast

    cast = make_cast(sqlite_store)
    with sqlite_store.writing() as tx:
        for cell, text in (("del.1.hvad", "Sang"), ("del.1.godt", "yes")):
            service.save_cell(tx, cast.bo, "nyt", cell, text, base_version=0, edit_id=str(uuid4()))
        on_card = [each for each in service.read_tools(tx, cast.carla) if each.is_shown]
        sheet = service.read_sheet(tx, cast.carla, "nyt")

    assert "Et nyt redskab" in tool_list(on_card, "som")
    assert "Et nyt redskab" in tool_head(sheet.tool, "som")
    assert "Det gode" in printed(CARD, sheet)
    book = read_tool_book(tool_book(CARD, [sheet], made_at=AT), with_a_fifteenth)
    assert book["nyt", "del.1.hvad"] == "Sang"
    assert read_tool_json(tool_json(CARD, [sheet], made_at=AT))["nyt", "del.1.godt"] == "yes"
