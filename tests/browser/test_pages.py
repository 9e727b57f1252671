"""Every page as people meet it: wide and on a phone, light and dark; and what a facilitator does there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import ConsoleMessage, Page, expect

from indsatskort.ui import look
from tests.browser.acts import asked, by_menu, choose, drawn, eventually, go, link_of, origin
from tests.browser.conftest import Enter, MadeCard, Server

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LOOKS = [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark"), (WIDE, "dark")]
ON_A_CARD = (
    "/",
    "/udfyld",
    "/kort",
    "/overblik",
    "/fremdrift",
    "/handleplan",
    "/leder",
    "/dialog",
    "/filer",
    "/indtast",
    "/indstillinger",
    "/hjaelp",
)
PARTS = ("Invitationer", "Kolonner", "Egne indsatser", "Relevans", "Runde", "Kortet")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
ENGLISH = re.compile(
    r"\b(Press (Ctrl|Enter)|Browse files|Drag and drop|Skip to main content|Choose (an|options)|"
    r"No options|Running\.\.\.|Search|Download as|Fullscreen|Show data|Upload|Limit \d+|Rerun|Settings)\b"
)
OVERHANG = """() => Math.max(...[document.documentElement, document.querySelector("[data-testid='stMain']")]
  .filter(Boolean).map(element => element.scrollWidth - element.clientWidth))"""
# Streamlit makes these only when there is something of the kind to show, which no page of ours does yet
# in an ordinary moment: an upload, its deploy button, the kinds of alert and button not in use.
SAID_IN_PART = {
    "Kolonner": "Tilføj en kolonne",
    "Egne indsatser": "Tilføj en egen indsats",
    "Runde": "Ja, alle har svaret færdig",
}
NOT_ALWAYS_THERE = {
    "stFileUploaderDropzone",
    "stFileUploaderDropzoneInstructions",
    "stFileChipName",
    "stFileChipDeleteBtn",
    "stAppDeployButton",
    "stAlertContentSuccess",
    "stAlertContentWarning",
    "stPageLink-NavLink",
    "stBaseLinkButton",
    "stRadioOption",
}


@pytest.fixture(scope="module")
def full(server: Server) -> MadeCard:
    """The invented card with two rounds; the tests of this module only read it."""
    return server.make("demo", "--full")


@pytest.fixture
def complaints() -> list[str]:
    return []


def listen_to(page: Page, complaints: list[str]) -> Page:
    """Gather what the console says, but for Streamlit's own probing of addresses below a page."""

    def heard(message: ConsoleMessage) -> None:
        where = (message.location or {}).get("url", "")
        if message.type == "error" and "/_stcore/" not in where:
            complaints.append(f"{message.text} ({where})")

    page.on("console", heard)
    return page


def faults(page: Page) -> list[str]:
    """Everything that a machine can find wrong with what is on the screen."""
    words = page.locator("body").inner_text()
    found: list[str] = [f"English: {match.group(0)}" for match in ENGLISH.finditer(words)]
    overhang = int(page.evaluate(OVERHANG))
    if overhang > 1:
        found.append(f"scrolls {overhang} px sideways")
    if page.get_by_test_id("stException").count():
        found.append("an exception on the page")
    if page.locator("html").get_attribute("lang") != "da":
        found.append("not in Danish")
    violations: list[dict[str, Any]] = Axe().run(page, options=WCAG).response["violations"]
    found += [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations]
    return found


def faults_in_every_look(page: Page, draw: Any) -> dict[str, list[str]]:
    found = {}
    for size, scheme in LOOKS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        draw(page)
        if problems := faults(page):
            found[f"{size['width']} {scheme}"] = problems
    return found


class TestEveryPage:
    @pytest.mark.parametrize("path", ON_A_CARD)
    def test_a_page_of_the_card_is_readable_by_everybody_everywhere(
        self, full: MadeCard, enter: Enter, complaints: list[str], path: str
    ) -> None:
        anna = listen_to(drawn(enter(full["facilitator"], "Anna")), complaints)

        assert faults_in_every_look(go(anna, path), drawn) == {}
        assert complaints == []

    def test_every_part_of_the_settings_is_readable_by_everybody_everywhere(
        self, full: MadeCard, enter: Enter, complaints: list[str]
    ) -> None:
        anna = listen_to(drawn(enter(full["facilitator"], "Anna")), complaints)
        go(anna, "/indstillinger")

        for part in PARTS[1:]:
            choose_part(anna, part)
            assert faults_in_every_look(anna, drawn) == {}, part
        assert complaints == []

    def test_the_pages_before_one_is_in_are_readable_by_everybody_everywhere(
        self, full: MadeCard, enter: Enter, server: Server, complaints: list[str]
    ) -> None:
        anna = listen_to(drawn(enter(full["facilitator"], "Anna")), complaints)
        leaving = f"{server.url}/forlad/?{anna.url.split('?')[1]}"
        stranger = anna.context.browser.new_context(locale="da-DK").new_page()  # type: ignore[union-attr]
        listen_to(stranger, complaints)

        anna.goto(leaving)
        assert faults_in_every_look(anna, lambda page: page) == {}
        stranger.goto(link_of(full, "care_home"))
        assert faults_in_every_look(stranger, lambda page: page) == {}
        stranger.goto(server.url)
        assert faults_in_every_look(drawn(stranger), drawn) == {}
        stranger.context.close()
        assert complaints == []


def test_every_part_of_streamlit_that_the_look_relies_on_is_somewhere(
    full: MadeCard, enter: Enter
) -> None:
    wanted = set(re.findall(r'data-testid[$^]?="([^"]+)"', (look.FOLDER / "frame.css").read_text()))
    missing = wanted - NOT_ALWAYS_THERE
    anna = drawn(enter(full["facilitator"], "Anna"))

    def look_for(page: Page) -> None:
        there = page.evaluate(
            "() => [...document.querySelectorAll('[data-testid]')].map(e => e.dataset.testid)"
        )
        missing.difference_update(
            name for name in list(missing) if any(each.startswith(name) for each in there)
        )

    anna.get_by_test_id("stTopNavSection").first.click()
    expect(anna.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
    look_for(anna)
    for path in ("/", "/kort", "/filer", "/overblik", "/indstillinger"):
        look_for(go(anna, path))
    for part in ("Kolonner", "Egne indsatser", "Runde"):
        choose_part(anna, part)
        expect(anna.get_by_text(SAID_IN_PART[part])).to_be_visible()
        look_for(drawn(anna))
    refuse_a_name(anna, look_for)
    anna.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(anna.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    look_for(anna)
    anna.get_by_test_id("stExpandSidebarButton").click()
    expect(anna.get_by_test_id("stSidebarCollapseButton")).to_be_visible()
    look_for(anna)
    assert missing == set()


def refuse_a_name(page: Page, look_for: Callable[[Page], None]) -> None:
    """Two columns cannot be called the same: what shows while one writes, and then the refusal."""
    choose_part(page, "Kolonner")
    names = page.get_by_label(re.compile("^Navn på "))
    names.nth(1).fill(names.nth(2).input_value())
    look_for(page)
    names.nth(1).press("Enter")
    expect(page.get_by_test_id("stAlertContainer")).to_be_visible()
    look_for(page)


def choose_part(page: Page, part: str) -> None:
    """Open a part of the settings."""
    pill = page.get_by_test_id("stButtonGroup").get_by_text(part, exact=True)
    pill.click()
    expect(
        pill.locator(
            "xpath=ancestor-or-self::*[@aria-checked or @aria-pressed or @data-selected][1]"
        )
    ).to_be_visible()
    drawn(page)


class TestFacilitatorsTasks:
    @pytest.fixture
    def anna(self, empty_card: MadeCard, enter: Enter) -> Page:
        anna = drawn(enter(empty_card["facilitator"], "Anna"))
        return by_menu(anna, "Indstillinger")

    @staticmethod
    def columns(page: Page, card: MadeCard) -> list[str]:
        return [column["name"] for column in asked(page, card["card"])["columns"]]

    def test_columns_are_added_renamed_moved_taken_out_and_put_back(
        self, anna: Page, empty_card: MadeCard
    ) -> None:
        choose_part(anna, "Kolonner")
        first, second = [a["name"] for a in empty_card["actors"] if a["kind"] == "care_home"]

        new = anna.get_by_label("Navn", exact=True)
        new.fill(second)  # a name that is taken stays, to be made another
        anna.get_by_role("button", name="Tilføj kolonnen").click()
        expect(anna.get_by_role("alert")).to_contain_text(second)
        expect(anna.get_by_role("alert")).to_be_in_viewport()
        expect(new).to_be_in_viewport()
        expect(new).to_have_value(second)
        new.fill("Åhuset")
        anna.get_by_role("button", name="Tilføj kolonnen").click()
        expect(anna.get_by_label("Navn på Åhuset")).to_have_value("Åhuset")
        expect(new).to_have_value("")
        assert "Åhuset" in self.columns(anna, empty_card)

        name = anna.get_by_label(f"Navn på {first}")
        name.fill("Solgården")
        name.press("Enter")
        expect(anna.get_by_label("Navn på Solgården")).to_be_visible()
        eventually(lambda: "Solgården" in self.columns(anna, empty_card))

        row = anna.locator("[class*='st-key-column-']").filter(
            has=anna.get_by_label("Navn på Solgården")
        )
        row.get_by_role("button", name="↓").click()
        names = self.columns
        eventually(
            lambda: (
                names(anna, empty_card).index("Solgården") > names(anna, empty_card).index(second)
            )
        )

        row.get_by_role("button", name="Tag ud").click()
        expect(row.get_by_role("button", name="Sæt ind igen")).to_be_visible()
        assert "Solgården" not in self.columns(anna, empty_card)
        row.get_by_role("button", name="Sæt ind igen").click()
        expect(row.get_by_role("button", name="Tag ud")).to_be_visible()
        assert "Solgården" in self.columns(anna, empty_card)

    def test_an_own_item_is_added_and_stands_on_the_card(
        self, anna: Page, empty_card: MadeCard
    ) -> None:
        choose_part(anna, "Egne indsatser")
        anna.get_by_label("Titel").fill("Fælles havedag")
        anna.get_by_label("Udsagn, som man kan svare på").fill("Vi holder en havedag sammen.")
        anna.get_by_role("button", name="Tilføj indsatsen").click()
        expect(anna.get_by_text("Fælles havedag")).to_be_visible()
        expect(anna.get_by_placeholder("Højst seks ord")).to_have_value("")

        own = [item for item in asked(anna, empty_card["card"])["items"] if item["own"]]
        assert [(item["title"], item["field"]) for item in own] == [("Fælles havedag", "D1.1")]
        by_menu(anna, "Kort")
        expect(anna.locator("table.kort")).to_contain_text("Fælles havedag")

    def test_relevance_is_set_for_all_of_a_kind(self, anna: Page, empty_card: MadeCard) -> None:
        choose_part(anna, "Relevans")
        choose(anna, "For hvem", "Alle plejecentre")
        choose(anna, "1.1.1 ", "Normalt ikke")
        homes = [a["id"] for a in empty_card["actors"] if a["kind"] == "care_home"]

        def relevance() -> set[str]:
            items = {item["id"]: item for item in asked(anna, empty_card["card"])["items"]}
            return {items["D1.1.1"]["relevance"][home] for home in homes}

        eventually(lambda: relevance() == {"not_usual"})
        by_menu(anna, "Kort")
        row = anna.locator("table.kort tr.item").filter(has_text="1.1.1").first
        expect(row).to_contain_text("normalt ikke aktørens felt")

    def test_a_round_is_named_closed_and_followed_by_the_next(
        self, anna: Page, empty_card: MadeCard
    ) -> None:
        until = date.today() + timedelta(days=30)  # noqa: DTZ011 - any day to come
        choose_part(anna, "Runde")
        anna.get_by_label("Rundens navn").fill("Efteråret")
        anna.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
        anna.keyboard.type(until.strftime("%d%m%Y"))
        anna.get_by_role("button", name="Gem").click()
        expect(anna.locator(".frame")).to_contain_text(
            f"Efteråret, åben til {until.day}.{until.month}."
        )

        anna.get_by_text("Ja, alle har svaret færdig").click()
        anna.get_by_role("button", name="Luk runden").click()
        expect(anna.locator(".frame")).to_contain_text("Efteråret, lukket")
        anna.get_by_label("Navn", exact=True).fill("Foråret")
        anna.get_by_role("button", name="Åbn næste runde").click()
        expect(anna.locator(".frame")).to_contain_text("Foråret, åben")

        rounds = asked(anna, empty_card["card"])["rounds"]
        assert [(each["name"], each["closed_at"] is None) for each in rounds] == [
            ("Efteråret", False),
            ("Foråret", True),
        ]
        by_menu(anna, "Fremdrift")
        expect(anna.get_by_role("combobox", name="Fra")).to_be_visible()


def test_anybody_can_make_a_card_and_come_in_as_its_facilitator(
    server: Server, enter: Enter
) -> None:
    stranger = enter(server.make("demo")["viewer"], "Nysgerrig")  # any page will do to begin at
    stranger.context.clear_cookies()
    stranger.goto(origin(stranger))
    drawn(stranger).get_by_text("Opret et kort til jeres kommune").click()
    stranger.get_by_label("Kommune", exact=True).fill("Nyborup")
    stranger.get_by_label("Plejecentre, ét på hver linje").fill("Åhuset\nBakken")
    stranger.get_by_label("Foreninger, én på hver linje").fill("Ældre Sagen")
    stranger.get_by_role("button", name="Opret kortet").click()
    expect(stranger.get_by_text("Kortet er oprettet.")).to_be_visible()

    stranger.get_by_role("link", name="Åbn kortet").click()
    stranger.locator("input[name=alias]").fill("Anna")
    stranger.get_by_role("button", name="Kom med").click()

    expect(stranger.locator(".frame")).to_contain_text("Du er Anna, facilitator")
    expect(stranger.get_by_text("Nyborup").first).to_be_visible()
    rows = stranger.locator("section.fields li")
    expect(rows).to_have_count(4)
    expect(rows.filter(has_text="Åhuset")).to_have_count(1)


def test_the_workbook_is_fetched_from_the_page_and_opens(full: MadeCard, enter: Enter) -> None:
    dorte = go(enter(full["viewer"], "Dorte"), "/filer")

    with dorte.expect_download() as fetched:
        dorte.get_by_role("link", name="Hent Excel").click()

    assert fetched.value.suggested_filename.endswith(".xlsx")
    book = load_workbook(BytesIO(fetched.value.path().read_bytes()))
    in_sight = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert in_sight == ["Indsatskort", "Overblik", "Udvikling", "Handleplan", "Læs mig"]
