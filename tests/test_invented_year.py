"""The invented municipality has a year behind it: choices, a plan that moves, a register."""

from __future__ import annotations

from collections import Counter
from datetime import date

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.activities import service as activities
from indsatskort.cards import service
from indsatskort.cards.demo import invented_card
from indsatskort.invented_year import Year, read_year
from indsatskort.plan import service as plan
from indsatskort.plan.content import plan_content
from indsatskort.store import Store, Transaction
from indsatskort.workshop import deciding
from indsatskort.workshop.model import ChoiceState


def anna_of(tx: Transaction) -> Who:
    card = invented_card(tx)
    link = next(
        each
        for each in access.links_of_card(tx, card.id)
        if each.invitation.role is Role.FACILITATOR
    )
    return access.take_seat(tx, link.invitation, "Anna", session=None)


def test_the_year_is_told_once_and_in_the_order_of_time(sqlite_store: Store) -> None:
    with sqlite_store.writing() as tx:
        card = invented_card(tx, Year())
        assert invented_card(tx, Year()).id == card.id
        anna = anna_of(tx)
        told = service.read_timeline(tx, anna, limit=10_000)
        first, second = service.read_rounds(tx, anna)
        choices = deciding.read_choices(tx, anna, first.id)
        actions = plan.read_actions(tx, anna)
        notes = plan.read_follow_ups(tx, anna)
        register = activities.read_activities(tx, anna)

        assert deciding.read_choices(tx, anna, second.id) == ()

    assert [event.at for event in told] == sorted((event.at for event in told), reverse=True)
    assert Counter(each.state for each in choices) == {ChoiceState.CHOSEN: 4, ChoiceState.PARKED: 1}
    chosen = {each.item_id for each in choices if each.state is ChoiceState.CHOSEN}
    assert {action.item_id for action in actions} == chosen
    assert Counter(action.status for action in actions) == dict.fromkeys(
        ("done", "as_agreed", "needs_talk", "paused"), 1
    )
    assert [a.what for a in actions if a.is_overdue(date(2026, 11, 26))] == [
        "Fast tid til den frivilligansvarlige på Aabakken"
    ]
    assert set(notes) == {action.id for action in actions}
    assert len(register) > 60
    assert len({each.draft.actor_id for each in register}) == 3


def test_what_the_year_names_exists() -> None:
    done = {task for action in read_year().actions for task in action.done_tasks}

    assert done <= plan_content().task_ids
