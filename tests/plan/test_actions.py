"""Actions: what may be written in them, by whom, and what is left when two write at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from indsatskort.cards import columns, rounds
from indsatskort.cards import service as cards
from indsatskort.cards.model import EventName
from indsatskort.catalogue.model import Value
from indsatskort.errors import ConflictError, Fault, InvalidInputError, NotAllowedError
from indsatskort.plan import erasing, service
from indsatskort.plan.model import (
    Action,
    ActionStatus,
    ActionText,
    AnchoringPhase,
    Barrier,
    ResidentValue,
)
from indsatskort.store import tables as t
from indsatskort.store.engine import Store
from indsatskort.wording import event_sentence
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState
from tests.conftest import Cast, make_cast

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ITEM = "D1.1.8"


def whole(cast: Cast) -> ActionText:
    """An action with everything written in it."""
    return ActionText(
        what="Søndagsgåtur",
        item_id=ITEM,
        why="Søndagene er lange.",
        values=(ResidentValue.GOOD_DAYS, ResidentValue.INFLUENCE),
        lead="Plejecenterleder",
        contributions={cast.solgaarden.id: "En medarbejder", cast.aeldre_sagen.id: "To frivillige"},
        first_step="Ring til foreningen",
        first_step_on=TODAY + timedelta(days=7),
        deadline=TODAY + timedelta(days=30),
        sign="Ti beboere er med",
        resources="Kaffe",
        barriers=(Barrier.ROLES, Barrier.TIME),
        barrier_note="Vagtplanen",
        phase=AnchoringPhase.PLAN,
    )


def test_all_that_is_written_is_read_back(store: Store, cast: Cast) -> None:
    with store.writing(NOW) as tx:
        added = service.add_action(tx, cast.bo, whole(cast))
    with store.reading() as tx:
        (read,) = service.read_actions(tx, cast.dorte)

    assert read == added
    assert read.values == (ResidentValue.INFLUENCE, ResidentValue.GOOD_DAYS)
    assert read.barriers == (Barrier.TIME, Barrier.ROLES)
    assert (read.status, read.version, read.done_tasks) == (ActionStatus.AS_AGREED, 1, ())
    assert service.text_of(read) == replace(whole(cast), values=read.values, barriers=read.barriers)


def test_a_first_step_is_proposed_within_two_weeks(store: Store, cast: Cast) -> None:
    with store.writing(NOW) as tx:
        usual = service.add_action(tx, cast.bo, ActionText("Fredagscafé"))
        soon = TODAY + timedelta(days=3)
        hurried = service.add_action(tx, cast.bo, ActionText("Nøgler", deadline=soon))

    assert usual.first_step_on == TODAY + timedelta(days=14)
    assert hurried.first_step_on == soon


def test_a_chosen_item_becomes_an_action_with_its_reason_and_what_is_good_enough(
    store: Store, cast: Cast
) -> None:
    choice = Choice(ITEM, ChoiceState.CHOSEN, Value.PARTLY, "Weekenden er lang.")
    with store.writing(NOW) as tx:
        deciding.choose(tx, cast.anna, cast.round.id, [choice])
        action = service.add_action_for_item(tx, cast.carla, ITEM)
        plain = service.add_action_for_item(tx, cast.carla, "D1.1.1")

    assert (action.item_id, action.why) == (ITEM, "Weekenden er lang.")
    assert action.what == cards_title(store, cast, ITEM)
    assert "Delvist" in action.sign
    assert (plain.why, plain.sign) == ("", "")


def cards_title(store: Store, cast: Cast, item_id: str) -> str:
    with store.reading() as tx:
        return cards.read_filled_card(tx, cast.anna).item_by_id[item_id].title


WRONG = {
    Fault.WHAT_MISSING: {"what": " \n "},
    Fault.DEADLINE_PASSED: {"deadline": TODAY - timedelta(days=1), "first_step_on": None},
    Fault.STEP_AFTER_DEADLINE: {"first_step_on": TODAY + timedelta(days=31)},
    Fault.CPR_NUMBER: {"why": "Fru Hansen 010203-1234"},
    Fault.TEXT_TOO_LONG: {"lead": "x" * 101},
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_cannot_be_stored_is_said_and_changes_nothing(
    sqlite_store: Store, fault: Fault
) -> None:
    cast = make_cast(sqlite_store)
    with sqlite_store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
    wrong = replace(whole(cast), **WRONG[fault])

    with pytest.raises(InvalidInputError) as added, sqlite_store.writing(NOW) as tx:
        service.add_action(tx, cast.bo, wrong)
    with pytest.raises(InvalidInputError) as written, sqlite_store.writing(NOW) as tx:
        service.write_action(tx, cast.bo, action.id, wrong, base_version=1)

    assert (added.value.fault, written.value.fault) == (fault, fault)
    with sqlite_store.reading() as tx:
        assert service.read_actions(tx, cast.bo) == (action,)


def test_a_deadline_that_has_passed_may_stand_but_not_be_set(store: Store, cast: Cast) -> None:
    later = NOW + timedelta(days=60)
    with store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
    with store.writing(later) as tx:
        text = replace(service.text_of(action), why="Stadig vigtigt.")
        written = service.write_action(tx, cast.bo, action.id, text, base_version=1)

    assert written.is_overdue(later.date())
    assert written.days_over(later.date()) == 30


def test_a_stale_version_changes_nothing_and_brings_what_stands(store: Store, cast: Cast) -> None:
    with store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
    text = service.text_of(action)
    with store.writing(NOW) as tx:
        first = service.write_action(
            tx, cast.bo, action.id, replace(text, why="Bos"), base_version=1
        )
    with pytest.raises(ConflictError) as refused, store.writing(NOW) as tx:
        service.write_action(tx, cast.carla, action.id, replace(text, why="Carlas"), base_version=1)

    assert refused.value.current == first
    with store.reading() as tx:
        assert service.read_actions(tx, cast.dorte) == (first,)


def test_a_status_or_a_tick_is_no_writing_and_disturbs_nobody_who_writes(
    store: Store, cast: Cast
) -> None:
    with store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
        service.set_status(tx, cast.anna, action.id, ActionStatus.DONE)
        service.tick_task(tx, cast.carla, action.id, "plan_group", is_done=True)
        text = replace(service.text_of(action), why="Nyt")
        service.write_action(tx, cast.bo, action.id, text, base_version=1)
        (read,) = service.read_actions(tx, cast.bo)

    assert (read.status, read.finished_at) == (ActionStatus.DONE, NOW)
    assert (read.done_tasks, read.why, read.version) == (("plan_group",), "Nyt", 2)


def test_an_action_that_is_taken_up_again_is_not_finished(store: Store, cast: Cast) -> None:
    with store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
        service.set_status(tx, cast.bo, action.id, ActionStatus.DONE)
        again = service.set_status(tx, cast.bo, action.id, ActionStatus.NEEDS_TALK)

    assert again.finished_at is None


@pytest.mark.parametrize(
    ("status", "is_active", "is_overdue"),
    [
        (ActionStatus.NEEDS_TALK, True, True),
        (ActionStatus.AS_AGREED, True, True),
        (ActionStatus.PAUSED, False, False),
        (ActionStatus.DONE, False, False),
    ],
)
def test_only_what_is_under_way_can_be_overdue(
    sqlite_store: Store, status: ActionStatus, is_active: bool, is_overdue: bool
) -> None:
    cast = make_cast(sqlite_store)
    with sqlite_store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
        action = service.set_status(tx, cast.bo, action.id, status)
    deadline = action.deadline or date.max

    assert action.is_active is is_active
    assert not action.is_overdue(deadline)
    assert action.is_overdue(deadline + timedelta(days=1)) is is_overdue


def plan_of(store: Store, cast: Cast) -> list[str]:
    with store.reading() as tx:
        return [each.what for each in service.read_actions(tx, cast.dorte)]


def add(store: Store, cast: Cast, what: str) -> Action:
    with store.writing(NOW) as tx:
        return service.add_action(tx, cast.bo, ActionText(what))


def test_actions_are_moved_taken_out_and_put_back(store: Store, cast: Cast) -> None:
    first, _, third = (add(store, cast, what) for what in ("Café", "Gåtur", "Sang"))
    with store.writing() as tx:
        service.move_action(tx, cast.carla, third.id, -9)
    assert plan_of(store, cast) == ["Sang", "Café", "Gåtur"]

    with store.writing() as tx:
        service.remove_action(tx, cast.carla, third.id)
        assert [each.what for each in service.read_removed_actions(tx, cast.carla)] == ["Sang"]
    assert plan_of(store, cast) == ["Café", "Gåtur"]

    with store.writing() as tx:
        service.restore_action(tx, cast.bo, third.id)
        service.move_action(tx, cast.bo, first.id, 1)
    assert plan_of(store, cast) == ["Gåtur", "Café", "Sang"]


def test_a_note_is_dated_and_brings_a_status_along(store: Store, cast: Cast) -> None:
    action = add(store, cast, "Café")
    with store.writing(NOW) as tx:
        service.follow_up(
            tx, cast.bo, action.id, " Lokalet er lukket. ", status=ActionStatus.NEEDS_TALK
        )
        (read,) = service.read_actions(tx, cast.dorte)
        (note,) = service.read_follow_ups(tx, cast.dorte)[action.id]

    assert read.status is ActionStatus.NEEDS_TALK
    assert (note.on, note.status, note.text, note.alias) == (
        TODAY,
        ActionStatus.NEEDS_TALK,
        "Lokalet er lukket.",
        "Bo",
    )


def test_a_note_needs_a_text_or_another_status(store: Store, cast: Cast) -> None:
    action = add(store, cast, "Café")
    with pytest.raises(InvalidInputError) as refused, store.writing() as tx:
        service.follow_up(tx, cast.bo, action.id, "  ", status=ActionStatus.AS_AGREED)

    assert refused.value.fault is Fault.NOTE_MISSING


def test_a_deleted_note_is_nowhere_any_more(store: Store, cast: Cast) -> None:
    action = add(store, cast, "Café")
    with store.writing() as tx:
        note = service.follow_up(tx, cast.bo, action.id, "Fru Hansen var der.")
    with pytest.raises(NotAllowedError), store.writing() as tx:
        service.remove_follow_up(tx, cast.carla, note.id)
    with store.writing() as tx:
        service.remove_follow_up(tx, cast.anna, note.id)

    with store.reading() as tx:
        assert service.read_follow_ups(tx, cast.bo) == {}
        assert "Hansen" not in repr(cards.read_timeline(tx, cast.anna))


def test_every_change_stands_in_the_timeline_and_the_history(store: Store, cast: Cast) -> None:
    action = add(store, cast, "Café")
    with store.writing() as tx:
        text = replace(service.text_of(action), why="Fordi", what="Fredagscafé")
        service.write_action(tx, cast.carla, action.id, text, base_version=1)
        service.set_status(tx, cast.carla, action.id, ActionStatus.PAUSED)
        timeline = cards.read_timeline(tx, cast.dorte, limit=3)
        history = service.read_action_history(tx, cast.dorte, action.id)

    assert [event_sentence(each.name, each.data) for each in timeline] == [
        "Handlingen »Fredagscafé« har fået en ny status",
        "Handlingen »Fredagscafé« er skrevet om",
        "Handlingen »Café« er kommet i handleplanen",
    ]
    assert (history[0].alias, history[0].changed) == (
        "Carla",
        {"what": "Fredagscafé", "why": "Fordi"},
    )
    assert history[1].changed["what"] == "Café"


def test_the_plan_is_heard_of_without_drawing_the_card_anew(store: Store, cast: Cast) -> None:
    with store.reading() as tx:
        before = cards.read_card(tx, cast.bo).revision
    add(store, cast, "Café")
    with store.reading() as tx:
        changes = cards.read_changes(tx, cast.bo, cast.round.id, before)

    assert changes.revision == before + 1
    assert changes.is_plan_changed
    assert not changes.is_structure_changed
    assert not changes.is_meeting_changed


def test_actions_live_on_when_the_next_round_opens(store: Store, cast: Cast) -> None:
    action = add(store, cast, "Café")
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        rounds.open_next_round(tx, cast.anna, name="Runde 2")
        text = replace(service.text_of(action), why="Stadig")
        service.write_action(tx, cast.bo, action.id, text, base_version=1)

    assert plan_of(store, cast) == ["Café"]


def test_what_a_removed_column_brings_stays_written(store: Store, cast: Cast) -> None:
    with store.writing(NOW) as tx:
        action = service.add_action(tx, cast.bo, whole(cast))
        columns.remove_column(tx, cast.anna, cast.round.id, cast.aeldre_sagen.id)
        text = replace(service.text_of(action), why="Nyt")
        written = service.write_action(tx, cast.bo, action.id, text, base_version=1)

    assert written.contributions == whole(cast).contributions


def test_a_deleted_card_leaves_no_row_of_the_plan(store: Store, cast: Cast) -> None:
    action = add(store, cast, "Café")
    with store.writing() as tx:
        service.follow_up(tx, cast.bo, action.id, "Note")
        tx.connection.execute(t.card.delete().where(t.card.c.id == cast.card.id))
        for table in (t.action, t.follow_up):
            assert tx.connection.execute(sa.select(table)).all() == []


def test_every_event_of_the_plan_is_known_as_one() -> None:
    from indsatskort.cards.model import ABOUT_THE_PLAN

    words = ("ACTION_", "FOLLOW_UP_")
    assert {each for each in EventName if each.name.startswith(words)} == ABOUT_THE_PLAN


def test_what_once_stood_in_an_action_can_be_erased_for_good(store: Store, cast: Cast) -> None:
    name = "Fru Ingeborg"
    with store.writing(NOW) as tx:
        first = replace(whole(cast), what=f"Gå tur med {name}", why=f"{name} vil ud.")
        action = service.add_action(tx, cast.bo, first)
        other = service.add_action(tx, cast.bo, ActionText("En anden"))
        service.set_status(tx, cast.bo, action.id, ActionStatus.NEEDS_TALK)
        service.write_action(tx, cast.bo, action.id, whole(cast), base_version=action.version)
        with pytest.raises(NotAllowedError):
            erasing.erase_versions(tx, cast.bo, action.id)
        erasing.erase_versions(tx, cast.anna, action.id)

    with store.reading() as tx:
        data = tx.connection.execute(sa.select(t.event.c.data)).scalars().all()
        assert name not in str(data)
        assert service.read_action(tx, cast.bo, action.id).what == "Søndagsgåtur"
        assert {
            str(each.changed) for each in service.read_action_history(tx, cast.bo, action.id)
        } == {"{}"}
        assert service.read_action_history(tx, cast.bo, other.id)[0].changed["what"] == "En anden"
