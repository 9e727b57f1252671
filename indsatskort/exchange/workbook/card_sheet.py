"""The sheet *Indsatskort*: one round of the card as the printed table, with every answer in its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from openpyxl.utils import get_column_letter

from indsatskort.cards.model import Answer, CardItem, Column, FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue, Relevance, Value
from indsatskort.exchange.workbook import addresses as at
from indsatskort.exchange.workbook.addresses import Addresses, Part, addresses
from indsatskort.exchange.workbook.looks import (
    DRIVER,
    FIELD,
    GRID,
    HEAD,
    SUBTITLE,
    TITLE,
    Line,
    Look,
)
from indsatskort.exchange.workbook.measure import lines, points
from indsatskort.exchange.workbook.page import Page, Run
from indsatskort.palette import LIGHT

NUMBER_WIDTH, ITEM_WIDTH = 7.0, 46.0
LEGEND_WIDTH = 14.0  # with one actor the legend is a cell longer than the card
MAYBE_EDGE: Line = ("thick", LIGHT.maybe)
COLUMN_EDGE: Line = ("thin", LIGHT.edge)
PAST_THE_LAST = Look(left=COLUMN_EDGE)  # a column ends where the next begins; the last one here


@dataclass(frozen=True, slots=True)
class _Widths:
    """Widths of an actor's two cells in characters, and the size of their letters in points."""

    level: float
    text: float
    size: float = 10


@dataclass(frozen=True, slots=True)
class _Style:
    """What answers alike share: the words of the level, the looks of both cells, the level's lines."""

    said: str
    level: Look
    text: Look
    lines: int


def write_card_sheet(
    page: Page,
    card: FilledCard,
    catalogue: Catalogue,
    made_on: date,
    open_columns: Collection[str] = (),
) -> None:
    """Write the whole sheet; where each answer stands is told by `addresses`.

    The cells of `open_columns` stay open when the sheet is protected.
    """
    places = addresses(card, catalogue)
    widths = _widths(len(card.columns))
    _write_title(page, card, made_on)
    _write_legend(page, catalogue)
    _write_heading(page, card, catalogue, places, widths)
    _write_bands(page, catalogue, places)
    _write_items(page, card, catalogue, places, widths, frozenset(open_columns))
    _set_up(page, card, places, widths, made_on)


def _said(catalogue: Catalogue, value: Value | None, under_way: bool) -> str:
    """What the level cell says: "◑ Delvist", with "▲ På vej" on a line of its own."""
    if value is None:
        return ""
    choice = catalogue.choice_by_value[value]
    said = f"{choice.symbol} {choice.label}"
    flag = catalogue.under_way
    return f"{said}\n{flag.symbol} {flag.label}" if under_way else said


def _widths(column_count: int) -> _Widths:
    """Few columns get room for sentences; many stay narrow enough to be seen beside each other."""
    if column_count <= 4:
        return _Widths(15.5, {1: 90.0, 2: 60.0, 3: 46.0, 4: 36.0}.get(column_count, 60.0))
    return _Widths(14.5, 30) if column_count <= 8 else _Widths(12.5, 24, size=9)


def _write_title(page: Page, card: FilledCard, made_on: date) -> None:
    invented = " · Opdigtet eksempel" if card.card.is_invented else ""
    page.text(at.TITLE_ROW, 1, f"Indsatskort · {card.card.municipality}", TITLE)
    day = f"{made_on.day}.{made_on.month}.{made_on.year}"
    about = f"{card.card.title} · {card.round.name} · Hentet {day}{invented}"
    page.text(at.SUBTITLE_ROW, 1, about, SUBTITLE)
    page.height(at.TITLE_ROW, 28)
    page.height(at.SUBTITLE_ROW, 16)


def _write_legend(page: Page, catalogue: Catalogue) -> None:
    small = replace(SUBTITLE, size=9)
    first = at.FIRST_ACTOR_COLUMN
    page.text(at.LEVEL_LEGEND_ROW, at.ITEM_COLUMN, "Vurdering", small)
    words = [(choice.symbol, choice.label) for choice in catalogue.scale]
    words.append((catalogue.under_way.symbol, catalogue.under_way.label))
    levels = "     ".join(f"{symbol} {label}" for symbol, label in words)
    page.text(at.LEVEL_LEGEND_ROW, first, levels, replace(small, colour=LIGHT.ink))
    row = at.RELEVANCE_LEGEND_ROW
    page.text(row, at.ITEM_COLUMN, "Farve: relevans for aktøren (redaktionelt skøn)", small)
    shown = replace(GRID, size=9, down="center", wraps=False)
    page.text(row, first, "Relevant", replace(shown, fill=LIGHT.relevant))
    page.text(row, first + 1, "Kan være relevant", replace(shown, left=MAYBE_EDGE))
    page.text(row, first + 2, "Normalt ikke", replace(shown, right=None))
    page.height(at.LEVEL_LEGEND_ROW, 16)
    page.height(row, 16)


def _write_heading(
    page: Page, card: FilledCard, catalogue: Catalogue, places: Addresses, widths: _Widths
) -> None:
    page.text(at.PART_ROW, at.NUMBER_COLUMN, "Nr.", HEAD)
    page.text(at.PART_ROW, at.ITEM_COLUMN, "Konkret indsats", HEAD)
    part = replace(HEAD, size=9, is_bold=False, colour=LIGHT.muted)
    for column in card.columns:
        level, text = (places.column(column.id, which) for which in (Part.LEVEL, Part.TEXT))
        _write_actor(page, column, catalogue, level)
        page.text(at.PART_ROW, level, "Vurdering", replace(part, left=COLUMN_EDGE))
        page.text(at.PART_ROW, text, "Med egne ord", part)
    names = [lines(column.name, widths.level + widths.text) for column in card.columns]
    page.height(at.HEADING_ROW, points(1 + max(names, default=1)))
    page.height(at.PART_ROW, 16)


def _write_actor(page: Page, column: Column, catalogue: Catalogue, level: int) -> None:
    """The actor's kind and name, across its two cells."""
    heading = catalogue.words_by_kind[column.kind].heading
    look = Look(wraps=True, across="left", indent=1, left=COLUMN_EDGE, down="bottom")
    runs = [Run(f"{heading}\n", is_bold=True), Run(column.name, colour=LIGHT.muted)]
    page.runs(at.HEADING_ROW, level, runs, look)
    page.run_on(at.HEADING_ROW, level, level + 1)


def _write_bands(page: Page, catalogue: Catalogue, places: Addresses) -> None:
    """Drivers and fields, unmerged so that the answers' columns stay whole columns."""
    for driver in catalogue.drivers:
        name = f"Drivkraft {driver.number}: {driver.name}"
        _write_band(page, places, places.driver_rows[driver.id], name, DRIVER, 24)
        for field in driver.fields:
            name = f"{field.number}  {field.name}"
            _write_band(page, places, places.field_rows[field.id], name, FIELD, 19)


def _write_band(
    page: Page, places: Addresses, row: int, name: str, look: Look, height: float
) -> None:
    page.text(row, 1, name, look)
    for column in range(2, places.last_column + 1):
        page.blank(row, column, look)
    page.height(row, height)


def _write_items(
    page: Page,
    card: FilledCard,
    catalogue: Catalogue,
    places: Addresses,
    widths: _Widths,
    open_columns: frozenset[str],
) -> None:
    style_of = cache(partial(_style, catalogue, widths))
    for item in card.items:
        row = places.item_rows[item.id]
        _write_item(page, row, item)
        most = 0
        for actor_id, level_column in places.level_columns.items():
            answer = card.answer(item.id, actor_id)
            relevance = card.relevance[item.id, actor_id]
            is_open = actor_id in open_columns
            style = style_of(relevance, answer.value, answer.under_way, is_open)
            page.text(row, level_column, style.said, style.level)
            page.text(row, level_column + 1, answer.text, style.text)
            if carried := card.carried.get((item.id, actor_id)):
                page.note(row, level_column + 1, _carried(card, catalogue, carried))
            most = max(most, style.lines, lines(answer.text, widths.text, widths.size))
        page.blank(row, places.last_column + 1, PAST_THE_LAST)
        page.height(row, max(points(most, widths.size), _item_points(item)))


def _carried(card: FilledCard, catalogue: Catalogue, answer: Answer) -> str:
    """What the column said last and has not confirmed; a note, so that nobody reads it as an answer."""
    said = _said(catalogue, answer.value, answer.under_way).replace("\n", " ")
    told = "\n".join(part for part in (said, answer.text) if part)
    return f"Fra {card.carried_from}, ikke bekræftet:\n{told}"


def _write_item(page: Page, row: int, item: CardItem) -> None:
    page.text(row, at.NUMBER_COLUMN, item.number, replace(GRID, colour=LIGHT.muted))
    runs = [Run(item.title, is_bold=True)]
    if item.statement:
        runs.append(Run(f"\n{item.statement}", size=9, colour=LIGHT.muted))
    page.runs(row, at.ITEM_COLUMN, runs, GRID)


def _item_points(item: CardItem) -> float:
    title = lines(item.title, ITEM_WIDTH, is_bold=True)
    return points(title + 0.9 * lines(item.statement, ITEM_WIDTH, 9))


def _style(
    catalogue: Catalogue,
    widths: _Widths,
    relevance: Relevance,
    value: Value | None,
    under_way: bool,
    is_open: bool,
) -> _Style:
    """Relevance lies under both cells, the level's own colour over its level."""
    fill = LIGHT.relevant if relevance is Relevance.RELEVANT else None
    plain = replace(GRID, size=widths.size, fill=fill, right=None, is_open=is_open)
    edge = MAYBE_EDGE if relevance is Relevance.MAYBE else COLUMN_EDGE
    said = _said(catalogue, value, under_way)
    needed = lines(said, widths.level, widths.size, is_bold=True)
    return _Style(said, _level_look(replace(plain, left=edge), value), plain, needed)


def _level_look(empty: Look, value: Value | None) -> Look:
    if value is None:
        return empty
    if value in LEVELS:
        return replace(empty, is_bold=True, fill=LIGHT.fill(value), colour=LIGHT.text_on(value))
    dashes: Line = ("dashed", LIGHT.edge)
    return replace(empty, is_bold=True, fill=LIGHT.paper, right=dashes, top=dashes, bottom=dashes)


def _set_up(
    page: Page, card: FilledCard, places: Addresses, widths: _Widths, made_on: date
) -> None:
    sheet = page.sheet
    actors = [widths.level, widths.text] * len(card.columns)
    page.widths(NUMBER_WIDTH, ITEM_WIDTH, *actors, LEGEND_WIDTH)
    sheet.freeze_panes = f"{get_column_letter(at.FIRST_ACTOR_COLUMN)}{at.FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100 if len(card.columns) <= 8 else 85
    sheet.print_title_rows = f"{at.HEADING_ROW}:{at.PART_ROW}"
    sheet.print_title_cols = "A:B"
    sheet.print_area = f"A1:{get_column_letter(max(places.last_column, 5))}{places.last_row}"
    name = f"Indsatskort · {card.card.municipality} · {card.round.name}"
    page.set_up_print(name, made_on=made_on)
