"""What may be done to a card and by whom, and what may be written in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indsatskort.access.model import Role, Who
from indsatskort.cards.model import MAX_NAME_LENGTH, MAX_TEXT_LENGTH, Draft, Round
from indsatskort.catalogue.model import Value
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError, RoundClosedError

MAX_COLUMNS = 60  # far beyond the 16 care homes seen; a guard, not a plan

CPR_NUMBER = re.compile(r"(?<![\d-])\d{6}\s?[-\N{NON-BREAKING HYPHEN}\N{EN DASH}]\s?\d{4}(?![\d-])")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def can_manage(who: Who) -> bool:
    """Facilitators manage columns, rounds, own items, relevance and links."""
    return who.role is Role.FACILITATOR


def check_manage(who: Who) -> None:
    if not can_manage(who):
        raise NotAllowedError


def can_write(who: Who, actor_id: str) -> bool:
    """Participants write in their own column; facilitators in any, and it is marked."""
    return who.role is Role.FACILITATOR or (
        who.role is Role.PARTICIPANT and who.actor_id == actor_id
    )


def check_write(who: Who, actor_id: str) -> None:
    if not can_write(who, actor_id):
        raise NotAllowedError


def is_proxy(who: Who, actor_id: str) -> bool:
    """Somebody without the column's own link typed it."""
    return who.actor_id != actor_id


def check_open(round_: Round) -> None:
    if not round_.is_open:
        raise RoundClosedError


def checked_draft(draft: Draft) -> Draft:
    """The draft as it will be stored. Raises InvalidInputError for what cannot be."""
    text = checked_text(draft.text)
    if draft.value is Value.OPTED_OUT and not text:
        raise InvalidInputError(Fault.REASON_MISSING)
    if draft.under_way and (draft.value is None or draft.value.level not in {0, 1, 2}):
        raise InvalidInputError(Fault.UNDER_WAY_WITHOUT_LEVEL)
    return Draft(draft.value, draft.under_way, text)


def checked_text(text: str, longest: int = MAX_TEXT_LENGTH) -> str:
    """The text with plain line ends; only spaces count as empty. Kept as typed in all else."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if FORBIDDEN.search(text):
        raise InvalidInputError(Fault.CONTROL_CHARACTER)
    if len(text) > longest:
        raise InvalidInputError(Fault.TEXT_TOO_LONG, longest=longest, length=len(text))
    if CPR_NUMBER.search(text):
        raise InvalidInputError(Fault.CPR_NUMBER)
    return text if text.strip() else ""


def checked_name(name: str, taken: Iterable[str] = (), longest: int = MAX_NAME_LENGTH) -> str:
    """The name on one line, without space around. Raises InvalidInputError when empty, too long or
    already there (capitals and spaces do not make a difference)."""
    name = " ".join(checked_text(name, 10 * longest).split())
    if not name:
        raise InvalidInputError(Fault.NAME_MISSING)
    if len(name) > longest:
        raise InvalidInputError(Fault.NAME_TOO_LONG, longest=longest)
    if name.casefold() in {other.casefold() for other in taken}:
        raise InvalidInputError(Fault.NAME_TAKEN, name=name)
    return name
