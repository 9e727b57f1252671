"""The plan in a browser: from a chosen item to a followed-up action, two at once, a phone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import SAVED, asked, choose, drawn, eventually, go, link_of
from tests.browser.conftest import Enter, MadeCard, Server

PHONE = {"width": 360, "height": 740}
ITEM = "1.1.8"
# how much of the follow-up's big screen does not fit on it
OVERFLOW = """() => { const screen = document.querySelector('.fu-screen');
  return screen.scrollHeight - screen.clientHeight; }"""


@pytest.fixture(scope="module")
def plan_card(server: Server) -> MadeCard:
    """A card of this module's own."""
    size = ("--care-homes", "2", "--associations", "1")
    return server.make("new", "--municipality", "Lindebjerg", *size)


def stored(page: Page, card: MadeCard) -> dict[str, Any]:
    """The action that the page has open, as the server has it."""
    action = parse_qs(urlsplit(page.url).query)["handling"][0]
    return dict(asked(page, f"{card['card']}/actions/{action}")["action"])


def open_form(page: Page) -> None:
    """The plan with the form of a new action unfolded."""
    go(page, "/handleplan")
    box = page.locator("details", has_text="Ny handling").first
    expect(box).to_be_visible()
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()


def new_action(page: Page, what: str) -> None:
    """Type what is to be done, and open the action that comes of it."""
    open_form(page)
    page.get_by_label("Hvad vil I gøre?", exact=True).fill(what)
    page.get_by_role("button", name="Læg den i handleplanen").click()
    page.wait_for_url("**handling=*")
    expect(page.get_by_role("heading", name=what, level=1)).to_be_visible()
    expect(page.locator(".ac")).to_be_visible()


def field(page: Page, label: str) -> Any:
    return page.locator(".ac").get_by_label(label, exact=True)


def test_an_action_is_written_on_a_phone_and_followed_up(plan_card: MadeCard, enter: Enter) -> None:
    bo = enter(link_of(plan_card, "care_home"), "Bo")
    bo.set_viewport_size(PHONE)  # type: ignore[arg-type]
    new_action(bo, "Søndagscafé hver anden uge")
    expect(bo.locator(".ac")).to_contain_text("Handlingen mangler en tovholder.")

    bo.get_by_role("button", name="Plejecenterleder").click()
    field(bo, "Noget godt hver dag").check()
    field(bo, "Med jeres egne ord").fill("Søndagene er lange.")
    field(bo, "Første skridt").fill("Ring til foreningen")
    deadline = date.today() + timedelta(days=60)  # noqa: DTZ011 - the deadline lies far enough away
    field(bo, "Frist for det hele").fill(deadline.isoformat())
    wanted = {
        "lead": "Plejecenterleder",
        "values": ["good_days"],
        "why": "Søndagene er lange.",
        "deadline": deadline.isoformat(),
    }
    eventually(lambda: stored(bo, plan_card).items() >= wanted.items())
    expect(bo.locator(".ac-bar")).to_contain_text(SAVED)
    overhang = bo.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overhang <= 1

    # What is wrong is said where it is, and nothing is lost
    field(bo, "Frist for det hele").fill("2020-01-01")
    field(bo, "Med jeres egne ord").fill("Søndagene er alt for lange.")
    expect(bo.get_by_text("Fristen er allerede gået").first).to_be_visible()
    field(bo, "Frist for det hele").fill(deadline.isoformat())
    expect(bo.get_by_text("Fristen er allerede gået")).to_have_count(0)
    eventually(lambda: stored(bo, plan_card)["why"] == "Søndagene er alt for lange.")

    # Followed up: a note and a status in one go
    drawn(bo)
    bo.get_by_label("Hvordan går det?", exact=True).last.fill("Lokalet er optaget.")
    status = bo.get_by_role("combobox", name="Status nu")
    status.click()
    bo.get_by_role("option", name="Kræver drøftelse").click()
    expect(status).to_have_value("Kræver drøftelse")
    bo.get_by_role("button", name="Gem noten").click()
    expect(bo.locator("p.says", has_text="Lokalet er optaget.")).to_be_visible()
    bo.get_by_role("button", name="Hele handleplanen").click()
    expect(bo.get_by_role("heading", name="Kræver drøftelse · 1")).to_be_visible()


def test_a_template_of_the_sources_begins_an_action(plan_card: MadeCard, enter: Enter) -> None:
    bo = enter(link_of(plan_card, "care_home"), "Bo")
    open_form(bo)
    choose(bo, "Gode erfaringer fra kilderne", "Lav en frivilligaftale")
    bo.get_by_role("button", name="Begynd med skabelonen").click()
    bo.wait_for_url("**handling=*")

    action = stored(bo, plan_card)
    assert action["item"] == "D3.1.7"
    assert action["first_step"].startswith("Skriv ned, hvilke spørgsmål om ansvar")


def test_two_who_write_in_one_action_lose_nothing(plan_card: MadeCard, enter: Enter) -> None:
    bo = enter(link_of(plan_card, "care_home"), "Bo")
    carla = enter(link_of(plan_card, "association"), "Carla")
    new_action(bo, "Fælles takkeaften")
    action = parse_qs(urlsplit(bo.url).query)["handling"][0]
    go(carla, "/handleplan", handling=action)
    expect(carla.locator(".ac")).to_be_visible()

    # Different fields at once: both come through without a question
    bo.context.set_offline(True)
    field(bo, "Første skridt").fill("Find en dato")
    field(carla, "Hvordan kan I se, at det virker?").fill("Alle kommer")
    expect(carla.locator(".ac-bar")).to_contain_text(SAVED)
    bo.context.set_offline(False)
    expect(bo.locator(".ac-bar")).to_contain_text(SAVED)
    expect(field(bo, "Hvordan kan I se, at det virker?")).to_have_value("Alle kommer")
    expect(field(carla, "Første skridt")).to_have_value("Find en dato")

    # The same field at once: both texts are shown, and what is chosen stands for both
    bo.context.set_offline(True)
    field(bo, "Med jeres egne ord").fill("Bos grund")
    field(carla, "Med jeres egne ord").fill("Carlas grund")
    expect(carla.locator(".ac-bar")).to_contain_text(SAVED)
    field(carla, "Hvem er tovholder?").fill("Formanden")
    bo.context.set_offline(False)
    panel = bo.locator(".ac-conflict")
    expect(panel).to_contain_text("Bos grund")
    expect(panel).to_contain_text("Carlas grund")
    panel.get_by_role("button", name="Saml de to tekster").click()
    expect(field(bo, "Med jeres egne ord")).to_have_value(re.compile("Carlas grund\\s+Bos grund"))
    expect(field(carla, "Med jeres egne ord")).to_have_value(
        re.compile("Carlas grund\\s+Bos grund")
    )
    expect(field(carla, "Hvem er tovholder?")).to_have_value("Formanden")
    expect(field(bo, "Hvem er tovholder?")).to_have_value("Formanden")


def test_a_closed_tab_keeps_what_was_typed(plan_card: MadeCard, enter: Enter) -> None:
    bo = enter(link_of(plan_card, "care_home"), "Bo")
    new_action(bo, "Gåtur i skoven")
    bo.route("**/actions/*", lambda route: route.abort())
    field(bo, "Første skridt").fill("Find en rute")
    expect(bo.locator(".ac-bar")).to_contain_text("Ikke gemt")
    address, context = bo.url, bo.context
    bo.close()
    again = context.new_page()
    again.goto(address)
    drawn(again)

    expect(field(again, "Første skridt")).to_have_value("Find en rute")
    expect(again.locator(".ac-bar")).to_contain_text(SAVED)


def test_readers_see_all_and_are_offered_nothing_to_write(
    plan_card: MadeCard, enter: Enter
) -> None:
    dorte = enter(plan_card["viewer"], "Dorte")
    go(dorte, "/handleplan")

    expect(dorte.get_by_role("heading", name="Handleplan", level=1)).to_be_visible()
    expect(dorte.get_by_text("Ny handling")).to_have_count(0)
    expect(
        dorte.locator(".st-key-plan-board select, .st-key-plan-board [role=combobox]")
    ).to_have_count(0)


def test_a_follow_up_meeting_takes_the_actions_one_by_one_on_the_big_screen(
    server: Server, enter: Enter
) -> None:
    size = ("--care-homes", "1", "--associations", "1")
    made = server.make("new", "--municipality", "Lindebjerg", *size)
    anna = enter(made["facilitator"], "Anna")
    for what in ("Søndagscafé", "Takkeaften"):
        new_action(anna, what)
    screen = go(enter(made["viewer"], "Storskærm"), "/opfoelgning-storskaerm")
    expect(screen.locator(".fu-screen")).to_contain_text("Vi begynder snart.")

    go(anna, "/opfoelgning")
    anna.get_by_role("button", name="Begynd mødet").click()
    expect(screen.locator(".fu-screen h1")).to_have_text("Søndagscafé")
    assert (
        screen.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.fu-screen')).fontSize)"
        )
        >= 32
    )

    # A reload in the middle of a sentence loses nothing
    anna.get_by_role("textbox", name="Note").fill("Vi begynder i uge 3.")
    anna.reload()
    expect(anna.get_by_role("textbox", name="Note")).to_have_value("Vi begynder i uge 3.")
    anna.get_by_role("button", name="Gem noten").click()
    expect(screen.locator(".fu-screen")).to_contain_text("Vi begynder i uge 3.")

    # However much is written, it stays on the screen, which nobody can scroll
    expect(anna.get_by_role("textbox", name="Note")).to_have_value("")
    anna.get_by_role("textbox", name="Note").fill("Vi aftaler det med foreningen. " * 40)
    anna.get_by_role("button", name="Gem noten").click()
    expect(screen.locator(".fu-note")).to_have_count(2)
    screen.set_viewport_size({"width": 1920, "height": 1080})
    assert screen.evaluate(OVERFLOW) <= 0

    # What stands in the note is saved when one goes on
    expect(anna.get_by_role("textbox", name="Note")).to_have_value("")
    anna.get_by_role("textbox", name="Note").fill("Foreningen kommer også.")
    anna.get_by_role("button", name="Næste handling").click()
    expect(screen.locator(".fu-screen h1")).to_have_text("Takkeaften")
    expect(anna.get_by_text("Handling 2 af 2")).to_be_visible()
    anna.get_by_role("button", name="Til slutningen").click()
    expect(anna.get_by_text("Foreningen kommer også.")).to_be_visible()
    anna.get_by_role("button", name="Slut mødet").click()
    expect(screen.locator(".fu-screen")).to_contain_text("Det aftalte vi")
    expect(screen.locator(".fu-screen")).to_contain_text("Næste gang")
