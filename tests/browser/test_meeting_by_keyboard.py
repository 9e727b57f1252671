"""The meeting with the keyboard alone: a facilitator leads it, and a phone votes, without a pointer."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import drawn, go, link_of
from tests.browser.conftest import Enter, MadeCard

FARTHEST = 120  # presses of Tab before something counts as out of reach


def tab_to(page: Page, wanted: Locator) -> Locator:
    """Go on with Tab until it has the focus, from wherever one is."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        if wanted.evaluate("each => each === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is out of the keyboard's reach")


def press(page: Page, name: str | re.Pattern[str]) -> None:
    drawn(page)
    tab_to(page, page.get_by_role("button", name=name).first)
    page.keyboard.press("Enter")


def test_a_meeting_is_led_and_voted_in_by_keyboard_alone(
    enter: Enter, empty_card: MadeCard
) -> None:
    anna = go(enter(empty_card["facilitator"], "Anna"), "/workshop")
    bo = go(enter(link_of(empty_card, "care_home"), "Bo"), "/workshop")
    press(anna, "Forbered mødet")
    for words in ("Begynd mødet", "Næste: Spændingsfeltet", "Næste: Det samlede kort"):
        press(anna, words)
    for words in ("Næste: Drøft forskelle", "Næste: Pause", "Næste: Prikafstemning"):
        press(anna, words)
    press(anna, "Åbn afstemningen")

    expect(bo.get_by_role("heading", name="Læg dine 5 prikker")).to_be_focused()
    for _ in range(2):
        tab_to(bo, bo.get_by_role("button", name=re.compile("^Læg en prik på")).first)
        bo.keyboard.press("Enter")
    expect(bo.get_by_text("3 prikker tilbage")).to_be_visible()
    tab_to(bo, bo.get_by_role("button", name="Jeg er færdig"))
    bo.keyboard.press("Enter")
    expect(bo.get_by_role("heading", name="Tak. Dine prikker er gemt.")).to_be_focused()

    press(anna, "Luk afstemningen")
    press(anna, "Vis prikkerne")
    expect(bo.get_by_role("heading", name="Her ligger prikkerne")).to_be_focused()
    press(anna, "↶ Fortryd")
    expect(anna.locator(".meeting-title h1")).to_have_text("Prikafstemning")
    expect(bo.get_by_role("heading", name="Prikkerne er skjult igen")).to_be_focused()
