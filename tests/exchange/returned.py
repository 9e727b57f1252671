"""Workbooks as they come back: read as the server reads them, and compared with their card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from indsatskort.access.model import Role, Who
from indsatskort.cards.model import Cell, Draft, FilledCard
from indsatskort.exchange.reading import found_sheets, read_file
from indsatskort.exchange.reading.cells import read_cells
from indsatskort.exchange.reading.model import FoundSheet
from indsatskort.exchange.reading.packing import check_packing
from indsatskort.exchange.returning.finding import findings
from indsatskort.exchange.returning.model import Findings
from indsatskort.exchange.workbook import workbook
from indsatskort.exchange.workbook.addresses import SHEET, Part, addresses
from indsatskort.exchange.workbook.inert import inert
from indsatskort.imports.comparing import Comparison, compare
from tests.exchange.filled import CATALOGUE, KEY, MADE_AT

ANNA = Who("anna", "card", Role.FACILITATOR, None, "Anna", datetime(2026, 1, 1, tzinfo=UTC))


def exported(card: FilledCard) -> bytes:
    return workbook([card], CATALOGUE, made_at=MADE_AT, key=KEY)


def changed(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The file as somebody saves it after changing it."""
    book = load_workbook(BytesIO(data))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def write(book: Workbook, card: FilledCard, cell: Cell, draft: Draft) -> None:
    """Fill in one answer, as Excel would store what is typed."""
    places, sheet = addresses(card, CATALOGUE), book[SHEET]
    words = ""
    if draft.value:
        choice = CATALOGUE.choice_by_value[draft.value]
        words = f"{choice.symbol} {choice.label}" + (" ▲ På vej" if draft.under_way else "")
    _put(sheet[places.of(*cell, Part.LEVEL)], words)
    _put(sheet[places.of(*cell, Part.TEXT)], inert(draft.text))


def _put(cell: Any, text: str) -> None:
    cell.value = None
    if text:
        cell._value, cell.data_type = text, "s"


def sheets_of(data: bytes, *, in_own_process: bool = False) -> tuple[FoundSheet, ...]:
    """What the file holds; `in_own_process` is how the server does it, and slower."""
    if in_own_process:
        return found_sheets(read_file(data))
    check_packing(data)
    return tuple(read_cells(data))


def found(data: bytes, card: FilledCard, **how: bool) -> Findings:
    findings_ = findings(sheets_of(data, **how), card, CATALOGUE, KEY)
    assert findings_ is not None
    return findings_


def compared(data: bytes, card: FilledCard, **how: bool) -> Comparison:
    """What saving the file would do to the card it was made from, for a facilitator."""
    return compare(found(data, card, **how), card, ANNA, {})


def drafts(comparison: Comparison) -> Mapping[Cell, Draft]:
    return {change.cell: change.draft for change in comparison.changes}
