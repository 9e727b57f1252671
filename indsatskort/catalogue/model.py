"""What the fixed content is made of: drivers, fields, items, the scale and the default relevance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class ActorKind(StrEnum):
    """The three kinds of actor that have a column on the card."""

    MUNICIPALITY = "municipality"
    CARE_HOME = "care_home"
    ASSOCIATION = "association"


class Value(StrEnum):
    """What an actor can answer for an item: four ordered levels and two that are no level."""

    NOT_STARTED = "not_started"
    AD_HOC = "ad_hoc"
    PARTLY = "partly"
    ESTABLISHED = "established"
    UNKNOWN = "unknown"
    OPTED_OUT = "opted_out"

    @property
    def level(self) -> int | None:
        """0 to 3 for a level, None for *unknown* and *opted_out*. Ordinal: never averaged."""
        return LEVELS.index(self) if self in LEVELS else None


LEVELS: tuple[Value, ...] = (
    Value.NOT_STARTED,
    Value.AD_HOC,
    Value.PARTLY,
    Value.ESTABLISHED,
)


class Relevance(StrEnum):
    """How far an item normally concerns an actor. Guides, never locks."""

    RELEVANT = "relevant"
    MAYBE = "maybe"
    NOT_USUAL = "not_usual"


class Confidence(StrEnum):
    """How sure the editors are of a default relevance."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Item:
    """One of the 49 concrete actions. `source` names its place in Table 2-1 of the résumé."""

    id: str
    field_id: str
    title: str
    statement: str
    source: str
    help: str | None = None
    tags: frozenset[str] = frozenset()

    @property
    def number(self) -> str:
        """The number as people say it: `D1.1.1` is 1.1.1."""
        return self.id.removeprefix("D")


@dataclass(frozen=True, slots=True)
class Field:
    """One of the 8 fields of the card."""

    id: str
    driver_id: str
    name: str
    items: tuple[Item, ...]

    @property
    def number(self) -> str:
        return self.id.removeprefix("D")


@dataclass(frozen=True, slots=True)
class Driver:
    """One of the 4 drivers. `short` is at most two words, for menus and narrow places."""

    id: str
    name: str
    short: str
    question: str
    fields: tuple[Field, ...]

    @property
    def number(self) -> int:
        return int(self.id.removeprefix("D"))


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a kind of actor is called. `heading` is the source's column heading."""

    kind: ActorKind
    heading: str
    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class Choice:
    """How one value looks and reads on the scale."""

    value: Value
    symbol: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark that goes with a level: *under_way*."""

    symbol: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class DefaultRelevance:
    """The editors' judgement of one item for one kind, with how sure they are."""

    relevance: Relevance
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ExampleAnswer:
    """One filled cell of the worked example (Table 2-2), in our words."""

    item_id: str
    kind: ActorKind
    value: Value
    text: str
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One of the source documents. `about` is whom it is about when that is not care homes."""

    id: str
    title: str
    publisher: str
    about: str | None = None


class InspirationKind(StrEnum):
    """What a piece of inspiration is."""

    QUESTION = "question"
    FIRST_STEP = "first_step"
    CHECKPOINT = "checkpoint"
    CASE = "case"
    FACT = "fact"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Inspiration:
    """One thing a source can give a group that stands before an item; the words are ours.

    `place` is the section in the source. `inventory` are the numbers of the table in docs/kilder.md.
    """

    id: str
    kind: InspirationKind
    text: str
    source: Source
    place: str
    item_ids: tuple[str, ...]
    inventory: tuple[str, ...]

    @property
    def is_carried_over(self) -> bool:
        """The source is about other people than those at care homes."""
        return self.source.about is not None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One of Ældrekommissionens nine recommendations about volunteers, and the items it touches."""

    number: int
    text: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """All inspiration, the documents it comes from, and the nine recommendations."""

    sources: tuple[Source, ...]
    entries: tuple[Inspiration, ...]
    recommendations: tuple[Recommendation, ...]

    @cached_property
    def _by_item(self) -> Mapping[str, tuple[Inspiration, ...]]:
        items = {item_id for entry in self.entries for item_id in entry.item_ids}
        return {item_id: _varied(item_id, self.entries) for item_id in items}

    def for_item(self, item_id: str) -> tuple[Inspiration, ...]:
        """What there is for an item, each kind once before any kind comes again; empty for none."""
        return self._by_item.get(item_id, ())


def _varied(item_id: str, entries: tuple[Inspiration, ...]) -> tuple[Inspiration, ...]:
    """In the order of the files, what is about care homes first, but no kind twice in a row of all."""
    waiting = [entry for entry in entries if item_id in entry.item_ids]
    waiting.sort(key=lambda entry: entry.is_carried_over)
    ordered: list[Inspiration] = []
    while waiting:
        seen: set[InspirationKind] = set()
        for entry in list(waiting):
            if entry.kind not in seen:
                seen.add(entry.kind)
                ordered.append(entry)
                waiting.remove(entry)
    return tuple(ordered)


@dataclass(frozen=True)
class Catalogue:
    """All fixed content, in the card's own order. Lookups by id raise KeyError for unknown ids."""

    drivers: tuple[Driver, ...]
    kinds: tuple[KindWords, ...]
    scale: tuple[Choice, ...]
    under_way: Flag
    default_relevance: Mapping[tuple[str, ActorKind], DefaultRelevance]
    relevance_note: str
    example: tuple[ExampleAnswer, ...]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for driver in self.drivers for field in driver.fields)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for field in self.fields for item in field.items)

    @cached_property
    def field_by_id(self) -> Mapping[str, Field]:
        return {field.id: field for field in self.fields}

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def driver_by_id(self) -> Mapping[str, Driver]:
        return {driver.id: driver for driver in self.drivers}

    @cached_property
    def choice_by_value(self) -> Mapping[Value, Choice]:
        return {choice.value: choice for choice in self.scale}

    @cached_property
    def words_by_kind(self) -> Mapping[ActorKind, KindWords]:
        return {words.kind: words for words in self.kinds}

    def driver_of(self, field_id: str) -> Driver:
        return self.driver_by_id[self.field_by_id[field_id].driver_id]
