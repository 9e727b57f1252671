"""Two presses, and whose: what is done, what was done already, and what comes too late."""

from __future__ import annotations

from uuid import uuid4

import pytest

from indsatskort.errors import Fault, InvalidInputError, MovedOnError
from indsatskort.store.engine import Store
from indsatskort.workshop import leading
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Aside, Phase, VoteSettings, Workshop
from indsatskort.workshop.turns import FROM_HERE_ON, Pressed, Turn, turn_of
from tests.workshop.room import Room, begun_room, seat_facilitator

WHOLE_CARD = VoteSettings(is_whole_card=True)


@pytest.mark.parametrize(
    ("press", "since", "has_moved", "turn"),
    [
        ("next", [], False, Turn.NOW),
        ("next", ["programme anna"], False, Turn.NOW),
        ("next", ["next anna"], True, Turn.DONE),
        ("next", ["next jonas"], True, Turn.LATE),
        ("next", ["programme jonas"], False, Turn.LATE),
        ("next", ["clock jonas", "aside jonas"], False, Turn.NOW),
        ("next", ["clock jonas", "next anna"], True, Turn.DONE),
        ("go", ["go anna"], True, Turn.NOW),
        ("list", ["list anna", "next anna"], True, Turn.NOW),
        ("list", ["list jonas"], False, Turn.LATE),
        ("undo", ["programme anna"], False, Turn.NOW),
        ("undo", ["undo anna"], True, Turn.DONE),
        ("undo", ["clock jonas"], False, Turn.LATE),
    ],
)
def test_only_what_somebody_else_did_comes_before_a_press(
    press: str, since: list[str], has_moved: bool, turn: Turn
) -> None:
    given = [Pressed(*each.split()) for each in since]

    assert turn_of(Pressed(press, "anna"), given, has_moved=has_moved) is turn


def test_a_command_whose_giver_is_gone_is_somebody_elses() -> None:
    assert turn_of(Pressed("next", "anna"), [Pressed("go", None)], has_moved=True) is Turn.LATE


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    return begun_room(sqlite_store)


def as_seen(seen: Workshop) -> Command:
    """A press on a page that was drawn when the meeting stood so."""
    return Command(str(uuid4()), seen.version)


def test_saving_the_rules_and_opening_the_vote_in_one_breath_does_both(room: Room) -> None:
    seen = room.lead(leading.go_to_step, "vote")
    room.do(leading.set_vote, room.anna, as_seen(seen), WHOLE_CARD)

    opened = room.do(leading.next_step, room.anna, as_seen(seen))

    assert (opened.phase, opened.vote) == (Phase.OPEN, WHOLE_CARD)


def test_two_items_taken_off_the_list_in_one_breath_are_both_off(room: Room) -> None:
    seen = room.lead(leading.go_to_step, "discuss")
    first, second, *rest = [entry.item_id for entry in seen.listed]
    room.do(leading.take_off_list, room.anna, as_seen(seen), first)

    left = room.do(leading.take_off_list, room.anna, as_seen(seen), second)

    assert [entry.item_id for entry in left.listed] == rest


@pytest.mark.parametrize("name", sorted(FROM_HERE_ON))
def test_a_double_press_is_one_press_and_no_refusal(room: Room, name: str) -> None:
    seen = standing_before(room, name)
    press = {"next": leading.next_step, "ballot": leading.hold_new_ballot}
    press |= {"last": leading.put_item_last, "undo": leading.undo}
    press |= {"begin": leading.begin, "end": leading.end}
    once = room.do(press[name], room.anna, as_seen(seen))

    twice = room.do(press[name], room.anna, as_seen(seen))

    assert twice == once
    assert once.place != seen.place


def standing_before(room: Room, name: str) -> Workshop:
    if name == "begin":
        return room.lead(leading.end)
    if name == "end":
        return room.lead(leading.go_to_step, "close")
    if name == "last":
        room.lead(leading.go_to_step, "discuss")
        return room.next_()
    seen = room.lead(leading.go_to_step, "vote")
    if name == "ballot":
        room.next_()
        seen = room.next_()
    return seen


def test_who_confirms_the_way_to_the_choice_twice_is_not_asked_to_have_chosen(room: Room) -> None:
    before = room.lead(leading.go_to_step, "effect")
    before = room.next_() if before.phase is Phase.PLACING else before
    room.do(leading.next_step, room.anna, as_seen(before))

    assert room.do(leading.next_step, room.anna, as_seen(before)).phase is Phase.DRAFTING
    with pytest.raises(InvalidInputError) as refused:
        room.next_()
    assert refused.value.fault is Fault.CHOOSE_THREE_TO_FIVE


def test_a_minute_more_from_a_co_facilitator_stops_nobody(room: Room) -> None:
    jonas = seat_facilitator(room, "Jonas")
    seen = room.lead(leading.go_to_step, "vote")
    room.do(leading.shift_clock, jonas, Command(str(uuid4())), 60)
    room.do(leading.show_aside, jonas, Command(str(uuid4())), Aside.CARD)

    assert room.do(leading.next_step, room.anna, as_seen(seen)).phase is Phase.OPEN


def test_a_press_after_a_co_facilitator_says_who_was_first_and_changes_nothing(room: Room) -> None:
    jonas = seat_facilitator(room, "Jonas")
    seen = room.lead(leading.go_to_step, "vote")
    moved = room.do(leading.next_step, jonas, as_seen(seen))
    room.do(leading.shift_clock, room.anna, Command(str(uuid4())), 60)

    with pytest.raises(MovedOnError) as refused:
        room.do(leading.next_step, room.anna, as_seen(seen))

    assert (refused.value.alias, refused.value.where) == ("Jonas", moved.step.title)
    assert room.screen()["phase"] == Phase.OPEN


def test_a_press_on_the_page_of_an_earlier_meeting_does_nothing_to_the_new_one(room: Room) -> None:
    ended = room.lead(leading.end)
    room.do(leading.prepare, room.anna, "short")

    with pytest.raises(MovedOnError):
        room.do(leading.begin, room.anna, as_seen(ended))
