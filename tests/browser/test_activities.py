"""An activity is written on a 360 px phone in at most eight acts, by touch and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import MadeCard, Server, membership_of

MOST_ACTS = 8


@dataclass
class Hand:
    """Counts what a person does: a choice or button touched, a field filled in with what leads to it."""

    page: Page
    acts: list[str] = field(default_factory=list)

    def touch(self, target: Locator) -> None:
        self.acts.append("touch")
        target.tap()

    def write(self, target: Locator, words: str) -> None:
        """A field is touched and typed in with the keys of a keyboard."""
        self.acts.append("write")
        target.tap()
        self.page.keyboard.type(words)

    def type(self, words: str, then: str = "Tab") -> None:
        """The words and the key that leads on are one act, as for whoever types without looking."""
        self.acts.append("type")
        self.page.keyboard.type(words)
        self.page.keyboard.press(then)


@pytest.fixture
def phone(browser: Browser, server: Server, empty_card: MadeCard) -> Iterator[Page]:
    """Bo's phone, at the register of Lindebjerg's first care home."""
    size = {"width": 360, "height": 740}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        locale="da-DK",
    )
    page = context.new_page()
    page.goto(empty_card["actors"][1]["url"])
    page.locator("input[name=alias]").fill("Bo")
    page.locator("form[method=post] [type=submit]").first.click()
    page.wait_for_url("**/*som=*")
    page.goto(f"{server.url}/aktiviteter?som={membership_of(page)}")
    expect(page.get_by_role("heading", name="Skriv en aktivitet ind")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def find(phone: Page) -> Callable[[str], Locator]:
    return lambda label: phone.get_by_label(label, exact=True)


def test_by_touch(phone: Page, find: Callable[[str], Locator]) -> None:
    hand = Hand(phone)
    hand.write(find("Hvad lavede I?"), "Fællessang <img src=x onerror=alert(1)>")
    hand.touch(phone.locator("label", has_text="Indendørs socialt samvær"))
    hand.write(find("Beboere med"), "12")
    hand.write(find("Frivillige"), "2")
    hand.touch(phone.get_by_text("Medarbejdere var med", exact=True).first)
    hand.touch(phone.get_by_role("button", name="Gem aktiviteten"))

    expect(phone.get_by_text("Gemt: Fællessang")).to_be_visible()
    entries = phone.get_by_role("region", name="Skrevet ind")
    expect(entries.get_by_text("12 beboere · 2 frivillige · 60 min")).to_be_visible()
    expect(entries.get_by_text("Fællessang <img src=x onerror=alert(1)>")).to_be_visible()
    assert len(hand.acts) <= MOST_ACTS
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360

    # what is wrong is said in a sentence, and nothing that was typed is lost
    find("Hvad lavede I?").fill("Fest")
    phone.locator("label", has_text="Andet").tap()
    find("Beboere med").fill("30")
    find("Frivillige").fill("900")
    phone.get_by_role("button", name="Gem aktiviteten").tap()
    expect(phone.get_by_text("Der står 900 frivillige.")).to_be_visible()
    expect(find("Hvad lavede I?")).to_have_value("Fest")

    # correcting and taking out
    entries.get_by_role("button", name="Ret Fællessang").tap()
    find("Beboere med").fill("14")
    phone.get_by_role("button", name="Gem aktiviteten").tap()
    expect(entries.get_by_text("14 beboere")).to_be_visible()
    entries.get_by_role("button", name="Fjern Fællessang").tap()
    entries.get_by_role("button", name="Ja, fjern Fællessang").tap()
    expect(entries.get_by_text("Ingen aktiviteter endnu.")).to_be_visible()


def test_by_keyboard(phone: Page, find: Callable[[str], Locator]) -> None:
    hand = Hand(phone)
    find("Hvad lavede I?").focus()
    hand.type("Gåtur i parken")
    hand.type(" ")  # the first kind; arrows would go on to the next
    hand.type("1")
    hand.type("1")
    hand.type("45")
    hand.type(" ", then="Enter")

    expect(phone.get_by_text("Gemt: Gåtur i parken")).to_be_visible()
    expect(phone.get_by_text("1 beboer · 1 frivillig · 45 min")).to_be_visible()
    expect(find("Hvad lavede I?")).to_be_focused()
    assert len(hand.acts) <= MOST_ACTS
