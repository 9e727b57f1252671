"""The plan's words: statuses, values, barriers, suggested leads and the anchoring model's tasks.

Read from `data/plan.yaml`, which is held to its shape like the rest of the content; every fault is
told at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field as Rule

from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import DATA
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text
from indsatskort.plan.model import ActionStatus, AnchoringPhase, Barrier, ResidentValue, Rhythm

FILE = "plan.yaml"


class StatusText(Part):
    label: Text
    help: Text


class ValuesText(Part):
    source: Text
    choices: dict[ResidentValue, Text]


class BarriersText(Part):
    source: Text
    choices: dict[Barrier, Text]


class TaskText(Part):
    id: Text
    text: Text


class PhaseText(Part):
    phase: AnchoringPhase
    label: Text
    source: Text
    tasks: Annotated[tuple[TaskText, ...], Rule(min_length=1)]


class PlanFile(Part):
    statuses: dict[ActionStatus, StatusText]
    rhythms: dict[Rhythm, StatusText]
    values: ValuesText
    barriers: BarriersText
    leads: Annotated[tuple[Text, ...], Rule(min_length=1)]
    phases: Annotated[tuple[PhaseText, ...], Rule(min_length=1)]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to see to in a phase."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PhaseGuide:
    """A phase of the anchoring model with its checklist and its place in the source."""

    phase: AnchoringPhase
    label: str
    source: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class PlanContent:
    """All of the file. Statuses stand as on the board, *Kræver drøftelse* first."""

    status_labels: Mapping[ActionStatus, str]
    status_help: Mapping[ActionStatus, str]
    rhythm_labels: Mapping[Rhythm, str]
    rhythm_help: Mapping[Rhythm, str]
    values: Mapping[ResidentValue, str]
    values_source: str
    barriers: Mapping[Barrier, str]
    barriers_source: str
    leads: tuple[str, ...]
    phases: Mapping[AnchoringPhase, PhaseGuide]

    @cached_property
    def task_ids(self) -> frozenset[str]:
        return frozenset(task.id for guide in self.phases.values() for task in guide.tasks)


@cache
def plan_content() -> PlanContent:
    """The project's own words, read once."""
    return load(DATA)


def load(folder: Path) -> PlanContent:
    """The plan's words in the folder. Raises ContentError with every fault."""
    content, unreadable = read_yaml(folder / FILE)
    file, misshapen = check(PlanFile, content, FILE)
    faults = [*unreadable, *misshapen, *(_gaps(file) if file else ())]
    if faults or file is None:
        raise ContentError(faults)
    guides = {
        each.phase: PhaseGuide(
            each.phase,
            each.label,
            each.source,
            tuple(Task(task.id, task.text) for task in each.tasks),
        )
        for each in file.phases
    }
    return PlanContent(
        status_labels=MappingProxyType({s: file.statuses[s].label for s in ActionStatus}),
        status_help=MappingProxyType({s: file.statuses[s].help for s in ActionStatus}),
        rhythm_labels=MappingProxyType({r: file.rhythms[r].label for r in Rhythm}),
        rhythm_help=MappingProxyType({r: file.rhythms[r].help for r in Rhythm}),
        values=MappingProxyType({v: file.values.choices[v] for v in ResidentValue}),
        values_source=file.values.source,
        barriers=MappingProxyType({b: file.barriers.choices[b] for b in Barrier}),
        barriers_source=file.barriers.source,
        leads=file.leads,
        phases=MappingProxyType({phase: guides[phase] for phase in AnchoringPhase}),
    )


def _gaps(file: PlanFile) -> Iterator[Fault]:
    """What is missing or there twice; the shape alone cannot tell."""
    wanted: dict[str, tuple[list[StrEnum], Collection[StrEnum]]] = {
        "statuses": (list(ActionStatus), file.statuses),
        "rhythms": (list(Rhythm), file.rhythms),
        "values.choices": (list(ResidentValue), file.values.choices),
        "barriers.choices": (list(Barrier), file.barriers.choices),
        "phases": (list(AnchoringPhase), [each.phase for each in file.phases]),
    }
    for place, (names, found) in wanted.items():
        for each in names:
            if each not in found:
                yield Fault(FILE, f"{place}.{each}", "mangler")
    phases = Counter(each.phase.value for each in file.phases)
    tasks = Counter(task.id for each in file.phases for task in each.tasks)
    for place, counts in (("phases", phases), ("phases.tasks", tasks)):
        for name, count in counts.items():
            if count > 1:
                yield Fault(FILE, place, f"»{name}« står flere gange")
