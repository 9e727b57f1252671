"""What the answer editor is told by the page: who writes in which column, and what there is to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indsatskort.access.model import DEFAULT_ALIAS, Role, Who
from indsatskort.cards.model import CardItem, Column, FilledCard
from indsatskort.catalogue.model import (
    ActorKind,
    Catalogue,
    Choice,
    Driver,
    Field,
    Flag,
    KindWords,
    Relevance,
    Value,
)


@dataclass(frozen=True, slots=True)
class EditorExample:
    """What the worked example has for an item and a kind of actor."""

    kind: ActorKind
    value: Value
    under_way: bool
    text: str


@dataclass(frozen=True, slots=True)
class EditorItem:
    """An item as one column meets it. `relevance` is that column's; without a column, *relevant*."""

    id: str
    number: str
    title: str
    statement: str
    help: str | None
    is_own: bool
    relevance: Relevance
    examples: tuple[EditorExample, ...]


@dataclass(frozen=True, slots=True)
class EditorField:
    id: str
    number: str
    name: str
    items: tuple[EditorItem, ...]


@dataclass(frozen=True, slots=True)
class EditorDriver:
    id: str
    number: int
    name: str
    fields: tuple[EditorField, ...]


@dataclass(frozen=True, slots=True)
class EditorData:
    """Everything the editor shows but the answers, which it fetches and follows itself.

    `column` is the one written in; with None only texts that never reached the card are shown.
    `others` are the other columns in the card's order. `alias` is one's own, so that one's own answers
    can be called so; `unnamed` are the aliases of those who gave none, which say nothing about who it
    is. `is_facilitator` marks what is written as written for the column and offers to erase texts
    from history.
    """

    card: str
    round: str
    membership: str
    alias: str
    unnamed: tuple[str, ...]
    column: Column | None
    others: tuple[Column, ...]
    is_writable: bool
    is_facilitator: bool
    drivers: tuple[EditorDriver, ...]
    kinds: tuple[KindWords, ...]
    scale: tuple[Choice, ...]
    under_way: Flag


def editor_data(
    filled: FilledCard, catalogue: Catalogue, who: Who, column: Column | None
) -> EditorData:
    """What the editor needs for one membership and the column it writes in, if it has one."""
    return EditorData(
        card=filled.card.id,
        round=filled.round.id,
        membership=who.membership_id,
        alias=who.alias,
        unnamed=tuple(DEFAULT_ALIAS.values()),
        column=column,
        others=tuple(each for each in filled.columns if each != column),
        is_writable=filled.round.is_open and column is not None and _may_write(who, column),
        is_facilitator=who.role is Role.FACILITATOR,
        drivers=tuple(_driver(driver, filled, catalogue, column) for driver in catalogue.drivers),
        kinds=catalogue.kinds,
        scale=catalogue.scale,
        under_way=catalogue.under_way,
    )


def _may_write(who: Who, column: Column) -> bool:
    return who.role is Role.FACILITATOR or who.actor_id == column.id


def _driver(
    driver: Driver, filled: FilledCard, catalogue: Catalogue, column: Column | None
) -> EditorDriver:
    fields = tuple(_field(field, filled, catalogue, column) for field in driver.fields)
    return EditorDriver(driver.id, driver.number, driver.name, fields)


def _field(
    field: Field, filled: FilledCard, catalogue: Catalogue, column: Column | None
) -> EditorField:
    items = (item for item in filled.items if item.field_id == field.id)
    return EditorField(field.id, field.number, field.name, _items(items, filled, catalogue, column))


def _items(
    items: Iterable[CardItem], filled: FilledCard, catalogue: Catalogue, column: Column | None
) -> tuple[EditorItem, ...]:
    return tuple(
        EditorItem(
            id=item.id,
            number=item.number,
            title=item.title,
            statement=item.statement,
            help=item.help,
            is_own=item.is_own,
            relevance=filled.relevance[item.id, column.id] if column else Relevance.RELEVANT,
            examples=_examples(item.id, catalogue),
        )
        for item in items
    )


def _examples(item_id: str, catalogue: Catalogue) -> tuple[EditorExample, ...]:
    return tuple(
        EditorExample(answer.kind, answer.value, answer.under_way, answer.text)
        for answer in catalogue.example
        if answer.item_id == item_id
    )
