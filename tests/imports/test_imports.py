"""A file that comes back: previewed, saved all at once, taken back all at once, on both databases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from indsatskort.access.model import Who
from indsatskort.cards import answering, columns, repository, rounds, service
from indsatskort.cards.model import Answer, Cell, Draft, EventName, FilledCard, Place, RoundPurpose
from indsatskort.cards.replay import replay
from indsatskort.catalogue.model import Value
from indsatskort.danish import local
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RoundClosedError,
)
from indsatskort.exchange.reading import read_file
from indsatskort.exchange.workbook import workbook
from indsatskort.imports import service as imports
from indsatskort.imports.model import ChangeKind, MadeImport, Origin, Preview
from indsatskort.settings import settings
from indsatskort.store.engine import Store
from tests.conftest import Cast
from tests.exchange.filled import CATALOGUE, MADE_AT
from tests.exchange.returned import changed, write

FIRST, SECOND, THIRD = "D1.1.1", "D1.1.2", "D1.1.3"


def place(cast: Cast, item: str = FIRST) -> Place:
    return Place(cast.round.id, item, cast.solgaarden.id)


def save(store: Store, cast: Cast, item: str, draft: Draft, who: Who | None = None) -> Answer:
    with store.writing() as tx:
        at = place(cast, item)
        version = repository.answer_of(tx, at).version
        return answering.save_answer(
            tx, who or cast.bo, at, draft, base_version=version, edit_id=f"{item}-{version}"
        )


def card_of(store: Store, who: Who) -> FilledCard:
    with store.reading() as tx:
        return service.read_filled_card(tx, who)


def export(store: Store, who: Who) -> bytes:
    return workbook([card_of(store, who)], CATALOGUE, made_at=MADE_AT, key=settings().key)


def edited(store: Store, cast: Cast, edits: Mapping[Cell, Draft]) -> bytes:
    """The workbook as it is now, with some answers changed in it."""
    card = card_of(store, cast.anna)

    def fill_in(book: object) -> None:
        for cell, draft in edits.items():
            write(book, card, cell, draft)  # type: ignore[arg-type]

    return changed(export(store, cast.anna), fill_in)


def send(store: Store, who: Who, data: bytes, name: str = "Indsatskort.xlsx") -> Preview:
    told = read_file(data)
    with store.writing() as tx:
        imports.keep_upload(tx, who, name, told)
    return preview_of(store, who)


def preview_of(store: Store, who: Who) -> Preview:
    with store.reading() as tx:
        preview = imports.read_preview(tx, who)
    assert preview is not None
    return preview


def take_all(
    store: Store, who: Who, preview: Preview, *, without: ChangeKind | None = None
) -> MadeImport:
    taken = {
        each.cell: each.current.version for each in preview.changes if each.kind is not without
    }
    with store.writing() as tx:
        return imports.save_import(tx, who, preview.upload.id, taken)


def kinds(preview: Preview) -> dict[str, ChangeKind]:
    return {change.current.item_id: change.kind for change in preview.changes}


def drafts(store: Store, cast: Cast) -> dict[str, Draft]:
    """What stands in Solgården's column."""
    return {
        item: Draft(answer.value, answer.under_way, answer.text)
        for (item, actor), answer in card_of(store, cast.anna).answers.items()
        if actor == cast.solgaarden.id
    }


def replays(store: Store, cast: Cast) -> bool:
    with store.reading() as tx:
        state = replay(cast.card.id, repository.events_of_card(tx, cast.card.id))
        assert tuple(state.rounds.values()) == repository.rounds_of(tx, cast.card.id)
        return all(
            (Draft(answer.value, answer.under_way, answer.text), answer.version) == told
            for at, told in state.answers.items()
            for answer in [repository.answer_of(tx, at)]
        )


@pytest.fixture
def sol(cast: Cast) -> str:
    return cast.solgaarden.id


def test_new_changed_cleared_and_untouched_answers_are_told_apart(
    store: Store, cast: Cast, sol: str
) -> None:
    save(store, cast, FIRST, Draft(Value.AD_HOC, text="Før"))
    save(store, cast, SECOND, Draft(text="Slettes"))
    new = Draft(Value.PARTLY, under_way=True, text="Nyt")
    edits = {
        (FIRST, sol): Draft(Value.PARTLY, text="Nu"),
        (SECOND, sol): Draft(),
        (THIRD, sol): new,
    }
    preview = send(store, cast.bo, edited(store, cast, edits))

    assert preview.origin is Origin.THIS_ROUND
    assert kinds(preview) == {
        FIRST: ChangeKind.CHANGED,
        SECOND: ChangeKind.CLEARED,
        THIRD: ChangeKind.NEW,
    }
    assert preview.unchanged == 49 * 4 - 3
    assert drafts(store, cast)[FIRST].text == "Før"  # nothing is written before somebody says so

    made = take_all(store, cast.bo, preview)

    assert made.count == 3
    assert drafts(store, cast) == {FIRST: edits[FIRST, sol], SECOND: Draft(), THIRD: new}
    with store.reading() as tx:
        assert imports.read_preview(tx, cast.bo) is None
        entry = answering.history(tx, cast.bo, place(cast))[0]
    assert (entry.file_name, entry.alias) == ("Indsatskort.xlsx", "Bo")
    assert replays(store, cast)


def test_a_cell_that_changed_here_after_the_export_is_a_conflict_and_each_is_chosen_by_itself(
    store: Store, cast: Cast, sol: str
) -> None:
    for item in (FIRST, SECOND, THIRD):
        save(store, cast, item, Draft(Value.AD_HOC, text="Før"))
    wanted = Draft(Value.ESTABLISHED, text="I filen")
    older = edited(store, cast, {(FIRST, sol): wanted, (SECOND, sol): wanted})
    for item in (FIRST, SECOND, THIRD):
        save(store, cast, item, Draft(Value.PARTLY, text="På siden"))
    preview = send(store, cast.bo, older)

    assert kinds(preview) == {FIRST: ChangeKind.CONFLICT, SECOND: ChangeKind.CONFLICT}
    assert preview.others_since == 1  # the third: changed here, untouched in the file
    assert [(each.draft.text, each.current.text) for each in preview.changes] == [
        ("I filen", "På siden")
    ] * 2

    with store.writing() as tx:
        taken = {(FIRST, sol): preview.changes[0].current.version}
        imports.save_import(tx, cast.bo, preview.upload.id, taken)

    assert {item: draft.text for item, draft in drafts(store, cast).items()} == {
        FIRST: "I filen",
        SECOND: "På siden",
        THIRD: "På siden",
    }


def test_a_conflict_can_be_joined_and_neither_text_loses_a_word(
    store: Store, cast: Cast, sol: str
) -> None:
    texts = {FIRST: "På siden", SECOND: "Vi synger, også i filen", THIRD: "x" * 3_995}
    older = edited(
        store, cast, {(item, sol): Draft(Value.PARTLY, text="i filen") for item in texts}
    )
    for item, text in texts.items():
        save(store, cast, item, Draft(Value.AD_HOC, under_way=True, text=text))
    preview = send(store, cast.bo, older)
    both = Draft(Value.PARTLY, text="På siden\n\ni filen")

    assert {each.cell[0]: each.joined for each in preview.changes} == {
        FIRST: both,
        SECOND: None,  # what stands there holds the file's text already
        THIRD: None,  # together they are longer than an answer may be
    }
    versions = {each.cell: each.current.version for each in preview.changes}
    with store.writing() as tx, pytest.raises(ConflictError):
        imports.save_import(tx, cast.bo, preview.upload.id, versions, joined=versions)
    with store.writing() as tx:
        taken = {(FIRST, sol): versions[FIRST, sol]}
        made = imports.save_import(tx, cast.bo, preview.upload.id, taken, joined=taken)
    assert drafts(store, cast)[FIRST] == both
    with store.writing() as tx:
        imports.undo_import(tx, cast.bo, made.id)
    assert drafts(store, cast)[FIRST].text == "På siden"
    assert replays(store, cast)


def test_one_undo_takes_an_import_back_and_leaves_what_has_changed_since(
    store: Store, cast: Cast, sol: str
) -> None:
    save(store, cast, FIRST, Draft(Value.AD_HOC, text="Før"))
    edits = {(item, sol): Draft(text="Fra filen") for item in (FIRST, SECOND, THIRD)}
    made = take_all(store, cast.bo, send(store, cast.bo, edited(store, cast, edits)))
    save(store, cast, THIRD, Draft(text="Rettet siden"))

    with store.writing() as tx:
        undone = imports.undo_import(tx, cast.anna, made.id)

    assert set(undone.restored) == {(FIRST, sol), (SECOND, sol)}
    assert undone.left == ((THIRD, sol),)
    assert drafts(store, cast) == {
        FIRST: Draft(Value.AD_HOC, text="Før"),
        SECOND: Draft(),
        THIRD: Draft(text="Rettet siden"),
    }
    with store.writing() as tx, pytest.raises(NotFoundError):
        imports.undo_import(tx, cast.anna, made.id)
    assert replays(store, cast)
    with store.reading() as tx:
        (shown,) = imports.read_imports(tx, cast.anna)
        names = {event.name for event in repository.events_of_card(tx, cast.card.id)}
    assert shown.is_undone
    assert {EventName.ANSWERS_IMPORTED, EventName.IMPORT_UNDONE} <= names


def test_participants_import_their_own_column_only(store: Store, cast: Cast, sol: str) -> None:
    edits = {(FIRST, sol): Draft(text="Bos"), (FIRST, cast.aeldre_sagen.id): Draft(text="Carlas")}
    data = edited(store, cast, edits)
    preview = send(store, cast.bo, data)

    assert [change.cell for change in preview.changes] == [(FIRST, sol)]
    assert preview.not_allowed == {cast.aeldre_sagen.id: 1}
    cells = {(FIRST, cast.aeldre_sagen.id): 0}
    with store.writing() as tx, pytest.raises(ConflictError):
        imports.save_import(tx, cast.bo, preview.upload.id, cells)
    assert len(send(store, cast.anna, data).changes) == 2
    with store.writing() as tx, pytest.raises(NotAllowedError):
        imports.keep_upload(tx, cast.dorte, "fil.xlsx", read_file(data))


def test_somebody_who_saves_between_preview_and_yes_stops_the_whole_import(
    store: Store, cast: Cast, sol: str
) -> None:
    edits = {(item, sol): Draft(text="Fra filen") for item in (FIRST, SECOND)}
    preview = send(store, cast.bo, edited(store, cast, edits))
    save(store, cast, SECOND, Draft(text="Imens"))

    with pytest.raises(ConflictError):
        take_all(store, cast.bo, preview)

    assert drafts(store, cast) == {SECOND: Draft(text="Imens")}
    assert kinds(preview_of(store, cast.bo)) == {FIRST: ChangeKind.NEW, SECOND: ChangeKind.CONFLICT}


def test_a_closed_round_takes_no_import_and_no_undo(store: Store, cast: Cast, sol: str) -> None:
    made = take_all(
        store, cast.bo, send(store, cast.bo, edited(store, cast, {(FIRST, sol): Draft(text="1")}))
    )
    preview = send(store, cast.bo, edited(store, cast, {(SECOND, sol): Draft(text="2")}))
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)

    with pytest.raises(RoundClosedError):
        take_all(store, cast.bo, preview)
    with store.writing() as tx, pytest.raises(RoundClosedError):
        imports.undo_import(tx, cast.anna, made.id)
    assert drafts(store, cast) == {FIRST: Draft(text="1")}


def test_a_file_from_the_last_round_overwrites_nothing_unasked(
    store: Store, cast: Cast, sol: str
) -> None:
    old = edited(store, cast, {(FIRST, sol): Draft(text="Sidste gang")})
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        rounds.open_next_round(tx, cast.anna, name="Runde 2")
    preview = send(store, cast.bo, old)

    assert preview.origin is Origin.ANOTHER_ROUND
    assert kinds(preview) == {FIRST: ChangeKind.NEW}


def test_a_column_that_was_renamed_after_the_export_is_still_the_same_column(
    store: Store, cast: Cast, sol: str
) -> None:
    data = edited(store, cast, {(FIRST, sol): Draft(text="Vi hedder noget nyt")})
    with store.writing() as tx:
        columns.rename_column(tx, cast.anna, cast.round.id, sol, "Solhaven")

    assert [change.cell for change in send(store, cast.anna, data).changes] == [(FIRST, sol)]


def test_what_the_card_would_not_take_is_told_with_its_own_sentence(
    store: Store, cast: Cast, sol: str
) -> None:
    edits = {
        (FIRST, sol): Draft(Value.OPTED_OUT),
        (SECOND, sol): Draft(text="Ring til 010203-1234"),
        (THIRD, sol): Draft(text="x" * 4_001),
    }
    preview = send(store, cast.bo, edited(store, cast, edits))

    assert preview.changes == ()
    assert [each.sentence.split()[0] for each in preview.complaints] == ["Skriv", "Det", "Teksten"]


def test_a_waiting_file_is_ones_own_the_last_one_sent_and_gone_after_a_day(
    store: Store, cast: Cast, sol: str
) -> None:
    first = send(store, cast.bo, edited(store, cast, {(FIRST, sol): Draft(text="1")}))
    second = send(
        store, cast.bo, edited(store, cast, {(FIRST, sol): Draft(text="2")}), "../b\n.xlsx"
    )

    assert second.upload.file_name == "b .xlsx"
    with pytest.raises(NotFoundError):
        take_all(store, cast.bo, first)
    with store.writing() as tx, pytest.raises(InvalidInputError, match=Fault.NOTHING_CHOSEN):
        imports.save_import(tx, cast.bo, second.upload.id, {})
    with store.reading() as tx:
        assert imports.read_upload(tx, cast.anna) is None
    with store.writing() as tx:
        tx.at += timedelta(hours=25)
        assert imports.read_upload(tx, cast.bo) is None
        imports.keep_upload(tx, cast.anna, "en anden", Fault.FILE_BROKEN)
    with store.reading() as tx:
        assert imports.read_upload(tx, cast.bo) is None
        kept = imports.read_upload(tx, cast.anna)
    assert kept is not None
    assert kept.fault is Fault.FILE_BROKEN


def test_an_answer_undone_by_itself_after_an_import_is_the_entry_before_it(
    store: Store, cast: Cast, sol: str
) -> None:
    save(store, cast, FIRST, Draft(text="Skrevet for lidt siden"))
    made = take_all(
        store, cast.bo, send(store, cast.bo, edited(store, cast, {(FIRST, sol): Draft(text="2")}))
    )
    with store.writing() as tx:
        entries = answering.history(tx, cast.bo, place(cast))
        answering.undo(tx, cast.bo, place(cast), entries[0].event_ids[0], base_version=2)

    assert [len(entry.event_ids) for entry in entries] == [1, 1]
    assert drafts(store, cast)[FIRST].text == "Skrevet for lidt siden"
    with store.writing() as tx:
        assert imports.undo_import(tx, cast.anna, made.id).left == ((FIRST, sol),)


def test_a_hand_made_file_of_hostile_cells_changes_nothing(store: Store, cast: Cast) -> None:
    cells = [[1, 1, "text", "1.1.1"], [1, 2, "formula", "=SUM(A1)"]]
    with store.writing() as tx:
        imports.keep_upload(tx, cast.bo, "x.xlsx", json.dumps({"sheets": [["A", cells]]}))
        assert imports.read_preview(tx, cast.bo) is None


def test_the_past_becomes_a_closed_round_in_its_place_in_time_and_can_be_taken_out_again(
    store: Store, cast: Cast, sol: str
) -> None:
    save(store, cast, SECOND, Draft(text="I denne runde"))
    edits = {(FIRST, sol): Draft(Value.AD_HOC, text="Sidste år"), (SECOND, sol): Draft()}
    preview = send(store, cast.anna, edited(store, cast, edits))
    with store.writing() as tx:
        made = imports.save_as_earlier_round(
            tx,
            cast.anna,
            preview.upload.id,
            name="Første gang",
            held_on=date(2025, 3, 1),
            purpose=RoundPurpose.BASELINE,
        )

    with store.reading() as tx:
        past, now = service.read_all_rounds(tx, cast.anna)
    assert [(each.round.name, each.round.number) for each in (past, now)] == [
        ("Første gang", 1),
        ("Runde 1", 2),
    ]
    assert not past.round.is_open
    assert [column.id for column in past.columns] == [sol]
    assert {cell: answer.text for cell, answer in past.answers.items()} == {
        (FIRST, sol): "Sidste år"
    }
    assert (now.round.is_open, len(now.columns)) == (True, 4)
    assert drafts(store, cast) == {SECOND: Draft(text="I denne runde")}
    assert replays(store, cast)

    with store.writing() as tx:
        imports.undo_import(tx, cast.anna, made.id)
    with store.reading() as tx:
        (left,) = service.read_all_rounds(tx, cast.anna)
        texts = [event.data.get("text") for event in repository.events_of_card(tx, cast.card.id)]
    assert (left.round.name, left.round.number) == ("Runde 1", 1)
    assert "Sidste år" not in texts
    assert replays(store, cast)


def test_a_round_of_the_past_lies_before_the_newest_round(
    store: Store, cast: Cast, sol: str
) -> None:
    preview = send(store, cast.anna, edited(store, cast, {(FIRST, sol): Draft(text="Nu")}))
    today = local(cast.round.opened_at).date()

    with store.writing() as tx, pytest.raises(InvalidInputError, match=Fault.ROUND_NOT_EARLIER):
        imports.save_as_earlier_round(tx, cast.anna, preview.upload.id, name="I dag", held_on=today)
    with store.writing() as tx, pytest.raises(InvalidInputError, match=Fault.NAME_TAKEN):
        imports.save_as_earlier_round(
            tx, cast.anna, preview.upload.id, name="runde 1", held_on=date(2025, 1, 1)
        )
    with store.reading() as tx:
        assert len(service.read_rounds(tx, cast.anna)) == 1
