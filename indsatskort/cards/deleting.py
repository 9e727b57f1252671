"""What is deleted for good, and when: a whole card, the person behind a membership, cards that nobody
touches.

Rows are deleted, never marked. Whoever calls lets the store scrub itself after the commit.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from indsatskort.access import repository as people
from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
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
    """When the card goes by itself if nothing more happens on it; None for the built-in examples."""
    card = repository.card_of(tx, who.card_id)
    if card.is_invented:
        return None
    return repository.last_activity(tx, card.id) + months(months_kept(card.keep_months))


def read_reminder(tx: Transaction, who: Who) -> datetime | None:
    """The day the card goes, once it is so near that the front page says so."""
    day = read_deletion_day(tx, who)
    return day if day and tx.at >= day - REMINDED else None


def choose_keeping(tx: Transaction, who: Who, keep_months: int | None) -> None:
    """Keep the card so many months after its last change, which this is; None for as long as the
    installation keeps cards. Facilitators only, within the installation's bounds."""
    rules.check_manage(who)
    if keep_months is not None and keep_months != months_kept(keep_months):
        ours = settings()
        raise InvalidInputError(
            Fault.KEEPING_OUT_OF_BOUNDS, least=ours.keep_least_months, most=ours.keep_most_months
        )
    record(tx, who.card_id, EventName.KEEPING_CHOSEN, who=who, keep_months=keep_months)
    repository.update_card(tx, who.card_id, keep_months=keep_months)


def months_kept(chosen: int | None) -> int:
    """How many months a card is kept after the last thing that happened on it: what was chosen for it, as
    far as the installation's bounds, which may have moved since."""
    ours = settings()
    wanted = ours.keep_months if chosen is None else chosen
    return min(max(wanted, ours.keep_least_months), ours.keep_most_months)


def delete_untouched(tx: Transaction) -> int:
    """Delete the cards that nobody has touched for as long as each is kept; gives how many. The built-in
    examples hold nobody's data and stay."""
    old = [
        card_id
        for chosen in repository.keepings(tx)
        for card_id in repository.cards_untouched_since(
            tx, tx.at - months(months_kept(chosen)), chosen
        )
    ]
    for card_id in old:
        repository.delete_card(tx, card_id)
        tx.tell(card_id)
    return len(old)


def months(count: int) -> timedelta:
    """So many months, in whole days."""
    return timedelta(days=round(count * DAYS_IN_A_MONTH))
