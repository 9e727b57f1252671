"""Following the plan up: the days it happens, and the meeting that takes the actions one by one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from indsatskort.access.model import Who
from indsatskort.cards import repository as cards
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.cards.rules import check_manage
from indsatskort.danish import date_text, local
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.plan import repository, rules
from indsatskort.plan.model import (
    Action,
    ActionStatus,
    FollowUpDate,
    FollowUpMeeting,
    Rhythm,
)
from indsatskort.store.transaction import Transaction

MONTHS = {Rhythm.SIX_MONTHS: 6, Rhythm.TWELVE_MONTHS: 12}
SIX_WEEKS = timedelta(weeks=6)
FIRST_TO_TAKE = (ActionStatus.NEEDS_TALK, ActionStatus.AS_AGREED, ActionStatus.PAUSED)


def read_follow_up_dates(tx: Transaction, who: Who) -> tuple[FollowUpDate, ...]:
    """When the plan is followed up, earliest first: six weeks, six months and twelve months after the
    choice (or the first action, where nothing was chosen), unless another day was set."""
    chosen = repository.set_dates(tx, who.card_id)
    began = _began(tx, who)
    usual = {rhythm: day_after(rhythm, began) for rhythm in Rhythm} if began else {}
    found = [
        FollowUpDate(rhythm, on, rhythm in chosen)
        for rhythm in Rhythm
        if (on := chosen.get(rhythm) or usual.get(rhythm))
    ]
    return tuple(sorted(found, key=lambda each: each.on))


def set_follow_up_date(tx: Transaction, who: Who, rhythm: Rhythm, on: date | None) -> None:
    """Agree on another day; None goes back to the usual one. Raises InvalidInputError for a day that
    has passed."""
    rules.check_plan(who)
    cards.card_of(tx, who.card_id, lock=True)
    if on and on < local(tx.at).date():
        raise InvalidInputError(Fault.DEADLINE_PASSED, day=date_text(on))
    if repository.set_dates(tx, who.card_id).get(rhythm) == on:
        return
    day = on.isoformat() if on else None
    record(tx, who.card_id, EventName.FOLLOW_UP_DATE_SET, who=who, rhythm=rhythm, on=day)
    repository.put_date(tx, who.card_id, rhythm, on)


def day_after(rhythm: Rhythm, began: date) -> date | None:
    """The usual day of a rhythm; None for a day that only people can agree on."""
    if rhythm is Rhythm.SIX_WEEKS:
        return began + SIX_WEEKS
    if (months := MONTHS.get(rhythm)) is None:
        return None
    year, month = divmod(began.month - 1 + months, 12)
    last = monthrange(began.year + year, month + 1)[1]
    return date(began.year + year, month + 1, min(began.day, last))


def _began(tx: Transaction, who: Who) -> date | None:
    events = cards.events_of_card(
        tx, who.card_id, names=(EventName.CHOICES_MADE,), newest_first=True, limit=1
    )
    moments = [event.at for event in events] or [
        action.created_at for action in repository.actions(tx, who.card_id)
    ]
    return local(min(moments)).date() if moments else None


# the meeting


def read_follow_up_meeting(tx: Transaction, who: Who) -> FollowUpMeeting | None:
    """The meeting that is held now, or the one held last."""
    return repository.newest_meeting(tx, who.card_id)


def begin_follow_up(tx: Transaction, who: Who) -> FollowUpMeeting:
    """Begin a meeting with all that is not done: what is overdue first, then what needs talk, then by
    deadline, what is paused last. A meeting that is already held goes on."""
    check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    standing = repository.newest_meeting(tx, who.card_id)
    if standing and standing.ended_at is None:
        return standing
    actions = repository.actions(tx, who.card_id)
    order = tuple(each.id for each in in_turn(actions, local(tx.at).date()))
    meeting = FollowUpMeeting(str(uuid4()), who.card_id, order, 0, tx.at, None, 1)
    _tell(tx, who, meeting)
    repository.insert_meeting(tx, meeting)
    return meeting


def take_action(tx: Transaction, who: Who, place: int) -> FollowUpMeeting:
    """Go to an action by its place in the meeting's order; one past the last is the end's summary."""
    check_manage(who)
    meeting = _held(tx, who)
    moved = replace(meeting, place=min(max(place, 0), len(meeting.order)))
    if moved.place != meeting.place:
        _tell(tx, who, moved)
        _put(tx, meeting, moved)
    return moved


def end_follow_up(tx: Transaction, who: Who, next_on: date | None = None) -> FollowUpMeeting:
    """End the meeting, with the day of the next one when that was agreed."""
    check_manage(who)
    meeting = _held(tx, who)
    if next_on:
        set_follow_up_date(tx, who, Rhythm.NEXT, next_on)
    ended = replace(meeting, place=len(meeting.order), ended_at=tx.at)
    _tell(tx, who, ended)
    _put(tx, meeting, ended)
    return ended


def in_turn(actions: Iterable[Action], today: date) -> list[Action]:
    """What a follow-up takes, in the order it takes it."""
    return sorted(
        (each for each in actions if each.status in FIRST_TO_TAKE),
        key=lambda each: (
            not each.is_overdue(today),
            FIRST_TO_TAKE.index(each.status),
            each.deadline or date.max,
            each.position,
        ),
    )


def _held(tx: Transaction, who: Who) -> FollowUpMeeting:
    cards.card_of(tx, who.card_id, lock=True)
    meeting = repository.newest_meeting(tx, who.card_id)
    if meeting is None or meeting.ended_at is not None:
        raise NotFoundError
    return meeting


def _tell(tx: Transaction, who: Who, meeting: FollowUpMeeting) -> None:
    record(
        tx,
        who.card_id,
        EventName.FOLLOW_UP_MEETING_MOVED,
        who=who,
        meeting=meeting.id,
        place=meeting.place,
        ended=meeting.ended_at is not None,
    )


def _put(tx: Transaction, before: FollowUpMeeting, after: FollowUpMeeting) -> None:
    repository.move_meeting(
        tx, before, order=after.order, place=after.place, ended_at=after.ended_at
    )
