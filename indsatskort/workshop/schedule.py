"""The times of day of the programme: what was planned, and what to expect from where the room is.

Steps that are done keep their planned time, the current one the time it began; those to come follow
from when the current one is likely to end. A step of welcome later in the programme begins another
meeting on another day, whose time nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from indsatskort.workshop import clock as clocks
from indsatskort.workshop.clock import Clock, Outlook
from indsatskort.workshop.model import Step, StepKind, StepStatus, Workshop, WorkshopState

PHASED = frozenset({StepKind.DISCUSS, StepKind.VOTE})  # the clock on the wall is a phase's there
SAME_DAY = timedelta(hours=6)  # beyond that the plan is of another day


@dataclass(frozen=True, slots=True)
class Slot:
    """A step with its time; `begins_at` is None where none can be told."""

    step: Step
    begins_at: datetime | None


def timetable(workshop: Workshop, now: datetime) -> tuple[Slot, ...]:
    """The steps that are not left out, each with the time it began or is likely to begin.

    Before the meeting, and for a step that was jumped over, there is none.
    """
    steps = _held(workshop.steps)
    now_at = steps.index(workshop.step) if workshop.step in steps else len(steps)
    before = [Slot(step, _planned(workshop, steps, step)) for step in steps[:now_at]]
    return (*before, *_expected(workshop, steps[now_at:], now))


def plan_from(steps: Sequence[Step], start: datetime) -> tuple[Slot, ...]:
    """The steps as planned, each meeting from the same time of day."""
    at, slots = start, []
    for step in _held(steps):
        at = start if step.kind is StepKind.WELCOME else at
        slots.append(Slot(step, at))
        at += timedelta(seconds=step.planned_s)
    return tuple(slots)


def outlook(workshop: Workshop, now: datetime) -> Outlook | None:
    """How far the room is from its plan; None outside the meeting and on a later day."""
    if workshop.state is not WorkshopState.RUNNING or workshop.started_at is None:
        return None
    steps = _first_meeting(_held(workshop.steps))
    if workshop.step is None or workshop.step not in steps:
        return None
    found = clocks.outlook(
        _step_clock(workshop),
        now,
        started_at=workshop.started_at,
        planned_s=[step.planned_s for step in steps],
        later_s=[step.planned_s for step in steps[steps.index(workshop.step) + 1 :]],
    )
    return found if abs(found.late_min) * clocks.MINUTE < SAME_DAY else None


def is_last_today(workshop: Workshop) -> bool:
    """Whether the room is in the break between two meetings: what comes next is another welcome."""
    steps = _held(workshop.steps)
    if workshop.step is None or workshop.step not in steps:
        return False
    later = steps[steps.index(workshop.step) + 1 :]
    return (
        workshop.step.kind is StepKind.BREAK and bool(later) and later[0].kind is StepKind.WELCOME
    )


def step_seconds_left(workshop: Workshop, now: datetime) -> float:
    """What is left of the discussion's or vote's own time, whatever the phases' clocks show.

    Before the step begins it is all of it; for other steps it is what the wall shows.
    """
    return clocks.shown(_step_clock(workshop), now).total_seconds()


def _planned(workshop: Workshop, steps: Sequence[Step], step: Step) -> datetime | None:
    """When a step that is done was to begin; not after what is under way, which came later."""
    if workshop.started_at is None or step.status is not StepStatus.DONE:
        return None
    earlier = steps[: steps.index(step)]
    planned = workshop.started_at + timedelta(seconds=sum(each.planned_s for each in earlier))
    return min(planned, workshop.entered_at or planned)


def _expected(workshop: Workshop, steps: Sequence[Step], now: datetime) -> Iterator[Slot]:
    at = workshop.entered_at
    for place, step in enumerate(steps):
        if place == 1:
            at = now + clocks.shown(_step_clock(workshop), now)
        if place and step.kind is StepKind.WELCOME:
            at = None
        yield Slot(step, at)
        at = at + timedelta(seconds=step.planned_s) if at else None


def _held(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.status is not StepStatus.LEFT_OUT]


def _first_meeting(steps: Sequence[Step]) -> Sequence[Step]:
    later = (i for i, step in enumerate(steps) if i and step.kind is StepKind.WELCOME)
    return steps[: next(later, len(steps))]


def _step_clock(workshop: Workshop) -> Clock:
    """The step's own time, also while the clock on the wall is a phase's."""
    step = workshop.step
    if step is None or workshop.entered_at is None or step.kind not in PHASED:
        return workshop.clock
    ends_at = workshop.entered_at + timedelta(seconds=step.planned_s)
    return Clock(planned_s=step.planned_s, ends_at=ends_at)
