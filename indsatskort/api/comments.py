"""Comments on items over HTTP: the threads of a card, writing in them, resolving, flagging, erasing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel

from indsatskort.access.model import DEFAULT_ALIAS, Who
from indsatskort.api.bodies import Body, Id, Revision, refused_with
from indsatskort.api.identity import who_of
from indsatskort.cards import columns, service
from indsatskort.store import Transaction, current_store
from indsatskort.workshop import commenting
from indsatskort.workshop.model import Comment

router = APIRouter(prefix="/cards/{card_id}/comments", tags=["kommentarer"])

READ = refused_with(401, 404, 422)
WRITE = refused_with(401, 403, 404, 422)


class CommentBody(Body):
    """A comment under an id that the sender makes up, so that it is written once however often sent."""

    id: UUID
    item: Id
    text: str
    is_flagged: bool = False


class OnBody(Body):
    """Whether it shall be so."""

    is_on: bool


class CommentOut(BaseModel):
    """`by` is empty for those who gave no name, `column` is null for facilitators. `author` is the
    membership that wrote it, null when it is gone. An erased comment has an empty text."""

    id: str
    item: str
    author: str | None
    by: str
    column: str | None
    text: str
    at: datetime
    is_flagged: bool
    is_resolved: bool


class CommentsOut(BaseModel):
    revision: int
    comments: list[CommentOut]


@router.get("", responses=READ)
def get_comments(card_id: Id, request: Request, since: Revision = 0) -> CommentsOut:
    """All comments of the card, oldest first; after a revision, those that changed since."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        revision = service.read_card(tx, who).revision
        return CommentsOut(revision=revision, comments=comments_out(tx, who, since))


@router.post("", responses=WRITE)
def post_comment(card_id: Id, body: CommentBody, request: Request) -> CommentOut:
    """Write a comment; the same id again gives the comment that stands there."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        written = commenting.add_comment(
            tx, who, str(body.id), body.item, body.text, is_flagged=body.is_flagged
        )
        return _out(written, _column_names(tx, who))


@router.put("/{comment_id}/flag", responses=WRITE)
def put_flag(card_id: Id, comment_id: Id, body: OnBody, request: Request) -> CommentOut:
    """Ask to have the item taken up at the meeting, or no longer. The author and facilitators."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        changed = commenting.flag_comment(tx, who, comment_id, is_flagged=body.is_on)
        return _out(changed, _column_names(tx, who))


@router.put("/{comment_id}/resolved", responses=WRITE)
def put_resolved(card_id: Id, comment_id: Id, body: OnBody, request: Request) -> CommentOut:
    """Say that the matter is dealt with, or open it again."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        changed = commenting.resolve_comment(tx, who, comment_id, is_resolved=body.is_on)
        return _out(changed, _column_names(tx, who))


@router.post("/{comment_id}/erase", responses=WRITE)
def post_comment_erase(card_id: Id, comment_id: Id, request: Request) -> CommentOut:
    """Empty the text for good. The author and facilitators; also in a closed round."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        return _out(commenting.erase_comment(tx, who, comment_id), _column_names(tx, who))


def comments_out(tx: Transaction, who: Who, since: int = 0) -> list[CommentOut]:
    """Comments as routes and the live stream send them."""
    found = commenting.read_comments(tx, who, since)
    names = _column_names(tx, who) if found else {}
    return [_out(each, names) for each in found]


def _column_names(tx: Transaction, who: Who) -> dict[str, str]:
    round_id = service.read_round(tx, who).id
    settings = columns.read_column_settings(tx, who, round_id)
    return {each.column.id: each.column.name for each in settings}


def _out(comment: Comment, column_names: dict[str, str]) -> CommentOut:
    return CommentOut(
        id=comment.id,
        item=comment.item_id,
        author=comment.membership_id,
        by="" if comment.alias in DEFAULT_ALIAS.values() else comment.alias,
        column=column_names.get(comment.actor_id, "") if comment.actor_id else None,
        text=comment.text,
        at=comment.at,
        is_flagged=comment.is_flagged,
        is_resolved=comment.is_resolved,
    )
