"""Who somebody is on a card: invitations, memberships and roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a membership may do. Participants write in their own column only."""

    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link into a card. `actor_id` is set for participants; raising `generation` kills old links."""

    id: str
    card_id: str
    role: Role
    actor_id: str | None
    generation: int
    opened_by: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """The person a use case acts for: one living membership of one card.

    A *scribe* is a participant whom a facilitator lets write what the room agrees on.
    """

    membership_id: str
    card_id: str
    role: Role
    actor_id: str | None
    alias: str
    joined_at: datetime
    is_scribe: bool = False
