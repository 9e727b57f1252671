"""The register: writing an activity, correcting it, taking it out, copying a week, the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from indsatskort.access.model import Who
from indsatskort.activities import repository, rules
from indsatskort.activities.model import Activity, ActivityDraft, RegistrationPeriod, monday_of
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards import service as card_service
from indsatskort.cards.model import Column, EventName
from indsatskort.cards.recording import record
from indsatskort.catalogue.model import ActorKind
from indsatskort.danish import local
from indsatskort.errors import ConflictError, Fault, InvalidInputError, NotFoundError
from indsatskort.store.transaction import Transaction

WEEK = timedelta(days=7)
MAX_ACTIVITIES = 20_000  # thirty care homes in six weeks had 744; a guard, not a plan


# reading


def read_care_homes(tx: Transaction, who: Who) -> tuple[Column, ...]:
    """The care homes of the newest round, in the card's order."""
    newest = card_service.read_round(tx, who)
    columns = card_service.read_columns(tx, who, newest.id)
    return tuple(each for each in columns if each.kind is ActorKind.CARE_HOME)


def read_activities(tx: Transaction, who: Who) -> tuple[Activity, ...]:
    """All of the card, the latest first."""
    return repository.activities(tx, who.card_id)


def read_activity(tx: Transaction, who: Who, activity_id: str) -> Activity:
    found = repository.activity_of(tx, who.card_id, activity_id)
    if found is None:
        raise NotFoundError
    return found


def read_period(tx: Transaction, who: Who) -> RegistrationPeriod | None:
    """When the card registers; None when no period is set."""
    return repository.period(tx, who.card_id)


# writing


def write_activity(
    tx: Transaction, who: Who, activity_id: str, draft: ActivityDraft, *, base_version: int
) -> Activity:
    """Register an activity under an id that the browser gave it, or correct it.

    The same again changes nothing. Raises ConflictError with what stands when somebody else was
    there first, InvalidInputError, and NotFoundError for what is not a care home of the round.
    """
    rules.check_register(who)
    cards.card_of(tx, who.card_id, lock=True)
    if draft.actor_id not in {each.id for each in read_care_homes(tx, who)}:
        raise NotFoundError
    draft = rules.checked_activity(draft, local(tx.at).date())
    standing = repository.activity_of(tx, who.card_id, activity_id)
    if standing and standing.draft == draft:
        return standing
    if (standing.version if standing else 0) != base_version:
        if standing is None:
            raise NotFoundError
        raise ConflictError(standing)
    written = Activity(activity_id, draft, base_version + 1)
    _record(tx, who, EventName.ACTIVITY_WRITTEN, draft.actor_id)
    if standing:
        repository.update_activity(tx, written)
    else:
        _check_room(tx, who, 1)
        if repository.is_taken(tx, activity_id):
            raise NotFoundError
        repository.insert_activities(tx, who.card_id, [written])
    return written


def remove_activity(tx: Transaction, who: Who, activity_id: str) -> None:
    """Take an activity out of the register for good; once more is the same."""
    rules.check_register(who)
    cards.card_of(tx, who.card_id, lock=True)
    standing = repository.activity_of(tx, who.card_id, activity_id)
    if standing is None:
        return
    _record(tx, who, EventName.ACTIVITY_REMOVED, standing.draft.actor_id)
    repository.delete_activity(tx, activity_id)


def copy_last_week(tx: Transaction, who: Who, actor_id: str) -> int:
    """Copy a care home's last week into this one, day by day up to today; gives how many came.

    What stands there already with the same title, day and time is not copied again.
    """
    rules.check_register(who)
    cards.card_of(tx, who.card_id, lock=True)
    today = local(tx.at).date()
    this_week = monday_of(today)
    mine = [
        each for each in repository.activities(tx, who.card_id) if each.draft.actor_id == actor_id
    ]
    there = {_same(each.draft) for each in mine}
    copies = [
        Activity(str(uuid4()), moved, 1)
        for each in reversed(mine)
        if monday_of(each.draft.on) == this_week - WEEK
        and (moved := replace(each.draft, on=each.draft.on + WEEK)).on <= today
        and _same(moved) not in there
    ]
    if copies:
        _check_room(tx, who, len(copies))
        _record(tx, who, EventName.ACTIVITY_WEEK_COPIED, actor_id, count=len(copies))
        repository.insert_activities(tx, who.card_id, copies)
    return len(copies)


def import_activities(tx: Transaction, who: Who, drafts: Sequence[ActivityDraft]) -> int:
    """Register many at once, all or none; gives how many came. What stands there already, and what
    stands twice, comes once. Raises as `write_activity` does."""
    rules.check_register(who)
    cards.card_of(tx, who.card_id, lock=True)
    homes = {each.id for each in read_care_homes(tx, who)}
    there = {
        (each.draft.actor_id, *_same(each.draft)) for each in repository.activities(tx, who.card_id)
    }
    today, new = local(tx.at).date(), []
    for draft in drafts:
        if draft.actor_id not in homes:
            raise NotFoundError
        checked = rules.checked_activity(draft, today)
        if (place := (checked.actor_id, *_same(checked))) not in there:
            there.add(place)
            new.append(Activity(str(uuid4()), checked, 1))
    if new:
        _check_room(tx, who, len(new))
        record(tx, who.card_id, EventName.ACTIVITY_ROWS_IMPORTED, who=who, count=len(new))
        repository.insert_activities(tx, who.card_id, new)
    return len(new)


def set_period(tx: Transaction, who: Who, starts_on: date | None, ends_on: date | None) -> None:
    """Say from when to when the card registers; without dates there is no period."""
    card_rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    if (starts_on is None) != (ends_on is None):
        raise InvalidInputError(Fault.PERIOD_HALF)
    if starts_on and ends_on and ends_on < starts_on:
        raise InvalidInputError(Fault.PERIOD_BACKWARDS)
    period = RegistrationPeriod(starts_on, ends_on) if starts_on and ends_on else None
    dates = (starts_on, ends_on) if period else (None, None)
    record(
        tx,
        who.card_id,
        EventName.ACTIVITY_PERIOD_SET,
        who=who,
        dates=[each.isoformat() if each else None for each in dates],
    )
    repository.put_period(tx, who.card_id, period)


def _same(draft: ActivityDraft) -> tuple[object, ...]:
    return draft.title.casefold(), draft.on, draft.starts_at


def _check_room(tx: Transaction, who: Who, more: int) -> None:
    if len(repository.activities(tx, who.card_id)) + more > MAX_ACTIVITIES:
        raise InvalidInputError(Fault.TOO_MANY_ACTIVITIES, most=MAX_ACTIVITIES)


def _record(tx: Transaction, who: Who, name: EventName, actor_id: str, **data: Any) -> None:
    # Without the title: a register needs no history of texts, and what is removed shall be gone.
    record(tx, who.card_id, name, who=who, actor_id=actor_id, **data)
