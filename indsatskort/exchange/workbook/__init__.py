"""The Excel workbook of a card: *Indsatskort*, *Overblik*, *Udvikling* and *Læs mig*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from indsatskort.cards.model import Card, FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import local
from indsatskort.exchange.workbook import addresses as at
from indsatskort.exchange.workbook import (
    card_sheet,
    development_sheet,
    overview_sheet,
    readme_sheet,
)
from indsatskort.exchange.workbook.inert import inert
from indsatskort.exchange.workbook.looks import FONT, Looks
from indsatskort.exchange.workbook.page import Page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_A_FILE_NAME = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+'
)


def workbook(rounds: Sequence[FilledCard], catalogue: Catalogue, *, made_at: datetime) -> bytes:
    """The workbook of one card as .xlsx.

    `rounds` are in order and at least one; the last is shown on *Indsatskort* and *Overblik*, and
    *Udvikling* compares the last two. `made_at` knows its time zone; sheets show the Danish day.
    Raises ValueError for no rounds.
    """
    if not rounds:
        raise ValueError("a workbook needs at least one round")
    book = _empty_book(rounds[-1].card, made_at)
    looks, day = Looks(book), local(made_at).date()
    card_sheet.write_card_sheet(_page(book, looks, at.SHEET), rounds[-1], catalogue, day)
    overview = _page(book, looks, overview_sheet.SHEET)
    overview_sheet.write_overview_sheet(overview, rounds[-1], catalogue, day)
    if len(rounds) > 1:
        page = _page(book, looks, development_sheet.SHEET)
        development_sheet.write_development_sheet(page, rounds, catalogue, day)
    readme_sheet.write_readme_sheet(_page(book, looks, readme_sheet.SHEET), rounds, catalogue, day)
    return _saved(book)


def workbook_name(card: Card, on: date) -> str:
    """ "Indsatskort Eksempelkommune 2026-11-21.xlsx", without what a file system may not hold."""
    municipality = _NOT_IN_A_FILE_NAME.sub(" ", inert(card.municipality))
    words = " ".join(municipality.split()).strip(". ")[:80].strip(". ")
    return " ".join(filter(None, ("Indsatskort", words, on.isoformat()))) + ".xlsx"


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
    file = BytesIO()
    book.save(file)
    return file.getvalue()
