"""A card that is exported, imported and exported again is the same file; anything else is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.activities.model import ActivityDraft, Category, Form
from indsatskort.activities.service import set_period, write_activity
from indsatskort.cards import answering, columns, deleting, own_items, relevance, repository, rounds
from indsatskort.cards.demo import invented_card
from indsatskort.cards.model import Draft, Place, RoundPurpose
from indsatskort.cards.replay import replay
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError
from indsatskort.moving.file import CardFile
from indsatskort.moving.service import card_as_json, export_card, import_card
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionStatus, ActionText, Barrier, ResidentValue, Rhythm
from indsatskort.plan.repository import put_date
from indsatskort.store import tables as t
from indsatskort.store.engine import Store
from indsatskort.tools import service as tools
from indsatskort.workshop import commenting, deciding
from indsatskort.workshop.model import Agreement, Choice, ChoiceState, View
from tests.conftest import Cast, make_cast

TOOL_CELL = "forankring", "hvad.navn.tekst"
NO_CHOICE = {"ledelsesroller": {"strategi.kommune.svar": "måske"}}
SCHEMA = Path(__file__).parents[2] / "docs" / "kort.schema.json"


def lived_in(store: Store, cast: Cast) -> str:
    """A card on which everything has happened that a file can tell; gives its id."""
    anna, bo, first = cast.anna, cast.bo, cast.round.id
    with store.writing() as tx:
        deleting.choose_keeping(tx, anna, 36)
        own = own_items.add_own_item(tx, anna, first, "D1.1", "Havedage", "Vi graver sammen.")
        gone = own_items.add_own_item(tx, anna, first, "D4.2", "Kørsel", "Vi kører.")
        relevance.set_relevance(tx, anna, first, "D1.1.1", ActorKind.ASSOCIATION, Relevance.MAYBE)
        relevance.set_relevance(tx, anna, first, "D1.1.2", cast.solgaarden.id, Relevance.NOT_USUAL)

        def save(who: Any, round_id: str, item: str, draft: Draft) -> None:
            place = Place(round_id, item, cast.solgaarden.id)
            answering.save_answer(tx, who, place, draft, base_version=0, edit_id=str(uuid4()))

        save(bo, first, "D1.1.1", Draft(Value.AD_HOC, True, '=HYPERLINK("x") og <b>'))
        save(anna, first, "D1.1.2", Draft(Value.OPTED_OUT, False, "Vi har ingen."))
        save(bo, first, own.id, Draft(None, False, "x" * 4_000))
        split = Agreement("D1.1.1", "Ja", Value.PARTLY, True, View("Nej", Value.NOT_STARTED))
        deciding.write_agreement(tx, anna, first, split, base_version=0)
        deciding.choose(
            tx,
            anna,
            first,
            [
                Choice("D1.1.1", ChoiceState.CHOSEN, Value.ESTABLISHED, "Fordi"),
                Choice(own.id, ChoiceState.PARKED),
            ],
        )
        commenting.add_comment(tx, bo, str(uuid4()), "D1.1.3", "Hvem gør det?", is_flagged=True)
        rounds.close_round(tx, anna, first)
        second = rounds.open_next_round(
            tx, anna, name="Om et år", purpose=RoundPurpose.MIDWAY, carries_over=True
        ).id
        columns.rename_column(tx, anna, second, cast.solgaarden.id, "Solhaven")
        columns.remove_column(tx, anna, second, cast.aeldre_sagen.id)
        columns.add_column(tx, anna, second, ActorKind.CARE_HOME, "Aabakken")
        columns.move_column(tx, anna, second, cast.solgaarden.id, 1)
        own_items.word_own_item(tx, anna, second, own.id, "Haver", "Vi graver og sår.")
        own_items.remove_own_item(tx, anna, second, gone.id)
        relevance.set_relevance(tx, anna, second, "D1.1.1", ActorKind.ASSOCIATION, None)
        save(bo, second, "D4.2.7", Draft(Value.UNKNOWN, False, "שלום"))
        made = plan.add_action(
            tx,
            bo,
            ActionText(
                what="Mandeklub",
                item_id="D1.1.2",
                values=(ResidentValue.RESPECT,),
                contributions={cast.solgaarden.id: "Et lokale"},
                barriers=(Barrier.TIME,),
                deadline=date(2099, 1, 1),
            ),
        )
        plan.follow_up(tx, bo, made.id, "Godt i gang", status=ActionStatus.PAUSED)
        for title in ("Banko", "Sang <b>"):
            write_activity(
                tx, bo, str(uuid4()), an_activity(cast.solgaarden.id, title), base_version=0
            )
        set_period(tx, anna, date(2026, 1, 1), date(2026, 2, 1))
        tools.save_cell(tx, bo, *TOOL_CELL, "Vi <b>mødes</b>", base_version=0, edit_id=str(uuid4()))
        tools.choose_tools(tx, anna, [TOOL_CELL[0], "forventninger"])
        for what in ("Fodbold", "Fortrudt"):
            plan.add_action(tx, bo, ActionText(what=what))
        plan.remove_action(tx, bo, plan.read_actions(tx, bo)[-1].id)
        put_date(tx, cast.card.id, Rhythm.SIX_WEEKS, date(2099, 2, 2))
    return cast.card.id


def an_activity(actor_id: str, title: str) -> ActivityDraft:
    return ActivityDraft(
        actor_id=actor_id,
        on=date(2026, 1, 7),
        starts_at=time(14, 30),
        title=title,
        category=Category.INDOOR_SOCIAL,
        form=Form.SEVERAL,
        minutes=90,
        residents=12,
        volunteers=3,
        has_staff=True,
    )


def exported(store: Store, card_id: str) -> Any:
    with store.reading() as tx:
        return json.loads(card_as_json(tx, card_id))


def brought_in(store: Store, file: Any) -> str:
    with store.writing() as tx:
        return import_card(tx, json.dumps(file).encode()).id


def test_a_card_moved_is_the_same_card_by_its_file(store: Store, cast: Cast) -> None:
    file = exported(store, lived_in(store, cast))

    assert exported(store, brought_in(store, file)) == file
    assert [len(round_["answers"]) for round_ in file["rounds"]] == [3, 1]
    assert [each["title"] for each in file["activities"]] == ["Banko", "Sang <b>"]
    assert [each["name"] for each in file["rounds"][1]["columns"] if not each["is_taking_part"]]
    assert file["tools"] == {TOOL_CELL[0]: {TOOL_CELL[1]: "Vi <b>mødes</b>"}}
    assert set(file["shown_tools"]) == {TOOL_CELL[0], "forventninger"}
    assert [each["what"] for each in file["actions"] if each["is_removed"]] == ["Fortrudt"]


def test_the_moved_cards_tools_have_a_history_and_stand_on_its_list(
    sqlite_store: Store,
) -> None:
    cast = make_cast(sqlite_store)
    card_id = brought_in(sqlite_store, exported(sqlite_store, lived_in(sqlite_store, cast)))

    with sqlite_store.writing() as tx:
        anna = access.enter(tx, access.facilitator_token(tx, card_id), sessions=()).who
        [entry] = tools.cell_history(tx, anna, *TOOL_CELL)
        assert entry.draft.text == "Vi <b>mødes</b>"
        shown = [each.tool.slug for each in tools.read_tools(tx, anna) if each.is_shown]
        assert set(shown) == {TOOL_CELL[0], "forventninger"}
        assert [each.what for each in plan.read_removed_actions(tx, anna)] == ["Fortrudt"]


def test_a_file_from_before_the_tools_were_in_it_is_still_a_card(
    sqlite_store: Store,
) -> None:
    file = exported(sqlite_store, lived_in(sqlite_store, make_cast(sqlite_store)))
    for name in ("tools", "shown_tools"):
        del file[name]

    again = exported(sqlite_store, brought_in(sqlite_store, file))

    assert again == file | {"tools": {}, "shown_tools": None}


def test_the_invented_card_moves_whole(sqlite_store: Store) -> None:
    with sqlite_store.writing() as tx:
        card = invented_card(tx)
    file = exported(sqlite_store, card.id)

    assert exported(sqlite_store, brought_in(sqlite_store, file)) == file


def test_replaying_the_moved_cards_events_gives_its_state(store: Store, cast: Cast) -> None:
    card_id = brought_in(store, exported(store, lived_in(store, cast)))
    with store.reading() as tx:
        told = replay(card_id, repository.events_of_card(tx, card_id))
        for round_ in repository.rounds_of(tx, card_id):
            assert told.rounds[round_.id] == round_
            here = told.standing[round_.id]
            settings = repository.column_settings(tx, round_.id)
            assert {each.column.id: each for each in settings} == here.columns
            assert {own.id: own for own in repository.own_items(tx, round_.id)} == here.own_items
            assert repository.relevance_overrides(tx, round_.id) == here.relevance
            for answer in repository.answers_of(tx, round_.id):
                place = Place(round_.id, answer.item_id, answer.actor_id)
                draft = Draft(answer.value, answer.under_way, answer.text)
                assert told.answers[place] == (draft, answer.version)
        events = repository.events_of_card(tx, card_id)
        assert {event.data["source"] for event in events} == {"json"}
        assert told.revision == repository.card_of(tx, card_id).revision


def test_the_moved_card_has_links_of_its_own_and_touches_nothing(store: Store, cast: Cast) -> None:
    before = exported(store, lived_in(store, cast))
    card_id = brought_in(store, before)

    assert exported(store, cast.card.id) == before
    with store.reading() as tx:
        old = {link.token for link in access.links_of_card(tx, cast.card.id)}
        new = list(access.links_of_card(tx, card_id))
    assert len([link for link in new if link.invitation.role is Role.PARTICIPANT]) == 5
    assert old.isdisjoint(link.token for link in new)


def test_nobodys_name_link_rating_or_ballot_is_in_the_file(store: Store, cast: Cast) -> None:
    file = exported(store, lived_in(store, cast))
    written = json.dumps(file, ensure_ascii=False)

    for word in ("Anna", 'Bo"', "Carla", "alias", "membership", "rating", "ballot", "token"):
        assert word not in written
    assert cast.card.id not in written


def test_only_facilitators_take_the_whole_card_out(store: Store, cast: Cast) -> None:
    with store.reading() as tx:
        assert export_card(tx, cast.anna)
        for who in (cast.bo, cast.dorte):
            with pytest.raises(NotAllowedError):
                export_card(tx, who)


def changed(file: Any, *path: str | int, to: Any) -> bytes:
    """The file with one thing in it changed."""
    copy = json.loads(json.dumps(file))
    at = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return json.dumps(copy).encode()


def doubled(file: Any, *path: str | int) -> bytes:
    """The file with the first of a list in it twice."""
    at = file
    for step in path:
        at = at[step]
    return changed(file, *path, to=[*at, at[0]])


ROUND = ("rounds", 0)
NASTY: dict[str, Callable[[Any], bytes]] = {
    "nothing": lambda _: b"",
    "not json": lambda _: b"PK\x03\x04",
    "not utf-8": lambda _: b'{"format": "\xff"}',
    "a list": lambda _: b"[]",
    "deep": lambda _: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep lists": lambda _: b"[" * 1_000_000,
    "another format": lambda file: changed(file, "format", to="regneark"),
    "a later version": lambda file: changed(file, "version", to=2),
    "a stranger's part": lambda file: changed(file, "memberships", to=[]),
    "no rounds": lambda file: changed(file, "rounds", to=[]),
    "an unknown level": lambda file: changed(file, *ROUND, "answers", 0, "value", to="great"),
    "an item that is not": lambda file: changed(file, *ROUND, "answers", 0, "item", to="D9.9.9"),
    "an actor that is not": lambda file: changed(file, *ROUND, "answers", 0, "actor", to="x"),
    "a text too long": lambda file: changed(file, *ROUND, "answers", 0, "text", to="x" * 4_001),
    "a name too long": lambda file: changed(file, "card", "title", to="x" * 81),
    "an answer twice": lambda file: doubled(file, *ROUND, "answers"),
    "a column twice": lambda file: doubled(file, *ROUND, "columns"),
    "an actor twice": lambda file: doubled(file, "actors"),
    "a round twice": lambda file: doubled(file, "rounds"),
    "a choice twice": lambda file: doubled(file, *ROUND, "choices"),
    "an own item of the 49": lambda file: changed(file, "own_items", 0, "id", to="D1.1.1"),
    "an own item nowhere": lambda file: changed(file, "own_items", 0, "field", to="D9.9"),
    "an open round in the past": lambda file: changed(file, *ROUND, "closed_at", to=None),
    "a time without a zone": lambda file: changed(file, *ROUND, "opened_at", to="2026-01-01T10:00"),
    "under way with no level": lambda file: changed(file, *ROUND, "answers", 0, "value", to=None),
    "opted out with no reason": lambda file: changed(file, *ROUND, "answers", 1, "text", to=""),
    "an activity of nobody": lambda file: changed(file, "activities", 0, "actor", to="x"),
    "an endless activity": lambda file: changed(file, "activities", 0, "minutes", to=100_000),
    "a period backwards": lambda file: changed(file, "activity_period", "ends_on", to="2025-01-01"),
    "a tool that is not": lambda file: changed(file, "tools", to={"x": {"a.b.c": "tekst"}}),
    "a cell that is not": lambda file: changed(file, "tools", TOOL_CELL[0], "a.b.c", to="tekst"),
    "no choice of the cell": lambda file: changed(file, "tools", to=NO_CHOICE),
    "a shown tool that is not": lambda file: changed(file, "shown_tools", to=["x"]),
    "a shown tool twice": lambda file: doubled(file, "shown_tools"),
    "a contribution of nobody": lambda file: changed(
        file, "actions", 0, "contributions", to={"x": "y"}
    ),
}


@pytest.mark.parametrize("nasty", NASTY)
def test_a_file_that_is_no_card_is_refused_and_nothing_is_written(
    nasty: str, sqlite_store: Store
) -> None:
    cast = make_cast(sqlite_store)
    data = NASTY[nasty](exported(sqlite_store, lived_in(sqlite_store, cast)))

    with pytest.raises(InvalidInputError) as refusal, sqlite_store.writing() as tx:
        import_card(tx, data)

    assert refusal.value.fault is Fault.NOT_A_CARD_FILE
    assert count_of_cards(sqlite_store) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [("\x00", Fault.CONTROL_CHARACTER), ("010203-1234", Fault.CPR_NUMBER)],
)
def test_a_text_that_may_not_be_stored_is_refused_by_its_own_sentence(
    text: str, fault: Fault, store: Store, cast: Cast
) -> None:
    file = exported(store, lived_in(store, cast))

    with pytest.raises(InvalidInputError) as refusal, store.writing() as tx:
        import_card(tx, changed(file, *ROUND, "answers", 0, "text", to=text))

    assert refusal.value.fault is fault
    assert count_of_cards(store) == 2


def test_a_fault_found_while_writing_leaves_nothing(store: Store, cast: Cast) -> None:
    file = exported(store, lived_in(store, cast))

    with pytest.raises(InvalidInputError), store.writing() as tx:
        import_card(tx, changed(file, "rounds", 1, "name", to="   "))

    assert count_of_cards(store) == 2


def test_a_file_too_large_is_refused_before_it_is_read(sqlite_store: Store) -> None:
    with pytest.raises(InvalidInputError) as refusal, sqlite_store.writing() as tx:
        import_card(tx, b" " * 20_000_001)

    assert refusal.value.fault is Fault.CARD_FILE_TOO_LARGE


def count_of_cards(store: Store) -> int:
    with store.reading() as tx:
        return int(
            tx.connection.execute(sa.select(sa.func.count()).select_from(t.card)).scalar_one()
        )


def test_the_schema_in_the_documents_is_that_of_the_program() -> None:
    told = json.dumps(CardFile.model_json_schema(), ensure_ascii=False, indent=1) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == told
