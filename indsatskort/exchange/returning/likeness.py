"""When two texts are the same to a person: capitals, spaces, signs, and small slips of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

_SIGNS = re.compile(r"[^\w]+")
LIKE_ENOUGH = 0.82  # of 1; below it two of the 49 items may be mistaken for each other
MEASURED = 200  # characters


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text in small letters, with single spaces instead of signs."""
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text[:600]).casefold()).strip()


def closest(text: str, among: Mapping[str, str]) -> str | None:
    """The value whose key, a plain text, is most like `text`; None when none is like enough."""
    asked = plain(text)[:MEASURED]
    if len(asked) < 4:
        return None
    best, found = LIKE_ENOUGH, None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    for key, value in among.items():
        matcher.set_seq1(key[:MEASURED])
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        if (ratio := matcher.ratio()) >= best:
            best, found = ratio, value
    return found
