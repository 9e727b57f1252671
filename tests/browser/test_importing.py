"""A workbook goes out, somebody writes on the page, the older workbook comes back: nothing is lost."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.acts import asked, drawn, eventually, fill_in, go, link_of, stored, writing
from tests.browser.conftest import Enter, MadeCard, membership_of

FIRST, SECOND, THIRD, FOURTH = "D1.1.1", "D1.1.2", "D1.1.3", "D1.1.4"
UNSEEN = "rgba(0, 0, 0, 0)"
MINE = "Skrevet i Excel <b>i toget</b>"


def export(page: Page, folder: Path) -> Path:
    go(page, "/filer")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent kolonnen").click()
    path = folder / "kolonne.xlsx"
    fetched.value.save_as(path)
    return path


def fill_in_excel(path: Path) -> None:
    """As in the train: the first four items, on the rows below the field's heading."""
    book = load_workbook(BytesIO(path.read_bytes()))
    for row in range(9, 13):
        book["Indsatskort"].cell(row, 3).value = "◑ Delvist"
        book["Indsatskort"].cell(row, 4).value = MINE
    book.save(path)


def send(page: Page, path: Path) -> None:
    go(page, "/filer")
    page.get_by_label("Excel-fil").set_input_files(path)
    page.get_by_role("button", name="Se, hvad filen ændrer").click()
    expect(page.get_by_role("heading", name="Filen, du har sendt")).to_be_visible()
    drawn(page)


def say(page: Page, card: MadeCard, item: str, text: str) -> None:
    writing(page, item).fill(text)
    eventually(lambda: [each["text"] for each in stored(page, card, item).values()] == [text])


def texts(page: Page, card: MadeCard) -> list[str]:
    """What stands in one's column about the first four items."""
    found = []
    for item in (FIRST, SECOND, THIRD, FOURTH):
        answers = list(stored(page, card, item).values())
        found.append(answers[0]["text"] if answers else "")
    return found


def test_an_older_workbook_asks_where_somebody_wrote_since_and_one_undo_restores_all(
    empty_card: MadeCard, enter: Enter, tmp_path: Path
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    path = export(bo, tmp_path)
    fill_in_excel(path)
    fill_in(bo)
    say(bo, empty_card, FIRST, "Skrevet på siden")
    say(bo, empty_card, SECOND, "Også på siden")
    say(bo, empty_card, THIRD, "Og her")
    before = ["Skrevet på siden", "Også på siden", "Og her", ""]
    assert texts(bo, empty_card) == before

    send(bo, path)
    shown = bo.get_by_test_id("stMain")
    expect(shown).to_contain_text("1 nyt svar. 3 steder har nogen skrevet siden.")
    for text in ("Skrevet på siden", "Også på siden", MINE):
        expect(shown).to_contain_text(text)
    assert texts(bo, empty_card) == before  # nothing is written before Bo says so

    for number, answer in (("1.1.2", "Tag det fra filen"), ("1.1.3", "Saml de to svar")):
        choice = bo.get_by_role("radiogroup", name=f"Hvad skal stå? {number}").locator("label")
        choice.filter(has_text=answer).click()
    expect(shown).to_contain_text("Sådan kommer der til at stå")
    bo.get_by_role("button", name="Gem 3 svar").click()
    expect(shown).to_contain_text("3 svar er gemt fra filen")
    assert texts(bo, empty_card) == ["Skrevet på siden", MINE, f"Og her\n\n{MINE}", MINE]
    (taken,) = stored(bo, empty_card, SECOND).values()
    cell = f"{empty_card['card']}/rounds/{empty_card['round']}/answers/{SECOND}/{taken['actor']}"
    assert asked(bo, f"{cell}/history")["entries"][0]["file"] == "kolonne.xlsx"

    bo.get_by_role("button", name="Fortryd indlæsningen").click()
    expect(shown).to_contain_text("3 svar er sat tilbage.")
    assert texts(bo, empty_card) == before


def test_the_field_for_a_file_speaks_danish_names_the_file_and_takes_keys_and_the_mouse(
    empty_card: MadeCard, enter: Enter
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    go(bo, "/filer")
    field = bo.get_by_label("Excel-fil")
    nothing = bo.get_by_text("Ingen fil valgt")

    expect(field).to_have_accessible_name("Excel-fil (.xlsx, højst 10 MB) Vælg fil")
    expect(nothing).to_be_visible()
    expect(field).to_have_css("color", UNSEEN)  # the browser's words, in the browser's language
    with bo.expect_file_chooser() as clicked:
        field.click(position={"x": 20, "y": 20})  # where "Vælg fil" is written
    clicked.value.set_files([])

    bo.get_by_role("button", name="Se, hvad filen ændrer").focus()
    bo.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()
    expect(field).to_have_css("outline-style", "solid")
    with bo.expect_file_chooser() as chooser:
        field.press("Enter")
    chooser.value.set_files({"name": "Solgården.xlsx", "mimeType": "", "buffer": b"PK"})
    expect(nothing).to_be_hidden()
    expect(field).not_to_have_css("color", UNSEEN)
    assert Axe().run(bo).violations_count == 0


def test_a_file_that_cannot_be_read_says_why_and_a_waiting_file_survives_a_reload(
    empty_card: MadeCard, enter: Enter, tmp_path: Path
) -> None:
    bo = enter(link_of(empty_card, "care_home"), "Bo")
    path = export(bo, tmp_path)
    fill_in_excel(path)
    wrong = tmp_path / "kort.xlsx"
    wrong.write_bytes(b"%PDF-1.7 noget helt andet")

    send(bo, wrong)
    expect(bo.get_by_role("alert")).to_contain_text("Filen er ikke en Excel-fil.")
    send(bo, path)
    bo.reload()
    expect(bo.get_by_role("button", name="Gem 4 svar")).to_be_visible()
    bo.get_by_role("button", name="Læg filen væk").click()
    expect(bo.get_by_role("heading", name="Filen, du har sendt")).to_have_count(0)
    assert texts(bo, empty_card) == ["", "", "", ""]
    assert membership_of(bo)
