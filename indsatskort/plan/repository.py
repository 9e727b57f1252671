"""The plan's own queries. Every one names the card, so that none crosses cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from indsatskort.errors import NotFoundError
from indsatskort.plan.model import (
    Action,
    ActionStatus,
    AnchoringPhase,
    Barrier,
    FollowUp,
    FollowUpMeeting,
    ResidentValue,
    Rhythm,
)
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction

# actions


def actions(tx: Transaction, card_id: str, *, is_removed: bool = False) -> tuple[Action, ...]:
    """The actions of a card in the plan's order; or those taken out of it."""
    c = t.action.c
    rows = tx.connection.execute(
        sa.select(t.action)
        .where(c.card_id == card_id, c.is_removed == is_removed)
        .order_by(c.position, c.created_at, c.id)
    )
    return tuple(_action(row) for row in rows)


def action_of(tx: Transaction, card_id: str, action_id: str) -> tuple[Action, bool] | None:
    """An action of the card, and whether it was taken out of the plan."""
    c = t.action.c
    row = tx.connection.execute(
        sa.select(t.action).where(c.card_id == card_id, c.id == action_id)
    ).one_or_none()
    return (_action(row), row.is_removed) if row else None


def action_in_plan(tx: Transaction, card_id: str, action_id: str) -> Action:
    """An action of the plan. Raises NotFoundError, also when it was taken out."""
    found = action_of(tx, card_id, action_id)
    if found is None or found[1]:
        raise NotFoundError
    return found[0]


def insert_action(tx: Transaction, action: Action) -> None:
    values = _text(action) | {
        "id": action.id,
        "card_id": action.card_id,
        "done_tasks": list(action.done_tasks),
        "status": action.status,
        "created_at": action.created_at,
        "finished_at": action.finished_at,
        "position": action.position,
        "version": action.version,
        "is_removed": False,
    }
    tx.connection.execute(t.action.insert().values(values))


def put_text(tx: Transaction, action: Action) -> None:
    """What people wrote about an action, and the version that counts it."""
    update_action(tx, action.id, **_text(action), version=action.version)


def update_action(tx: Transaction, action_id: str, **values: Any) -> None:
    tx.connection.execute(t.action.update().where(t.action.c.id == action_id).values(**values))


def _text(action: Action) -> dict[str, Any]:
    return {
        "item_id": action.item_id,
        "what": action.what,
        "why": action.why,
        "resident_values": list(action.values),
        "lead": action.lead,
        "contributions": dict(action.contributions),
        "first_step": action.first_step,
        "first_step_on": action.first_step_on,
        "deadline": action.deadline,
        "sign": action.sign,
        "resources": action.resources,
        "barriers": list(action.barriers),
        "barrier_note": action.barrier_note,
        "phase": action.phase,
    }


def _action(row: Any) -> Action:
    return Action(
        id=row.id,
        card_id=row.card_id,
        item_id=row.item_id,
        what=row.what,
        why=row.why,
        values=tuple(ResidentValue(each) for each in row.resident_values),
        lead=row.lead,
        contributions=MappingProxyType(row.contributions),
        first_step=row.first_step,
        first_step_on=row.first_step_on,
        deadline=row.deadline,
        sign=row.sign,
        resources=row.resources,
        barriers=tuple(Barrier(each) for each in row.barriers),
        barrier_note=row.barrier_note,
        phase=AnchoringPhase(row.phase) if row.phase else None,
        done_tasks=tuple(row.done_tasks),
        status=ActionStatus(row.status),
        created_at=row.created_at,
        finished_at=row.finished_at,
        position=row.position,
        version=row.version,
    )


# follow-up notes


def follow_ups(tx: Transaction, card_id: str) -> tuple[FollowUp, ...]:
    """The notes on all actions of a card, oldest first."""
    c = t.follow_up.c
    rows = tx.connection.execute(
        sa.select(t.follow_up, t.membership.c.alias)
        .join(t.action, t.action.c.id == c.action_id)
        .outerjoin(t.membership, t.membership.c.id == c.membership_id)
        .where(t.action.c.card_id == card_id)
        .order_by(c.held_on, c.at, c.id)
    )
    return tuple(
        FollowUp(
            row.id,
            row.action_id,
            row.held_on,
            ActionStatus(row.status),
            row.text,
            row.alias or "",
            row.at,
        )
        for row in rows
    )


def insert_follow_up(tx: Transaction, note: FollowUp, membership_id: str | None) -> None:
    tx.connection.execute(
        t.follow_up.insert().values(
            id=note.id,
            action_id=note.action_id,
            membership_id=membership_id,
            held_on=note.on,
            status=note.status,
            text=note.text,
            at=note.at,
        )
    )


def author_of_follow_up(tx: Transaction, follow_up_id: str) -> str | None:
    """The membership that wrote a note; None when it is gone."""
    c = t.follow_up.c
    return tx.connection.execute(
        sa.select(c.membership_id).where(c.id == follow_up_id)
    ).scalar_one_or_none()


def delete_follow_up(tx: Transaction, follow_up_id: str) -> None:
    tx.connection.execute(t.follow_up.delete().where(t.follow_up.c.id == follow_up_id))


# dates and meetings


def set_dates(tx: Transaction, card_id: str) -> Mapping[Rhythm, date]:
    """The follow-up days that somebody chose."""
    c = t.follow_up_date.c
    rows = tx.connection.execute(sa.select(t.follow_up_date).where(c.card_id == card_id))
    return {Rhythm(row.rhythm): row.held_on for row in rows}


def put_date(tx: Transaction, card_id: str, rhythm: Rhythm, on: date | None) -> None:
    c = t.follow_up_date.c
    tx.connection.execute(t.follow_up_date.delete().where(c.card_id == card_id, c.rhythm == rhythm))
    if on is not None:
        tx.connection.execute(
            t.follow_up_date.insert().values(card_id=card_id, rhythm=rhythm, held_on=on)
        )


def newest_meeting(tx: Transaction, card_id: str) -> FollowUpMeeting | None:
    c = t.follow_up_meeting.c
    row = tx.connection.execute(
        sa.select(t.follow_up_meeting)
        .where(c.card_id == card_id)
        .order_by(c.started_at.desc(), c.id.desc())
        .limit(1)
    ).one_or_none()
    return (
        FollowUpMeeting(
            row.id,
            row.card_id,
            tuple(row.action_ids),
            row.place,
            row.started_at,
            row.ended_at,
            row.version,
        )
        if row
        else None
    )


def insert_meeting(tx: Transaction, meeting: FollowUpMeeting) -> None:
    tx.connection.execute(
        t.follow_up_meeting.insert().values(
            id=meeting.id,
            card_id=meeting.card_id,
            action_ids=list(meeting.order),
            place=meeting.place,
            started_at=meeting.started_at,
            ended_at=meeting.ended_at,
            version=meeting.version,
        )
    )


def move_meeting(
    tx: Transaction,
    meeting: FollowUpMeeting,
    *,
    order: Sequence[str],
    place: int,
    ended_at: datetime | None,
) -> None:
    tx.connection.execute(
        t.follow_up_meeting.update()
        .where(t.follow_up_meeting.c.id == meeting.id)
        .values(action_ids=list(order), place=place, ended_at=ended_at, version=meeting.version + 1)
    )
