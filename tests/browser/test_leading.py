"""Two facilitators lead one meeting in real browsers: one way forward, one way back, nothing twice."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import choose, drawn, go, link_of, origin
from tests.browser.conftest import Enter, MadeCard, membership_of

ITEM, TITLE = "D1.1.6", "Oplæring i beboernes behov"
OTHER_TITLE = "Mange slags aktiviteter"


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

    both = [button(page, "Næste: Spændingsfeltet").element_handle() for page in (anna, jonas)]
    for each in both:  # at once, and neither waits for the other's page
        each.evaluate("each => each.click()")

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


def listed(page: Page, item: str) -> Locator:
    """The row of an item on the discussion list."""
    return page.locator(f"[class*='st-key-listed-{item.replace('.', '-')}']")


def answers(bo: Page, card: MadeCard) -> None:
    """Bo's column says something about an item that others have left open."""
    column = next(each["id"] for each in card["actors"] if each["kind"] == "care_home")
    said = bo.context.request.put(
        f"{origin(bo)}/api/cards/{card['card']}/rounds/{card['round']}/answers/{ITEM}/{column}",
        headers={"X-Som": membership_of(bo)},
        data={"value": "ad_hoc", "text": "Af og til.", "base_version": 0, "edit_id": str(uuid4())},
    )
    assert said.ok, said.text()


def test_two_facilitators_share_the_list_the_big_screen_and_the_pen(
    enter: Enter, empty_card: MadeCard
) -> None:
    anna = open_meeting(enter(empty_card["facilitator"], "Anna"))
    jonas = open_meeting(enter(empty_card["facilitator"], "Jonas"))
    bo = go(enter(link_of(empty_card, "care_home"), "Bo"), "/workshop")
    bo.set_viewport_size({"width": 360, "height": 740})
    begin(anna)
    anna.get_by_text("Gå til et trin").click()
    button(anna, "Drøft forskelle").click()
    expect(title(jonas)).to_have_text("Drøft forskelle")

    choose(anna, "Føj en indsats til", "1.1.2 ")
    button(anna, "Føj til").click()
    expect(listed(jonas, "D1.1.2")).to_be_visible()

    answers(bo, empty_card)  # the rule would now take another item, and only that
    drawn(jonas).get_by_text("Lav listen igen").click()
    button(jonas, "Se, hvad der ville ændre sig").click()
    expect(jonas.get_by_role("heading", name="Kommer med (1)")).to_be_visible()
    expect(jonas.get_by_role("heading", name="Ryger af (1)")).to_be_visible()
    expect(listed(anna, ITEM)).to_have_count(0)  # it was only looked at
    button(jonas, "Brug den nye liste").click()
    expect(listed(anna, ITEM)).to_be_visible()
    expect(listed(anna, "D1.1.2")).to_have_count(0)
    expect(anna.get_by_text(re.compile("rettede Jonas drøftelisten"))).to_be_visible()

    choose(anna, "Føj en indsats til", "1.1.1 ")
    button(anna, "Føj til").click()
    expect(listed(jonas, "D1.1.1")).to_be_visible()
    button(drawn(jonas), "Næste: Indsats 1").click()
    expect(bo.locator(".ph h1")).to_have_text(TITLE)
    button(drawn(anna), "Vent: tag den til sidst").click()
    expect(bo.locator(".ph h1")).to_have_text(OTHER_TITLE)
    expect(title(jonas)).to_have_text("Drøft forskelle · 1 af 2")
    expect(jonas.locator(".meeting-title")).to_contain_text(OTHER_TITLE)

    drawn(jonas).get_by_text("Vis noget andet på storskærmen").click()
    button(jonas, "Hele kortet").click()
    expect(bo.locator(".ph h1")).to_have_text(OTHER_TITLE)  # the phones stay
    button(anna, "Tilbage til mødet").click()
    expect(button(jonas, "Tilbage til mødet")).to_have_count(0)

    anna.get_by_text("Flyt, fjern eller giv pennen videre").click()
    choose(anna, "Hvem?", "Bo")
    button(anna, "Giv pennen").click()
    for words in ("Vis og fortæl", "Tal ved bordene", "Skriv sammen"):
        button(drawn(anna), f"Næste: {words}").click()
    bo.get_by_label("Det skriver vi på kortet").fill("Alle får en koordinator.")
    expect(jonas.get_by_label("Det skriver vi på kortet")).to_have_value("Alle får en koordinator.")
