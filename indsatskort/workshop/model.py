"""The meeting: its programme, where it stands, and what people contribute in it.

`Workshop` is the whole state machine in one record. It is moved by the pure functions of `moves.py`,
stored as one document, and every screen is a function of it and of what people have contributed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from indsatskort.catalogue.model import Value
from indsatskort.workshop.clock import Clock


class WorkshopState(StrEnum):
    """A workshop is prepared, held, over; a facilitator can take it up again."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What the room does in a step."""

    WELCOME = "welcome"
    FILL = "fill"
    TENSION = "tension"
    TOOL = "tool"
    CARD = "card"
    DISCUSS = "discuss"
    BREAK = "break"
    VOTE = "vote"
    EFFECT = "effect"
    CHOOSE = "choose"
    ACTIONS = "actions"
    CLOSE = "close"


class StepStatus(StrEnum):
    """Where a step stands; exactly one is current while the workshop runs."""

    TODO = "todo"
    CURRENT = "current"
    DONE = "done"
    LEFT_OUT = "left_out"


class Phase(StrEnum):
    """Where the room is inside a step. Steps without phases of their own are `PLAIN`."""

    PLAIN = "plain"
    LISTED = "listed"  # the discussion list is on the table, before its first item
    SILENT = "silent"
    SHOWN = "shown"
    TALK = "talk"
    WRITE = "write"
    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    HIDDEN_AGAIN = "hidden_again"
    PLACING = "placing"
    PLACED = "placed"
    DRAFTING = "drafting"
    CONFIRMED = "confirmed"


class Aside(StrEnum):
    """What the big screen can show for a moment in place of the step, while the room stays in it."""

    CARD = "card"
    LIST = "list"
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the programme. `planned_s` is the time it was given, prolongations included.

    `tool` is the companion tool that the room fills in meanwhile, by slug; "" for none.
    """

    id: str
    kind: StepKind
    title: str
    planned_s: int
    status: StepStatus = StepStatus.TODO
    tool: str = ""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item to discuss, with the sentences that say why; they are a snapshot.

    `public_reasons` are those that may stand on the big screen: no count of fewer than three people.
    """

    item_id: str
    reasons: tuple[str, ...] = ()
    public_reasons: tuple[str, ...] = ()
    is_added_by_hand: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class VoteSettings:
    """The rules of a ballot round, frozen when it opens."""

    dots: int = 5
    most_per_item: int = 2
    is_whole_card: bool = False
    is_open_per_kind: bool = False


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the meeting is. `version` grows with each facilitator's command.

    `discussed` is the place in `listed` (0 for the first); `revealed` are the items whose own ratings
    the room has seen; `ballot_round` counts from 1; `hidden_again_at` is when a reveal was taken back;
    `entered_at` is when the current step began; `item_minutes` is what the item under discussion was
    given when it began; `aside` is on the big screen instead of the step, None nearly always.
    """

    id: str
    card_id: str
    round_id: str
    version: int
    state: WorkshopState
    steps: tuple[Step, ...]
    phase: Phase = Phase.PLAIN
    clock: Clock = field(default_factory=Clock)
    is_silence_on: bool = True
    listed: tuple[ListedItem, ...] = ()
    left_off_list: tuple[ListedItem, ...] = ()
    discussed: int = 0
    revealed: frozenset[str] = frozenset()
    vote: VoteSettings = VoteSettings()
    ballot_round: int = 1
    hidden_again_at: datetime | None = None
    offered: tuple[str, ...] = ()
    started_at: datetime | None = None
    entered_at: datetime | None = None
    item_minutes: int = 15
    aside: Aside | None = None

    @property
    def step(self) -> Step | None:
        """The current step; None before the start and after the end."""
        return next((each for each in self.steps if each.status is StepStatus.CURRENT), None)

    @property
    def place(self) -> str:
        """Names where the room is: a move changes it; rules, minutes and the list do not."""
        step = self.step.id if self.step else ""
        return f"{self.state}-{step}-{self.phase}-{self.item_id}-{self.ballot_round}"

    @property
    def item_id(self) -> str | None:
        """The item under discussion, in the phases that have one."""
        has_one = self.phase in {Phase.SILENT, Phase.SHOWN, Phase.TALK, Phase.WRITE}
        return self.listed[self.discussed].item_id if has_one and self.listed else None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room, as facilitators see them. `actor_id` is None outside the columns."""

    membership_id: str
    alias: str
    actor_id: str | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's own rating of an item for their column; shown to others only in sums."""

    item_id: str
    actor_id: str
    membership_id: str
    value: Value


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's dots in one ballot round. `paper` numbers those typed by a facilitator."""

    id: str
    ballot_round: int
    membership_id: str | None
    actor_id: str
    dots: Mapping[str, int]
    is_finished: bool
    version: int
    paper: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one person puts an item: effect and ease, 1 to 4."""

    item_id: str
    membership_id: str
    effect: int
    ease: int


@dataclass(frozen=True, slots=True)
class View:
    """One of the two views of an item on which the room does not agree."""

    text: str = ""
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the room agreed on about an item in a round, or both views when it sees it differently."""

    item_id: str
    text: str = ""
    value: Value | None = None
    is_split: bool = False
    other: View = View()
    version: int = 0


class ChoiceState(StrEnum):
    """What became of an item when the room chose."""

    CHOSEN = "chosen"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Choice:
    """An item the room has chosen, with what is good enough and why; or parked, with the reason."""

    item_id: str
    state: ChoiceState
    ambition: Value | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on an item that does not belong in the answer.

    `actor_id` is the author's column, None for facilitators; `membership_id` is None and `alias` empty
    when the author is gone. *Flagged* asks to have the item taken up at the meeting. An erased one
    has no text.
    """

    id: str
    item_id: str
    membership_id: str | None
    actor_id: str | None
    alias: str
    text: str
    at: datetime
    is_flagged: bool = False
    is_resolved: bool = False

    @property
    def is_erased(self) -> bool:
        return not self.text

    @property
    def asks_for_talk(self) -> bool:
        """Whether it still asks to have its item talked about."""
        return self.is_flagged and not self.is_resolved and not self.is_erased
