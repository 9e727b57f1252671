"""The times of day of the programme: what was planned, and what to expect from where the room is.

Steps that are done keep their planned time, the current one the time it began; those to come follow
from when the current one is likely to end. Before the meeting, times count from its start.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from indsatskort.workshop import clock as clocks
from indsatskort.workshop.clock import Clock, Outlook
from indsatskort.workshop.model import Step, StepKind, StepStatus, Workshop, WorkshopState

PHASED = frozenset({StepKind.DISCUSS, StepKind.VOTE})  # the clock on the wall is a phase's there
SAME_MEETING = timedelta(hours=6)  # beyond that the plan is of another day


@dataclass(frozen=True, slots=True)
class Slot:
    """A step with its time. `begins_at` is None for one left out."""

    step: Step
    begins_at: datetime | None


def timetable(workshop: Workshop, now: datetime, start: datetime | None = None) -> tuple[Slot, ...]:
    """Every step with the time it began or is to begin; `start` is for before the meeting."""
    at = workshop.started_at or start or now
    latest = workshop.entered_at or now  # what is done was not begun after what is under way
    slots = []
    for step in workshop.steps:
        if step.status is StepStatus.LEFT_OUT:
            slots.append(Slot(step, None))
            continue
        if step.status is StepStatus.CURRENT:
            slots.append(Slot(step, workshop.entered_at or at))
            at = now + clocks.shown(_step_clock(workshop), now)
            continue
        slots.append(Slot(step, min(at, latest) if step.status is StepStatus.DONE else at))
        at += timedelta(seconds=step.planned_s)
    return tuple(slots)


def outlook(workshop: Workshop, now: datetime) -> Outlook | None:
    """How far the room is from its plan; None outside the meeting and on a day of its own."""
    if workshop.state is not WorkshopState.RUNNING or workshop.started_at is None:
        return None
    held = [step for step in workshop.steps if step.status is not StepStatus.LEFT_OUT]
    found = clocks.outlook(
        _step_clock(workshop),
        now,
        started_at=workshop.started_at,
        planned_s=[step.planned_s for step in held],
        later_s=[step.planned_s for step in held if step.status is StepStatus.TODO],
    )
    return found if abs(found.late_min) * clocks.MINUTE < SAME_MEETING else None


def _step_clock(workshop: Workshop) -> Clock:
    """The step's own time, also while the clock on the wall is a phase's."""
    step = workshop.step
    if step is None or workshop.entered_at is None or step.kind not in PHASED:
        return workshop.clock
    ends_at = workshop.entered_at + timedelta(seconds=step.planned_s)
    return Clock(planned_s=step.planned_s, ends_at=ends_at)
