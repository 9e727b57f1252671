"""Who may create a card and who may hand out links."""

from __future__ import annotations

import hmac

from indsatskort.access.model import Role, Who
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError
from indsatskort.settings import Creating, Settings


def needs_create_code(settings: Settings) -> bool:
    return settings.creating is Creating.CODE


def check_create(settings: Settings, code: str) -> None:
    """Raises InvalidInputError when a code is needed and this is not it."""
    right = settings.code_for_creating.encode() if needs_create_code(settings) else b""
    if right and not hmac.compare_digest(right, code.strip().encode()):
        raise InvalidInputError(Fault.WRONG_CREATE_CODE)


def can_invite(who: Who) -> bool:
    return who.role is Role.FACILITATOR


def check_invite(who: Who) -> None:
    if not can_invite(who):
        raise NotAllowedError
