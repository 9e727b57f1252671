"""A whole meeting: facilitator, big screen and three phones in browsers, nine more over HTTP."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import drawn, go
from tests.browser.conftest import PATIENCE_MS, Enter, MadeCard, Server

PHONE = {"width": 360, "height": 740}
PROJECTOR = {"width": 1920, "height": 1080}
ITEM = "D1.1.6"


@dataclass
class Guest:
    """Somebody who takes part over HTTP, as a phone does."""

    http: httpx.Client
    card: str
    som: str

    def put(self, path: str, **body: Any) -> None:
        url = f"/api/cards/{self.card}/workshop/{path}"
        answer = self.http.put(url, json=body, headers={"X-Som": self.som})
        assert answer.status_code == 200, answer.text

    def answer(self, card: MadeCard, actor: str, item: str, value: str, text: str) -> None:
        url = f"/api/cards/{self.card}/rounds/{card['round']}/answers/{item}/{actor}"
        body = {"value": value, "text": text, "base_version": 0, "edit_id": str(uuid4())}
        assert self.http.put(url, json=body, headers={"X-Som": self.som}).status_code == 200


@pytest.fixture
def big_card(server: Server) -> MadeCard:
    """The municipality, two care homes and two associations."""
    size = ("--care-homes", "2", "--associations", "2")
    return server.make("new", "--municipality", "Lindebjerg", *size)


@pytest.fixture
def guests(server: Server, big_card: MadeCard) -> Iterator[list[Guest]]:
    """Nine who come by their columns' strips: 2 + 3 + 3 + 0 + 1."""
    with ExitStack() as stack:
        seats = [0, 0, 1, 1, 1, 2, 2, 2, 4]
        yield [_come(stack, server, big_card, seat, n) for n, seat in enumerate(seats)]


def _come(stack: ExitStack, server: Server, card: MadeCard, seat: int, number: int) -> Guest:
    http = stack.enter_context(httpx.Client(base_url=server.url, timeout=20))
    path = urlsplit(card["actors"][seat]["url"]).path
    answer = http.post(path, data={"alias": f"Gæst {number}"})
    return Guest(http, card["card"], parse_qs(urlsplit(answer.headers["location"]).query)["som"][0])


@pytest.fixture
def phones(browser: Browser, big_card: MadeCard) -> Iterator[dict[str, Page]]:
    """Three 360 px phones, not yet in: municipality, the first care home, the first association."""
    contexts = [browser.new_context(viewport=PHONE, locale="da-DK") for _ in range(3)]  # type: ignore[arg-type]
    for context in contexts:
        context.set_default_timeout(PATIENCE_MS)
    yield dict(zip((0, 1, 3), (context.new_page() for context in contexts), strict=True))
    for context in contexts:
        context.close()


def press_next(anna: Page, leads_to: str) -> None:
    """The one way forward; its button then names what comes after."""
    button = anna.locator("button[kind='primary']").first
    expect(button).to_be_enabled()
    button.click()
    expect(anna.get_by_text(leads_to).first).to_be_visible()


def to_step(anna: Page, title: str) -> None:
    way = anna.locator(".st-key-go-to, details", has_text="Gå til et trin").get_by_role(
        "button", name=title
    )
    if not way.is_visible():
        anna.get_by_text("Gå til et trin").click()
    way.click()
    expect(anna.locator(".meeting-title h1")).to_have_text(title)


def choose(anna: Page, label: str, words: str) -> None:
    """Choose in a list by typing, as one does with a long one; once the page stands still."""
    drawn(anna)
    box = anna.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    anna.get_by_role("option", name=re.compile(re.escape(words))).first.click()
    drawn(anna)


def test_a_whole_meeting_from_the_door_to_three_choices(
    server: Server,
    big_card: MadeCard,
    guests: list[Guest],
    phones: dict[str, Page],
    browser: Browser,
    enter: Enter,
) -> None:
    actors = [actor["id"] for actor in big_card["actors"]]
    guests[0].answer(big_card, actors[0], ITEM, "not_started", "Vi har ingen kurser.")
    guests[2].answer(big_card, actors[1], ITEM, "ad_hoc", "Når nogen har tid.")
    guests[8].answer(big_card, actors[4], ITEM, "established", "Stort kursusudbud.")

    # Anna prepares, opens the door and begins; the screen shows how to come in
    anna = enter(big_card["facilitator"], "Anna")
    go(anna, "/workshop")
    anna.get_by_role("button", name="Forbered mødet").click()
    anna.get_by_role("button", name="Åbn døren").click()
    expect(anna.get_by_role("button", name="Luk døren")).to_be_visible()
    press_next(anna, "Næste: Spændingsfeltet")
    screen = go(_screen(browser, enter, big_card), "/storskaerm")
    code = screen.get_by_text(re.compile(r"^[2-9A-Z]{4} [2-9A-Z]{4}$")).first.inner_text()

    # Three phones come in by the code, each naming their column
    for seat, page in phones.items():
        page.goto(f"{server.url}/d/{code.replace(' ', '').lower()}")
        page.get_by_text(big_card["actors"][seat]["name"], exact=True).click()
        page.get_by_role("button", name="Kom med").click()
        page.wait_for_url("**/workshop?som=*")
        expect(page.get_by_text("Du sidder med ved").first).to_be_visible()
    for page in (screen, anna):
        expect(page.locator("body")).to_contain_text(re.compile(r"12\s*er med"))

    # The list has the item they see differently; it is silent first
    to_step(anna, "Drøft forskelle")
    press_next(anna, "Næste: Vis og fortæl")
    expect(screen.get_by_text("Stort kursusudbud.")).to_be_visible()
    for guest, value in zip(guests[2:5], ("ad_hoc", "ad_hoc", "established"), strict=True):
        guest.put("rating", item=ITEM, value=value)
    phones[1].get_by_role("radio", name="Ad hoc").check(force=True)
    expect(phones[1].get_by_text("Gemt kl.")).to_be_visible()
    expect(screen.get_by_text("4 egne svar")).to_have_count(0)

    # Shown: sums for the column of four, nothing for those under three
    press_next(anna, "Næste: Tal ved bordene")
    expect(screen.get_by_text("4 egne svar")).to_be_visible()

    # The vote: nobody sees a dot before the reveal
    to_step(anna, "Prikafstemning")
    anna.get_by_text("Hele kortet").first.click()
    anna.get_by_role("button", name="Gem reglerne").click()
    press_next(anna, "Luk afstemningen")
    for guest in guests:
        guest.put("ballot", dots={ITEM: 2, "D4.1.4": 1}, is_finished=True, base_version=0)
    for page in phones.values():
        more = page.get_by_role(
            "button", name=re.compile("prik.*Mange slags aktiviteter|Mange slags aktiviteter.*")
        )
        more.last.click()
        expect(page.get_by_text("Gemt kl.").first).to_be_visible()
        page.get_by_role("button", name="Jeg er færdig").click()
    expect(screen.get_by_text("har stemt").first).to_be_visible()
    expect(screen.locator("body")).to_contain_text(re.compile(r"12\s*af 12 har stemt"))
    assert "Oplæring" not in screen.inner_text("body")

    # Revealed: the totals; not per kind, since the associations are only two
    press_next(anna, "Vis prikkerne")
    press_next(anna, "Foreningerne har kun 2 stemmer")
    rows = Counter({"Oplæring i beboernes behov": 18, "Mange slags aktiviteter": 3})
    for title, total in rows.items():
        expect(screen.get_by_text(title).first).to_be_visible()
        expect(screen.locator("body")).to_contain_text(str(total))

    # Three choices, each with what is good enough
    to_step(anna, "Vælg tre til fem")
    for number in ("1.1.6", "4.1.4", "1.1.1"):
        choose(anna, "Vælg fra", f"{number} ")
        anna.get_by_role("button", name="Vælg den", exact=True).click()
        expect(
            anna.locator(f"[class*='st-key-chosen-D{number.replace('.', '-')}']")
        ).to_be_visible()
        anna.locator(f"[class*='st-key-chosen-D{number.replace('.', '-')}']").get_by_text(
            "Delvist"
        ).click()
        drawn(anna)
    press_next(anna, "Næste: Handlinger")
    for page in (screen, *phones.values()):
        expect(page.get_by_text("Oplæring i beboernes behov").first).to_be_visible()
        expect(page.get_by_text("Delvist").first).to_be_visible()


def _screen(browser: Browser, enter: Enter, card: MadeCard) -> Page:
    """The big screen has its own link: the readers'."""
    context = browser.new_context(viewport=PROJECTOR, locale="da-DK")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return enter(card["viewer"], "Storskærmen", context)
