"""A municipality's card: its columns, rounds, items and answers, as everything else reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeAlias

from indsatskort.catalogue.model import ActorKind, Relevance, Value

MAX_TEXT_LENGTH = 4_000  # characters in one answer
MAX_NAME_LENGTH = 80  # characters in the name of a column, a round, an alias


@dataclass(frozen=True, slots=True)
class Card:
    """A card belongs to one municipality. `revision` counts its changes; `contact` is who to ask;
    `keep_months` is how long it is kept after its last change, None where nobody has chosen."""

    id: str
    municipality: str
    title: str
    contact: str
    is_invented: bool
    revision: int
    created_at: datetime
    keep_months: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """An actor as it takes part in one round. `id` is the actor's and the same in all rounds."""

    id: str
    kind: ActorKind
    name: str


class RoundPurpose(StrEnum):
    """What a round is for: to see where one begins, where one is, and where one has come to."""

    BASELINE = "baseline"
    MIDWAY = "midway"
    END = "end"


@dataclass(frozen=True, slots=True)
class Round:
    """One time the card is filled in. `closes_on` is the date people were told; it closes nothing.

    With `carries_over` the answers of the round before stand beside the empty cells, to be confirmed.
    """

    id: str
    card_id: str
    number: int
    name: str
    opened_at: datetime
    closes_on: date | None = None
    closed_at: datetime | None = None
    purpose: RoundPurpose | None = None
    carries_over: bool = False

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class CardItem:
    """An item on a card: one of the 49, or the card's own (then `number` is "Egen")."""

    id: str
    field_id: str
    number: str
    title: str
    statement: str
    help: str | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What one actor has answered for one item in one round.

    `version` is 0 for a cell nobody has saved and grows by one with each save. `revision` is the
    card's revision at that save. For *opted_out* the text is the reason. `saved_by` is an alias, or
    empty when the author is gone; `is_proxy` says that a facilitator typed it for the column.
    """

    item_id: str
    actor_id: str
    value: Value | None = None
    under_way: bool = False
    text: str = ""
    version: int = 0
    revision: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""
    is_proxy: bool = False

    @property
    def is_empty(self) -> bool:
        """No value and no text."""
        return self.value is None and not self.text

    @property
    def level(self) -> int | None:
        return self.value.level if self.value else None


Cell: TypeAlias = tuple[str, str]
"""Item id and actor id."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: one cell of one round."""

    round_id: str
    item_id: str
    actor_id: str


@dataclass(frozen=True, eq=False)
class FilledCard:
    """One round of a card with everything in it: what pages, numbers and files are made from.

    A snapshot that never changes and equals only itself, so what is found out about it can be kept.

    `columns` stand in the card's own order (by kind as in the source, then as the facilitator set
    them). `items` stand in the card's order, own items after the 49 of their field. `relevance` has
    every cell; `answers` only those that were ever saved. `carried` has what the round before said in
    cells that nobody has saved in this one: a starting point to confirm, which counts for nothing.
    `carried_from` is that round's name.
    """

    card: Card
    round: Round
    columns: tuple[Column, ...]
    items: tuple[CardItem, ...]
    relevance: Mapping[Cell, Relevance]
    answers: Mapping[Cell, Answer]
    carried: Mapping[Cell, Answer] = field(default_factory=dict)
    carried_from: str = ""

    def answer(self, item_id: str, actor_id: str) -> Answer:
        """The answer of a cell; an empty one of version 0 when nobody has saved there."""
        return self.answers.get((item_id, actor_id)) or Answer(item_id, actor_id)

    @cached_property
    def column_by_id(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.columns}

    @cached_property
    def item_by_id(self) -> Mapping[str, CardItem]:
        return {item.id: item for item in self.items}

    @cached_property
    def standard_items(self) -> tuple[CardItem, ...]:
        """The 49. Own items are never mixed into their counts."""
        return tuple(item for item in self.items if not item.is_own)

    @cached_property
    def own_items(self) -> tuple[CardItem, ...]:
        return tuple(item for item in self.items if item.is_own)


class EventName(StrEnum):
    """What happened on a card, in the past tense."""

    CARD_CREATED = "CardCreated"
    CARD_DESCRIBED = "CardDescribed"
    KEEPING_CHOSEN = "KeepingChosen"
    ROUND_OPENED = "RoundOpened"
    ROUND_DESCRIBED = "RoundDescribed"
    ROUND_CLOSED = "RoundClosed"
    ROUND_REOPENED = "RoundReopened"
    ROUND_IMPORTED = "RoundImported"
    ROUND_IMPORT_UNDONE = "RoundImportUndone"
    COLUMN_ADDED = "ColumnAdded"
    COLUMN_RENAMED = "ColumnRenamed"
    COLUMNS_ORDERED = "ColumnsOrdered"
    COLUMN_REMOVED = "ColumnRemoved"
    COLUMN_RESTORED = "ColumnRestored"
    OWN_ITEM_ADDED = "OwnItemAdded"
    OWN_ITEM_WORDED = "OwnItemWorded"
    OWN_ITEM_REMOVED = "OwnItemRemoved"
    OWN_ITEM_RESTORED = "OwnItemRestored"
    RELEVANCE_SET = "RelevanceSet"
    ANSWER_SAVED = "AnswerSaved"
    TEXT_ERASED = "TextErased"
    ANSWERS_IMPORTED = "AnswersImported"
    IMPORT_UNDONE = "ImportUndone"
    WORKSHOP_PREPARED = "WorkshopPrepared"
    WORKSHOP_MOVED = "WorkshopMoved"
    WORKSHOP_MOVE_UNDONE = "WorkshopMoveUndone"
    VOTES_REVEALED = "VotesRevealed"
    REVEAL_UNDONE = "RevealUndone"
    RATING_GIVEN = "RatingGiven"
    DISCUSSION_ASKED = "DiscussionAsked"
    BALLOT_CAST = "BallotCast"
    ITEM_PLACED = "ItemPlaced"
    ITEM_PLACED_BY_SCRIBE = "ItemPlacedByScribe"
    SCREEN_LENT = "ScreenLent"
    AGREEMENT_WRITTEN = "AgreementWritten"
    CHOICES_MADE = "ChoicesMade"
    COMMENT_ADDED = "CommentAdded"
    COMMENT_RESOLVED = "CommentResolved"
    COMMENT_FLAGGED = "CommentFlagged"
    COMMENT_ERASED = "CommentErased"
    TOOLS_CHOSEN = "ToolsChosen"
    TOOL_CELL_SAVED = "ToolCellSaved"
    TOOL_TEXT_ERASED = "ToolTextErased"
    TOOLS_IMPORTED = "ToolsImported"
    TOOLS_IMPORT_UNDONE = "ToolsImportUndone"
    ACTION_ADDED = "ActionAdded"
    ACTION_WRITTEN = "ActionWritten"
    ACTION_MOVED = "ActionMoved"
    ACTION_STATUS_SET = "ActionStatusSet"
    ACTION_TASK_TICKED = "ActionTaskTicked"
    ACTION_FOLLOWED_UP = "ActionFollowedUp"
    ACTION_REMOVED = "ActionRemoved"
    ACTION_RESTORED = "ActionRestored"
    ACTION_VERSIONS_ERASED = "ActionVersionsErased"
    FOLLOW_UP_REMOVED = "FollowUpRemoved"
    FOLLOW_UP_DATE_SET = "FollowUpDateSet"
    FOLLOW_UP_MEETING_MOVED = "FollowUpMeetingMoved"
    ACTIVITY_WRITTEN = "ActivityWritten"
    ACTIVITY_REMOVED = "ActivityRemoved"
    ACTIVITY_WEEK_COPIED = "ActivityWeekCopied"
    ACTIVITY_PERIOD_SET = "ActivityPeriodSet"
    ACTIVITY_ROWS_IMPORTED = "ActivityRowsImported"


ABOUT_ANSWERS = frozenset(
    {
        EventName.ANSWER_SAVED,
        EventName.TEXT_ERASED,
        EventName.ANSWERS_IMPORTED,
        EventName.IMPORT_UNDONE,
    }
)
ABOUT_THE_MEETING = frozenset(
    {
        EventName.WORKSHOP_PREPARED,
        EventName.WORKSHOP_MOVED,
        EventName.WORKSHOP_MOVE_UNDONE,
        EventName.VOTES_REVEALED,
        EventName.REVEAL_UNDONE,
        EventName.RATING_GIVEN,
        EventName.DISCUSSION_ASKED,
        EventName.BALLOT_CAST,
        EventName.ITEM_PLACED,
        EventName.ITEM_PLACED_BY_SCRIBE,
        EventName.SCREEN_LENT,
        EventName.AGREEMENT_WRITTEN,
        EventName.CHOICES_MADE,
    }
)
ABOUT_COMMENTS = frozenset(
    {
        EventName.COMMENT_ADDED,
        EventName.COMMENT_RESOLVED,
        EventName.COMMENT_FLAGGED,
        EventName.COMMENT_ERASED,
    }
)
ABOUT_THE_TOOLS = frozenset(
    {
        EventName.TOOLS_CHOSEN,
        EventName.TOOL_CELL_SAVED,
        EventName.TOOL_TEXT_ERASED,
        EventName.TOOLS_IMPORTED,
        EventName.TOOLS_IMPORT_UNDONE,
    }
)
ABOUT_THE_PLAN = frozenset(
    {
        EventName.ACTION_ADDED,
        EventName.ACTION_WRITTEN,
        EventName.ACTION_MOVED,
        EventName.ACTION_STATUS_SET,
        EventName.ACTION_TASK_TICKED,
        EventName.ACTION_FOLLOWED_UP,
        EventName.ACTION_REMOVED,
        EventName.ACTION_RESTORED,
        EventName.ACTION_VERSIONS_ERASED,
        EventName.FOLLOW_UP_REMOVED,
        EventName.FOLLOW_UP_DATE_SET,
        EventName.FOLLOW_UP_MEETING_MOVED,
    }
)
ABOUT_ACTIVITIES = frozenset(
    {
        EventName.ACTIVITY_WRITTEN,
        EventName.ACTIVITY_REMOVED,
        EventName.ACTIVITY_WEEK_COPIED,
        EventName.ACTIVITY_PERIOD_SET,
        EventName.ACTIVITY_ROWS_IMPORTED,
    }
)
BESIDE_THE_STRUCTURE = (
    ABOUT_ANSWERS
    | ABOUT_COMMENTS
    | ABOUT_THE_MEETING
    | ABOUT_THE_PLAN
    | ABOUT_THE_TOOLS
    | ABOUT_ACTIVITIES
)
"""What leaves columns, rounds, items and relevance as they are."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a card's history, written in the same transaction as the change it tells of.

    `data` is what is needed to replay the change; `alias` is empty when the author is gone.
    """

    id: int
    card_id: str
    revision: int
    at: datetime
    name: EventName
    membership_id: str | None
    alias: str
    round_id: str | None
    item_id: str | None
    actor_id: str | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to stand in a cell."""

    value: Value | None = None
    under_way: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Saves by one person in one cell within ten minutes: one entry, one undo.

    `event_ids` are the saves it gathers, oldest first; `draft` is what stood after the last of them.
    `file_name` is the file it came from, if it came from one.
    """

    event_ids: tuple[int, ...]
    started_at: datetime
    at: datetime
    membership_id: str | None
    alias: str
    is_proxy: bool
    draft: Draft
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An own item as the settings show it: also one that was taken out of the round."""

    id: str
    field_id: str
    title: str
    statement: str
    is_taking_part: bool


@dataclass(frozen=True, slots=True)
class ColumnSetting:
    """A column as the settings show it: also one that was taken out of the round."""

    column: Column
    is_taking_part: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed on a card after a revision: the answers of one round, whether its columns, items,
    relevance or rounds did, whether the meeting, the plan or a companion tool did, and whether somebody
    commented."""

    revision: int
    answers: tuple[Answer, ...]
    is_structure_changed: bool
    is_meeting_changed: bool = False
    is_plan_changed: bool = False
    is_commented_on: bool = False
    is_tools_changed: bool = False
