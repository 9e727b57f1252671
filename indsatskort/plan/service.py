"""Actions: adding them, writing them together, saying how they go, and following them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from indsatskort.access.model import Role, Who
from indsatskort.cards import repository as cards
from indsatskort.cards import service as card_service
from indsatskort.cards.model import Event, EventName
from indsatskort.cards.recording import record
from indsatskort.cards.rules import checked_text
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import local
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from indsatskort.plan import repository, rules
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action, ActionStatus, ActionText, FollowUp
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState

TEXT_FIELDS = tuple(each.name for each in fields(ActionText))


@dataclass(frozen=True, slots=True)
class Written:
    """One line of an action's history: what stood in the fields that were changed, and now."""

    at: datetime
    alias: str
    changed: Mapping[str, Any]


# reading


def read_actions(tx: Transaction, who: Who) -> tuple[Action, ...]:
    """The plan in its own order, without what was taken out of it."""
    return repository.actions(tx, who.card_id)


def read_removed_actions(tx: Transaction, who: Who) -> tuple[Action, ...]:
    """What was taken out of the plan and can be put back."""
    return repository.actions(tx, who.card_id, is_removed=True)


def read_action(tx: Transaction, who: Who, action_id: str) -> Action:
    """One action of the plan. Raises NotFoundError, also when it was taken out."""
    return repository.action_in_plan(tx, who.card_id, action_id)


def read_follow_ups(tx: Transaction, who: Who) -> Mapping[str, tuple[FollowUp, ...]]:
    """The notes by action id, oldest first; an action without notes is not in it."""
    notes: dict[str, tuple[FollowUp, ...]] = {}
    for note in repository.follow_ups(tx, who.card_id):
        notes[note.action_id] = (*notes.get(note.action_id, ()), note)
    return notes


def read_chosen(tx: Transaction, who: Who) -> tuple[Choice, ...]:
    """The items chosen in the newest round in which any were; a new round has none at first."""
    for round_ in reversed(card_service.read_rounds(tx, who)):
        choices = deciding.read_choices(tx, who, round_.id)
        if chosen := tuple(each for each in choices if each.state is ChoiceState.CHOSEN):
            return chosen
    return ()


def read_action_history(tx: Transaction, who: Who, action_id: str) -> tuple[Written, ...]:
    """What was written in an action, newest first."""
    read_action(tx, who, action_id)
    names = (EventName.ACTION_ADDED, EventName.ACTION_WRITTEN)
    events = cards.events_of_card(tx, who.card_id, names=names, newest_first=True)
    return tuple(
        Written(event.at, event.alias, event.data["changed"])
        for event in events
        if event.data["action"] == action_id
    )


# the plan


def add_action(tx: Transaction, who: Who, text: ActionText) -> Action:
    """A new action at the end of the plan, going as agreed. The first step is proposed within two
    weeks. Raises InvalidInputError."""
    rules.check_plan(who)
    cards.card_of(tx, who.card_id, lock=True)
    actions = repository.actions(tx, who.card_id)
    if len(actions) >= rules.MAX_ACTIONS:
        raise InvalidInputError(Fault.TOO_MANY_ACTIONS, most=rules.MAX_ACTIONS)
    _check_places(tx, who, text, None)
    text = rules.checked_action(_with_first_step(text, _today(tx)), None, _today(tx))
    action = Action(
        id=str(uuid4()),
        card_id=who.card_id,
        done_tasks=(),
        status=ActionStatus.AS_AGREED,
        created_at=tx.at,
        finished_at=None,
        position=max((each.position for each in actions), default=-1) + 1,
        version=1,
        **_parts(text),
    )
    changed = _as_data({name: part for name, part in _parts(text).items() if part})
    _record(tx, who, EventName.ACTION_ADDED, action, changed=changed, position=action.position)
    repository.insert_action(tx, action)
    return action


def add_action_for_item(tx: Transaction, who: Who, item_id: str) -> Action:
    """An action for an item in one press. A chosen item brings its reason along as the why, and what
    is good enough as the sign; all of it is there to be rewritten."""
    item = card_service.read_filled_card(tx, who).item_by_id.get(item_id)
    if item is None:
        raise NotFoundError
    chosen = next((each for each in read_chosen(tx, who) if each.item_id == item_id), None)
    return add_action(
        tx,
        who,
        ActionText(
            what=item.title,
            item_id=item_id,
            why=chosen.reason if chosen else "",
            sign=_good_enough(chosen) if chosen else "",
        ),
    )


def write_action(
    tx: Transaction, who: Who, action_id: str, text: ActionText, *, base_version: int
) -> Action:
    """Write an action over the version it was based on; gives it as stored.

    Raises ConflictError with the action that stands when somebody wrote since, NotFoundError,
    NotAllowedError, and InvalidInputError for what cannot be stored.
    """
    rules.check_plan(who)
    before = _locked(tx, who, action_id)
    if before.version != base_version:
        raise ConflictError(before)
    standing = text_of(before)
    _check_places(tx, who, text, standing)
    text = rules.checked_action(text, standing, _today(tx))
    changed = {name: part for name, part in _parts(text).items() if part != getattr(standing, name)}
    after = replace(before, **_parts(text), version=before.version + 1)
    _record(
        tx,
        who,
        EventName.ACTION_WRITTEN,
        after,
        changed=_as_data(changed),
        version=after.version,
    )
    repository.put_text(tx, after)
    return after


def move_action(tx: Transaction, who: Who, action_id: str, steps: int) -> None:
    """Move an action up (negative) or down the plan; a step too far stops at the end."""
    rules.check_plan(who)
    moving = _locked(tx, who, action_id)
    order = [each.id for each in repository.actions(tx, who.card_id)]
    place = min(max(order.index(action_id) + steps, 0), len(order) - 1)
    order.remove(action_id)
    order.insert(place, action_id)
    _record(tx, who, EventName.ACTION_MOVED, moving, order=order)
    for position, each in enumerate(order):
        repository.update_action(tx, each, position=position)


def set_status(tx: Transaction, who: Who, action_id: str, status: ActionStatus) -> Action:
    """Say how an action goes."""
    rules.check_plan(who)
    before = _locked(tx, who, action_id)
    if before.status is status:
        return before
    after = _with_status(before, status, tx.at)
    _record(tx, who, EventName.ACTION_STATUS_SET, after, status=status)
    _put_status(tx, after)
    return after


def tick_task(tx: Transaction, who: Who, action_id: str, task_id: str, *, is_done: bool) -> Action:
    """Tick a task of the anchoring model, or take the tick back. `task_id` is one of `data/plan.yaml`;
    a task that was taken out of the content can still be unticked."""
    rules.check_plan(who)
    before = _locked(tx, who, action_id)
    if is_done and task_id not in plan_content().task_ids:
        raise NotFoundError
    rest = tuple(each for each in before.done_tasks if each != task_id)
    after = replace(before, done_tasks=(*rest, task_id) if is_done else rest)
    if set(after.done_tasks) == set(before.done_tasks):
        return before
    _record(tx, who, EventName.ACTION_TASK_TICKED, after, task=task_id, done=is_done)
    repository.update_action(tx, action_id, done_tasks=list(after.done_tasks))
    return after


def remove_action(tx: Transaction, who: Who, action_id: str) -> None:
    """Take an action out of the plan. It is kept, and can be put back."""
    rules.check_plan(who)
    action = _locked(tx, who, action_id)
    _record(tx, who, EventName.ACTION_REMOVED, action)
    repository.update_action(tx, action_id, is_removed=True)


def restore_action(tx: Transaction, who: Who, action_id: str) -> None:
    """Put an action back at the end of the plan."""
    rules.check_plan(who)
    cards.card_of(tx, who.card_id, lock=True)
    found = repository.action_of(tx, who.card_id, action_id)
    if found is None:
        raise NotFoundError
    action, is_removed = found
    if not is_removed:
        return
    standing = repository.actions(tx, who.card_id)
    position = max((each.position for each in standing), default=-1) + 1
    _record(tx, who, EventName.ACTION_RESTORED, action, position=position)
    repository.update_action(tx, action_id, is_removed=False, position=position)


# following up


def follow_up(
    tx: Transaction,
    who: Who,
    action_id: str,
    text: str,
    *,
    status: ActionStatus | None = None,
    on: date | None = None,
) -> FollowUp:
    """A dated note on how an action goes, today unless said; with a status it also sets that.

    Raises InvalidInputError when there is neither a text nor another status. The text stands in the
    note alone, so that deleting the note deletes it.
    """
    rules.check_plan(who)
    before = _locked(tx, who, action_id)
    after = _with_status(before, status or before.status, tx.at)
    text = checked_text(text, rules.MAX_TEXT_LENGTH).strip()
    if not text and after.status is before.status:
        raise InvalidInputError(Fault.NOTE_MISSING)
    note = FollowUp(str(uuid4()), action_id, on or _today(tx), after.status, text, who.alias, tx.at)
    _record(
        tx,
        who,
        EventName.ACTION_FOLLOWED_UP,
        after,
        follow_up=note.id,
        on=note.on.isoformat(),
        status=after.status,
    )
    repository.insert_follow_up(tx, note, who.membership_id)
    if after.status is not before.status:
        _put_status(tx, after)
    return note


def remove_follow_up(tx: Transaction, who: Who, follow_up_id: str) -> None:
    """Delete a note for good: one's own, or any as facilitator. The action's status stays."""
    rules.check_plan(who)
    cards.card_of(tx, who.card_id, lock=True)
    notes = repository.follow_ups(tx, who.card_id)
    note = next((each for each in notes if each.id == follow_up_id), None)
    if note is None:
        raise NotFoundError
    author = repository.author_of_follow_up(tx, follow_up_id)
    if who.role is not Role.FACILITATOR and author != who.membership_id:
        raise NotAllowedError
    found = repository.action_of(tx, who.card_id, note.action_id)
    if found is None:
        raise NotFoundError
    _record(tx, who, EventName.FOLLOW_UP_REMOVED, found[0], follow_up=follow_up_id)
    repository.delete_follow_up(tx, follow_up_id)


def text_of(action: Action) -> ActionText:
    """What people have written of an action."""
    return ActionText(**{name: getattr(action, name) for name in TEXT_FIELDS})


def _today(tx: Transaction) -> date:
    return local(tx.at).date()


def _with_first_step(text: ActionText, today: date) -> ActionText:
    if text.first_step_on:
        return text
    proposed = today + timedelta(days=rules.FIRST_STEP_DAYS)
    latest = text.deadline or proposed
    return replace(text, first_step_on=max(today, min(proposed, latest)))


def _good_enough(choice: Choice) -> str:
    if choice.ambition is None:
        return ""
    return f"Vi vurderer indsatsen til »{catalogue().choice_by_value[choice.ambition].label}«."


def _locked(tx: Transaction, who: Who, action_id: str) -> Action:
    """The action, while nobody else changes the card. Raises NotFoundError."""
    cards.card_of(tx, who.card_id, lock=True)
    return read_action(tx, who, action_id)


def _check_places(tx: Transaction, who: Who, text: ActionText, before: ActionText | None) -> None:
    """The item and the columns are the card's own; what stood before may have been taken out since."""
    filled = card_service.read_filled_card(tx, who)
    items = {None, before.item_id if before else None, *filled.item_by_id}
    actors = {*filled.column_by_id, *(before.contributions if before else ())}
    if text.item_id not in items or not actors.issuperset(text.contributions):
        raise NotFoundError


def _with_status(action: Action, status: ActionStatus, at: datetime) -> Action:
    is_done = status is ActionStatus.DONE
    finished_at = (action.finished_at or at) if is_done else None
    return replace(action, status=status, finished_at=finished_at)


def _put_status(tx: Transaction, action: Action) -> None:
    repository.update_action(tx, action.id, status=action.status, finished_at=action.finished_at)


def _parts(text: ActionText) -> dict[str, Any]:
    return {name: getattr(text, name) for name in TEXT_FIELDS}


def _as_data(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Written parts as they can stand in an event."""

    def plain(part: Any) -> Any:
        if isinstance(part, date):
            return part.isoformat()
        if isinstance(part, Mapping):
            return dict(part)
        return list(part) if isinstance(part, tuple) else part

    return {name: plain(part) for name, part in parts.items()}


def _record(tx: Transaction, who: Who, name: EventName, action: Action, /, **data: Any) -> Event:
    return record(
        tx,
        who.card_id,
        name,
        who=who,
        item_id=action.item_id,
        action=action.id,
        what=action.what,
        **data,
    )
