"""From the sheets of a file to its findings: the table with most of the card in it, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from indsatskort.cards.model import Cell, Draft, FilledCard
from indsatskort.catalogue.model import Catalogue, Value
from indsatskort.danish import date_short
from indsatskort.exchange.reading.model import CellKind, FoundCell, FoundSheet
from indsatskort.exchange.returning.columns import Columns, Holds, find_columns
from indsatskort.exchange.returning.levels import level, level_and_text
from indsatskort.exchange.returning.model import Complaint, Findings, FoundAnswer, Reason
from indsatskort.exchange.returning.rows import Rows, address, find_rows
from indsatskort.exchange.workbook import addresses, stamp
from indsatskort.exchange.workbook.model import Stamp
from indsatskort.exchange.workbook.stamp import read_stamp

EMPTY = FoundCell(CellKind.TEXT, "")


def findings(
    sheets: Sequence[FoundSheet], card: FilledCard, catalogue: Catalogue, key: str
) -> Findings | None:
    """What a file says about a round of a card; None when no sheet has the card's table.

    `key` is what `workbook` was given: a stamp signed by another is no stamp.
    """
    stamped = next((_stamp(sheet, key) for sheet in sheets if sheet.name == stamp.SHEET), None)
    own = stamped if stamped and stamped.card_id == card.card.id else None
    best: tuple[tuple[bool, int], FoundSheet, Rows, Columns] | None = None
    for sheet in sheets:
        if sheet.name == stamp.SHEET:
            continue
        rows = find_rows(sheet, card, own)
        if not rows.items:
            continue
        columns = find_columns(sheet, rows, card, catalogue, own)
        if not columns.actors:
            continue
        rank = (sheet.name == addresses.SHEET, len(rows.items) * len(columns.actors))
        if best is None or rank > best[0]:
            best = rank, sheet, rows, columns
    if best is None:
        return None
    _, sheet, rows, columns = best
    complaints = [*rows.complaints, *columns.complaints]
    answers = dict(_answers(sheet, rows, columns, catalogue, complaints))
    guesses = (*rows.guesses.values(), *columns.guesses.values())
    return Findings(sheet.name, answers, guesses, tuple(complaints), stamped)


def _stamp(sheet: FoundSheet, key: str) -> Stamp | None:
    lines = [cell.text for (_, column), cell in sorted(sheet.cells.items()) if column == 1]
    return read_stamp(lines, key)


def _answers(
    sheet: FoundSheet,
    rows: Rows,
    columns: Columns,
    catalogue: Catalogue,
    complaints: list[Complaint],
) -> Iterator[tuple[Cell, FoundAnswer]]:
    for row, item_id in rows.items.items():
        for actor_id, places in columns.actors.items():
            answer = _answer(sheet, row, places, catalogue, complaints)
            if answer is None:
                continue
            rests_on = [rows.guesses[row].key] if row in rows.guesses else []
            rests_on += [columns.guesses[at].key for at in places.values() if at in columns.guesses]
            draft, where = answer
            yield (
                (item_id, actor_id),
                FoundAnswer(
                    draft,
                    where,
                    frozenset(rests_on),
                    has_level=Holds.TEXT not in places or len(places) > 1,
                    has_text=Holds.LEVEL not in places or len(places) > 1,
                ),
            )


def _answer(
    sheet: FoundSheet,
    row: int,
    places: Mapping[Holds, int],
    catalogue: Catalogue,
    complaints: list[Complaint],
) -> tuple[Draft, str] | None:
    """What one row says for one actor, and where; None when it was complained of."""
    cells = {holds: sheet.cells.get((row, column), EMPTY) for holds, column in places.items()}
    where = address(row, min(places.values()))
    for holds, cell in cells.items():
        if cell.kind in {CellKind.FORMULA, CellKind.ERROR}:
            reason = Reason.FORMULA if cell.kind is CellKind.FORMULA else Reason.ERROR
            at = address(row, places[holds])
            complaints.append(Complaint(sheet.name, at, cell.text, reason))
            return None
    value: Value | None = None
    under_way, texts = False, []
    if both := cells.get(Holds.BOTH):
        value, under_way, text = level_and_text(_said(both), catalogue)
        texts.append(text)
    if leveled := cells.get(Holds.LEVEL):
        known = level(leveled.text, catalogue)
        if known is None or known == (None, True):
            reason = Reason.NO_SUCH_LEVEL if known is None else Reason.LEVEL_MISSING
            at = address(row, places[Holds.LEVEL])
            complaints.append(Complaint(sheet.name, at, leveled.text, reason))
            return None
        value, under_way = known
    texts += [_said(cells[Holds.TEXT])] if Holds.TEXT in cells else []
    return Draft(value, under_way, "\n".join(filter(None, texts))), where


def _said(cell: FoundCell) -> str:
    if cell.kind is CellKind.DAY:
        return date_short(date.fromisoformat(cell.text))
    return cell.text
