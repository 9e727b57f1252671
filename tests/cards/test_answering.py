"""Saving an answer: versions, conflicts, repeats, history, undo, erasing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from indsatskort.access.model import Who
from indsatskort.cards import answering, columns, repository, rounds, service
from indsatskort.cards.model import Answer, Draft, EventName, Place
from indsatskort.catalogue.model import Value
from indsatskort.errors import (
    ColumnRemovedError,
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RoundClosedError,
)
from indsatskort.store.engine import Store
from tests.conftest import Cast

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
FIRST = Draft(Value.AD_HOC, text="En gang imellem.")
SECOND = Draft(Value.PARTLY, under_way=True, text="På to afdelinger.")


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place(cast.round.id, "D1.1.1", cast.solgaarden.id)


def save(
    store: Store,
    who: Who,
    place: Place,
    draft: Draft,
    base: int = 0,
    *,
    edit: str = "",
    at: datetime = NINE,
) -> Answer:
    with store.writing(at) as tx:
        return answering.save_answer(
            tx, who, place, draft, base_version=base, edit_id=edit or str(uuid4())
        )


def read(store: Store, place: Place) -> Answer:
    with store.reading() as tx:
        return repository.answer_of(tx, place)


def test_a_save_is_there_for_everybody(store: Store, cast: Cast, place: Place) -> None:
    saved = save(store, cast.bo, place, FIRST)

    assert read(store, place) == saved
    assert (saved.version, saved.saved_by, saved.is_proxy) == (1, "Bo", False)
    assert saved.saved_at == NINE


def test_a_save_on_a_stale_version_changes_nothing(store: Store, cast: Cast, place: Place) -> None:
    first = save(store, cast.bo, place, FIRST)

    with pytest.raises(ConflictError) as refused:
        save(store, cast.anna, place, SECOND, base=0)

    assert refused.value.current == first
    assert read(store, place) == first


def test_a_refused_save_leaves_neither_event_nor_revision(
    store: Store, cast: Cast, place: Place
) -> None:
    first = save(store, cast.bo, place, FIRST)

    with pytest.raises(ConflictError):
        save(store, cast.anna, place, SECOND, base=0)

    with store.reading() as tx:
        assert service.read_card(tx, cast.anna).revision == first.revision
        assert len(repository.events_of_cell(tx, cast.card.id, place)) == 1


def test_the_same_edit_again_gives_its_first_result(store: Store, cast: Cast, place: Place) -> None:
    edit = str(uuid4())
    first = save(store, cast.bo, place, FIRST, edit=edit)
    save(store, cast.bo, place, SECOND, base=1)

    again = save(store, cast.bo, place, FIRST, edit=edit)

    assert again == first
    assert read(store, place).version == 2


def test_the_same_edit_with_another_body_is_refused(store: Store, cast: Cast, place: Place) -> None:
    edit = str(uuid4())
    save(store, cast.bo, place, FIRST, edit=edit)

    with pytest.raises(InvalidInputError) as refused:
        save(store, cast.bo, place, SECOND, edit=edit)

    assert refused.value.fault is Fault.EDIT_REUSED


def test_a_facilitators_save_is_marked_as_typed_for_the_column(
    store: Store, cast: Cast, place: Place
) -> None:
    assert save(store, cast.anna, place, FIRST).is_proxy


def test_nobody_writes_in_a_column_not_their_own(store: Store, cast: Cast, place: Place) -> None:
    for who in (cast.carla, cast.dorte):
        with pytest.raises(NotAllowedError):
            save(store, who, place, FIRST)


def test_another_municipality_finds_no_such_cell(store: Store, cast: Cast, place: Place) -> None:
    with pytest.raises(NotFoundError):
        save(store, cast.erik, place, FIRST)


@pytest.mark.parametrize("item_id", ["D9.9.9", "", "own_unknown"])
def test_an_unknown_item_is_not_found(store: Store, cast: Cast, item_id: str) -> None:
    place = Place(cast.round.id, item_id, cast.solgaarden.id)

    with pytest.raises(NotFoundError):
        save(store, cast.anna, place, FIRST)


def test_a_closed_round_takes_no_answers(store: Store, cast: Cast, place: Place) -> None:
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)

    with pytest.raises(RoundClosedError):
        save(store, cast.bo, place, FIRST)


def test_a_removed_column_takes_no_answers_and_comes_back_with_those_it_had(
    store: Store, cast: Cast, place: Place
) -> None:
    saved = save(store, cast.bo, place, FIRST)
    with store.writing() as tx:
        columns.remove_column(tx, cast.anna, cast.round.id, cast.solgaarden.id)

    with pytest.raises(ColumnRemovedError):
        save(store, cast.bo, place, SECOND, base=1)
    with store.reading() as tx:
        assert service.read_answers(tx, cast.bo, cast.round.id) == ()

    with store.writing() as tx:
        columns.restore_column(tx, cast.anna, cast.round.id, cast.solgaarden.id)
    with store.reading() as tx:
        assert service.read_answers(tx, cast.bo, cast.round.id) == (saved,)


def test_saves_within_ten_minutes_by_one_person_are_one_entry(
    store: Store, cast: Cast, place: Place
) -> None:
    save(store, cast.bo, place, FIRST)
    save(store, cast.bo, place, SECOND, 1, at=NINE + timedelta(minutes=9))
    save(store, cast.bo, place, FIRST, 2, at=NINE + timedelta(minutes=11))
    save(store, cast.anna, place, SECOND, 3, at=NINE + timedelta(minutes=12))

    with store.reading() as tx:
        entries = answering.history(tx, cast.bo, place)

    assert [(entry.alias, len(entry.event_ids)) for entry in entries] == [
        ("Anna", 1),
        ("Bo", 1),
        ("Bo", 2),
    ]


def test_undo_brings_back_what_stood_before_the_entry(
    store: Store, cast: Cast, place: Place
) -> None:
    save(store, cast.bo, place, FIRST)
    save(store, cast.anna, place, SECOND, 1)
    with store.reading() as tx:
        newest = answering.history(tx, cast.bo, place)[0]

    with store.writing() as tx:
        undone = answering.undo(tx, cast.bo, place, newest.event_ids[-1], base_version=2)

    assert (undone.value, undone.text, undone.version) == (FIRST.value, FIRST.text, 3)


def test_undo_of_the_first_entry_empties_the_cell_and_can_itself_be_undone(
    store: Store, cast: Cast, place: Place
) -> None:
    save(store, cast.bo, place, FIRST)
    for expected in (Draft(), FIRST):
        with store.writing() as tx:
            newest = answering.history(tx, cast.bo, place)[0]
            version = repository.answer_of(tx, place).version
            undone = answering.undo(tx, cast.bo, place, newest.event_ids[-1], base_version=version)
        assert (undone.value, undone.text) == (expected.value, expected.text)


def test_an_erased_text_is_gone_from_cell_and_history(
    store: Store, cast: Cast, place: Place
) -> None:
    save(store, cast.bo, place, Draft(Value.AD_HOC, text="Fru Jensen"))
    save(store, cast.bo, place, Draft(Value.AD_HOC, text="Fru Jensen på stue 4"), 1)
    with store.reading() as tx:
        entry = answering.history(tx, cast.anna, place)[0]

    with store.writing() as tx:
        after = answering.erase_text(tx, cast.anna, place, entry.event_ids[0])

    assert (after.text, after.value, after.version) == ("", Value.AD_HOC, 3)
    with store.reading() as tx:
        events = repository.events_of_cell(tx, cast.card.id, place)
        assert "Jensen" not in str(events)
        assert events[-1].name is EventName.TEXT_ERASED


def test_only_facilitators_erase(store: Store, cast: Cast, place: Place) -> None:
    save(store, cast.bo, place, FIRST)
    with store.writing() as tx, pytest.raises(NotAllowedError):
        answering.erase_text(tx, cast.bo, place, 1)


def test_erasing_works_in_a_closed_round(store: Store, cast: Cast, place: Place) -> None:
    save(store, cast.bo, place, FIRST)
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
    with store.writing() as tx:
        entry = answering.history(tx, cast.anna, place)[0]
        assert answering.erase_text(tx, cast.anna, place, entry.event_ids[0]).text == ""
