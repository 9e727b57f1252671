"""Reads activities out of a sheet that somebody filled in; what cannot be read is told row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from indsatskort.activities.content import ActivitiesContent
from indsatskort.activities.model import ActivityDraft, Attachment, Audience, Form
from indsatskort.cards.model import Column
from indsatskort.exchange.reading.model import FoundCell, FoundSheet
from indsatskort.exchange.register import heads

NEEDED = (heads.ON, heads.STARTS_AT, heads.TITLE, heads.CATEGORY, heads.RESIDENTS)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?")
Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that could be read, with its number in the sheet."""

    row: int
    draft: ActivityDraft


@dataclass(frozen=True, slots=True)
class RowFault:
    """What could not be read, and what to do about it."""

    row: int
    reason: str


class _NotReadError(Exception):
    """The reason is a Danish sentence."""


def read_rows(
    sheets: Sequence[FoundSheet], homes: Sequence[Column], content: ActivitiesContent
) -> tuple[list[ReadRow], list[RowFault]]:
    """The rows of the first sheet with our heads, wherever the heads stand and in any order."""
    for sheet in sheets:
        if found := _heads(sheet):
            return _rows(sheet, *found, _reader(homes, content))
    missing = ", ".join(f"»{head}«" for head in NEEDED)
    return [], [RowFault(1, f"Arket skal have en række med overskrifterne {missing}.")]


def _heads(sheet: FoundSheet) -> tuple[int, dict[str, int]] | None:
    known = {_plain(head): head for head in heads.HEADS}
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sheet.cells.items():
        if head := known.get(_plain(cell.text)):
            rows.setdefault(row, {}).setdefault(head, column)
    complete = [row for row, columns in rows.items() if set(NEEDED) <= columns.keys()]
    return (min(complete), rows[min(complete)]) if complete else None


def _rows(
    sheet: FoundSheet,
    head_row: int,
    columns: Mapping[str, int],
    read: Callable[[Mapping[str, str]], ActivityDraft],
) -> tuple[list[ReadRow], list[RowFault]]:
    rows, faults = [], []
    for row, cells in _by_row(sheet, head_row):
        values = {
            head: cells[column].text.strip() for head, column in columns.items() if column in cells
        }
        if not any(values.values()):
            continue
        try:
            rows.append(ReadRow(row, read(values)))
        except _NotReadError as reason:
            faults.append(RowFault(row, str(reason)))
    return rows, faults


def _by_row(sheet: FoundSheet, head_row: int) -> Iterator[tuple[int, dict[int, FoundCell]]]:
    rows: dict[int, dict[int, FoundCell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > head_row:
            rows.setdefault(row, {})[column] = cell
    yield from sorted(rows.items())


def _reader(
    homes: Sequence[Column], content: ActivitiesContent
) -> Callable[[Mapping[str, str]], ActivityDraft]:
    file = content.file
    names = {_plain(each.name): each.id for each in homes}
    categories = {_plain(each.label): each.slug for each in file.categories}
    forms = {_plain(each.label): each.slug for each in file.forms}
    attachments = {_plain(each.label): each.slug for each in file.attachments}
    audiences = {_plain(each.label): each.slug for each in file.audiences}
    only_home = homes[0].id if len(homes) == 1 else None

    def read(values: Mapping[str, str]) -> ActivityDraft:
        residents = _number(values, heads.RESIDENTS)
        return ActivityDraft(
            actor_id=_word(values, heads.HOME, names, only_home),
            on=_day(values),
            starts_at=_time(values),
            title=values.get(heads.TITLE, ""),
            category=_word(values, heads.CATEGORY, categories),
            form=_word(values, heads.FORM, forms, _form_of(residents)),
            minutes=_number(values, heads.MINUTES),
            residents=residents,
            volunteers=_number(values, heads.VOLUNTEERS),
            has_staff=_word(values, heads.STAFF, {heads.YES: True, heads.NO: False}, False),
            attachment=_word(values, heads.BELONGS, attachments, Attachment.CARE_HOME),
            audience=_word(values, heads.FOR, audiences, Audience.BOTH),
        )

    return read


def _form_of(residents: int) -> Form:
    if residents > 1:
        return Form.SEVERAL
    return Form.INDIVIDUAL if residents == 1 else Form.NOT_RESIDENTS


def _word(
    values: Mapping[str, str],
    head: str,
    words: Mapping[str, Word],
    otherwise: Word | None = None,
) -> Word:
    said = values.get(head, "")
    found = words.get(_plain(said), otherwise if not said else None)
    if found is None:
        options = ", ".join(f"»{word}«" for word in words)
        said = f"»{said}«" if said else "en tom celle"
        raise _NotReadError(f"{head}: {said} kan ikke læses. Der kan stå {options}.")
    return found


def _number(values: Mapping[str, str], head: str) -> int:
    said = values.get(head, "")
    if not re.fullmatch(r"-?\d{1,6}", said):
        raise _NotReadError(f"{head}: Skriv et helt tal. Der står »{said}«.")
    return int(said)


def _day(values: Mapping[str, str]) -> date:
    said = values.get(heads.ON, "")
    try:
        if found := _ISO_DAY.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.fullmatch(said):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass  # the 31st of February
    raise _NotReadError(f"{heads.ON}: Skriv datoen som 21.11.2026. Der står »{said}«.")


def _time(values: Mapping[str, str]) -> time:
    said = values.get(heads.STARTS_AT, "").removeprefix("kl. ")
    found = _TIME.fullmatch(said)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise _NotReadError(f"{heads.STARTS_AT}: Skriv klokken som 14.30. Der står »{said}«.")
    return time(int(found[1]), int(found[2] or 0))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".?:")
