"""The register's words, the figures of 2014 and what it may lead to: `data/activities.yaml`, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field as Rule

from indsatskort.activities.model import Attachment, Audience, Category, Form
from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text

FILE = "activities.yaml"
ALL = 100  # pct.


class Hint(StrEnum):
    """What the register may give a group to talk about; the rule stands in `insight/register.py`."""

    NO_WEEKEND = "no_weekend"
    NO_EVENING = "no_evening"
    WOMEN_ALONE = "women_alone"
    NO_INDIVIDUAL = "no_individual"
    NO_OUTDOOR = "no_outdoor"


Share = Annotated[int, Rule(ge=0, le=ALL, strict=True)]


class CategoryText(Part):
    slug: Category
    label: Text
    example: Text
    in_2014: Share
    calculated: bool = False


class FormText(Part):
    slug: Form
    label: Text
    in_2014: Share
    calculated: bool = False


class AttachmentText(Part):
    slug: Attachment
    label: Text


class AudienceText(Part):
    slug: Audience
    label: Text


class ReferenceText(Part):
    label: Text
    source: Text
    residents: float
    volunteers: float
    staff: Text


class HintText(Part):
    rule: Hint
    text: Text
    item: Text


class ActivitiesFile(Part):
    categories: tuple[CategoryText, ...]
    forms: tuple[FormText, ...]
    attachments: tuple[AttachmentText, ...]
    audiences: tuple[AudienceText, ...]
    reference: ReferenceText
    suggestions: tuple[HintText, ...]


@dataclass(frozen=True, slots=True)
class ActivitiesContent:
    """The file, checked; `labels` has a word for every category, form, attachment and audience."""

    file: ActivitiesFile

    @property
    def labels(self) -> MappingProxyType[StrEnum, str]:
        file = self.file
        labels: dict[StrEnum, str] = {each.slug: each.label for each in file.categories}
        labels |= {each.slug: each.label for each in file.forms}
        labels |= {each.slug: each.label for each in file.attachments}
        labels |= {each.slug: each.label for each in file.audiences}
        return MappingProxyType(labels)


@cache
def activities_content() -> ActivitiesContent:
    """The project's own content, read once."""
    return load(DATA)


def load(folder: Path) -> ActivitiesContent:
    """Raises ContentError with every fault."""
    content, unreadable = read_yaml(folder / FILE)
    file, faults = check(ActivitiesFile, content, FILE)
    faults = [*unreadable, *faults, *(_gaps(file) if file else ())]
    if faults or file is None:
        raise ContentError(faults)
    return ActivitiesContent(file)


def _gaps(file: ActivitiesFile) -> Iterator[Fault]:
    groups: dict[str, tuple[type[StrEnum], Sequence[str]]] = {
        "categories": (Category, [each.slug for each in file.categories]),
        "forms": (Form, [each.slug for each in file.forms]),
        "attachments": (Attachment, [each.slug for each in file.attachments]),
        "audiences": (Audience, [each.slug for each in file.audiences]),
    }
    for place, (wanted, found) in groups.items():
        if sorted(found) != sorted(wanted):
            yield Fault(FILE, place, "skal nævne hver af disse én gang: " + ", ".join(wanted))
    for place, shares in (("categories", file.categories), ("forms", file.forms)):
        if sum(each.in_2014 for each in shares) != ALL:
            yield Fault(FILE, place, "tallene fra 2014 skal give 100 pct. tilsammen")
    for number, each in enumerate(file.suggestions):
        if each.item not in catalogue().item_by_id:
            yield Fault(FILE, f"suggestions[{number}].item", f"»{each.item}« er ikke en indsats")
