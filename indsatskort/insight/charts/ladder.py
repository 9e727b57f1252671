"""The four levels as four fixed positions from left to right, with their heads above."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.insight.charts import canvas
from indsatskort.palette import Palette

HEAD = 58  # px: a symbol and up to two lines
X_RANGE = (-0.45, 3.45)  # levels stand at 0, 1, 2, 3
LONGEST_ON_ONE_LINE = 7  # characters of a head
LANE = 36  # px below the label


def head(catalogue: Catalogue, palette: Palette) -> list[canvas.Trace]:
    """Symbol and word of each level. The symbol is ink on the page's own colour."""
    choices = [catalogue.choice_by_value[value] for value in LEVELS]
    words = [_on_two_lines(canvas.inert(choice.label)) for choice in choices]
    x = [0.0, 1.0, 2.0, 3.0]
    symbols = [choice.symbol for choice in choices]
    return [
        canvas.texts(x, [9] * 4, symbols, position="middle center", color=palette.ink, size=17),
        canvas.texts(
            x, [18] * 4, words, position="bottom center", color=palette.ink, size=canvas.SMALL_SIZE
        ),
    ]


def _on_two_lines(words: str) -> str:
    return words if len(words) <= LONGEST_ON_ONE_LINE else words.replace(" ", "<br>", 1)


def tops(labels: Sequence[str]) -> list[float]:
    """Where each row begins, and at last where the figure ends."""
    found = [float(HEAD)]
    for label in labels:
        found.append(found[-1] + canvas.height_of(label) + LANE)
    return found


def lanes(labels: Sequence[str]) -> list[float]:
    """The y of each row's line."""
    return [
        top + canvas.height_of(label) + LANE / 2 - 2
        for top, label in zip(tops(labels), labels, strict=False)
    ]


def frame(labels: Sequence[str], palette: Palette) -> list[canvas.Trace]:
    """The rows' labels and pale lines, to be drawn under the data."""
    starts = tops(labels)
    x: list[float | None] = []
    y: list[float | None] = []
    for lane in lanes(labels):
        x += [0, 3, None]
        y += [lane, lane, None]
    words_at = [
        top + canvas.height_of(label) / 2 for top, label in zip(starts, labels, strict=False)
    ]
    left = [X_RANGE[0]] * len(labels)
    return [
        canvas.lines(x, y, palette.line, 1.5),
        canvas.texts(left, words_at, labels, position="middle right", color=palette.ink),
    ]
