"""The level that words in a cell name, in any case, with or without the symbol, in Danish or English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from indsatskort.catalogue.model import Catalogue, Value
from indsatskort.exchange.returning.likeness import plain

NOTHING = frozenset({"", "-", "–", "—"})  # the printed example writes a dash where nobody answered
_ENGLISH: Mapping[str, Value] = {
    "not started": Value.NOT_STARTED,
    "partly": Value.PARTLY,
    "partially": Value.PARTLY,
    "established": Value.ESTABLISHED,
    "fixed practice": Value.ESTABLISHED,
    "don t know": Value.UNKNOWN,
    "unknown": Value.UNKNOWN,
    "opted out": Value.OPTED_OUT,
    "fravalgt": Value.OPTED_OUT,
}
_UNDER_WAY = ("på vej", "under way")
_SPLIT = re.compile(r"\s*(?:[:;.,–—\n]|\s-\s)\s*")


def level(said: str, catalogue: Catalogue) -> tuple[Value | None, bool] | None:
    """Value and *under way*; (None, False) for nothing, (None, True) for *under way* alone, None for
    words that name no level."""
    if said.strip() in NOTHING:
        return None, False
    symbols, flag = _symbols(catalogue), catalogue.under_way.symbol
    words = plain(said)
    is_begun = flag in said
    for phrase in _UNDER_WAY:
        if words == phrase or words.endswith(f" {phrase}"):
            is_begun, words = True, words.removesuffix(phrase).strip()
    if words in _words(catalogue):
        return _words(catalogue)[words], is_begun
    alone = said.replace(flag, "").strip()
    alone = alone if not is_begun else re.sub(r"(?i)\s*(på vej|under way)\s*$", "", alone)
    if not words and alone in symbols:
        return symbols[alone], is_begun
    return (None, True) if is_begun and not words and not alone else None


def level_and_text(said: str, catalogue: Catalogue) -> tuple[Value | None, bool, str]:
    """A cell that holds both, as in the printed example: "Ad hoc. Vi gør det om sommeren."."""
    if (whole := level(said, catalogue)) and (whole[0] or whole == (None, False)):
        return *whole, ""
    if parted := _SPLIT.search(said):
        first = level(said[: parted.start()], catalogue)
        if first and first[0]:
            return *first, said[parted.end() :].strip()
    return None, False, said


@cache
def _words_of(labels: tuple[tuple[str, Value], ...]) -> Mapping[str, Value]:
    return {**_ENGLISH, **{plain(label): value for label, value in labels}}


def _words(catalogue: Catalogue) -> Mapping[str, Value]:
    return _words_of(tuple((choice.label, choice.value) for choice in catalogue.scale))


def _symbols(catalogue: Catalogue) -> Mapping[str, Value]:
    return {choice.symbol: choice.value for choice in catalogue.scale}
