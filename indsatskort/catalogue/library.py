"""Loads the inspiration in `data/`, checked like the rest of the content, and says what it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field as Rule
from pydantic import StringConstraints

from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.model import (
    Inspiration,
    InspirationKind,
    Library,
    Recommendation,
    Source,
)
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text

SOURCES, RECOMMENDATIONS, FOLDER = "sources.yaml", "recommendations.yaml", "inspiration"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
InventoryNumber = Annotated[str, StringConstraints(pattern=r"^V\d\d$")]
Items = Annotated[tuple[Text, ...], Rule(min_length=1)]
Inventory = Annotated[tuple[InventoryNumber, ...], Rule(min_length=1)]


class SourceText(Part):
    id: Slug
    title: Text
    publisher: Text
    about: Text | None = None


class SourcesFile(Part):
    sources: Annotated[tuple[SourceText, ...], Rule(min_length=1)]


class RecommendationText(Part):
    number: int
    text: Text
    items: Items


class RecommendationsFile(Part):
    recommendations: Annotated[tuple[RecommendationText, ...], Rule(min_length=1)]


class EntryText(Part):
    id: Slug
    kind: InspirationKind
    text: Text
    source: Text
    place: Text
    inventory: Inventory
    items: Items


class InspirationFile(Part):
    entries: Annotated[tuple[EntryText, ...], Rule(min_length=1)]


@cache
def library() -> Library:
    """The project's own inspiration, read once."""
    return load_library(DATA, catalogue().item_by_id)


@cache
def sources() -> Mapping[str, Source]:
    """The source documents by id."""
    found, faults = read_sources(DATA)
    if faults:
        raise ContentError(faults)
    return found


def load_library(folder: Path, items: Collection[str]) -> Library:
    """The inspiration in a folder, for a card with these items. Raises ContentError with every fault."""
    known, faults = read_sources(folder)
    recommendations, told = _read(folder, RECOMMENDATIONS, RecommendationsFile)
    faults += told
    for place, number in enumerate(recommendations.recommendations if recommendations else ()):
        faults += _unknown(RECOMMENDATIONS, f"recommendations[{place}]", number.items, items)
    entries: list[tuple[str, int, EntryText]] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        name = f"{FOLDER}/{path.name}"
        file, told = _read(folder, name, InspirationFile)
        faults += told
        entries += [(name, at, entry) for at, entry in enumerate(file.entries if file else ())]
    faults += _incoherences(entries, known, items)
    if faults or recommendations is None:
        raise ContentError(faults)
    return Library(
        sources=tuple(known.values()),
        entries=tuple(_entry(entry, known) for _, _, entry in entries),
        recommendations=tuple(
            Recommendation(each.number, each.text, each.items)
            for each in recommendations.recommendations
        ),
    )


def read_sources(folder: Path) -> tuple[dict[str, Source], list[Fault]]:
    """The source documents of a folder by id, and what is wrong with them."""
    file, faults = _read(folder, SOURCES, SourcesFile)
    found = file.sources if file else ()
    faults += _twice(SOURCES, "sources", [each.id for each in found])
    return {each.id: Source(each.id, each.title, each.publisher, each.about) for each in found}, (
        faults
    )


def coverage(shown: Library, items: Sequence[str]) -> Mapping[str, int]:
    """How many pieces of inspiration each item has, in the order of the card."""
    counted = Counter(item_id for entry in shown.entries for item_id in entry.item_ids)
    return {item_id: counted[item_id] for item_id in items}


def homeless(shown: Library, items: Collection[str]) -> tuple[Inspiration, ...]:
    """Entries that no item on the card shows."""
    return tuple(entry for entry in shown.entries if not set(entry.item_ids) & set(items))


File = TypeVar("File", bound=Part)


def _read(folder: Path, name: str, shape: type[File]) -> tuple[File | None, list[Fault]]:
    content, unreadable = read_yaml(folder / name)
    file, faults = check(shape, content, name)
    return file, [Fault(name, each.place, each.reason) for each in unreadable] + faults


def _incoherences(
    entries: Sequence[tuple[str, int, EntryText]],
    known: Mapping[str, Source],
    items: Collection[str],
) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for name, at, entry in entries:
        place = f"entries[{at}]"
        if entry.id in first:
            yield Fault(name, f"{place}.id", f"{entry.id} findes allerede i {first[entry.id]}")
        first.setdefault(entry.id, f"{name}, {place}")
        if known and entry.source not in known:
            yield Fault(name, f"{place}.source", f"kilden {entry.source} findes ikke i {SOURCES}")
        yield from _unknown(name, place, entry.items, items)


def _unknown(
    file: str, place: str, wanted: Sequence[str], items: Collection[str]
) -> Iterator[Fault]:
    for at, item_id in enumerate(wanted):
        if item_id not in items:
            yield Fault(
                file, f"{place}.items[{at}]", f"indsatsen {item_id} findes ikke i card.yaml"
            )
        elif item_id in wanted[:at]:
            yield Fault(file, f"{place}.items[{at}]", f"indsatsen {item_id} står to gange")


def _twice(file: str, group: str, ids: Sequence[str]) -> Iterator[Fault]:
    for at, each in enumerate(ids):
        if each in ids[:at]:
            yield Fault(file, f"{group}[{at}].id", f"{each} findes allerede")


def _entry(text: EntryText, known: Mapping[str, Source]) -> Inspiration:
    return Inspiration(
        text.id, text.kind, text.text, known[text.source], text.place, text.items, text.inventory
    )
