"""Where everything stands on the sheet *Indsatskort*: the address of every answer, and of nothing else.

Writer, tests and a later reader all ask here, so the sheet can change in one place. The rules:

- Rows 1–4 are title and legend; rows 5–6 are the heading that is repeated on every printed page.
- From row 7 each driver is a band of one row, each of its fields is a band of one row, and below
  it stand the field's items, one row each, in the card's order (own items after the printed ones).
- Column A holds the item's number, column B its title and statement. The card's first actor has
  its level in C and its text in D, the second in E and F, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter

from indsatskort.cards.model import CardItem, FilledCard
from indsatskort.catalogue.model import Catalogue

SHEET = "Indsatskort"
TITLE_ROW, SUBTITLE_ROW, LEVEL_LEGEND_ROW, RELEVANCE_LEGEND_ROW, HEADING_ROW, PART_ROW = range(1, 7)
FIRST_ROW = PART_ROW + 1
NUMBER_COLUMN, ITEM_COLUMN, FIRST_ACTOR_COLUMN = 1, 2, 3


class Part(StrEnum):
    """The two cells of one answer."""

    LEVEL = "level"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Row of each driver, field and item, and the column that holds each actor's level."""

    driver_rows: Mapping[str, int]
    field_rows: Mapping[str, int]
    item_rows: Mapping[str, int]
    level_columns: Mapping[str, int]
    last_row: int

    @property
    def last_column(self) -> int:
        return ITEM_COLUMN + 2 * len(self.level_columns)

    def column(self, actor_id: str, part: Part) -> int:
        """The column number (A is 1) of an actor's levels or texts; KeyError for unknown actors."""
        return self.level_columns[actor_id] + (part is Part.TEXT)

    def of(self, item_id: str, actor_id: str, part: Part) -> str:
        """The address of one cell, such as "D9"; KeyError for an item or actor not on the card."""
        return f"{get_column_letter(self.column(actor_id, part))}{self.item_rows[item_id]}"


def addresses(card: FilledCard, catalogue: Catalogue) -> Addresses:
    """The addresses of one round of a card, own items included."""
    drivers: dict[str, int] = {}
    fields: dict[str, int] = {}
    items: dict[str, int] = {}
    row = FIRST_ROW
    by_field = _items_by_field(card)
    for driver in catalogue.drivers:
        drivers[driver.id] = row
        row += 1
        for field in driver.fields:
            fields[field.id] = row
            for item in by_field.get(field.id, ()):
                row += 1
                items[item.id] = row
            row += 1
    columns = {
        column.id: FIRST_ACTOR_COLUMN + 2 * place for place, column in enumerate(card.columns)
    }
    return Addresses(drivers, fields, items, columns, last_row=row - 1)


def _items_by_field(card: FilledCard) -> Mapping[str, list[CardItem]]:
    by_field: dict[str, list[CardItem]] = {}
    for item in card.items:
        by_field.setdefault(item.field_id, []).append(item)
    return by_field
