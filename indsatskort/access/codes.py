"""Short codes that people read aloud and type: eight characters in two groups, without look-alikes."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 and O, no 1, I and L
LENGTH = 8


def new_code() -> str:
    """A code as it is stored: eight capitals and figures, some 39 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """A code as it is shown: `K7MP 4XWR`."""
    return f"{code[:4]} {code[4:]}"


def as_typed(text: str) -> str | None:
    """The code that somebody typed, whatever the case, spaces and hyphens; None if it is none."""
    code = "".join(mark for mark in text.upper() if mark not in " -\u2010\u2011\u2013")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
