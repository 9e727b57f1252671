"""A whole meeting as use cases: what is hidden until when, what is counted, what can be taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from indsatskort.cards import repository as cards
from indsatskort.cards import service
from indsatskort.catalogue.model import Value
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    MovedOnError,
    NotAllowedError,
    Refusal,
)
from indsatskort.store.engine import Store
from indsatskort.workshop import deciding, leading, taking_part
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import (
    Agreement,
    Choice,
    ChoiceState,
    Phase,
    StepKind,
    VoteSettings,
    Workshop,
)
from tests.workshop.room import Room, fill_example, make_room, seat_facilitator

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def room(store: Store) -> Room:
    room = make_room(store)
    fill_example(room)
    room.do(leading.prepare, room.anna, "three_hours")
    return room


def go_to(room: Room, kind: StepKind) -> Workshop:
    with room.store.reading() as tx:
        from indsatskort.workshop.watching import read_meeting

        meeting = read_meeting(tx, room.anna)
    if meeting.workshop.state == "draft":
        room.lead(leading.begin)
    step = next(each for each in meeting.workshop.steps if each.kind is kind)
    return room.lead(leading.go_to_step, step.id)


def test_the_programme_runs_from_welcome_to_close(room: Room) -> None:
    begun = room.lead(leading.begin)
    kinds = [begun.step.kind]
    for _ in range(60):
        moved = room.next_()
        if moved.step is None:
            break
        if moved.phase is Phase.DRAFTING:
            _choose(room, 3)
        if moved.step.kind is not kinds[-1]:
            kinds.append(moved.step.kind)

    assert moved.state == "closed"
    assert kinds[0] is StepKind.WELCOME
    assert kinds[-1] is StepKind.CLOSE
    assert StepKind.FILL not in kinds


def test_own_ratings_are_hidden_until_shown_and_withheld_below_three(room: Room) -> None:
    go_to(room, StepKind.DISCUSS)
    room.lead(leading.make_list)
    item = room.next_().item_id
    values = [Value.NOT_STARTED, Value.PARTLY, Value.PARTLY, Value.UNKNOWN]
    for who, value in zip(room.people["Solgården"], values, strict=True):
        room.do(taking_part.rate, who, item, value)
    for who in room.people["Ældre Sagen"]:
        room.do(taking_part.rate, who, item, Value.ESTABLISHED)

    silent = room.screen()["item"]
    room.lead(leading.go_to_phase, Phase.SHOWN)
    shown = {column["name"]: column["ratings"] for column in room.screen()["item"]["columns"]}

    assert all(column["ratings"] is None for column in silent["columns"])
    assert shown["Solgården"] == {"counts": [1, 0, 2, 0], "unknown": 1, "raters": 4}
    assert shown["Ældre Sagen"] == {"withheld": "Kun 2 personer. Vises fra 3."}
    with pytest.raises(InvalidInputError):
        room.do(taking_part.rate, room.people["Engbo"][0], item, Value.AD_HOC)


def test_the_list_is_the_worked_examples(room: Room) -> None:
    for who in room.people["Kommunen"][:2]:
        room.do(taking_part.ask_to_discuss, who, "D1.2.1", is_on=True)
    go_to(room, StepKind.DISCUSS)
    made = room.lead(leading.make_list)

    assert "D1.1.6" in [entry.item_id for entry in made.listed]
    assert sum(entry.item_id.startswith("D1.") for entry in made.listed) == 3


def test_the_list_is_on_the_table_when_the_room_comes_to_it(room: Room) -> None:
    arrived = go_to(room, StepKind.DISCUSS)

    assert arrived.phase is Phase.LISTED
    assert "D1.1.6" in [entry.item_id for entry in arrived.listed]
    assert room.next_().phase is Phase.SILENT


def open_vote(room: Room, **settings: object) -> Workshop:
    go_to(room, StepKind.VOTE)
    room.lead(leading.set_vote, VoteSettings(is_whole_card=True, **settings))
    return room.next_()


def vote(room: Room, who, dots: dict[str, int], base: int = 0, finished: bool = True):
    return room.do(taking_part.cast_ballot, who, dots, is_finished=finished, base_version=base)


def test_dots_are_secret_until_revealed_and_then_sums(room: Room) -> None:
    open_vote(room)
    everybody = [who for people in room.people.values() for who in people]
    for who in everybody:
        vote(room, who, {"D1.1.1": 2, "D4.1.4": 2, "D3.1.7": 1})

    before = room.screen()
    room.next_()
    room.next_()
    after = room.screen()["result"]

    assert (before["vote"]["voted"], before["vote"]["of"]) == (14, 14)
    assert before["result"] is None
    assert "dots" not in json.dumps(before["vote"]["items"])
    assert [(row["id"], row["total"]) for row in after["rows"]] == [
        ("D1.1.1", 28),
        ("D4.1.4", 28),
        ("D3.1.7", 14),
    ]
    assert sum(row["equal"] for row in after["rows"]) == 100
    assert [kind["people"] for kind in after["kinds"]] == [3, 7, 4]


def test_per_kind_is_withheld_when_a_kind_has_two_voters(room: Room) -> None:
    open_vote(room)
    for name in ("Kommunen", "Solgården", "Ældre Sagen"):
        for who in room.people[name]:
            vote(room, who, {"D1.1.1": 1})
    room.next_()
    room.next_()

    result = room.screen()["result"]

    assert result["kinds"] is None
    assert [row["equal"] for row in result["rows"]] == [None]
    assert result["rows"][0]["total"] == 9
    assert result["notes"] == ["Foreningerne har kun 2 stemmer. Derfor vises alle prikker samlet."]


@pytest.mark.parametrize(
    "dots", [{"D1.1.1": 3}, {"D1.1.1": 2, "D1.1.2": 2, "D1.1.3": 2}, {"own_none": 1}]
)
def test_more_dots_than_one_has_are_refused_and_the_ballot_stands(
    room: Room, dots: dict[str, int]
) -> None:
    open_vote(room)
    who = room.people["Engbo"][0]
    stands = vote(room, who, {"D1.1.1": 1}, finished=False)

    with pytest.raises(ConflictError) as refused:
        vote(room, who, dots, base=1)

    assert refused.value.current == stands


def test_a_ballot_delivered_twice_counts_once_and_one_after_closing_not_at_all(
    room: Room,
) -> None:
    open_vote(room)
    who = room.people["Engbo"][0]
    first = vote(room, who, {"D1.1.1": 2})

    assert vote(room, who, {"D1.1.1": 2}) == first
    room.next_()
    with pytest.raises(ConflictError) as refused:
        vote(room, who, {"D1.1.2": 2}, base=1)
    assert refused.value.fault is Fault.BALLOT_CLOSED


def test_paper_counts_as_paper(room: Room) -> None:
    open_vote(room)
    room.do(taking_part.cast_paper_ballot, room.anna, room.columns["Røde Kors"], {"D1.1.1": 2})

    shown = room.screen()["vote"]

    assert (shown["voted"], shown["of"], shown["paper"]) == (1, 15, 1)


def test_a_reveal_can_be_taken_back_but_not_used_to_find_one_persons_change(
    room: Room,
) -> None:
    open_vote(room)
    for people in room.people.values():
        for who in people:
            vote(room, who, {"D1.1.1": 1})
    room.next_()
    room.next_()
    room.lead(leading.undo)
    hidden = room.screen()

    assert (hidden["phase"], hidden["result"]) == ("hidden_again", None)
    assert hidden["hidden_again"].startswith("kl. ")
    room.next_()
    vote(room, room.people["Engbo"][0], {"D1.1.2": 1}, base=1)
    room.next_()
    with pytest.raises(InvalidInputError) as refused:
        room.next_()
    assert refused.value.fault is Fault.TOO_FEW_CHANGED


def test_undo_brings_back_step_phase_and_the_clock_as_it_was_left(room: Room) -> None:
    room.lead(leading.begin, at=NINE)
    before = room.next_(at=NINE + timedelta(minutes=1))
    room.next_(at=NINE + timedelta(minutes=3))

    undone = room.lead(leading.undo, at=NINE + timedelta(minutes=4))

    assert (undone.step.id, undone.phase) == (before.step.id, before.phase)
    left = before.step.planned_s * 1000 - 2 * 60 * 1000
    assert (undone.clock.ends_at, undone.clock.remaining_ms) == (None, left)


def test_two_facilitators_next_within_a_second_is_one_step(room: Room) -> None:
    jonas = seat_facilitator(room, "Jonas")
    begun = room.lead(leading.begin)
    with room.store.writing() as tx:
        leading.next_step(tx, room.anna, Command(str(uuid4()), begun.version))
    with room.store.writing() as tx, pytest.raises(MovedOnError) as refused:
        leading.next_step(tx, jonas, Command(str(uuid4()), begun.version))

    assert refused.value.alias == "Anna"


def test_the_same_press_delivered_twice_is_done_once(room: Room) -> None:
    begun = room.lead(leading.begin)
    press = Command(str(uuid4()), begun.version)
    for _ in range(2):
        with room.store.writing() as tx:
            moved = leading.next_step(tx, room.anna, press)

    assert moved.version == begun.version + 1


@pytest.mark.parametrize("name", ["Kommunen", "Dorte"])
def test_only_facilitators_lead(room: Room, name: str) -> None:
    who = room.dorte if name == "Dorte" else room.people[name][0]
    with room.store.writing() as tx, pytest.raises(NotAllowedError):
        leading.begin(tx, who, Command(str(uuid4())))


def test_viewers_neither_rate_nor_vote(room: Room) -> None:
    open_vote(room)
    with pytest.raises(NotAllowedError):
        vote(room, room.dorte, {"D1.1.1": 1})
    with pytest.raises(NotAllowedError):
        vote(room, room.anna, {"D1.1.1": 1})


def test_events_of_votes_name_neither_person_nor_content(room: Room) -> None:
    open_vote(room)
    vote(room, room.people["Engbo"][0], {"D1.1.1": 2})
    with room.store.reading() as tx:
        newest = cards.events_of_card(tx, room.card.id, newest_first=True, limit=1)[0]

    assert newest.name == "BallotCast"
    assert (newest.membership_id, dict(newest.data)) == (None, {})


def test_when_the_meeting_ends_nothing_tells_whose_it_was(room: Room) -> None:
    open_vote(room)
    for people in room.people.values():
        for who in people:
            vote(room, who, {"D1.1.1": 1})
    room.next_()
    room.next_()
    shown = room.screen()["result"]
    room.lead(leading.end)

    from indsatskort.store import tables as t

    with room.store.reading() as tx:
        for table in (t.ballot, t.rating, t.placement, t.flag):
            assert tx.connection.execute(table.select()).all() == []
        kept = [row.shown for row in tx.connection.execute(t.shown_result.select())]
    assert all(each["showings"] == [] for each in kept)
    room.lead(leading.begin)
    step = next(s for s in room.lead(leading.set_silence, is_on=True).steps if s.kind == "vote")
    assert step.status in {"current", "done"}
    assert shown["dots"] == 14


def test_choosing_needs_three_to_five_with_what_is_good_enough(room: Room) -> None:
    go_to(room, StepKind.CHOOSE)
    _choose(room, 2)
    with pytest.raises(InvalidInputError) as refused:
        room.next_()
    assert refused.value.fault is Fault.CHOOSE_THREE_TO_FIVE

    assert room.next_(reason="Vi er kun to foreninger.").phase is Phase.CONFIRMED
    assert [each["title"] for each in room.screen()["chosen"]] != []


def test_a_scribe_writes_what_the_room_agrees_on_and_others_do_not(room: Room) -> None:
    from indsatskort.access import door

    with room.store.reading() as tx:
        round_id = service.read_round(tx, room.anna).id
    written = Agreement("D1.1.6", "Kurserne står åbne for alle.", Value.PARTLY)
    bo = room.people["Solgården"][0]
    with pytest.raises(NotAllowedError):
        room.do(deciding.write_agreement, bo, round_id, written, base_version=0)
    room.do(door.set_scribe, room.anna, bo.membership_id, is_scribe=True)
    from indsatskort.access import repository as access

    with room.store.reading() as tx:
        bo = access.membership(tx, bo.membership_id)
    assert room.do(deciding.write_agreement, bo, round_id, written, base_version=0).version == 1
    with pytest.raises(ConflictError):
        room.do(deciding.write_agreement, room.anna, round_id, written, base_version=0)


def test_effect_and_effort_are_shown_as_named_places(room: Room) -> None:
    open_vote(room)
    for people in room.people.values():
        for who in people:
            vote(room, who, {"D1.1.1": 1, "D4.1.4": 1})
    room.next_()
    room.next_()
    go_to(room, StepKind.EFFECT)
    for who, effect, ease in zip(room.people["Solgården"], (2, 3, 3, 4), (1, 2, 2, 3), strict=True):
        room.do(taking_part.place, who, "D1.1.1", effect, ease)
    placing = room.screen()["effect"]
    room.next_()
    quadrants = {each["name"]: each["items"] for each in room.screen()["effect"]["quadrants"]}

    assert placing["quadrants"] is None
    assert [item["id"] for item in quadrants["Plant et frø"]] == ["D1.1.1"]


def test_nobody_from_another_card_takes_part(room: Room, store: Store) -> None:
    other = make_room(store)
    go_to(room, StepKind.DISCUSS)
    with pytest.raises(Refusal):
        other.do(taking_part.rate, other.people["Engbo"][0], "D1.1.1", Value.AD_HOC)


def _choose(room: Room, count: int) -> None:
    with room.store.reading() as tx:
        round_id = service.read_round(tx, room.anna).id
    items = ["D1.1.1", "D1.1.2", "D2.1.1", "D3.1.1"][:count]
    choices = [Choice(item, ChoiceState.CHOSEN, Value.PARTLY, "Vi vil det.") for item in items]
    room.do(deciding.choose, room.anna, round_id, choices)


def test_whoever_is_moved_takes_unseen_dots_along_and_whoever_is_removed_withdraws_them(
    room: Room,
) -> None:
    open_vote(room)
    moved, removed = room.people["Engbo"][:2]
    vote(room, moved, {"D1.1.1": 2})
    vote(room, removed, {"D1.1.1": 2})

    room.do(leading.move_person, room.anna, moved.membership_id, room.columns["Røde Kors"])
    room.do(leading.remove_person, room.anna, removed.membership_id)

    with room.store.reading() as tx:
        from indsatskort.workshop.watching import read_meeting

        ballots = read_meeting(tx, room.anna).ballots
    assert [ballot.actor_id for ballot in ballots] == [room.columns["Røde Kors"]]
    assert room.screen()["vote"]["of"] == 13


def test_only_facilitators_of_the_card_move_people(room: Room, store: Store) -> None:
    stranger = make_room(store).anna
    bo = room.people["Engbo"][0]
    for who in (stranger, room.dorte, room.people["Kommunen"][0]):
        with pytest.raises(Refusal):
            room.do(leading.remove_person, who, bo.membership_id)
