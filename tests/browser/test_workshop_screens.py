"""Every state of the meeting on the big screen and on a phone, against a server side that stands still."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import TEXTS, eventually, see_as_hidden, unreadable
from tests.browser.conftest import free_port
from tests.browser.workshop_states import TITLES, mine, states
from tests.browser.workshop_stub import Stub, served
from tests.canaries import CANARY

STATES = states()
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
}
# every kind of element on the page: itself and its parent by name, classes and attributes, empty or not
KINDS = """() => {
  const named = (each) => [each.tagName, ...[...each.classList].sort(), ...[...each.attributes].map(({ name }) => `@${name}`).sort()].join(".");
  return [...document.querySelectorAll('main *')].map((each) => `${named(each.parentElement)} > ${named(each)} ${Boolean(each.textContent.trim())}`);
}"""
VIOLATIONS = """async (options) => (await axe.run(document, options)).violations
  .map(({ id, nodes }) => ({ id, html: nodes[0].html }))"""
OPEN_LIST = """() => document.body.insertAdjacentHTML(
  'beforeend', '<i role="combobox" aria-expanded="true"></i>')"""
CLOSED_LIST = "() => document.querySelector('[role=combobox]').remove()"
BIG, PROJECTOR, PHONE = (1920, 1080), (1280, 720), (360, 740)
TARGETS = """() => [...document.querySelectorAll('.ph :is(a, button, input, textarea)')]
  .map((each) => each.closest('label:has(input)') ?? each).map((each) => [each.textContent.slice(0, 30), each.getBoundingClientRect()])
  .filter(([, box]) => box.width).map(([text, box]) => ({ text, width: box.width, height: box.height }))"""


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with served(Stub(), free_port()) as stub:
        yield stub


@pytest.fixture
def meeting(stub: Stub) -> Stub:
    stub.common, stub.mine = STATES["vote-open"], mine()
    stub.received.clear()
    stub.streams.clear()
    stub.refusal, stub.is_gone = None, False
    return stub


class Screens:
    """Pages of the components; the test fails when one throws."""

    def __init__(self, browser: Browser, stub: Stub) -> None:
        self._browser, self._stub = browser, stub
        self._contexts: list[Any] = []
        self._pages: dict[tuple[str, tuple[int, int], str], Page] = {}
        self._judged: dict[Page, set[str]] = defaultdict(set)
        self.thrown: list[str] = []

    def show(self, component: str, size: tuple[int, int], scheme: str = "light") -> Page:
        """Whatever the stub says now, on the one page of this kind, which asks for it as a phone does
        that wakes up; its errors fail the test."""
        key = (component, size, scheme)
        self._stub.number += 1
        if key not in self._pages:
            self._pages[key] = self.open(*key)
        page = self._pages[key]
        see_as_hidden(page, True)
        see_as_hidden(page, False)
        expect(page.locator("body")).to_have_attribute("data-shown", str(self._stub.number))
        page.evaluate("document.fonts.ready")
        assert self.thrown == []
        return page

    def findings(self, page: Page) -> list[str]:
        """What axe holds against the page, asked when there is a kind of element it has not judged."""
        kinds = set(page.evaluate(KINDS))
        if kinds <= self._judged[page]:
            return []
        self._judged[page] |= kinds
        return findings(page)

    def open(self, component: str, size: tuple[int, int], scheme: str = "light") -> Page:
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="da-DK"
        )
        self._contexts.append(context)
        context.on("weberror", lambda fault: self.thrown.append(str(fault.error)))
        page: Page = context.new_page()
        page.goto(f"{self._stub.url}/{component}?scheme={scheme}")
        expect(page.locator("h1")).not_to_have_text("Finder ud af, hvor I er …")
        return page

    def blank(self, component: str) -> Page:
        """A page of a component that draws nothing, its clock in the test's hand, its stream open."""
        context = self._browser.new_context(locale="da-DK")
        self._contexts.append(context)
        page: Page = context.new_page()
        page.clock.install()
        with page.expect_response("**/live?**"):
            page.goto(f"{self._stub.url}/{component}")
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def screens(browser: Browser, stub: Stub) -> Iterator[Screens]:
    screens = Screens(browser, stub)
    yield screens
    screens.close()
    assert screens.thrown == []


@pytest.fixture(scope="module")
def walls(browser: Browser, stub: Stub) -> Iterator[Screens]:
    """A big screen and a phone that the states are shown on one after the other: what is slow about a
    page, its modules, fonts and axe, is fetched once."""
    walls = Screens(browser, stub)
    yield walls
    walls.close()


def findings(page: Page) -> list[str]:
    """What axe holds against the page; only that is brought back from the browser."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(VIOLATIONS, WCAG)
    return [f"{each['id']}: {each['html'][:120]}" for each in found]


@pytest.mark.parametrize("name", STATES)
def test_everything_on_the_big_screen_is_large_inside_and_without_controls(
    walls: Screens, meeting: Stub, name: str
) -> None:
    meeting.common = STATES[name]
    page = walls.show("workshop_screen", BIG)
    assert unreadable(page) == []
    assert page.locator(".big :is(a, button, input, textarea, select)").count() == 0
    assert walls.findings(page) == []


def test_texts_fit_again_when_there_is_less_room_for_them(walls: Screens, meeting: Stub) -> None:
    meeting.common = STATES["write-long"]
    page = walls.show("workshop_screen", BIG)
    foot = page.locator(".big-foot")
    foot.evaluate("(foot) => { foot.style.paddingTop = '420px'; }")
    expect(page.locator(".big-sentence.is-cut")).to_have_count(1)
    eventually(lambda: unreadable(page) == [])
    foot.evaluate("(foot) => { foot.style.paddingTop = ''; }")


@pytest.mark.parametrize("name", STATES)
def test_the_phone_has_large_targets_and_no_sideways_scroll(
    walls: Screens, meeting: Stub, name: str
) -> None:
    meeting.common = STATES[name]
    page = walls.show("workshop_phone", PHONE)
    texts = page.evaluate(TEXTS, [".ph"])
    assert [each for each in texts if each["size"] < 16 or each["right"] > PHONE[0]] == []
    assert [
        each for each in page.evaluate(TARGETS) if each["height"] < 55.5 or each["width"] < 44
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert walls.findings(page) == []


@pytest.mark.parametrize("name", ["welcome", "silent", "vote-open", "placing", "confirmed"])
def test_the_phone_is_accessible_in_the_dark(walls: Screens, meeting: Stub, name: str) -> None:
    meeting.common = STATES[name]
    assert walls.findings(walls.show("workshop_phone", PHONE, "dark")) == []


@pytest.mark.parametrize("name", ["vote-ready", "vote-open", "vote-closed", "vote-hidden-again"])
def test_no_item_and_no_dot_is_on_the_big_screen_before_the_reveal(
    walls: Screens, meeting: Stub, name: str
) -> None:
    meeting.common = STATES[name]
    text = walls.show("workshop_screen", BIG).locator(".big").inner_text()
    assert [title for title in TITLES if title in text] == []


def test_own_ratings_are_hidden_while_the_room_is_silent(screens: Screens, meeting: Stub) -> None:
    meeting.common = STATES["silent"]
    page = screens.open("workshop_screen", BIG)
    expect(page.get_by_text("Egne vurderinger er skjult.")).to_have_count(5)
    assert page.locator(".big-pips").count() == 0


def test_a_smaller_projector_shows_the_same_smaller(screens: Screens, meeting: Stub) -> None:
    meeting.common = STATES["vote-revealed"]
    page = screens.open("workshop_screen", PROJECTOR)
    texts = page.evaluate(TEXTS, [".big"])
    assert min(each["size"] for each in texts) >= 32 * 720 / 1080 - 0.01
    assert max(each["right"] for each in texts) <= PROJECTOR[0]


def test_dots_are_sent_as_a_whole_ballot_on_the_version_seen(
    screens: Screens, meeting: Stub
) -> None:
    page = screens.open("workshop_phone", PHONE)
    page.get_by_role("button", name=f"Læg en prik på {TITLES[1]}").click()
    expect(page.get_by_text("✓ Gemt kl.")).to_be_visible()
    assert meeting.received == [
        ("ballot", {"dots": {"i0": 2, "i1": 2}, "is_finished": False, "base_version": 2})
    ]
    expect(page.get_by_text("1 prik tilbage")).to_be_visible()


def test_more_dots_than_one_has_cannot_be_laid(screens: Screens, meeting: Stub) -> None:
    meeting.mine = mine(
        ballot={"dots": {"i0": 2, "i1": 2, "i2": 1}, "is_finished": False, "version": 4}
    )
    page = screens.open("workshop_phone", PHONE)
    more = page.get_by_role("button", name=f"Læg en prik på {TITLES[3]}")
    expect(more).to_have_attribute("aria-disabled", "true")
    more.click(force=True)
    expect(page.get_by_text("Alle 5 er lagt")).to_be_visible()
    assert meeting.received == []


def test_a_refused_ballot_says_why_and_shows_the_one_that_stands(
    screens: Screens, meeting: Stub
) -> None:
    standing = {"dots": {"i0": 1}, "is_finished": False, "version": 9}
    detail = "Afstemningen lukkede kl. 10.20. Din ene prik er talt med."
    meeting.refusal = (409, {"detail": detail, "current": standing})
    page = screens.open("workshop_phone", PHONE)
    page.get_by_role("button", name=f"Læg en prik på {TITLES[2]}").click()
    expect(page.get_by_role("alert").filter(has_text=detail)).to_be_visible()
    expect(page.get_by_text("4 prikker tilbage")).to_be_visible()


def test_without_network_dots_wait_and_are_sent_when_it_is_back(
    screens: Screens, meeting: Stub
) -> None:
    page = screens.open("workshop_phone", PHONE)
    page.context.set_offline(True)
    page.get_by_role("button", name=f"Læg en prik på {TITLES[2]}").click()
    expect(page.get_by_text("⚠ Ikke gemt – prøver igen")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("✓ Gemt kl.")).to_be_visible()
    assert meeting.mine["ballot"]["dots"] == {"i0": 2, "i1": 1, "i2": 1}


def test_a_person_finishes_sees_their_own_dots_and_corrects_them(
    screens: Screens, meeting: Stub
) -> None:
    page = screens.open("workshop_phone", PHONE)
    page.get_by_role("button", name="Jeg er færdig").press("Enter")
    expect(page.get_by_role("heading", name="Tak. Dine prikker er gemt.")).to_be_focused()
    expect(page.get_by_text("Dine prikker – kun du ser dem")).to_be_visible()
    page.get_by_role("button", name="Ret mine prikker").press("Enter")
    expect(page.get_by_role("heading", name="Læg dine 5 prikker")).to_be_focused()


def test_a_rating_is_saved_on_the_keyboard(screens: Screens, meeting: Stub) -> None:
    meeting.common = STATES["silent"]
    page = screens.open("workshop_phone", PHONE)
    page.get_by_role("radio", name="Ad hoc").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("✓ Gemt kl.")).to_be_visible()
    assert meeting.received == [("rating", {"item": "D2.2.4", "value": "partly"})]
    expect(page.get_by_role("radio", name="Delvist")).to_be_focused()


def test_the_phone_moves_with_the_room_and_its_focus_goes_to_the_heading(
    screens: Screens, meeting: Stub
) -> None:
    page = screens.open("workshop_phone", PHONE)
    page.wait_for_timeout(200)  # until the stream is open
    meeting.say(STATES["vote-closed"])
    expect(page.get_by_role("heading", name="Afstemningen er lukket")).to_be_focused()


def test_who_is_writing_is_asked_to_follow_and_never_torn_away(
    screens: Screens, meeting: Stub
) -> None:
    meeting.common, meeting.mine = states()["write"], mine(is_scribe=True)
    page = screens.open("workshop_phone", PHONE)
    page.get_by_label("Det skriver vi på kortet").press_sequentially(" kursus.")
    meeting.say(STATES["vote-open"])
    expect(page.get_by_text("Rummet er gået videre til prikafstemningen.")).to_be_visible()
    page.get_by_role("button", name="Bliv her lidt endnu").click()
    expect(page.get_by_label("Det skriver vi på kortet")).to_be_visible()
    meeting.say(STATES["vote-closed"])
    expect(page.get_by_role("button", name="Gå med")).to_be_hidden()
    meeting.say(STATES["placing"])
    page.get_by_role("button", name="Gå med").click()
    expect(page.get_by_role("heading", name="Hvad giver mest for beboerne?")).to_be_focused()


def test_a_page_is_not_drawn_anew_while_a_list_is_open(screens: Screens, meeting: Stub) -> None:
    page = screens.blank("listener")
    page.evaluate(OPEN_LIST)
    for name in ("silent", "shown"):
        meeting.say(STATES[name])
    expect(page.locator("body")).to_have_attribute("data-heard", "shown")
    page.clock.run_for(5_000)
    assert page.locator("body").get_attribute("data-told") is None

    page.evaluate(CLOSED_LIST)
    page.clock.run_for(500)
    assert page.locator("body").get_attribute("data-told") == "1"


def test_a_drawing_from_before_the_room_moved_does_not_pass_for_its_news(
    screens: Screens, meeting: Stub
) -> None:
    page = screens.blank("listener")
    page.evaluate(OPEN_LIST)  # nothing is told meanwhile
    meeting.say({**STATES["silent"], "version": 7})
    meeting.say({**STATES["shown"], "version": 8})
    expect(page.locator("body")).to_have_attribute("data-heard", "shown")
    page.evaluate("draw({version: 7})")
    page.evaluate(CLOSED_LIST)
    page.clock.run_for(2_000)
    assert page.locator("body").get_attribute("data-told") == "1"
    page.evaluate("draw({version: 8})")

    page.evaluate(OPEN_LIST)
    meeting.say({**STATES["vote-open"], "version": 9})
    expect(page.locator("body")).to_have_attribute("data-heard", "open")
    page.evaluate("draw({version: 9})")
    page.evaluate(CLOSED_LIST)
    page.clock.run_for(60_000)
    assert page.locator("body").get_attribute("data-told") == "1"  # it stands there already


def test_items_are_placed_on_the_keyboard(screens: Screens, meeting: Stub) -> None:
    meeting.common = STATES["placing"]
    meeting.mine = mine(placements={})
    page = screens.open("workshop_phone", PHONE)
    row = page.locator("section").first
    for group, level in (("Effekt for beboerne", "God"), ("Det kræver", "En del")):
        row.get_by_role("group", name=group).get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        while not row.get_by_role("radio", name=level, exact=True).is_checked():
            page.keyboard.press("ArrowDown")
    expect(page.get_by_text("✓ Gemt kl.")).to_be_visible()
    path, body = meeting.received[-1]
    assert (path, body["effect"], body["ease"]) == ("placement", 3, 2)


def test_the_scribe_saves_as_they_write(screens: Screens, meeting: Stub) -> None:
    meeting.common, meeting.mine = states()["write"], mine(is_scribe=True)
    page = screens.open("workshop_phone", PHONE)
    page.get_by_label("Det skriver vi på kortet").fill("Kurserne er for alle.")
    page.get_by_role("radio", name="Fast praksis").check()
    expect(page.get_by_text("Gemt kl.").first).to_be_visible()
    path, body = meeting.received[-1]
    assert (path, body["text"], body["value"]) == (
        "agreement",
        "Kurserne er for alle.",
        "established",
    )
    assert findings(page) == []


def test_the_phone_has_the_way_to_the_steps_tool(walls: Screens, meeting: Stub) -> None:
    meeting.common = STATES["tool-deltagelsesstigen"]
    page = walls.show("workshop_phone", PHONE)
    way = page.get_by_role("link", name="Åbn redskabet Deltagelsesstigen")
    expect(way).to_have_attribute("href", re.compile(r"^/redskaber\?som=.+&redskab=deltagelses"))


def test_who_is_taken_out_is_told_where_the_text_is(screens: Screens, meeting: Stub) -> None:
    page = screens.open("workshop_phone", PHONE)
    page.wait_for_timeout(200)
    meeting.is_gone = True
    meeting.say(STATES["vote-closed"])
    sentence = "Du er taget ud af mødet. Det, du har skrevet, er gemt hos Solgården."
    expect(page.get_by_text(sentence)).to_be_visible()


WORDS = {
    "alias",
    "first_step",
    "label",
    "lead",
    "municipality",
    "name",
    "notes",
    "opted_out",
    "other_text",
}
WORDS |= {"reason", "reasons", "sentence", "statement", "text", "title", "what"}


def hostile(found: Any, key: str = "") -> Any:
    """A state with a canary for whatever people may have written there, or what is made of it."""
    if isinstance(found, dict):
        return {name: hostile(value, name) for name, value in found.items()}
    if isinstance(found, list):
        return [hostile(each, key) for each in found]
    return CANARY if isinstance(found, str) and key in WORDS else found


@pytest.mark.parametrize("name", STATES)
def test_what_people_wrote_stays_words_on_both_screens(
    walls: Screens, meeting: Stub, name: str
) -> None:
    meeting.common = hostile(STATES[name])
    for component, size, is_scribe in (
        ("workshop_screen", BIG, False),
        ("workshop_phone", PHONE, False),
        ("workshop_phone", PHONE, True),
    ):
        meeting.mine = hostile(mine(is_scribe=is_scribe))
        page = walls.show(component, size)
        assert CANARY in page.locator("main").inner_text(), "nothing was tried there"
        assert page.locator("#kanarie, [onerror], [href^=javascript]").count() == 0
        assert page.evaluate("window.ran") is None
