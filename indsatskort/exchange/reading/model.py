"""What a file holds, as plain as possible: sheets of cells with what a person would see in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """What a cell holds; a formula and an error are no answers."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell that is not empty. A day is written as 2026-11-21."""

    kind: CellKind
    text: str


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet. `cells` has (row, column), counted from 1, in the order of the sheet."""

    name: str
    cells: dict[tuple[int, int], FoundCell]
