"""The meeting with the keyboard alone: a facilitator leads it, and a phone takes part, without a pointer."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.acts import drawn, go, link_of
from tests.browser.conftest import Enter, MadeCard

TITLE = "Mange slags aktiviteter"
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


def pick(page: Page, label: str, words: str) -> None:
    """Choose in a list by typing; again when the page was drawn anew under it."""
    option = page.get_by_role("option", name=re.compile(re.escape(words))).first
    for _ in range(5):
        drawn(page)
        tab_to(page, page.get_by_role("combobox", name=label))
        page.keyboard.type(words)
        try:
            option.wait_for(timeout=3_000)
        except TookTooLong:
            page.keyboard.press("Escape")
            continue
        page.keyboard.press("Enter")
        drawn(page)
        return
    raise AssertionError(f"{words} could not be chosen")


def go_to(anna: Page, step: str) -> None:
    """Jump in the programme, which folds its steps away."""
    drawn(anna)
    if not anna.get_by_role("button", name=step, exact=True).is_visible():
        tab_to(anna, anna.locator("summary", has_text="Gå til et trin"))
        anna.keyboard.press("Enter")
    press(anna, step)
    expect(anna.locator(".meeting-title h1")).to_have_text(step)


def answer(page: Page, question: str, level: str) -> None:
    """One of some radio buttons, with the arrows."""
    group = page.get_by_role("group", name=question)
    tab_to(page, group.get_by_role("radio").first)
    page.keyboard.press("Space")
    wanted = group.get_by_role("radio", name=level)
    for _ in range(group.get_by_role("radio").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def test_rating_writing_placing_and_choosing_take_no_pointer(
    enter: Enter, empty_card: MadeCard
) -> None:
    anna = go(enter(empty_card["facilitator"], "Anna"), "/workshop")
    bo = go(enter(link_of(empty_card, "care_home"), "Bo"), "/workshop")
    press(anna, "Forbered mødet")
    press(anna, "Begynd mødet")
    go_to(anna, "Drøft forskelle")
    pick(anna, "Føj en indsats til", "1.1.1 ")
    press(anna, "Føj til")
    press(anna, "Næste: Indsats 1")

    expect(bo.get_by_role("heading", name=TITLE)).to_be_focused()
    answer(bo, "Hvordan ser du det hos", "Delvist")
    expect(bo.get_by_text("Gemt kl.")).to_be_visible()
    tab_to(bo, bo.get_by_role("checkbox", name="Bed om at tale om den"))
    bo.keyboard.press("Space")
    expect(bo.get_by_role("checkbox", name="Bed om at tale om den")).to_be_checked()

    for words in ("Vis og fortæl", "Tal ved bordene", "Skriv sammen"):
        press(anna, f"Næste: {words}")
    drawn(anna)
    tab_to(anna, anna.get_by_label("Det skriver vi på kortet"))
    anna.keyboard.type("Alle får en koordinator.")
    expect(bo.get_by_text("Alle får en koordinator.")).to_be_visible()

    go_to(anna, "Effekt og indsats")
    expect(bo.get_by_role("heading", name="Hvad giver mest for beboerne?")).to_be_focused()
    answer(bo, "Effekt for beboerne", "Stor")
    answer(bo, "Det kræver", "Lidt")
    expect(bo.get_by_text("1 af 1 placeret")).to_be_visible()
    press(anna, "Vis placeringerne")
    press(anna, "Næste: Vælg tre til fem")
    _choose_one(anna)
    expect(bo.get_by_role("heading", name="Én valgt indsats")).to_be_focused()
    expect(bo.get_by_text("Delvist")).to_be_visible()


def _choose_one(anna: Page) -> None:
    """One choice, how far is good enough, and why it is only one."""
    pick(anna, "Vælg fra", "1.1.1 ")
    press(anna, "Vælg den")
    drawn(anna)
    group = anna.get_by_role("radiogroup", name=f"Godt nok for {TITLE}")
    tab_to(anna, group.get_by_role("radio").first)
    anna.keyboard.press("ArrowRight")
    anna.keyboard.press("Space")
    expect(group.get_by_role("radio", name="Delvist")).to_be_checked()
    drawn(anna)
    tab_to(anna, anna.get_by_label(re.compile("^I har valgt 1.")))
    anna.keyboard.type("Vi begynder med én.")
    anna.keyboard.press("Enter")
    press(anna, "Bekræft valget")
