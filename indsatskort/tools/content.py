"""Loads the companion tools in `data/tools/`, checked like the rest of the content.

A tool is one file; a new file is a new tool and needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator
from pydantic import Field as Rule
from pydantic_core import PydanticCustomError

from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.library import SOURCES, Inventory, Slug, read_sources
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.model import Source
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text
from indsatskort.errors import NotFoundError
from indsatskort.tools.model import (
    CellKind,
    Gathering,
    Option,
    PartLook,
    Tool,
    ToolColumn,
    ToolPart,
    ToolRow,
)

FOLDER = "tools"
MAX_CELL_ID_LENGTH = 60  # what the database and the addresses take


def _with_minutes(time: str) -> str:
    if not re.match(r"[1-9]\d* .*minutter", time):
        raise PydanticCustomError("minutes", "skal begynde med, hvor mange minutter det tager")
    return time


class OptionText(Part):
    value: Slug
    label: Text


class ColumnText(Part):
    id: Slug
    heading: Text
    kind: CellKind
    options: tuple[OptionText, ...] = ()


class RowText(Part):
    id: Slug
    heading: Text
    help: Text | None = None
    items: tuple[Text, ...] = ()


class PartText(Part):
    id: Slug
    title: Text
    intro: Text | None = None
    look: PartLook = PartLook.GRID
    rows: tuple[RowText, ...] = ()
    lines: int = 0
    line: Text = "Linje"
    columns: tuple[ColumnText, ...] = ()


class GatheringText(Part):
    title: Text
    empty: Text
    part: Text
    shown: Text | None = None
    ticked: tuple[Text, ...] = ()
    chosen: tuple[Text, ...] = ()


class ToolFile(Part):
    number: int
    title: Text
    when: Text
    time: Annotated[Text, AfterValidator(_with_minutes)]
    source: Text
    place: Text
    ours: Text
    inventory: Inventory
    items: Annotated[tuple[Text, ...], Rule(min_length=1)]
    kept: bool = True
    usual: bool = False
    parts: Annotated[tuple[PartText, ...], Rule(min_length=1)]
    gatherings: tuple[GatheringText, ...] = ()


@cache
def tools() -> Mapping[str, Tool]:
    """The project's own tools by slug, in their order."""
    return load_tools(DATA, catalogue().item_by_id)


def tool_of(slug: str) -> Tool:
    """Raises NotFoundError where there is no such tool."""
    if slug not in tools():
        raise NotFoundError
    return tools()[slug]


def load_tools(folder: Path, items: Collection[str]) -> Mapping[str, Tool]:
    """The tools of a folder, for a card with these items. Raises ContentError with every fault."""
    known, faults = read_sources(folder)
    read: list[tuple[str, str, ToolFile]] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        name = f"{FOLDER}/{path.name}"
        content, unreadable = read_yaml(path)
        file, told = check(ToolFile, content, name)
        faults += [Fault(name, each.place, each.reason) for each in unreadable] + told
        if file:
            read.append((name, path.stem.partition("-")[2] or path.stem, file))
            faults += _incoherences(name, file, known, items)
    faults += _twice(read)
    if faults:
        raise ContentError(faults)
    ordered = sorted(read, key=lambda each: each[2].number)
    return {slug: _tool(slug, file, known) for _, slug, file in ordered}


def _twice(read: Sequence[tuple[str, str, ToolFile]]) -> Iterator[Fault]:
    for at, (name, slug, file) in enumerate(read):
        for other, other_slug, earlier in read[:at]:
            if earlier.number == file.number:
                yield Fault(name, "number", f"{file.number} bruges allerede i {other}")
            if other_slug == slug:
                yield Fault(name, "", f"redskabet {slug} findes allerede i {other}")


def _incoherences(
    name: str, file: ToolFile, known: Mapping[str, Source], items: Collection[str]
) -> Iterator[Fault]:
    if known and file.source not in known:
        yield Fault(name, "source", f"kilden {file.source} findes ikke i {SOURCES}")
    yield from _unknown(name, "items", file.items, items)
    yield from _repeated(name, "parts", [part.id for part in file.parts])
    for at, part in enumerate(file.parts):
        yield from _of_part(name, f"parts[{at}]", part, items)
    for at, gathering in enumerate(file.gatherings):
        yield from _of_gathering(name, f"gatherings[{at}]", gathering, file)


def _of_part(name: str, place: str, part: PartText, items: Collection[str]) -> Iterator[Fault]:
    if bool(part.rows) == bool(part.lines):
        yield Fault(name, place, "skal have enten rækker (rows) eller et antal linjer (lines)")
    yield from _repeated(name, f"{place}.rows", [row.id for row in part.rows])
    yield from _repeated(name, f"{place}.columns", [column.id for column in part.columns])
    for at, row in enumerate(part.rows):
        yield from _unknown(name, f"{place}.rows[{at}].items", row.items, items)
        for column in part.columns:
            if len(f"{part.id}.{row.id}.{column.id}") > MAX_CELL_ID_LENGTH:
                yield Fault(name, f"{place}.rows[{at}].id", "giver et for langt navn til cellen")
    for at, column in enumerate(part.columns):
        if (column.kind is CellKind.CHOICE) != bool(column.options):
            reason = "»options« hører til »choice« og skal være der"
            yield Fault(name, f"{place}.columns[{at}]", reason)


def _of_gathering(name: str, place: str, text: GatheringText, file: ToolFile) -> Iterator[Fault]:
    part = next((each for each in file.parts if each.id == text.part), None)
    if part is None:
        yield Fault(name, f"{place}.part", f"delen {text.part} findes ikke")
        return
    columns = {column.id for column in part.columns}
    options = {option.value for column in part.columns for option in column.options}
    for wanted in (*text.ticked, *([text.shown] if text.shown else [])):
        if wanted not in columns:
            yield Fault(name, place, f"kolonnen {wanted} findes ikke i delen {text.part}")
    for wanted in text.chosen:
        if wanted not in options:
            yield Fault(name, place, f"valget {wanted} findes ikke i delen {text.part}")
    if bool(text.ticked) == bool(text.chosen):
        yield Fault(name, place, "skal samle enten på kryds (ticked) eller på valg (chosen)")


def _unknown(
    name: str, place: str, wanted: Sequence[str], items: Collection[str]
) -> Iterator[Fault]:
    for at, item_id in enumerate(wanted):
        if item_id not in items:
            reason = f"indsatsen {item_id} findes ikke i card.yaml"
            yield Fault(name, f"{place}[{at}]", reason)


def _repeated(name: str, place: str, ids: Sequence[str]) -> Iterator[Fault]:
    for at, each in enumerate(ids):
        if each in ids[:at]:
            yield Fault(name, f"{place}[{at}].id", f"{each} står to gange")


def _tool(slug: str, file: ToolFile, known: Mapping[str, Source]) -> Tool:
    return Tool(
        slug=slug,
        number=file.number,
        title=file.title,
        when=file.when,
        time=file.time,
        source=known[file.source],
        place=file.place,
        ours=file.ours,
        inventory=file.inventory,
        item_ids=file.items,
        is_kept=file.kept,
        is_usual=file.usual,
        parts=tuple(_part(part) for part in file.parts),
        gatherings=tuple(
            Gathering(each.title, each.empty, each.part, each.shown, each.ticked, each.chosen)
            for each in file.gatherings
        ),
    )


def _part(text: PartText) -> ToolPart:
    rows = tuple(ToolRow(row.id, row.heading, row.help, row.items) for row in text.rows)
    lines = tuple(ToolRow(str(n), f"{text.line} {n}") for n in range(1, text.lines + 1))
    columns = tuple(
        ToolColumn(
            column.id,
            column.heading,
            column.kind,
            tuple(Option(option.value, option.label) for option in column.options),
        )
        for column in text.columns
    )
    return ToolPart(text.id, text.title, text.intro, text.look, rows or lines, columns)
