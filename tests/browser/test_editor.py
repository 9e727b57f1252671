"""The answer editor in a real browser: nothing typed is lost, nobody is overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.cards import columns, rounds
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction
from tests.browser.conftest import Enter, MadeCard, Server, membership_of

ITEM = "D1.1.1"
SAVED = "Gemt kl."
UNSENT = "Object.keys(localStorage).filter(key => key.includes(':draft:')).length"


def link(card: MadeCard, kind: str, number: int = 0) -> str:
    url: str = [actor["url"] for actor in card["actors"] if actor["kind"] == kind][number]
    return url


def fill_in(page: Page, field: str = "D1.1") -> Page:
    """Go to one's own column, to a field of it."""
    page.goto(f"{origin(page)}/udfyld?som={membership_of(page)}&felt={field}")
    expect(page.locator(".ed-row").first).to_be_visible()
    return page


def origin(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def another_tab(page: Page) -> Page:
    """The same address in a second tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(page.url)
    expect(tab.locator(".ed-row").first).to_be_visible()
    return tab


def opened(page: Page, item: str = ITEM) -> Locator:
    row = page.locator(f'[data-item="{item}"]')
    heading = row.locator("h3 button")
    if heading.get_attribute("aria-expanded") != "true":
        heading.click()
    return row


def stored(page: Page, card: MadeCard, item: str = ITEM) -> dict[str, Any]:
    """What the server has for the item in the column of whoever looks; empty when nobody saved."""
    url = f"/api/cards/{card['card']}/rounds/{card['round']}/answers?since=0"
    headers = {"X-Som": membership_of(page)}
    answers = page.context.request.get(origin(page) + url, headers=headers).json()["answers"]
    return next((answer for answer in answers if answer["item"] == item), {})


def eventually(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


@contextmanager
def as_facilitator(server: Server, card: MadeCard) -> Iterator[tuple[Transaction, Who]]:
    """Anna acts on the server's database from outside, as she would from another replica."""
    store = Store(f"sqlite:///{server.folder / 'indsatskort.sqlite'}")
    with store.writing() as tx:
        token = access.facilitator_token(tx, card["card"])
        yield tx, access.enter(tx, token, sessions=(), alias="Anna").who
    store.close()


def bos_column(card: MadeCard) -> str:
    actor: str = next(actor["id"] for actor in card["actors"] if actor["kind"] == "care_home")
    return actor


def no_server(route: Route) -> None:
    route.fulfill(status=502, body="<h1>Bad Gateway</h1>")


def cut_off(page: Page) -> None:
    """No request of the page gets through any more, not even the last one of a closing tab."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')) }")


def see_as_hidden(page: Page, is_hidden: bool) -> None:
    """A headless browser calls every tab visible; say otherwise."""
    page.evaluate(
        """isHidden => {
          Object.defineProperty(document, "hidden", {configurable: true, get: () => isHidden});
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        is_hidden,
    )


@pytest.fixture
def bo(empty_card: MadeCard, enter: Enter) -> Page:
    return fill_in(enter(link(empty_card, "care_home"), "Bo"))


@pytest.fixture
def mette(empty_card: MadeCard, enter: Enter) -> Page:
    """Bo's colleague, in the same column from a machine of her own."""
    return fill_in(enter(link(empty_card, "care_home"), "Mette"))


@pytest.fixture
def carla(empty_card: MadeCard, enter: Enter) -> Page:
    return fill_in(enter(link(empty_card, "association"), "Carla"))


class TestSaving:
    def test_what_bo_writes_is_saved_by_itself_and_he_keeps_his_last_space(
        self, bo: Page, empty_card: MadeCard
    ) -> None:
        text = opened(bo).locator("textarea")

        text.press_sequentially("Vi synger ")

        expect(bo.locator(".ed-status")).to_contain_text(SAVED)
        assert stored(bo, empty_card)["text"].strip() == "Vi synger"
        expect(text).to_have_value("Vi synger ")
        assert bo.evaluate(UNSENT) == 0

    def test_carla_sees_it_without_doing_anything(self, bo: Page, carla: Page) -> None:
        seen = opened(carla).locator(".ed-others")

        opened(bo).locator("textarea").fill("Vi har en hund")

        expect(seen).to_contain_text("Vi har en hund")
        expect(carla.locator(".ed-presence")).to_contain_text("Bo (")

    def test_a_level_is_saved_at_once(self, bo: Page, empty_card: MadeCard) -> None:
        row = opened(bo)

        row.get_by_label("Delvist").check(force=True)

        eventually(lambda: stored(bo, empty_card).get("value") == "partly", seconds=3)
        expect(row.locator("h3")).to_contain_text("Delvist, uden tekst")

    def test_opting_out_waits_for_its_reason(self, bo: Page, empty_card: MadeCard) -> None:
        row = opened(bo)
        row.get_by_label("Fravalgt").check(force=True)
        expect(row.locator(".ed-reason")).to_contain_text("Skriv kort hvorfor")
        assert stored(bo, empty_card) == {}

        row.get_by_label("Hvorfor har I valgt det fra?").fill("Det klarer naboen")

        eventually(lambda: stored(bo, empty_card).get("value") == "opted_out")


class TestKeepingDrafts:
    def test_text_written_without_a_server_survives_the_tab_and_is_sent_at_the_next_visit(
        self, bo: Page, empty_card: MadeCard
    ) -> None:
        address, context = bo.url, bo.context
        cut_off(bo)
        opened(bo).locator("textarea").fill("Skrevet uden net")
        expect(bo.locator(".ed-status")).to_contain_text("Ikke gemt – prøver igen")
        assert stored(bo, empty_card) == {}
        bo.close()

        later = context.new_page()
        later.goto(address)

        expect(opened(later).locator("textarea")).to_have_value("Skrevet uden net")
        eventually(lambda: stored(later, empty_card).get("text") == "Skrevet uden net")
        eventually(lambda: later.evaluate(UNSENT) == 0)

    def test_text_of_a_tab_closed_in_the_middle_of_a_word_is_there_at_the_next_visit(
        self, bo: Page, empty_card: MadeCard
    ) -> None:
        address, context = bo.url, bo.context
        text = opened(bo).locator("textarea")
        cut_off(bo)
        text.press_sequentially("Lukket midt i et o")
        bo.close()

        later = context.new_page()
        later.goto(address)

        expect(opened(later).locator("textarea")).to_have_value("Lukket midt i et o")
        eventually(lambda: stored(later, empty_card).get("text") == "Lukket midt i et o")

    def test_a_server_killed_while_bo_writes_has_his_text_when_it_is_back(
        self, bo: Page, empty_card: MadeCard, server: Server
    ) -> None:
        text = opened(bo).locator("textarea")
        text.press_sequentially("Før strømmen gik, ")
        server.kill()
        text.press_sequentially("og efter")

        server.start()

        eventually(lambda: stored(bo, empty_card).get("text") == "Før strømmen gik, og efter", 40)
        expect(text).to_have_value("Før strømmen gik, og efter")
        expect(bo.locator(".ed-status")).to_contain_text(SAVED)

    def test_an_answer_saved_but_never_acknowledged_is_no_conflict_with_oneself(
        self, bo: Page, empty_card: MadeCard
    ) -> None:
        def lose_the_answer(route: Route) -> None:
            route.fetch()
            no_server(route)

        row = opened(bo)
        bo.route("**/answers/D1.1.1/*", lose_the_answer)
        row.locator("textarea").fill("Gemt, men")
        eventually(lambda: stored(bo, empty_card).get("text") == "Gemt, men")
        row.locator("textarea").press_sequentially(" ingen fik det at vide")
        bo.unroute_all()

        eventually(lambda: stored(bo, empty_card)["text"] == "Gemt, men ingen fik det at vide")
        expect(row.locator(".ed-conflict")).to_have_count(0)
        assert stored(bo, empty_card)["version"] == 2

    def test_two_tabs_do_not_send_each_others_drafts(self, bo: Page, empty_card: MadeCard) -> None:
        bo.route("**/answers/**", no_server)
        opened(bo).locator("textarea").fill("Endnu ikke sendt")
        expect(bo.locator(".ed-status")).to_contain_text("Ikke gemt")

        other = another_tab(bo)

        other.wait_for_timeout(1_500)
        expect(opened(other).locator("textarea")).to_have_value("")
        assert stored(bo, empty_card) == {}
        bo.unroute_all()
        expect(opened(other).locator("textarea")).to_have_value("Endnu ikke sendt")

    def test_somebody_else_on_the_same_machine_is_never_offered_what_bo_wrote(
        self, bo: Page, empty_card: MadeCard, enter: Enter
    ) -> None:
        address, context = bo.url, bo.context
        cut_off(bo)
        opened(bo).locator("textarea").fill("Kun Bos")
        expect(bo.locator(".ed-status")).to_contain_text("Ikke gemt")
        bo.close()

        carla = fill_in(enter(link(empty_card, "association"), "Carla", context))

        carla.wait_for_timeout(1_000)
        assert "Kun Bos" not in carla.locator(".ed").inner_text()
        assert stored(carla, empty_card) == {}
        again = context.new_page()
        again.goto(address)
        expect(opened(again).locator("textarea")).to_have_value("Kun Bos")

    def test_a_full_storage_is_told_and_the_text_is_saved_all_the_same(
        self, bo: Page, empty_card: MadeCard
    ) -> None:
        bo.evaluate(
            "() => { Storage.prototype.setItem = () => {"
            " throw new DOMException('full', 'QuotaExceededError') } }"
        )
        bo.route("**/answers/**", no_server)
        opened(bo).locator("textarea").fill("Lageret er fyldt")
        expect(bo.locator(".ed-warning")).to_contain_text("lager er fuldt")

        bo.unroute_all()

        eventually(lambda: stored(bo, empty_card).get("text") == "Lageret er fyldt")
        expect(bo.locator(".ed-warning")).to_be_hidden()

    def test_leaving_sends_what_is_unsaved_first(self, bo: Page, mette: Page) -> None:
        opened(bo).locator("textarea").fill("Det sidste, jeg skrev")

        bo.get_by_role("link", name="Forlad kortet").click()
        bo.wait_for_url("**/forlad/**")

        expect(opened(mette).locator("textarea")).to_have_value("Det sidste, jeg skrev")
        assert bo.evaluate(UNSENT) == 0

    def test_leaving_asks_when_something_cannot_be_sent(self, bo: Page) -> None:
        bo.route("**/answers/**", no_server)
        opened(bo).locator("textarea").fill("Kan ikke sendes")

        bo.get_by_role("link", name="Forlad kortet").click()
        dialog = bo.get_by_role("dialog")
        expect(dialog).to_contain_text("Kan ikke sendes")
        dialog.get_by_role("button", name="Bliv her").click()

        expect(opened(bo).locator("textarea")).to_have_value("Kan ikke sendes")


class TestTwoPeopleInOneCell:
    @pytest.fixture
    def conflict(self, bo: Page, mette: Page) -> Locator:
        """Bo wrote "Bos ord"; Mette saved "Mettes ord", Ad hoc, while he did."""
        bo.route("**/answers/**", no_server)
        opened(bo).locator("textarea").fill("Bos ord")
        hers = opened(mette)
        hers.locator("textarea").fill("Mettes ord")
        hers.get_by_label("Ad hoc").check(force=True)
        expect(mette.locator(".ed-status")).to_contain_text(SAVED)
        bo.unroute_all()
        panel = opened(bo).locator(".ed-conflict")
        expect(panel).to_contain_text("Mette gemte sit svar, mens du skrev")
        expect(panel).to_contain_text("Bos ord")
        expect(panel).to_contain_text("Mettes ord")
        expect(bo.locator(".ed-status")).to_contain_text("1 svar venter på dig")
        return panel

    def test_bo_may_keep_his(self, conflict: Locator, bo: Page, empty_card: MadeCard) -> None:
        conflict.get_by_role("button", name="Behold mit").click()

        eventually(lambda: stored(bo, empty_card)["text"] == "Bos ord")
        expect(opened(bo).locator("textarea")).to_have_value("Bos ord")

    def test_bo_may_keep_mettes(self, conflict: Locator, bo: Page, empty_card: MadeCard) -> None:
        conflict.get_by_role("button", name="Behold Mettes").click()

        expect(opened(bo).locator("textarea")).to_have_value("Mettes ord")
        expect(opened(bo).get_by_label("Ad hoc")).to_be_checked()
        eventually(lambda: bo.evaluate(UNSENT) == 0)
        assert stored(bo, empty_card)["text"] == "Mettes ord"

    def test_bo_may_join_them_and_loses_no_word(
        self, conflict: Locator, bo: Page, empty_card: MadeCard
    ) -> None:
        conflict.get_by_role("button", name="Saml de to svar").click()

        eventually(lambda: stored(bo, empty_card)["text"] == "Mettes ord\n\nBos ord")
        assert stored(bo, empty_card)["value"] == "ad_hoc"

    def test_an_unresolved_conflict_is_still_there_after_a_reload(
        self, conflict: Locator, bo: Page
    ) -> None:
        bo.reload()

        expect(opened(bo).locator(".ed-conflict")).to_contain_text("Bos ord")

    def test_what_bo_is_writing_is_not_replaced_by_what_mette_saves(
        self, bo: Page, mette: Page
    ) -> None:
        text = opened(bo).locator("textarea")
        text.press_sequentially("Bo tænker")
        expect(bo.locator(".ed-status")).to_contain_text(SAVED)
        hers = opened(mette).locator("textarea")
        expect(hers).to_have_value("Bo tænker")

        hers.fill("Mette retter")
        expect(opened(bo).locator(".ed-note")).to_contain_text("Mette har også gemt")

        expect(text).to_have_value("Bo tænker")
        text.press_sequentially(" videre")
        panel = opened(bo).locator(".ed-conflict")
        expect(panel).to_contain_text("Bo tænker videre")
        expect(panel).to_contain_text("Mette retter")

    def test_what_bo_only_looks_at_follows_mette(self, bo: Page, mette: Page) -> None:
        text = opened(bo).locator("textarea")

        opened(mette).locator("textarea").fill("Nyt fra Mette")

        expect(text).to_have_value("Nyt fra Mette")


class TestTheTab:
    def test_a_hidden_tab_has_no_stream_and_catches_up_when_seen_again(
        self, bo: Page, carla: Page
    ) -> None:
        opened(carla)
        see_as_hidden(carla, True)
        opened(bo).locator("textarea").fill("Imens du var væk")
        expect(bo.locator(".ed-status")).to_contain_text(SAVED)
        carla.wait_for_timeout(1_000)
        expect(carla.locator(".ed-others").first).not_to_contain_text("Imens")

        see_as_hidden(carla, False)

        expect(carla.locator(".ed-others").first).to_contain_text("Imens du var væk")

    def test_the_tab_catches_up_after_a_proxy_without_a_server(self, bo: Page, carla: Page) -> None:
        seen = opened(carla).locator(".ed-others")
        see_as_hidden(carla, True)
        carla.route("**/api/**", no_server)
        see_as_hidden(carla, False)
        carla.wait_for_timeout(3_000)
        opened(bo).locator("textarea").fill("Imens der var 502")
        expect(bo.locator(".ed-status")).to_contain_text(SAVED)

        carla.unroute_all()

        expect(seen).to_contain_text("Imens der var 502")

    def test_a_rerun_keeps_text_caret_and_open_rows(self, bo: Page, empty_card: MadeCard) -> None:
        opened(bo, "D1.1.2")
        text = opened(bo).locator("textarea")
        text.fill("Før efter")
        text.evaluate("area => area.setSelectionRange(4, 4)")

        theme = bo.emulate_media  # a change of theme draws every component anew
        theme(color_scheme="dark")
        bo.wait_for_timeout(1_000)
        bo.keyboard.type("og ")

        expect(text).to_have_value("Før og efter")
        expect(bo.locator('[data-item="D1.1.2"] h3 button')).to_have_attribute(
            "aria-expanded", "true"
        )

    def test_a_field_is_filled_in_by_keyboard_alone(self, bo: Page, empty_card: MadeCard) -> None:
        first = bo.locator(".ed-row h3 button").first
        first.focus()
        if first.get_attribute("aria-expanded") != "true":
            bo.keyboard.press("Enter")
        tab_to(bo, "document.activeElement.tagName === 'TEXTAREA'")
        bo.keyboard.type("Kun med tasterne")
        tab_to(bo, "document.activeElement.type === 'radio'")
        bo.keyboard.press("Space")
        bo.keyboard.press("ArrowDown")
        tab_to(bo, "document.activeElement.type === 'checkbox'")
        bo.keyboard.press("Space")
        tab_to(bo, "document.activeElement.textContent === 'Videre til næste'")
        bo.keyboard.press("Enter")

        eventually(lambda: stored(bo, empty_card).get("under_way") is True)
        answer = stored(bo, empty_card)
        assert (answer["value"], answer["text"]) == ("ad_hoc", "Kun med tasterne")
        assert bo.evaluate("document.activeElement.closest('.ed-row').dataset.item") == "D1.1.2"
        expect(bo.locator('[data-item="D1.1.2"] textarea')).to_be_visible()

    def test_the_field_stands_in_the_address(self, bo: Page) -> None:
        bo.locator(".ed-rail a").nth(2).click()

        expect(bo.locator(".ed-page h1")).to_be_focused()
        assert "felt=D2.1" in bo.url
        assert "som=" in bo.url


class TestRefusals:
    def test_a_cpr_number_is_refused_kindly_and_the_text_stays(
        self, bo: Page, empty_card: MadeCard
    ) -> None:
        row = opened(bo)

        row.locator("textarea").fill("Ring til 010203-1234")

        expect(row.get_by_role("alert")).to_contain_text("CPR")
        expect(row.locator("textarea")).to_have_value("Ring til 010203-1234")
        assert stored(bo, empty_card) == {}
        row.locator("textarea").fill("Ring til os")
        eventually(lambda: stored(bo, empty_card).get("text") == "Ring til os")

    def test_text_for_a_column_that_is_taken_out_is_kept_and_offered(
        self, bo: Page, empty_card: MadeCard, server: Server
    ) -> None:
        row = opened(bo)
        with as_facilitator(server, empty_card) as (tx, anna):
            columns.remove_column(tx, anna, empty_card["round"], bos_column(empty_card))
        row.locator("textarea").fill("Skrevet et øjeblik for sent")
        expect(bo.get_by_text("Jeres kolonne er taget ud af runden").first).to_be_visible()

        bo.reload()

        kept = bo.locator(".ed-kept")
        expect(kept).to_contain_text("Skrevet et øjeblik for sent")
        expect(kept.get_by_role("button", name="Kopiér teksten")).to_be_visible()
        with as_facilitator(server, empty_card) as (tx, anna):
            columns.restore_column(tx, anna, empty_card["round"], bos_column(empty_card))
        kept.get_by_role("button", name="Prøv igen").click()
        eventually(lambda: stored(bo, empty_card).get("text") == "Skrevet et øjeblik for sent")

    def test_text_for_a_round_that_is_closed_is_kept_and_sent_when_it_opens_again(
        self, bo: Page, empty_card: MadeCard, server: Server
    ) -> None:
        row = opened(bo)
        with as_facilitator(server, empty_card) as (tx, anna):
            rounds.close_round(tx, anna, empty_card["round"])
        row.locator("textarea").fill("Skrevet i det sekund, runden lukkede")
        expect(row.get_by_role("alert")).to_be_visible()
        bo.reload()
        expect(opened(bo).locator(".ed-refusal")).to_contain_text("i det sekund")

        with as_facilitator(server, empty_card) as (tx, anna):
            rounds.reopen_round(tx, anna, empty_card["round"])
        bo.reload()

        eventually(
            lambda: stored(bo, empty_card).get("text") == "Skrevet i det sekund, runden lukkede"
        )

    def test_what_people_write_is_never_markup(self, bo: Page, carla: Page) -> None:
        seen = opened(carla).locator(".ed-others")

        opened(bo).locator("textarea").fill("<img src=x onerror=alert(1)><b>fed</b>")

        expect(seen).to_contain_text("<b>fed</b>")
        assert seen.locator("img, b").count() == 0


def tab_to(page: Page, is_there: str) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(is_there):
            return
    pytest.fail(f"no way by Tab to where {is_there}")


def test_one_browser_keeps_its_roles_apart_in_its_tabs(
    empty_card: MadeCard, enter: Enter, bo: Page
) -> None:
    context: BrowserContext = bo.context
    carla = fill_in(enter(link(empty_card, "association"), "Carla", context))

    opened(carla).locator("textarea").fill("Foreningens ord")
    opened(bo).locator("textarea").fill("Plejecentrets ord")

    expect(opened(bo).locator(".ed-others")).to_contain_text("Foreningens ord")
    expect(opened(carla).locator(".ed-others")).to_contain_text("Plejecentrets ord")
