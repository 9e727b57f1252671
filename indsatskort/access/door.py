"""The way in for a room: one short code that asks "Hvem kommer du fra?", while the door is open.

Also the personal code that brings somebody back on another phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indsatskort.access import repository, rules, service
from indsatskort.access.codes import new_code, spoken
from indsatskort.access.model import DEFAULT_ALIAS, Invitation, Role, Who
from indsatskort.access.service import Entered
from indsatskort.access.tokens import keys
from indsatskort.errors import NotAllowedError, NotFoundError
from indsatskort.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Door:
    """The room's code as it is stored, and whether it lets anybody in just now."""

    code: str
    is_open: bool


def read_door(tx: Transaction, card_id: str) -> Door | None:
    """The door of a card; None before a facilitator has opened it the first time."""
    found = repository.door(tx, card_id)
    return Door(keys().unseal(found[0]), found[1]) if found else None


def set_door(tx: Transaction, who: Who, *, is_open: bool) -> None:
    """Open or close the door. The code stays the same, so that the printed one stays true."""
    rules.check_invite(who)
    if repository.door(tx, who.card_id) is None:
        code = new_code()
        repository.insert_door(tx, who.card_id, keys().hash(code), keys().seal(code))
    repository.update_door(tx, who.card_id, is_open=is_open)
    tx.tell(who.card_id)


def card_behind(tx: Transaction, code: str) -> str:
    """The card whose open door has this code. Raises NotFoundError for closed and unknown alike."""
    card_id = repository.card_by_door(tx, keys().hash(code))
    if card_id is None:
        raise NotFoundError
    return card_id


def enter_by_door(
    tx: Transaction, code: str, actor_id: str, *, sessions: Sequence[str], alias: str
) -> Entered:
    """Take a seat in the column one names. Raises NotFoundError for a column that is not there."""
    for link in service.links_of_card(tx, card_behind(tx, code)):
        if link.invitation.actor_id == actor_id:
            return service.enter(tx, link.token, sessions=sessions, alias=alias, as_another=True)
    raise NotFoundError


def who_resumes(tx: Transaction, code: str) -> Who:
    """Whose personal code it is. Raises NotFoundError for unknown codes."""
    who = repository.membership_by_resume_code(tx, keys().hash(code))
    if who is None:
        raise NotFoundError
    return who


def resume(tx: Transaction, code: str, sessions: Sequence[str]) -> Entered:
    """The same person on this device; the device they had before is out.

    Who sat in a column on this device until now gives it up, so that neither sees the other's dots.
    """
    who = who_resumes(tx, code)
    for other in service.memberships(tx, sessions):
        is_neighbour = other.card_id == who.card_id and other.role is Role.PARTICIPANT
        if is_neighbour and other.membership_id != who.membership_id:
            repository.update_membership(tx, other.membership_id, browser_id=None)
    return service.take_over(tx, who, sessions)


def resume_code(tx: Transaction, who: Who) -> str | None:
    """One's own code, as it is shown; None for those outside the columns."""
    sealed = repository.resume_code(tx, who.membership_id)
    return spoken(keys().unseal(sealed)) if sealed else None


# people in the room, as facilitators arrange them


def move_person(tx: Transaction, who: Who, membership_id: str, actor_id: str) -> None:
    """Seat somebody in the right column; what they have written stays where it was."""
    rules.check_invite(who)
    _person(tx, who, membership_id)
    target = _invitation_of(tx, who.card_id, actor_id)
    repository.update_membership(
        tx, membership_id, invitation_id=target.id, generation=target.generation
    )
    tx.tell(who.card_id)


def remove_person(tx: Transaction, who: Who, membership_id: str) -> None:
    """Take somebody out of the meeting; their texts stay."""
    rules.check_invite(who)
    _person(tx, who, membership_id)
    repository.update_membership(tx, membership_id, browser_id=None, generation=0)
    tx.tell(who.card_id)


def set_gone(tx: Transaction, who: Who, membership_id: str, *, is_gone: bool) -> None:
    """Somebody has left the room, or is back."""
    rules.check_invite(who)
    _person(tx, who, membership_id)
    repository.update_membership(tx, membership_id, is_gone=is_gone)
    tx.tell(who.card_id)


def set_scribe(tx: Transaction, who: Who, membership_id: str, *, is_scribe: bool) -> None:
    """Let a participant write what the room agrees on."""
    rules.check_invite(who)
    _person(tx, who, membership_id)
    repository.update_membership(tx, membership_id, is_scribe=is_scribe)
    tx.tell(who.card_id)


def next_person(tx: Transaction, who: Who, alias: str) -> Who:
    """Another person of the same column on the same phone. `alias` must be checked.

    The one before gives the phone up and comes back by their personal code: what stands in the phone's
    history must show nobody another's dots.
    """
    if who.role is not Role.PARTICIPANT or who.actor_id is None:
        raise NotAllowedError
    invitation = _invitation_of(tx, who.card_id, who.actor_id)
    session = repository.sessions_of(tx, who.card_id).get(who.membership_id)
    repository.update_membership(tx, who.membership_id, browser_id=None)
    return service.take_seat(tx, invitation, alias or DEFAULT_ALIAS[Role.PARTICIPANT], session)


def _person(tx: Transaction, who: Who, membership_id: str) -> Who:
    person = repository.membership(tx, membership_id)
    if person is None or person.card_id != who.card_id:
        raise NotFoundError
    return person


def _invitation_of(tx: Transaction, card_id: str, actor_id: str) -> Invitation:
    for invitation, _ in repository.invitations_of(tx, card_id):
        if invitation.actor_id == actor_id:
            return invitation
    raise NotFoundError
