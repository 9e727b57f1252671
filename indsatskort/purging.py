"""Deletes what has been kept long enough, in every room that keeps something for a time."""

from __future__ import annotations

from dataclasses import dataclass

from indsatskort.access import guessing
from indsatskort.access import repository as people
from indsatskort.access import service as access
from indsatskort.cards import deleting
from indsatskort.imports import repository as imports
from indsatskort.settings import settings
from indsatskort.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge deleted, counted."""

    cards: int
    aliases: int

    @property
    def is_any(self) -> bool:
        return bool(self.cards or self.aliases)


def purge(tx: Transaction) -> Purged:
    """Delete the cards that nobody has touched for so long, the names people gave themselves for a meeting
    that was held so long ago, old guesses and sessions, and files that nobody said yes to.

    Whoever calls lets the store scrub itself after the commit.
    """
    guessing.forget_old(tx)
    access.forget_old_sessions(tx)
    imports.delete_old_uploads(tx)
    cards = deleting.delete_untouched(tx)
    named_until = tx.at - deleting.months(settings().alias_months)
    return Purged(cards, people.forget_aliases(tx, named_until))
