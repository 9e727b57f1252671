"""Whether the actions of the plan are happening: counts beside the card, never blended with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indsatskort.plan.model import Action, ActionStatus


@dataclass(frozen=True, slots=True)
class Happening:
    """How many actions stand where (slug `actions`); `overdue` are among the active ones."""

    as_agreed: int = 0
    needs_talk: int = 0
    paused: int = 0
    done: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        return self.as_agreed + self.needs_talk + self.paused + self.done


def happening(actions: Iterable[Action], today: date) -> Happening:
    """The actions counted by status."""
    counts = dict.fromkeys(ActionStatus, 0)
    overdue = 0
    for action in actions:
        counts[action.status] += 1
        overdue += action.is_overdue(today)
    return Happening(
        counts[ActionStatus.AS_AGREED],
        counts[ActionStatus.NEEDS_TALK],
        counts[ActionStatus.PAUSED],
        counts[ActionStatus.DONE],
        overdue,
    )


def most_pressing(actions: Sequence[Action], today: date, most: int) -> tuple[Action, ...]:
    """At most so many: overdue ones first, then the nearest deadlines, those that are done last; given
    in the order of their deadlines, actions without one at the end."""
    ordered = sorted(
        actions,
        key=lambda action: (
            not action.is_overdue(today),
            action.status is ActionStatus.DONE,
            action.deadline or date.max,
        ),
    )
    return tuple(sorted(ordered[:most], key=lambda action: action.deadline or date.max))
