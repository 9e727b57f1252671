"""The room's clock: when a step's time is up, as a record that needs no ticking.

Rule: a clock holds the planned time and either when it ends, or what remains while it is paused, or
neither before it is started. Everything is a function of that record and of *now*, which the caller
takes from the database's clock. At 0:00 nothing happens by itself.

Reason: several processes and a restarted server must show the same time, and a dead battery loses
no minute; what lives in no memory cannot be lost there. A command that does not fit (pause of a
paused clock, the same press delivered twice) changes nothing.
Source: the programme of the meeting with its times is our own; a visible time for every step is the
script's column *Tid* (Playmakers' drejebog).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from indsatskort.danish import counted, time_text

NO_TIME = timedelta(0)
MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """Running with `ends_at` (UTC), paused with `remaining_ms`, not started with neither.

    `remaining_ms` is below zero when the clock was paused after its time was up.
    """

    planned_s: int = 0
    ends_at: datetime | None = None
    remaining_ms: int | None = None

    @property
    def is_running(self) -> bool:
        return self.ends_at is not None

    @property
    def is_paused(self) -> bool:
        return self.remaining_ms is not None


def start(clock: Clock, now: datetime) -> Clock:
    """The planned time begins now; a clock that was started already is left alone."""
    if clock.is_running or clock.is_paused:
        return clock
    return replace(clock, ends_at=now + timedelta(seconds=clock.planned_s))


def pause(clock: Clock, now: datetime) -> Clock:
    """Keeps what remains; only a running clock can be paused."""
    if not clock.is_running:
        return clock
    return replace(clock, ends_at=None, remaining_ms=_until_end(clock, now) // MILLISECOND)


def resume(clock: Clock, now: datetime) -> Clock:
    """Runs on from what remained; only a paused clock can be resumed."""
    if not clock.is_paused:
        return clock
    return replace(clock, ends_at=now + _until_end(clock, now), remaining_ms=None)


def shift(clock: Clock, seconds: int, now: datetime) -> Clock:
    """Gives or takes seconds, counted from what is shown; below zero is zero.

    So a minute given after the time is up is a whole minute from now.
    """
    left = max(NO_TIME, shown(clock, now) + timedelta(seconds=seconds))
    if clock.is_running:
        return replace(clock, ends_at=now + left)
    if clock.is_paused:
        return replace(clock, remaining_ms=left // MILLISECOND)
    return replace(clock, planned_s=int(left.total_seconds()))


def shown(clock: Clock, now: datetime) -> timedelta:
    """What is left of the time, never below zero; before the start all of it."""
    return max(NO_TIME, _until_end(clock, now))


def over(clock: Clock, now: datetime) -> timedelta:
    """How long the time has been up; zero before that."""
    return max(NO_TIME, -_until_end(clock, now))


def face(left: timedelta) -> str:
    """ "1:20": minutes and seconds, rounded up, so that 0:00 means that the time is up."""
    minutes, seconds = divmod(-(-left // timedelta(seconds=1)), 60)
    return f"{minutes}:{seconds:02}"


def over_text(late: timedelta) -> str:
    """ "2 min 10 s over", for the facilitator."""
    minutes, seconds = divmod(late // timedelta(seconds=1), 60)
    return f"{minutes} min {seconds} s over" if minutes else f"{seconds} s over"


@dataclass(frozen=True, slots=True)
class Outlook:
    """When the meeting is likely to end, and how far that is from the plan (below zero: early)."""

    ends_at: datetime
    late_min: int

    @property
    def sentence(self) -> str:
        """ "I er 3 minutter efter planen. Slut ca. kl. 12.03." """
        end = f"Slut ca. {time_text(self.ends_at)}."
        if not self.late_min:
            return f"I følger planen. {end}"
        where = "efter" if self.late_min > 0 else "foran"
        return f"I er {counted(abs(self.late_min), 'minut', 'minutter')} {where} planen. {end}"


def outlook(
    clock: Clock,
    now: datetime,
    *,
    started_at: datetime,
    planned_s: Iterable[int],
    later_s: Iterable[int],
) -> Outlook:
    """From the current step's clock and the planned seconds of steps.

    `planned_s` are all steps of the plan to be compared with, without those left out; `later_s` those
    still to come after the current one, prolongations included. Both ends are taken to the nearest
    minute, so that the sentence agrees with itself.
    """
    plan = _to_minute(started_at + timedelta(seconds=sum(planned_s)))
    end = _to_minute(now + shown(clock, now) + timedelta(seconds=sum(later_s)))
    return Outlook(end, late_min=(end - plan) // MINUTE)


def _until_end(clock: Clock, now: datetime) -> timedelta:
    if clock.ends_at is not None:
        return clock.ends_at - now
    if clock.remaining_ms is not None:
        return clock.remaining_ms * MILLISECOND
    return timedelta(seconds=clock.planned_s)


def _to_minute(moment: datetime) -> datetime:
    nearest = moment + MINUTE / 2
    return nearest.replace(second=0, microsecond=0)
