"""Reading everything of a card for files, and moving it as a file from one installation to another."""

from __future__ import annotations

from indsatskort.access.model import Who
from indsatskort.cards import rules
from indsatskort.cards import service as cards
from indsatskort.cards.model import Card
from indsatskort.exchange.whole import WholeCard
from indsatskort.moving.checking import checked_file
from indsatskort.moving.reading import file_of
from indsatskort.moving.writing import write_card
from indsatskort.plan import service as plan
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import commenting, repository


def read_whole(tx: Transaction, who: Who) -> WholeCard:
    """All rounds with what was decided in each. Own ratings and ballots are in no file."""
    rounds = cards.read_all_rounds(tx, who)
    ids = [filled.round.id for filled in rounds]
    return WholeCard(
        rounds=rounds,
        agreements={each: repository.agreements(tx, each) for each in ids},
        choices={each: repository.choices(tx, each) for each in ids},
        comments=commenting.read_comments(tx, who),
        actions=plan.read_actions(tx, who),
        follow_ups=plan.read_follow_ups(tx, who),
    )


def export_card(tx: Transaction, who: Who) -> bytes:
    """The card as a JSON file, also what was taken out of a round. For facilitators."""
    rules.check_manage(who)
    return card_as_json(tx, who.card_id)


def card_as_json(tx: Transaction, card_id: str) -> bytes:
    """The file, for the command line. Raises NotFoundError."""
    return (file_of(tx, card_id).model_dump_json(indent=1) + "\n").encode()


def import_card(tx: Transaction, data: bytes) -> Card:
    """A new card from a file, with links of its own. Who may create cards is decided before this.

    Raises InvalidInputError; then nothing may be kept of it.
    """
    return write_card(tx, checked_file(data))
