"""A whole year in browsers: round 1, choices, an action that is followed up, round 2, and what moved."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from indsatskort.catalogue.model import Value
from tests.browser.acts import SAVED, choose, drawn, fill_in, go, link_of, opened, writing
from tests.browser.conftest import Enter, MadeCard

WHAT = "Aftenhygge hver anden torsdag"
EVENINGS, MANY_KINDS = "D1.1.8", "D1.1.1"


def answer(page: Page, item: str, words: str, level: str) -> None:
    writing(page, item).fill(words)
    opened(page, item).locator(".ed-fields label").filter(has_text=level).first.click()
    expect(page.locator(".ed-status")).to_contain_text(SAVED)


def settings(page: Page, part: str) -> Page:
    go(page, "/indstillinger")
    page.get_by_role("button", name=part, exact=True).or_(
        page.get_by_role("radio", name=part, exact=True)
    ).first.click()
    return drawn(page)


def test_the_whole_year(empty_card: MadeCard, enter: Enter) -> None:
    anna = enter(empty_card["facilitator"], "Anna")
    bo = enter(link_of(empty_card, "care_home"), "Bo")

    # round 1
    fill_in(bo)
    answer(bo, EVENINGS, "Det sker, når nogen har lyst.", "Ad hoc")
    answer(bo, MANY_KINDS, "Musik, haven og madlavning.", "Delvist")

    # the meeting's choice, the action and its follow-up
    go(anna, "/workshop")
    for words in ("Forbered mødet", "Begynd mødet"):
        anna.get_by_role("button", name=words, exact=True).click()
    anna.get_by_text("Gå til et trin").click()
    anna.get_by_role("button", name="Vælg tre til fem", exact=True).click()
    choose(anna, "Vælg fra", "1.1.8 ")
    anna.get_by_role("button", name="Vælg den", exact=True).click()
    anna.locator("[class*='st-key-chosen-D1-1-8']").get_by_text("Delvist").click()
    expect(anna.locator(f"[class*='st-key-ambition-D1-1-8-{Value.PARTLY}']")).to_be_visible()
    go(anna, "/handleplan")
    anna.get_by_role("button", name="Lav en handling").click()
    anna.locator(".ac").get_by_label("Hvad vil I gøre?", exact=True).fill(WHAT)
    expect(anna.locator(".ac-bar")).to_contain_text(SAVED)
    anna.get_by_role("textbox", name="Hvordan går det?").fill("Den er kommet godt fra start.")
    choose(anna, "Status nu", "Færdig")
    anna.get_by_role("button", name="Gem noten").click()
    expect(anna.get_by_text("Den er kommet godt fra start.")).to_be_visible()

    # round 2, which begins with the last answers to confirm
    settings(anna, "Runde")
    anna.get_by_text("Ja, alle har svaret færdig").click()
    anna.get_by_role("button", name="Luk runden").click()
    anna.get_by_label("Navn", exact=True).fill("Efter et år")
    anna.get_by_text("Svarene fra denne runde", exact=False).click()
    anna.get_by_role("button", name="Åbn næste runde").click()
    expect(anna.locator(".frame")).to_contain_text("Efter et år")

    go(anna, "/fremdrift")
    expect(anna.get_by_text("Ingen felter er vurderet begge gange.").first).to_be_visible()
    fill_in(bo)
    same = opened(bo, MANY_KINDS)
    expect(same.get_by_role("heading", name="Det svarede I i Runde 1")).to_be_visible()
    same.get_by_role("button", name="Det gælder stadig").click()
    expect(same.locator("textarea")).to_have_value("Musik, haven og madlavning.")
    expect(same.locator(".ed-carried")).to_have_count(0)
    expect(bo.locator(".ed-status")).to_contain_text(SAVED)
    answer(bo, EVENINGS, "Hver anden torsdag, hele året.", "Fast praksis")

    # what moved
    go(anna, "/fremdrift")
    lead = "Fra Runde 1 til Efter et år: 1 felt er vurderet højere, 1 ens og 0 lavere."
    expect(anna.locator(".lead-numbers")).to_contain_text(lead)
    expect(anna.get_by_text("Det sker, når nogen har lyst.").first).to_be_visible()
    expect(anna.get_by_text("Hver anden torsdag, hele året.").first).to_be_visible()
    go(anna, "/leder")
    expect(anna.locator(".ch-pick").nth(1)).to_contain_text("1 af 1")
    expect(anna.get_by_text("1 af 1 handling er færdig.", exact=False)).to_be_visible()
