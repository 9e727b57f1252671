"""What facilitators do beside the one way forward: wait with an item, renew the list, lend the screen;
and what the scribe places when too few have answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from indsatskort.access import door
from indsatskort.access import repository as access
from indsatskort.catalogue.model import Value
from indsatskort.errors import InvalidInputError, NotAllowedError
from indsatskort.store.engine import Store
from indsatskort.workshop import deciding, leading, taking_part
from indsatskort.workshop.model import Aside, Phase, StepKind
from indsatskort.workshop.watching import read_meeting
from tests.workshop.room import Room, begun_room

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def room(store: Store) -> Room:
    return begun_room(store, at=NINE)


def discussing(room: Room, count: int = 3, at: datetime = NINE) -> list[str]:
    """At the first item of a list of so many."""
    listed = room.lead(leading.go_to_step, "discuss", at=at).listed
    for entry in listed[count:]:
        room.lead(leading.take_off_list, entry.item_id, at=at)
    room.next_(at=at)
    return [entry.item_id for entry in listed[:count]]


def test_an_item_can_wait_until_the_end_of_the_list(room: Room) -> None:
    first, second, third = discussing(room)

    moved = room.lead(leading.put_item_last, at=NINE)

    assert [entry.item_id for entry in moved.listed] == [second, third, first]
    assert (moved.item_id, moved.phase) == (second, Phase.SILENT)
    back = room.lead(leading.undo, at=NINE)
    assert [entry.item_id for entry in back.listed] == [first, second, third]
    assert back.item_id == first


def test_the_last_item_of_the_list_cannot_wait_for_itself(room: Room) -> None:
    discussing(room, count=1)

    with pytest.raises(InvalidInputError):
        room.lead(leading.put_item_last)


def test_an_item_whose_ratings_were_seen_is_not_rated_in_silence_again(room: Room) -> None:
    first, _second = discussing(room, count=2)
    room.lead(leading.go_to_phase, Phase.SHOWN)
    room.lead(leading.put_item_last)

    room.lead(leading.go_to_item, 1)

    with pytest.raises(InvalidInputError):
        room.do(taking_part.rate, room.people["Engbo"][0], first, Value.PARTLY)


def test_every_item_gets_its_share_of_what_is_left(room: Room) -> None:
    discussing(room, count=3)
    four = [60 * 15 * weight // 15 for weight in (2, 5, 6, 2)]

    planned = [room.next_(at=NINE + timedelta(minutes=each)).clock.planned_s for each in (1, 6, 12)]
    assert planned == four[1:]

    late = room.next_(at=NINE + timedelta(minutes=40))  # 20 minutes for two
    assert (late.item_minutes, late.clock.planned_s) == (10, 80)


def test_the_big_screen_can_show_something_else_and_nobody_is_moved(room: Room) -> None:
    discussing(room)
    before = room.screen()

    room.lead(leading.show_aside, Aside.CARD)
    card = room.screen()
    room.lead(leading.show_aside, Aside.LIST)
    listed = room.screen()

    assert (card["aside"], card["map"]["mode"]) == ("card", "tiles")
    assert (listed["aside"], len(listed["listed"]), listed["map"]) == ("list", 3, None)
    assert before["stamp"] == card["stamp"] == listed["stamp"]
    assert room.next_().aside is None


def test_undo_passes_by_what_the_screen_showed_aside(room: Room) -> None:
    _first, *_ = discussing(room)
    room.lead(leading.show_aside, Aside.DOOR)

    undone = room.lead(leading.undo)

    assert (undone.phase, undone.aside) == (Phase.LISTED, None)


def test_a_new_list_tells_what_it_would_change_with_reasons_and_changes_nothing(room: Room) -> None:
    listed = room.lead(leading.go_to_step, "discuss").listed
    first, second = listed[0].item_id, listed[1].item_id
    room.lead(leading.take_off_list, first)
    room.lead(leading.add_to_list, "D4.2.1")
    room.lead(leading.move_on_list, second, 1)
    before = room.screen()["listed"]

    found = room.do(leading.look_at_new_list, room.anna)

    assert (found.changes.coming, found.changes.going) == ((first,), ("D4.2.1",))
    assert len(found.changes.moved) == 1
    assert found.entries[first].reasons == listed[0].reasons
    assert room.screen()["listed"] == before
    again = room.lead(leading.make_list)
    assert [entry.item_id for entry in again.listed] == [entry.item_id for entry in listed]
    assert room.do(leading.look_at_new_list, room.anna).changes.is_nothing


def test_no_new_list_is_made_under_an_item(room: Room) -> None:
    discussing(room)

    with pytest.raises(InvalidInputError):
        room.lead(leading.make_list)


# effect and effort


def placing(room: Room) -> tuple[str, ...]:
    room.lead(leading.go_to_step, "discuss")
    return room.lead(leading.go_to_step, "effect").offered


def places(room: Room) -> dict[str, list[str]]:
    quadrants = room.screen()["effect"]["quadrants"]
    return {each["name"]: [item["id"] for item in each["items"]] for each in quadrants}


def scribe(room: Room):
    bo = room.people["Solgården"][0]
    room.do(door.set_scribe, room.anna, bo.membership_id, is_scribe=True)
    with room.store.reading() as tx:
        return access.membership(tx, bo.membership_id)


def test_the_scribe_places_what_fewer_than_three_have_placed(room: Room) -> None:
    first, second, *_ = placing(room)
    for who in room.people["Solgården"]:
        room.do(taking_part.place, who, first, 4, 4)
    for who in room.people["Røde Kors"]:
        room.do(taking_part.place, who, second, 4, 4)
    bo = scribe(room)
    with pytest.raises(InvalidInputError):
        room.do(deciding.place_for_room, bo, second, 3, 1)  # not before they are shown
    room.next_()
    assert places(room)["Sæt i gang nu"] == [first]

    room.do(deciding.place_for_room, bo, second, 3, 1)

    assert places(room) == {
        "Sæt i gang nu": [first],
        "Plant et frø": [second],
        "Gør det, hvis det er let": [],
        "Lad ligge": [],
    }
    with pytest.raises(InvalidInputError):
        room.do(deciding.place_for_room, bo, first, 1, 1)  # the room has placed it itself


def test_participants_who_have_not_the_pen_place_only_for_themselves(room: Room) -> None:
    first, *_ = placing(room)
    room.next_()
    for who in (room.people["Engbo"][0], room.dorte):
        with pytest.raises(NotAllowedError):
            room.do(deciding.place_for_room, who, first, 3, 3)


def test_a_second_showing_does_not_tell_where_one_person_moved_an_item(room: Room) -> None:
    first, *_ = placing(room)
    people = room.people["Engbo"]
    for who, effect in zip(people, (2, 3, 3), strict=True):
        room.do(taking_part.place, who, first, effect, 4)
    room.next_()
    room.lead(leading.undo)
    assert room.screen()["effect"]["quadrants"] is None

    room.do(taking_part.place, people[1], first, 1, 4)
    room.next_()

    assert places(room)["Sæt i gang nu"] == [first]  # as it was shown, not as it is


def test_where_the_items_stand_is_kept_when_who_put_them_there_is_forgotten(room: Room) -> None:
    first, *_ = placing(room)
    for who in room.people["Engbo"]:
        room.do(taking_part.place, who, first, 3, 2)
    room.next_()
    room.lead(leading.end)

    with room.store.reading() as tx:
        meeting = read_meeting(tx, room.anna)
    assert meeting.placements == ()
    assert {item: place.name for item, place in meeting.places.items()} == {first: "Plant et frø"}
    assert meeting.workshop.step is None or meeting.workshop.step.kind is StepKind.EFFECT
