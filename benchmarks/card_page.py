"""The server's time for `/kort` with 20 columns: reading the card and making its table."""

from __future__ import annotations

from benchmarks.big_card import BigCard, big_card
from benchmarks.measuring import Row, median_ms
from indsatskort.catalogue.load import catalogue
from indsatskort.ui.card_table import card_table

TIMES, MOST_MS = 21, 50.0


def rows() -> list[Row]:
    """Both forms, in ms; the card is read anew each time, as the page does."""
    with big_card(is_filled=True) as card:
        reading = median_ms(card.read, TIMES)
        texts, signs = (_drawn_ms(card, as_signs=as_signs) for as_signs in (False, True))
    what = "/kort, 20 columns × 49 items"
    read = f"{reading:.0f} ms is reading"
    return [
        Row(f"{what}, texts", f"{texts:.0f} ms", read, None, texts, MOST_MS, "≤ 50 ms"),
        Row(f"{what}, signs", f"{signs:.0f} ms", read, None, signs, MOST_MS, "≤ 50 ms"),
    ]


def _drawn_ms(card: BigCard, *, as_signs: bool) -> float:
    content = catalogue()
    drivers = {driver.id for driver in content.drivers}

    def draw() -> str:
        filled = card.read()
        columns = set(filled.column_by_id)
        return card_table(filled, content, drivers=drivers, columns=columns, as_signs=as_signs)

    return median_ms(draw, TIMES)
