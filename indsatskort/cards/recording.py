"""How every change of a card is told: one lock, one event, one revision, in one transaction."""

from __future__ import annotations

from typing import Any

from indsatskort.access.model import Who
from indsatskort.cards import repository
from indsatskort.cards.model import Event, EventName
from indsatskort.store.transaction import Transaction


def record(
    tx: Transaction,
    card_id: str,
    name: EventName,
    /,
    *,
    who: Who | None = None,
    round_id: str | None = None,
    item_id: str | None = None,
    actor_id: str | None = None,
    edit: tuple[str, str] | None = None,
    **data: Any,
) -> Event:
    """Raise the card's revision and append the event of the change; call it once per change.

    `edit` is the id and the digest of the edit that a browser sent, if one did.
    """
    revision = repository.raise_revision(tx, card_id)
    tx.tell(card_id, revision)
    event = Event(
        id=0,
        card_id=card_id,
        revision=revision,
        at=tx.at,
        name=name,
        membership_id=who.membership_id if who else None,
        alias=who.alias if who else "",
        round_id=round_id,
        item_id=item_id,
        actor_id=actor_id,
        data=data,
    )
    edit_id, digest = edit or (None, None)
    repository.append_event(tx, event, edit_id=edit_id, edit_digest=digest)
    return event
