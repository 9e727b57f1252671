"""What the facilitator's page does when pressed, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from indsatskort.access import repository as access
from indsatskort.access.model import Who
from indsatskort.catalogue.library import library
from indsatskort.store.engine import Store
from indsatskort.ui import here, listener
from indsatskort.workshop import leading, taking_part
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Ballot, Phase, VoteSettings, Workshop
from indsatskort.workshop.watching import read_meeting
from tests.workshop.room import Room, begun_room, seat_facilitator

Open = Callable[[Who], AppTest]


def the_page() -> None:
    from indsatskort.ui.here import required
    from indsatskort.ui.workshop import room

    room(required())


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    return begun_room(sqlite_store)


@pytest.fixture
def page_of(room: Room, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page of a facilitator. AppTest brings no cookie: all are in one browser, as in tabs."""
    with room.store.writing() as tx:
        access.insert_session(tx, "laptop")
    monkeypatch.setattr(here, "sessions", lambda: ("laptop",))
    monkeypatch.setattr(here, "current_store", lambda: room.store)

    def opened(who: Who) -> AppTest:
        with room.store.writing() as tx:
            access.update_membership(tx, who.membership_id, browser_id="laptop")
        page = AppTest.from_function(the_page, default_timeout=20)
        page.session_state["som"] = who.membership_id
        return drawn(page)

    return opened


def drawn(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception
    return page


def press(page: AppTest, words: str) -> AppTest:
    """The one button with these words."""
    (button,) = [each for each in page.button if each.label == words]
    button.click()
    return drawn(page)


def texts(page: AppTest) -> str:
    return "\n".join(each.proto.body for each in page.get("html"))


def standing(room: Room) -> Workshop:
    with room.store.reading() as tx:
        meeting = read_meeting(tx, room.anna)
    assert meeting is not None
    return meeting.workshop


def ballots(room: Room) -> tuple[Ballot, ...]:
    with room.store.reading() as tx:
        meeting = read_meeting(tx, room.anna)
    assert meeting is not None
    return meeting.ballots


def jonas_moves_on(room: Room, jonas: Who) -> Workshop:
    seen = standing(room)
    return room.do(leading.next_step, jonas, Command("jonas' press", seen.version))


def test_whoever_leads_is_never_told_late(
    page_of: Open, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "pause", lambda: 10.0)  # as after a drawing that had to wait
    told = [
        each.proto.json
        for each in page_of(room.anna).get("bidi_component")
        if hasattr(each, "proto")
    ]

    assert any('"pause_ms": 1000,' in each for each in told)
    assert not any('"pause_ms": 10000' in each for each in told)


def test_next_on_the_page_of_a_co_facilitator_who_was_late_says_who_was_first(
    room: Room, page_of: Open
) -> None:
    jonas = seat_facilitator(room, "Jonas")
    page = page_of(room.anna)
    moved = jonas_moves_on(room, jonas)

    press(page, "Næste: Spændingsfeltet")

    assert standing(room) == moved
    (refusal,) = page.error
    assert refusal.value.startswith("Jonas var først kl. ")
    assert refusal.value.endswith("I er nu ved Spændingsfeltet.")
    assert "Næste: Det samlede kort" in [each.label for each in page.button]


def test_either_facilitator_takes_back_what_the_other_did(room: Room, page_of: Open) -> None:
    before = standing(room)
    jonas_moves_on(room, seat_facilitator(room, "Jonas"))
    page = page_of(room.anna)
    assert "gik Jonas videre" in texts(page)

    press(page, "↶ Fortryd")

    assert standing(room).place == before.place


def voted(room: Room) -> Who:
    """The vote is open, and one from Engbo has used a dot."""
    room.lead(leading.go_to_step, "vote")
    room.lead(leading.set_vote, VoteSettings(is_whole_card=True))
    room.next_()
    bo = room.people["Engbo"][0]
    room.do(taking_part.cast_ballot, bo, {"D1.1.1": 1}, is_finished=True, base_version=0)
    return bo


def chosen(page: AppTest, key: str, value: str) -> AppTest:
    page.selectbox(key=key).set_value(value)
    return drawn(page)


def test_whoever_is_taken_out_on_the_page_takes_their_unseen_dots_with_them(
    room: Room, page_of: Open
) -> None:
    bo = voted(room)
    page = chosen(page_of(room.anna), "person", bo.membership_id)
    page.checkbox(key=f"sure-{bo.membership_id}").check()

    press(drawn(page), "Fjern")

    assert ballots(room) == ()


def test_whoever_is_moved_on_the_page_takes_their_unseen_dots_along(
    room: Room, page_of: Open
) -> None:
    bo = voted(room)
    page = chosen(page_of(room.anna), "person", bo.membership_id)
    page = chosen(page, "move-to", room.columns["Røde Kors"])

    press(page, "Flyt")

    assert [each.actor_id for each in ballots(room)] == [room.columns["Røde Kors"]]


def test_dots_on_paper_are_typed_and_corrected(room: Room, page_of: Open) -> None:
    voted(room)
    page = page_of(room.anna)
    new = f"new-{standing(room).ballot_round}"
    page.selectbox(key=f"dot-{new}-0").set_value("D1.1.2")
    press(page, "Gem papiret")
    (paper,) = [each for each in ballots(room) if each.paper]
    assert (paper.paper, paper.dots) == (1, {"D1.1.2": 1})

    page = chosen(page, "paper", paper.id)
    page.selectbox(key=f"dot-{paper.id}-1-1").set_value("D1.1.2")
    press(page, "Gem papiret")

    assert [each.dots for each in ballots(room) if each.paper] == [{"D1.1.2": 2}]


def test_an_item_can_wait_until_the_end_of_the_list(room: Room, page_of: Open) -> None:
    room.lead(leading.go_to_step, "discuss")
    first, second, *rest = [each.item_id for each in room.next_().listed]
    page = page_of(room.anna)

    press(page, "Vent: tag den til sidst")

    now = standing(room)
    assert [each.item_id for each in now.listed] == [second, *rest, first]
    assert (now.item_id, now.phase) == (second, Phase.SILENT)


def test_the_item_talked_about_brings_its_inspiration_and_another_its_own(
    room: Room, page_of: Open
) -> None:
    room.lead(leading.go_to_step, "discuss")
    first, second, *_ = [each.item_id for each in room.next_().listed]
    seen = texts(page_of(room.anna))

    assert [each.id for each in library().for_item(first) if escape(each.text) not in seen] == []
    others = {each.id for each in library().for_item(second)} - {
        each.id for each in library().for_item(first)
    }
    assert others
    assert [
        each.id for each in library().entries if each.id in others and escape(each.text) in seen
    ] == []


@pytest.fixture
def shortened(room: Room) -> str:
    """The room is at its list, from which an item has been taken."""
    listed = room.lead(leading.go_to_step, "discuss").listed
    room.lead(leading.take_off_list, listed[0].item_id)
    return listed[0].item_id


def test_a_new_list_shows_what_it_would_change_before_it_does(
    room: Room, page_of: Open, shortened: str
) -> None:
    page = press(page_of(room.anna), "Se, hvad der ville ændre sig")
    assert "Kommer med (1)" in texts(page)
    assert shortened not in [each.item_id for each in standing(room).listed]

    room.lead(leading.shift_clock, 60)  # a co-facilitator's minute leaves it open
    assert "Kommer med (1)" in texts(drawn(page))
    press(page, "Brug den nye liste")

    assert standing(room).listed[0].item_id == shortened
    assert "Kommer med" not in texts(page)


def test_the_list_can_be_kept_instead(room: Room, page_of: Open, shortened: str) -> None:
    page = press(page_of(room.anna), "Se, hvad der ville ændre sig")

    press(page, "Behold listen")

    assert shortened not in [each.item_id for each in standing(room).listed]
    assert "Kommer med" not in texts(page)
