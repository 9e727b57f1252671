"""The register's queries."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from indsatskort.activities.model import (
    Activity,
    ActivityDraft,
    Attachment,
    Audience,
    Category,
    Form,
    RegistrationPeriod,
)
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction


def activities(tx: Transaction, card_id: str) -> tuple[Activity, ...]:
    """All of a card, the latest first."""
    query = (
        sa.select(t.activity)
        .where(t.activity.c.card_id == card_id)
        .order_by(t.activity.c.on.desc(), t.activity.c.starts_at.desc(), t.activity.c.id)
    )
    return tuple(_activity(row) for row in tx.connection.execute(query))


def activity_of(tx: Transaction, card_id: str, activity_id: str) -> Activity | None:
    query = sa.select(t.activity).where(
        t.activity.c.card_id == card_id, t.activity.c.id == activity_id
    )
    row = tx.connection.execute(query).one_or_none()
    return _activity(row) if row else None


def is_taken(tx: Transaction, activity_id: str) -> bool:
    """Whether any card has an activity of that id."""
    query = sa.select(t.activity.c.id).where(t.activity.c.id == activity_id)
    return tx.connection.execute(query).one_or_none() is not None


def insert_activities(tx: Transaction, card_id: str, activities: list[Activity]) -> None:
    rows = [{"id": each.id, "card_id": card_id, **_values(each)} for each in activities]
    if rows:
        tx.connection.execute(t.activity.insert(), rows)


def update_activity(tx: Transaction, activity: Activity) -> None:
    changed = t.activity.update().where(t.activity.c.id == activity.id).values(_values(activity))
    tx.connection.execute(changed)


def delete_activity(tx: Transaction, activity_id: str) -> None:
    tx.connection.execute(t.activity.delete().where(t.activity.c.id == activity_id))


def period(tx: Transaction, card_id: str) -> RegistrationPeriod | None:
    query = sa.select(t.activity_period).where(t.activity_period.c.card_id == card_id)
    row = tx.connection.execute(query).one_or_none()
    return RegistrationPeriod(row.starts_on, row.ends_on) if row else None


def put_period(tx: Transaction, card_id: str, period: RegistrationPeriod | None) -> None:
    tx.connection.execute(t.activity_period.delete().where(t.activity_period.c.card_id == card_id))
    if period:
        values = {"starts_on": period.starts_on, "ends_on": period.ends_on}
        tx.connection.execute(t.activity_period.insert().values(card_id=card_id, **values))


def _values(activity: Activity) -> dict[str, Any]:
    draft = activity.draft
    return {
        "actor_id": draft.actor_id,
        "on": draft.on,
        "starts_at": draft.starts_at,
        "title": draft.title,
        "category": draft.category,
        "form": draft.form,
        "minutes": draft.minutes,
        "residents": draft.residents,
        "volunteers": draft.volunteers,
        "has_staff": draft.has_staff,
        "attachment": draft.attachment,
        "audience": draft.audience,
        "version": activity.version,
    }


def _activity(row: Any) -> Activity:
    return Activity(
        id=row.id,
        version=row.version,
        draft=ActivityDraft(
            actor_id=row.actor_id,
            on=row.on,
            starts_at=row.starts_at,
            title=row.title,
            category=Category(row.category),
            form=Form(row.form),
            minutes=row.minutes,
            residents=row.residents,
            volunteers=row.volunteers,
            has_staff=row.has_staff,
            attachment=Attachment(row.attachment),
            audience=Audience(row.audience),
        ),
    )
