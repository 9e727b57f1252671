"""A paper card typed in by keyboard alone, in a real browser, and kept by the same engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import SAVED, eventually, go, link_of, stored
from tests.browser.conftest import Enter, MadeCard

LINE = ".ti-line[data-item='{}']"


@pytest.fixture
def bo(empty_card: MadeCard, enter: Enter) -> Iterator[Page]:
    page = go(enter(link_of(empty_card, "care_home"), "Bo"), "/indtast")
    expect(page.locator(".ti-line")).to_have_count(49)
    return page


def test_a_sheet_of_paper_is_typed_in_without_a_mouse(bo: Page, empty_card: MadeCard) -> None:
    bo.locator(LINE.format("D1.1.1")).locator("input[type=radio]").first.focus()

    for keys, text in (
        ("27", "Når nogen har tid."),
        ("4", ""),
        ("6", "Det gør andre."),
        ("10", ""),
    ):
        bo.keyboard.type(keys)
        bo.keyboard.press("Enter")
        bo.keyboard.type(text)
        bo.keyboard.press("Enter")

    expect(bo.locator(LINE.format("D1.1.5")).locator(":focus")).to_have_count(1)
    expect(bo.locator(".ti-progress")).to_have_text("3 af 49 indsatser har et svar.")
    expect(bo.locator(".ed-status")).to_contain_text(SAVED)
    eventually(lambda: answer(bo, empty_card, "D1.1.1") == ("ad_hoc", True, "Når nogen har tid."))
    assert answer(bo, empty_card, "D1.1.2") == ("established", False, "")
    assert answer(bo, empty_card, "D1.1.3") == ("opted_out", False, "Det gør andre.")
    cleared = {
        None,
        (None, False, ""),
    }  # as quick as the keys were: never saved, or saved and cleared
    eventually(lambda: answer(bo, empty_card, "D1.1.4") in cleared)


def test_a_line_of_several_lines_is_kept_and_the_last_item_says_that_it_was_the_last(
    bo: Page, empty_card: MadeCard
) -> None:
    last = bo.locator(LINE.format("D4.2.7"))
    last.locator("textarea").focus()
    bo.keyboard.type("Første linje")
    bo.keyboard.press("Shift+Enter")
    bo.keyboard.type("Anden linje")
    bo.keyboard.press("Enter")

    expect(bo.locator(".ti-end")).to_be_focused()
    eventually(
        lambda: answer(bo, empty_card, "D4.2.7") == (None, False, "Første linje\nAnden linje")
    )


def answer(page: Page, card: MadeCard, item: str) -> tuple[str | None, bool, str] | None:
    """What stands in the cell of the first care home; None before anything does."""
    actor = next(each["id"] for each in card["actors"] if each["kind"] == "care_home")
    found = stored(page, card, item).get(actor)
    if found is None:
        return None
    return found["value"], found["under_way"], found["text"]
