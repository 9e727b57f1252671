"""The card's own history as milestones: rounds, columns, choices and actions, each in its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from indsatskort.cards.model import Event, EventName
from indsatskort.insight.charts.timeline import Milestone, MilestoneKind
from indsatskort.plan.model import ActionStatus
from indsatskort.wording import event_sentence

KINDS = {
    EventName.ROUND_OPENED: MilestoneKind.ROUND,
    EventName.ROUND_CLOSED: MilestoneKind.ROUND,
    EventName.ROUND_REOPENED: MilestoneKind.ROUND,
    EventName.COLUMN_ADDED: MilestoneKind.COLUMN,
    EventName.COLUMN_REMOVED: MilestoneKind.COLUMN,
    EventName.COLUMN_RESTORED: MilestoneKind.COLUMN,
    EventName.CHOICES_MADE: MilestoneKind.CHOICE,
    EventName.ACTION_ADDED: MilestoneKind.ACTION,
    EventName.ACTION_STATUS_SET: MilestoneKind.DONE,
    EventName.ACTION_FOLLOWED_UP: MilestoneKind.DONE,
}


def _sentence(event: Event) -> str:
    if KINDS[event.name] is MilestoneKind.DONE:
        return f"Handlingen »{event.data['what']}« er færdig"
    return event_sentence(event.name, event.data)


def milestones(events: Iterable[Event]) -> tuple[Milestone, ...]:
    """Of an action's status, only that it is done is a milestone."""
    return tuple(
        Milestone(event.at, KINDS[event.name], _sentence(event))
        for event in events
        if event.name in KINDS
        and (
            KINDS[event.name] is not MilestoneKind.DONE
            or event.data.get("status") == ActionStatus.DONE
        )
    )
