"""The preview of a filled workbook of 20 columns that comes back, every other cell changed in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.big_card import big_card
from benchmarks.measuring import Row, median_ms
from indsatskort.catalogue.load import catalogue
from indsatskort.exchange.reading import read_file
from indsatskort.exchange.workbook import workbook
from indsatskort.imports import service as imports
from indsatskort.settings import settings

TIMES, MOST_MS = 5, 2_000.0


def rows() -> list[Row]:
    """From the sent bytes to the preview: reading in its own process, matching, comparing; in ms."""
    with big_card(is_filled=True) as card:
        filled = card.read()
        changed = {
            cell: replace(answer, text=answer.text + " Og mere.") if number % 2 else answer
            for number, (cell, answer) in enumerate(filled.answers.items())
        }
        made_at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
        sent = replace(filled, answers=changed)
        data = workbook([sent], catalogue(), made_at=made_at, key=settings().key)

        def keep() -> None:
            told = read_file(data)
            with card.store.writing() as tx:
                imports.keep_upload(tx, card.anna, "kort.xlsx", told)

        def preview() -> int:
            with card.store.reading() as tx:
                found = imports.read_preview(tx, card.anna)
            return len(found.changes) if found else 0

        reading, comparing = median_ms(keep, TIMES), median_ms(preview, TIMES)
        count = preview()
    both = reading + comparing
    return [
        Row(
            f"import preview, 20 columns × 49 items, {count} changes",
            f"{both:.0f} ms",
            f"{reading:.0f} ms is reading",
            figure=both,
            most=MOST_MS,
            aim="≤ 2 s",
        )
    ]
