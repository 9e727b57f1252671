"""What is kept about one person on a card, as that person may read and take it along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from indsatskort.access import tying
from indsatskort.access.model import Who
from indsatskort.cards import repository
from indsatskort.cards.model import Event
from indsatskort.store.transaction import Transaction
from indsatskort.wording import ROLES, event_sentence


@dataclass(frozen=True, slots=True)
class Mine:
    """Who one is on the card, what one did, how many own contributions the meeting holds, and whether the
    seat is tied to a work account."""

    alias: str
    role: str
    column: str | None
    joined_at: datetime
    events: tuple[Event, ...]
    contributions: Mapping[str, int]
    is_tied: bool


def read_mine(tx: Transaction, who: Who) -> Mine:
    """All that is kept about whoever asks, and nothing about anybody else."""
    rounds = repository.rounds_of(tx, who.card_id)
    names = {each.id: each.name for each in repository.columns_of(tx, rounds[-1].id)}
    return Mine(
        alias=who.alias,
        role=ROLES[who.role],
        column=names.get(who.actor_id or ""),
        joined_at=who.joined_at,
        events=repository.events_by(tx, who.membership_id),
        contributions=repository.contributions_of(tx, who.membership_id),
        is_tied=tying.is_tied(tx, who),
    )


def as_json(mine: Mine) -> bytes:
    """The same as a file, with every text one has written."""
    told = {
        "navn": mine.alias,
        "rolle": mine.role,
        "kolonne": mine.column,
        "kom_med": mine.joined_at.isoformat(),
        "knyttet_til_arbejdskonto": mine.is_tied,
        "mødet": dict(mine.contributions),
        "hændelser": [
            {
                "tidspunkt": each.at.isoformat(),
                "hvad": event_sentence(each.name, each.data),
                "indsats": each.item_id,
                "indhold": dict(each.data),
            }
            for each in mine.events
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()
