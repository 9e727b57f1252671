"""Comments: a short thread on each item, for what does not belong in anybody's answer.

They belong to the card and its items, not to a round: they may be written and resolved while the round
is closed, since that is when one prepares the meeting or the next round, and they freeze nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indsatskort.access.model import Who
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards import service as card_service
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import comment_rules as rules
from indsatskort.workshop import repository
from indsatskort.workshop.model import Comment


def add_comment(
    tx: Transaction,
    who: Who,
    comment_id: str,
    item_id: str,
    text: str,
    *,
    is_flagged: bool = False,
) -> Comment:
    """Write a comment under an id of the writer's own, so that sending it twice writes it once.

    Raises NotFoundError for an item that is not on the card, InvalidInputError for an empty or
    impossible text, or for an id that names another comment.
    """
    rules.check_comment(who)
    cards.card_of(tx, who.card_id, lock=True)
    text = card_rules.checked_text(text, rules.MAX_LENGTH).strip()
    if not text:
        raise InvalidInputError(Fault.COMMENT_MISSING)
    _check_item(tx, who, item_id)
    if repository.is_comment_id_taken(tx, comment_id):
        return _sent_before(tx, who, comment_id, item_id)
    comment = Comment(
        comment_id,
        item_id,
        who.membership_id,
        who.actor_id,
        who.alias,
        text,
        tx.at,
        is_flagged=is_flagged,
    )
    _record(tx, who, EventName.COMMENT_ADDED, comment, flagged=is_flagged, column=who.actor_id)
    repository.insert_comment(tx, who.card_id, comment)
    return comment


def flag_comment(tx: Transaction, who: Who, comment_id: str, *, is_flagged: bool) -> Comment:
    """Ask to have the comment's item taken up at the meeting, or no longer ask."""
    comment = _locked(tx, who, comment_id)
    rules.check_change(who, comment)
    if comment.is_flagged == is_flagged:
        return comment
    _record(tx, who, EventName.COMMENT_FLAGGED, comment, flagged=is_flagged)
    return _updated(tx, who, comment, is_flagged=is_flagged)


def resolve_comment(tx: Transaction, who: Who, comment_id: str, *, is_resolved: bool) -> Comment:
    """Say that the matter is dealt with, or open it again; whoever may comment."""
    comment = _locked(tx, who, comment_id)
    if comment.is_resolved == is_resolved:
        return comment
    _record(tx, who, EventName.COMMENT_RESOLVED, comment, resolved=is_resolved)
    return _updated(tx, who, comment, is_resolved=is_resolved)


def erase_comment(tx: Transaction, who: Who, comment_id: str) -> Comment:
    """Empty a comment's text for good; that it was written stays in the history."""
    comment = _locked(tx, who, comment_id)
    rules.check_change(who, comment)
    if comment.is_erased:
        return comment
    _record(tx, who, EventName.COMMENT_ERASED, comment)
    return _updated(tx, who, comment, text="")


def read_comments(tx: Transaction, who: Who, since: int = 0) -> tuple[Comment, ...]:
    """The card's comments, oldest first; after a revision, those that changed since."""
    changed = repository.comments_changed_since(tx, who.card_id, since) if since else None
    return repository.comments(tx, who.card_id, changed)


def requests_to_talk(tx: Transaction, card_id: str) -> Mapping[str, frozenset[str]]:
    """Who asks, in a comment, to have an item taken up: by item, by the person (a person who is gone
    counts as one of their own)."""
    asking: dict[str, frozenset[str]] = {}
    for each in repository.comments(tx, card_id):
        if each.asks_for_talk:
            person = each.membership_id or each.id
            asking[each.item_id] = asking.get(each.item_id, frozenset()) | {person}
    return asking


def _sent_before(tx: Transaction, who: Who, comment_id: str, item_id: str) -> Comment:
    """The comment that the same person sent under this id; nobody learns of another one by it."""
    for found in repository.comments(tx, who.card_id, [comment_id]):
        if (found.membership_id, found.item_id) == (who.membership_id, item_id):
            return found
    raise InvalidInputError(Fault.EDIT_REUSED)


def _locked(tx: Transaction, who: Who, comment_id: str) -> Comment:
    rules.check_comment(who)
    cards.card_of(tx, who.card_id, lock=True)
    for found in repository.comments(tx, who.card_id, [comment_id]):
        return found
    raise NotFoundError


def _updated(tx: Transaction, who: Who, comment: Comment, **values: Any) -> Comment:
    repository.update_comment(tx, who.card_id, comment.id, **values)
    return replace(comment, **values)


def _record(tx: Transaction, who: Who, name: EventName, comment: Comment, **data: Any) -> None:
    record(tx, who.card_id, name, who=who, item_id=comment.item_id, comment=comment.id, **data)


def _check_item(tx: Transaction, who: Who, item_id: str) -> None:
    round_ = card_service.read_round(tx, who)
    items, _ = card_service.cells_shown(tx, round_.id)
    if item_id not in items:
        raise NotFoundError
