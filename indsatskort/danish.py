"""Numbers, dates, lists and alphabetical order as Danes write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

TIMEZONE = ZoneInfo("Europe/Copenhagen")
LOCALE = "da"

# æ, ø and å close the alphabet: the three signs that follow z in ASCII stand in for them.
_LETTERS = str.maketrans(
    {"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|", "ü": "y", "œ": "|", "ð": "d", "ß": "ss"}
)

SortKey: TypeAlias = tuple[str, tuple[bool, ...], str]


@lru_cache(maxsize=4096)
def num(number: float) -> str:
    """3478 is "3.478", 9.4 is "9,4"; at most three decimals."""
    return format_decimal(number, locale=LOCALE)


def counted(number: int, one: str, many: str) -> str:
    """The number with its noun: "1 felt", "2 felter", "0 felter"."""
    return f"{num(number)} {one if number == 1 else many}"


def local(moment: datetime) -> datetime:
    """The moment on a Danish clock. Raises ValueError when it does not know its own time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be placed on a clock")
    return moment.astimezone(TIMEZONE)


def date_text(day: date) -> str:
    """ "21. november 2026", for running text. A datetime is read on the Danish clock."""
    return format_date(_day(day), "d. MMMM y", locale=LOCALE)


def date_short(day: date) -> str:
    """ "01.02.2026", for tables: two digits, so that columns line up."""
    return format_date(_day(day), "dd.MM.y", locale=LOCALE)


def time_text(moment: datetime) -> str:
    """ "kl. 9.30" on the Danish clock."""
    return "kl. " + format_time(local(moment), "H.mm", tzinfo=TIMEZONE, locale=LOCALE)


def _day(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def join_words(words: Iterable[str]) -> str:
    """ "Anna, Bo og Carla"; no words give an empty text."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} og {last}" if first else last


def sort_key(text: str) -> SortKey:
    """A key that puts names in Danish alphabetical order (Retskrivningsordbogen § 4).

    æ, ø, å stand last; aa counts as å in words that begin with a capital (Aabenraa, but not
    ekstraarbejde); accents are ignored. When all else is equal å stands before aa, and capitals
    before small letters.
    """
    words = unicodedata.normalize("NFC", text).split(" ")
    letters = "".join(_with_long_a(word) for word in words)
    spelt_aa = tuple(sign == "\0" for sign in letters if sign in "å\0")
    plain = letters.replace("\0", "å").translate(_LETTERS)
    return _without_accents(plain), spelt_aa, text


def _with_long_a(word: str) -> str:
    """The word in small letters after a space, with NUL for each aa that sounds like å."""
    small = word.lower()
    return " " + (small.replace("aa", "\0") if word[:1].isupper() else small)


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
