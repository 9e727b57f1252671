"""What may be written in the plan and by whom, and what an action still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from indsatskort.access.model import Role, Who
from indsatskort.cards.rules import checked_text
from indsatskort.danish import date_text
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError
from indsatskort.plan.model import Action, ActionText, Barrier, ResidentValue

MAX_WHAT_LENGTH = 160
MAX_LEAD_LENGTH = 100
MAX_TEXT_LENGTH = 2_000  # characters in each of an action's longer texts, and in a note
MAX_ACTIONS = 100  # far beyond what a municipality can follow; a guard, not a plan
FIRST_STEP_DAYS = 14  # "inden 14 dage": what is not begun by then seldom is


def can_plan(who: Who) -> bool:
    """Facilitators and participants write the plan together; viewers read it."""
    return who.role is not Role.VIEWER


def check_plan(who: Who) -> None:
    if not can_plan(who):
        raise NotAllowedError


def checked_action(text: ActionText, before: ActionText | None, today: date) -> ActionText:
    """The text as it will be stored. A lead, a deadline and all else may come later; what is to be
    done may not. A deadline that stood before may be past; a new one may not.

    Raises InvalidInputError for what cannot be stored.
    """
    what = " ".join(checked_text(text.what, MAX_WHAT_LENGTH).split())
    if not what:
        raise InvalidInputError(Fault.WHAT_MISSING)
    is_new_deadline = text.deadline != (before.deadline if before else None)
    if text.deadline and is_new_deadline and text.deadline < today:
        raise InvalidInputError(Fault.DEADLINE_PASSED, day=date_text(text.deadline))
    if text.deadline and text.first_step_on and text.first_step_on > text.deadline:
        raise InvalidInputError(Fault.STEP_AFTER_DEADLINE)
    return replace(
        text,
        what=what,
        lead=" ".join(checked_text(text.lead, MAX_LEAD_LENGTH).split()),
        why=checked_text(text.why, MAX_TEXT_LENGTH),
        contributions=_checked_contributions(text.contributions),
        first_step=checked_text(text.first_step, MAX_TEXT_LENGTH),
        sign=checked_text(text.sign, MAX_TEXT_LENGTH),
        resources=checked_text(text.resources, MAX_TEXT_LENGTH),
        barrier_note=checked_text(text.barrier_note, MAX_TEXT_LENGTH),
        values=tuple(each for each in ResidentValue if each in text.values),
        barriers=tuple(each for each in Barrier if each in text.barriers),
    )


def _checked_contributions(contributions: Mapping[str, str]) -> Mapping[str, str]:
    checked = {each: checked_text(text, MAX_TEXT_LENGTH) for each, text in contributions.items()}
    return {each: text for each, text in checked.items() if text}


def lacking(action: Action) -> Iterator[str]:
    """What an action needs before anybody can act on it: "lead", "first_step", "deadline"."""
    for name in ("lead", "first_step", "deadline"):
        if not getattr(action, name):
            yield name
