"""The clock needs no ticking: the worked example, presses that do not fit, and the outlook."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.workshop.clock import (
    Clock,
    face,
    outlook,
    over,
    over_text,
    pause,
    resume,
    shift,
    shown,
    start,
)

DAY = datetime(2026, 11, 21, tzinfo=UTC)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return DAY.replace(hour=hour, minute=minute, second=second)


def test_the_worked_example() -> None:
    clock = start(Clock(planned_s=4 * 60), at(10, 15))
    assert clock.ends_at == at(10, 19)

    clock = pause(clock, at(10, 17, 40))
    assert face(shown(clock, at(10, 18, 59))) == "1:20"

    clock = resume(clock, at(10, 20))
    assert clock == Clock(planned_s=4 * 60, ends_at=at(10, 21, 20))

    restarted = Clock(clock.planned_s, clock.ends_at, clock.remaining_ms)
    assert face(shown(restarted, at(10, 20, 41))) == "0:39"
    assert face(shown(shift(restarted, 60, at(10, 20, 41)), at(10, 20, 41))) == "1:39"


def test_nothing_happens_at_zero_but_the_overtime_is_told() -> None:
    clock = start(Clock(planned_s=60), at(10, 0))

    assert shown(clock, at(10, 3, 10)) == timedelta(0)
    assert over_text(over(clock, at(10, 3, 10))) == "2 min 10 s over"
    assert over_text(over(clock, at(10, 1, 9))) == "9 s over"
    assert over(clock, at(10, 0, 30)) == timedelta(0)


def test_a_minute_given_after_the_end_is_a_whole_minute() -> None:
    clock = start(Clock(planned_s=60), at(10, 0))

    assert shift(clock, 60, at(10, 5)).ends_at == at(10, 6)
    late = pause(clock, at(10, 5))
    assert shown(shift(late, 60, at(10, 7)), at(10, 7)) == timedelta(minutes=1)


@pytest.mark.parametrize("press", [lambda clock: clock, lambda clock: pause(clock, at(10, 0))])
def test_time_taken_below_zero_is_zero(press) -> None:  # type: ignore[no-untyped-def]
    clock = press(start(Clock(planned_s=30), at(10, 0)))

    shorter = shift(clock, -60, at(10, 0))

    assert shown(shorter, at(10, 0)) == over(shorter, at(10, 0)) == timedelta(0)


def test_before_the_start_the_planned_time_is_shown_and_shifted() -> None:
    clock = shift(Clock(planned_s=120), 60, at(9, 0))

    assert clock == Clock(planned_s=180)
    assert shown(clock, at(11, 0)) == timedelta(minutes=3)


def test_a_press_delivered_twice_changes_nothing() -> None:
    running = start(Clock(planned_s=60), at(10, 0))
    paused = pause(running, at(10, 0, 20))

    assert start(running, at(10, 0, 30)) == running
    assert resume(running, at(10, 0, 30)) == running
    assert pause(paused, at(10, 0, 40)) == paused
    assert start(paused, at(10, 0, 40)) == paused
    assert pause(Clock(60), at(10, 0)) == resume(Clock(60), at(10, 0)) == Clock(60)


def test_a_pause_after_the_end_keeps_the_overtime() -> None:
    late = pause(start(Clock(planned_s=60), at(10, 0)), at(10, 2))

    assert shown(late, at(11, 0)) == timedelta(0)
    assert over(late, at(11, 0)) == timedelta(minutes=1)


@given(st.integers(0, 7200), st.integers(0, 9000), st.integers(0, 9000))
def test_a_pause_loses_no_time(planned: int, before: int, pause_length: int) -> None:
    begun = at(9, 0)
    paused_at = begun + timedelta(seconds=before)
    resumed_at = paused_at + timedelta(seconds=pause_length)
    clock = start(Clock(planned), begun)

    resumed = resume(pause(clock, paused_at), resumed_at)

    assert shown(resumed, resumed_at) == shown(clock, paused_at)
    assert over(resumed, resumed_at) == over(clock, paused_at)


@given(st.permutations([60, 60, -60, 30]))
def test_shifts_commute_while_there_is_time(seconds: list[int]) -> None:
    clock = start(Clock(planned_s=600), at(10, 0))
    for by in seconds:
        clock = shift(clock, by, at(10, 1))

    assert clock.ends_at == at(10, 11, 30)


def test_the_face_rounds_up_so_that_zero_means_over() -> None:
    assert face(timedelta(milliseconds=1)) == "0:01"
    assert face(timedelta(0)) == "0:00"
    assert face(timedelta(minutes=75, seconds=5)) == "75:05"


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (at(10, 8), "I er 3 minutter efter planen. Slut ca. kl. 12.03."),
        (at(10, 6), "I er 1 minut efter planen. Slut ca. kl. 12.01."),
        (at(10, 4), "I følger planen. Slut ca. kl. 12.00."),  # time still on the clock is no delay
    ],
)
def test_the_outlook_is_told_on_the_danish_clock(now: datetime, sentence: str) -> None:
    clock = start(Clock(planned_s=5 * 60), at(10, 0))
    planned = [60 * 60, 5 * 60, 55 * 60]  # 9.00 to 11.00 UTC

    told = outlook(clock, now, started_at=at(9, 0), planned_s=planned, later_s=[55 * 60])

    assert told.sentence == sentence


def test_a_room_that_is_early_is_told_so() -> None:
    clock = start(Clock(planned_s=5 * 60), at(9, 50))

    told = outlook(clock, at(9, 50), started_at=at(9, 0), planned_s=[7200], later_s=[62 * 60])

    assert told.late_min == -3
    assert told.sentence == "I er 3 minutter foran planen. Slut ca. kl. 11.57."


@given(st.integers(0, 5000))
def test_the_outlook_agrees_with_itself(seconds: int) -> None:
    told = outlook(Clock(), at(10, 0), started_at=at(9, 0, 20), planned_s=[3600], later_s=[seconds])

    assert told.ends_at - timedelta(minutes=told.late_min) == at(10, 0)
