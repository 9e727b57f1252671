"""Which row of a sheet is which item: by its number, by its wording, or by something very like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from indsatskort.cards.model import CardItem, FilledCard
from indsatskort.exchange.reading.model import CellKind, FoundCell, FoundSheet
from indsatskort.exchange.returning.likeness import closest, plain
from indsatskort.exchange.returning.model import Complaint, Guess, Reason
from indsatskort.exchange.workbook.model import Stamp

NUMBER = re.compile(r"\s*(?:nr\.?\s*)?D?(\d)[.,](\d)[.,](\d{1,2})\b[.:)]?\s*", re.IGNORECASE)
OWN = "egen"
MOST_GUESSES = 60  # rows compared by likeness, which takes time


@dataclass(slots=True)
class Rows:
    """The items of a sheet by row; `key_columns` name items and hold no answers."""

    items: dict[int, str] = field(default_factory=dict)
    guesses: dict[int, Guess] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    key_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Names:
    """What the card's items are called: exactly, and for likeness."""

    numbers: Mapping[str, str]
    wordings: Mapping[str, str]
    own: Mapping[str, str]

    def numbered(self, cell: FoundCell) -> str | None:
        found = NUMBER.match(_as_number(cell))
        return self.numbers.get(".".join(found.groups())) if found else None

    def worded(self, cell: FoundCell) -> str | None:
        words = cell.text[found.end() :] if (found := NUMBER.match(cell.text)) else cell.text
        first_line = words.strip().partition("\n")[0]
        return self.wordings.get(plain(words)) or self.wordings.get(plain(first_line))


def find_rows(sheet: FoundSheet, card: FilledCard, stamp: Stamp | None) -> Rows:
    """Every row that is an item; each item once."""
    names = _names(card, stamp)
    number_column = _most(sheet, lambda cell: names.numbered(cell) is not None)
    word_column = _most(sheet, lambda cell: names.worded(cell) is not None)
    keys = frozenset(column for column in (number_column, word_column) if column)
    found = Rows(key_columns=keys)
    titles = {item.id: item for item in card.items}
    for row, cells in _by_row(sheet).items():
        number, words = cells.get(number_column or 0), cells.get(word_column or 0)
        has_more = bool(cells.keys() - keys)
        _find(found, sheet, row, (number, words), names, titles, has_more=has_more)
    return found


def _find(
    found: Rows,
    sheet: FoundSheet,
    row: int,
    keys: tuple[FoundCell | None, FoundCell | None],
    names: _Names,
    titles: Mapping[str, CardItem],
    *,
    has_more: bool,
) -> None:
    number, words = keys
    by_number = names.numbered(number) if number else None
    by_words = names.worded(words) if words else None
    said = (words or number or FoundCell(CellKind.TEXT, "")).text
    if by_number and by_words and by_number != by_words:
        found.complaints.append(Complaint(sheet.name, f"A{row}", said, Reason.ROW_DISAGREES))
        return
    item_id = by_number or by_words
    if item_id is None:
        item_id = _guessed(found, row, said, names, titles) if words and has_more else None
        is_own = number is not None and plain(number.text) == OWN
        if item_id is None and is_own and has_more:
            found.complaints.append(Complaint(sheet.name, f"A{row}", said, Reason.NO_SUCH_ITEM))
    if item_id is None:
        return
    if item_id in found.items.values():
        found.complaints.append(Complaint(sheet.name, f"A{row}", said, Reason.ROW_TWICE))
        found.guesses.pop(row, None)
        return
    found.items[row] = item_id


def _guessed(
    found: Rows, row: int, said: str, names: _Names, titles: Mapping[str, CardItem]
) -> str | None:
    """The item whose wording is most like that of the row."""
    if len(found.guesses) >= MOST_GUESSES:
        return None
    first_line = said.partition("\n")[0]
    item_id = closest(first_line, names.wordings) or closest(said, names.wordings)
    if item_id:
        item = titles[item_id]
        found.guesses[row] = Guess(f"row:{row}", f"{row}", said, f"{item.number} {item.title}")
    return item_id


def _names(card: FilledCard, stamp: Stamp | None) -> _Names:
    wordings: dict[str, str] = {}
    twice: set[str] = set()
    for item in card.items:
        for words in {item.title, f"{item.title} {item.statement}", item.statement}:
            key = plain(words)
            if wordings.setdefault(key, item.id) != item.id:
                twice.add(key)
    on_card = card.item_by_id
    own = {
        title: id_ for title, id_ in (stamp.own_items if stamp else {}).items() if id_ in on_card
    }
    for key in twice | {""}:
        wordings.pop(key, None)
    wordings |= {plain(title): id_ for title, id_ in own.items()}
    numbers = {item.number: item.id for item in card.standard_items}
    return _Names(numbers, wordings, own)


def _most(sheet: FoundSheet, is_key: Callable[[FoundCell], bool]) -> int | None:
    """The column that has most such cells."""
    counted = Counter(column for (_, column), cell in sheet.cells.items() if is_key(cell))
    return min(counted, key=lambda column: (-counted[column], column)) if counted else None


def _by_row(sheet: FoundSheet) -> dict[int, dict[int, FoundCell]]:
    rows: dict[int, dict[int, FoundCell]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell
    return rows


def _as_number(cell: FoundCell) -> str:
    """Danish Excel makes a date of 1.2.3 when somebody types it."""
    if cell.kind is CellKind.DAY:
        year, month, day = map(int, cell.text.split("-"))
        return f"{day}.{month}.{year % 100}"
    return cell.text if cell.kind is CellKind.TEXT else ""


def address(row: int, column: int) -> str:
    """As spreadsheets write it: D9."""
    return f"{get_column_letter(column)}{row}"
