"""The Excel workbook of a card: *Indsatskort*, *Overblik*, *Udvikling*, *Handleplan*, *Læs mig*.

It is made to be filled in and to come back: see `filling` and `stamp`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.writer.excel import ExcelWriter

from indsatskort.cards.model import Card, FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import local
from indsatskort.exchange.workbook import addresses as at
from indsatskort.exchange.workbook import (
    card_sheet,
    development_sheet,
    filling,
    overview_sheet,
    plan_sheet,
    readme_sheet,
)
from indsatskort.exchange.workbook.inert import inert
from indsatskort.exchange.workbook.looks import FONT, Looks
from indsatskort.exchange.workbook.page import Page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_A_FILE_NAME = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+'
)


def workbook(
    rounds: Sequence[FilledCard],
    catalogue: Catalogue,
    *,
    made_at: datetime,
    key: str,
    writable: Collection[str] | None = None,
    plan: plan_sheet.Plan | None = None,
) -> bytes:
    """The workbook of one card as .xlsx.

    `rounds` are in order and at least one; the last is shown on *Indsatskort* and *Overblik*, and
    *Udvikling* compares the last two. `made_at` knows its time zone; sheets show the Danish day.
    `key` signs what it was made from. `writable` are the actors whose cells may be written in; all
    when omitted. A `plan` with actions in it has a sheet of its own. Raises ValueError for no rounds.
    """
    if not rounds:
        raise ValueError("a workbook needs at least one round")
    book = _empty_book(rounds[-1].card, made_at)
    looks, day = Looks(book), local(made_at).date()
    _write_card(book, looks, rounds[-1], catalogue, day, writable)
    overview = _page(book, looks, overview_sheet.SHEET)
    overview_sheet.write_overview_sheet(overview, rounds[-1], catalogue, day)
    if len(rounds) > 1:
        page = _page(book, looks, development_sheet.SHEET)
        development_sheet.write_development_sheet(page, rounds, catalogue, day)
    has_plan = bool(plan and plan.actions)
    if plan and plan.actions:
        plan_sheet.write_plan_sheet(_page(book, looks, plan_sheet.SHEET), rounds[-1], plan, day)
    readme_sheet.write_readme_sheet(
        _page(book, looks, readme_sheet.SHEET), rounds, catalogue, day, has_plan=has_plan
    )
    filling.write_hidden_sheet(book, rounds[-1], catalogue, made_at, key)
    return _saved(book)


def column_workbook(
    card: FilledCard, actor_id: str, catalogue: Catalogue, *, made_at: datetime, key: str
) -> bytes:
    """One column of a round by itself, for somebody who fills it in. Raises KeyError without it."""
    alone = replace(card, columns=(card.column_by_id[actor_id],))
    book = _empty_book(card.card, made_at)
    _write_card(book, Looks(book), alone, catalogue, local(made_at).date())
    filling.write_hidden_sheet(book, alone, catalogue, made_at, key)
    return _saved(book)


def _write_card(
    book: Workbook,
    looks: Looks,
    card: FilledCard,
    catalogue: Catalogue,
    day: date,
    writable: Collection[str] | None = None,
) -> None:
    """The sheet that is filled in."""
    page = _page(book, looks, at.SHEET)
    open_columns = [each.id for each in card.columns if writable is None or each.id in writable]
    card_sheet.write_card_sheet(page, card, catalogue, day, open_columns)
    filling.let_fill_in(page.sheet, card, catalogue, open_columns)


def workbook_name(card: Card, on: date, column_name: str = "") -> str:
    """ "Indsatskort Eksempelkommune 2026-11-21.xlsx", without what a file system may not hold."""
    about = [_file_words(card.municipality), _file_words(column_name)]
    return " ".join(filter(None, ("Indsatskort", *about, on.isoformat()))) + ".xlsx"


def _file_words(name: str) -> str:
    words = " ".join(_NOT_IN_A_FILE_NAME.sub(" ", inert(name)).split())
    return words.strip(". ")[:80].strip(". ")


def _empty_book(card: Card, made_at: datetime) -> Workbook:
    """A workbook without sheets; its properties name the product, never a person."""
    book = Workbook()
    book.remove(book.worksheets[0])
    internal: Any = book
    internal._fonts[0] = Font(name=FONT, size=10)  # the default, which widths are counted in
    properties = book.properties
    properties.title = inert(f"Indsatskort · {card.municipality}")
    properties.language = "da"
    properties.creator = "Indsatskort"
    properties.created = made_at.astimezone(UTC).replace(tzinfo=None)
    return book


def _page(book: Workbook, looks: Looks, name: str) -> Page:
    return Page(book.create_sheet(name), looks)


def _saved(book: Workbook) -> bytes:
    """As `book.save` does, packed in half the time, which makes the file a tenth larger."""
    file = BytesIO()
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    ExcelWriter(book, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4)).save()
    return file.getvalue()
