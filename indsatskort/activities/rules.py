"""What may stand in the register and who may write there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indsatskort.access.model import Role, Who
from indsatskort.activities.model import (
    MAX_MINUTES,
    MAX_RESIDENTS,
    MAX_TITLE_LENGTH,
    MAX_VOLUNTEERS,
    ActivityDraft,
    Form,
)
from indsatskort.cards.rules import checked_name
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError

EARLIEST = date(2000, 1, 1)  # an older date is a slip of the finger
FEWEST_RESIDENTS = {Form.SEVERAL: 2, Form.INDIVIDUAL: 1, Form.NOT_RESIDENTS: 0}


def can_register(who: Who) -> bool:
    """Facilitators and participants write in the register, for any care home: volunteers of an
    association come to several."""
    return who.role in {Role.FACILITATOR, Role.PARTICIPANT}


def check_register(who: Who) -> None:
    if not can_register(who):
        raise NotAllowedError


def checked_activity(draft: ActivityDraft, today: date) -> ActivityDraft:
    """The activity as it will be stored. Raises InvalidInputError for what cannot have happened."""
    title = checked_name(draft.title, longest=MAX_TITLE_LENGTH)
    if draft.on > today:
        raise InvalidInputError(Fault.ACTIVITY_IN_FUTURE)
    if draft.on < EARLIEST:
        raise InvalidInputError(Fault.ACTIVITY_TOO_OLD)
    _check_number("minutter", draft.minutes, 1, MAX_MINUTES)
    _check_number("frivillige", draft.volunteers, 1, MAX_VOLUNTEERS)
    if draft.form is Form.INDIVIDUAL and draft.residents != 1:
        raise InvalidInputError(Fault.ONE_RESIDENT, count=draft.residents)
    if draft.residents < FEWEST_RESIDENTS[draft.form]:
        raise InvalidInputError(Fault.RESIDENTS_MISSING, count=draft.residents)
    _check_number("beboere", draft.residents, 0, MAX_RESIDENTS)
    return replace(draft, title=title)


def _check_number(what: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        facts = {"what": what, "number": number, "least": least, "most": most}
        raise InvalidInputError(Fault.NUMBER_UNLIKELY, **facts)
