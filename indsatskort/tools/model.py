"""A companion tool as data, and what a card has written in its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from indsatskort.catalogue.model import Source

TICKED = "yes"  # what a ticked cell holds; an empty one holds ""


class CellKind(StrEnum):
    """What one can put in a cell."""

    TEXT = "text"
    CHOICE = "choice"
    TICK = "tick"


class PartLook(StrEnum):
    """How a part is printed: to work on, as a notice in large type, as a paper to hand out, or to sign."""

    GRID = "grid"
    NOTICE = "notice"
    PAPER = "paper"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a choice offers. `value` is stored, `label` is said."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ToolColumn:
    """What is asked of every row of a part."""

    id: str
    heading: str
    kind: CellKind
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolRow:
    """One line of a part; `item_ids` are the items of the card that it leads to."""

    id: str
    heading: str
    help: str | None = None
    item_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolPart:
    """A group of rows that are asked the same. Without columns it is only read."""

    id: str
    title: str
    intro: str | None
    look: PartLook
    rows: tuple[ToolRow, ...]
    columns: tuple[ToolColumn, ...]

    def cell_id(self, row: ToolRow, column: ToolColumn) -> str:
        return f"{self.id}.{row.id}.{column.id}"


@dataclass(frozen=True, slots=True)
class Gathering:
    """A list made from a part: the rows with all of `ticked`, or with one of `chosen` chosen.

    `shown` is the column whose text stands for the row; without it, the row's heading does.
    """

    title: str
    empty: str
    part_id: str
    shown: str | None = None
    ticked: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tool:
    """A companion tool. `ours` says what is our own and not the source's.

    `is_kept` is false where answers are not to be stored: then it is only printed. `is_usual`: shown
    on a card until a facilitator chooses otherwise.
    """

    slug: str
    number: int
    title: str
    when: str
    time: str
    source: Source
    place: str
    ours: str
    inventory: tuple[str, ...]
    item_ids: tuple[str, ...]
    is_kept: bool
    is_usual: bool
    parts: tuple[ToolPart, ...]
    gatherings: tuple[Gathering, ...]

    @property
    def minutes(self) -> int:
        """How long it takes at the longest, by `time`."""
        return max(map(int, re.findall(r"\d+", self.time)))

    @cached_property
    def cells(self) -> Mapping[str, tuple[ToolPart, ToolRow, ToolColumn]]:
        """Where every cell stands, by its id; none where answers are not kept."""
        return {
            part.cell_id(row, column): (part, row, column) for part, row, column in self._places()
        }

    def _places(self) -> Iterator[tuple[ToolPart, ToolRow, ToolColumn]]:
        for part in self.parts if self.is_kept else ():
            for row in part.rows:
                for column in part.columns:
                    yield part, row, column


@dataclass(frozen=True, slots=True)
class ToolCell:
    """What stands in a cell: a text, a choice's value, or `TICKED`. Version 0: nobody has saved."""

    tool: str
    cell_id: str
    text: str = ""
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""


@dataclass(frozen=True, slots=True)
class ToolSheet:
    """A tool as one card has filled it in; `cells` are those that were ever saved."""

    tool: Tool
    cells: Mapping[str, ToolCell] = field(default_factory=dict)

    def text(self, cell_id: str) -> str:
        cell = self.cells.get(cell_id)
        return cell.text if cell else ""

    @property
    def filled_count(self) -> int:
        return sum(bool(self.text(cell_id)) for cell_id in self.tool.cells)


@dataclass(frozen=True, slots=True)
class ToolOnCard:
    """A tool on a card's list: whether it is shown, and how much is filled in."""

    tool: Tool
    is_shown: bool
    filled_count: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """A gathering as it stands: its lines with the items they lead to."""

    title: str
    empty: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SheetImport:
    """A file that was taken in; `count` cells changed. `membership_id` is None when the person is gone."""

    id: str
    at: datetime
    membership_id: str | None
    alias: str
    count: int


@dataclass(frozen=True, slots=True)
class SheetChange:
    """One cell that a file would change: where, what stands there, and what the file has."""

    tool: Tool
    cell_id: str
    before: str
    after: str
