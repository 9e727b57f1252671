"""How the meeting moves: pure functions from one standing of the workshop to the next.

Each gives a new `Workshop`, or raises `InvalidInputError` when the move does not exist from here.
`look/workshop.md` §1 of the design is the table of states; nothing moves by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from indsatskort.errors import Fault, InvalidInputError
from indsatskort.workshop import clock as clocks
from indsatskort.workshop import pacing, schedule
from indsatskort.workshop.clock import Clock
from indsatskort.workshop.model import (
    Aside,
    ListedItem,
    Phase,
    Step,
    StepKind,
    StepStatus,
    VoteSettings,
    Workshop,
    WorkshopState,
)

MOST_LISTED = 12
FIRST_PHASE: Mapping[StepKind, Phase] = {
    StepKind.DISCUSS: Phase.LISTED,
    StepKind.VOTE: Phase.READY,
    StepKind.EFFECT: Phase.PLACING,
    StepKind.CHOOSE: Phase.DRAFTING,
}
ITEM_PHASES = (Phase.SILENT, Phase.SHOWN, Phase.TALK, Phase.WRITE)


# the workshop and its steps


def start(workshop: Workshop, now: datetime) -> Workshop:
    """Begin with the first step that is not left out."""
    _check(workshop.state is not WorkshopState.RUNNING)
    if workshop.state is WorkshopState.CLOSED:
        return replace(workshop, state=WorkshopState.RUNNING)
    begun = replace(workshop, state=WorkshopState.RUNNING, started_at=now)
    return _enter(begun, _next_todo(begun), now)


def close(workshop: Workshop) -> Workshop:
    """End the meeting; not in the middle of a vote, whose ballots would be forgotten unseen."""
    _check(workshop.state is WorkshopState.RUNNING)
    _check(workshop.phase not in {Phase.OPEN, Phase.CLOSED, Phase.HIDDEN_AGAIN, Phase.PLACING})
    return replace(workshop, state=WorkshopState.CLOSED)


def next_(workshop: Workshop, now: datetime) -> Workshop:
    """The one way forward: the next phase, the next item, the next step, or the end."""
    _check(workshop.state is WorkshopState.RUNNING)
    step = workshop.step
    _check(step is not None)
    assert step is not None  # noqa: S101 - for the type checker, after the check
    inside = _INSIDE.get(step.kind)
    moved = inside(workshop, now) if inside else None
    return moved or _next_step(workshop, now)


def go_to(workshop: Workshop, step_id: str, now: datetime) -> Workshop:
    """Any step; the one left behind counts as done."""
    _check(workshop.state is WorkshopState.RUNNING)
    return _enter(workshop, _step(workshop, step_id), now)


def _next_step(workshop: Workshop, now: datetime) -> Workshop:
    current = workshop.step
    after = workshop.steps[workshop.steps.index(current) + 1 :] if current else workshop.steps
    following = next((each for each in after if each.status is StepStatus.TODO), None)
    return _enter(workshop, following, now) if following else close(_leave(workshop))


def _enter(workshop: Workshop, step: Step, now: datetime) -> Workshop:
    left = _leave(workshop)
    steps = tuple(
        replace(each, status=StepStatus.CURRENT) if each.id == step.id else each
        for each in left.steps
    )
    return replace(
        left,
        steps=steps,
        phase=FIRST_PHASE.get(step.kind, Phase.PLAIN),
        clock=clocks.start(Clock(planned_s=step.planned_s), now),
        entered_at=now,
    )


def _leave(workshop: Workshop) -> Workshop:
    steps = tuple(
        replace(each, status=StepStatus.DONE) if each.status is StepStatus.CURRENT else each
        for each in workshop.steps
    )
    return replace(workshop, steps=steps, phase=Phase.PLAIN, clock=Clock(), aside=None)


def _next_todo(workshop: Workshop) -> Step:
    for step in workshop.steps:
        if step.status is StepStatus.TODO:
            return step
    raise InvalidInputError(Fault.NOT_NOW)


# inside a step


def _in_discussion(workshop: Workshop, now: datetime) -> Workshop | None:
    if not workshop.listed:
        return None
    if workshop.phase is Phase.LISTED:
        return _begin_item(workshop, workshop.discussed, now)
    if workshop.phase is not Phase.WRITE:
        return to_phase(workshop, ITEM_PHASES[ITEM_PHASES.index(workshop.phase) + 1], now)
    done = _mark_done(workshop)
    following = next(
        (i for i, each in enumerate(done.listed) if i > done.discussed and not each.is_done), None
    )
    return _begin_item(done, following, now) if following is not None else None


def _in_vote(workshop: Workshop, now: datetime) -> Workshop | None:
    following = {
        Phase.READY: Phase.OPEN,
        Phase.OPEN: Phase.CLOSED,
        Phase.CLOSED: Phase.REVEALED,
        Phase.HIDDEN_AGAIN: Phase.OPEN,
    }.get(workshop.phase)
    return to_phase(workshop, following, now) if following else None


def _in_effect(workshop: Workshop, now: datetime) -> Workshop | None:
    return to_phase(workshop, Phase.PLACED, now) if workshop.phase is Phase.PLACING else None


def _in_choice(workshop: Workshop, now: datetime) -> Workshop | None:
    return to_phase(workshop, Phase.CONFIRMED, now) if workshop.phase is Phase.DRAFTING else None


_INSIDE: Mapping[StepKind, Callable[[Workshop, datetime], Workshop | None]] = {
    StepKind.DISCUSS: _in_discussion,
    StepKind.VOTE: _in_vote,
    StepKind.EFFECT: _in_effect,
    StepKind.CHOOSE: _in_choice,
}

_FORWARD: Mapping[Phase, frozenset[Phase]] = {
    Phase.SILENT: frozenset({Phase.SHOWN, Phase.TALK, Phase.WRITE}),
    Phase.SHOWN: frozenset({Phase.TALK, Phase.WRITE}),
    Phase.TALK: frozenset({Phase.SHOWN, Phase.WRITE}),
    Phase.WRITE: frozenset({Phase.SHOWN, Phase.TALK}),
    Phase.READY: frozenset({Phase.OPEN}),
    Phase.OPEN: frozenset({Phase.CLOSED}),
    Phase.CLOSED: frozenset({Phase.REVEALED, Phase.OPEN}),
    Phase.REVEALED: frozenset({Phase.HIDDEN_AGAIN}),
    Phase.HIDDEN_AGAIN: frozenset({Phase.OPEN, Phase.CLOSED}),
    Phase.PLACING: frozenset({Phase.PLACED}),
    Phase.DRAFTING: frozenset({Phase.CONFIRMED}),
    Phase.CONFIRMED: frozenset({Phase.DRAFTING}),
}


def to_phase(workshop: Workshop, phase: Phase, now: datetime) -> Workshop:
    """Another phase of the same step. Never back to silence, never straight from open to revealed."""
    _check(workshop.state is WorkshopState.RUNNING)
    _check(phase in _FORWARD.get(workshop.phase, frozenset()))
    seconds = _seconds_of(phase, workshop.item_minutes)
    ticking = clocks.start(Clock(planned_s=seconds), now) if seconds else workshop.clock
    item = workshop.item_id
    shown = {item} if item and phase in {Phase.SHOWN, Phase.TALK, Phase.WRITE} else set()
    return replace(
        workshop,
        phase=phase,
        clock=ticking,
        revealed=workshop.revealed | frozenset(shown),
        aside=None,
    )


def _seconds_of(phase: Phase, item_minutes: int) -> int:
    """The time of a phase that has its own; 0 for the others, where the clock runs on."""
    if phase in pacing.WEIGHTS:
        return pacing.phase_seconds(phase, item_minutes)
    return pacing.BALLOT_SECONDS if phase is Phase.OPEN else 0


def new_ballot_round(workshop: Workshop) -> Workshop:
    """Empty ballots under new rules; the old round stays readable."""
    _check(workshop.phase in {Phase.REVEALED, Phase.HIDDEN_AGAIN, Phase.CLOSED})
    return replace(
        workshop,
        phase=Phase.READY,
        ballot_round=workshop.ballot_round + 1,
        hidden_again_at=None,
    )


def hide_again(workshop: Workshop, at: datetime) -> Workshop:
    """A reveal is taken back; every screen says so."""
    return replace(to_phase(workshop, Phase.HIDDEN_AGAIN, at), hidden_again_at=at)


def jump_to_item(workshop: Workshop, index: int, now: datetime) -> Workshop:
    """Discuss another item of the list now."""
    _check(_is_in(workshop, StepKind.DISCUSS) and 0 <= index < len(workshop.listed))
    return _begin_item(workshop, index, now)


def put_item_last(workshop: Workshop, now: datetime) -> Workshop:
    """The item under discussion waits until the end of the list; the next one is taken up now."""
    _check(workshop.item_id is not None)
    waiting = workshop.listed[workshop.discussed]
    rest = tuple(each for each in workshop.listed if each is not waiting)
    reordered = replace(workshop, listed=(*rest, waiting))
    place = next(
        (i for i, each in enumerate(rest) if i >= workshop.discussed and not each.is_done), None
    )
    if place is None:  # what comes after it is done already: it would be its own successor
        raise InvalidInputError(Fault.NOT_NOW)
    return _begin_item(reordered, place, now)


def _begin_item(workshop: Workshop, index: int, now: datetime) -> Workshop:
    """In silence, unless that is switched off or the room has seen the ratings of this item."""
    item = workshop.listed[index].item_id
    is_silent = workshop.is_silence_on and item not in workshop.revealed
    phase = Phase.SILENT if is_silent else Phase.SHOWN
    shown = frozenset() if is_silent else frozenset({item})
    still = pacing.still_to_come(workshop.listed) or 1
    minutes = pacing.minutes_each(schedule.step_seconds_left(workshop, now), still)
    seconds = pacing.phase_seconds(phase, minutes)
    return replace(
        workshop,
        discussed=index,
        phase=phase,
        item_minutes=minutes,
        clock=clocks.start(Clock(planned_s=seconds), now),
        revealed=workshop.revealed | shown,
        aside=None,
    )


def show_aside(workshop: Workshop, aside: Aside | None) -> Workshop:
    """Something else on the big screen for a moment; the room stays where it is."""
    _check(workshop.state is WorkshopState.RUNNING)
    return replace(workshop, aside=aside)


def _mark_done(workshop: Workshop) -> Workshop:
    listed = tuple(
        replace(each, is_done=True) if i == workshop.discussed else each
        for i, each in enumerate(workshop.listed)
    )
    return replace(workshop, listed=listed)


# the programme


def put_on(workshop: Workshop, step: Step) -> Workshop:
    """Put a step more on the programme: next after the one under way, or after the first.

    Not while the meeting is over, and no step twice; it takes from 1 minute to 3 hours.
    """
    _check(workshop.state is not WorkshopState.CLOSED and 1 <= step.planned_s // 60 <= 180)
    _check(all(each.id != step.id for each in workshop.steps))
    place = (workshop.steps.index(workshop.step) if workshop.step else 0) + 1
    return replace(workshop, steps=(*workshop.steps[:place], step, *workshop.steps[place:]))


def leave_out(workshop: Workshop, step_id: str, *, is_left_out: bool) -> Workshop:
    """Take a step out of the programme, or put it back; not one that is done or under way."""
    step = _changeable(workshop, step_id)
    status = StepStatus.LEFT_OUT if is_left_out else StepStatus.TODO
    return _with_step(workshop, replace(step, status=status))


def plan_step(workshop: Workshop, step_id: str, minutes: int) -> Workshop:
    """Give a step that is not done another length, from 1 minute to 3 hours."""
    step = _step(workshop, step_id)
    _check(step.status is not StepStatus.DONE and 1 <= minutes <= 180)
    return _with_step(workshop, replace(step, planned_s=60 * minutes))


def move_step(workshop: Workshop, step_id: str, by: int) -> Workshop:
    """Move a step among those that are still to come; a step too far stops at the end."""
    step = _changeable(workshop, step_id)
    steps = list(workshop.steps)
    floor = sum(each.status in {StepStatus.DONE, StepStatus.CURRENT} for each in steps)
    place = min(max(steps.index(step) + by, floor), len(steps) - 1)
    steps.remove(step)
    steps.insert(place, step)
    return replace(workshop, steps=tuple(steps))


def set_silence(workshop: Workshop, *, is_on: bool) -> Workshop:
    return replace(workshop, is_silence_on=is_on)


def set_vote(workshop: Workshop, vote: VoteSettings) -> Workshop:
    """The rules of the next ballot round; frozen once it is open."""
    has_begun = _is_in(workshop, StepKind.VOTE) and workshop.phase is not Phase.READY
    _check(not has_begun and 1 <= vote.dots <= 10 and 1 <= vote.most_per_item <= vote.dots)
    return replace(workshop, vote=vote)


# the discussion list


def with_list(
    workshop: Workshop, listed: Sequence[ListedItem], left_off: Sequence[ListedItem]
) -> Workshop:
    """A new list, before its first item is discussed."""
    _check(workshop.item_id is None)
    _check(not any(each.is_done for each in workshop.listed))
    return replace(workshop, listed=tuple(listed), left_off_list=tuple(left_off), discussed=0)


def add_to_list(workshop: Workshop, item_id: str) -> Workshop:
    _check(len(workshop.listed) < MOST_LISTED)
    _check(all(each.item_id != item_id for each in workshop.listed))
    added = ListedItem(item_id, is_added_by_hand=True)
    left = tuple(each for each in workshop.left_off_list if each.item_id != item_id)
    return replace(workshop, listed=(*workshop.listed, added), left_off_list=left)


def take_off_list(workshop: Workshop, item_id: str) -> Workshop:
    """Take an item off that is neither done nor under discussion."""
    entry = _listed(workshop, item_id)
    _check(not entry.is_done and workshop.item_id != item_id)
    rest = tuple(each for each in workshop.listed if each.item_id != item_id)
    before = workshop.listed.index(entry) < workshop.discussed
    return replace(
        workshop,
        listed=rest,
        left_off_list=(*workshop.left_off_list, entry),
        discussed=workshop.discussed - before,
    )


def move_on_list(workshop: Workshop, item_id: str, by: int) -> Workshop:
    """Move an item that is still to be discussed."""
    entry = _listed(workshop, item_id)
    _check(not entry.is_done and workshop.item_id != item_id)
    rest = [each for each in workshop.listed if each.item_id != item_id]
    floor = workshop.discussed + 1 if workshop.item_id else sum(e.is_done for e in rest)
    place = min(max(workshop.listed.index(entry) + by, floor), len(rest))
    rest.insert(place, entry)
    return replace(workshop, listed=tuple(rest))


# the clock


def pause(workshop: Workshop, now: datetime) -> Workshop:
    return replace(workshop, clock=clocks.pause(workshop.clock, now))


def resume(workshop: Workshop, now: datetime) -> Workshop:
    return replace(workshop, clock=clocks.resume(workshop.clock, now))


def shift(workshop: Workshop, seconds: int, now: datetime) -> Workshop:
    """Give or take time on the clock that runs."""
    return replace(workshop, clock=clocks.shift(workshop.clock, seconds, now))


def _is_in(workshop: Workshop, kind: StepKind) -> bool:
    return workshop.step is not None and workshop.step.kind is kind


def _step(workshop: Workshop, step_id: str) -> Step:
    for step in workshop.steps:
        if step.id == step_id:
            return step
    raise InvalidInputError(Fault.NOT_NOW)


def _changeable(workshop: Workshop, step_id: str) -> Step:
    step = _step(workshop, step_id)
    _check(step.status in {StepStatus.TODO, StepStatus.LEFT_OUT})
    return step


def _with_step(workshop: Workshop, changed: Step) -> Workshop:
    steps = tuple(changed if each.id == changed.id else each for each in workshop.steps)
    return replace(workshop, steps=steps)


def _listed(workshop: Workshop, item_id: str) -> ListedItem:
    for entry in workshop.listed:
        if entry.item_id == item_id:
            return entry
    raise InvalidInputError(Fault.NOT_NOW)


def _check(*holds: bool) -> None:
    if not all(holds):
        raise InvalidInputError(Fault.NOT_NOW)
