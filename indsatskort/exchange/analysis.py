"""The card as CSV for those who analyse: one row for each cell and round, as Danish Excel reads it.

UTF-8 with BOM, semicolons, CRLF. A text that a spreadsheet would calculate gets an apostrophe in
front, and so does one that begins with an apostrophe, so that taking the first one off gives the text.
`docs/csv.md` describes the columns.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import date_short
from indsatskort.exchange.whole import WholeCard
from indsatskort.exchange.workbook.inert import possible

MEDIA_TYPE = "text/csv; charset=utf-8"
COLUMNS = (
    "kommune",
    "runde_nr",
    "runde",
    "drivkraft",
    "felt",
    "indsats_nr",
    "indsats",
    "egen_indsats",
    "slags_aktør",
    "aktør",
    "relevans",
    "status",
    "niveau",
    "på_vej",
    "tekst",
    "gemt",
)
RELEVANCE_WORDS = {
    "relevant": "relevant",
    "maybe": "kan være relevant",
    "not_usual": "normalt ikke",
}
_CALCULATED = tuple("=+-@\t\r'＝＋－＠")


def analysis(whole: WholeCard, catalogue: Catalogue) -> bytes:
    """Every cell of every round, also the empty ones, in the card's order."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for filled in whole.rounds:
        for row in _rows(filled, catalogue):
            writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    written = possible(text)
    return f"'{written}" if written.startswith(_CALCULATED) else written


def _rows(filled: FilledCard, catalogue: Catalogue) -> Sequence[Sequence[str | int]]:
    rows = []
    for item in filled.items:
        driver = catalogue.driver_of(item.field_id)
        field = catalogue.field_by_id[item.field_id]
        for column in filled.columns:
            answer = filled.answer(item.id, column.id)
            status = (
                catalogue.choice_by_value[answer.value].label if answer.value else "Ikke udfyldt"
            )
            rows.append(
                (
                    filled.card.municipality,
                    filled.round.number,
                    filled.round.name,
                    f"{driver.number} {driver.name}",
                    f"{field.number} {field.name}",
                    item.number,
                    item.title,
                    "ja" if item.is_own else "nej",
                    catalogue.words_by_kind[column.kind].heading,
                    column.name,
                    RELEVANCE_WORDS[filled.relevance[item.id, column.id]],
                    status,
                    "" if answer.level is None else answer.level,
                    "ja" if answer.under_way else "nej",
                    answer.text,
                    date_short(answer.saved_at) if answer.saved_at else "",
                )
            )
    return rows
