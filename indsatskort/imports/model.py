"""What a file would change on a card, before anybody has said yes, and the imports that were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indsatskort.cards.model import Answer, Cell, Draft, FilledCard
from indsatskort.errors import Fault
from indsatskort.exchange.returning.model import Complaint, Guess


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody has sent and not saved yet. `told` is what it holds; `fault` why it could
    not be read."""

    id: str
    file_name: str
    at: datetime
    told: str
    fault: Fault | None


class ChangeKind(StrEnum):
    """What a cell of the file would do to the card."""

    NEW = "new"
    CHANGED = "changed"
    CLEARED = "cleared"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell where the file says something else than the card. `current` is what stands on the card;
    for a *conflict* somebody saved it after the file was made, or nobody knows whether; `joined` is then
    both in one, where the card can hold that."""

    kind: ChangeKind
    draft: Draft
    current: Answer
    address: str
    guesses: frozenset[str]
    joined: Draft | None = None

    @property
    def cell(self) -> Cell:
        return self.current.item_id, self.current.actor_id


class Origin(StrEnum):
    """Where a file comes from, as far as its stamp says."""

    THIS_ROUND = "this_round"
    ANOTHER_ROUND = "another_round"
    ANOTHER_CARD = "another_card"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Preview:
    """What saving a file would do. `not_allowed` counts the changes in columns that are not one's own,
    by actor; `others_since` counts cells that changed on the card and not in the file; `answer_count`
    is all that the file says, wherever the card says the same."""

    upload: Upload
    card: FilledCard
    origin: Origin
    sheet: str
    changes: tuple[Change, ...]
    unchanged: int
    others_since: int
    not_allowed: Mapping[str, int]
    answer_count: int
    guesses: tuple[Guess, ...]
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class MadeImport:
    """An import that was saved: one undo takes all of it back. `is_round` says that it became an earlier
    round of its own."""

    id: str
    file_name: str
    at: datetime
    membership_id: str | None
    alias: str
    round_id: str
    count: int
    is_undone: bool
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What an undo did: cells put back, and those left because they have changed since."""

    restored: tuple[Cell, ...]
    left: tuple[Cell, ...]
