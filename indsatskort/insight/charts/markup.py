"""Small pieces of safe HTML that several pictures share: symbols, tiles, keys, hidden words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from indsatskort.cards.model import Answer
from indsatskort.catalogue.model import LEVELS, Catalogue, Value

SIGNS = {value: f"s{level}" for level, value in enumerate(LEVELS)} | {
    Value.UNKNOWN: "su",
    Value.OPTED_OUT: "so",
}
EMPTY_WORD = "Ikke udfyldt"
FROM_THE_TOP = (*reversed(LEVELS), Value.UNKNOWN, Value.OPTED_OUT, None)
"""The order of keys and bars: ● first, then what is no level."""


def text(words: str) -> str:
    """Anybody's words as inert markup."""
    return escape(words, quote=True)


def hidden(words: str) -> str:
    """Words for those who listen."""
    return f'<span class="vh">{text(words)}</span>'


def symbol(value: Value) -> str:
    """The symbol, drawn by the page's stylesheet as ink on a round plate of the page's colour."""
    return f'<span class="sym {SIGNS[value]}" aria-hidden="true"></span>'


def tile(value: Value | None, marks: str = "") -> str:
    """A square with the symbol; an empty frame for None. `marks` are further class names."""
    name = SIGNS[value] if value else "none"
    return (
        f'<span class="{f"ch-tile {name} {marks}".strip()}">{symbol(value) if value else ""}</span>'
    )


def answer_tile(answer: Answer, catalogue: Catalogue) -> str:
    """The tile of an answer with its word hidden: folded when a level has no text, ▲ when under way."""
    is_bare = answer.level is not None and not answer.text
    marks = "ch-bare " * is_bare + "ch-up" * answer.under_way
    words = word(answer.value, catalogue) + ", uden tekst" * is_bare
    if answer.under_way:
        words += f", {catalogue.under_way.label.lower()}"
    return tile(answer.value, marks.strip()) + hidden(words)


def word(value: Value | None, catalogue: Catalogue) -> str:
    """The value's label; "Ikke udfyldt" for None."""
    return catalogue.choice_by_value[value].label if value else EMPTY_WORD


def key(catalogue: Catalogue, values: Sequence[Value | None], of: str) -> str:
    """A legend of swatches for "bars" (hatched, grey) or of "tiles" (dashed outlines)."""
    entries = "".join(
        f"<span>{tile(value)}{text(word(value, catalogue))}</span>" for value in values
    )
    return f'<div class="ch-key ch-key-{of}" aria-hidden="true">{entries}</div>'
