"""Leading the meeting: what facilitators do. All facilitators are equal; the second press does nothing.

Each command carries an id of its own and, where order matters, the version that the facilitator saw.
The same command twice is done once; one that somebody else came before changes nothing and says who.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from indsatskort.access import door
from indsatskort.access.model import Who
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards import service as card_service
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import Fault, InvalidInputError, MovedOnError, NotFoundError
from indsatskort.store.transaction import Transaction
from indsatskort.tools.content import tool_of
from indsatskort.workshop import clock as clocks
from indsatskort.workshop import moves, placing, repository, results, taking_part
from indsatskort.workshop.discussion import Renewal, renewal
from indsatskort.workshop.effort import MOST_OFFERED, offered
from indsatskort.workshop.listing import list_now
from indsatskort.workshop.model import (
    Aside,
    ChoiceState,
    ListedItem,
    Phase,
    VoteSettings,
    Workshop,
    WorkshopState,
)
from indsatskort.workshop.programme import steps_of, tool_step
from indsatskort.workshop.smallest_group import dots_to_show
from indsatskort.workshop.turns import Pressed, Turn, turn_of

FEWEST_CHOSEN, MOST_CHOSEN = 3, 5


@dataclass(frozen=True, slots=True)
class Command:
    """A press: an id of its own, and the version that was seen (None where order does not matter)."""

    id: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The last command that was not taken back."""

    name: str
    alias: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewList:
    """What a new list would change, and every item that has reasons now, by id."""

    changes: Renewal
    entries: Mapping[str, ListedItem]


def prepare(tx: Transaction, who: Who, variant: str) -> Workshop:
    """A new meeting on the newest round, with the programme of a variant. The one before stays."""
    card_rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    before = repository.current_workshop(tx, who.card_id)
    if before and before.state is WorkshopState.RUNNING:
        raise InvalidInputError(Fault.NOT_NOW)
    workshop = Workshop(
        id=str(uuid4()),
        card_id=who.card_id,
        round_id=card_service.read_round(tx, who).id,
        version=1,
        state=WorkshopState.DRAFT,
        steps=steps_of(variant),
    )
    record(tx, who.card_id, EventName.WORKSHOP_PREPARED, who=who, variant=variant)
    number = repository.count_workshops(tx, who.card_id) + 1
    repository.insert_workshop(tx, workshop, number)
    return workshop


# moving


def begin(tx: Transaction, who: Who, command: Command) -> Workshop:
    """Begin the meeting, or take a closed one up again."""
    return _lead(tx, who, command, "begin", lambda workshop: moves.start(workshop, tx.at))


def end(tx: Transaction, who: Who, command: Command) -> Workshop:
    """End the meeting; from then on nobody can tell whose ballots and ratings they were."""
    ended = _lead(tx, who, command, "end", moves.close)
    results.forget(tx, ended)
    return ended


def next_step(tx: Transaction, who: Who, command: Command, reason: str = "") -> Workshop:
    """The one way forward. `reason` is for choosing fewer than three or more than five."""

    def onwards(workshop: Workshop) -> Workshop:
        _check_choices(tx, workshop, reason)
        if workshop.phase is Phase.CLOSED:
            _check_second_reveal(tx, workshop)
        return moves.next_(workshop, tx.at)

    moved = _lead(tx, who, command, "next", onwards)
    if moved.state is WorkshopState.CLOSED:
        results.forget(tx, moved)
    return moved


def go_to_step(tx: Transaction, who: Who, command: Command, step_id: str) -> Workshop:
    return _lead(tx, who, command, "go", lambda each: moves.go_to(each, step_id, tx.at))


def go_to_phase(tx: Transaction, who: Who, command: Command, phase: Phase) -> Workshop:
    """Another phase of the same step: of the item, or of the ballot."""

    def there(workshop: Workshop) -> Workshop:
        if phase is Phase.REVEALED:
            _check_second_reveal(tx, workshop)
        return moves.to_phase(workshop, phase, tx.at)

    return _lead(tx, who, command, "phase", there)


def go_to_item(tx: Transaction, who: Who, command: Command, index: int) -> Workshop:
    return _lead(tx, who, command, "item", lambda each: moves.jump_to_item(each, index, tx.at))


def put_item_last(tx: Transaction, who: Who, command: Command) -> Workshop:
    """Let the item under discussion wait until the end of the list, and take up the next."""
    return _lead(tx, who, command, "last", lambda each: moves.put_item_last(each, tx.at))


def show_aside(tx: Transaction, who: Who, command: Command, aside: Aside | None) -> Workshop:
    """Put something else on the big screen for a moment, or (None) go back to where the room is.

    It moves nobody, so that *Fortryd* passes it by.
    """
    return _lead(
        tx,
        who,
        command,
        "aside",
        lambda each: moves.show_aside(each, aside),
        event=EventName.SCREEN_LENT,
        is_kept=False,
    )


def hold_new_ballot(tx: Transaction, who: Who, command: Command) -> Workshop:
    """Empty ballots; the old round stays readable."""
    return _lead(tx, who, command, "ballot", moves.new_ballot_round)


def undo(tx: Transaction, who: Who, command: Command) -> Workshop:
    """Take back the last command, whoever gave it; what people have contributed since is kept.

    The clock stands still as it was left. A reveal is not undone in silence: every screen says so.
    """
    workshop = _current(tx, who)
    last = next(iter(repository.last_commands(tx, workshop.id, 1)), None)
    if last is None:
        raise InvalidInputError(Fault.NOT_NOW)
    before = repository.of_document(last.before)
    is_reveal = workshop.phase is Phase.REVEALED and before.phase is Phase.CLOSED
    name = EventName.REVEAL_UNDONE if is_reveal else EventName.WORKSHOP_MOVE_UNDONE

    def taken_back(now: Workshop) -> Workshop:
        if is_reveal:
            return moves.hide_again(now, tx.at)
        clock = clocks.pause(before.clock, last.at)
        return replace(before, clock=clock, version=now.version, aside=None)

    undone = _lead(tx, who, command, "undo", taken_back, event=name, is_kept=False)
    repository.mark_undone(tx, last.id)
    return undone


# the programme, the list and the clock


def put_tool_on(
    tx: Transaction, who: Who, command: Command, slug: str, minutes: int | None = None
) -> Workshop:
    """A step in which the room fills in a companion tool; without `minutes`, its usual time."""
    step = tool_step(tool_of(slug), minutes)
    return _lead(tx, who, command, "programme", lambda each: moves.put_on(each, step))


def leave_step_out(
    tx: Transaction, who: Who, command: Command, step_id: str, *, is_left_out: bool
) -> Workshop:
    return _lead(
        tx,
        who,
        command,
        "programme",
        lambda each: moves.leave_out(each, step_id, is_left_out=is_left_out),
    )


def plan_step(tx: Transaction, who: Who, command: Command, step_id: str, minutes: int) -> Workshop:
    return _lead(
        tx, who, command, "programme", lambda each: moves.plan_step(each, step_id, minutes)
    )


def move_step(tx: Transaction, who: Who, command: Command, step_id: str, by: int) -> Workshop:
    return _lead(tx, who, command, "programme", lambda each: moves.move_step(each, step_id, by))


def set_silence(tx: Transaction, who: Who, command: Command, *, is_on: bool) -> Workshop:
    return _lead(tx, who, command, "programme", lambda each: moves.set_silence(each, is_on=is_on))


def set_vote(tx: Transaction, who: Who, command: Command, vote: VoteSettings) -> Workshop:
    return _lead(tx, who, command, "programme", lambda each: moves.set_vote(each, vote))


def make_list(tx: Transaction, who: Who, command: Command) -> Workshop:
    """Choose the items to discuss by rule; a snapshot with its reasons."""
    listed, left_off = list_now(tx, who, _current(tx, who), catalogue())
    return _lead(tx, who, command, "list", lambda each: moves.with_list(each, listed, left_off))


def look_at_new_list(tx: Transaction, who: Who) -> NewList:
    """What the rule would make of the list now, beside the list that stands. Changes nothing."""
    card_rules.check_manage(who)
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop is None:
        raise InvalidInputError(Fault.NO_WORKSHOP)
    listed, left_off = list_now(tx, who, workshop, catalogue())
    now = [entry.item_id for entry in workshop.listed]
    changes = renewal(now, [entry.item_id for entry in listed])
    return NewList(changes, {entry.item_id: entry for entry in (*left_off, *listed)})


def add_to_list(tx: Transaction, who: Who, command: Command, item_id: str) -> Workshop:
    items = {item.id for item in card_service.read_filled_card(tx, who).items}
    if item_id not in items:
        raise NotFoundError
    return _lead(tx, who, command, "list", lambda each: moves.add_to_list(each, item_id))


def take_off_list(tx: Transaction, who: Who, command: Command, item_id: str) -> Workshop:
    return _lead(tx, who, command, "list", lambda each: moves.take_off_list(each, item_id))


def move_on_list(tx: Transaction, who: Who, command: Command, item_id: str, by: int) -> Workshop:
    return _lead(tx, who, command, "list", lambda each: moves.move_on_list(each, item_id, by))


def pause_clock(tx: Transaction, who: Who, command: Command) -> Workshop:
    return _lead(tx, who, command, "clock", lambda each: moves.pause(each, tx.at))


def resume_clock(tx: Transaction, who: Who, command: Command) -> Workshop:
    return _lead(tx, who, command, "clock", lambda each: moves.resume(each, tx.at))


def shift_clock(tx: Transaction, who: Who, command: Command, seconds: int) -> Workshop:
    """Give or take time; two facilitators' minutes add up, whoever pressed first."""
    return _lead(tx, who, command, "clock", lambda each: moves.shift(each, seconds, tx.at))


# people


def move_person(tx: Transaction, who: Who, membership_id: str, actor_id: str) -> None:
    """Seat somebody in the right column, with the ratings and dots the room has not seen yet."""
    cards.card_of(tx, who.card_id, lock=True)
    door.move_person(tx, who, membership_id, actor_id)
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop and workshop.phase is not Phase.REVEALED:
        repository.move_ballot(
            tx, workshop.id, membership_id, workshop.ballot_round, actor_id=actor_id
        )


def remove_person(tx: Transaction, who: Who, membership_id: str) -> None:
    """Take somebody out of the meeting: what the room has not seen is withdrawn, texts stay."""
    cards.card_of(tx, who.card_id, lock=True)
    door.remove_person(tx, who, membership_id)
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop and workshop.phase is not Phase.REVEALED:
        repository.withdraw(tx, workshop.id, membership_id, workshop.ballot_round)


def last_done(tx: Transaction, who: Who) -> Done | None:
    """What *Fortryd* would take back."""
    card_rules.check_manage(who)
    workshop = repository.current_workshop(tx, who.card_id)
    last = next(iter(repository.last_commands(tx, workshop.id, 1)), None) if workshop else None
    return Done(last.name, last.alias or "", last.at) if last else None


def _lead(
    tx: Transaction,
    who: Who,
    command: Command,
    name: str,
    change: Callable[[Workshop], Workshop],
    *,
    event: EventName = EventName.WORKSHOP_MOVED,
    is_kept: bool = True,
) -> Workshop:
    """Do a command once, in its turn: standing, command log and event in one transaction."""
    workshop = _current(tx, who)
    if repository.has_command(tx, workshop.id, command.id):
        return workshop
    if _is_done_already(tx, who, command, name, workshop):
        return workshop
    moved = replace(change(workshop), version=workshop.version + 1)
    if moved.phase is Phase.LISTED and not moved.listed and workshop.phase is not Phase.LISTED:
        moved = moves.with_list(moved, *list_now(tx, who, moved, catalogue()))
    if moved.phase is Phase.PLACING and not moved.offered:
        moved = replace(moved, offered=_offered(tx, who, moved))
    if moved.phase is Phase.REVEALED and workshop.phase is not Phase.REVEALED:
        event = EventName.VOTES_REVEALED
        results.freeze_votes(tx, moved)
    if moved.phase is Phase.PLACED and workshop.phase is Phase.PLACING:
        placing.freeze_places(tx, moved)
    if moved.revealed != workshop.revealed:
        results.freeze_ratings(tx, moved, moved.revealed - workshop.revealed)
    step = moved.step.kind if moved.step else None
    record(tx, who.card_id, event, who=who, command=name, step=step, phase=moved.phase)
    repository.put_workshop(tx, moved)
    repository.insert_command(
        tx,
        workshop,
        command_id=command.id,
        membership_id=who.membership_id,
        name=name,
        is_undone=not is_kept,
    )
    return moved


def _offered(tx: Transaction, who: Who, workshop: Workshop) -> tuple[str, ...]:
    """What effect and effort is asked about: the best by dots, else what was discussed."""
    votable = taking_part.votable(tx, who, workshop)
    ballots = results.votes_shown(tx, workshop)
    if not ballots:
        return tuple(entry.item_id for entry in workshop.listed)[:MOST_OFFERED]
    kinds = results.kinds_of(tx, workshop)
    counts = results.ballots_by_kind(ballots, kinds)
    shown = dots_to_show(counts, is_open_per_kind=workshop.vote.is_open_per_kind)
    return offered(results.result_of(ballots, kinds, votable, shown), votable)


def _current(tx: Transaction, who: Who) -> Workshop:
    card_rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop is None:
        raise InvalidInputError(Fault.NO_WORKSHOP)
    return workshop


def _is_done_already(
    tx: Transaction, who: Who, command: Command, name: str, workshop: Workshop
) -> bool:
    """Whether a press was one with an earlier one of the same facilitator; raises `MovedOnError` when
    somebody else came before it."""
    if command.version is None or command.version == workshop.version:
        return False
    since = repository.commands_since(tx, workshop, command.version)
    if not since:  # another meeting than the one that was seen
        raise _moved_on(tx, workshop, None)
    seen = repository.of_document(since[0].before)
    given = [Pressed(each.name, each.membership_id) for each in since]
    me = Pressed(name, who.membership_id)
    turn = turn_of(me, given, has_moved=seen.place != workshop.place)
    if turn is Turn.LATE:
        raise _moved_on(tx, workshop, [each for each in since if each.membership_id != me.by][-1])
    return turn is Turn.DONE


def _moved_on(tx: Transaction, workshop: Workshop, first: Any | None) -> MovedOnError:
    title = workshop.step.title if workshop.step else "slutningen"
    return MovedOnError((first and first.alias) or "", first.at if first else tx.at, title)


def _check_choices(tx: Transaction, workshop: Workshop, reason: str) -> None:
    if workshop.phase is not Phase.DRAFTING:
        return
    chosen = [
        each
        for each in repository.choices(tx, workshop.round_id)
        if each.state is ChoiceState.CHOSEN
    ]
    if not FEWEST_CHOSEN <= len(chosen) <= MOST_CHOSEN and not reason.strip():
        raise InvalidInputError(Fault.CHOOSE_THREE_TO_FIVE, count=len(chosen))
    if any(each.ambition is None for each in chosen):
        raise InvalidInputError(Fault.AMBITION_MISSING)


def _check_second_reveal(tx: Transaction, workshop: Workshop) -> None:
    changed = results.too_few_changed(tx, workshop)
    if changed:
        raise InvalidInputError(Fault.TOO_FEW_CHANGED, count=changed)
