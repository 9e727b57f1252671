"""What the answer editor is told by the page: who writes in which column, and what there is to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indsatskort.access.model import DEFAULT_ALIAS, Role, Who
from indsatskort.cards.model import CardItem, Column, FilledCard
from indsatskort.catalogue.library import library
from indsatskort.catalogue.model import (
    ActorKind,
    Catalogue,
    Choice,
    Driver,
    Field,
    Flag,
    Inspiration,
    KindWords,
    Relevance,
    Value,
)
from indsatskort.ui import inspiration


@dataclass(frozen=True, slots=True)
class EditorExample:
    """What the worked example has for an item and a kind of actor."""

    kind: ActorKind
    value: Value
    under_way: bool
    text: str


@dataclass(frozen=True, slots=True)
class EditorInspiration:
    """A piece of inspiration; several items may show it by its id."""

    id: str
    kind: str
    text: str
    source: str
    note: str
    is_step: bool


@dataclass(frozen=True, slots=True)
class EditorCarried:
    """What the column answered in the round before, to be confirmed; it counts for nothing yet."""

    value: Value | None
    under_way: bool
    text: str


@dataclass(frozen=True, slots=True)
class EditorItem:
    """An item as one column meets it. `relevance` is that column's; without a column, *relevant*.

    `inspiration` are ids of `EditorData.inspiration`, the first three first.
    """

    id: str
    number: str
    title: str
    statement: str
    help: str | None
    is_own: bool
    relevance: Relevance
    examples: tuple[EditorExample, ...]
    inspiration: tuple[str, ...]
    carried: EditorCarried | None = None


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
    question: str
    fields: tuple[EditorField, ...]


@dataclass(frozen=True, slots=True)
class EditorData:
    """Everything the editor shows but the answers, which it fetches and follows itself.

    `column` is the one written in; with None only texts that never reached the card are shown.
    `others` are the other columns in the card's order. `alias` is one's own, so that one's own answers
    can be called so; `unnamed` are the aliases of those who gave none, which say nothing about who it
    is. `is_facilitator` marks what is written as written for the column and offers to erase texts from
    history. `carried_from` names the round whose answers wait to be confirmed.
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
    inspiration: tuple[EditorInspiration, ...] = ()
    carried_from: str = ""


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
        inspiration=all_inspiration(),
        carried_from=filled.carried_from,
    )


def all_inspiration() -> tuple[EditorInspiration, ...]:
    """Every piece of inspiration, for those who show it by its id."""
    return tuple(_inspiration(entry) for entry in library().entries)


def _inspiration(entry: Inspiration) -> EditorInspiration:
    said = inspiration.said(entry)
    is_step = entry.kind in inspiration.STEPS
    return EditorInspiration(entry.id, said.kind, entry.text, said.source, said.note, is_step)


def _may_write(who: Who, column: Column) -> bool:
    return who.role is Role.FACILITATOR or who.actor_id == column.id


def _driver(
    driver: Driver, filled: FilledCard, catalogue: Catalogue, column: Column | None
) -> EditorDriver:
    fields = tuple(_field(field, filled, catalogue, column) for field in driver.fields)
    return EditorDriver(driver.id, driver.number, driver.name, driver.question, fields)


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
            inspiration=tuple(entry.id for entry in library().for_item(item.id)),
            carried=_carried(item, filled, column),
        )
        for item in items
    )


def _carried(item: CardItem, filled: FilledCard, column: Column | None) -> EditorCarried | None:
    answer = filled.carried.get((item.id, column.id)) if column else None
    return EditorCarried(answer.value, answer.under_way, answer.text) if answer else None


def _examples(item_id: str, catalogue: Catalogue) -> tuple[EditorExample, ...]:
    return tuple(
        EditorExample(answer.kind, answer.value, answer.under_way, answer.text)
        for answer in catalogue.example
        if answer.item_id == item_id
    )
