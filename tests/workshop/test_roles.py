"""Who may do what in the meeting: every use case that leads it, asked by all who do not."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from indsatskort.access import door
from indsatskort.cards import service
from indsatskort.catalogue.model import Value
from indsatskort.errors import NotAllowedError
from indsatskort.store.engine import Store
from indsatskort.workshop import deciding, leading, taking_part
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Agreement, Aside, Phase, VoteSettings
from tests.workshop.room import Room, make_room

Act = Callable[..., Any]
NEEDS_FACILITATOR = (door.set_door, door.move_person, door.remove_person, door.set_gone)
NEEDS_FACILITATOR += (door.set_scribe, taking_part.cast_paper_ballot)
NEEDS_PEN = (deciding.write_agreement, deciding.choose, deciding.place_for_room)


def use_cases(room: Any) -> list[Act]:
    """The public functions of a module that act for somebody."""
    return [
        act
        for name, act in inspect.getmembers(room, inspect.isfunction)
        if act.__module__ == room.__name__
        and not name.startswith("_")
        and {"tx", "who"} <= inspect.signature(act).parameters.keys()
    ]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('roles') / 'test.sqlite'}")
    room = make_room(store)
    room.do(leading.prepare, room.anna, "three_hours")
    room.lead(leading.begin)
    return room


def plausible(room: Room, act: Act) -> dict[str, Any]:
    """Arguments that a facilitator could give."""
    with room.store.reading() as tx:
        round_id = service.read_round(tx, room.anna).id
    values = {
        "command": Command(str(uuid4())),
        "variant": "short",
        "step_id": "discuss",
        "phase": Phase.SHOWN,
        "index": 0,
        "minutes": 5,
        "slug": "ressourcer",
        "by": 1,
        "seconds": 60,
        "item_id": "D1.1.1",
        "aside": Aside.CARD,
        "vote": VoteSettings(),
        "actor_id": room.columns["Engbo"],
        "membership_id": room.people["Kommunen"][0].membership_id,
        "is_left_out": True,
        "is_on": True,
        "is_open": True,
        "is_gone": True,
        "is_scribe": True,
        "round_id": round_id,
        "agreement": Agreement("D1.1.1", "Vi gør det.", Value.PARTLY),
        "base_version": 0,
        "choices": (),
        "effect": 3,
        "ease": 3,
        "dots": {},
    }
    wanted = inspect.signature(act).parameters
    return {
        name: values[name]
        for name, parameter in wanted.items()
        if name not in {"tx", "who"} and (name in values or parameter.default is parameter.empty)
    }


@pytest.mark.parametrize("person", ["participant", "viewer"])
@pytest.mark.parametrize(
    "act", [*use_cases(leading), *NEEDS_FACILITATOR, *NEEDS_PEN], ids=lambda each: each.__name__
)
def test_only_facilitators_lead_and_only_the_pen_writes(room: Room, act: Act, person: str) -> None:
    who = room.dorte if person == "viewer" else room.people["Solgården"][0]

    with pytest.raises(NotAllowedError):
        room.do(act, who, **plausible(room, act))


@pytest.mark.parametrize("act", use_cases(taking_part), ids=lambda each: each.__name__)
def test_readers_give_nothing_to_the_meeting(room: Room, act: Act) -> None:
    if act is taking_part.votable:  # reads
        return
    rest = {"value": Value.PARTLY, "is_finished": True}
    wanted = inspect.signature(act).parameters
    given = plausible_for_people(room, act) | {k: v for k, v in rest.items() if k in wanted}

    with pytest.raises(NotAllowedError):
        room.do(act, room.dorte, **given)


def plausible_for_people(room: Room, act: Act) -> dict[str, Any]:
    wanted = inspect.signature(act).parameters
    known = {"item_id": "D1.1.1", "is_on": True, "dots": {}, "base_version": 0}
    known |= {"effect": 3, "ease": 3, "actor_id": room.columns["Engbo"]}
    return {name: value for name, value in known.items() if name in wanted}
