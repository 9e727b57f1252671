"""The card's own queries. Every one names the card or the round, so that none crosses cards.

What a save or a delivery asks is a statement made once, since making one costs more than running it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from indsatskort.cards.model import (
    Answer,
    Card,
    Column,
    ColumnSetting,
    Event,
    EventName,
    OwnItem,
    Place,
    Round,
    RoundPurpose,
)
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.errors import NotFoundError
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction

KIND_ORDER = tuple(ActorKind)


def _at(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    """The cell that `_cell` names."""
    c = table.c
    places = {"at_round": c.round_id, "at_item": c.item_id, "at_actor": c.actor_id}
    return tuple(column == sa.bindparam(name) for name, column in places.items())


def _cell(place: Place) -> dict[str, str]:
    return {"at_round": place.round_id, "at_item": place.item_id, "at_actor": place.actor_id}


_CARD = sa.select(t.card).where(t.card.c.id == sa.bindparam("card_id"))
_LOCKED_CARD = _CARD.with_for_update()
_RAISE_REVISION = (
    t.card.update()
    .where(t.card.c.id == sa.bindparam("card_id"))
    .values(revision=t.card.c.revision + 1)
    .returning(t.card.c.revision)
)
_ROUND = sa.select(t.round_).where(
    t.round_.c.card_id == sa.bindparam("card_id"), t.round_.c.id == sa.bindparam("round_id")
)
_COLUMNS = (
    sa.select(t.round_column, t.actor.c.kind)
    .join(t.actor)
    .where(t.round_column.c.round_id == sa.bindparam("round_id"))
    .order_by(t.round_column.c.position)
)
_COLUMN_PART = sa.select(t.round_column.c.is_taking_part).where(
    t.round_column.c.round_id == sa.bindparam("round_id"),
    t.round_column.c.actor_id == sa.bindparam("actor_id"),
)
_OWN_ITEM_PART = sa.select(t.round_own_item.c.is_taking_part).where(
    t.round_own_item.c.round_id == sa.bindparam("round_id"),
    t.round_own_item.c.item_id == sa.bindparam("item_id"),
)
_ACTORS_SHOWN = sa.select(t.round_column.c.actor_id).where(
    t.round_column.c.round_id == sa.bindparam("round_id"), t.round_column.c.is_taking_part
)
_OWN_ITEMS_SHOWN = sa.select(t.round_own_item.c.item_id).where(
    t.round_own_item.c.round_id == sa.bindparam("round_id"), t.round_own_item.c.is_taking_part
)
_OWN_ITEMS = (
    sa.select(t.round_own_item, t.own_item.c.field_id)
    .join(t.own_item)
    .where(t.round_own_item.c.round_id == sa.bindparam("round_id"))
    .order_by(t.round_own_item.c.position)
)
_ANSWERS = sa.select(t.answer, t.membership.c.alias).outerjoin(
    t.membership, t.membership.c.id == t.answer.c.saved_by
)
_ANSWER = _ANSWERS.where(*_at(t.answer))
_ANSWERS_SINCE = _ANSWERS.where(
    t.answer.c.round_id == sa.bindparam("round_id"), t.answer.c.revision > sa.bindparam("since")
).order_by(t.answer.c.revision)
_REPLACE_ANSWER = t.answer.update().where(
    *_at(t.answer), t.answer.c.version == sa.bindparam("version_before")
)
_EVENTS = sa.select(t.event, t.membership.c.alias).outerjoin(
    t.membership, t.membership.c.id == t.event.c.membership_id
)
_APPEND_EVENT = t.event.insert().returning(t.event.c.id)
_EVENT_OF_EDIT = _EVENTS.where(
    t.event.c.card_id == sa.bindparam("card_id"), t.event.c.edit_id == sa.bindparam("edit_id")
)
_EVENT_NAMES_SINCE = (
    sa.select(t.event.c.name)
    .where(t.event.c.card_id == sa.bindparam("card_id"), t.event.c.revision > sa.bindparam("since"))
    .distinct()
)


# cards


def insert_card(tx: Transaction, card: Card, demo: str | None) -> None:
    tx.connection.execute(
        t.card.insert().values(
            id=card.id,
            municipality=card.municipality,
            title=card.title,
            contact=card.contact,
            demo=demo,
            revision=card.revision,
            created_at=card.created_at,
            keep_months=card.keep_months,
        )
    )


def card_of(tx: Transaction, card_id: str, *, lock: bool = False) -> Card:
    """The card; with `lock`, nobody else changes it until this transaction ends."""
    query = _LOCKED_CARD if lock else _CARD
    row = tx.connection.execute(query, {"card_id": card_id}).one_or_none()
    if row is None:
        raise NotFoundError
    return _card(row)


def raise_revision(tx: Transaction, card_id: str) -> int:
    """Count one more change of the card; gives the new revision. Nobody else changes the card until
    this transaction ends."""
    revision = tx.connection.execute(_RAISE_REVISION, {"card_id": card_id}).scalar_one_or_none()
    if revision is None:
        raise NotFoundError
    return int(revision)


def demo_card(tx: Transaction, demo: str) -> Card | None:
    row = tx.connection.execute(sa.select(t.card).where(t.card.c.demo == demo)).one_or_none()
    return _card(row) if row else None


def update_card(tx: Transaction, card_id: str, **values: Any) -> None:
    tx.connection.execute(t.card.update().where(t.card.c.id == card_id).values(**values))


def _card(row: Any) -> Card:
    return Card(
        id=row.id,
        municipality=row.municipality,
        title=row.title,
        contact=row.contact,
        is_invented=row.demo is not None,
        revision=row.revision,
        created_at=row.created_at,
        keep_months=row.keep_months,
    )


# rounds


def rounds_of(tx: Transaction, card_id: str) -> tuple[Round, ...]:
    """All rounds of a card, the first one first."""
    rows = tx.connection.execute(
        sa.select(t.round_).where(t.round_.c.card_id == card_id).order_by(t.round_.c.number)
    )
    return tuple(_round(row) for row in rows)


def round_of(tx: Transaction, card_id: str, round_id: str) -> Round:
    where = {"card_id": card_id, "round_id": round_id}
    row = tx.connection.execute(_ROUND, where).one_or_none()
    if row is None:
        raise NotFoundError
    return _round(row)


def insert_round(tx: Transaction, round_: Round) -> None:
    tx.connection.execute(
        t.round_.insert().values(
            id=round_.id,
            card_id=round_.card_id,
            number=round_.number,
            name=round_.name,
            opened_at=round_.opened_at,
            closes_on=round_.closes_on,
            closed_at=round_.closed_at,
            purpose=round_.purpose,
            carries_over=round_.carries_over,
        )
    )


def update_round(tx: Transaction, round_id: str, **values: Any) -> None:
    tx.connection.execute(t.round_.update().where(t.round_.c.id == round_id).values(**values))


def delete_round(tx: Transaction, round_id: str) -> None:
    """The round with all that stands in it."""
    tx.connection.execute(t.round_.delete().where(t.round_.c.id == round_id))


def copy_arrangement(tx: Transaction, from_round_id: str, to_round_id: str) -> None:
    """Columns, own items and relevance of one round as the next one's starting point."""
    for table in (t.round_column, t.round_own_item, t.relevance):
        rest = [column.name for column in table.c if column.name != "round_id"]
        source = sa.select(sa.literal(to_round_id), *(table.c[name] for name in rest))
        query = source.where(table.c.round_id == from_round_id)
        tx.connection.execute(table.insert().from_select(["round_id", *rest], query))


def _round(row: Any) -> Round:
    return Round(
        row.id,
        row.card_id,
        row.number,
        row.name,
        row.opened_at,
        row.closes_on,
        row.closed_at,
        RoundPurpose(row.purpose) if row.purpose else None,
        row.carries_over,
    )


# columns


def insert_actor(tx: Transaction, card_id: str, actor_id: str, kind: ActorKind) -> None:
    tx.connection.execute(t.actor.insert().values(id=actor_id, card_id=card_id, kind=kind))


def column_settings(tx: Transaction, round_id: str) -> tuple[ColumnSetting, ...]:
    """All columns of a round in the card's order, also those taken out."""
    rows = tx.connection.execute(_COLUMNS, {"round_id": round_id})
    columns = [
        ColumnSetting(Column(row.actor_id, ActorKind(row.kind), row.name), row.is_taking_part)
        for row in rows
    ]
    return tuple(sorted(columns, key=lambda each: KIND_ORDER.index(each.column.kind)))


def columns_of(tx: Transaction, round_id: str) -> tuple[Column, ...]:
    """The columns that take part in a round, in the card's order."""
    return tuple(each.column for each in column_settings(tx, round_id) if each.is_taking_part)


def actors_shown(tx: Transaction, round_id: str) -> frozenset[str]:
    """The actors whose columns take part in a round."""
    return frozenset(tx.connection.execute(_ACTORS_SHOWN, {"round_id": round_id}).scalars())


def does_column_take_part(tx: Transaction, place: Place) -> bool | None:
    """Whether the column of a cell takes part in its round; None when the round has no such column."""
    where = {"round_id": place.round_id, "actor_id": place.actor_id}
    return tx.connection.execute(_COLUMN_PART, where).scalar_one_or_none()


def insert_column(tx: Transaction, round_id: str, column: Column, position: int) -> None:
    tx.connection.execute(
        t.round_column.insert().values(
            round_id=round_id,
            actor_id=column.id,
            name=column.name,
            position=position,
            is_taking_part=True,
        )
    )


def update_column(tx: Transaction, round_id: str, actor_id: str, **values: Any) -> None:
    c = t.round_column.c
    tx.connection.execute(
        t.round_column.update()
        .where(c.round_id == round_id, c.actor_id == actor_id)
        .values(**values)
    )


# own items and relevance


def insert_own_item(tx: Transaction, card_id: str, item_id: str, field_id: str) -> None:
    tx.connection.execute(
        t.own_item.insert().values(id=item_id, card_id=card_id, field_id=field_id)
    )


def insert_round_own_item(tx: Transaction, round_id: str, item: OwnItem, position: int) -> None:
    tx.connection.execute(
        t.round_own_item.insert().values(
            round_id=round_id,
            item_id=item.id,
            title=item.title,
            statement=item.statement,
            position=position,
            is_taking_part=True,
        )
    )


def own_items(tx: Transaction, round_id: str) -> tuple[OwnItem, ...]:
    """All own items of a round in their order, also those taken out."""
    rows = tx.connection.execute(_OWN_ITEMS, {"round_id": round_id})
    return tuple(
        OwnItem(row.item_id, row.field_id, row.title, row.statement, row.is_taking_part)
        for row in rows
    )


def own_items_shown(tx: Transaction, round_id: str) -> frozenset[str]:
    """The own items that take part in a round, by their ids."""
    return frozenset(tx.connection.execute(_OWN_ITEMS_SHOWN, {"round_id": round_id}).scalars())


def does_own_item_take_part(tx: Transaction, place: Place) -> bool | None:
    """Whether the own item of a cell takes part in its round; None when the round has no such item."""
    where = {"round_id": place.round_id, "item_id": place.item_id}
    return tx.connection.execute(_OWN_ITEM_PART, where).scalar_one_or_none()


def update_own_item(tx: Transaction, round_id: str, item_id: str, **values: Any) -> None:
    c = t.round_own_item.c
    tx.connection.execute(
        t.round_own_item.update()
        .where(c.round_id == round_id, c.item_id == item_id)
        .values(**values)
    )


def relevance_overrides(tx: Transaction, round_id: str) -> Mapping[tuple[str, str], Relevance]:
    """What the card says differently from the default: (item, kind or actor id) → relevance."""
    rows = tx.connection.execute(sa.select(t.relevance).where(t.relevance.c.round_id == round_id))
    return {(row.item_id, row.scope): Relevance(row.value) for row in rows}


def put_relevance(
    tx: Transaction, round_id: str, item_id: str, scope: str, value: Relevance | None
) -> None:
    c = t.relevance.c
    tx.connection.execute(
        t.relevance.delete().where(c.round_id == round_id, c.item_id == item_id, c.scope == scope)
    )
    if value is not None:
        tx.connection.execute(
            t.relevance.insert().values(
                round_id=round_id, item_id=item_id, scope=scope, value=value
            )
        )


# answers


def answers_of(tx: Transaction, round_id: str, since: int = 0) -> tuple[Answer, ...]:
    """The answers of a round that changed after a revision of the card, oldest change first."""
    rows = tx.connection.execute(_ANSWERS_SINCE, {"round_id": round_id, "since": since})
    return tuple(_answer(row) for row in rows)


def answer_of(tx: Transaction, place: Place) -> Answer:
    """The answer of a cell; an empty one of version 0 when nobody has saved there."""
    row = tx.connection.execute(_ANSWER, _cell(place)).one_or_none()
    return _answer(row) if row else Answer(place.item_id, place.actor_id)


def author_of(tx: Transaction, place: Place) -> str | None:
    """The membership that saved a cell last; None when it is gone."""
    return tx.connection.execute(
        sa.select(t.answer.c.saved_by).where(*_at(t.answer)), _cell(place)
    ).scalar_one_or_none()


def put_answer(tx: Transaction, round_id: str, answer: Answer, membership_id: str | None) -> None:
    """Write an answer over the version before it. Raises NotFoundError if that version is gone,
    which the lock on the card makes impossible and the condition makes certain."""
    values = {
        "value": answer.value,
        "under_way": answer.under_way,
        "text": answer.text,
        "version": answer.version,
        "revision": answer.revision,
        "saved_at": answer.saved_at,
        "saved_by": membership_id,
        "is_proxy": answer.is_proxy,
    }
    place = Place(round_id, answer.item_id, answer.actor_id)
    if answer.version == 1:
        tx.connection.execute(t.answer.insert(), asdict(place) | values)
        return
    where = _cell(place) | {"version_before": answer.version - 1}
    done = tx.connection.execute(_REPLACE_ANSWER, where | values)
    if done.rowcount != 1:
        raise NotFoundError


def _answer(row: Any) -> Answer:
    return Answer(
        item_id=row.item_id,
        actor_id=row.actor_id,
        value=Value(row.value) if row.value else None,
        under_way=row.under_way,
        text=row.text,
        version=row.version,
        revision=row.revision,
        saved_at=row.saved_at,
        saved_by=row.alias or "",
        is_proxy=row.is_proxy,
    )


# events


def append_event(
    tx: Transaction, event: Event, *, edit_id: str | None = None, edit_digest: str | None = None
) -> int:
    """Write one line of history; gives its id."""
    values = {
        "card_id": event.card_id,
        "revision": event.revision,
        "at": event.at,
        "name": event.name,
        "membership_id": event.membership_id,
        "round_id": event.round_id,
        "item_id": event.item_id,
        "actor_id": event.actor_id,
        "data": dict(event.data),
        "edit_id": edit_id,
        "edit_digest": edit_digest,
    }
    result = tx.connection.execute(_APPEND_EVENT, values)
    return int(result.scalar_one())


def event_of_edit(tx: Transaction, card_id: str, edit_id: str) -> tuple[Event, str | None] | None:
    """The save that an edit made, with the digest of its body."""
    where = {"card_id": card_id, "edit_id": edit_id}
    row = tx.connection.execute(_EVENT_OF_EDIT, where).one_or_none()
    return (_event(row), row.edit_digest) if row else None


def events_of_card(
    tx: Transaction,
    card_id: str,
    *,
    names: Iterable[EventName] = (),
    where: Iterable[sa.ColumnElement[bool]] = (),
    newest_first: bool = False,
    limit: int | None = None,
) -> tuple[Event, ...]:
    query = _EVENTS.where(t.event.c.card_id == card_id, *where)
    if names:
        query = query.where(t.event.c.name.in_(list(names)))
    order = t.event.c.id.desc() if newest_first else t.event.c.id
    return tuple(_event(row) for row in tx.connection.execute(query.order_by(order).limit(limit)))


def event_names_since(tx: Transaction, card_id: str, since: int) -> frozenset[EventName]:
    """What kinds of things happened after a revision."""
    rows = tx.connection.execute(_EVENT_NAMES_SINCE, {"card_id": card_id, "since": since})
    return frozenset(EventName(name) for name in rows.scalars())


def events_of_cell(tx: Transaction, card_id: str, place: Place) -> tuple[Event, ...]:
    query = _EVENTS.where(t.event.c.card_id == card_id, *_at(t.event)).order_by(t.event.c.id)
    rows = tx.connection.execute(query, _cell(place))
    return tuple(_event(row) for row in rows)


def saves_of_round(tx: Transaction, card_id: str, round_id: str) -> tuple[Event, ...]:
    """Every save and erasure in a round, oldest first."""
    names = [EventName.ANSWER_SAVED, EventName.TEXT_ERASED]
    c = t.event.c
    query = _EVENTS.where(c.card_id == card_id, c.round_id == round_id, c.name.in_(names))
    return tuple(_event(row) for row in tx.connection.execute(query.order_by(c.id)))


def erase_texts(tx: Transaction, events: Sequence[Event]) -> None:
    """Empty the texts of saves. The events stay; their digests, made from the texts, go too."""
    for event in events:
        rewrite(tx, event, {**event.data, "text": ""})


def rewrite(tx: Transaction, event: Event, data: Mapping[str, Any]) -> None:
    """Put other data in an event, from which texts have been erased; its digest goes."""
    tx.connection.execute(
        t.event.update()
        .where(t.event.c.id == event.id, t.event.c.card_id == event.card_id)
        .values(data=dict(data), edit_digest=None)
    )


def _event(row: Any) -> Event:
    return Event(
        id=row.id,
        card_id=row.card_id,
        revision=row.revision,
        at=row.at,
        name=EventName(row.name),
        membership_id=row.membership_id,
        alias=row.alias or "",
        round_id=row.round_id,
        item_id=row.item_id,
        actor_id=row.actor_id,
        data=row.data,
    )


def delete_card(tx: Transaction, card_id: str) -> None:
    """The card and, by their foreign keys, all rows that belong to it."""
    tx.connection.execute(t.card.delete().where(t.card.c.id == card_id))


def last_activity(tx: Transaction, card_id: str) -> datetime:
    """When something last happened on a card."""
    last = sa.select(sa.func.max(t.event.c.at)).where(t.event.c.card_id == card_id)
    made = sa.select(t.card.c.created_at).where(t.card.c.id == card_id)
    found: datetime = (
        tx.connection.execute(last).scalar_one() or tx.connection.execute(made).scalar_one()
    )
    return found


def keepings(tx: Transaction) -> tuple[int | None, ...]:
    """The times in months that cards are kept for, each once; None is the installation's."""
    return tuple(tx.connection.execute(sa.select(t.card.c.keep_months).distinct()).scalars())


def cards_untouched_since(
    tx: Transaction, moment: datetime, keep_months: int | None
) -> tuple[str, ...]:
    """The cards with this time of their own on which nothing has happened since, the built-in examples
    aside."""
    later = sa.select(t.event.c.card_id).where(t.event.c.at >= moment)
    query = sa.select(t.card.c.id).where(
        t.card.c.created_at < moment,
        t.card.c.keep_months.is_not_distinct_from(keep_months),
        t.card.c.demo.is_(None),
        t.card.c.id.not_in(later),
    )
    return tuple(tx.connection.execute(query).scalars())


def events_by(tx: Transaction, membership_id: str) -> tuple[Event, ...]:
    """Everything one person did on a card, oldest first."""
    query = _EVENTS.where(t.event.c.membership_id == membership_id).order_by(t.event.c.id)
    return tuple(_event(row) for row in tx.connection.execute(query))


def contributions_of(tx: Transaction, membership_id: str) -> Mapping[str, int]:
    """How many own ratings, wishes, placements and ballots of the meeting are kept of one person."""
    tables = {"rating": t.rating, "flag": t.flag, "placement": t.placement, "ballot": t.ballot}
    return {
        name: tx.connection.execute(
            sa.select(sa.func.count())
            .select_from(table)
            .where(table.c.membership_id == membership_id)
        ).scalar_one()
        for name, table in tables.items()
    }
