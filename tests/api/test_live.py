"""The live stream over a real socket: what is told, to whom, from where on, and when it ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeAlias

import httpx
import pytest

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.api import live
from indsatskort.cards import own_items, rounds
from indsatskort.cards.model import Changes
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionText
from indsatskort.store import Transaction
from tests.api.conftest import AELDRE_SAGEN, SOLGAARDEN, OnACard, Person
from tests.api.serving import Stream, Told, listening, serving

A_SECOND = 1.0
A_MOMENT = 0.3  # long enough for what must not come to have come

Arriving: TypeAlias = Callable[[OnACard, str, str], Person]


@pytest.fixture
def arrive() -> Iterator[Arriving]:
    """`arrive(card, link, alias)`: somebody in a browser of their own, at the running server."""
    with serving() as address, httpx.Client(base_url=address) as anybody:
        browsers: list[httpx.Client] = [anybody]

        def arrive(card: OnACard, link: str, alias: str) -> Person:
            browsers.append(httpx.Client(base_url=address))
            return Person(card, browsers[-1]).come_in(link, alias)

        yield arrive
        for browser in browsers:
            browser.close()


@pytest.fixture
def anna(arrive: Arriving, card: OnACard) -> Person:
    return arrive(card, Role.FACILITATOR, "Anna")


@pytest.fixture
def bo(arrive: Arriving, card: OnACard) -> Person:
    return arrive(card, SOLGAARDEN, "Bo")


@pytest.fixture
def carla(arrive: Arriving, card: OnACard) -> Person:
    return arrive(card, AELDRE_SAGEN, "Carla")


@pytest.fixture
def erik(arrive: Arriving, eriks_card: OnACard) -> Person:
    return arrive(eriks_card, Role.FACILITATOR, "Erik")


def saved(person: Person, text: str, item: str = "D1.1.1", base: int = 0) -> int:
    """The card's revision after a save."""
    answer = person.save(text, item=item, base=base)
    assert answer.status_code == 200, answer.text
    revision: int = answer.json()["revision"]
    return revision


def texts(told: Told) -> list[str]:
    return [answer["text"] for answer in told.data["answers"]]


def settle(stream: Stream) -> None:
    """Read what was said at the start."""
    assert stream.next("presence")


def test_a_save_is_heard_within_a_second_with_its_revision(bo: Person, carla: Person) -> None:
    with listening(carla) as stream:
        settle(stream)
        revision = saved(bo, "Nyt.")

        told = stream.next("answers", within=A_SECOND)

    assert (told.id, told.data["revision"]) == (revision, revision)
    assert (
        told.data["answers"] == carla.get(f"/rounds/{carla.card.round}/answers").json()["answers"]
    )


def test_whoever_asks_for_nothing_older_does_not_have_the_whole_card_read(
    bo: Person, carla: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(bo, "Stod der i forvejen.")
    read: list[int] = []
    real = live.service.read_changes

    def noted(tx: Transaction, who: Who, round_id: str, since: int) -> Changes:
        read.append(since)
        return real(tx, who, round_id, since)

    monkeypatch.setattr(live.service, "read_changes", noted)
    with listening(carla) as stream:
        settle(stream)
        revision = saved(bo, "Nyt.", "D1.1.2")
        assert stream.next("answers").id == revision

    assert read
    assert 0 not in read


def test_whoever_comes_back_hears_what_they_missed_and_nothing_twice(
    bo: Person, carla: Person
) -> None:
    with listening(carla) as stream:
        settle(stream)
        saved(bo, "Hørt.")
        stream.next("answers")
        last = stream.last_id
    saved(bo, "Første, der blev misset.", "D1.1.2")
    saved(bo, "Rettet siden.", "D1.1.2", base=1)
    newest = saved(bo, "Anden, der blev misset.", "D1.1.3")

    with listening(carla, last_id=last, since=0) as stream:
        told = stream.next("answers")

        assert texts(told) == ["Rettet siden.", "Anden, der blev misset."]
        assert told.id == newest
        settle(stream)
        time.sleep(A_MOMENT)
        assert stream.rest() == []


def test_since_does_what_the_last_event_id_does(bo: Person, carla: Person) -> None:
    first = saved(bo, "1")
    saved(bo, "2", "D1.1.2")

    with listening(carla, since=first) as stream:
        assert texts(stream.next("answers")) == ["2"]
    with listening(carla, since=0) as stream:
        assert texts(stream.next("answers")) == ["1", "2"]


def test_whoever_asks_for_nothing_old_hears_only_what_is_new_but_knows_where_it_began(
    bo: Person, carla: Person
) -> None:
    first = saved(bo, "Gammelt.")

    with listening(carla) as stream:
        settle(stream)
        assert stream.last_id == first
        saved(bo, "Nyt.", "D1.1.2")
        assert texts(stream.next("answers")) == ["Nyt."]


def test_many_saves_in_a_row_all_arrive_and_in_order(bo: Person, carla: Person) -> None:
    with listening(carla) as stream:
        settle(stream)
        revisions = [saved(bo, str(number), base=number) for number in range(20)]

        heard = [stream.next("answers")]
        while heard[-1].id != revisions[-1]:
            heard.append(stream.next("answers"))

    ids = [told.id for told in heard]
    assert ids == sorted(set(ids))  # type: ignore[type-var]
    assert texts(heard[-1]) == ["19"]


def test_a_change_of_the_cards_structure_is_told_as_such(anna: Person, carla: Person) -> None:
    with listening(carla) as stream:
        settle(stream)
        anna.do(own_items.add_own_item, anna.card.round, "D1.1", "Vores egen", "Vi gør det.")
        told = stream.next("card", within=A_SECOND)

        anna.do(rounds.close_round, anna.card.round)
        closed = stream.next("card", within=A_SECOND)

    assert told.data == {"revision": told.id}
    assert (told.id, closed.id) == (carla.get().json()["revision"] - 1, told.id + 1)  # type: ignore[operator]


def test_a_change_of_the_plan_is_told_as_such(bo: Person, carla: Person) -> None:
    with listening(carla) as stream:
        settle(stream)
        bo.do(plan.add_action, ActionText("Fredagscafé"))
        told = stream.next("plan", within=A_SECOND)

    assert told.data == {"revision": told.id}


def test_only_the_last_of_several_events_counts_as_heard(
    anna: Person, bo: Person, carla: Person
) -> None:
    revision = saved(bo, "Svar.")
    anna.do(own_items.add_own_item, anna.card.round, "D1.1", "Vores egen", "Vi gør det.")

    with listening(carla, since=0) as stream:
        answers, structure = stream.next("answers"), stream.next("card")

    assert answers.id is None
    assert structure.id == answers.data["revision"] == revision + 1


def test_another_cards_changes_are_never_heard(bo: Person, carla: Person, erik: Person) -> None:
    with listening(carla, since=0) as stream, listening(erik, since=0) as eriks:
        settle(stream)
        settle(eriks)
        saved(erik, "Naboens.")
        erik.post("/presence", {"field": "D1.1"})
        erik.do(own_items.add_own_item, erik.card.round, "D1.1", "Naboens egen", "Deres.")
        assert texts(eriks.next("answers")) == ["Naboens."]
        saved(bo, "Vores.")

        heard = [stream.next("answers")]
        time.sleep(A_MOMENT)
        heard += stream.rest()

    assert [told.name for told in heard] == ["answers"]
    assert texts(heard[0]) == ["Vores."]


def test_only_the_round_one_looks_at_is_heard(anna: Person, bo: Person, carla: Person) -> None:
    first = anna.card.round
    saved(bo, "I første runde.")
    anna.do(rounds.close_round, first)
    newest = anna.do(rounds.open_next_round, name="Runde 2")

    with (
        listening(carla, since=0, round=first) as old,
        listening(carla, since=0, round=newest.id) as new,
    ):
        assert texts(old.next("answers")) == ["I første runde."]
        assert new.next("card")
        assert "answers" not in {told.name for told in new.rest()}


def people(told: Told) -> dict[str, str | None]:
    return {each["alias"]: each["field"] for each in told.data["people"]}


def test_one_sees_who_is_in_which_field(bo: Person, carla: Person) -> None:
    with listening(carla) as stream:
        assert people(stream.next("presence")) == {}
        bo.post("/presence", {"field": "D1.1"})
        assert people(stream.next("presence", within=A_SECOND)) == {"Bo": "D1.1"}
        carla.post("/presence", {"field": "D2.1"})
        assert people(stream.next("presence")) == {"Bo": "D1.1", "Carla": "D2.1"}
        bo.post("/presence", {"field": None})
        assert people(stream.next("presence")) == {"Bo": None, "Carla": "D2.1"}


def test_saying_the_same_again_disturbs_nobody(bo: Person, carla: Person) -> None:
    with listening(carla) as stream:
        settle(stream)
        for _ in range(3):
            bo.post("/presence", {"field": "D1.1"})
        stream.next("presence")
        time.sleep(A_MOMENT)
        assert stream.rest() == []


def test_whoever_falls_silent_is_no_longer_there(
    bo: Person, carla: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert live.PRESENCE_SECONDS == 30
    monkeypatch.setattr(live, "PRESENCE_SECONDS", 0.2)
    with listening(carla) as stream:
        settle(stream)
        bo.post("/presence", {"field": "D1.1"})
        assert people(stream.next("presence")) == {"Bo": "D1.1"}
        assert people(stream.next("presence", within=2.0)) == {}


def replace_link(anna: Person, actor_id: str | None, role: Role = Role.PARTICIPANT) -> None:
    for link in anna.do(access.links):
        if (link.invitation.actor_id, link.invitation.role) == (actor_id, role):
            anna.do(access.replace_link, link.invitation.id)


def test_the_stream_ends_at_once_when_ones_link_is_replaced(
    anna: Person, bo: Person, carla: Person
) -> None:
    with listening(bo) as bos, listening(carla) as carlas:
        settle(bos)
        settle(carlas)
        replace_link(anna, bo.card.actors[SOLGAARDEN])

        assert bos.ended.wait(A_SECOND)
        assert not carlas.ended.is_set()


def test_every_stream_but_annas_ends_at_once_when_she_logs_all_out(
    anna: Person, bo: Person, carla: Person
) -> None:
    with listening(anna) as annas, listening(bo) as bos, listening(carla) as carlas:
        for stream in (annas, bos, carlas):
            settle(stream)
        anna.do(access.log_all_out)

        assert bos.ended.wait(A_SECOND)
        assert carlas.ended.wait(A_SECOND)
        assert not annas.ended.is_set()
    assert [each.get().status_code for each in (anna, bo, carla)] == [200, 404, 404]
    assert bo.come_in(SOLGAARDEN, "Bo").save("Igen.").status_code == 200


def test_the_stream_ends_at_once_when_one_leaves(bo: Person, carla: Person) -> None:
    with listening(bo) as bos, listening(carla) as carlas:
        settle(bos)
        settle(carlas)
        bo.browser.post("/forlad/", data={"som": bo.som})

        assert bos.ended.wait(A_SECOND)
        assert not carlas.ended.is_set()


def test_nothing_written_after_one_is_out_is_heard(anna: Person, bo: Person) -> None:
    with listening(bo) as stream:
        settle(stream)
        replace_link(anna, bo.card.actors[SOLGAARDEN])
        saved(anna, "Efter.")

        assert stream.ended.wait(A_SECOND)
        assert "answers" not in {told.name for told in stream.rest()}


def test_a_listener_that_does_not_read_is_cut_off_and_holds_nobody_up(bo: Person) -> None:
    who = bo.do(lambda _tx, who: who)

    async def lag() -> str | None:
        listener = live.Listener(who, None, bo.card.round, 0)
        for number in range(live.BACKLOG + 1):
            listener.tell(str(number))
        return listener.queue.get_nowait()

    assert asyncio.run(lag()) is None


def test_what_waits_for_a_listener_comes_in_one_piece_and_the_end_after_it() -> None:
    listener = live.Listener(
        Who("m", "c", Role.VIEWER, None, "Dorte", datetime.now(UTC)), (), "r", 0
    )
    for told in ("en", "to", "tre"):
        listener.tell(told)
    assert asyncio.run(listener.heard()) == "entotre"

    listener.tell("fire")
    listener.queue.put_nowait(None)
    assert asyncio.run(listener.heard()) == "fire"
    assert asyncio.run(listener.heard()) is None
