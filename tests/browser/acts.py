"""What people do on the pages, and how a test waits for what comes of it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.conftest import MadeCard, membership_of

SAVED = "Gemt kl."
HIDE = """isHidden => {
  const say = (name, value) => Object.defineProperty(document, name, {configurable: true, get: () => value});
  say("hidden", isHidden);
  say("visibilityState", isHidden ? "hidden" : "visible");
  document.dispatchEvent(new Event("visibilitychange"));
}"""

# every text on a page with its size in pixels and where it ends, at its ellipsis if it has one
TEXTS = """([selector]) => [...document.querySelectorAll(`${selector}, ${selector} *`)]
  .filter((each) => !each.closest('.vh') && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((each) => each.getBoundingClientRect().width)
  .map((each) => { const box = each.getBoundingClientRect(); const end = each.closest('.is-cut')?.getBoundingClientRect(); return {
    text: each.textContent.slice(0, 40), size: parseFloat(getComputedStyle(each).fontSize),
    right: box.right, bottom: Math.min(box.bottom, end?.bottom ?? box.bottom) }; })"""
# texts that they themselves or something round them hide in part; what ends in an ellipsis does so on
# purpose, and the foot of a letter may reach 4 px out of tight lines
CUT = """() => [...document.querySelectorAll('.big-head *, .big-body *')]
  .filter((each) => !each.closest('.vh, .is-cut') && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((each) => { const box = each.getBoundingClientRect(); const own = getComputedStyle(each);
    if (own.textOverflow !== 'ellipsis' && own.overflow === 'hidden' && (each.scrollHeight > each.clientHeight + 4 || each.scrollWidth > each.clientWidth + 1)) return true;
    for (let round = each.parentElement; box.width && round.closest('.big-head, .big-body'); round = round.parentElement) {
      const limit = round.getBoundingClientRect();
      if (getComputedStyle(round).overflow === 'hidden' && (box.bottom > limit.bottom + 6 || box.right > limit.right + 6)) return true;
    } return false; })
  .map((each) => `cut: ${each.textContent.slice(0, 40)}`)"""


def unreadable(page: Page) -> list[Any]:
    """What is too small on the big screen of 1920 pixels, cut, hidden behind its foot or outside of it."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    foot = page.locator(".big-foot").bounding_box()
    assert foot is not None
    band = page.locator(".big-band").bounding_box() if page.locator(".big-band").count() else None
    below = [each for each in page.evaluate(TEXTS, [".big-body"]) if each["bottom"] > foot["y"] + 1]
    if band and band["y"] + band["height"] > foot["y"] + 1:
        below.append("the band")
    texts = page.evaluate(TEXTS, [".big"])
    outside = [each for each in texts if each["size"] < 31.99 or each["right"] > width + 1]
    return [*below, *outside, *page.evaluate(CUT)]


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
    """Choose a page in the menu, in one of its sections if it does not stand by itself."""
    expect(page.get_by_test_id("stTopNavLink").first).to_be_visible()
    link = page.get_by_test_id("stTopNavLink").get_by_text(title, exact=True)
    sections = iter(page.get_by_test_id("stTopNavSection").all())
    while not link.count():
        next(sections).click()
        expect(page.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
        link = page.get_by_test_id("stTopNavDropdownLink").get_by_text(title, exact=True)
        if not link.count():
            page.keyboard.press("Escape")
            expect(page.get_by_test_id("stTopNavDropdownLink")).to_have_count(0)
    address = link.locator("xpath=ancestor::a").get_attribute("href") or ""
    link.click()
    page.wait_for_url(f"{address}?*")
    return drawn(page)


def menu(page: Page) -> list[str]:
    """What the menu offers, by itself and in its sections."""
    offered = page.get_by_test_id("stTopNavLink").all_inner_texts()
    for section in page.get_by_test_id("stTopNavSection").all():
        section.click()
        expect(page.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
        offered += page.get_by_test_id("stTopNavDropdownLink").all_inner_texts()
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stTopNavDropdownLink")).to_have_count(0)
    return [words.strip() for words in offered]


def keep_picture(page: Page, name: str, *, full_page: bool = False) -> None:
    """A picture for the eye, when INDSATSKORT_PICTURES names a folder for them."""
    if folder := os.environ.get("INDSATSKORT_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=full_page)


def choose(page: Page, label: str, words: str) -> None:
    """Choose in a list by typing, as one does with a long one; once the page stands still.

    The list closes when the page is drawn anew under it, as people do again what did not take.
    """
    option = page.get_by_role("option", name=re.compile(re.escape(words))).first
    for _ in range(5):
        drawn(page)
        box = page.get_by_role("combobox", name=label)
        box.click()
        box.fill(words)
        try:
            option.click(timeout=3_000)
        except TookTooLong:
            box.press("Escape")
            continue
        drawn(page)
        return
    raise AssertionError(f"{words} could not be chosen")
