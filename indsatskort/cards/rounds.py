"""A card's rounds: naming, closing, reopening, the next one."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import EventName, Round, RoundPurpose
from indsatskort.cards.recording import record
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.store.transaction import Transaction


def describe_round(
    tx: Transaction,
    who: Who,
    round_id: str,
    *,
    name: str,
    closes_on: date | None,
    purpose: RoundPurpose | None = None,
) -> None:
    """Name a round, say what it is for and when it is meant to close; the date closes nothing."""
    rules.check_manage(who)
    others = [each for each in repository.rounds_of(tx, who.card_id) if each.id != round_id]
    round_ = open_round_of(tx, who.card_id, round_id)
    name = rules.checked_name(name, (each.name for each in others))
    record(
        tx,
        who.card_id,
        EventName.ROUND_DESCRIBED,
        who=who,
        round_id=round_.id,
        name=name,
        closes_on=closes_on.isoformat() if closes_on else None,
        purpose=purpose,
    )
    repository.update_round(tx, round_.id, name=name, closes_on=closes_on, purpose=purpose)


def close_round(tx: Transaction, who: Who, round_id: str) -> None:
    """Freeze a round: answers, columns, own items and relevance stand until it is reopened."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    record(tx, who.card_id, EventName.ROUND_CLOSED, who=who, round_id=round_id)
    repository.update_round(tx, round_id, closed_at=tx.at)


def reopen_round(tx: Transaction, who: Who, round_id: str) -> None:
    """Open the newest round again. Raises InvalidInputError for an older one."""
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    newest = repository.rounds_of(tx, who.card_id)[-1]
    if repository.round_of(tx, who.card_id, round_id).id != newest.id:
        raise InvalidInputError(Fault.NOT_NEWEST_ROUND)
    if newest.is_open:
        return
    record(tx, who.card_id, EventName.ROUND_REOPENED, who=who, round_id=round_id)
    repository.update_round(tx, round_id, closed_at=None)


def open_next_round(
    tx: Transaction,
    who: Who,
    *,
    name: str,
    closes_on: date | None = None,
    purpose: RoundPurpose | None = None,
    carries_over: bool = False,
) -> Round:
    """The next round with the same columns, own items and relevance, and no answers.

    With `carries_over`, what each column answered last stands beside its empty cells until the column
    confirms or changes it. Nothing is copied: a text erased in the last round is gone here too. Raises InvalidInputError while the newest round is still open.
    """
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    rounds = repository.rounds_of(tx, who.card_id)
    if rounds[-1].is_open:
        raise InvalidInputError(Fault.ROUND_STILL_OPEN)
    name = rules.checked_name(name, (each.name for each in rounds))
    opened = open_round(
        tx,
        who,
        who.card_id,
        rounds[-1].number + 1,
        name,
        closes_on,
        purpose=purpose,
        carries_over=carries_over,
    )
    repository.copy_arrangement(tx, rounds[-1].id, opened.id)
    return opened


def open_round(
    tx: Transaction,
    by: Who | None,
    card_id: str,
    number: int,
    name: str,
    closes_on: date | None,
    *,
    purpose: RoundPurpose | None = None,
    carries_over: bool = False,
) -> Round:
    """A round of a card that is locked or has just been created."""
    round_ = Round(
        str(uuid4()),
        card_id,
        number,
        rules.checked_name(name),
        tx.at,
        closes_on,
        purpose=purpose,
        carries_over=carries_over,
    )
    record(
        tx,
        card_id,
        EventName.ROUND_OPENED,
        who=by,
        round_id=round_.id,
        number=number,
        name=round_.name,
        closes_on=closes_on.isoformat() if closes_on else None,
        purpose=purpose,
        carries_over=carries_over,
    )
    repository.insert_round(tx, round_)
    return round_


def open_round_of(tx: Transaction, card_id: str, round_id: str) -> Round:
    """The round, with the card locked. Raises NotFoundError and RoundClosedError."""
    repository.card_of(tx, card_id, lock=True)
    round_ = repository.round_of(tx, card_id, round_id)
    rules.check_open(round_)
    return round_
