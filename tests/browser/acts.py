"""What people do on the pages, and how a test waits for what comes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MadeCard, membership_of

SAVED = "Gemt kl."
HIDE = """isHidden => {
  const say = (name, value) => Object.defineProperty(document, name, {configurable: true, get: () => value});
  say("hidden", isHidden);
  say("visibilityState", isHidden ? "hidden" : "visible");
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def link_of(card: MadeCard, kind: str, number: int = 0) -> str:
    """The link of a column, by its kind and its place among those."""
    url: str = [actor["url"] for actor in card["actors"] if actor["kind"] == kind][number]
    return url


def origin(page: Page) -> str:
    address = urlsplit(page.url)
    return f"{address.scheme}://{address.netloc}"


def go(page: Page, path: str, **also: str) -> Page:
    """Open a page by its address, as whoever the tab is."""
    asked = "&".join(f"{name}={value}" for name, value in also.items())
    page.goto(f"{origin(page)}{path}?som={membership_of(page)}" + (f"&{asked}" if asked else ""))
    return drawn(page)


def drawn(page: Page) -> Page:
    """Wait until Streamlit has run the page and drawn everything on it."""
    expect(page.locator(".st-key-foot")).to_be_visible()
    ready = "[data-testid='stApp'][data-test-script-state='notRunning']"
    expect(page.locator(ready)).to_be_visible()
    expect(page.locator("[data-testid='stSkeleton']")).to_have_count(0)
    return page


def fill_in(page: Page, field: str = "D1.1") -> Page:
    """Go to a field of the column one writes in."""
    go(page, "/udfyld", felt=field)
    expect(page.locator(".ed-row").first).to_be_visible()
    return page


def opened(page: Page, item: str) -> Locator:
    """The row of an item, unfolded."""
    row = page.locator(f'[data-item="{item}"]')
    heading = row.locator("h3 button")
    if heading.get_attribute("aria-expanded") != "true":
        heading.click()
    return row


def writing(page: Page, item: str) -> Locator:
    """Where one writes about an item."""
    return opened(page, item).locator("textarea")


def asked(page: Page, path: str = "", *, som: str | None = None) -> Any:
    """What the HTTP interface answers, below `/api/cards/`, to whoever the tab is."""
    headers = {"X-Som": som or membership_of(page)}
    return page.context.request.get(f"{origin(page)}/api/cards/{path}", headers=headers).json()


def stored(page: Page, card: MadeCard, item: str) -> dict[str, dict[str, Any]]:
    """The answers about an item in the card's first round, by column."""
    answers = asked(page, f"{card['card']}/rounds/{card['round']}/answers")["answers"]
    return {answer["actor"]: answer for answer in answers if answer["item"] == item}


def eventually(is_so: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def see_as_hidden(page: Page, is_hidden: bool = True) -> None:
    """A headless browser calls every tab visible; say otherwise."""
    page.evaluate(HIDE, is_hidden)


def by_menu(page: Page, title: str) -> Page:
    """Choose a page in the menu."""
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    current = page.locator("[data-testid='stTopNavLink'][aria-current]")
    expect(current).to_have_text(title)
    return drawn(page)


def menu(page: Page) -> list[str]:
    """What the menu offers."""
    return [words.strip() for words in page.get_by_test_id("stTopNavLink").all_inner_texts()]
