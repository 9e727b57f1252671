"""Every page works under the content security policy with all other hosts blocked, shows no error, and draws
what people wrote as words: the card is full of canaries."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from indsatskort.store import Store, tables
from indsatskort.ui import menu
from tests.browser.acts import drawn, go, link_of, origin
from tests.browser.conftest import Enter, MadeCard, Server, membership_of
from tests.browser.test_pages import PARTS, choose_part
from tests.canaries import CANARY, fill

PROBES = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")  # Streamlit asks; nothing is there


def addresses() -> list[str]:
    """Every page that the application has, by its address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            menu.st, "Page", lambda *_file, **given: SimpleNamespace(**{"url_path": ""} | given)
        )
        sections: dict[str, list[Any]] = menu.pages(None)
    return [f"/{page.url_path}" for pages in sections.values() for page in pages]


@pytest.fixture(scope="module")
def full(server: Server) -> MadeCard:
    made = server.make("demo", "--full")
    store = Store(f"sqlite:///{server.folder / 'indsatskort.sqlite'}")
    fill(store, made["card"])
    with store.reading() as tx:
        made["action"] = tx.connection.execute(sa.select(tables.action.c.id)).scalars().first()
    store.close()
    return made


# elements that a canary became, components' own roots included, and links that would run it
SUNG = """() => { const found = []; const look = (root) => { for (const each of root.querySelectorAll("*")) {
  if (each.id === "kanarie" || (each.getAttribute("href") ?? "").startsWith("javascript:")) found.push(each.outerHTML);
  if (each.shadowRoot) look(each.shadowRoot); } }; look(document); return found; }"""


class Watch:
    """What a page asks other hosts for, what failed, and what its console complains of."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.home, self.told, self.media = origin(page), list[str](), set[str]()
        page.context.on("request", self._asked)
        page.on("console", self._console)
        page.on("response", lambda answer: self._failed(answer.request, answer.status))

    def heard_nothing(self, place: str) -> None:
        """Neither a complaint nor a canary that is more than words."""
        assert self.told == [], place
        assert self._page.evaluate(SUNG) == [], place

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.told.append(f"asked another host: {request.url}")

    def _failed(self, request: Request, status: int) -> None:
        path = urlsplit(request.url).path
        if path.startswith("/media/"):
            self.media.add(path)
        if status >= 400 and not PROBES.search(path):
            self.told.append(f"{status}: {request.method} {path}")

    def _console(self, message: ConsoleMessage) -> None:
        place = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and not PROBES.search(place):
            self.told.append(f"console: {message.text} ({place})")


# what participants meet that facilitators do not; readers meet nothing but parts of these two
PARTICIPANTS_OWN = ["/", "/udfyld", "/workshop", "/redskaber", "/aktiviteter", "/mine-data"]
WITHOUT_WORDS = {"/hjaelp"}


@pytest.mark.parametrize(
    ("seat", "visited"), [("facilitator", addresses()), ("care_home", PARTICIPANTS_OWN)]
)
def test_every_page_keeps_to_its_own_host_and_to_the_policy(
    enter: Enter, full: MadeCard, seat: str, visited: list[str]
) -> None:
    link = full.get(seat) or link_of(full, seat)
    page = drawn(enter(link, CANARY))
    watch, membership = Watch(page), membership_of(page)

    for address in visited:
        if address == "/storskaerm":
            page.goto(f"{watch.home}{address}?som={membership}")  # it covers the foot
        else:
            go(page, address)
        page.wait_for_load_state("networkidle")
        watch.heard_nothing(address)
        assert "kanarie" in page.content() or address in WITHOUT_WORDS, address
    if seat == "facilitator":
        go(page, "/handleplan", handling=full["action"])
        watch.heard_nothing("one action")
        go(page, "/redskaber", redskab="spaendingsfelt")
        watch.heard_nothing("one tool")
        go(page, "/indstillinger")
        for part in PARTS:
            choose_part(page, part)
            watch.heard_nothing(part)
    assert {path.rpartition(".")[2] for path in watch.media} <= {"svg"}  # the mark in the menu


def test_the_policy_stops_a_script_that_somebody_got_in(browser: Browser, server: Server) -> None:
    """The guard behind the escaping: were a script to come in, it would not run."""
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(server.url)

    page.evaluate(
        """() => { for (const [name, value] of [["textContent", "window.ran = 1"],
             ["src", "https://evil.example/x.js"]]) {
             const script = document.createElement("script"); script[name] = value;
             document.body.append(script); }
           const image = document.createElement("img"); image.setAttribute("onerror", "window.ran = 2");
           image.src = "/findes-ikke.png"; document.body.append(image); }"""
    )
    page.wait_for_timeout(500)

    assert page.evaluate("() => window.ran") is None
    assert sum("Content Security Policy" in each for each in refused) >= 2
    page.close()
