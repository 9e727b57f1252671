"""Which column of a sheet holds which actor's levels or texts: by the names above the items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from openpyxl.utils import get_column_letter

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.exchange.reading.model import FoundSheet
from indsatskort.exchange.returning.likeness import closest, plain
from indsatskort.exchange.returning.model import Complaint, Guess, Reason
from indsatskort.exchange.returning.rows import Rows
from indsatskort.exchange.workbook.model import Stamp

HEADING_ROWS = 12  # above the first item
LEVEL_WORDS = frozenset({"vurdering", "niveau", "level", "rating"})
TEXT_WORDS = frozenset(
    {"med egne ord", "egne ord", "tekst", "text", "beskrivelse", "bemærkning", "bemærkninger"}
)


class Holds(StrEnum):
    """What a column has in its cells."""

    LEVEL = "level"
    TEXT = "text"
    BOTH = "both"


@dataclass(slots=True)
class Columns:
    """For each actor, which column holds what."""

    actors: dict[str, dict[Holds, int]] = field(default_factory=dict)
    guesses: dict[int, Guess] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)


@dataclass(frozen=True)
class _Names:
    """What the card's actors are called."""

    exact: Mapping[str, str]
    kinds: Mapping[str, str]
    shown: Mapping[str, str]


def find_columns(
    sheet: FoundSheet, rows: Rows, card: FilledCard, catalogue: Catalogue, stamp: Stamp | None
) -> Columns:
    """Every column of an actor; each once."""
    found = Columns()
    names = _names(card, catalogue, stamp)
    last_actor: str | None = None
    headings = _headings(sheet, rows)
    filled = {column for (row, column) in sheet.cells if row in rows.items}
    for column in sorted(headings.keys() | filled):
        if column in rows.key_columns:
            continue
        said = headings.get(column, [])
        holds = _holds(said)
        actor = _actor(found, column, said, names)
        if actor is None:
            actor = _carried(found, last_actor, holds, is_bare=not said)
            holds = Holds.TEXT if actor else holds
        if actor is None:
            if column in filled:
                _complain(found, sheet, column, said, Reason.NO_SUCH_COLUMN)
            continue
        last_actor = actor
        _place(found, sheet, actor, holds, column, said)
    return found


def _place(
    found: Columns, sheet: FoundSheet, actor: str, holds: Holds, column: int, said: Sequence[str]
) -> None:
    has = found.actors.setdefault(actor, {})
    if holds in has or (has and Holds.BOTH in {holds} & has.keys()):
        _complain(found, sheet, column, said, Reason.COLUMN_TWICE)
        return
    has[holds] = column


def _carried(found: Columns, last: str | None, holds: Holds, *, is_bare: bool) -> str | None:
    """A column beside an actor's levels, headed as texts or not at all, belongs to the same actor."""
    if last is None or Holds.TEXT in found.actors.get(last, {}):
        return None
    return last if is_bare or holds is Holds.TEXT else None


def _actor(found: Columns, column: int, said: Sequence[str], names: _Names) -> str | None:
    spoken = [line for text in said for line in (text, *text.split("\n"))]
    for known in (names.exact, names.kinds):
        for line in spoken:
            if actor := known.get(plain(line)):
                return actor
    for line in spoken:
        if plain(line) not in LEVEL_WORDS | TEXT_WORDS and (actor := closest(line, names.exact)):
            letter = get_column_letter(column)
            found.guesses[column] = Guess(f"column:{column}", letter, line, names.shown[actor])
            return actor
    return None


def _holds(said: Sequence[str]) -> Holds:
    words = {plain(line) for text in said for line in text.split("\n")}
    if words & LEVEL_WORDS:
        return Holds.LEVEL
    return Holds.TEXT if words & TEXT_WORDS else Holds.BOTH


def _names(card: FilledCard, catalogue: Catalogue, stamp: Stamp | None) -> _Names:
    shown = {column.id: column.name for column in card.columns}
    then = {plain(n): id_ for n, id_ in (stamp.columns if stamp else {}).items() if id_ in shown}
    kinds: dict[str, str] = {}
    for kind in catalogue.kinds:
        alone = [column.id for column in card.columns if column.kind is kind.kind]
        if len(alone) == 1:
            for words in (kind.heading, kind.singular, kind.plural):
                kinds[plain(words)] = alone[0]
    now = {plain(name): id_ for id_, name in shown.items()}
    return _Names({**now, **then}, kinds, shown)


def _headings(sheet: FoundSheet, rows: Rows) -> dict[int, list[str]]:
    """The texts above the first item, the lowest first."""
    first = min(rows.items, default=0)
    found: dict[int, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), reverse=True):
        if first - HEADING_ROWS <= row < first:
            found.setdefault(column, []).append(cell.text)
    return found


def _complain(
    found: Columns, sheet: FoundSheet, column: int, said: Sequence[str], reason: Reason
) -> None:
    found.guesses.pop(column, None)
    letter = get_column_letter(column)
    found.complaints.append(Complaint(sheet.name, letter, said[0] if said else "", reason))
