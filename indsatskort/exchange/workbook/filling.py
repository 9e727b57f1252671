"""What makes the workbook easy to fill in: drop-down lists, comments, locked structure, hidden data."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indsatskort.cards.model import MAX_TEXT_LENGTH, FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import num
from indsatskort.exchange.workbook import addresses as at
from indsatskort.exchange.workbook import stamp
from indsatskort.exchange.workbook.addresses import Part, addresses

AUTHOR = "Indsatskort"
ABOUT_TEXTS = (
    "Skriv med egne ord, hvad I gør. Skriv ikke navne på beboere, frivillige eller medarbejdere. "
    f"Der er plads til {num(MAX_TEXT_LENGTH)} tegn."
)
RETURNING = "Når du er færdig: Gem filen, og læs den ind på siden Filer."


def let_fill_in(
    sheet: Worksheet, card: FilledCard, catalogue: Catalogue, open_columns: Collection[str]
) -> None:
    """Lists of levels and help for the columns that may be written in; all else is locked, without a
    password: whoever wants to change the sheet may."""
    _protect(sheet)
    places = addresses(card, catalogue)
    _comment_on_items(sheet, card, places)
    if not open_columns:
        return
    levels, texts = _level_list(len(choices(catalogue))), _length_limit()
    for actor_id in open_columns:
        for part, rule in ((Part.LEVEL, levels), (Part.TEXT, texts)):
            letter = get_column_letter(places.column(actor_id, part))
            rule.add(f"{letter}{at.FIRST_ROW}:{letter}{places.last_row}")
    sheet.add_data_validation(levels)
    sheet.add_data_validation(texts)
    first = places.column(next(iter(open_columns)), Part.LEVEL)
    _comment(sheet, at.PART_ROW, first, _about_levels(catalogue), height=260)
    _comment(sheet, at.PART_ROW, first + 1, f"{ABOUT_TEXTS}\n\n{RETURNING}", height=130)


def choices(catalogue: Catalogue) -> list[str]:
    """What a level cell can say, as its drop-down list offers it."""
    alone = [f"{choice.symbol} {choice.label}" for choice in catalogue.scale]
    way = f"{catalogue.under_way.symbol} {catalogue.under_way.label}"
    begun = [catalogue.choice_by_value[value] for value in LEVELS[:3]]
    return alone + [f"{choice.symbol} {choice.label} {way}" for choice in begun]


def write_hidden_sheet(
    book: Workbook, card: FilledCard, catalogue: Catalogue, made_at: datetime, key: str
) -> None:
    """The sheet that nobody needs to see: the stamp, and the words of the lists."""
    sheet = book.create_sheet(stamp.SHEET)
    sheet.sheet_state = "hidden"
    for row, line in enumerate(stamp.stamp_lines(card, made_at, key), start=1):
        sheet.cell(row, 1).value = line
    for row, words in enumerate(choices(catalogue), start=1):
        sheet.cell(row, 2).value = words


def _protect(sheet: Worksheet) -> None:
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False  # may be done


def _level_list(count: int) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f"'{stamp.SHEET}'!$B$1:$B${count}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="Vurdering",
        error="Vælg en vurdering fra listen. Andre ord kan måske ikke læses ind igen.",
    )


def _length_limit() -> DataValidation:
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(MAX_TEXT_LENGTH),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Med egne ord",
        error=f"Der er plads til {num(MAX_TEXT_LENGTH)} tegn. Kort teksten lidt af.",
    )


def _about_levels(catalogue: Catalogue) -> str:
    said = [f"{each.symbol} {each.label}: {each.help}" for each in catalogue.scale]
    flag = catalogue.under_way
    return "\n".join([*said, f"{flag.symbol} {flag.label}: {flag.help}"])


def _comment_on_items(sheet: Worksheet, card: FilledCard, places: at.Addresses) -> None:
    for item in card.items:
        if item.help:
            _comment(sheet, places.item_rows[item.id], at.ITEM_COLUMN, item.help, height=110)


def _comment(sheet: Worksheet, row: int, column: int, text: str, *, height: int) -> None:
    sheet.cell(row, column).comment = Comment(text, AUTHOR, height=height, width=330)
