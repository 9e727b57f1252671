"""Who may see and write what, in the browser: each tab its own role, and nothing for outsiders."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.acts import (
    SAVED,
    asked,
    by_menu,
    drawn,
    eventually,
    fill_in,
    go,
    link_of,
    menu,
    opened,
    origin,
    stored,
    writing,
)
from tests.browser.conftest import Enter, MadeCard, Server, membership_of

ITEM = "D1.1.1"
ON_A_CARD = ("/", "/udfyld", "/kort", "/overblik", "/fremdrift", "/filer", "/indstillinger")
NOT_HERE = "Her skal du bruge dit link"
COOKIE_IS_BLOCKED = "Din browser tog ikke imod den cookie"


@pytest.fixture
def bo(empty_card: MadeCard, enter: Enter) -> Page:
    return drawn(enter(link_of(empty_card, "care_home"), "Bo"))


def column_of(card: MadeCard, kind: str) -> str:
    column: str = next(actor["id"] for actor in card["actors"] if actor["kind"] == kind)
    return column


class TestThreeRolesInOneBrowser:
    @pytest.fixture
    def anna(self, empty_card: MadeCard, enter: Enter, bo: Page) -> Page:
        """Anna tries her own participants' link and her viewers' link in her own browser."""
        return drawn(enter(empty_card["facilitator"], "Anna", bo.context))

    @pytest.fixture
    def dorte(self, empty_card: MadeCard, enter: Enter, bo: Page) -> Page:
        return drawn(enter(empty_card["viewer"], "Dorte", bo.context))

    def test_each_tab_keeps_its_role_through_the_menu(
        self, bo: Page, anna: Page, dorte: Page
    ) -> None:
        as_whom = {bo: "Du er Bo, ", anna: "Du er Anna, facilitator", dorte: "Du er Dorte, "}
        memberships = {page: membership_of(page) for page in as_whom}
        assert len(set(memberships.values())) == 3

        for title in ("Kort", "Filer", "Forside"):
            for page, words in as_whom.items():
                by_menu(page, title)
                expect(page.locator(".frame")).to_contain_text(words)
                eventually(lambda page=page: "som=" in page.url)  # type: ignore[misc]
                assert membership_of(page) == memberships[page]

    def test_each_save_carries_its_own_membership(
        self, bo: Page, anna: Page, dorte: Page, empty_card: MadeCard
    ) -> None:
        by_menu(bo, "Udfyld")
        by_menu(anna, "Udfyld")
        writing(bo, ITEM).fill("Fra Bos fane")
        writing(anna, ITEM).fill("Fra Annas fane")

        for page in (bo, anna):
            expect(page.locator(".ed-status")).to_contain_text(SAVED)
        said = {
            (each["actor"], each["saved_by"], each["text"], each["is_proxy"])
            for each in stored(dorte, empty_card, ITEM).values()
        }
        assert said == {
            (column_of(empty_card, "care_home"), "Bo", "Fra Bos fane", False),
            (column_of(empty_card, "municipality"), "Anna", "Fra Annas fane", True),
        }

    def test_the_menu_shows_what_each_may_use(self, bo: Page, anna: Page, dorte: Page) -> None:
        only_for_some = {"Udfyld", "Indstillinger"}
        assert only_for_some & set(menu(bo)) == {"Udfyld"}
        assert only_for_some & set(menu(anna)) == only_for_some
        assert only_for_some & set(menu(dorte)) == set()
        assert {"Forside", "Kort", "Overblik", "Fremdrift", "Filer", "Hjælp"} <= set(menu(dorte))

    def test_a_viewer_who_types_the_address_of_udfyld_gets_a_sentence(self, dorte: Page) -> None:
        go(dorte, "/udfyld")

        expect(dorte.get_by_role("heading", name="Her kan du ikke skrive")).to_be_visible()
        expect(dorte.locator("textarea")).to_have_count(0)

    def test_a_participant_who_types_the_address_of_the_settings_gets_a_sentence(
        self, bo: Page
    ) -> None:
        go(bo, "/indstillinger")

        expect(bo.get_by_text("Kun facilitatorer kan ændre kortets indstillinger.")).to_be_visible()
        expect(bo.locator(".links")).to_have_count(0)

    def test_leaving_ends_the_access_of_that_tab_alone(
        self, bo: Page, dorte: Page, empty_card: MadeCard
    ) -> None:
        gone = membership_of(bo)
        by_menu(bo, "Kort")

        bo.get_by_role("link", name="Forlad kortet").click()
        bo.get_by_role("button", name="Forlad kortet").click()
        bo.wait_for_url(lambda address: "/forlad" not in address)

        bo.goto(f"{origin(bo)}/kort?som={gone}")
        expect(drawn(bo).get_by_role("heading", name=NOT_HERE)).to_be_visible()
        assert "detail" in asked(dorte, empty_card["card"], som=gone)
        assert asked(dorte, empty_card["card"])["id"] == empty_card["card"]


class TestOutsiders:
    def test_erik_sees_nothing_of_the_card_with_bos_address(
        self, server: Server, bo: Page, enter: Enter, empty_card: MadeCard
    ) -> None:
        writing(fill_in(bo), ITEM).fill("Kun for Lindebjerg")
        expect(bo.locator(".ed-status")).to_contain_text(SAVED)
        size = ("--care-homes", "1", "--associations", "1")
        other = server.make("new", "--municipality", "Nabokommunen", *size)
        erik = drawn(enter(link_of(other, "care_home"), "Erik"))
        his = membership_of(erik)

        for path in ON_A_CARD:
            erik.goto(f"{server.url}{path}?som={membership_of(bo)}")
            drawn(erik)
            words = erik.locator("body").inner_text()
            assert NOT_HERE in words or "Dine kort i denne browser" in words
            for secret in ("Lindebjerg", "Solgården", "Plejecenter 1", "Du er Bo", "Kun for"):
                assert secret not in words, (path, secret)
        for som in (his, membership_of(bo)):
            assert "detail" in asked(erik, empty_card["card"], som=som)

    def test_without_cookies_the_page_says_so_in_danish(
        self, empty_card: MadeCard, enter: Enter, bo: Page
    ) -> None:
        browser = bo.context.browser
        assert browser is not None
        context: BrowserContext = browser.new_context(locale="da-DK")
        for url in (empty_card["facilitator"], link_of(empty_card, "care_home")):
            page = enter(url, "Anna", _without_cookies(context))
            expect(drawn(page).get_by_role("alert")).to_contain_text(COOKIE_IS_BLOCKED)
        context.close()

    def test_a_new_link_throws_out_whoever_came_by_the_old_one_and_his_text_is_kept(
        self, bo: Page, enter: Enter, empty_card: MadeCard
    ) -> None:
        fill_in(bo)
        reads = [go(enter(link_of(empty_card, "care_home"), "Bodil"), "/kort")]
        reads.append(reads[0].context.new_page())
        reads[1].goto(reads[0].url.replace("/kort", "/leder"))
        drawn(reads[1])
        anna = drawn(enter(empty_card["facilitator"], "Anna"))
        by_menu(anna, "Indstillinger")
        name = next(a["name"] for a in empty_card["actors"] if a["kind"] == "care_home")

        with bo.expect_event("requestfinished", lambda request: "/live?" in request.url):
            anna.get_by_label(f"Mere om linket til {name}").click()
            anna.get_by_role("button", name="Lav et nyt link").locator("visible=true").click()
        expect(anna.get_by_text("Linket er skiftet ud.")).to_be_visible()

        for page in reads:
            expect(page.get_by_text(NOT_HERE)).to_be_visible()
            expect(page.locator("table.kort, .leader")).to_have_count(0)
        text = writing(bo, ITEM)
        text.fill("Skrevet efter at være smidt ud")
        expect(opened(bo, ITEM).get_by_role("alert")).not_to_be_empty()
        assert "Skrevet efter at være smidt ud" in _all_text(bo)
        assert ITEM not in str(stored(anna, empty_card, ITEM))
        bo.goto(link_of(empty_card, "care_home"))
        expect(bo.get_by_role("heading", name="Linket virker ikke længere")).to_be_visible()


def _without_cookies(context: BrowserContext) -> BrowserContext:
    """A browser that keeps no cookie: the answer's Set-Cookie never reaches it."""

    def strip(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        answer = route.fetch(max_redirects=0)
        headers = {k: v for k, v in answer.headers.items() if k.lower() != "set-cookie"}
        route.fulfill(status=answer.status, headers=headers, body=answer.body())
        return context.clear_cookies()

    context.route("**/d/**", strip)
    return context


def _all_text(page: Page) -> str:
    """Everything on the screen, what stands in fields included."""
    fields: list[Any] = page.locator("textarea").evaluate_all("all => all.map(one => one.value)")
    return "\n".join([page.locator("body").inner_text(), *fields])
