"""Turns the checked files into the catalogue that everything else reads."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from indsatskort.catalogue.model import (
    ActorKind,
    Catalogue,
    Choice,
    DefaultRelevance,
    Driver,
    ExampleAnswer,
    Field,
    Flag,
    Item,
    KindWords,
)
from indsatskort.catalogue.schema import (
    ActorsFile,
    CardFile,
    DriverText,
    ExampleFile,
    FieldText,
    RelevanceFile,
    ScaleFile,
)

Default = tuple[tuple[str, ActorKind], DefaultRelevance]


def build(
    card: CardFile,
    actors: ActorsFile,
    scale: ScaleFile,
    relevance: RelevanceFile,
    example: ExampleFile,
) -> Catalogue:
    """The files must have been checked, each by itself and all together."""
    return Catalogue(
        drivers=tuple(_driver(text) for text in card.drivers),
        kinds=tuple(KindWords(t.kind, t.heading, t.singular, t.plural) for t in actors.kinds),
        scale=tuple(Choice(t.value, t.symbol, t.label, t.help) for t in scale.choices),
        under_way=Flag(scale.under_way.symbol, scale.under_way.label, scale.under_way.help),
        default_relevance=MappingProxyType(dict(_defaults(relevance))),
        relevance_note=relevance.note,
        example=tuple(_example(card, example)),
    )


def _driver(text: DriverText) -> Driver:
    fields = tuple(_field(text.id, field) for field in text.fields)
    return Driver(text.id, text.name, text.short, text.question, fields)


def _field(driver_id: str, text: FieldText) -> Field:
    items = tuple(
        Item(
            id=item.id,
            field_id=text.id,
            title=item.title,
            statement=item.statement,
            source=item.source,
            help=item.help,
            tags=frozenset(tag.value for tag in item.tags),
        )
        for item in text.items
    )
    return Field(text.id, driver_id, text.name, items)


def _defaults(file: RelevanceFile) -> Iterator[Default]:
    for item_id, cells in file.relevance.items():
        for kind in ActorKind:
            yield (item_id, kind), DefaultRelevance(*getattr(cells, kind))


def _example(card: CardFile, file: ExampleFile) -> Iterator[ExampleAnswer]:
    """In the order of the card, whatever the order of the file."""
    item_ids = (item.id for driver in card.drivers for f in driver.fields for item in f.items)
    for item_id in (item_id for item_id in item_ids if item_id in file.answers):
        for kind in ActorKind:
            if cell := getattr(file.answers[item_id], kind):
                yield ExampleAnswer(item_id, kind, cell.value, cell.text, cell.under_way)
