"""Who chose what leaves no trace: whatever one person gives unseen, everybody else sees the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from indsatskort.access.model import Who
from indsatskort.cards import service
from indsatskort.catalogue.model import Value
from indsatskort.store.engine import Store
from indsatskort.wording import event_sentence
from indsatskort.workshop import leading, taking_part
from indsatskort.workshop.model import Phase, VoteSettings
from tests.workshop.room import Room, begun_room


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    return begun_room(sqlite_store)


def all_others_see(room: Room, one: Who) -> str:
    """Everything that anybody but `one` can be told of the meeting, moments and counters aside."""
    others = [who for people in room.people.values() for who in people if who != one]
    seen: dict[str, Any] = {"common": room.screen()}
    for who in (room.anna, room.dorte, *others):
        seen[who.membership_id] = room.mine(who)
    with room.store.reading() as tx:
        events = service.read_timeline(tx, room.anna)
        seen["answers"] = repr(service.read_filled_card(tx, room.dorte).answers)
    seen["history"] = [
        (event_sentence(event.name, event.data), event.alias, dict(event.data), event.item_id)
        for event in events
    ]
    for passing in ("now", "version"):
        seen["common"].pop(passing)
    return json.dumps(seen, sort_keys=True, default=str)


def in_silence(room: Room) -> Callable[[Any], None]:
    room.lead(leading.go_to_step, "discuss")
    item = room.next_().item_id
    bo = room.people["Solgården"][0]
    return lambda value: room.do(taking_part.rate, bo, item, value)


def in_the_vote(room: Room) -> Callable[[Any], None]:
    room.lead(leading.go_to_step, "vote")
    room.lead(leading.set_vote, VoteSettings(is_whole_card=True))
    room.next_()
    bo = room.people["Solgården"][0]

    def vote(dots: Mapping[str, int]) -> None:
        stands = room.mine(bo)["ballot"]
        base = stands["version"] if stands else 0
        room.do(taking_part.cast_ballot, bo, dots, is_finished=True, base_version=base)

    return vote


def in_effect(room: Room) -> Callable[[Any], None]:
    room.lead(leading.go_to_step, "discuss")
    item = room.lead(leading.go_to_step, "effect").offered[0]
    bo = room.people["Solgården"][0]
    return lambda pair: room.do(taking_part.place, bo, item, *pair)


@pytest.mark.parametrize(
    ("begin", "one", "other"),
    [
        (in_silence, Value.NOT_STARTED, Value.ESTABLISHED),
        (in_the_vote, {"D1.1.1": 2}, {"D4.1.4": 2, "D3.1.7": 1}),
        (in_effect, (1, 1), (4, 4)),
    ],
)
def test_before_the_reveal_others_see_the_same_whatever_one_chose(
    room: Room, begin: Callable[[Room], Callable[[Any], None]], one: Any, other: Any
) -> None:
    give = begin(room)
    bo = room.people["Solgården"][0]
    give(one)
    before, mine = all_others_see(room, bo), room.mine(bo)

    give(other)

    assert without_gifts(all_others_see(room, bo)) == without_gifts(before)
    assert room.mine(bo) != mine


def without_gifts(told: str) -> str:
    """The history says each time that a participant gave something, and nothing more."""
    lines = [
        json.dumps([sentence, "", {}, None], sort_keys=True)
        for sentence in (
            "En deltager har givet sin egen vurdering",
            "En deltager har lagt prikker",
            "En deltager har vurderet effekt og indsats",
        )
    ]
    for line in lines:
        told = told.replace(f"{line}, ", "")
    return told


def swapped(store: Store, *, is_swapped: bool) -> dict[str, Any]:
    """A room in which two of the same column have given each other's ratings and dots, or have not."""
    room = begun_room(store)
    room.lead(leading.go_to_step, "discuss")
    item = room.next_().item_id
    bo, per, *rest = room.people["Solgården"]
    if is_swapped:
        bo, per = per, bo
    for who, value in zip((bo, per, *rest), (0, 3, 1, 1), strict=True):
        room.do(taking_part.rate, who, item, list(Value)[value])
    shown = room.lead(leading.go_to_phase, Phase.SHOWN)
    assert shown.phase is Phase.SHOWN
    ratings = room.screen()["item"]["columns"]
    room.lead(leading.go_to_step, "vote")
    room.lead(leading.set_vote, VoteSettings(is_whole_card=True))
    room.next_()
    everybody = [who for people in room.people.values() for who in people]
    for who in everybody:
        dots = {bo: {"D1.1.1": 2}, per: {"D4.1.4": 1}}.get(who, {"D3.1.7": 1})
        room.do(taking_part.cast_ballot, who, dots, is_finished=True, base_version=0)
    room.next_()
    room.next_()
    names = {actor_id: name for name, actor_id in room.columns.items()}
    return {
        "ratings": [{**each, "id": names[each["id"]]} for each in ratings],
        "result": room.screen()["result"],
    }


def test_after_the_reveal_nothing_tells_which_of_two_in_a_column_it_was(
    sqlite_store: Store,
) -> None:
    as_it_was = swapped(sqlite_store, is_swapped=False)

    assert as_it_was["result"]["rows"]
    assert swapped(sqlite_store, is_swapped=True) == as_it_was
