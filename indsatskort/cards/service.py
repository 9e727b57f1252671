"""A card's life: its columns, rounds, own items and relevance, and reading it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import Invitation, Role, Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import (
    ABOUT_ANSWERS,
    ABOUT_THE_MEETING,
    Answer,
    Card,
    CardItem,
    Cell,
    Changes,
    Column,
    ColumnSetting,
    Event,
    EventName,
    FilledCard,
    OwnItem,
    Round,
)
from indsatskort.cards.recording import record
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind, Relevance
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.store.transaction import Transaction

MAX_STATEMENT_LENGTH = 300
MAX_CONTACT_LENGTH = 160
OWN_NUMBER = "Egen"
EXAMPLE = "example"  # the built-in cards, as `card.demo` names them
INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column somebody wants on a new card."""

    kind: ActorKind
    name: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation page may say before anybody has signed in."""

    municipality: str
    title: str
    column_name: str | None


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """What the room's door may say: where one is, and the columns one can come from."""

    municipality: str
    columns: tuple[Column, ...]


# the card


def create_card(
    tx: Transaction,
    municipality: str,
    columns: Sequence[NewColumn],
    *,
    title: str = "Indsatskort",
    contact: str = "",
    demo: str | None = None,
    round_name: str = "Runde 1",
) -> Card:
    """A card with its first round open, and invitations for columns, viewers and facilitators.

    Who may create cards is decided by `access.rules` before this is called. Raises
    InvalidInputError for names that are empty, too long or there twice.
    """
    card = Card(
        id=str(uuid4()),
        municipality=rules.checked_name(municipality),
        title=rules.checked_name(title),
        contact=rules.checked_text(contact, MAX_CONTACT_LENGTH).strip(),
        is_invented=demo is not None,
        revision=0,
        created_at=tx.at,
    )
    repository.insert_card(tx, card, demo)
    record(
        tx,
        card.id,
        EventName.CARD_CREATED,
        municipality=card.municipality,
        title=card.title,
        contact=card.contact,
    )
    access.invite(tx, card.id, Role.FACILITATOR)
    access.invite(tx, card.id, Role.VIEWER)
    round_ = _open_round(tx, None, card.id, 1, round_name, None)
    for new in columns:
        _add_column(tx, None, card.id, round_.id, new)
    return repository.card_of(tx, card.id)


def describe_card(
    tx: Transaction, who: Who, *, municipality: str, title: str, contact: str
) -> None:
    rules.check_manage(who)
    values: dict[str, Any] = {
        "municipality": rules.checked_name(municipality),
        "title": rules.checked_name(title),
        "contact": rules.checked_text(contact, MAX_CONTACT_LENGTH).strip(),
    }
    record(tx, who.card_id, EventName.CARD_DESCRIBED, who=who, **values)
    repository.update_card(tx, who.card_id, **values)


def read_card(tx: Transaction, who: Who) -> Card:
    return repository.card_of(tx, who.card_id)


def example_viewer_token(tx: Transaction) -> str | None:
    """The readers' link of the example card; None where nobody has made it."""
    card = repository.demo_card(tx, EXAMPLE)
    return access.viewer_token(tx, card.id) if card else None


def read_invited(tx: Transaction, invitation: Invitation) -> Invited:
    """The card and the column that an invitation leads to, as they are called now."""
    card = repository.card_of(tx, invitation.card_id)
    newest = repository.rounds_of(tx, invitation.card_id)[-1]
    names = {each.column.id: each.column.name for each in repository.column_settings(tx, newest.id)}
    return Invited(card.municipality, card.title, names.get(invitation.actor_id or ""))


def read_door(tx: Transaction, card_id: str) -> AtTheDoor:
    """The card behind an open door, with the columns of its newest round."""
    newest = repository.rounds_of(tx, card_id)[-1]
    columns = repository.columns_of(tx, newest.id)
    return AtTheDoor(repository.card_of(tx, card_id).municipality, columns)


def check_store(tx: Transaction) -> None:
    """Ask the database something; raises whatever it raises."""
    repository.demo_card(tx, "")


def read_rounds(tx: Transaction, who: Who) -> tuple[Round, ...]:
    """All rounds, the first one first."""
    return repository.rounds_of(tx, who.card_id)


def read_round(tx: Transaction, who: Who, round_id: str | None = None) -> Round:
    """A round of the card; the newest when none is named."""
    if round_id:
        return repository.round_of(tx, who.card_id, round_id)
    return repository.rounds_of(tx, who.card_id)[-1]


def read_filled_card(tx: Transaction, who: Who, round_id: str | None = None) -> FilledCard:
    """One round of the card with all in it; the newest when none is named."""
    rounds = repository.rounds_of(tx, who.card_id)
    chosen = (
        next((each for each in rounds if each.id == round_id), None) if round_id else rounds[-1]
    )
    if chosen is None:
        raise NotFoundError
    return _filled(tx, repository.card_of(tx, who.card_id), chosen)


def newest_round(tx: Transaction, card: Card) -> FilledCard:
    """The newest round of a card, for the command line and for whoever has just created it."""
    return _filled(tx, card, repository.rounds_of(tx, card.id)[-1])


def read_all_rounds(tx: Transaction, who: Who) -> tuple[FilledCard, ...]:
    """Every round with all in it, the first one first."""
    card = repository.card_of(tx, who.card_id)
    return tuple(_filled(tx, card, each) for each in repository.rounds_of(tx, who.card_id))


def read_answers(tx: Transaction, who: Who, round_id: str, since: int = 0) -> tuple[Answer, ...]:
    """The answers of a round's columns and items that changed after a revision."""
    round_ = repository.round_of(tx, who.card_id, round_id)
    cells = _cells_shown(tx, round_.id)
    return tuple(
        answer
        for answer in repository.answers_of(tx, round_.id, since)
        if (answer.item_id in cells[0] and answer.actor_id in cells[1])
    )


def read_changes(tx: Transaction, who: Who, round_id: str, since: int) -> Changes:
    """What a browser that has seen the card up to a revision does not know yet."""
    revision = repository.card_of(tx, who.card_id).revision
    if revision <= since:
        return Changes(revision, (), is_structure_changed=False)
    names = repository.event_names_since(tx, who.card_id, since)
    return Changes(
        revision=revision,
        answers=read_answers(tx, who, round_id, since),
        is_structure_changed=bool(names - ABOUT_ANSWERS - ABOUT_THE_MEETING),
        is_meeting_changed=bool(names & ABOUT_THE_MEETING),
    )


def read_timeline(tx: Transaction, who: Who, limit: int = 200) -> tuple[Event, ...]:
    """What has happened on the card, newest first."""
    return repository.events_of_card(tx, who.card_id, newest_first=True, limit=limit)


def _cells_shown(tx: Transaction, round_id: str) -> tuple[frozenset[str], frozenset[str]]:
    own = {each.id for each in repository.own_items(tx, round_id) if each.is_taking_part}
    items = own | catalogue().item_by_id.keys()
    return frozenset(items), frozenset(each.id for each in repository.columns_of(tx, round_id))


def _filled(tx: Transaction, card: Card, round_: Round) -> FilledCard:
    columns = repository.columns_of(tx, round_.id)
    items = _items(repository.own_items(tx, round_.id))
    shown = {item.id for item in items}, {column.id for column in columns}
    return FilledCard(
        card=card,
        round=round_,
        columns=columns,
        items=items,
        relevance=_relevance(columns, items, repository.relevance_overrides(tx, round_.id)),
        answers={
            (answer.item_id, answer.actor_id): answer
            for answer in repository.answers_of(tx, round_.id)
            if answer.item_id in shown[0] and answer.actor_id in shown[1]
        },
    )


def _items(own_items: Sequence[OwnItem]) -> tuple[CardItem, ...]:
    items = []
    for field in catalogue().fields:
        items += [
            CardItem(item.id, field.id, item.number, item.title, item.statement, item.help)
            for item in field.items
        ]
        items += [
            CardItem(own.id, field.id, OWN_NUMBER, own.title, own.statement, is_own=True)
            for own in own_items
            if own.field_id == field.id and own.is_taking_part
        ]
    return tuple(items)


def _relevance(
    columns: Sequence[Column],
    items: Sequence[CardItem],
    overrides: Mapping[tuple[str, str], Relevance],
) -> Mapping[Cell, Relevance]:
    """The column's own setting, else its kind's, else the editors' default; own items are relevant
    for all until the card says otherwise."""
    default = catalogue().default_relevance
    return {
        (item.id, column.id): overrides.get((item.id, column.id))
        or overrides.get((item.id, column.kind))
        or (Relevance.RELEVANT if item.is_own else default[item.id, column.kind].relevance)
        for item in items
        for column in columns
    }


# rounds


def describe_round(
    tx: Transaction, who: Who, round_id: str, *, name: str, closes_on: date | None
) -> None:
    """Name a round and say when it is meant to close; the date closes nothing by itself."""
    rules.check_manage(who)
    others = [each for each in repository.rounds_of(tx, who.card_id) if each.id != round_id]
    round_ = _open_round_of(tx, who, round_id)
    name = rules.checked_name(name, (each.name for each in others))
    record(
        tx,
        who.card_id,
        EventName.ROUND_DESCRIBED,
        who=who,
        round_id=round_.id,
        name=name,
        closes_on=closes_on.isoformat() if closes_on else None,
    )
    repository.update_round(tx, round_.id, name=name, closes_on=closes_on)


def close_round(tx: Transaction, who: Who, round_id: str) -> None:
    """Freeze a round: answers, columns, own items and relevance stand until it is reopened."""
    rules.check_manage(who)
    _open_round_of(tx, who, round_id)
    record(tx, who.card_id, EventName.ROUND_CLOSED, who=who, round_id=round_id)
    repository.update_round(tx, round_id, closed_at=tx.at)


def reopen_round(tx: Transaction, who: Who, round_id: str) -> None:
    """Open the newest round again. Raises InvalidInputError for an older one."""
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    newest = repository.rounds_of(tx, who.card_id)[-1]
    if repository.round_of(tx, who.card_id, round_id).id != newest.id:
        raise InvalidInputError(Fault.NOT_NEWEST_ROUND)
    if newest.is_open:
        return
    record(tx, who.card_id, EventName.ROUND_REOPENED, who=who, round_id=round_id)
    repository.update_round(tx, round_id, closed_at=None)


def open_next_round(
    tx: Transaction, who: Who, *, name: str, closes_on: date | None = None
) -> Round:
    """The next round with the same columns, own items and relevance, and no answers.

    Raises InvalidInputError while the newest round is still open.
    """
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    rounds = repository.rounds_of(tx, who.card_id)
    if rounds[-1].is_open:
        raise InvalidInputError(Fault.ROUND_STILL_OPEN)
    name = rules.checked_name(name, (each.name for each in rounds))
    opened = _open_round(tx, who, who.card_id, rounds[-1].number + 1, name, closes_on)
    repository.copy_arrangement(tx, rounds[-1].id, opened.id)
    return opened


def _open_round(
    tx: Transaction,
    who: Who | None,
    card_id: str,
    number: int,
    name: str,
    closes_on: date | None,
) -> Round:
    round_ = Round(str(uuid4()), card_id, number, rules.checked_name(name), tx.at, closes_on)
    record(
        tx,
        card_id,
        EventName.ROUND_OPENED,
        who=who,
        round_id=round_.id,
        number=number,
        name=round_.name,
        closes_on=closes_on.isoformat() if closes_on else None,
    )
    repository.insert_round(tx, round_)
    return round_


def _open_round_of(tx: Transaction, who: Who, round_id: str) -> Round:
    """The round, with the card locked. Raises NotFoundError and RoundClosedError."""
    repository.card_of(tx, who.card_id, lock=True)
    round_ = repository.round_of(tx, who.card_id, round_id)
    rules.check_open(round_)
    return round_


# columns


def read_columns(tx: Transaction, who: Who, round_id: str) -> tuple[Column, ...]:
    """The columns that take part in a round, in the card's order."""
    return repository.columns_of(tx, repository.round_of(tx, who.card_id, round_id).id)


def read_own_column(tx: Transaction, who: Who) -> Column | None:
    """One's own column in the newest round; None without one, or when it is taken out."""
    columns = repository.columns_of(tx, read_round(tx, who).id)
    return next((column for column in columns if column.id == who.actor_id), None)


def read_column_settings(tx: Transaction, who: Who, round_id: str) -> tuple[ColumnSetting, ...]:
    """The round's columns in the card's order, also those taken out."""
    return repository.column_settings(tx, repository.round_of(tx, who.card_id, round_id).id)


def add_column(tx: Transaction, who: Who, round_id: str, kind: ActorKind, name: str) -> Column:
    """A new actor with a column in the open round and an invitation of its own."""
    rules.check_manage(who)
    _open_round_of(tx, who, round_id)
    return _add_column(tx, who, who.card_id, round_id, NewColumn(kind, name))


def _add_column(
    tx: Transaction, who: Who | None, card_id: str, round_id: str, new: NewColumn
) -> Column:
    settings = repository.column_settings(tx, round_id)
    if len(settings) >= rules.MAX_COLUMNS:
        raise InvalidInputError(Fault.TOO_MANY_COLUMNS, most=rules.MAX_COLUMNS)
    name = rules.checked_name(new.name, (each.column.name for each in settings))
    column = Column(str(uuid4()), new.kind, name)
    record(
        tx,
        card_id,
        EventName.COLUMN_ADDED,
        who=who,
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
    _open_round_of(tx, who, round_id)
    _setting(tx, round_id, actor_id)
    others = [each.column for each in repository.column_settings(tx, round_id)]
    name = rules.checked_name(name, (each.name for each in others if each.id != actor_id))
    _record_column(tx, who, EventName.COLUMN_RENAMED, round_id, actor_id, name=name)
    repository.update_column(tx, round_id, actor_id, name=name)


def move_column(tx: Transaction, who: Who, round_id: str, actor_id: str, steps: int) -> None:
    """Move a column among its own kind; a step too far stops at the end."""
    rules.check_manage(who)
    _open_round_of(tx, who, round_id)
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
    _open_round_of(tx, who, round_id)
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


# own items


def read_own_items(tx: Transaction, who: Who, round_id: str) -> tuple[OwnItem, ...]:
    """The round's own items, also those taken out."""
    return repository.own_items(tx, repository.round_of(tx, who.card_id, round_id).id)


def add_own_item(
    tx: Transaction, who: Who, round_id: str, field_id: str, title: str, statement: str
) -> OwnItem:
    """An item of the card's own in a field; it follows into the next rounds."""
    rules.check_manage(who)
    _open_round_of(tx, who, round_id)
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
    _open_round_of(tx, who, round_id)
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
    _open_round_of(tx, who, round_id)
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


# relevance


def read_relevance_overrides(
    tx: Transaction, who: Who, round_id: str
) -> Mapping[tuple[str, str], Relevance]:
    """What this round says differently from the editors' default, by item and kind or actor."""
    return repository.relevance_overrides(tx, repository.round_of(tx, who.card_id, round_id).id)


def set_relevance(
    tx: Transaction, who: Who, round_id: str, item_id: str, scope: str, value: Relevance | None
) -> None:
    """Say how far an item concerns a kind of actor or one column in the open round; None goes back
    to the default. `scope` is a kind's slug or an actor's id."""
    rules.check_manage(who)
    _open_round_of(tx, who, round_id)
    items, actors = _cells_shown(tx, round_id)
    if item_id not in items or scope not in actors | set(ActorKind):
        raise NotFoundError
    record(
        tx,
        who.card_id,
        EventName.RELEVANCE_SET,
        who=who,
        round_id=round_id,
        item_id=item_id,
        scope=scope,
        value=value,
    )
    repository.put_relevance(tx, round_id, item_id, scope, value)
