"""Any companion tool can be a step of the meeting, with its time, and reaches every phone when it is on."""

from __future__ import annotations

import pytest

from indsatskort.errors import InvalidInputError, NotFoundError
from indsatskort.store.engine import Store
from indsatskort.tools.content import tools
from indsatskort.workshop import leading
from indsatskort.workshop.model import StepKind, StepStatus
from indsatskort.workshop.programme import steps_of
from tests.workshop.room import Room, make_room


@pytest.fixture
def room(store: Store) -> Room:
    room = make_room(store)
    room.do(leading.prepare, room.anna, "short")
    return room


def test_every_tool_can_be_put_on_with_its_time_and_taken_off_again(room: Room) -> None:
    for slug, tool in tools().items():
        put_on = room.lead(leading.put_tool_on, slug).steps[1]

        assert (put_on.kind, put_on.title, put_on.tool) == (StepKind.TOOL, tool.title, slug)
        assert put_on.planned_s == 60 * tool.minutes
        assert str(tool.minutes) in tool.time
        off = room.lead(leading.leave_step_out, put_on.id, is_left_out=True)
        assert off.steps[1].status is StepStatus.LEFT_OUT


def test_the_way_to_the_tool_is_on_every_phone_while_its_step_is_on(room: Room) -> None:
    room.lead(leading.put_tool_on, "deltagelsesstigen", 12)
    room.lead(leading.begin)
    assert room.screen()["tool"] is None

    moved = room.next_()
    shown = room.screen()

    assert moved.step.planned_s == 12 * 60
    assert shown["step"]["kind"] == "tool"
    assert shown["tool"]["slug"] == "deltagelsesstigen"
    assert shown["tool"]["when"] == tools()["deltagelsesstigen"].when
    room.next_()
    assert room.screen()["tool"] is None


def test_the_tension_field_has_its_tool_with_it() -> None:
    for variant in ("three_hours", "short", "two_meetings"):
        [step] = [each for each in steps_of(variant) if each.kind is StepKind.TENSION]
        assert step.tool == "spaendingsfelt"


def test_while_the_meeting_is_on_a_tool_comes_next_and_can_be_taken_back(room: Room) -> None:
    room.lead(leading.begin)
    room.next_()
    before = room.next_()
    put_on = room.lead(leading.put_tool_on, "ressourcer")

    at = put_on.steps.index(put_on.step)
    assert put_on.steps[at + 1].tool == "ressourcer"
    assert room.lead(leading.undo).steps == before.steps


@pytest.mark.parametrize("minutes", [0, 181])
def test_a_step_takes_from_one_minute_to_three_hours(room: Room, minutes: int) -> None:
    with pytest.raises(InvalidInputError):
        room.lead(leading.put_tool_on, "ressourcer", minutes)


def test_no_tool_twice_none_that_does_not_exist_and_none_when_the_meeting_is_over(
    room: Room,
) -> None:
    room.lead(leading.put_tool_on, "ressourcer")
    with pytest.raises(InvalidInputError):
        room.lead(leading.put_tool_on, "ressourcer")
    with pytest.raises(NotFoundError):
        room.lead(leading.put_tool_on, "findes-ikke")
    room.lead(leading.begin)
    room.lead(leading.end)
    with pytest.raises(InvalidInputError):
        room.lead(leading.put_tool_on, "forankring")
