"""Who may comment, and what may be done to a comment by whom."""

from __future__ import annotations

from indsatskort.access.model import Role, Who
from indsatskort.errors import NotAllowedError
from indsatskort.workshop.model import Comment

MAX_LENGTH = 1_000  # characters: a remark, not a report


def can_comment(who: Who) -> bool:
    """Comments are shared: facilitators and participants write them, also on others' columns."""
    return who.role is not Role.VIEWER


def check_comment(who: Who) -> None:
    if not can_comment(who):
        raise NotAllowedError


def can_change(who: Who, comment: Comment) -> bool:
    """The author and facilitators may flag a comment and erase its text."""
    return who.role is Role.FACILITATOR or (
        can_comment(who) and comment.membership_id == who.membership_id
    )


def check_change(who: Who, comment: Comment) -> None:
    if not can_change(who, comment):
        raise NotAllowedError
