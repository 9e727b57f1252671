"""What the register of activities may honestly say: counts, shares of what was counted, and hints.

A share is always of the activities in sight. The figures of 2014 stand beside them as what three
municipalities had in six weeks, never as a target.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from indsatskort.activities.content import Hint
from indsatskort.activities.model import (
    Activity,
    Attachment,
    Audience,
    Category,
    Form,
    TimeOfDay,
)

Slug = TypeVar("Slug", bound=StrEnum)

FEWEST_FOR_HINTS = 5  # below that, a lack says nothing about a habit


@dataclass(frozen=True, slots=True)
class Register:
    """The figures of some activities. Every count is of activities; `residents` and `volunteers` are
    sums over those that were for residents, and over all."""

    count: int
    minutes: int
    by_category: Mapping[Category, int]
    by_form: Mapping[Form, int]
    by_weekday: tuple[int, ...]
    by_time: Mapping[TimeOfDay, int]
    by_attachment: Mapping[Attachment, int]
    by_audience: Mapping[Audience, int]
    by_actor: Mapping[str, int]
    for_residents: int
    residents: int
    volunteers: int
    with_staff: int
    in_weekend: int

    @property
    def residents_each(self) -> Fraction | None:
        """Residents to an activity that was for residents; None without any."""
        return Fraction(self.residents, self.for_residents) if self.for_residents else None

    @property
    def volunteers_each(self) -> Fraction | None:
        """Volunteers to an activity; None without any."""
        return Fraction(self.volunteers, self.count) if self.count else None


def register(activities: Sequence[Activity]) -> Register:
    """Count once; each of the `by_…` has every value, also those with 0."""
    for_residents = [each for each in activities if each.draft.form is not Form.NOT_RESIDENTS]
    weekdays = Counter(each.weekday for each in activities)
    return Register(
        count=len(activities),
        minutes=sum(each.draft.minutes for each in activities),
        by_category=_counts(Category, (each.draft.category for each in activities)),
        by_form=_counts(Form, (each.draft.form for each in activities)),
        by_weekday=tuple(weekdays[day] for day in range(7)),
        by_time=_counts(TimeOfDay, (each.time_of_day for each in activities)),
        by_attachment=_counts(Attachment, (each.draft.attachment for each in activities)),
        by_audience=_counts(Audience, (each.draft.audience for each in activities)),
        by_actor=Counter(each.draft.actor_id for each in activities),
        for_residents=len(for_residents),
        residents=sum(each.draft.residents for each in for_residents),
        volunteers=sum(each.draft.volunteers for each in activities),
        with_staff=sum(each.draft.has_staff for each in activities),
        in_weekend=sum(each.is_weekend for each in activities),
    )


def share(part: int, whole: int) -> int | None:
    """In whole per cent, halves up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def hints(found: Register) -> tuple[Hint, ...]:
    """What the group may talk about, in the order of `Hint`; none from fewer than five activities."""
    if found.count < FEWEST_FOR_HINTS:
        return ()
    audience = found.by_audience
    lacks = {
        Hint.NO_WEEKEND: not found.in_weekend,
        Hint.NO_EVENING: not found.by_time[TimeOfDay.EVENING],
        Hint.WOMEN_ALONE: bool(audience[Audience.WOMEN]) and not audience[Audience.MEN],
        Hint.NO_INDIVIDUAL: not found.by_form[Form.INDIVIDUAL],
        Hint.NO_OUTDOOR: not found.by_category[Category.OUTDOOR_SOCIAL],
    }
    return tuple(hint for hint in Hint if lacks[hint])


def _counts(slugs: type[Slug], found: Iterable[Slug]) -> Mapping[Slug, int]:
    counted = Counter(found)
    return {slug: counted[slug] for slug in slugs}
