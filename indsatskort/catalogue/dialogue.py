"""Which of the 49 belong to the law's value about interplay, and why; the editors' judgement, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field as Rule

from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text

FILE = "dialog.yaml"


class EntryText(Part):
    item: Text
    why: Text


class GroupText(Part):
    id: Text
    title: Text
    items: Annotated[tuple[EntryText, ...], Rule(min_length=1)]


class DialogueFile(Part):
    value: Text
    source: Text
    groups: Annotated[tuple[GroupText, ...], Rule(min_length=1)]


@dataclass(frozen=True, slots=True)
class DialogueItem:
    """An item with the reason why it belongs to the conversation."""

    item_id: str
    why: str


@dataclass(frozen=True, slots=True)
class DialogueGroup:
    """One of the three parties of the interplay."""

    id: str
    title: str
    items: tuple[DialogueItem, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The whole file: the law's value, where it stands, and the items by party."""

    value: str
    source: str
    groups: tuple[DialogueGroup, ...]


@cache
def dialogue() -> Dialogue:
    """The project's own choice, read once."""
    return load(DATA)


def load(folder: Path) -> Dialogue:
    """The choice in the folder. Raises ContentError with every fault."""
    content, unreadable = read_yaml(folder / FILE)
    file, misshapen = check(DialogueFile, content, FILE)
    faults = [*unreadable, *misshapen, *(_faults(file) if file else ())]
    if faults or file is None:
        raise ContentError(faults)
    groups = tuple(
        DialogueGroup(
            group.id,
            group.title,
            tuple(DialogueItem(entry.item, entry.why) for entry in group.items),
        )
        for group in file.groups
    )
    return Dialogue(file.value, file.source, groups)


def _faults(file: DialogueFile) -> list[Fault]:
    """Items that are none of the 49, or stand in two places."""
    faults: list[Fault] = []
    seen: set[str] = set()
    for group, told in enumerate(file.groups):
        for place, entry in enumerate(told.items):
            at = f"groups[{group}].items[{place}].item"
            if entry.item not in catalogue().item_by_id:
                faults.append(Fault(FILE, at, f"{entry.item} findes ikke i card.yaml"))
            if entry.item in seen:
                faults.append(Fault(FILE, at, f"{entry.item} står to steder"))
            seen.add(entry.item)
    return faults
