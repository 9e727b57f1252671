"""A card's own items in a round: adding, wording, taking out and putting back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import EventName, OwnItem
from indsatskort.cards.recording import record
from indsatskort.cards.rounds import open_round_of
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import NotFoundError
from indsatskort.store.transaction import Transaction

MAX_STATEMENT_LENGTH = 300  # characters


def read_own_items(tx: Transaction, who: Who, round_id: str) -> tuple[OwnItem, ...]:
    """The round's own items, also those taken out."""
    return repository.own_items(tx, repository.round_of(tx, who.card_id, round_id).id)


def add_own_item(
    tx: Transaction, who: Who, round_id: str, field_id: str, title: str, statement: str
) -> OwnItem:
    """An item of the card's own in a field; it follows into the next rounds."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    if field_id not in catalogue().field_by_id:
        raise NotFoundError
    items = repository.own_items(tx, round_id)
    own = OwnItem(
        id=f"own_{uuid4()}",
        field_id=field_id,
        title=rules.checked_name(title, (each.title for each in items)),
        statement=rules.checked_text(statement, MAX_STATEMENT_LENGTH).strip(),
        is_taking_part=True,
    )
    record(
        tx,
        who.card_id,
        EventName.OWN_ITEM_ADDED,
        who=who,
        round_id=round_id,
        item_id=own.id,
        field=field_id,
        title=own.title,
        statement=own.statement,
    )
    repository.insert_own_item(tx, who.card_id, own.id, field_id)
    repository.insert_round_own_item(tx, round_id, own, position=len(items))
    return own


def word_own_item(
    tx: Transaction, who: Who, round_id: str, item_id: str, title: str, statement: str
) -> None:
    """Reword an own item in the open round; earlier rounds keep their wording."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    _own_item(tx, round_id, item_id)
    others = [each for each in repository.own_items(tx, round_id) if each.id != item_id]
    title = rules.checked_name(title, (each.title for each in others))
    statement = rules.checked_text(statement, MAX_STATEMENT_LENGTH).strip()
    _record_item(
        tx, who, EventName.OWN_ITEM_WORDED, round_id, item_id, title=title, statement=statement
    )
    repository.update_own_item(tx, round_id, item_id, title=title, statement=statement)


def remove_own_item(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    """Take an own item out of the open round; its answers are kept and come back with it."""
    _keep_own_item(tx, who, round_id, item_id, EventName.OWN_ITEM_REMOVED, is_taking_part=False)


def restore_own_item(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    _keep_own_item(tx, who, round_id, item_id, EventName.OWN_ITEM_RESTORED, is_taking_part=True)


def _keep_own_item(
    tx: Transaction,
    who: Who,
    round_id: str,
    item_id: str,
    name: EventName,
    *,
    is_taking_part: bool,
) -> None:
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    if _own_item(tx, round_id, item_id).is_taking_part is is_taking_part:
        return
    _record_item(tx, who, name, round_id, item_id)
    repository.update_own_item(tx, round_id, item_id, is_taking_part=is_taking_part)


def _own_item(tx: Transaction, round_id: str, item_id: str) -> OwnItem:
    for each in repository.own_items(tx, round_id):
        if each.id == item_id:
            return each
    raise NotFoundError


def _record_item(
    tx: Transaction, who: Who, name: EventName, round_id: str, item_id: str, /, **data: Any
) -> None:
    record(tx, who.card_id, name, who=who, round_id=round_id, item_id=item_id, **data)
