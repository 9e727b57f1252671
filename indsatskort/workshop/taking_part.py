"""Taking part: one's own rating, flag, dots and placement. Nobody ever sees whose they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from indsatskort.access.model import Role, Who
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards import service as card_service
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.catalogue.model import Value
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import repository
from indsatskort.workshop.dots import keeps_limits
from indsatskort.workshop.model import Ballot, Phase, Placement, Workshop, WorkshopState

RATED = frozenset({Value.NOT_STARTED, Value.AD_HOC, Value.PARTLY, Value.ESTABLISHED, Value.UNKNOWN})


def rate(tx: Transaction, who: Who, item_id: str, value: Value | None) -> None:
    """One's own view of the item the room is silent about; None takes it back."""
    workshop = _running(tx, who)
    _check_in_column(who)
    if workshop.phase is not Phase.SILENT or workshop.item_id != item_id:
        raise InvalidInputError(Fault.NOT_NOW)
    if value is not None and value not in RATED:
        raise InvalidInputError(Fault.NOT_UNDERSTOOD)
    repository.put_rating(tx, workshop.id, item_id, who.membership_id, value)
    record(tx, who.card_id, EventName.RATING_GIVEN)


def ask_to_discuss(tx: Transaction, who: Who, item_id: str, *, is_on: bool) -> None:
    """Ask that an item be talked about, or take it back."""
    workshop = _current(tx, who)
    _check_in_column(who)
    if item_id not in {item.id for item in card_service.read_filled_card(tx, who).items}:
        raise NotFoundError
    repository.put_flag(tx, workshop.id, item_id, who.membership_id, is_on=is_on)
    record(tx, who.card_id, EventName.DISCUSSION_ASKED)


def cast_ballot(
    tx: Transaction,
    who: Who,
    dots: Mapping[str, int],
    *,
    is_finished: bool,
    base_version: int,
) -> Ballot:
    """One's whole ballot over the version before it; the same again changes nothing.

    Raises ConflictError with the stored ballot when it is closed, over the limits or stale.
    """
    workshop = _current(tx, who)
    _check_in_column(who)
    stored = repository.ballot_of(tx, workshop.id, workshop.ballot_round, who.membership_id)
    stored = stored or _blank(workshop, who.actor_id or "", who.membership_id)
    wanted = {item_id: count for item_id, count in dots.items() if count}
    if dict(stored.dots) == wanted and stored.is_finished == is_finished and stored.version:
        return stored
    if workshop.phase is not Phase.OPEN:
        raise ConflictError(stored, Fault.BALLOT_CLOSED)
    if base_version != stored.version:
        raise ConflictError(stored, Fault.BALLOT_STALE)
    _check_dots(tx, who, workshop, wanted, stored)
    cast = replace(stored, dots=wanted, is_finished=is_finished, version=stored.version + 1)
    repository.put_ballot(tx, workshop.id, cast)
    record(tx, who.card_id, EventName.BALLOT_CAST)
    return cast


def cast_paper_ballot(
    tx: Transaction, who: Who, actor_id: str, dots: Mapping[str, int], ballot_id: str | None = None
) -> Ballot:
    """A ballot from a sheet of paper, typed by a facilitator and counted as paper."""
    card_rules.check_manage(who)
    workshop = _running(tx, who)
    if workshop.phase not in {Phase.OPEN, Phase.CLOSED}:
        raise InvalidInputError(Fault.NOT_NOW)
    papers = [
        each
        for each in repository.ballots(tx, workshop.id, workshop.ballot_round)
        if each.paper is not None
    ]
    stored = next((each for each in papers if each.id == ballot_id), None)
    if stored is None:
        columns = {each.id for each in card_service.read_columns(tx, who, workshop.round_id)}
        if actor_id not in columns or ballot_id is not None:
            raise NotFoundError
        number = max((each.paper or 0 for each in papers), default=0) + 1
        stored = replace(_blank(workshop, actor_id, None), paper=number)
    wanted = {item_id: count for item_id, count in dots.items() if count}
    _check_dots(tx, who, workshop, wanted, stored)
    cast = replace(stored, dots=wanted, is_finished=True, version=stored.version + 1)
    repository.put_ballot(tx, workshop.id, cast)
    record(tx, who.card_id, EventName.BALLOT_CAST)
    return cast


def place(tx: Transaction, who: Who, item_id: str, effect: int, ease: int) -> None:
    """Say how great the effect of an item is and how easy it is, 1 to 4 each."""
    workshop = _running(tx, who)
    if who.role is Role.VIEWER:
        raise NotAllowedError
    if workshop.phase is not Phase.PLACING:
        raise InvalidInputError(Fault.NOT_NOW)
    if item_id not in workshop.offered or not {effect, ease} <= {1, 2, 3, 4}:
        raise InvalidInputError(Fault.NOT_UNDERSTOOD)
    placement = Placement(item_id, who.membership_id, effect, ease)
    repository.put_placement(tx, workshop.id, placement)
    record(tx, who.card_id, EventName.ITEM_PLACED)


def votable(tx: Transaction, who: Who, workshop: Workshop) -> tuple[str, ...]:
    """The items that dots can be put on, in the card's order."""
    items = [item.id for item in card_service.read_filled_card(tx, who, workshop.round_id).items]
    listed = {entry.item_id for entry in workshop.listed}
    is_whole = workshop.vote.is_whole_card or not listed
    return tuple(item_id for item_id in items if is_whole or item_id in listed)


def _check_dots(
    tx: Transaction, who: Who, workshop: Workshop, dots: Mapping[str, int], stored: Ballot
) -> None:
    vote = workshop.vote
    is_within = keeps_limits(dots, most=vote.dots, most_per_item=vote.most_per_item)
    if not is_within or not dots.keys() <= set(votable(tx, who, workshop)):
        raise ConflictError(stored, Fault.TOO_MANY_DOTS)


def _blank(workshop: Workshop, actor_id: str, membership_id: str | None) -> Ballot:
    return Ballot(
        id=str(uuid4()),
        ballot_round=workshop.ballot_round,
        membership_id=membership_id,
        actor_id=actor_id,
        dots={},
        is_finished=False,
        version=0,
    )


def _current(tx: Transaction, who: Who) -> Workshop:
    cards.card_of(tx, who.card_id, lock=True)
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop is None:
        raise InvalidInputError(Fault.NO_WORKSHOP)
    return workshop


def _running(tx: Transaction, who: Who) -> Workshop:
    workshop = _current(tx, who)
    if workshop.state is not WorkshopState.RUNNING:
        raise InvalidInputError(Fault.NOT_NOW)
    return workshop


def _check_in_column(who: Who) -> None:
    if who.role is not Role.PARTICIPANT or who.actor_id is None:
        raise NotAllowedError
