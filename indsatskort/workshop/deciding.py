"""What the room decides together: the agreed sentence and the choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indsatskort.access.model import Role, Who
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards import service as card_service
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import placing, repository
from indsatskort.workshop.effort import Judgement
from indsatskort.workshop.model import Agreement, Choice, Phase, View, WorkshopState

MAX_REASON_LENGTH = 400


def can_scribe(who: Who) -> bool:
    """Facilitators and the participants they have appointed write what the room agrees on."""
    return who.role is Role.FACILITATOR or who.is_scribe


def check_scribe(who: Who) -> None:
    if not can_scribe(who):
        raise NotAllowedError


def write_agreement(
    tx: Transaction, who: Who, round_id: str, agreement: Agreement, *, base_version: int
) -> Agreement:
    """What the room agrees on about an item, or both views. Raises ConflictError when stale."""
    check_scribe(who)
    cards.card_of(tx, who.card_id, lock=True)
    card_rules.check_open(cards.round_of(tx, who.card_id, round_id))
    _check_item(tx, who, round_id, agreement.item_id)
    stored = repository.agreements(tx, round_id).get(agreement.item_id)
    stored = stored or Agreement(agreement.item_id)
    if stored.version != base_version:
        raise ConflictError(stored)
    other = View(card_rules.checked_text(agreement.other.text), agreement.other.value)
    written = replace(
        agreement,
        text=card_rules.checked_text(agreement.text),
        other=other if agreement.is_split else View(),
        version=stored.version + 1,
    )
    record(
        tx,
        who.card_id,
        EventName.AGREEMENT_WRITTEN,
        who=who,
        round_id=round_id,
        item_id=written.item_id,
        text=written.text,
        value=written.value,
        is_split=written.is_split,
        other_text=written.other.text,
        other_value=written.other.value,
        version=written.version,
    )
    repository.put_agreement(tx, round_id, written)
    return written


def read_agreement(tx: Transaction, who: Who, round_id: str, item_id: str) -> Agreement:
    cards.round_of(tx, who.card_id, round_id)
    return repository.agreements(tx, round_id).get(item_id) or Agreement(item_id)


def choose(tx: Transaction, who: Who, round_id: str, choices: Sequence[Choice]) -> None:
    """What the room has chosen and parked, in its order, instead of what stood before."""
    check_scribe(who)
    cards.card_of(tx, who.card_id, lock=True)
    card_rules.check_open(cards.round_of(tx, who.card_id, round_id))
    for each in choices:
        _check_item(tx, who, round_id, each.item_id)
    checked = [
        replace(each, reason=card_rules.checked_text(each.reason, MAX_REASON_LENGTH).strip())
        for each in choices
    ]
    record(
        tx,
        who.card_id,
        EventName.CHOICES_MADE,
        who=who,
        round_id=round_id,
        choices=[
            {
                "item": each.item_id,
                "state": each.state,
                "ambition": each.ambition,
                "reason": each.reason,
            }
            for each in checked
        ],
    )
    repository.put_choices(tx, round_id, checked)


def read_choices(tx: Transaction, who: Who, round_id: str) -> tuple[Choice, ...]:
    """Chosen and parked items in their order."""
    return repository.choices(tx, cards.round_of(tx, who.card_id, round_id).id)


def place_for_room(tx: Transaction, who: Who, item_id: str, effect: int, ease: int) -> None:
    """Put an item that fewer than three have placed, once the placings are shown."""
    check_scribe(who)
    cards.card_of(tx, who.card_id, lock=True)
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop is None or workshop.state is not WorkshopState.RUNNING:
        raise InvalidInputError(Fault.NOT_NOW)
    place = placing.places_shown(tx, workshop).get(item_id)
    if workshop.phase is not Phase.PLACED or (place and not place.is_by_scribe):
        raise InvalidInputError(Fault.NOT_NOW)
    if item_id not in workshop.offered or not {effect, ease} <= {1, 2, 3, 4}:
        raise InvalidInputError(Fault.NOT_UNDERSTOOD)
    placing.put_by_scribe(tx, workshop, item_id, Judgement(effect, ease))
    record(
        tx,
        who.card_id,
        EventName.ITEM_PLACED_BY_SCRIBE,
        who=who,
        round_id=workshop.round_id,
        item_id=item_id,
        effect=effect,
        ease=ease,
    )


def _check_item(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    items = card_service.read_filled_card(tx, who, round_id).items
    if item_id not in {item.id for item in items}:
        raise NotFoundError
