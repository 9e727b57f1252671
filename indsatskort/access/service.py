"""Coming in and leaving: invitations, the browser's memberships, who somebody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from indsatskort.access import repository, rules
from indsatskort.access.codes import new_code
from indsatskort.access.model import DEFAULT_ALIAS, Invitation, Role, Who
from indsatskort.access.tokens import keys, new_session, new_token
from indsatskort.errors import NotFoundError, NotSignedInError
from indsatskort.store.transaction import Transaction

MOST_SESSIONS = 40  # in one browser: a cookie has room for four thousand characters


@dataclass(frozen=True, slots=True)
class InvitationLink:
    """An invitation with the token of its link, for those who may hand it out."""

    invitation: Invitation
    token: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody came in: the sessions that the browser's cookie must name, and who they are."""

    sessions: tuple[str, ...]
    who: Who


def invite(tx: Transaction, card_id: str, role: Role, actor_id: str | None = None) -> None:
    """Make the invitation of a column, of viewers or of facilitators; done when those are made."""
    token = new_token()
    invitation = Invitation(str(uuid4()), card_id, role, actor_id, generation=1)
    repository.insert_invitation(tx, invitation, keys().hash(token), keys().seal(token))


def links(tx: Transaction, who: Who) -> tuple[InvitationLink, ...]:
    """All links of the card. Facilitators only."""
    rules.check_invite(who)
    return links_of_card(tx, who.card_id)


def links_of_card(tx: Transaction, card_id: str) -> tuple[InvitationLink, ...]:
    """All links of a card, for the command line and for whoever has just created it."""
    return tuple(
        InvitationLink(invitation, keys().unseal(sealed))
        for invitation, sealed in repository.invitations_of(tx, card_id)
    )


def facilitator_token(tx: Transaction, card_id: str) -> str:
    """The facilitators' link of a card that was just created, for whoever created it."""
    return _token_of(tx, card_id, Role.FACILITATOR)


def viewer_token(tx: Transaction, card_id: str) -> str:
    """The readers' link of a card that is open to all: the built-in example."""
    return _token_of(tx, card_id, Role.VIEWER)


def _token_of(tx: Transaction, card_id: str, role: Role) -> str:
    return next(each.token for each in links_of_card(tx, card_id) if each.invitation.role is role)


def replace_link(tx: Transaction, who: Who, invitation_id: str) -> None:
    """A new link; whoever came by the old one is out at once. Facilitators only.

    The facilitator who replaces the facilitators' link stays in.
    """
    rules.check_invite(who)
    invitation = next(
        (each.invitation for each in links(tx, who) if each.invitation.id == invitation_id), None
    )
    if invitation is None:
        raise NotFoundError
    token = new_token()
    repository.replace_token(tx, invitation, keys().hash(token), keys().seal(token))
    if invitation.role is Role.FACILITATOR:
        repository.update_membership(tx, who.membership_id, generation=invitation.generation + 1)
    tx.tell(who.card_id)


def invitation_of(tx: Transaction, token: str) -> Invitation:
    """The invitation behind a link. Raises NotFoundError for unknown and replaced tokens alike."""
    invitation = repository.invitation_by_hash(tx, keys().hash(token))
    if invitation is None:
        raise NotFoundError
    return invitation


def membership_here(tx: Transaction, sessions: Sequence[str], invitation: Invitation) -> Who | None:
    """Who this browser already is by this invitation, if anybody."""
    return repository.membership_by_invitation(tx, sessions, invitation.id)


def enter(
    tx: Transaction,
    token: str,
    *,
    sessions: Sequence[str],
    alias: str = "",
    as_another: bool = False,
) -> Entered:
    """Take a seat on the card. The same browser and link give the same membership again, unless
    another person says so; an alias that is given replaces the old one. `alias` must be checked.

    Each seat has a session of its own: a cookie that somebody had before the sign-in, or had put into
    the browser, never reaches what comes with it.
    """
    invitation = invitation_of(tx, token)
    before = None if as_another else membership_here(tx, sessions, invitation)
    if before is None:
        session = begin_session(tx)
        who = take_seat(tx, invitation, alias or DEFAULT_ALIAS[invitation.role], session)
        return Entered(with_session(tx, sessions, session), who)
    if alias:
        repository.update_membership(tx, before.membership_id, alias=alias)
    return Entered(tuple(sessions), replace(before, alias=alias or before.alias))


def take_seat(tx: Transaction, invitation: Invitation, alias: str, session: str | None) -> Who:
    """A new membership by an invitation, with a personal code for participants who have a session."""
    who = Who(str(uuid4()), invitation.card_id, invitation.role, invitation.actor_id, alias, tx.at)
    repository.insert_membership(tx, who, invitation, session)
    if who.role is Role.PARTICIPANT and session:
        code = new_code()
        hidden = {"resume_hash": keys().hash(code), "resume_sealed": keys().seal(code)}
        repository.update_membership(tx, who.membership_id, **hidden)
    tx.tell(who.card_id)
    return who


def take_over(tx: Transaction, seat: Who, sessions: Sequence[str]) -> Entered:
    """Bring a seat into this browser, in a new session; the browser it was in before is out."""
    session = begin_session(tx)
    repository.update_membership(tx, seat.membership_id, browser_id=session, is_gone=False)
    tx.tell(seat.card_id)
    return Entered(with_session(tx, sessions, session), seat)


def begin_session(tx: Transaction) -> str:
    """A new session, which lasts as long as the settings say."""
    session = new_session()
    repository.insert_session(tx, session)
    return session


def with_session(tx: Transaction, sessions: Sequence[str], new: str) -> tuple[str, ...]:
    """What the cookie names after a sign-in: the sessions that still live, and the new one."""
    living = repository.living_sessions(tx, sessions)
    kept = [each for each in sessions if each in living and each != new]
    return (*kept[-MOST_SESSIONS + 1 :], new)


def identify(
    tx: Transaction,
    sessions: Sequence[str],
    membership_id: str | None,
    card_id: str | None = None,
) -> Who:
    """Who acts: the membership named, which must be in this browser, or the browser's only one.

    Raises NotSignedInError without a session, NotFoundError without such a membership of that card.
    """
    mine = memberships(tx, sessions)
    if not mine and not repository.living_sessions(tx, sessions):
        raise NotSignedInError
    if card_id is not None:
        mine = tuple(who for who in mine if who.card_id == card_id)
    if membership_id:
        mine = tuple(who for who in mine if who.membership_id == membership_id)
    if len(mine) != 1:
        raise NotFoundError
    return mine[0]


def memberships(tx: Transaction, sessions: Sequence[str]) -> tuple[Who, ...]:
    """Everything this browser has been let into, newest first."""
    return repository.memberships_in(tx, sessions) if sessions else ()


def living_memberships(tx: Transaction, card_id: str) -> Mapping[str, str]:
    """The session each membership of a card is in; those whose link was replaced, and those that are in
    none, are left out."""
    return repository.sessions_of(tx, card_id)


def log_all_out(tx: Transaction, who: Who) -> None:
    """Everybody else on the card must open their link again, at once and with whatever is open. The
    links stay, and so does what was written. Facilitators only."""
    rules.check_invite(who)
    repository.end_sessions(tx, who.card_id, but=who.membership_id)
    tx.tell(who.card_id)


def forget_old_sessions(tx: Transaction) -> None:
    """Forget the sessions whose time is over."""
    repository.delete_old_sessions(tx)


def leave(tx: Transaction, who: Who) -> None:
    """The browser forgets the membership; what was written stays with its alias."""
    repository.update_membership(tx, who.membership_id, browser_id=None)
    tx.tell(who.card_id)
