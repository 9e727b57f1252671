"""The plan: actions with a lead, a first step and a deadline, and the notes from following them up.

Actions belong to the card and live on when the next round opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


class ActionStatus(StrEnum):
    """How an action is going, in the four words of the follow-up; never a colour or a per cent."""

    NEEDS_TALK = "needs_talk"
    AS_AGREED = "as_agreed"
    PAUSED = "paused"
    DONE = "done"


class AnchoringPhase(StrEnum):
    """The five phases of the anchoring model (source 000, figure 1)."""

    START = "start"
    PLAN = "plan"
    SET_UP = "set_up"
    HANDOVER = "handover"
    ANCHORED = "anchored"


class ResidentValue(StrEnum):
    """The five values of a dignified life in a care home (source 003, section 1)."""

    INFLUENCE = "influence"
    RESPECT = "respect"
    HUMANITY = "humanity"
    GOOD_DAYS = "good_days"
    DIGNIFIED_END = "dignified_end"


class Barrier(StrEnum):
    """What usually stands in the way: the two main barriers of source 003, section 2.2, or another."""

    TIME = "time"
    ROLES = "roles"
    OTHER = "other"


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ActionText:
    """All that people write about an action. `contributions` are by actor id; `item_id` may be None
    for an action of no item."""

    what: str
    item_id: str | None = None
    why: str = ""
    values: tuple[ResidentValue, ...] = ()
    lead: str = ""
    contributions: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    first_step: str = ""
    first_step_on: date | None = None
    deadline: date | None = None
    sign: str = ""
    resources: str = ""
    barriers: tuple[Barrier, ...] = ()
    barrier_note: str = ""
    phase: AnchoringPhase | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something the actors have agreed to do about an item.

    `lead` is a role, not a person. `sign` is how they will see that it works. `version` grows by one
    with each writing, not with status, ticked tasks or place. `done_tasks` are ids of the phases'
    tasks.
    """

    id: str
    card_id: str
    item_id: str | None
    what: str
    why: str
    values: tuple[ResidentValue, ...]
    lead: str
    contributions: Mapping[str, str]
    first_step: str
    first_step_on: date | None
    deadline: date | None
    sign: str
    resources: str
    barriers: tuple[Barrier, ...]
    barrier_note: str
    phase: AnchoringPhase | None
    done_tasks: tuple[str, ...]
    status: ActionStatus
    created_at: datetime
    finished_at: datetime | None
    position: int
    version: int

    @property
    def is_active(self) -> bool:
        """Neither done nor paused."""
        return self.status in {ActionStatus.AS_AGREED, ActionStatus.NEEDS_TALK}

    def is_overdue(self, today: date) -> bool:
        """Active, and the deadline lies before today. What is paused by agreement is not overdue."""
        return self.days_over(today) > 0

    def days_over(self, today: date) -> int:
        """How many days an active action is past its deadline; 0 when it is not."""
        if not self.is_active or self.deadline is None:
            return 0
        return max(0, (today - self.deadline).days)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A dated note on an action, with the status it had when it was written."""

    id: str
    action_id: str
    on: date
    status: ActionStatus
    text: str
    alias: str
    at: datetime


class Rhythm(StrEnum):
    """The meetings that follow a plan up: after six weeks, half a year, a year, or as agreed."""

    SIX_WEEKS = "six_weeks"
    SIX_MONTHS = "six_months"
    TWELVE_MONTHS = "twelve_months"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class FollowUpDate:
    """When the plan is followed up; `is_set` says that somebody chose the day."""

    rhythm: Rhythm
    on: date
    is_set: bool


@dataclass(frozen=True, slots=True)
class FollowUpMeeting:
    """A meeting of thirty minutes that takes the actions one by one.

    `order` is a snapshot of action ids; `place` is where in it the room is, and equal to its length
    when all have been taken.
    """

    id: str
    card_id: str
    order: tuple[str, ...]
    place: int
    started_at: datetime
    ended_at: datetime | None
    version: int

    @property
    def action_id(self) -> str | None:
        """The action the room is at; None after the last."""
        return self.order[self.place] if self.place < len(self.order) else None
