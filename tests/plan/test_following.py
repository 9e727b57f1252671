"""Following up: when it happens, and which action the room takes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from indsatskort.catalogue.model import Value
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.plan import following, service
from indsatskort.plan.model import ActionStatus, ActionText, Rhythm
from indsatskort.store.engine import Store
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState
from tests.conftest import Cast

NOW = datetime(2026, 8, 31, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=60)


def chosen(store: Store, cast: Cast) -> None:
    with store.writing(NOW) as tx:
        choice = Choice("D1.1.8", ChoiceState.CHOSEN, Value.PARTLY)
        deciding.choose(tx, cast.anna, cast.round.id, [choice])


def test_a_plan_is_followed_up_after_six_weeks_half_a_year_and_a_year(
    store: Store, cast: Cast
) -> None:
    with store.reading() as tx:
        assert following.read_follow_up_dates(tx, cast.dorte) == ()
    chosen(store, cast)
    with store.reading() as tx:
        dates = following.read_follow_up_dates(tx, cast.dorte)

    assert [(each.rhythm, each.on, each.is_set) for each in dates] == [
        (Rhythm.SIX_WEEKS, date(2026, 10, 12), False),
        (Rhythm.SIX_MONTHS, date(2027, 2, 28), False),
        (Rhythm.TWELVE_MONTHS, date(2027, 8, 31), False),
    ]


def test_another_day_can_be_agreed_and_taken_back(store: Store, cast: Cast) -> None:
    chosen(store, cast)
    with store.writing(NOW) as tx:
        following.set_follow_up_date(tx, cast.bo, Rhythm.SIX_WEEKS, date(2026, 10, 20))
        following.set_follow_up_date(tx, cast.bo, Rhythm.NEXT, date(2026, 9, 9))
        first, second, *_ = following.read_follow_up_dates(tx, cast.dorte)
        following.set_follow_up_date(tx, cast.bo, Rhythm.SIX_WEEKS, None)
        usual = following.read_follow_up_dates(tx, cast.dorte)[1]

    assert (first.rhythm, first.on, first.is_set) == (Rhythm.NEXT, date(2026, 9, 9), True)
    assert (second.rhythm, second.on) == (Rhythm.SIX_WEEKS, date(2026, 10, 20))
    assert (usual.on, usual.is_set) == (date(2026, 10, 12), False)


def test_a_day_that_has_passed_cannot_be_agreed(store: Store, cast: Cast) -> None:
    with pytest.raises(InvalidInputError) as refused, store.writing(NOW) as tx:
        following.set_follow_up_date(tx, cast.bo, Rhythm.NEXT, date(2026, 8, 30))

    assert refused.value.fault is Fault.DEADLINE_PASSED


def some_actions(store: Store, cast: Cast) -> dict[str, str]:
    """By name: far off, overdue, needing talk, paused, done."""
    days = {"far": 90, "overdue": 10, "talk": 70, "paused": 5, "done": 5}
    with store.writing(NOW) as tx:
        ids = {
            name: service.add_action(
                tx, cast.bo, ActionText(name, deadline=NOW.date() + timedelta(days=each))
            ).id
            for name, each in days.items()
        }
        service.set_status(tx, cast.bo, ids["talk"], ActionStatus.NEEDS_TALK)
        service.set_status(tx, cast.bo, ids["paused"], ActionStatus.PAUSED)
        service.set_status(tx, cast.bo, ids["done"], ActionStatus.DONE)
    return ids


def test_the_meeting_takes_what_is_overdue_first_then_what_needs_talk(
    store: Store, cast: Cast
) -> None:
    ids = some_actions(store, cast)
    with store.writing(LATER) as tx:
        meeting = following.begin_follow_up(tx, cast.anna)

    assert meeting.order == tuple(ids[name] for name in ("overdue", "talk", "far", "paused"))
    assert meeting.action_id == ids["overdue"]


def test_the_meeting_goes_on_and_back_and_ends_with_a_next_day(store: Store, cast: Cast) -> None:
    ids = some_actions(store, cast)
    with store.writing(LATER) as tx:
        following.begin_follow_up(tx, cast.anna)
        assert following.take_action(tx, cast.anna, 2).action_id == ids["far"]
        assert following.take_action(tx, cast.anna, -3).place == 0
        assert following.take_action(tx, cast.anna, 99).action_id is None
        again = following.begin_follow_up(tx, cast.anna)
        assert again.place == 4
        following.end_follow_up(tx, cast.anna, LATER.date() + timedelta(days=42))
    with store.reading() as tx:
        meeting = following.read_follow_up_meeting(tx, cast.dorte)
        dates = following.read_follow_up_dates(tx, cast.dorte)

    assert meeting is not None
    assert meeting.ended_at == LATER
    assert {each.rhythm: each.on for each in dates}[Rhythm.NEXT] == date(2026, 12, 11)
    with pytest.raises(NotFoundError), store.writing(LATER) as tx:
        following.take_action(tx, cast.anna, 0)
