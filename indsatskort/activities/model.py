"""An activity with volunteers, as the register holds it; nobody is named in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

MAX_MINUTES = 720
MAX_RESIDENTS = 300
MAX_VOLUNTEERS = 100
MAX_TITLE_LENGTH = 80
SATURDAY = 5  # Monday is 0


class Category(StrEnum):
    """What was done, in the categories that the study behind the card counted."""

    INDOOR_SOCIAL = "indoor_social"
    CREATIVE = "creative"
    OUTDOOR_SOCIAL = "outdoor_social"
    PRACTICAL = "practical"
    EXERCISE = "exercise"
    OTHER = "other"


class Form(StrEnum):
    """Whether it was for several residents, for one, or not for residents at all."""

    SEVERAL = "several"
    INDIVIDUAL = "individual"
    NOT_RESIDENTS = "not_residents"


class Attachment(StrEnum):
    """Whom the volunteers belonged to."""

    CARE_HOME = "care_home"
    ASSOCIATION = "association"
    COMPANY = "company"
    MUNICIPALITY = "municipality"
    NONE = "none"


class Audience(StrEnum):
    """Whether it was mostly for women, mostly for men, or for both."""

    BOTH = "both"
    WOMEN = "women"
    MEN = "men"


class TimeOfDay(StrEnum):
    """When it began: before noon, before 17, or later."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


NOON, FIVE = time(12), time(17)


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What somebody says of an activity. `minutes` is how long it took, once for the whole group."""

    actor_id: str
    on: date
    starts_at: time
    title: str
    category: Category
    form: Form
    minutes: int
    residents: int
    volunteers: int
    has_staff: bool
    attachment: Attachment = Attachment.CARE_HOME
    audience: Audience = Audience.BOTH


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity that stands in the register; `version` grows with each correction."""

    id: str
    draft: ActivityDraft
    version: int

    @property
    def weekday(self) -> int:
        """0 is Monday, 6 is Sunday."""
        return self.draft.on.weekday()

    @property
    def is_weekend(self) -> bool:
        return self.weekday >= SATURDAY

    @property
    def time_of_day(self) -> TimeOfDay:
        starts = self.draft.starts_at
        if starts < NOON:
            return TimeOfDay.MORNING
        return TimeOfDay.AFTERNOON if starts < FIVE else TimeOfDay.EVENING


@dataclass(frozen=True, slots=True)
class RegistrationPeriod:
    """The days in which a card registers its activities, both included."""

    starts_on: date
    ends_on: date

    def has(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def monday_of(day: date) -> date:
    """The first day of the week that a day is in."""
    return day - timedelta(days=day.weekday())
