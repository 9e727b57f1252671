"""Every page that the table of the sources' tools names shows what the table says it has."""

from __future__ import annotations

import re
from collections.abc import Collection

from playwright.sync_api import Page, expect

from indsatskort.activities.content import activities_content
from indsatskort.catalogue.library import library
from indsatskort.catalogue.load import catalogue
from indsatskort.plan.content import plan_content
from indsatskort.ui.inspiration import said
from tests.browser.acts import fill_in, go, link_of
from tests.browser.conftest import Enter, MadeCard
from tests.browser.test_plan import new_action
from tests.catalogue.test_inventory import ROWS

PURPOSES = (
    "samler, hvad undersøgelsen bag",
    "overblik over, hvordan det ser ud",
    "vælge, hvad I vil gøre",
)
UNFOLD = """() => { for (const folded of ["h3 button", ".ed-examples > button", ".ed-inspiration > button",
  ".ed-inspiration .ed-example > button"]) for (const each of document.querySelectorAll(`.ed-row ${folded}`))
  if (!each.hidden && each.getAttribute("aria-expanded") !== "true") each.click(); }"""


def test_each_page_that_the_table_names_shows_what_the_table_says(
    empty_card: MadeCard, enter: Enter
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    content, items = catalogue(), catalogue().items
    rows, questions = _fill_pages(bo)
    for item in items:
        for entry in library().for_item(item.id):
            words = said(entry)
            assert _missing(rows[item.id], (entry.text, words.kind, words.source, words.note)) == []
    filled = " ".join((*rows.values(), *questions))
    map_, help_ = _words(go(bo, "/kort")), _words(go(bo, "/hjaelp"))
    wanted = library().recommendations[-1]
    go(bo, "/kort", anbefaling=str(wanted.number))
    expect(bo.locator("table.kort tr.item")).to_have_count(len(wanted.item_ids))
    chosen = _words(bo)
    overview, plan, register = _words(go(bo, "/overblik")), _plan(bo), _register(bo)
    asked = [driver.question for driver in content.drivers]
    recommended = [each.text for each in library().recommendations]
    in_2014 = [
        f"2014: {each.in_2014} pct."
        for each in (*activities_content().file.categories, *activities_content().file.forms)
    ]
    words_of_plan = plan_content()
    phases = [guide.label for guide in words_of_plan.phases.values()]
    shown = {
        ("V01", "/udfyld"): _missing(filled, [item.statement for item in items]),
        ("V01", "/kort"): _missing(map_, [item.title for item in items]),
        ("V02", "/udfyld"): _missing(filled, [each.text for each in content.example]),
        ("V03", "/hjaelp"): _missing(help_, PURPOSES),
        ("V03", "/kort"): _missing(map_, [driver.name for driver in content.drivers]),
        ("V03", "/overblik"): _missing(overview, ["ikke et mål, at alle 49 indsatser"]),
        ("V03", "/handleplan"): _missing(
            plan, ["Første skridt", "Hvordan kan I se, at det virker?"]
        ),
        ("V05", "/udfyld"): _missing(filled, asked),
        ("V05", "/hjaelp"): _missing(help_, asked),
        ("V06", "/kort"): _missing(
            chosen, [content.item_by_id[each].title for each in wanted.item_ids]
        ),
        ("V06", "/hjaelp"): _missing(help_, recommended),
        ("V07", "/handleplan"): _missing(plan, words_of_plan.values.values()),
        ("V09", "/aktiviteter"): _missing(register, [*in_2014, "9,4", "2,4", "ikke en norm"]),
        ("V11", "/handleplan"): _missing(plan, words_of_plan.barriers.values()),
        ("V45", "/handleplan"): _missing(plan, phases),
    }

    assert {place: missing for place, missing in shown.items() if missing} == {}
    assert shown.keys() == {
        (number, address)
        for number, (_, where, _) in ROWS.items()
        for address in re.findall(r"`(/[^`]+)`", where)
    }


def _fill_pages(page: Page) -> tuple[dict[str, str], list[str]]:
    """What is said of every item when all is unfolded, and the question over each field."""
    rows: dict[str, str] = {}
    questions = []
    for field in catalogue().fields:
        fill_in(page, field.id)
        expect(page.locator(".ed-row")).to_have_count(len(field.items))
        page.evaluate(UNFOLD)
        questions += page.locator(".ed-driver").all_inner_texts()
        for row in page.locator(".ed-row").all():
            rows[row.get_attribute("data-item") or ""] = row.text_content() or ""
    return rows, questions


def _plan(page: Page) -> str:
    """An action's form, the folded part of it, too."""
    new_action(page, "Søndagscafé")
    return page.locator(".ac").text_content() or ""


def _register(page: Page) -> str:
    """The figures, which come with the first activity."""
    go(page, "/aktiviteter")
    page.get_by_label("Hvad lavede I?", exact=True).fill("Fællessang")
    page.locator("label", has_text="Kreativt").click()
    page.get_by_label("Beboere med", exact=True).fill("12")
    page.get_by_label("Frivillige", exact=True).fill("2")
    page.get_by_role("button", name="Gem aktiviteten").click()
    expect(page.get_by_text("Tilknyttet: plejecentret").first).to_be_visible()
    expect(page.get_by_text("744 aktiviteter")).to_be_visible()  # the last thing on the page
    return _words(page)


def _words(page: Page) -> str:
    return page.locator("[data-testid=stMain]").text_content() or ""


def _missing(text: str, wanted: Collection[str]) -> list[str]:
    flat = " ".join(text.split())
    return [each for each in wanted if " ".join(each.split()) not in flat]
