"""The meeting from every other page: a quiet way to it, and an offer to follow, never a yank."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import by_menu, drawn, eventually, fill_in, go, link_of, stored, writing
from tests.browser.conftest import Enter, MadeCard
from tests.browser.test_leading import begin, button, open_meeting

PHONE = {"width": 360, "height": 740}
ITEM = "D1.1.1"
COUNT_STREAMS = """window.streams = [];
window.EventSource = class extends EventSource {
  constructor(...how) { super(...how); window.streams.push(this); }
};"""
# how many pixels the heading of the page has stood from where it stood first, each time it was seen elsewhere
MOVES = """window.moves = [];
let first;
const look = () => {
  const isDrawn = document.querySelector(".st-key-foot") && !document.querySelector("[data-testid='stSkeleton']");
  const top = isDrawn && document.querySelector("h1")?.getBoundingClientRect().top;
  first ??= top || undefined;
  if (top && Math.abs(top - first) >= 1) window.moves.push(top - first);
  requestAnimationFrame(look);
};
look();"""
NEXT = ("Næste: Spændingsfeltet", "Næste: Det samlede kort")


@pytest.fixture
def anna(empty_card: MadeCard, enter: Enter) -> Page:
    """The facilitator, who has begun the meeting."""
    page = open_meeting(enter(empty_card["facilitator"], "Anna"))
    begin(page)
    return page


def offer(page: Page) -> Locator:
    """The sentence that asks; empty while there is nothing to ask."""
    return page.locator(".mb-offer [role=status]")


def quiet_way(page: Page) -> Locator:
    return page.locator(".mb-quiet")


def open_streams(page: Page) -> int:
    """How many event streams the tab holds just now."""
    return int(page.evaluate("window.streams.filter(each => each.readyState !== 2).length"))


def tab_back_to(page: Page, target: Locator) -> None:
    """With the keyboard alone, towards the top of the page."""
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab")
    pytest.fail("the keyboard does not reach it")


def choose_person(anna: Page, name: str) -> None:
    """With the keyboard; a page that is drawn anew meanwhile shuts the list, so it may take two tries."""
    box = anna.get_by_role("combobox", name="Hvem?")
    box.click()
    box.fill(name)
    box.press("Enter")
    anna.wait_for_timeout(700)


def test_who_is_writing_is_asked_keeps_every_word_and_follows_by_keyboard(
    anna: Page, empty_card: MadeCard, enter: Enter
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    bo.set_viewport_size(PHONE)  # type: ignore[arg-type]
    bo.add_init_script(COUNT_STREAMS)
    fill_in(bo)
    expect(quiet_way(bo)).to_contain_text("Mødet er i gang: Velkomst")
    text = writing(bo, ITEM)
    text.press_sequentially("Vi synger hver ")

    button(anna, NEXT[0]).click()
    expect(offer(bo)).to_contain_text("Rummet er gået videre til spændingsfeltet.")
    expect(text).to_be_focused()
    text.press_sequentially("fredag")
    expect(bo.locator(".ed-row.is-open")).to_be_visible()

    tab_back_to(bo, button(bo, "Gå med"))
    bo.keyboard.press("Enter")

    heading = bo.locator(".ph h1")
    expect(heading).to_have_text("Kig op")
    expect(heading).to_be_focused()
    expect(button(bo, "Gå med")).to_be_hidden()
    eventually(
        lambda: (
            [each["text"] for each in stored(bo, empty_card, ITEM).values()]
            == ["Vi synger hver fredag"]
        )
    )
    assert open_streams(bo) == 1
    bo.set_viewport_size({"width": 1280, "height": 900})
    by_menu(bo, "Kort")
    expect(quiet_way(bo)).to_contain_text("Spændingsfeltet")
    expect(offer(bo)).to_have_text("")  # they have seen where the room is


def test_who_stays_is_asked_again_at_the_next_step_only(
    anna: Page, empty_card: MadeCard, enter: Enter
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    bo.add_init_script(COUNT_STREAMS)
    go(bo, "/kort")
    expect(quiet_way(bo)).to_be_visible()
    button(anna, NEXT[0]).click()
    expect(offer(bo)).to_contain_text("spændingsfeltet")
    assert open_streams(bo) == 1
    assert Axe().run(bo).violations_count == 0

    button(bo, "Bliv her lidt endnu").click()
    expect(offer(bo)).to_have_text("")
    expect(quiet_way(bo)).to_contain_text("Mødet er i gang: Spændingsfeltet")
    by_menu(bo, "Overblik")
    expect(quiet_way(bo)).to_be_visible()
    expect(offer(bo)).to_have_text("")

    button(anna, NEXT[1]).click()
    expect(offer(bo)).to_contain_text("Rummet er gået videre til det samlede kort.")
    expect(anna.locator(".meeting-title h1")).to_have_text("Det samlede kort")
    drawn(anna)
    button(anna, "↶ Fortryd").click()
    expect(offer(bo)).to_have_text("")


def test_who_leads_and_who_reads_are_shown_the_way_and_not_asked(
    anna: Page, empty_card: MadeCard, enter: Enter
) -> None:
    jonas = go(enter(empty_card["facilitator"], "Jonas"), "/kort")
    dorte = go(enter(empty_card["viewer"], "Dorte"), "/kort")
    for page in (jonas, dorte):
        expect(quiet_way(page)).to_contain_text("Velkomst")

    button(anna, NEXT[0]).click()

    for page in (jonas, dorte):
        expect(quiet_way(page)).to_contain_text("Spændingsfeltet")
        expect(offer(page)).to_have_text("")
    quiet_way(jonas).get_by_role("link", name="Gå til mødet").click()
    expect(jonas.locator(".meeting-title h1")).to_be_focused()
    quiet_way(dorte).get_by_role("link", name="Åbn storskærmen").click()
    expect(dorte.locator(".mb")).to_have_count(0)
    expect(dorte).to_have_url(re.compile("/storskaerm"))


def test_who_is_taken_out_while_they_write_loses_nothing_and_the_column_has_what_was_saved(
    anna: Page, empty_card: MadeCard, enter: Enter
) -> None:
    bo = fill_in(enter(link_of(empty_card, "care_home"), "Bo"))
    text = writing(bo, ITEM)
    text.fill("Vi synger hver fredag")
    expect(bo.locator(".ed-status")).to_contain_text("Gemt kl.")

    text.press("End")
    anna.get_by_text("Flyt, fjern eller giv pennen videre").click()
    is_sure = anna.get_by_text("Ja, tag personen ud af mødet")
    eventually(lambda: choose_person(anna, "Bo") or is_sure.is_visible())
    is_sure.click()
    button(anna, "Fjern").click()
    expect(bo.locator(".ed-status")).to_contain_text("Du er ikke længere med her.")
    expect(bo.locator(".mb-quiet")).to_be_hidden()
    text.press_sequentially(" og lørdag")

    expect(bo.locator(".ed-refusal").get_by_role("button", name="Kopiér teksten")).to_be_visible()
    expect(text).to_have_value("Vi synger hver fredag og lørdag")
    bodil = fill_in(enter(link_of(empty_card, "care_home"), "Bodil"))
    expect(writing(bodil, ITEM)).to_have_value("Vi synger hver fredag")


def test_nothing_moves_when_the_bar_comes_and_a_press_counts_where_it_began(anna: Page) -> None:
    go(anna, "/kort")
    expect(quiet_way(anna)).to_be_visible()
    anna.add_init_script(MOVES)
    go(anna, "/handleplan")
    expect(quiet_way(anna)).to_be_visible()
    assert anna.evaluate("window.moves") == []

    anna.get_by_label("Hvad vil I gøre?").fill("Aftenhygge")
    press_what_moves(anna.get_by_role("button", name="Læg den i handleplanen"))
    expect(anna.locator("h1")).to_have_text("Aftenhygge")

    go(anna, "/redskaber")
    anna.get_by_text("Vælg, hvilke redskaber kortet viser").click()
    tick = anna.get_by_label("Find nye frivillige")
    press_what_moves(tick.locator("xpath=ancestor::label"))
    expect(tick).to_be_checked()


def press_what_moves(part: Locator) -> None:
    """Press something that has moved away when the press is let go."""
    page = part.page
    page.set_viewport_size({"width": 1280, "height": 2_000})  # else the browser scrolls after it
    part.hover()
    page.mouse.down()
    before = part.bounding_box()
    page.evaluate("document.querySelector('h1').style.paddingTop = '120px'")
    assert before != part.bounding_box()
    page.mouse.up()
