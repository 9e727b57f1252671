"""What is deleted for good: a whole card, the person behind a membership, cards that nobody touches.

Rows are deleted, never marked. Whoever calls lets the store scrub itself after the commit.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from indsatskort.access import repository as people
from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.settings import settings
from indsatskort.store.transaction import Transaction

DAYS_IN_A_MONTH = 365.25 / 12
REMINDED = timedelta(days=30)  # so long before a card goes, the front page says so


def delete_card(tx: Transaction, who: Who, *, municipality: str) -> None:
    """Delete the card with everything in it, for everybody. The name of the municipality is typed, so
    that nobody does it by mistake. Facilitators only."""
    rules.check_manage(who)
    card = repository.card_of(tx, who.card_id, lock=True)
    if municipality.strip() != card.municipality:
        raise InvalidInputError(Fault.NAME_NOT_REPEATED, name=card.municipality)
    repository.delete_card(tx, card.id)
    tx.tell(card.id)


def forget_me(tx: Transaction, who: Who) -> None:
    """Delete who one was. What one wrote stays, by "en deltager"; one's own ratings go."""
    repository.card_of(tx, who.card_id, lock=True)
    people.delete_membership(tx, who.membership_id)
    tx.tell(who.card_id)


def read_deletion_day(tx: Transaction, who: Who) -> datetime | None:
    """When the card goes by itself if nothing more is written on it; None for the built-in examples."""
    if repository.is_built_in(tx, who.card_id):
        return None
    return repository.last_activity(tx, who.card_id) + kept()


def kept() -> timedelta:
    """How long a card is kept after the last thing that happened on it."""
    return months(settings().keep_months)


def delete_untouched(tx: Transaction) -> int:
    """Delete the cards that nobody has touched for so long; gives how many. The built-in examples hold
    nobody's data and stay."""
    old = repository.cards_untouched_since(tx, tx.at - kept())
    for card_id in old:
        repository.delete_card(tx, card_id)
        tx.tell(card_id)
    return len(old)


def months(count: int) -> timedelta:
    """So many months, in whole days."""
    return timedelta(days=round(count * DAYS_IN_A_MONTH))
