"""What the room decides together: the agreed sentence, the choice, and remarks on items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from indsatskort.access.model import Role, Who
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards import service as card_service
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.errors import ConflictError, NotAllowedError, NotFoundError
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import repository
from indsatskort.workshop.model import Agreement, Choice, Comment, View

MAX_REASON_LENGTH = 400
MAX_COMMENT_LENGTH = 1_000


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


def add_comment(
    tx: Transaction, who: Who, item_id: str, text: str, *, is_flagged: bool = False
) -> Comment:
    """A remark on an item that does not belong in the answer. Readers cannot write them."""
    if who.role is Role.VIEWER:
        raise NotAllowedError
    cards.card_of(tx, who.card_id, lock=True)
    _check_item(tx, who, card_service.read_round(tx, who).id, item_id)
    text = card_rules.checked_text(text, MAX_COMMENT_LENGTH).strip()
    comment = Comment(
        str(uuid4()), item_id, who.actor_id, who.alias, text, tx.at, is_flagged, is_resolved=False
    )
    record(
        tx,
        who.card_id,
        EventName.COMMENT_ADDED,
        who=who,
        item_id=item_id,
        comment=comment.id,
        flagged=is_flagged,
    )
    repository.insert_comment(tx, who.card_id, comment, who.membership_id)
    return comment


def resolve_comment(tx: Transaction, who: Who, comment_id: str, *, is_resolved: bool) -> None:
    """Close a remark, or open it again."""
    if who.role is Role.VIEWER:
        raise NotAllowedError
    cards.card_of(tx, who.card_id, lock=True)
    if not repository.update_comment(tx, who.card_id, comment_id, is_resolved=is_resolved):
        raise NotFoundError
    record(
        tx,
        who.card_id,
        EventName.COMMENT_RESOLVED,
        who=who,
        comment=comment_id,
        resolved=is_resolved,
    )


def read_comments(tx: Transaction, who: Who, item_id: str | None = None) -> tuple[Comment, ...]:
    return repository.comments(tx, who.card_id, item_id)


def _check_item(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    items = card_service.read_filled_card(tx, who, round_id).items
    if item_id not in {item.id for item in items}:
        raise NotFoundError
