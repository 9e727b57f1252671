"""What the invented municipality did between its two rounds: choices, actions, follow-ups, activities.

`data/demo_year.yaml` says it; it is done by the use cases that everybody else has, at the time it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field as Rule

from indsatskort.access.model import Who
from indsatskort.activities import service as activities
from indsatskort.activities.model import (
    ActivityDraft,
    Attachment,
    Audience,
    Category,
    Form,
    RegistrationPeriod,
)
from indsatskort.cards import service as cards
from indsatskort.cards.demo_content import Day
from indsatskort.catalogue.checking import check
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import DATA
from indsatskort.catalogue.model import Value
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionStatus, ActionText, AnchoringPhase, Barrier, ResidentValue
from indsatskort.store import Transaction
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState

FILE = "demo_year.yaml"
WEEK = timedelta(days=7)


class YearChoice(Part):
    item: Text
    state: ChoiceState
    ambition: Value | None = None
    reason: Text


class YearFollowUp(Part):
    on: Day
    status: ActionStatus
    text: Text


class YearAction(Part):
    item: Text
    what: Text
    why: Text
    values: tuple[ResidentValue, ...]
    lead: Text
    contributions: dict[str, Text]
    first_step: Text
    first_step_on: Day
    deadline: Day
    sign: Text
    barriers: tuple[Barrier, ...] = ()
    barrier_note: str = ""
    phase: AnchoringPhase | None = None
    done_tasks: tuple[str, ...] = ()
    follow_ups: Annotated[tuple[YearFollowUp, ...], Rule(min_length=1)]


class YearPeriod(Part):
    starts_on: Day
    ends_on: Day


class YearWeekly(Part):
    home: Text
    weekday: Annotated[int, Rule(ge=1, le=7)]
    starts_at: time
    title: Text
    category: Category
    minutes: int
    residents: int
    volunteers: int
    has_staff: bool = False
    attachment: Attachment = Attachment.CARE_HOME
    audience: Audience = Audience.BOTH
    first: int = 1


class YearFile(Part):
    round: Text
    chosen_on: Day
    choices: tuple[YearChoice, ...]
    actions: tuple[YearAction, ...]
    period: YearPeriod
    weekly: tuple[YearWeekly, ...]


def read_year() -> YearFile:
    """The year in the file. Raises ContentError with every fault of its shape."""
    content, faults = read_yaml(DATA / FILE)
    year, misshapen = check(YearFile, content, FILE)
    if year is None:
        raise ContentError([*faults, *misshapen])
    return year


class Year:
    """Told round by round while the card is made, so that its history stands in the order of time."""

    def __init__(self) -> None:
        self._year = read_year()
        self._actions: list[tuple[str, YearAction]] = []

    def filled(
        self, tx: Transaction, who: Who, actor_ids: Mapping[str, str], round_name: str
    ) -> None:
        """The answers of a round stand; in the first one they choose and make their plan."""
        if round_name != self._year.round:
            _register(tx, who, actor_ids, self._year)
            return
        at = _at(tx, self._year.chosen_on)
        chosen = [
            Choice(each.item, each.state, each.ambition, each.reason) for each in self._year.choices
        ]
        deciding.choose(at, who, cards.read_round(at, who).id, chosen)
        for told in self._year.actions:
            action = plan.add_action(at, who, _text(told, actor_ids))
            self._actions.append((action.id, told))

    def closed(self, tx: Transaction, who: Who) -> None:
        """What happened to the plan after the first round, in the order of time."""
        happened = [
            (note.on, action_id, told, note)
            for action_id, told in self._actions
            for note in told.follow_ups
        ]
        for day, action_id, told, note in sorted(happened, key=lambda each: each[0]):
            plan.follow_up(_at(tx, day), who, action_id, note.text, status=note.status)
            if note is told.follow_ups[-1]:
                for task in told.done_tasks:
                    plan.tick_task(_at(tx, day), who, action_id, task, is_done=True)
        self._actions.clear()


def _text(told: YearAction, actor_ids: Mapping[str, str]) -> ActionText:
    return ActionText(
        what=told.what,
        item_id=told.item,
        why=told.why,
        values=told.values,
        lead=told.lead,
        contributions={actor_ids[key]: words for key, words in told.contributions.items()},
        first_step=told.first_step,
        first_step_on=told.first_step_on,
        deadline=told.deadline,
        sign=told.sign,
        barriers=told.barriers,
        barrier_note=told.barrier_note,
        phase=told.phase,
    )


def _register(tx: Transaction, who: Who, actor_ids: Mapping[str, str], year: YearFile) -> None:
    period = RegistrationPeriod(year.period.starts_on, year.period.ends_on)
    at = _at(tx, period.ends_on)
    activities.set_period(at, who, period.starts_on, period.ends_on)
    drafts = [
        draft for weekly in year.weekly for draft in _weeks(weekly, actor_ids[weekly.home], period)
    ]
    activities.import_activities(at, who, drafts)


def _weeks(
    weekly: YearWeekly, actor_id: str, period: RegistrationPeriod
) -> Iterator[ActivityDraft]:
    day = period.starts_on + timedelta(days=weekly.weekday - 1) + (weekly.first - 1) * WEEK
    while period.has(day):
        yield ActivityDraft(
            actor_id=actor_id,
            on=day,
            starts_at=weekly.starts_at,
            title=weekly.title,
            category=weekly.category,
            form=Form.SEVERAL if weekly.residents > 1 else Form.INDIVIDUAL,
            minutes=weekly.minutes,
            residents=weekly.residents,
            volunteers=weekly.volunteers,
            has_staff=weekly.has_staff,
            attachment=weekly.attachment,
            audience=weekly.audience,
        )
        day += WEEK


def _at(tx: Transaction, day: date) -> Transaction:
    """The same transaction, told as if it were noon on a day."""
    return replace(tx, at=datetime.combine(day, time(12), UTC))
