"""How high a row must be so that no line of wrapped text is cut.

Neither Excel nor LibreOffice tells us how wide a text is, so it is measured with the widths of
Arial's letters and a little to spare. Column widths are in characters, sizes and heights in points.
"""

from __future__ import annotations

from functools import lru_cache

MAX_ROW_POINTS = 409.0  # Excel's own limit for a row
_POINTS_PER_CHARACTER = 5.25  # of column width: a digit of Arial 10 on the screen
_MARGIN_POINTS = 10.0  # the cell's own margins and an indent
_PADDING_POINTS = 5.0
_LINE = 1.24  # height of a line over the size of its letters
_TO_SPARE = 1.08  # screens round the widths of letters up
_MEASURED_CHARACTERS = 3_000  # more never fits the highest row
# Advance widths of Arial in thousandths of its size, for the letters that differ from a digit.
_DIGIT = 556
_WIDTHS = {
    "ijl": 222,
    "'!,./:;I[]\\ft": 278,
    "()-`r": 333,
    "cksvxyzJ*": 500,
    "+<=>~": 584,
    "FTZø": 611,
    "ABEKPSVXYÅ&": 667,
    "CDHNRUw": 722,
    "GOQØ": 778,
    "Mm": 833,
    "%æ": 889,
    "W": 944,
    "Æ@": 1000,
}
_OTHERS = 1000  # signs outside Latin-1: symbols, emoji, other scripts
_UNIT = 4  # widths are kept in bytes, so that summing them costs next to nothing


def _table() -> bytes:
    widths = [_DIGIT] * 256
    for letters, width in _WIDTHS.items():
        for letter in letters:
            widths[ord(letter)] = width
    widths[0] = _OTHERS
    units = [width // _UNIT for width in widths]
    units[ord(" ")] = _SPACE
    return bytes(units)


_SPACE = 278 // _UNIT + 1  # a width of its own, so that measured text can be split at spaces
_BYTE_WIDTHS = _table()
_SPACE_BYTE = bytes([_SPACE])


def lines(text: str, width: float, size: float = 10, *, is_bold: bool = False) -> int:
    """Lines that `text` takes in a column `width` characters wide; 0 for no text."""
    if not text:
        return 0
    weight = _TO_SPARE * (1.08 if is_bold else 1.0)
    room = (width * _POINTS_PER_CHARACTER - _MARGIN_POINTS) * 1000 / (size * _UNIT * weight)
    paragraphs = text[:_MEASURED_CHARACTERS].split("\n")
    return sum([_wrapped(_measured(paragraph), room) for paragraph in paragraphs])


def points(line_count: float, size: float = 10) -> float:
    """The height in points of a row with so many lines, never above what Excel allows."""
    return min(round(line_count * size * _LINE + _PADDING_POINTS, 1), MAX_ROW_POINTS)


def _measured(paragraph: str) -> bytes:
    """The width of each letter, in units of its own."""
    try:
        return paragraph.encode("latin-1").translate(_BYTE_WIDTHS)
    except UnicodeEncodeError:
        marked = "".join([letter if letter < "\u0100" else "\0" for letter in paragraph])
        return marked.encode("latin-1").translate(_BYTE_WIDTHS)


_word_width = lru_cache(maxsize=8192)(sum)  # many cells use the same words


def _wrapped(measured: bytes, room: float) -> int:
    """Lines of one paragraph, broken between words, and inside a word that is too long."""
    if sum(measured) <= room:
        return 1
    count, used = 1, 0.0
    for length in map(_word_width, measured.split(_SPACE_BYTE)):
        before, used = used, used + length
        if used > room:
            count += (before > 0) + int(length // room)
            used = length % room
        used += _SPACE
    return count
