"""People's text made safe for a cell: whole and readable, and never anything but text."""

from __future__ import annotations

import re
import unicodedata

# XML 1.0 cannot carry these at all; the rest of the product refuses them long before.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads "_x0041_" inside a string as "A"; the underscore written as its own code stays one.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED_UNDERSCORE = re.compile("_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)")
_STARTS_A_FORMULA = frozenset("=+-@\t")
# The blocks of Unicode whose letters run from right to left, and the invisible mark that does.
_MAY_RUN_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def possible(text: str) -> str:
    """The text as XML can hold it: line breaks as \\n, impossible characters replaced by �."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return joined if joined.isprintable() else _IMPOSSIBLE.sub("\ufffd", joined)


def inert(text: str) -> str:
    """The text as a cell can hold it: possible, and with nothing that Excel would unescape."""
    written = possible(text)
    return _LOOKS_ESCAPED.sub("_x005F_", written) if "_x" in written else written


def as_typed(written: str) -> str:
    """The text that `inert` was given, read back from a cell."""
    return _ESCAPED_UNDERSCORE.sub("_", written) if "_x" in written else written


def invites_a_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate the text if somebody retyped or pasted it."""
    return text[:1] in _STARTS_A_FORMULA


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Arabic, Hebrew)."""
    if text.isascii() or not _MAY_RUN_FROM_RIGHT.search(text):
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((d for d in directions if d in {"L", "R", "AL"}), "L") != "L"
