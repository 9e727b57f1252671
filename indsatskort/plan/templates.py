"""Templates for actions: the sources' good experiences and first steps in our own words.

Read from `data/action_templates.yaml`, which is held to its shape like the rest of the content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field as Rule

from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.library import SOURCES, Inventory, read_sources
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.model import Source
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text
from indsatskort.plan.model import ActionText
from indsatskort.plan.rules import MAX_WHAT_LENGTH

FILE = "action_templates.yaml"


class TemplateText(Part):
    slug: Text
    name: Text
    what: Text
    why: Text
    first_step: Text
    items: Annotated[tuple[Text, ...], Rule(min_length=1)]
    source: Text
    place: Text
    inventory: Inventory


class TemplatesFile(Part):
    templates: Annotated[tuple[TemplateText, ...], Rule(min_length=1)]


@dataclass(frozen=True, slots=True)
class ActionTemplate:
    """A start for an action. `items` are those it can help; `place` is where in its source it stands,
    `inventory` its numbers in the table of `docs/kilder.md`."""

    slug: str
    name: str
    what: str
    why: str
    first_step: str
    items: tuple[str, ...]
    source: Source
    place: str
    inventory: tuple[str, ...]

    def text(self, item_id: str | None = None) -> ActionText:
        """The action it begins, of an item when one is named."""
        return ActionText(what=self.what, why=self.why, first_step=self.first_step, item_id=item_id)


@cache
def templates() -> tuple[ActionTemplate, ...]:
    """The project's own templates, read once."""
    return load(DATA)


def load(folder: Path) -> tuple[ActionTemplate, ...]:
    """The templates in the folder. Raises ContentError with every fault."""
    content, unreadable = read_yaml(folder / FILE)
    file, misshapen = check(TemplatesFile, content, FILE)
    known, unknown = read_sources(folder)
    faults = [*unknown, *unreadable, *misshapen, *(_faults(file, known) if file else ())]
    if faults or file is None:
        raise ContentError(faults)
    return tuple(
        ActionTemplate(
            each.slug,
            each.name,
            each.what,
            each.why,
            each.first_step,
            each.items,
            known[each.source],
            each.place,
            each.inventory,
        )
        for each in file.templates
    )


def _faults(file: TemplatesFile, known: Collection[str]) -> Iterator[Fault]:
    for number, each in enumerate(file.templates):
        if known and each.source not in known:
            reason = f"kilden {each.source} findes ikke i {SOURCES}"
            yield Fault(FILE, f"templates[{number}].source", reason)
        for item_id in each.items:
            if item_id not in catalogue().item_by_id:
                yield Fault(FILE, f"templates[{number}].items", f"»{item_id}« er ikke på kortet")
        if len(each.what) > MAX_WHAT_LENGTH:
            yield Fault(FILE, f"templates[{number}].what", "er for lang")
    for slug, count in Counter(each.slug for each in file.templates).items():
        if count > 1:
            yield Fault(FILE, "templates", f"»{slug}« står flere gange")
