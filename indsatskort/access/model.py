"""Who somebody is on a card: invitations, memberships and roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a membership may do. Participants write in their own column only."""

    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    VIEWER = "viewer"


DEFAULT_ALIAS: Mapping[Role, str] = {
    Role.FACILITATOR: "Facilitator",
    Role.PARTICIPANT: "En deltager",
    Role.VIEWER: "En læser",
}
"""What those are called who did not say what the others shall call them."""


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

    @property
    def has_own_alias(self) -> bool:
        """Whether they said what the others shall call them."""
        return self.alias != DEFAULT_ALIAS[self.role]
