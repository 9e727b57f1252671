"""Two processes behind nginx: people spread over them write and vote together, and outlive one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.store.engine import Store
from indsatskort.workshop import leading
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import VoteSettings
from indsatskort.workshop.watching import read_meeting
from tests.api.conftest import Person
from tests.api.serving import Stream, listening
from tests.api.test_program import on
from tests.browser.acts import SAVED, eventually, fill_in, go, opened, writing
from tests.browser.conftest import PATIENCE_MS, Enter, MadeCard, membership_of
from tests.browser.replicas import NAME, Site, site
from tests.conftest import new_database

pytestmark = pytest.mark.postgres
ITEM, OTHER = "D1.1.1", "D4.1.4"
PLACE = "indsatskort_plads"


@pytest.fixture
def database(postgres: str) -> str:
    return new_database(postgres)


@pytest.fixture
def behind_nginx(tmp_path: Path, database: str) -> Iterator[Site]:
    plain = database.replace("postgresql+psycopg://", "postgresql://")
    with site(tmp_path, plain, "a secret for tests only") as running:
        yield running


class Leader:
    """Anna presses from a process of her own, as a third replica would."""

    def __init__(self, store: Store, card_id: str) -> None:
        self.store, self.who = store, self._anna(store, card_id)

    @staticmethod
    def _anna(store: Store, card_id: str) -> Who:
        with store.writing() as tx:
            links = access.links_of_card(tx, card_id)
            token = next(each.token for each in links if each.invitation.role is Role.FACILITATOR)
            return access.enter(tx, token, sessions=(), alias="Anna").who

    def press(self, use_case: Any, *args: Any) -> None:
        with self.store.writing() as tx:
            meeting = read_meeting(tx, self.who)
            assert meeting is not None
            command = Command(str(uuid4()), meeting.workshop.version)
            use_case(tx, self.who, command, *args)

    def open_vote(self) -> None:
        with self.store.writing() as tx:
            leading.prepare(tx, self.who, "three_hours")
        self.press(leading.begin)
        self.press(leading.go_to_step, "vote")
        self.press(leading.set_vote, VoteSettings(is_whole_card=True))
        self.press(leading.next_step)


def in_a_browser(browser: Browser, at: Site, place: int, stack: ExitStack) -> Any:
    """A browser that trusts the certificate and has been at one of the processes before."""
    size = {"width": 1280, "height": 900}
    context = browser.new_context(viewport=size, locale="da-DK", ignore_https_errors=True)  # type: ignore[arg-type]
    stack.callback(context.close)
    context.set_default_timeout(PATIENCE_MS)
    cookie = {"name": PLACE, "value": str(at.replicas[place].port), "url": at.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context


def by_stream(at: Site, card: MadeCard, column: str, alias: str, stack: ExitStack) -> Person:
    """Somebody who takes part over HTTP alone, through nginx."""
    http = httpx.Client(
        base_url=f"https://127.0.0.1:{at.port}",
        headers={"Host": f"{NAME}:{at.port}"},
        verify=False,
        timeout=20,
    )
    return Person(on(card), stack.enter_context(http)).come_in(column, alias)


def place_of(page: Page) -> str:
    [found] = [each["value"] for each in page.context.cookies() if each["name"] == PLACE]
    return str(found)


def heard(stream: Stream, words: str) -> None:
    """Wait until the stream has brought these words."""
    while words not in str(stream.next("answers").data):
        pass


def vote(person: Person, dots: dict[str, int]) -> None:
    sent = {"dots": dots, "is_finished": True, "base_version": 0}
    answer = person.call("PUT", "/workshop/ballot", json=sent)
    assert answer.status_code == 200, answer.text


def written(person: Person, item: str) -> dict[str, str]:
    """The texts about an item, by column."""
    answers = person.get(f"/rounds/{person.card.round}/answers").json()["answers"]
    return {each["actor"]: each["text"] for each in answers if each["item"] == item}


def dots_in_browser(page: Page, title: str) -> None:
    page.get_by_role("button", name=re.compile(f"Læg en prik på {title}")).click()
    expect(page.get_by_text(SAVED).first).to_be_visible()
    page.get_by_role("button", name="Jeg er færdig").click()
    expect(page.locator(".ph")).to_contain_text("Dine prikker er gemt")


def test_five_people_at_two_processes_write_and_vote_and_one_process_dies(
    behind_nginx: Site, database: str, browser: Browser, enter: Enter
) -> None:
    at = behind_nginx
    size = ("--care-homes", "2", "--associations", "2")
    card = at.replicas[0].make("new", "--municipality", "Lindebjerg", *size)
    names = [actor["name"] for actor in card["actors"]]
    urls = {actor["name"]: actor["url"] for actor in card["actors"]}
    column = {actor["name"]: actor["id"] for actor in card["actors"]}
    with ExitStack() as stack:
        bo, carla = (
            fill_in(enter(urls[names[place + 1]], alias, in_a_browser(browser, at, place, stack)))
            for place, alias in enumerate(("Bo", "Carla"))
        )
        others = [by_stream(at, card, names[seat], f"Gæst {seat}", stack) for seat in (0, 3, 4)]
        # New visitors from one address are spread; who has a place keeps it.
        places = {place_of(bo), place_of(carla)}
        assert places == {str(each.port) for each in at.replicas}
        assert {each.browser.cookies[PLACE] for each in others} == places

        # Everybody hears everybody, whichever process they are at.
        seen = opened(carla, ITEM).locator(".ed-others")
        text = writing(bo, ITEM)
        text.fill("Skrevet hos den ene. ")
        expect(seen).to_contain_text("Skrevet hos den ene.")
        streams = [stack.enter_context(listening(each, since=0)) for each in others]
        for stream in streams:
            heard(stream, "Skrevet hos den ene.")
        for person, name in zip(others, (names[0], names[3], names[4]), strict=True):
            assert person.save(f"Fra {name}.", column=name, item=ITEM).status_code == 200
            expect(seen).to_contain_text(f"Fra {name}.")
        expect(carla.locator(".ed-presence")).to_contain_text("Bo")

        come_to = [stream.last_id for stream in streams]

        # One process is killed while Bo writes in it. Nothing he wrote is lost, and he goes on.
        at.replica(place_of(bo)).kill()
        text.press_sequentially("Og videre, mens den døde.", delay=10)
        whole = "Skrevet hos den ene. Og videre, mens den døde."
        expect(seen).to_contain_text(whole, timeout=30_000)
        expect(text).to_have_value(whole)
        assert written(others[0], ITEM)[column[names[1]]] == whole
        expect(bo.locator(".ed-conflict")).to_have_count(0)
        eventually(lambda: place_of(bo) == place_of(carla))
        streams = [
            stack.enter_context(listening(each, last_id=last_id))
            for each, last_id in zip(others, come_to, strict=True)
        ]
        for stream in streams:
            heard(stream, whole)

        # All five vote; nobody's dot is lost, and all see the same sums.
        store = Store(database)
        stack.callback(store.close)
        leader = Leader(store, card["card"])
        leader.open_vote()
        for page in (bo, carla):
            go(page, "/workshop")
            dots_in_browser(page, "Mange slags")
        for person in others:
            vote(person, {ITEM: 2, OTHER: 1})
        leader.press(leading.next_step)
        leader.press(leading.next_step)

        told = []
        for stream in streams:
            while (common := stream.next("workshop").data["common"])["phase"] != "revealed":
                pass
            told.append({row["id"]: row["total"] for row in common["result"]["rows"]})
        assert told == [{ITEM: 8, OTHER: 3}] * 3
        for page in (bo, carla):
            rows = page.locator(".ph-rows > li")
            expect(rows).to_have_count(2)
            shown = [re.findall(r"\d+", row) for row in rows.all_inner_texts()]
            assert ["8" in shown[0], "3" in shown[1]] == [True, True], shown
        assert membership_of(bo) != membership_of(carla)
