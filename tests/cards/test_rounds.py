"""Rounds: what the next one begins with, and that last year's answers count for nothing by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from indsatskort.cards import answering, columns, rounds, service
from indsatskort.cards.model import Draft, FilledCard, Place, Round, RoundPurpose
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.exchange.workbook import workbook
from indsatskort.insight.development import development
from indsatskort.insight.numbers import coverage_of_card
from indsatskort.store.engine import Store
from indsatskort.ui.answer_editor import editor_data
from indsatskort.ui.card_table import card_table
from tests.conftest import Cast

ITEM = "D1.1.1"
SAID = "Spisevenner fast hver tirsdag."


def save(store: Store, cast: Cast, round_id: str, draft: Draft, version: int = 0) -> None:
    place = Place(round_id, ITEM, cast.solgaarden.id)
    with store.writing() as tx:
        answering.save_answer(tx, cast.bo, place, draft, base_version=version, edit_id=str(uuid4()))


def filled(store: Store, cast: Cast) -> FilledCard:
    with store.reading() as tx:
        return service.read_filled_card(tx, cast.bo)


@pytest.fixture
def next_round(store: Store, cast: Cast) -> Round:
    """Bo said *partly* in round 1; round 2 begins with what was said."""
    save(store, cast, cast.round.id, Draft(Value.PARTLY, text=SAID))
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        return rounds.open_next_round(
            tx, cast.anna, name="Efter et år", purpose=RoundPurpose.END, carries_over=True
        )


def test_a_round_says_what_it_is_for(store: Store, cast: Cast, next_round: Round) -> None:
    with store.writing() as tx:
        first, second = service.read_rounds(tx, cast.dorte)
        rounds.describe_round(
            tx,
            cast.anna,
            second.id,
            name="Midt på året",
            closes_on=None,
            purpose=RoundPurpose.MIDWAY,
        )

    assert (first.purpose, first.carries_over) == (None, False)
    assert (second.purpose, second.carries_over) == (RoundPurpose.END, True)
    with store.reading() as tx:
        assert service.read_round(tx, cast.dorte).purpose is RoundPurpose.MIDWAY


def test_what_is_carried_over_counts_as_empty(store: Store, cast: Cast, next_round: Round) -> None:
    here = filled(store, cast)
    cell = ITEM, cast.solgaarden.id

    assert here.carried[cell].text == SAID
    assert here.carried_from == "Runde 1"
    assert here.answer(*cell).is_empty
    assert coverage_of_card(here).assessed == 0
    with store.reading() as tx:
        before, after = service.read_all_rounds(tx, cast.dorte)
    assert development(before, after).movements == ()


def test_confirming_or_changing_makes_it_an_answer(
    store: Store, cast: Cast, next_round: Round
) -> None:
    save(store, cast, next_round.id, Draft(Value.PARTLY, text=SAID))

    here = filled(store, cast)
    assert here.carried == {}
    assert coverage_of_card(here).assessed == 1


def test_emptying_a_confirmed_answer_does_not_bring_the_old_one_back(
    store: Store, cast: Cast, next_round: Round
) -> None:
    save(store, cast, next_round.id, Draft(Value.PARTLY, text=SAID))
    save(store, cast, next_round.id, Draft(), version=1)

    assert filled(store, cast).carried == {}


def test_what_nobody_confirmed_is_not_carried_a_second_time(
    store: Store, cast: Cast, next_round: Round
) -> None:
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, next_round.id)
        rounds.open_next_round(tx, cast.anna, name="Runde 3", carries_over=True)

    assert filled(store, cast).carried == {}


def test_a_round_that_begins_empty_carries_nothing(store: Store, cast: Cast) -> None:
    save(store, cast, cast.round.id, Draft(Value.PARTLY, text=SAID))
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        rounds.open_next_round(tx, cast.anna, name="Runde 2")

    assert filled(store, cast).carried == {}


def test_a_column_taken_out_carries_nothing_until_it_is_back(
    store: Store, cast: Cast, next_round: Round
) -> None:
    with store.writing() as tx:
        columns.remove_column(tx, cast.anna, next_round.id, cast.solgaarden.id)
    assert filled(store, cast).carried == {}

    with store.writing() as tx:
        columns.restore_column(tx, cast.anna, next_round.id, cast.solgaarden.id)
    assert len(filled(store, cast).carried) == 1


def test_a_text_erased_in_the_last_round_is_not_carried(
    store: Store, cast: Cast, next_round: Round
) -> None:
    place = Place(cast.round.id, ITEM, cast.solgaarden.id)
    with store.writing() as tx:
        entry = answering.history(tx, cast.anna, place)[0]
        answering.erase_text(tx, cast.anna, place, entry.event_ids[0])

    assert SAID not in repr(filled(store, cast).carried)


def test_it_is_shown_as_such_in_the_editor_on_the_card_and_in_the_workbook(
    store: Store, cast: Cast, next_round: Round
) -> None:
    here, content = filled(store, cast), catalogue()

    editor = editor_data(here, content, cast.bo, cast.solgaarden)
    items = {
        item.id: item
        for driver in editor.drivers
        for field in driver.fields
        for item in field.items
    }
    assert editor.carried_from == "Runde 1"
    assert items[ITEM].carried is not None
    assert (items[ITEM].carried.value, items[ITEM].carried.text) == (Value.PARTLY, SAID)
    assert items["D1.1.2"].carried is None

    for as_signs in (False, True):
        table = card_table(
            here,
            content,
            drivers={"D1"},
            columns={each.id for each in here.columns},
            as_signs=as_signs,
        )
        assert "Fra Runde 1, ikke bekræftet" in table
        assert SAID in table

    with store.reading() as tx:
        card = service.read_all_rounds(tx, cast.dorte)
        book = workbook(card, content, made_at=datetime.now(UTC), key="a key")
    sheet = load_workbook(BytesIO(book))["Indsatskort"]
    notes = [cell for row in sheet for cell in row if cell.comment]
    assert [note.value for note in notes if SAID in note.comment.text] == [None]
    assert not any(SAID in str(cell.value) for row in sheet for cell in row)


def test_two_rounds_may_not_share_a_name(store: Store, cast: Cast, next_round: Round) -> None:
    with store.writing() as tx:
        for name in ("Runde 1", " runde  1 "):
            with pytest.raises(InvalidInputError) as raised:
                rounds.describe_round(
                    tx, cast.anna, next_round.id, name=name, closes_on=None, purpose=None
                )
            assert raised.value.fault is Fault.NAME_TAKEN
