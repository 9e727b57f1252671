"""A thread of comments between people at their own screens: live, safe, and kept until it is sent."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acts import eventually, fill_in, go, link_of, opened
from tests.browser.conftest import Enter, MadeCard
from tests.browser.test_leading import button

ITEM = "D1.1.1"
CANARY = (
    "<img src=x onerror=\"window.canary='img'\"><script>window.canary='script'</script> "
    'Se https://example.dk/notat?a=1&b="x" (og http://example.dk/a). '
    "Ikke javascript:window.canary='link' eller data:text/html,hej"
)


def thread(page: Page) -> Locator:
    """The thread of the item, unfolded."""
    shown = opened(page, ITEM).locator(".co")
    if shown.locator(".co-toggle").get_attribute("aria-expanded") == "false":
        shown.locator(".co-toggle").click()
    return shown


def send(page: Page, text: str) -> None:
    where = thread(page)
    where.locator("textarea").fill(text)
    where.get_by_role("button", name="Send").click()


def test_two_people_talk_and_what_they_write_stays_words(
    empty_card: MadeCard, enter: Enter
) -> None:
    bo = fill_in(enter(link_of(empty_card, "care_home"), "Bo"))
    carla = fill_in(enter(link_of(empty_card, "association"), "Carla"))
    expect(opened(carla, ITEM).locator(".co-body")).to_be_hidden()

    send(bo, CANARY)
    expect(opened(carla, ITEM).locator(".co-toggle")).to_have_text("1 kommentar")
    told = thread(carla).locator(".co-entry")
    expect(told).to_contain_text(CANARY)
    expect(told).to_contain_text("Bo, Plejecenter 1")
    links = told.locator("a")
    expect(links).to_have_count(2)
    assert [each.get_attribute("href") for each in links.all()] == [
        "https://example.dk/notat?a=1&b=",
        "http://example.dk/a",
    ]
    assert all("noopener" in (each.get_attribute("rel") or "") for each in links.all())
    expect(told.get_by_role("button", name="Slet teksten")).to_have_count(0)

    send(carla, "Den er god. Skal vi tage den op?")
    expect(thread(bo).locator(".co-entry")).to_have_count(2)
    dorte = go(enter(empty_card["viewer"], "Dorte"), "/kort")
    dorte.locator("a.talk").filter(has_text="2 kommentarer").click()
    shown = dorte.locator(".co-entry")
    expect(shown).to_have_count(2)
    expect(shown.first).to_contain_text(CANARY)
    expect(dorte.locator(".co-all textarea")).to_have_count(0)
    for page in (bo, carla, dorte):
        assert page.evaluate("window.canary") is None
    assert [Axe().run(page).violations_count for page in (bo, dorte)] == [0, 0]

    mine = thread(bo).locator(".co-entry").first
    mine.get_by_role("button", name="Tag op på mødet").click()
    expect(told.first).to_contain_text("Skal tages op på mødet")
    told.first.get_by_role("button", name="Markér som løst").click()
    expect(mine).to_contain_text("Løst")
    mine.get_by_role("button", name="Slet teksten").click()
    button(bo, "Slet teksten").last.click()
    for page in (bo, carla, dorte):
        expect(page.locator(".co-entry").first).to_contain_text("Teksten er slettet.")
        expect(page.locator(".co-entry").first).not_to_contain_text("example.dk")


def test_a_comment_is_kept_while_it_is_written_and_sent_once_when_the_network_is_back(
    empty_card: MadeCard, enter: Enter
) -> None:
    bo = fill_in(enter(link_of(empty_card, "care_home"), "Bo"))
    thread(bo).locator("textarea").fill("Ring til 010203-1234")
    fill_in(bo)
    text = thread(bo).locator("textarea")
    expect(text).to_have_value("Ring til 010203-1234")
    thread(bo).get_by_role("button", name="Send").click()
    expect(thread(bo).locator(".co-note")).to_contain_text("Det ligner et CPR-nummer.")
    expect(text).to_have_value("Ring til 010203-1234")

    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if lost or route.request.method != "POST":
            return route.continue_()
        route.fetch()
        lost.append(route.request.url)
        return route.abort()

    bo.route("**/comments", lose_the_answer)
    text.fill("Ring til kontoret")
    thread(bo).get_by_role("button", name="Send").click()
    expect(thread(bo).locator(".co-note")).to_have_text("Kommentaren er sendt.")
    expect(text).to_have_value("")
    expect(thread(bo).locator(".co-entry")).to_have_count(1)
    eventually(lambda: len(lost) == 1)
