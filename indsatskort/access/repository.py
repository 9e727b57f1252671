"""Queries about invitations, browsers and memberships."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from indsatskort.access.model import Invitation, Role, Who
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


def insert_browser(tx: Transaction, browser_id: str) -> None:
    tx.connection.execute(t.browser.insert().values(id=browser_id, created_at=tx.at))


def has_browser(tx: Transaction, browser_id: str) -> bool:
    found = tx.connection.execute(sa.select(t.browser.c.id).where(t.browser.c.id == browser_id))
    return found.one_or_none() is not None


def insert_membership(
    tx: Transaction, who: Who, invitation: Invitation, browser_id: str | None
) -> None:
    tx.connection.execute(
        t.membership.insert().values(
            id=who.membership_id,
            card_id=who.card_id,
            invitation_id=invitation.id,
            generation=invitation.generation,
            alias=who.alias,
            browser_id=browser_id,
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


def browsers_of(tx: Transaction, membership_ids: Collection[str]) -> Mapping[str, str | None]:
    """The browser each living membership is in; those whose link was replaced are left out."""
    m = t.membership.c
    query = _living().with_only_columns(m.id, m.browser_id).where(m.id.in_(membership_ids))
    rows = tx.connection.execute(query)
    return {row.id: row.browser_id for row in rows}


def memberships_of_browser(tx: Transaction, browser_id: str) -> tuple[Who, ...]:
    """The living memberships a browser has collected, newest first."""
    rows = tx.connection.execute(_OF_BROWSER, {"browser": browser_id})
    return tuple(_who(row) for row in rows)


def membership_by_invitation(tx: Transaction, browser_id: str, invitation_id: str) -> Who | None:
    """The newest living membership that this browser got by this invitation."""
    row = tx.connection.execute(
        _living()
        .where(
            t.membership.c.browser_id == browser_id,
            t.membership.c.invitation_id == invitation_id,
        )
        .order_by(t.membership.c.joined_at.desc())
        .limit(1)
    ).one_or_none()
    return _who(row) if row else None


def _living() -> sa.Select[Any]:
    m, i = t.membership.c, t.invitation.c
    return (
        sa.select(t.membership, i.role, i.actor_id)
        .join(t.invitation, m.invitation_id == i.id)
        .where(m.generation == i.generation)
    )


# Asked with every request, so made once.
_OF_BROWSER = (
    _living()
    .where(t.membership.c.browser_id == sa.bindparam("browser"))
    .order_by(t.membership.c.joined_at.desc(), t.membership.c.id)
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
