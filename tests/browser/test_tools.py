"""The companion tools: two people fill in each of them at once; printed, taken out and taken in again."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from indsatskort.tools.content import tools
from indsatskort.tools.model import CellKind, Tool
from tests.browser.acts import asked, drawn, eventually, go, link_of, membership_of, origin
from tests.browser.conftest import Enter, MadeCard, Server
from tests.browser.test_pages import faults_in_every_look

KEPT = [tool for tool in tools().values() if tool.is_kept]
A4_TEXT_PX = round((210 - 2 * 16) / 25.4 * 96)  # between the margins of the page
TURN = """address => { history.pushState({}, "", address); dispatchEvent(new PopStateEvent("popstate")); }"""


@pytest.fixture(scope="module")
def shared(server: Server) -> MadeCard:
    """One card for all tools: each test writes in its own."""
    return server.make("new", "--municipality", "Lindebjerg")


def address(page: Page, slug: str) -> str:
    return f"{origin(page)}/redskaber?som={membership_of(page)}&redskab={slug}"


def open_tool(page: Page, slug: str) -> Page:
    page.goto(address(page, slug))
    expect(page.locator(".ts-row").first).to_be_visible()
    return page


def cells(page: Page, card: MadeCard, slug: str) -> dict[str, str]:
    """What the card has in a tool, by cell."""
    found = asked(page, f"{card['card']}/tools/{slug}")["cells"]
    return {each["cell"]: each["text"] for each in found if each["text"]}


def field(page: Page, tool: Tool, cell_id: str) -> Locator:
    """Where one fills in a cell."""
    return page.locator(".ts-field").nth(list(tool.cells).index(cell_id))


def fill(page: Page, tool: Tool, cell_id: str, text: str) -> None:
    here, kind = field(page, tool, cell_id), tool.cells[cell_id][2].kind
    if kind is CellKind.TEXT:
        here.locator("textarea").fill(text)
        here.locator("textarea").blur()  # saved at once
    else:
        here.locator("input").first.check()


def turn_to(page: Page, tool: Tool) -> None:
    """Another tool in the same tab, as the browser's own way back does it: nothing is loaded anew."""
    page.evaluate(TURN, address(page, tool.slug))


def test_two_people_fill_in_every_tool_at_once_and_it_is_printed_taken_out_and_in_again(
    shared: MadeCard, enter: Enter, tmp_path: Path
) -> None:
    bo = open_tool(enter(link_of(shared, "care_home"), "Bo"), KEPT[-1].slug)
    carla = open_tool(enter(link_of(shared, "association"), "Carla"), KEPT[-1].slug)

    for tool in KEPT:
        for page in (bo, carla):  # both on their way before either is waited for
            turn_to(page, tool)
        for page in (bo, carla):
            expect(
                page.get_by_role("heading", level=1, name=tool.title, exact=True)
            ).to_be_visible()
            expect(page.locator(".ts-field")).to_have_count(len(tool.cells))
        first, *_, last = tool.cells
        fill(bo, tool, first, f"Bos {tool.slug}")
        fill(carla, tool, last, f"Carlas {tool.slug}")
        for page, whose, other in ((bo, "Carlas", last), (carla, "Bos", first)):
            seen = field(page, tool, other)
            if tool.cells[other][2].kind is CellKind.TEXT:
                expect(seen.locator("textarea")).to_have_value(f"{whose} {tool.slug}")
            else:
                expect(seen.locator("input").first).to_be_checked()

    before = all_cells(bo, shared)
    for tool in tools().values():
        paper = reply(bo, f"/redskab/{tool.slug}").decode()
        assert tool.title in paper
        assert all(
            text in paper
            for cell_id, text in before.get(tool.slug, {}).items()
            if tool.cells[cell_id][2].kind is CellKind.TEXT
        )
    assert before.keys() == {tool.slug for tool in KEPT}
    files = [tmp_path / "redskaber.xlsx", tmp_path / "redskaber.json"]
    for file in files:
        file.write_bytes(reply(bo, f"/api/cards/{shared['card']}/tools{file.suffix}"))
    for tool in KEPT:
        empty_the_first_cell(bo, shared, tool)
    emptied = all_cells(bo, shared)
    assert all(len(emptied[tool.slug]) == len(before[tool.slug]) - 1 for tool in KEPT)

    go(bo, "/redskaber")
    bo.get_by_text("Sæt en udfyldt fil ind").click()
    elsewhere = tmp_path / "andet.json"
    elsewhere.write_text(json.dumps({"hej": 1}), "utf-8")
    bo.locator("input[type=file]").set_input_files(elsewhere)
    expect(bo.get_by_text("Filen er ikke en fil med redskaber herfra")).to_be_visible()
    expect(bo.get_by_role("button", name="Vælg en anden fil")).to_be_visible()
    bo.get_by_role("button", name="Fjern andet.json").press("Enter")
    expect(bo.get_by_test_id("stFileUploaderDropzone").get_by_text("Vælg fil")).to_be_visible()
    expect(bo.get_by_text("Filen er ikke en fil med redskaber herfra")).to_have_count(0)
    take_in(bo, files[0])
    eventually(lambda: all_cells(bo, shared) == before)
    bo.get_by_role("button", name="Fortryd indlæsningen").click()
    expect(bo.get_by_text("13 felter står igen, som før filen blev sat ind.")).to_be_visible()
    assert all_cells(bo, shared) == emptied
    take_in(bo, files[1])
    eventually(lambda: all_cells(bo, shared) == before)


def all_cells(page: Page, card: MadeCard) -> dict[str, dict[str, str]]:
    """What the card has in all tools that have anything."""
    written = json.loads(reply(page, f"/api/cards/{card['card']}/tools.json"))["tools"]
    return {slug: texts for slug, texts in written.items() if texts}


def reply(page: Page, path: str) -> bytes:
    """What is sent to whoever the tab is."""
    return page.context.request.get(f"{origin(page)}{path}?som={membership_of(page)}").body()


def empty_the_first_cell(page: Page, card: MadeCard, tool: Tool) -> None:
    first = next(iter(tool.cells))
    [stands] = [
        each
        for each in asked(page, f"{card['card']}/tools/{tool.slug}")["cells"]
        if each["cell"] == first
    ]
    emptied = page.context.request.put(
        f"{origin(page)}/api/cards/{card['card']}/tools/{tool.slug}/cells/{first}",
        headers={"X-Som": membership_of(page)},
        data={"text": "", "base_version": stands["version"], "edit_id": str(uuid4())},
    )
    assert emptied.ok, emptied.text()


def take_in(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=f"Sæt ind ({len(KEPT)} felter)").click()
    expect(page.get_by_text("13 felter sat ind fra en fil")).to_be_visible()


def test_the_room_finds_the_tasks_that_all_can_stand_by(empty_card: MadeCard, enter: Enter) -> None:
    bo = open_tool(enter(link_of(empty_card, "care_home"), "Bo"), "spaendingsfelt")
    carla = open_tool(enter(link_of(empty_card, "association"), "Carla"), "spaendingsfelt")
    tool = tools()["spaendingsfelt"]
    gathered = carla.locator(".ts-gathered")

    fill(bo, tool, "opgave.navn.tekst", "Ensomhed")
    expect(field(carla, tool, "opgave.navn.tekst").locator("textarea")).to_have_value("Ensomhed")
    fill(carla, tool, "opgaver.1.opgave", "Gå en tur hver onsdag")
    expect(gathered).to_contain_text("Ingen endnu")
    for column in ("behov", "maa"):
        fill(bo, tool, f"opgaver.1.{column}", "")
    for column in ("oensker", "vil-og-kan"):
        fill(carla, tool, f"opgaver.1.{column}", "")

    expect(gathered).to_contain_text("Gå en tur hver onsdag")
    expect(bo.locator(".ts-gathered")).to_contain_text("Gå en tur hver onsdag")
    paper = bo.context.new_page()
    paper.goto(f"{origin(bo)}/redskab/spaendingsfelt?som={membership_of(bo)}")
    expect(paper.locator(".gathered")).to_contain_text("Gå en tur hver onsdag")


def test_a_gap_among_the_roles_leads_to_the_card(empty_card: MadeCard, enter: Enter) -> None:
    bo = open_tool(enter(link_of(empty_card, "care_home"), "Bo"), "ledelsesroller")
    carla = open_tool(enter(link_of(empty_card, "association"), "Carla"), "ledelsesroller")
    tool = tools()["ledelsesroller"]

    field(carla, tool, "netvaerk.forening.svar").get_by_text("Det ønsker vi mere af").click()
    field(carla, tool, "strategi.forening.svar").get_by_text("Det har vi").click()
    field(bo, tool, "netvaerk.leder.svar").get_by_text("Det mangler").click()
    for page in (bo, carla):
        shown = page.locator(".ts-gathered section")
        expect(shown.nth(2).locator("li")).to_have_count(2)
        expect(shown.nth(2)).to_contain_text("Foreningen")
        expect(shown.nth(0)).to_contain_text("Ingen huller endnu")
    gap = bo.locator(".ts-gathered section").nth(2)
    expect(gap).to_contain_text("Plejecentrets ledelse")
    gap.get_by_role("link", name="4.1.5").click()

    expect(drawn(bo).locator('[data-item="D4.1.5"]')).to_be_visible()


def test_the_ladder_is_climbed_with_a_way_back_and_two_at_once_lose_nothing(
    empty_card: MadeCard, enter: Enter
) -> None:
    anna = open_tool(enter(empty_card["facilitator"], "Anna"), "deltagelsesstigen")
    bo = open_tool(enter(link_of(empty_card, "care_home"), "Bo"), "deltagelsesstigen")
    tool, step = tools()["deltagelsesstigen"], "vi-er.beboere.skridt"

    field(bo, tool, "vi-er.beboere.i-dag").get_by_text("2", exact=True).click()
    field(bo, tool, "vi-er.beboere.oensket").get_by_text("3", exact=True).click()
    expect(field(anna, tool, "vi-er.beboere.oensket").locator("input").nth(2)).to_be_checked()

    theirs, mine = (field(page, tool, step).locator("textarea") for page in (anna, bo))
    bo.context.set_offline(True)
    mine.fill("Bos skridt")
    theirs.fill("Annas skridt")
    eventually(lambda: cells(anna, empty_card, tool.slug).get(step) == "Annas skridt")
    bo.context.set_offline(False)
    conflict = field(bo, tool, step).get_by_role("alert")
    expect(conflict).to_contain_text("Annas skridt")
    conflict.get_by_role("button", name="Behold mit").click()
    eventually(lambda: cells(bo, empty_card, tool.slug).get(step) == "Bos skridt")

    anna.get_by_label("Vis, hvad der stod før").check()
    past = field(anna, tool, step)
    past.get_by_role("button", name="Før").click()
    expect(past.locator("li")).to_have_count(2)
    past.get_by_role("button", name="Fortryd").first.click()
    eventually(lambda: cells(anna, empty_card, tool.slug).get(step) == "Annas skridt")


def test_every_tool_fits_a4_and_a_long_text_goes_on_over_the_page(
    empty_card: MadeCard, enter: Enter
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    som, long = membership_of(bo), "ø" * 3_000
    here = f"{origin(bo)}/api/cards/{empty_card['card']}/tools/tjekliste/cells"
    saved = bo.context.request.put(
        f"{here}/{list(tools()['tjekliste'].cells)[1]}",
        headers={"X-Som": som},
        data={"text": long, "base_version": 0, "edit_id": str(uuid4())},
    )
    assert saved.ok, saved.text()

    bo.emulate_media(media="print")
    bo.set_viewport_size({"width": A4_TEXT_PX, "height": 1_000})
    for tool in tools().values():
        for which in ("", "&tom=1"):
            bo.goto(f"{origin(bo)}/redskab/{tool.slug}?som={som}{which}")
            expect(bo.locator(".part").first).to_be_visible()
            assert bo.evaluate("document.documentElement.scrollWidth") <= A4_TEXT_PX, tool.slug
            paper = pypdfium2.PdfDocument(bo.pdf(prefer_css_page_size=True))
            sizes = {tuple(round(side) for side in page.get_size()) for page in paper}
            assert sizes == {(595, 842)}, tool.slug
            words = "".join(page.get_textpage().get_text_range() for page in paper)
            told = "".join(words.split())
            for part in tool.parts:
                for row in part.rows:
                    assert "".join(row.heading.split()) in told
            if (tool.slug, which) == ("tjekliste", ""):
                assert told.count("ø") >= len(long)


def test_a_viewer_reads_a_tool_and_the_facilitator_chooses_which_are_shown(
    empty_card: MadeCard, enter: Enter
) -> None:
    anna = go(enter(empty_card["facilitator"], "Anna"), "/redskaber")
    expect(anna.locator("ul.tools li")).to_have_count(4)

    anna.get_by_text("Vælg, hvilke redskaber kortet viser").click()
    anna.get_by_text("Find nye frivillige (30 minutter)").click()
    anna.get_by_role("button", name="Gem valget").click()
    expect(anna.locator("ul.tools li")).to_have_count(5)

    dorte = open_tool(enter(empty_card["viewer"], "Dorte"), "rekruttering")
    expect(dorte.locator("textarea").first).not_to_be_editable()
    go(dorte, "/redskaber")
    expect(dorte.locator("ul.tools li")).to_have_count(5)
    expect(dorte.get_by_text("Sæt en udfyldt fil ind")).to_have_count(0)


def test_the_list_and_each_kind_of_tool_are_readable_by_everybody_everywhere(
    shared: MadeCard, enter: Enter
) -> None:
    anna = drawn(enter(shared["facilitator"], "Anna"))

    assert faults_in_every_look(go(anna, "/redskaber"), drawn) == {}
    for slug in ("spaendingsfelt", "deltagelsesstigen"):
        assert faults_in_every_look(open_tool(anna, slug), drawn) == {}
