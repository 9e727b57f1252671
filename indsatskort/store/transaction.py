"""One transaction: the connection, its one moment in time, and which cards it has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa


@dataclass(slots=True)
class Transaction:
    """What a use case gets first. `changed` maps a card's id to its new revision; it is told after
    the commit, never before."""

    connection: sa.Connection
    at: datetime
    changed: dict[str, int] = field(default_factory=dict)

    def tell(self, card_id: str, revision: int = 0) -> None:
        """Tell of a card after the commit; revision 0 says that only its people changed."""
        self.changed[card_id] = max(revision, self.changed.get(card_id, 0))
