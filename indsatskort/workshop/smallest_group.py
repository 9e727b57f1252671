"""What may be shown of own ratings and dots without giving a single person away.

Rule: at least 3 *people* behind every figure, never 3 dots. A column shows its own ratings from 3
raters; the room's total only when the columns held back have 3 raters together or none, for else
total minus the shown columns would give them away. Dots are shown from 3 ballots; per kind, and with
equal weight, only when every kind that voted has 3 ballots, unless a vote open per group was
announced before it began. A second showing is allowed when, since every earlier one, 0 or at least
3 people changed behind every figure shown both times, and nobody stands behind another figure.

Reason: people rate honestly when nobody can tell whose it was, and what two figures differ by is a
figure too. Unanimity cannot be hidden; the phone says so beforehand.
Source: CAF and SCIROCCO gather individual ratings before the common one; the threshold of 3 is our
own choice, as columns have 2 to 4 people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indsatskort.catalogue.model import LEVELS, ActorKind, Value
from indsatskort.danish import counted
from indsatskort.insight.numbers import LevelCounts

FEWEST = 3  # people behind a figure
THE_REST = ""  # those of the total that no shown group accounts for


@dataclass(frozen=True, slots=True)
class OwnRatings:
    """What people answered for themselves about one item: how many at each level, and *unknown*."""

    levels: LevelCounts = (0, 0, 0, 0)
    unknown: int = 0

    @property
    def raters(self) -> int:
        return sum(self.levels) + self.unknown


@dataclass(frozen=True, slots=True)
class ShownRatings:
    """What the room may see of one item: by column, and all of it when `room` is not None.

    `held_back` are the columns with 1 or 2 raters, and how many.
    """

    by_column: Mapping[str, OwnRatings]
    held_back: Mapping[str, int]
    room: OwnRatings | None


class DotsShown(StrEnum):
    """How much of a ballot round may be shown."""

    NOTHING = "nothing"
    TOTAL = "total"
    PER_KIND = "per_kind"


@dataclass(frozen=True, slots=True)
class Showing:
    """What one showing was made from, for comparing two of them.

    `answers` has each person's (or ballot's) group and content; `groups` are those that had a figure
    of their own; `is_total_known` says that the sum of all was shown, or follows from the groups.
    """

    answers: Mapping[str, tuple[str, object]]
    groups: frozenset[str]
    is_total_known: bool


def own_ratings(values: Iterable[Value]) -> OwnRatings:
    """Counts one item's own ratings; *opted out* is the column's to say and is not counted."""
    tally = Counter(values)
    nought, one, two, three = (tally[level] for level in LEVELS)
    return OwnRatings((nought, one, two, three), tally[Value.UNKNOWN])


def sum_of(ratings: Iterable[OwnRatings]) -> OwnRatings:
    """Several columns' own ratings together."""
    found = list(ratings)
    nought, one, two, three = (sum(each.levels[level] for each in found) for level in range(4))
    return OwnRatings((nought, one, two, three), sum(each.unknown for each in found))


def ratings_to_show(own: Mapping[str, OwnRatings]) -> ShownRatings:
    """From one item's own ratings by column, what may be shown."""
    held_back = {column: each.raters for column, each in own.items() if 0 < each.raters < FEWEST}
    return ShownRatings(
        by_column={column: each for column, each in own.items() if each.raters >= FEWEST},
        held_back=held_back,
        room=sum_of(own.values()) if _can_total(own, held_back) else None,
    )


def dots_to_show(ballots: Mapping[ActorKind, int], *, is_open_per_kind: bool = False) -> DotsShown:
    """From the number of ballots by kind, blank ones too; a kind with none did not vote."""
    voted = [count for count in ballots.values() if count]
    if not voted:
        return DotsShown.NOTHING
    if is_open_per_kind or min(voted) >= FEWEST:
        return DotsShown.PER_KIND
    return DotsShown.TOTAL if sum(voted) >= FEWEST else DotsShown.NOTHING


def showing_of_ratings(answers: Mapping[str, tuple[str, Value]]) -> Showing:
    """One item's own ratings as they are about to be shown: person → column and rating."""
    columns: dict[str, list[Value]] = {}
    for column, value in answers.values():
        columns.setdefault(column, []).append(value)
    shown = ratings_to_show({column: own_ratings(found) for column, found in columns.items()})
    return Showing(answers, frozenset(shown.by_column), shown.room is not None)


def showing_of_dots(
    ballots: Mapping[str, tuple[ActorKind, Mapping[str, int]]], *, is_open_per_kind: bool = False
) -> Showing:
    """A ballot round as it is about to be shown: ballot → kind and dots, blank ones too."""
    by_kind = Counter(kind for kind, _ in ballots.values())
    shown = dots_to_show(by_kind, is_open_per_kind=is_open_per_kind)
    return Showing(
        {ballot: (kind, dict(dots)) for ballot, (kind, dots) in ballots.items()},
        frozenset(by_kind) if shown is DotsShown.PER_KIND else frozenset(),
        is_total_known=shown is not DotsShown.NOTHING,
    )


def fewest_changed(now: Showing, earlier: Iterable[Showing]) -> int:
    """0 when the figures may be shown, else how few have changed since an earlier showing.

    Compared with every earlier showing of the same round, not with the last alone: people who go
    back to what they first answered would else be found by subtracting the first from the third.
    """
    return min(filter(None, (_given_away(before, now) for before in earlier)), default=0)


def held_back_sentence(raters: int) -> str:
    """For a column with too few raters: "Kun 2 personer. Vises fra 3." """
    return f"Kun {counted(raters, 'person', 'personer')}. Vises fra {FEWEST}."


def too_few_changed_sentence(people: int) -> str:
    """Why the new figures are not shown, with the two ways out."""
    return (
        f"Kun {people} har ændret siden sidst. Hold en ny runde, eller vis de tal, I allerede så."
    )


def _can_total(own: Mapping[str, OwnRatings], held_back: Mapping[str, int]) -> bool:
    hidden = sum(held_back.values())
    return any(each.raters for each in own.values()) and (not hidden or hidden >= FEWEST)


def _given_away(before: Showing, now: Showing) -> int:
    """0, or the number of changes that subtracting the two showings would tell too much about.

    People stand behind one figure each: their group's, or the rest of the total. Whoever came, went
    or answers differently has changed the figure. Someone who stands behind another figure than
    before ties the two together (the old total less a group shown now is the others), so then
    nothing is shown.
    """
    tally: Counter[str] = Counter()
    changes, is_tied = 0, False
    for person in before.answers.keys() | now.answers.keys():
        figures = {_figure(before, person), _figure(now, person)} - {None}
        is_tied = is_tied or len(figures) > 1
        if before.answers.get(person) != now.answers.get(person):
            changes += 1
            tally.update(figure for figure in figures if figure is not None)
    if is_tied:
        return max(1, changes)
    both = _figures(before) & _figures(now)
    return min((tally[each] for each in both if 0 < tally[each] < FEWEST), default=0)


def _figure(showing: Showing, person: str) -> str | None:
    """Which figure a person stands behind, if any."""
    if person not in showing.answers:
        return None
    group = showing.answers[person][0]
    if group in showing.groups:
        return group
    return THE_REST if showing.is_total_known else None


def _figures(showing: Showing) -> frozenset[str]:
    return showing.groups | ({THE_REST} if showing.is_total_known else frozenset())
