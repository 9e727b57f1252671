"""Queries about invitations, browsers and memberships."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from indsatskort.access.model import DEFAULT_ALIAS, Invitation, Role, Who
from indsatskort.settings import settings
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction


def insert_invitation(
    tx: Transaction, invitation: Invitation, token_hash: str, token_sealed: str
) -> None:
    tx.connection.execute(
        t.invitation.insert().values(
            id=invitation.id,
            card_id=invitation.card_id,
            role=invitation.role,
            actor_id=invitation.actor_id,
            generation=invitation.generation,
            token_hash=token_hash,
            token_sealed=token_sealed,
        )
    )


def replace_token(tx: Transaction, invitation: Invitation, token_hash: str, sealed: str) -> None:
    """Give an invitation a new token and raise its generation, which ends the old memberships."""
    tx.connection.execute(
        t.invitation.update()
        .where(t.invitation.c.id == invitation.id)
        .values(generation=invitation.generation + 1, token_hash=token_hash, token_sealed=sealed)
    )


def invitation_by_hash(tx: Transaction, token_hash: str) -> Invitation | None:
    row = tx.connection.execute(
        sa.select(t.invitation).where(t.invitation.c.token_hash == token_hash)
    ).one_or_none()
    return _invitation(row) if row else None


def invitations_of(tx: Transaction, card_id: str) -> tuple[tuple[Invitation, str], ...]:
    """All invitations of a card with their sealed tokens, and how many have opened each."""
    i, m = t.invitation.c, t.membership.c
    opened = (
        sa.select(sa.func.count())
        .where(m.invitation_id == i.id, m.generation == i.generation)
        .scalar_subquery()
    )
    rows = tx.connection.execute(
        sa.select(t.invitation, opened.label("opened_by")).where(i.card_id == card_id)
    )
    return tuple((_invitation(row, row.opened_by), row.token_sealed) for row in rows)


def _invitation(row: Any, opened_by: int = 0) -> Invitation:
    return Invitation(row.id, row.card_id, Role(row.role), row.actor_id, row.generation, opened_by)


def insert_session(tx: Transaction, session: str) -> None:
    tx.connection.execute(t.browser.insert().values(id=session, created_at=tx.at))


def living_sessions(tx: Transaction, sessions: Collection[str]) -> frozenset[str]:
    """Those of the sessions that we know and whose time is not over."""
    c = t.browser.c
    query = sa.select(c.id).where(c.id.in_(sessions), c.created_at > _began(tx))
    return frozenset(tx.connection.execute(query).scalars())


def delete_old_sessions(tx: Transaction) -> None:
    """The memberships stay, in no browser; their people come back by their links."""
    tx.connection.execute(t.browser.delete().where(t.browser.c.created_at <= _began(tx)))


def end_sessions(tx: Transaction, card_id: str, but: str) -> None:
    """Every membership of the card but one is in no browser any more."""
    m = t.membership
    of_others = m.update().where(m.c.card_id == card_id, m.c.id != but)
    tx.connection.execute(of_others.values(browser_id=None))


def _began(tx: Transaction) -> datetime:
    """What began before this is over."""
    return tx.at - timedelta(days=settings().session_days)


def insert_membership(
    tx: Transaction, who: Who, invitation: Invitation, session: str | None
) -> None:
    tx.connection.execute(
        t.membership.insert().values(
            id=who.membership_id,
            card_id=who.card_id,
            invitation_id=invitation.id,
            generation=invitation.generation,
            alias=who.alias,
            browser_id=session,
            joined_at=who.joined_at,
        )
    )


def update_membership(tx: Transaction, membership_id: str, **values: Any) -> None:
    tx.connection.execute(
        t.membership.update().where(t.membership.c.id == membership_id).values(**values)
    )


def membership(tx: Transaction, membership_id: str) -> Who | None:
    """A membership whose seat still stands, whatever browser it is in."""
    row = tx.connection.execute(_living().where(t.membership.c.id == membership_id)).one_or_none()
    return _who(row) if row else None


def membership_by_resume_code(tx: Transaction, code_hash: str) -> Who | None:
    """The living membership with this personal code."""
    row = tx.connection.execute(
        _living().where(t.membership.c.resume_hash == code_hash)
    ).one_or_none()
    return _who(row) if row else None


def staff_hash(tx: Transaction, membership_id: str) -> str | None:
    """The keyed hash of the work account that a membership is tied to."""
    return tx.connection.execute(
        sa.select(t.membership.c.staff_hash).where(t.membership.c.id == membership_id)
    ).scalar_one_or_none()


def memberships_of_staff(tx: Transaction, person_hash: str) -> tuple[Who, ...]:
    """The living memberships that are tied to a work account, newest first."""
    tied = _living().where(t.membership.c.staff_hash == person_hash)
    rows = tx.connection.execute(tied.order_by(t.membership.c.joined_at.desc()))
    return tuple(_who(row) for row in rows)


def resume_code(tx: Transaction, membership_id: str) -> str | None:
    """The sealed personal code of a membership."""
    return tx.connection.execute(
        sa.select(t.membership.c.resume_sealed).where(t.membership.c.id == membership_id)
    ).scalar_one_or_none()


def door(tx: Transaction, card_id: str) -> tuple[str, bool] | None:
    """The sealed code of a card's door, and whether it is open."""
    row = tx.connection.execute(sa.select(t.door).where(t.door.c.card_id == card_id)).one_or_none()
    return (row.code_sealed, row.is_open) if row else None


def card_by_door(tx: Transaction, code_hash: str) -> str | None:
    """The card whose open door has this code."""
    c = t.door.c
    return tx.connection.execute(
        sa.select(c.card_id).where(c.code_hash == code_hash, c.is_open.is_(True))
    ).scalar_one_or_none()


def insert_door(tx: Transaction, card_id: str, code_hash: str, code_sealed: str) -> None:
    tx.connection.execute(
        t.door.insert().values(
            card_id=card_id, code_hash=code_hash, code_sealed=code_sealed, is_open=False
        )
    )


def update_door(tx: Transaction, card_id: str, *, is_open: bool) -> None:
    tx.connection.execute(
        t.door.update().where(t.door.c.card_id == card_id).values(is_open=is_open)
    )


def sessions_of(tx: Transaction, card_id: str) -> Mapping[str, str]:
    """The session that each living membership of a card is in; those that are in none, or whose session is
    over or link replaced, are left out."""
    rows = tx.connection.execute(_SESSIONS_OF_CARD, {"card_id": card_id, "began": _began(tx)})
    return {row[0]: row[1] for row in rows}


def memberships_in(tx: Transaction, sessions: Collection[str]) -> tuple[Who, ...]:
    """The living memberships that were taken in these sessions, newest first."""
    rows = tx.connection.execute(_IN_SESSIONS, {"sessions": list(sessions), "began": _began(tx)})
    return tuple(_who(row) for row in rows)


def membership_by_invitation(
    tx: Transaction, sessions: Collection[str], invitation_id: str
) -> Who | None:
    """The newest living membership that was taken in these sessions by this invitation."""
    by_this = _IN_SESSIONS.where(t.membership.c.invitation_id == invitation_id).limit(1)
    named = {"sessions": list(sessions), "began": _began(tx)}
    row = tx.connection.execute(by_this, named).one_or_none()
    return _who(row) if row else None


def _living() -> sa.Select[Any]:
    m, i = t.membership.c, t.invitation.c
    return (
        sa.select(t.membership, i.role, i.actor_id)
        .join(t.invitation, m.invitation_id == i.id)
        .where(m.generation == i.generation)
    )


# Asked with every delivery and every request, so made once.
_HERE = (
    _living()
    .join(t.browser, t.browser.c.id == t.membership.c.browser_id)
    .where(t.browser.c.created_at > sa.bindparam("began"))
)
_SESSIONS_OF_CARD = _HERE.where(
    t.membership.c.card_id == sa.bindparam("card_id")
).with_only_columns(t.membership.c.id, t.browser.c.id)
_IN_SESSIONS = _HERE.where(t.browser.c.id.in_(sa.bindparam("sessions", expanding=True))).order_by(
    t.membership.c.joined_at.desc(), t.membership.c.id
)


def _who(row: Any) -> Who:
    return Who(
        row.id,
        row.card_id,
        Role(row.role),
        row.actor_id,
        row.alias,
        row.joined_at,
        is_scribe=row.is_scribe,
    )


def insert_guess(tx: Transaction, address_hash: str) -> None:
    tx.connection.execute(t.guess.insert().values(address_hash=address_hash, at=tx.at))


def guesses(tx: Transaction, since: datetime, address_hash: str | None = None) -> int:
    """How many wrong guesses there were, from one address or from all."""
    query = sa.select(sa.func.count()).select_from(t.guess).where(t.guess.c.at > since)
    if address_hash is not None:
        query = query.where(t.guess.c.address_hash == address_hash)
    return tx.connection.execute(query).scalar_one()


def delete_guesses(tx: Transaction, before: datetime) -> None:
    tx.connection.execute(t.guess.delete().where(t.guess.c.at < before))


def delete_membership(tx: Transaction, membership_id: str) -> None:
    """The row goes; what was written stays without an author."""
    tx.connection.execute(t.membership.delete().where(t.membership.c.id == membership_id))


def forget_aliases(tx: Transaction, before: datetime) -> int:
    """Give everybody on a card whose last meeting lies before a moment, and who came before it, the name
    that those have who gave none; gives how many. The built-in examples are nobody."""
    m, i, w, p = t.membership.c, t.invitation.c, t.workshop.c, t.workshop_command.c
    last = sa.func.max(p.at)
    met = (
        sa.select(w.card_id)
        .join(t.workshop_command, p.workshop_id == w.id)
        .join(t.card, t.card.c.id == w.card_id)
        .where(t.card.c.demo.is_(None))
        .group_by(w.card_id)
        .having(last < before)
    )
    return sum(
        tx.connection.execute(
            t.membership.update()
            .where(
                m.card_id.in_(met),
                m.joined_at < before,
                m.alias != alias,
                m.invitation_id.in_(sa.select(i.id).where(i.role == role)),
            )
            .values(alias=alias)
        ).rowcount
        for role, alias in DEFAULT_ALIAS.items()
    )
