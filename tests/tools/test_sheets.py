"""Filling in a tool together: versions, history, what it adds up to, which tools a card shows."""

from __future__ import annotations

from uuid import uuid4

import pytest

from indsatskort.access.model import Who
from indsatskort.cards import service as cards
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction
from indsatskort.tools import rules, service
from indsatskort.tools.content import tool_of
from indsatskort.tools.model import TICKED, ToolCell, ToolSheet
from tests.conftest import Cast

TENSION, TASK = "spaendingsfelt", "sider.behov.svar"


def write(
    tx: Transaction, who: Who, text: str, base: int = 0, cell: str = TASK, tool: str = TENSION
) -> ToolCell:
    return service.save_cell(tx, who, tool, cell, text, base_version=base, edit_id=str(uuid4()))


def test_what_one_writes_the_others_read_with_name_and_version(store: Store, cast: Cast) -> None:
    with store.writing() as tx:
        write(tx, cast.bo, "Selskab")
    with store.reading() as tx:
        read = service.read_sheet(tx, cast.dorte, TENSION).cells[TASK]
        beyond = service.read_sheet(tx, cast.erik, TENSION)

    assert (read.text, read.version, read.saved_by) == ("Selskab", 1, "Bo")
    assert beyond.cells == {}


def test_a_save_on_a_stale_version_changes_nothing_and_brings_what_stands(
    store: Store, cast: Cast
) -> None:
    with store.writing() as tx:
        write(tx, cast.bo, "Bos")
    with store.writing() as tx, pytest.raises(ConflictError) as refused:
        write(tx, cast.carla, "Carlas")
    with store.reading() as tx:
        assert service.read_sheet(tx, cast.anna, TENSION).text(TASK) == "Bos"

    assert refused.value.current.text == "Bos"


def test_the_same_edit_again_gives_its_first_result(store: Store, cast: Cast) -> None:
    edit = str(uuid4())
    with store.writing() as tx:
        first, again = (
            service.save_cell(tx, cast.bo, TENSION, TASK, "Én gang", base_version=0, edit_id=edit)
            for _ in range(2)
        )
        with pytest.raises(InvalidInputError):
            service.save_cell(tx, cast.bo, TENSION, TASK, "Andet", base_version=0, edit_id=edit)

    assert first.version == again.version == 1


def test_history_is_by_person_and_can_be_taken_back_or_erased(store: Store, cast: Cast) -> None:
    with store.writing() as tx:
        write(tx, cast.bo, "Et navn")
        write(tx, cast.carla, "Uden navn", base=1)
        entries = service.cell_history(tx, cast.dorte, TENSION, TASK)
        back = service.undo_cell(
            tx, cast.bo, TENSION, TASK, entries[0].event_ids[-1], base_version=2
        )
        assert back.text == "Et navn"
        service.erase_cell_text(tx, cast.anna, TENSION, TASK, entries[1].event_ids[0])
        left = [each.draft.text for each in service.cell_history(tx, cast.bo, TENSION, TASK)]
        stands = service.read_sheet(tx, cast.bo, TENSION).text(TASK)

    assert [entry.alias for entry in entries] == ["Carla", "Bo"]
    assert (left, stands) == (["", "Uden navn", ""], "")


def test_a_sheet_is_not_part_of_the_cards_structure_but_is_told_live(
    store: Store, cast: Cast
) -> None:
    with store.writing() as tx:
        before = cards.read_card(tx, cast.bo).revision
        write(tx, cast.bo, "Selskab")
        changes = cards.read_changes(tx, cast.carla, cast.round.id, before)

    assert changes.is_tools_changed
    assert not changes.is_structure_changed


@pytest.mark.parametrize(
    ("cell", "text", "fault"),
    [
        (TASK, "x" * 4_001, Fault.TEXT_TOO_LONG),
        (TASK, "Ring til 010203-1234", Fault.CPR_NUMBER),
        ("opgaver.1.maa", "måske", Fault.NOT_UNDERSTOOD),
    ],
)
def test_what_cannot_stand_is_refused_with_its_reason(
    store: Store, cast: Cast, cell: str, text: str, fault: Fault
) -> None:
    with store.writing() as tx, pytest.raises(InvalidInputError) as refused:
        write(tx, cast.bo, text, cell=cell)

    assert refused.value.fault is fault


def test_a_cell_that_no_tool_has_is_not_found_and_nothing_is_kept_about_one_person(
    store: Store, cast: Cast
) -> None:
    for tool, cell in [(TENSION, "sider.ukendt.svar"), ("ukendt", TASK)]:
        with store.writing() as tx, pytest.raises(NotFoundError):
            write(tx, cast.bo, "?", tool=tool, cell=cell)
    with store.writing() as tx, pytest.raises(NotFoundError):
        write(tx, cast.bo, "?", tool="forventninger", cell="samtale.hvorfor.svar")


def test_3000_characters_are_kept_whole(store: Store, cast: Cast) -> None:
    with store.writing() as tx:
        assert write(tx, cast.bo, "ø" * 3_000).text == "ø" * 3_000


def test_the_facilitator_chooses_which_tools_are_shown_and_what_was_written_stays(
    store: Store, cast: Cast
) -> None:
    with store.writing() as tx:
        usual = {each.tool.slug for each in service.read_tools(tx, cast.bo) if each.is_shown}
        write(tx, cast.bo, "Selskab")
        with pytest.raises(NotAllowedError):
            service.choose_tools(tx, cast.bo, [])
        service.choose_tools(tx, cast.anna, ["rekruttering"])
        on_card = {each.tool.slug: each for each in service.read_tools(tx, cast.bo)}

    assert usual == {"spaendingsfelt", "ledelsesroller", "tjekliste", "deltagelsesstigen"}
    assert [slug for slug, each in on_card.items() if each.is_shown] == ["rekruttering"]
    assert on_card[TENSION].filled_count == 1


def sheet(slug: str, **texts: str) -> ToolSheet:
    cells = {name.replace("__", "."): text for name, text in texts.items()}
    return ToolSheet(
        tool_of(slug), {cell: ToolCell(slug, cell, text, 1) for cell, text in cells.items()}
    )


def test_a_task_with_all_four_ticks_is_one_that_everybody_can_stand_by() -> None:
    ticks = {
        f"opgaver.{line}.{column}": TICKED
        for line, columns in {
            1: ("behov", "maa", "oensker", "vil-og-kan"),
            2: ("behov", "maa"),
            3: ("behov", "maa", "oensker", "vil-og-kan"),
        }.items()
        for column in columns
    }
    named = {"opgaver.1.opgave": "Gå tur", "opgaver.2.opgave": "Give medicin"}

    [found] = rules.gathered(sheet(TENSION, **ticks, **named))

    assert [text for text, _ in found.lines] == ["Gå tur"]  # the third has no name yet


def test_a_gap_among_the_roles_leads_to_its_items() -> None:
    found = rules.gathered(
        sheet("ledelsesroller", **{"strategi.kommune.svar": "mangler", "rammer.leder.svar": "har"})
    )

    assert [each.lines for each in found] == [(("Kommunen", ("D3.2.1", "D3.2.3")),), (), ()]
