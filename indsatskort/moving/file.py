"""The card as a JSON file: what it holds and what it may hold. `docs/json.md` describes it.

Ids in the file are the file's own (`column-1`, `round-1`), so that a card exported again from
another installation gives the same file. Nobody's own ratings, ballots, names or links are in it.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from indsatskort.activities.model import (
    MAX_MINUTES,
    MAX_RESIDENTS,
    MAX_TITLE_LENGTH,
    MAX_VOLUNTEERS,
    Attachment,
    Audience,
    Category,
    Form,
)
from indsatskort.cards.model import MAX_NAME_LENGTH, MAX_TEXT_LENGTH, RoundPurpose
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.plan.model import ActionStatus, AnchoringPhase, Barrier, ResidentValue, Rhythm
from indsatskort.workshop.model import ChoiceState

FORMAT: Final = "indsatskort"
VERSION: Final = 1
MOST_ROUNDS, MOST_PARTS = 100, 20_000

Id = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_.\-]+$")]
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME_LENGTH)]
Text = Annotated[str, Field(max_length=MAX_TEXT_LENGTH)]
Few = Field(max_length=500)
Many = Field(max_length=MOST_PARTS)


class Part(BaseModel):
    """A part of the file: nothing in it but what is named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CardPart(Part):
    """What the card is called, whom to ask, when it was made, and how long it is kept where it says so."""

    municipality: Name
    title: Name
    contact: Text
    created_at: AwareDatetime
    keep_months: int | None = Field(default=None, ge=1, le=600)


class ActorPart(Part):
    """An actor that has or had a column."""

    id: Id
    kind: ActorKind


class OwnItemPart(Part):
    """An item of the card's own, in a field."""

    id: Id
    field: Id


class ColumnPart(Part):
    """An actor's column in a round, in the card's order."""

    actor: Id
    name: Name
    is_taking_part: bool


class OwnWordingPart(Part):
    """An own item as it is worded in a round, in the card's order."""

    item: Id
    title: Name
    statement: Text
    is_taking_part: bool


class RelevancePart(Part):
    """Where a round's relevance differs from the default: for a kind of actor or for one actor."""

    item: Id
    scope: Id | Literal["municipality", "care_home", "association"]
    value: Relevance


class AnswerPart(Part):
    """One cell that somebody has filled in."""

    item: Id
    actor: Id
    value: Value | None
    under_way: bool
    text: Text
    saved_at: AwareDatetime
    is_proxy: bool


class ViewPart(Part):
    text: Text
    value: Value | None


class AgreementPart(Part):
    """What the room agreed on about an item; `other` is the second view where it did not."""

    item: Id
    text: Text
    value: Value | None
    other: ViewPart | None


class ChoicePart(Part):
    item: Id
    state: ChoiceState
    ambition: Value | None
    reason: Text


class RoundPart(Part):
    """One time the card was filled in."""

    name: Name
    opened_at: AwareDatetime
    closes_on: date | None
    closed_at: AwareDatetime | None
    purpose: RoundPurpose | None
    carries_over: bool
    columns: Annotated[tuple[ColumnPart, ...], Few]
    own_items: Annotated[tuple[OwnWordingPart, ...], Few]
    relevance: Annotated[tuple[RelevancePart, ...], Many]
    answers: Annotated[tuple[AnswerPart, ...], Many]
    agreements: Annotated[tuple[AgreementPart, ...], Few]
    choices: Annotated[tuple[ChoicePart, ...], Few]


class CommentPart(Part):
    """A remark on an item, without who wrote it."""

    item: Id
    actor: Id | None
    text: Text
    at: AwareDatetime
    is_flagged: bool
    is_resolved: bool


class NotePart(Part):
    """A note from following an action up, without who wrote it."""

    on: date
    status: ActionStatus
    text: Text
    at: AwareDatetime


class ActionPart(Part):
    """An action in the plan's order; after them those that were taken out of it."""

    item: Id | None
    what: Text
    why: Text
    values: tuple[ResidentValue, ...]
    lead: Text
    contributions: dict[Id, Text]
    first_step: Text
    first_step_on: date | None
    deadline: date | None
    sign: Text
    resources: Text
    barriers: tuple[Barrier, ...]
    barrier_note: Text
    phase: AnchoringPhase | None
    done_tasks: Annotated[tuple[Id, ...], Few]
    status: ActionStatus
    created_at: AwareDatetime
    finished_at: AwareDatetime | None
    notes: Annotated[tuple[NotePart, ...], Few]
    is_removed: bool = False


class ActivityPart(Part):
    """An activity in the register."""

    actor: Id
    on: date
    starts_at: time
    title: Annotated[str, Field(max_length=MAX_TITLE_LENGTH)]
    category: Category
    form: Form
    minutes: Annotated[int, Field(ge=1, le=MAX_MINUTES)]
    residents: Annotated[int, Field(ge=0, le=MAX_RESIDENTS)]
    volunteers: Annotated[int, Field(ge=0, le=MAX_VOLUNTEERS)]
    has_staff: bool
    attachment: Attachment
    audience: Audience


class PeriodPart(Part):
    """The days in which the card registers its activities, both included."""

    starts_on: date
    ends_on: date


class CardFile(Part):
    """The whole file."""

    format: Literal["indsatskort"]
    version: Literal[1]
    card: CardPart
    actors: Annotated[tuple[ActorPart, ...], Few]
    own_items: Annotated[tuple[OwnItemPart, ...], Few]
    rounds: Annotated[tuple[RoundPart, ...], Field(min_length=1, max_length=MOST_ROUNDS)]
    comments: Annotated[tuple[CommentPart, ...], Many]
    actions: Annotated[tuple[ActionPart, ...], Few]
    follow_up_dates: dict[Rhythm, date]
    activities: Annotated[tuple[ActivityPart, ...], Many]
    activity_period: PeriodPart | None
    tools: dict[Id, dict[Id, Text]] = {}
    """What stands in the sheets of the companion tools, by tool and cell."""
    shown_tools: Annotated[tuple[Id, ...], Few] | None = None
    """The tools that the card shows; None where nobody has chosen."""
