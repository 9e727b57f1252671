"""The programme's times of day follow the room: what was planned, what is likely, what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from indsatskort.workshop import moves
from indsatskort.workshop.model import StepStatus, Workshop, WorkshopState
from indsatskort.workshop.programme import steps_of
from indsatskort.workshop.schedule import is_last_today, outlook, plan_from, timetable

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # 9.00 in Denmark


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def prepared(variant: str = "three_hours") -> Workshop:
    return Workshop("w", "c", "r", 1, WorkshopState.DRAFT, steps_of(variant))


def begun(variant: str = "three_hours") -> Workshop:
    return moves.start(prepared(variant), NINE)


def times(workshop: Workshop, now: datetime) -> dict[str, datetime | None]:
    return {slot.step.id: slot.begins_at for slot in timetable(workshop, now)}


def test_a_meeting_that_has_not_begun_has_no_times_of_day() -> None:
    assert set(times(prepared(), NINE).values()) == {None}


def test_the_steps_to_come_follow_each_other_and_those_left_out_take_no_time() -> None:
    shown = times(begun(), NINE)

    assert shown["tension"] == NINE + minutes(10)
    assert shown["vote"] == NINE + minutes(105)
    assert "fill" not in shown


def test_a_step_that_takes_longer_moves_all_that_follow() -> None:
    late = NINE + minutes(13)  # the welcome had ten

    assert times(begun(), late)["tension"] == late
    assert outlook(begun(), late).sentence == ("I er 3 minutter efter planen. Slut ca. kl. 12.03.")


def test_in_the_discussion_the_steps_own_hour_counts_and_not_the_phases_minutes() -> None:
    workshop = moves.go_to(begun(), "discuss", NINE + minutes(35))
    workshop = moves.add_to_list(workshop, "D1.1.1")
    workshop = moves.next_(workshop, NINE + minutes(36))

    assert workshop.clock.planned_s == 120
    assert times(workshop, NINE + minutes(36))["break"] == NINE + minutes(95)


def test_a_step_that_was_jumped_over_has_no_time_and_is_not_waited_for() -> None:
    workshop = moves.go_to(begun(), "close", NINE + minutes(10))

    assert times(workshop, NINE + minutes(10))["vote"] is None
    assert outlook(workshop, NINE + minutes(10)).ends_at == NINE + minutes(20)


def test_what_is_done_never_stands_later_than_what_is_under_way() -> None:
    soon = NINE + minutes(1)
    workshop = moves.next_(moves.next_(begun(), soon), soon)

    assert times(workshop, soon)["tension"] == soon


def test_nobody_knows_yet_when_the_second_meeting_is() -> None:
    shown = times(begun("two_meetings"), NINE)

    assert shown["between_meetings"] == NINE + minutes(110)
    assert shown["welcome_back"] is None
    assert shown["vote"] is None
    assert outlook(begun("two_meetings"), NINE).ends_at == NINE + minutes(120)


def test_only_the_break_before_a_second_welcome_ends_the_day() -> None:
    two, one = begun("two_meetings"), begun()

    ends = {step.id: is_last_today(moves.go_to(two, step.id, NINE)) for step in two.steps[1:]}
    assert [step for step, is_last in ends.items() if is_last] == ["between_meetings"]
    assert not is_last_today(moves.go_to(one, "break", NINE))


def test_on_paper_each_of_two_meetings_begins_at_the_same_time_of_day() -> None:
    planned = {slot.step.id: slot.begins_at for slot in plan_from(steps_of("two_meetings"), NINE)}

    assert planned["welcome_back"] == NINE
    assert planned["vote"] == NINE + minutes(10)


def test_a_meeting_taken_up_another_day_says_nothing_of_the_plan() -> None:
    assert outlook(begun(), NINE + timedelta(days=7)) is None
    closed = replace(begun(), state=WorkshopState.CLOSED)
    assert outlook(closed, NINE) is None
    assert any(step.status is StepStatus.CURRENT for step in closed.steps)
