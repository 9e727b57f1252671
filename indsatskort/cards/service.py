"""Creating a card, and reading it whole: its rounds, columns, items and answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import Invitation, Role, Who
from indsatskort.cards import repository, rounds, rules
from indsatskort.cards.columns import NewColumn, insert_column
from indsatskort.cards.model import (
    ABOUT_COMMENTS,
    ABOUT_THE_MEETING,
    ABOUT_THE_PLAN,
    ABOUT_THE_TOOLS,
    BESIDE_THE_STRUCTURE,
    Answer,
    Card,
    CardItem,
    Cell,
    Changes,
    Column,
    Event,
    EventName,
    FilledCard,
    OwnItem,
    Round,
)
from indsatskort.cards.recording import record
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Relevance
from indsatskort.errors import NotFoundError
from indsatskort.store.transaction import Transaction

MAX_CONTACT_LENGTH = 160
OWN_NUMBER = "Egen"
EXAMPLE = "example"  # the built-in cards, as `card.demo` names them
INVENTED = "invented"


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
    round_ = rounds.open_round(tx, None, card.id, 1, round_name, None)
    for new in columns:
        insert_column(tx, None, card.id, round_.id, new)
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


def read_columns(tx: Transaction, who: Who, round_id: str) -> tuple[Column, ...]:
    """The columns that take part in a round, in the card's order."""
    return repository.columns_of(tx, repository.round_of(tx, who.card_id, round_id).id)


def read_own_column(tx: Transaction, who: Who) -> Column | None:
    """One's own column in the newest round; None without one, or when it is taken out."""
    columns = repository.columns_of(tx, read_round(tx, who).id)
    return next((column for column in columns if column.id == who.actor_id), None)


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
    cells = cells_shown(tx, round_.id)
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
        is_structure_changed=bool(names - BESIDE_THE_STRUCTURE),
        is_meeting_changed=bool(names & ABOUT_THE_MEETING),
        is_plan_changed=bool(names & ABOUT_THE_PLAN),
        is_commented_on=bool(names & ABOUT_COMMENTS),
        is_tools_changed=bool(names & ABOUT_THE_TOOLS),
    )


def read_timeline(tx: Transaction, who: Who, limit: int = 200) -> tuple[Event, ...]:
    """What has happened on the card, newest first."""
    return repository.events_of_card(tx, who.card_id, newest_first=True, limit=limit)


def read_milestones(tx: Transaction, who: Who, names: Collection[EventName]) -> tuple[Event, ...]:
    """What has happened on the card of these kinds, oldest first."""
    return repository.events_of_card(tx, who.card_id, names=names)


def cells_shown(tx: Transaction, round_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """The items and the actors that take part in a round, by their ids."""
    items = repository.own_items_shown(tx, round_id) | catalogue().item_by_id.keys()
    return items, repository.actors_shown(tx, round_id)


def _filled(tx: Transaction, card: Card, round_: Round) -> FilledCard:
    columns = repository.columns_of(tx, round_.id)
    items = _items(repository.own_items(tx, round_.id))
    shown = {item.id for item in items}, {column.id for column in columns}
    answers = _answers_shown(tx, round_.id, *shown)
    before = _round_before(tx, round_) if round_.carries_over else None
    last = _answers_shown(tx, before.id, *shown) if before else {}
    return FilledCard(
        card=card,
        round=round_,
        columns=columns,
        items=items,
        relevance=_relevance(columns, items, repository.relevance_overrides(tx, round_.id)),
        answers=answers,
        carried={
            cell: answer
            for cell, answer in last.items()
            if cell not in answers and not answer.is_empty
        },
        carried_from=before.name if before else "",
    )


def _answers_shown(
    tx: Transaction, round_id: str, items: set[str], actors: set[str]
) -> dict[Cell, Answer]:
    return {
        (answer.item_id, answer.actor_id): answer
        for answer in repository.answers_of(tx, round_id)
        if answer.item_id in items and answer.actor_id in actors
    }


def _round_before(tx: Transaction, round_: Round) -> Round | None:
    earlier = [
        each for each in repository.rounds_of(tx, round_.card_id) if each.number < round_.number
    ]
    return earlier[-1] if earlier else None


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
