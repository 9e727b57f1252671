"""The built-in cards: the sources' worked example, and a whole invented card with two rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import DEFAULT_ALIAS, Role, Who
from indsatskort.cards import answering, own_items, repository, rounds, service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.demo_content import DemoCard, DemoRound, read_demo
from indsatskort.cards.model import Card, Draft, Place
from indsatskort.cards.service import EXAMPLE, INVENTED
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.store import Transaction

EXAMPLE_COLUMNS = {
    ActorKind.MUNICIPALITY: "Sundhed og Omsorg",
    ActorKind.CARE_HOME: "Plejecenter Lindegården",
    ActorKind.ASSOCIATION: "Lindegårdens Venner",
}


def example_card(tx: Transaction) -> Card:
    """Eksempelkommune: one round, driver 1 filled in as in Table 2-2. Made once, then found again."""
    if card := repository.demo_card(tx, EXAMPLE):
        return card
    columns = [NewColumn(kind, name) for kind, name in EXAMPLE_COLUMNS.items()]
    card = service.create_card(tx, "Eksempelkommune", columns, demo=EXAMPLE)
    round_id = repository.rounds_of(tx, card.id)[-1].id
    authors = _authors(tx, card)
    column_ids = {column.kind: column.id for column in repository.columns_of(tx, round_id)}
    for answer in catalogue().example:
        actor_id = column_ids[answer.kind]
        draft = Draft(answer.value, answer.under_way, answer.text)
        _save(tx, authors[actor_id], Place(round_id, answer.item_id, actor_id), draft)
    return repository.card_of(tx, card.id)


class Telling(Protocol):
    """What else happened on the invented card, told round by round."""

    def filled(
        self, tx: Transaction, who: Who, actor_ids: Mapping[str, str], round_name: str
    ) -> None:
        """All answers of a round stand; it is still open."""

    def closed(self, tx: Transaction, who: Who) -> None:
        """A round has been closed."""


def invented_card(tx: Transaction, telling: Telling | None = None) -> Card:
    """An invented municipality: two rounds, six columns, all drivers. Made once, then found again."""
    if card := repository.demo_card(tx, INVENTED):
        return card
    content = read_demo(DATA / "demo.yaml")
    first = _at(tx, content.rounds[0].opened)
    card = service.create_card(
        first,
        content.municipality,
        [NewColumn(column.kind, column.name) for column in content.columns],
        title=content.title,
        contact=content.contact,
        demo=INVENTED,
        round_name=content.rounds[0].name,
    )
    authors = _authors(first, card)
    anna = next(who for who in authors.values() if who.role is Role.FACILITATOR)
    ids = _add_own_items(first, anna, content)
    for index, round_content in enumerate(content.rounds):
        if index:
            rounds.open_next_round(
                _at(tx, round_content.opened),
                anna,
                name=round_content.name,
                closes_on=round_content.closes_on,
            )
        actor_ids = _fill(tx, anna, authors, content, round_content, ids)
        if telling:
            telling.filled(tx, anna, actor_ids, round_content.name)
        if round_content.closed:
            round_id = repository.rounds_of(tx, card.id)[-1].id
            rounds.close_round(_at(tx, round_content.closed), anna, round_id)
            if telling:
                telling.closed(tx, anna)
    return repository.card_of(tx, card.id)


def _at(tx: Transaction, day: date, minutes: int = 0) -> Transaction:
    """The same transaction, told as if it were nine o'clock on a day."""
    return replace(tx, at=datetime.combine(day, time(9), UTC) + timedelta(minutes=minutes))


def _authors(tx: Transaction, card: Card) -> Mapping[str, Who]:
    """One invented person for each invitation, by the column they write in."""
    return {
        link.invitation.actor_id or link.invitation.role: access.take_seat(
            tx, link.invitation, DEFAULT_ALIAS[link.invitation.role], session=None
        )
        for link in access.links_of_card(tx, card.id)
    }


def _add_own_items(tx: Transaction, anna: Who, content: DemoCard) -> Mapping[str, str]:
    round_id = repository.rounds_of(tx, anna.card_id)[-1].id
    return {
        own.key: own_items.add_own_item(tx, anna, round_id, own.field, own.title, own.statement).id
        for own in content.own_items
    }


def _fill(
    tx: Transaction,
    anna: Who,
    authors: Mapping[str, Who],
    content: DemoCard,
    round_content: DemoRound,
    own_ids: Mapping[str, str],
) -> Mapping[str, str]:
    """Save the round's answers; gives the columns' ids by their keys."""
    round_id = repository.rounds_of(tx, anna.card_id)[-1].id
    names = {column.name: column.id for column in repository.columns_of(tx, round_id)}
    actor_ids = {column.key: names[column.name] for column in content.columns}
    for item_number, (item_id, cells) in enumerate(round_content.answers.items()):
        for column_number, (key, cell) in enumerate(cells.items()):
            moment = _at(tx, round_content.opened, 7 * item_number + column_number)
            place = Place(round_id, own_ids.get(item_id, item_id), actor_ids[key])
            draft = Draft(cell.value, cell.under_way, cell.text)
            _save(moment, authors[actor_ids[key]], place, draft)
    return actor_ids


def _save(tx: Transaction, who: Who, place: Place, draft: Draft) -> None:
    answering.save_answer(tx, who, place, draft, base_version=0, edit_id=str(uuid4()))
