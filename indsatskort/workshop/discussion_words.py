"""One Danish sentence for every reason on the discussion list. Names are participants' text."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.danish import counted, join_words

MOST_NAMED = 3  # columns; more are counted

LIST_IS_FULL = "Listen har allerede tolv."


def driver_is_full(number: int) -> str:
    return f"Drivkraft {number} har allerede tre."


def disagreement(distance: int, one: Sequence[str], other: Sequence[str]) -> str:
    """ "3 trin mellem Kommunen og Ældre Sagen." """
    if len(one) == len(other) == 1:
        return f"{distance} trin mellem {one[0]} og {other[0]}."
    return f"{distance} trin mellem de yderste: {_named(one)} over for {_named(other)}."


def split(names: Sequence[str]) -> str:
    """ "Solgården er delt." Several are each divided, not from one another."""
    return f"{names[0]} er delt." if len(names) == 1 else f"{_named(names)} er hver især delte."


def raised(people: int) -> str:
    if people == 1:
        return "Rejst af en deltager."
    return f"{people} deltagere har bedt om at tale om den."


def gap(names: Sequence[str]) -> str:
    """ "Røde Kors har ikke svaret." """
    return f"{_named(names)} har ikke svaret."


def unknown_cells(names: Sequence[str]) -> str:
    return f"{_named(names)} svarer »ved ikke«."


def unknown_in_room(unknown: int, raters: int) -> str:
    """ "3 af 9 i rummet svarer »ved ikke«." """
    return f"{unknown} af {raters} i rummet svarer »ved ikke«."


def unknown_among_shown(unknown: int, raters: int) -> str:
    """For when small columns are held back, so that the room's own total cannot be told."""
    return f"{unknown} af de {raters} viste svar er »ved ikke«."


def one_carrier(name: str) -> str:
    return f"Båret af én: {name}."


def _named(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return counted(len(names), "kolonne", "kolonner")
    return join_words(names)
