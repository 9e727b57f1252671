"""The meeting over HTTP: coming in by a code, what is never told, sixty at once, and a dead server."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

import httpx
import pytest

from indsatskort.access import door
from indsatskort.access.model import Role
from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.store import Store, current_store
from indsatskort.workshop import leading
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Phase, StepKind, VoteSettings, Workshop
from indsatskort.workshop.watching import read_meeting
from tests.api.conftest import AELDRE_SAGEN, SOLGAARDEN, OnACard, Person, new_card
from tests.api.serving import PATIENCE, free_port, listening, program, serving

Arriving: TypeAlias = Callable[[OnACard, str, str], Person]
NAMES = ("Sundhed og Omsorg", "Solgården", "Engbo", "Ældre Sagen")


def lead(
    anna: Person, use_case: Callable[..., Workshop], *args: object, **named: object
) -> Workshop:
    def act(tx, who):
        meeting = read_meeting(tx, who)
        version = meeting.workshop.version if meeting else None
        return use_case(tx, who, Command(str(uuid4()), version), *args, **named)

    moved: Workshop = anna.do(act)
    return moved


def prepared(anna: Person) -> None:
    anna.do(leading.prepare, "three_hours")
    lead(anna, leading.begin)


def go_to(anna: Person, kind: StepKind) -> Workshop:
    with current_store().reading() as tx:
        steps = read_meeting(tx, anna.do(lambda _tx, who: who)).workshop.steps
    return lead(anna, leading.go_to_step, next(each.id for each in steps if each.kind is kind))


def vote_opens(anna: Person, **settings: object) -> None:
    go_to(anna, StepKind.VOTE)
    lead(anna, leading.set_vote, VoteSettings(is_whole_card=True, **settings))
    lead(anna, leading.next_step)


def vote(person: Person, dots: dict[str, int], base: int = 0) -> httpx.Response:
    body = {"dots": dots, "is_finished": True, "base_version": base}
    return person.call("PUT", "/workshop/ballot", json=body)


@pytest.fixture
def anna(card: OnACard) -> Person:
    return Person(card).come_in(Role.FACILITATOR, "Anna")


def people(card: OnACard) -> list[Person]:
    """Three in each column."""
    return [Person(card).come_in(name, f"{name} {number}") for name in NAMES for number in range(3)]


# coming in by a code


@pytest.fixture
def code(anna: Person) -> str:
    anna.do(door.set_door, is_open=True)
    with current_store().reading() as tx:
        found = door.read_door(tx, anna.card.id)
    assert found is not None
    return found.code


@pytest.mark.parametrize("typed", [str.lower, str.upper, lambda code: f" {code[:4]} - {code[4:]}"])
def test_a_code_asks_where_one_comes_from_however_it_is_typed(
    code: str, card: OnACard, typed: Callable[[str], str]
) -> None:
    stranger = Person(card).browser
    first = stranger.get("/d/", params={"link": typed(code)})
    page = stranger.get(first.headers["location"])

    assert page.status_code == 200
    assert "Hvem kommer du fra?" in page.text
    assert "Solgården" in page.text


def test_whoever_names_a_column_sits_in_it_and_comes_back_by_the_personal_code(
    code: str, card: OnACard
) -> None:
    first, second = Person(card), Person(card)
    let_in = first.browser.post(
        f"/d/{code}", data={"kolonne": card.actors["Engbo"], "alias": "Karen"}
    )
    first.som = let_in.headers["location"].split("som=")[1]
    mine = first.get("/workshop").json()["mine"]
    personal = mine["resume_code"].replace(" ", "")
    back = second.browser.post(f"/d/{personal.lower()}")
    second.som = back.headers["location"].split("som=")[1]

    assert (mine["column"]["name"], mine["alias"]) == ("Engbo", "Karen")
    assert second.get("/workshop").json()["mine"]["membership"] == first.som
    assert first.get("/workshop").status_code == 404


def test_a_door_without_a_column_asks_again_and_keeps_the_alias(code: str, card: OnACard) -> None:
    page = Person(card).browser.post(f"/d/{code}", data={"alias": "Karen"})

    assert page.status_code == 422
    assert "Vælg, hvem du kommer fra." in page.text
    assert "value='Karen'" in page.text


def test_a_code_lets_nobody_into_another_card_nor_out_of_ones_own(
    code: str, card: OnACard, bo: Person, eriks_card: OnACard, erik: Person
) -> None:
    theirs = eriks_card.actors["Engbo"]
    refused = Person(card).browser.post(f"/d/{code}", data={"kolonne": theirs, "alias": "Karen"})
    assert refused.status_code == 404

    erik.do(door.set_door, is_open=True)
    with current_store().reading() as tx:
        other = door.read_door(tx, eriks_card.id).code
    there = bo.browser.post(f"/d/{other}", data={"kolonne": theirs}).headers["location"]

    assert bo.get("/workshop").json()["mine"]["column"]["name"] == SOLGAARDEN
    guest = Person(eriks_card, bo.browser, there.split("som=")[1])
    assert guest.get("/workshop").json()["mine"]["column"]["name"] == "Engbo"
    assert guest.get("/workshop").json()["mine"]["membership"] != bo.som


def test_a_closed_door_and_an_unknown_code_get_the_same_answer(
    code: str, card: OnACard, anna: Person
) -> None:
    anna.do(door.set_door, is_open=False)
    closed = Person(card).browser.get(f"/d/{code}")
    unknown = Person(card).browser.get("/d/22222222")

    assert closed.status_code == unknown.status_code == 404
    assert closed.text == unknown.text


# what is never told


def test_no_route_tells_anybody_of_anothers_dots_before_the_reveal(
    card: OnACard, anna: Person
) -> None:
    room = people(card)
    dorte = Person(card).come_in(Role.VIEWER, "Dorte")
    prepared(anna)
    vote_opens(anna)
    for person in room:
        assert vote(person, {"D1.1.1": 2}).status_code == 200

    for who in (anna, dorte, room[-1]):
        seen = who.get("/workshop").json()
        assert seen["common"]["result"] is None
        assert json.dumps(seen["common"]).count('"dots"') == 1  # the rule: how many one has
    assert dorte.get("/workshop").json()["mine"]["ballot"] is None
    with current_store().reading() as tx:
        who = anna.do(lambda _tx, me: me)
        told = [dict(event.data) for event in service.read_timeline(tx, who)]
    assert "D1.1.1" not in json.dumps(told)


def test_a_silent_rating_is_told_to_nobody_and_only_ones_own_comes_back(
    card: OnACard, anna: Person
) -> None:
    bo, carla = (Person(card).come_in(name, name) for name in (SOLGAARDEN, AELDRE_SAGEN))
    bo.save("Nogle gange.", value="not_started")
    carla.save("Altid.", column=AELDRE_SAGEN, value="established")
    prepared(anna)
    go_to(anna, StepKind.DISCUSS)
    lead(anna, leading.make_list)
    item = lead(anna, leading.next_step).item_id
    given = bo.call("PUT", "/workshop/rating", json={"item": item, "value": "partly"})

    assert given.json()["mine"]["rating"] == "partly"
    for who in (anna, carla):
        seen = who.get("/workshop").json()
        assert seen["mine"]["rating"] is None
        assert all(column["ratings"] is None for column in seen["common"]["item"]["columns"])


def test_strangers_see_no_meeting(card: OnACard, eriks_card: OnACard, anna: Person) -> None:
    prepared(anna)
    erik = Person(eriks_card).come_in(Role.FACILITATOR, "Erik")
    asked = erik.browser.get(f"/api/cards/{card.id}/workshop", headers={"X-Som": erik.som})

    assert asked.status_code == 404


# a phone that two share


def test_whoever_gives_the_phone_away_comes_back_by_their_code_and_neither_sees_the_others_dots(
    card: OnACard, anna: Person
) -> None:
    karen = Person(card).come_in("Engbo", "Karen")
    prepared(anna)
    vote_opens(anna)
    assert vote(karen, {"D1.1.1": 2}).status_code == 200
    code = karen.get("/workshop").json()["mine"]["resume_code"]
    ole = Person(card, karen.browser)
    ole.som = karen.call("POST", "/workshop/next-person", json={"alias": "Ole"}).json()["som"]

    assert ole.get("/workshop").json()["mine"]["ballot"] is None
    assert vote(ole, {"D4.1.4": 2}).status_code == 200
    assert karen.get("/workshop").status_code == 404  # the way back in the browser's history

    back = karen.browser.post(f"/d/{code.replace(' ', '').lower()}")
    assert back.headers["location"].endswith(karen.som)
    assert karen.get("/workshop").json()["mine"]["ballot"]["dots"] == {"D1.1.1": 2}
    assert ole.get("/workshop").status_code == 404
    seen = anna.get("/workshop").json()["common"]["vote"]
    assert (seen["voted"], seen["of"]) == (2, 2)


# sixty at once


@pytest.fixture
def arrive() -> Iterator[Arriving]:
    with serving() as address, ExitStack() as stack:

        def arrive(card: OnACard, link: str, alias: str) -> Person:
            browser = stack.enter_context(httpx.Client(base_url=address, timeout=30))
            return Person(card, browser).come_in(link, alias)

        yield arrive


def test_sixty_vote_at_once_and_every_stream_tells_the_right_sums(arrive: Arriving) -> None:
    card = new_card("Lindebjerg")
    anna = arrive(card, Role.FACILITATOR, "Anna")
    prepared(anna)
    with ThreadPoolExecutor(20) as pool:
        room = list(pool.map(lambda n: arrive(card, NAMES[n % 4], f"Deltager {n}"), range(60)))
        with ExitStack() as stack:
            streams = [stack.enter_context(listening(person)) for person in room]
            vote_opens(anna)
            wanted = [_some_dots(number) for number in range(60)]
            answers = list(pool.map(vote, room, wanted))
            lead(anna, leading.next_step)
            shown = lead(anna, leading.next_step)
            screens = [_revealed(stream, shown.version) for stream in streams]

    totals = sum((Counter(dots) for dots in wanted), Counter())
    assert {answer.status_code for answer in answers} == {200}
    for screen in screens:
        rows = screen["result"]["rows"]
        assert {row["id"]: row["total"] for row in rows} == dict(totals)
        assert (screen["vote"]["voted"], screen["vote"]["of"]) == (60, 60)
        assert sum(row["equal"] for row in rows) == 100


def _some_dots(seed: int) -> dict[str, int]:
    dice = random.Random(seed)
    items = dice.sample([item.id for item in catalogue().items], 3)
    return dict(zip(items, (2, 2, 1), strict=True))


def _revealed(stream: object, version: int) -> dict:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        common = stream.next("workshop").data["common"]
        if common["version"] >= version and common["phase"] == Phase.REVEALED:
            return common
    raise AssertionError("the reveal did not arrive")


# a dead server


def test_no_vote_is_lost_or_doubled_when_the_server_dies(
    tmp_path: Path, card: OnACard, anna: Person
) -> None:
    room = people(card)
    prepared(anna)
    vote_opens(anna)
    clock = read_clock(anna)
    cookies = [dict(person.browser.cookies) for person in room]
    port = str(free_port())
    wanted = [_some_dots(number) for number in range(len(room))]
    done: list[int] = []

    def keep_voting(number: int) -> None:
        # As a phone does: the same ballot again until it is acknowledged.
        person, url = room[number], f"http://127.0.0.1:{port}/api/cards/{card.id}/workshop/ballot"
        sent = {"dots": wanted[number], "is_finished": True, "base_version": 0}
        deadline = time.monotonic() + 60
        with httpx.Client(cookies=cookies[number], headers={"X-Som": person.som}) as browser:
            while time.monotonic() < deadline:
                try:
                    answer = browser.put(url, json=sent, timeout=5)
                except httpx.TransportError:
                    time.sleep(0.1)
                    continue
                assert answer.status_code == 200, answer.text
                done.append(number)
                return

    threads = [threading.Thread(target=keep_voting, args=(n,)) for n in range(len(room))]
    with program(tmp_path, PORT=port, INDSATSKORT_SECRET="a secret for tests only"):
        for thread in threads[:6]:
            thread.start()
        while not done:
            time.sleep(0.01)
    for thread in threads[6:]:
        thread.start()
    with program(tmp_path, PORT=port, INDSATSKORT_SECRET="a secret for tests only"):
        for thread in threads:
            thread.join(60)
        told = _seen(room[0], cookies[0], port)["clock"]

    with _other_store(tmp_path) as store, store.reading() as tx:
        meeting = read_meeting(tx, anna.do(lambda _tx, who: who))
    assert sorted(done) == list(range(len(room)))
    assert len(meeting.ballots) == len(room)
    cast = sum((Counter(ballot.dots) for ballot in meeting.ballots), Counter())
    assert cast == sum((Counter(dots) for dots in wanted), Counter())
    assert meeting.workshop.clock == clock
    assert told["ends_at"] == clock.ends_at.isoformat(timespec="milliseconds")
    assert (told["planned_s"], told["remaining_ms"]) == (240, None)


def _seen(person: Person, cookies: dict[str, str], port: str) -> dict:
    """What a phone shows when it has found the server again."""
    url = f"http://127.0.0.1:{port}/api/cards/{person.card.id}/workshop"
    return httpx.get(url, cookies=cookies, headers={"X-Som": person.som}).json()["common"]


def read_clock(anna: Person):
    with current_store().reading() as tx:
        return read_meeting(tx, anna.do(lambda _tx, who: who)).workshop.clock


class _other_store:  # noqa: N801 - reads as what it is where it is used
    """The database as a process of its own would open it."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(f"sqlite:///{folder / 'indsatskort.sqlite'}")

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()
