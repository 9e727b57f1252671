"""A round's columns: adding, renaming, ordering, taking out and putting back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import Column, ColumnSetting, EventName
from indsatskort.cards.recording import record
from indsatskort.cards.rounds import open_round_of
from indsatskort.catalogue.model import ActorKind
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column somebody wants on a new card."""

    kind: ActorKind
    name: str


def read_column_settings(tx: Transaction, who: Who, round_id: str) -> tuple[ColumnSetting, ...]:
    """The round's columns in the card's order, also those taken out."""
    return repository.column_settings(tx, repository.round_of(tx, who.card_id, round_id).id)


def add_column(tx: Transaction, who: Who, round_id: str, kind: ActorKind, name: str) -> Column:
    """A new actor with a column in the open round and an invitation of its own."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    return insert_column(tx, who, who.card_id, round_id, NewColumn(kind, name))


def insert_column(
    tx: Transaction, by: Who | None, card_id: str, round_id: str, new: NewColumn
) -> Column:
    """A new actor in a round of a card that is locked or has just been created."""
    settings = repository.column_settings(tx, round_id)
    if len(settings) >= rules.MAX_COLUMNS:
        raise InvalidInputError(Fault.TOO_MANY_COLUMNS, most=rules.MAX_COLUMNS)
    name = rules.checked_name(new.name, (each.column.name for each in settings))
    column = Column(str(uuid4()), new.kind, name)
    record(
        tx,
        card_id,
        EventName.COLUMN_ADDED,
        who=by,
        round_id=round_id,
        actor_id=column.id,
        kind=column.kind,
        name=column.name,
    )
    repository.insert_actor(tx, card_id, column.id, column.kind)
    repository.insert_column(tx, round_id, column, position=len(settings))
    access.invite(tx, card_id, Role.PARTICIPANT, column.id)
    return column


def rename_column(tx: Transaction, who: Who, round_id: str, actor_id: str, name: str) -> None:
    """Rename a column in the open round; earlier rounds keep the name they had."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    _setting(tx, round_id, actor_id)
    others = [each.column for each in repository.column_settings(tx, round_id)]
    name = rules.checked_name(name, (each.name for each in others if each.id != actor_id))
    _record_column(tx, who, EventName.COLUMN_RENAMED, round_id, actor_id, name=name)
    repository.update_column(tx, round_id, actor_id, name=name)


def move_column(tx: Transaction, who: Who, round_id: str, actor_id: str, steps: int) -> None:
    """Move a column among its own kind; a step too far stops at the end."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    moving = _setting(tx, round_id, actor_id)
    order = [each.column.id for each in repository.column_settings(tx, round_id)]
    kin = [
        each.column.id
        for each in repository.column_settings(tx, round_id)
        if each.column.kind is moving.column.kind
    ]
    place = min(max(kin.index(actor_id) + steps, 0), len(kin) - 1)
    target = order.index(kin[place])
    order.remove(actor_id)
    order.insert(target, actor_id)
    record(tx, who.card_id, EventName.COLUMNS_ORDERED, who=who, round_id=round_id, order=order)
    for position, each in enumerate(order):
        repository.update_column(tx, round_id, each, position=position)


def remove_column(tx: Transaction, who: Who, round_id: str, actor_id: str) -> None:
    """Take a column out of the open round. Nothing is deleted: putting it back shows all again."""
    _set_taking_part(tx, who, round_id, actor_id, EventName.COLUMN_REMOVED, is_taking_part=False)


def restore_column(tx: Transaction, who: Who, round_id: str, actor_id: str) -> None:
    """Put a column back into the open round with the answers it had."""
    _set_taking_part(tx, who, round_id, actor_id, EventName.COLUMN_RESTORED, is_taking_part=True)


def _set_taking_part(
    tx: Transaction,
    who: Who,
    round_id: str,
    actor_id: str,
    name: EventName,
    *,
    is_taking_part: bool,
) -> None:
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    if _setting(tx, round_id, actor_id).is_taking_part is is_taking_part:
        return
    _record_column(tx, who, name, round_id, actor_id)
    repository.update_column(tx, round_id, actor_id, is_taking_part=is_taking_part)


def _setting(tx: Transaction, round_id: str, actor_id: str) -> ColumnSetting:
    for each in repository.column_settings(tx, round_id):
        if each.column.id == actor_id:
            return each
    raise NotFoundError


def _record_column(
    tx: Transaction, who: Who, name: EventName, round_id: str, actor_id: str, /, **data: Any
) -> None:
    record(tx, who.card_id, name, who=who, round_id=round_id, actor_id=actor_id, **data)
