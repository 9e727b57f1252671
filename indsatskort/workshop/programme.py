"""The meeting's programme: its variants, what to say and do in each step, and what to ask.

Read from `data/workshop.yaml`, which is held to its shape like the rest of the content; every fault
is told at once. Flow and times follow the project's own proposal for three hours: own columns first,
the meeting for the differences, few choices at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator
from pydantic import Field as Rule
from pydantic_core import PydanticCustomError

from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text
from indsatskort.errors import NotFoundError
from indsatskort.tools.content import tools
from indsatskort.tools.model import Tool
from indsatskort.workshop.model import Phase, Step, StepKind, StepStatus

FILE = "workshop.yaml"
MOST_MINUTES = 180


def _minutes(minutes: object) -> object:
    if type(minutes) is not int or not 1 <= minutes <= MOST_MINUTES:
        reason = "skal være et helt antal minutter fra 1 til {most}"
        raise PydanticCustomError("minutes", reason, {"most": MOST_MINUTES})
    return minutes


class StepText(Part):
    kind: StepKind
    id: Text | None = None
    minutes: Annotated[int, BeforeValidator(_minutes)]
    left_out: bool = False
    tool: Text | None = None

    @property
    def key(self) -> str:
        """The step's id, and its guide's."""
        return self.id or self.kind.value


class VariantText(Part):
    slug: Text
    name: Text
    description: Text
    steps: Annotated[tuple[StepText, ...], Rule(min_length=1)]


class GuideText(Part):
    title: Text
    goal: Text
    read_aloud: Text
    how: Text
    who: Text
    plan_b: Text


class PhaseText(Part):
    title: Text
    read_aloud: Text


class ProgrammeFile(Part):
    variants: Annotated[tuple[VariantText, ...], Rule(min_length=1)]
    guides: dict[str, GuideText]
    phases: dict[Phase, PhaseText]
    questions: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Variant:
    """A programme to begin from. The first is the usual one."""

    slug: str
    name: str
    description: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What a facilitator needs for one step: the columns of the script, and what to read aloud."""

    title: str
    goal: str
    read_aloud: str
    how: str
    who: str
    plan_b: str


@dataclass(frozen=True, slots=True)
class PhaseGuide:
    """A phase's name and what to read aloud when it begins."""

    title: str
    read_aloud: str


@dataclass(frozen=True, slots=True)
class Programme:
    """All of the file. `guides` by step id or kind, `questions` by field id."""

    variants: Mapping[str, Variant]
    guides: Mapping[str, Guide]
    phases: Mapping[Phase, PhaseGuide]
    questions: Mapping[str, str]


def load(folder: Path) -> Programme:
    """The programme in the folder. Raises ContentError with every fault."""
    content, unreadable = read_yaml(folder / FILE)
    file, misshapen = check(ProgrammeFile, content, FILE)
    faults = [*unreadable, *misshapen, *(_gaps(file) if file else ())]
    if faults or file is None:
        raise ContentError(faults)
    return Programme(
        variants=MappingProxyType({each.slug: _variant(each, file) for each in file.variants}),
        guides=MappingProxyType({k: Guide(**v.model_dump()) for k, v in file.guides.items()}),
        phases=MappingProxyType(
            {k: PhaseGuide(v.title, v.read_aloud) for k, v in file.phases.items()}
        ),
        questions=MappingProxyType(file.questions),
    )


@cache
def programme() -> Programme:
    """The project's own programme, read once."""
    return load(DATA)


def variants() -> Mapping[str, Variant]:
    """By slug, the usual one first."""
    return programme().variants


def steps_of(variant: str) -> tuple[Step, ...]:
    """The steps of a new meeting. Raises NotFoundError for a variant that does not exist."""
    found = variants().get(variant)
    if found is None:
        raise NotFoundError
    return found.steps


def tool_step(tool: Tool, minutes: int | None = None) -> Step:
    """A step in which the room fills in a companion tool; without `minutes`, its usual time."""
    return Step(
        f"tool_{tool.slug}",
        StepKind.TOOL,
        tool.title,
        60 * (tool.minutes if minutes is None else minutes),
        tool=tool.slug,
    )


def guide(kind: StepKind, step_id: str = "") -> Guide:
    """The step's own guide where it has one, else its kind's."""
    guides = programme().guides
    return guides.get(step_id) or guides[kind]


def phase_guide(phase: Phase) -> PhaseGuide | None:
    """None for steps without phases of their own."""
    return programme().phases.get(phase)


def question_for(item_id: str, field_id: str = "") -> str:
    """One open question for the discussion, by the item's field.

    A card's own item brings its field along, as its id does not tell it. Raises KeyError without.
    """
    return programme().questions[field_id or item_id.rpartition(".")[0]]


def _variant(text: VariantText, file: ProgrammeFile) -> Variant:
    steps = tuple(
        Step(
            id=step.key,
            kind=step.kind,
            title=(file.guides.get(step.key) or file.guides[step.kind]).title,
            planned_s=60 * step.minutes,
            status=StepStatus.LEFT_OUT if step.left_out else StepStatus.TODO,
            tool=step.tool or "",
        )
        for step in text.steps
    )
    return Variant(text.slug, text.name, text.description, steps)


def _gaps(file: ProgrammeFile) -> Iterator[Fault]:
    """What is missing, unknown or there twice; the shape alone cannot tell."""
    fields = [field.id for driver in catalogue().drivers for field in driver.fields]
    ids = {step.key for variant in file.variants for step in variant.steps}
    yield from _differences("guides", file.guides, list(StepKind), known=ids)
    yield from _differences("phases", file.phases, [each for each in Phase if each != Phase.PLAIN])
    yield from _differences("questions", file.questions, fields)
    slugs = Counter(variant.slug for variant in file.variants)
    yield from _twice("variants", slugs)
    for number, variant in enumerate(file.variants):
        place = f"variants[{number}].steps"
        yield from _twice(place, Counter(step.key for step in variant.steps))
        for at, step in enumerate(variant.steps):
            if step.tool and step.tool not in tools():
                yield Fault(FILE, f"{place}[{at}].tool", f"redskabet {step.tool} findes ikke")


def _differences(
    place: str, found: Collection[str], needed: list[str], known: set[str] | None = None
) -> Iterator[Fault]:
    for name in needed:
        if name not in found:
            yield Fault(FILE, f"{place}.{name}", "mangler")
    for name in found:
        if name not in needed and name not in (known or ()):
            yield Fault(FILE, f"{place}.{name}", "er ikke et navn, der kan stå her")


def _twice(place: str, names: Counter[str]) -> Iterator[Fault]:
    for name, count in names.items():
        if count > 1:
            yield Fault(FILE, place, f"»{name}« står flere gange; giv et af dem sit eget id")
