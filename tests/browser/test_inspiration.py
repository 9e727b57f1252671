"""Inspiration where one fills in, three at first, and the card seen by a recommendation."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.acts import drawn, eventually, fill_in, go, link_of, opened
from tests.browser.conftest import Enter, MadeCard
from tests.browser.test_plan import field, new_action, stored


def test_a_group_at_an_item_gets_three_ideas_and_more_on_demand(
    card: MadeCard, enter: Enter
) -> None:
    bo = fill_in(enter(link_of(card, "care_home"), "Bo"), "D2.1")
    row = opened(bo, "D2.1.1")
    ideas = row.locator(".ed-inspiration li")

    expect(ideas.first).to_be_hidden()
    row.get_by_role("button", name="Få inspiration").click()
    expect(ideas).to_have_count(3)
    expect(ideas.nth(1)).to_contain_text("Overført fra et andet område")
    row.locator(".ed-inspiration").get_by_role("button", name="Vis").click()
    assert ideas.count() > 3
    expect(ideas.nth(3)).to_be_focused()

    fill_in(bo, "D1.2")
    expect(opened(bo, "D1.2.2").get_by_role("button", name="Få inspiration")).to_be_hidden()


def test_a_recommendation_shows_its_items_only(card: MadeCard, enter: Enter) -> None:
    dorte = drawn(enter(card["viewer"], "Dorte"))

    go(dorte, "/kort", anbefaling="31")

    expect(dorte.locator("table.kort tr.item")).to_have_count(3)
    expect(dorte.locator("table.kort tr.item").first).to_contain_text("3.1.3")
    go(dorte, "/hjaelp")
    dorte.get_by_role("link", name="Se på kortet (nr. 11)").click()
    expect(drawn(dorte).locator("table.kort tr.item")).to_have_count(1)


def test_one_press_takes_a_step_or_a_template_from_the_sources_into_the_plan(
    empty_card: MadeCard, enter: Enter
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    new_action(bo, "Find tre nye frivillige")
    ideas = bo.locator(".ac .ed-inspiration")
    expect(ideas).to_be_hidden()

    field(bo, "Indsats på kortet").select_option("D2.1.5")
    field(bo, "Første skridt").fill("Tal sammen mandag")
    ideas.get_by_role("button", name="Få inspiration").click()
    ideas.get_by_role("button", name="Brug som første skridt").first.click()

    expect(field(bo, "Første skridt")).to_have_value(
        re.compile("^Tal sammen mandag\n\nSkriv et opslag")
    )
    eventually(lambda: "Skriv et opslag" in stored(bo, empty_card)["first_step"])

    ideas.get_by_role("button", name="Brug skabelonen").first.click()
    expect(field(bo, "Første skridt")).to_have_value(re.compile("Bliv enige om en lille og klar"))
    eventually(lambda: "De kender livet på" in stored(bo, empty_card)["why"])
    eventually(lambda: "Tal sammen mandag" in stored(bo, empty_card)["first_step"])
