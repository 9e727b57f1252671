"""What was found in a file: answers with their place in it, matches to confirm, and complaints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indsatskort.cards.model import Cell, Draft
from indsatskort.exchange.workbook.model import Stamp


class Reason(StrEnum):
    """Why a place in the file was not understood."""

    NO_SUCH_LEVEL = "no_such_level"
    LEVEL_MISSING = "level_missing"
    FORMULA = "formula"
    ERROR = "error"
    ROW_TWICE = "row_twice"
    ROW_DISAGREES = "row_disagrees"
    NO_SUCH_ITEM = "no_such_item"
    COLUMN_TWICE = "column_twice"
    NO_SUCH_COLUMN = "no_such_column"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A place that was not understood: sheet, address, what stands there, and why.

    `sentence` is set where the card's own rules say why.
    """

    sheet: str
    address: str
    said: str
    reason: Reason
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A row or a column recognized by its wording, for somebody to confirm. `key` names it."""

    key: str
    address: str
    said: str
    meant: str


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer in the file and where it stands.

    `guesses` are the matches it rests on. Without a column for levels, or for texts, the file says
    nothing about that part.
    """

    draft: Draft
    address: str
    guesses: frozenset[str] = frozenset()
    has_level: bool = True
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a file says about a card. `stamp` is None when the file has none of ours."""

    sheet: str
    answers: Mapping[Cell, FoundAnswer]
    guesses: tuple[Guess, ...]
    complaints: tuple[Complaint, ...]
    stamp: Stamp | None
