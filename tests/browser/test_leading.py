"""Two facilitators lead one meeting in real browsers: one way forward, one way back, nothing twice."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import choose
from tests.browser.conftest import Enter, MadeCard, membership_of


def open_meeting(page: Page) -> Page:
    page.goto(page.url.partition("/?")[0] + f"/workshop?som={membership_of(page)}")
    return page


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words, exact=True)


def title(page: Page) -> Locator:
    return page.locator(".meeting-title h1")


def begin(page: Page) -> None:
    button(page, "Forbered mødet").click()
    button(page, "Begynd mødet").click()
    expect(title(page)).to_have_text("Velkomst")


def test_one_facilitator_moves_the_other_ones_page(enter: Enter, empty_card: MadeCard) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    jonas = open_meeting(enter(empty_card["facilitator"], "Jonas"))
    begin(anna)
    expect(title(jonas)).to_have_text("Velkomst")

    button(jonas, "Næste: Spændingsfeltet").click()

    expect(title(anna)).to_have_text("Spændingsfeltet")
    expect(anna.get_by_text(re.compile(r"^Kl\. \d+\.\d\d gik Jonas videre\.$"))).to_be_visible()


def test_next_pressed_twice_at_once_is_one_step(enter: Enter, empty_card: MadeCard) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    begin(anna)

    button(anna, "Næste: Spændingsfeltet").dblclick()

    expect(title(anna)).to_have_text("Spændingsfeltet")
    expect(button(anna, "Næste: Det samlede kort")).to_be_visible()
    anna.wait_for_timeout(1_500)  # what a second press would have done is done by then
    expect(title(anna)).to_have_text("Spændingsfeltet")


def test_a_press_on_what_has_gone_moves_nothing(enter: Enter, empty_card: MadeCard) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    jonas = open_meeting(enter(empty_card["facilitator"], "Jonas"))
    begin(anna)
    expect(title(jonas)).to_have_text("Velkomst")

    for page in (anna, jonas):  # neither waits for the other's page
        button(page, "Næste: Spændingsfeltet").click(no_wait_after=True)

    for page in (anna, jonas):
        expect(title(page)).to_have_text("Spændingsfeltet")
    anna.wait_for_timeout(1_500)
    for page in (anna, jonas):
        expect(title(page)).to_have_text("Spændingsfeltet")


def test_undo_goes_back_and_the_clock_stands_still(enter: Enter, empty_card: MadeCard) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    begin(anna)
    button(anna, "Næste: Spændingsfeltet").click()
    expect(title(anna)).to_have_text("Spændingsfeltet")

    button(anna, "↶ Fortryd").click()

    expect(title(anna)).to_have_text("Velkomst")
    expect(anna.get_by_role("timer")).to_contain_text("uret er sat på pause")


def test_the_way_forward_keeps_the_keyboards_focus(enter: Enter, empty_card: MadeCard) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    begin(anna)

    button(anna, "Næste: Spændingsfeltet").focus()
    anna.keyboard.press("Enter")

    expect(button(anna, "Næste: Det samlede kort")).to_be_focused()


def test_a_step_can_be_left_out_a_minute_given_and_a_tool_put_on(
    enter: Enter, empty_card: MadeCard
) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    begin(anna)
    anna.get_by_text("Ret programmet").click()

    anna.locator("[class*='st-key-step-tension']").get_by_role("button", name="Spring over").click()
    expect(button(anna, "Næste: Det samlede kort")).to_be_visible()
    button(anna, "+ 1 min").click()

    expect(anna.get_by_role("timer")).to_contain_text(re.compile(r"10:\d\d"))

    choose(anna, "Sæt et redskab på programmet", "Hvad kan vi bytte? (20 minutter)")
    button(anna, "Sæt på").click()
    button(anna, "Næste: Hvad kan vi bytte?").click()
    expect(anna.get_by_role("link", name="Skriv sammen i redskabet")).to_have_attribute(
        "href", re.compile("redskab=ressourcer")
    )


def test_a_reader_is_shown_to_the_big_screen(enter: Enter, empty_card: MadeCard) -> None:
    dorte = open_meeting(enter(empty_card["viewer"], "Dorte"))

    expect(dorte.get_by_role("link", name="Åbn storskærmen")).to_be_visible()
    expect(dorte.get_by_role("button", name="Forbered mødet")).to_have_count(0)
