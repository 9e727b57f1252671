"""A manager's five minutes in a browser: three answers, one sheet of paper, and no number that misleads."""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from indsatskort.catalogue.model import Value
from indsatskort.danish import local
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionText
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState
from tests.browser.acts import go, origin
from tests.browser.conftest import Enter, MadeCard, Server, membership_of
from tests.browser.test_editor import as_facilitator

PAPER = (594.96, 841.92)  # A4 upright, in points
AREAS = ("/kort", "/overblik", "/fremdrift", "/leder", "/dialog", "/handleplan")
WHAT = "Aftenhygge på demensafsnittet"
# A total score, an average, a ranking, a share of the 49: each as somebody would write it.
TOTALS = re.compile(
    r"(gennemsnit\w*|i snit)\W{0,3}(på |er )?\d|\d+([.,]\d+)?\s*(i snit|i gennemsnit)\b"
    r"|\d+([.,]\d+)?\s*(%|pct\.?|procent)\s*(gennemført\s*)?af\s*(de\s*|alle\s*)?49\b|(?<![\d.,])%\s*af\s*49"
    r"|(samlet|total)\w*\s*(score|point|karakter|vurdering)\w*\W{0,3}(på |er )?\d"
    r"|\b(plads|placering|rang|nr\.)\W{0,3}\d+\s*(ud )?af\s*\d+\s*(plejecentre|kolonner)",
    re.IGNORECASE,
)
PLANTED = (
    "Gennemsnit 1,7",
    "82 % af 49",
    "% af 49",
    "Samlet score: 34",
    "Placering 3 af 16 plejecentre",
)


@pytest.fixture(scope="module")
def full(server: Server) -> MadeCard:
    """The invented card with two rounds; the tests of this module only read it."""
    return server.make("demo", "--full")


def everything_said(page: Page) -> str:
    """The page's texts, also the folded ones, and what figures say when pointed at."""
    hover: str = page.evaluate(
        """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) =>
          plot.data.flatMap((trace) => [trace.text, trace.hovertext].flat())).join(" | ")"""
    )
    return f"{page.locator('body').text_content()} {hover}"


def test_no_page_says_a_total_an_average_a_ranking_or_a_share_of_the_49(
    full: MadeCard, enter: Enter
) -> None:
    dorte = enter(full["viewer"], "Dorte")

    for path in AREAS:
        go(dorte, path)
        said = everything_said(dorte)
        assert len(said) > 200, path
        assert TOTALS.search(said) is None, path
    for words in PLANTED:
        dorte.evaluate(
            "words => document.querySelector('.st-key-foot').append(`. ${words}. `)", words
        )
        assert TOTALS.search(everything_said(dorte)), words
        dorte.evaluate("() => document.querySelector('.st-key-foot').lastChild.remove()")
        assert TOTALS.search(everything_said(dorte)) is None


def pages_of(paper: bytes) -> list[tuple[float, float]]:
    """The size of each page of a PDF."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper)
    return [(float(width), float(height)) for width, height in boxes]


def a_plan(server: Server, card: MadeCard, actions: int, deadline: date) -> None:
    """Anna chooses an item and writes actions on it, on the server's database."""
    with as_facilitator(server, card) as (tx, anna):
        chosen = [Choice("D1.1.8", ChoiceState.CHOSEN, Value.PARTLY)]
        deciding.choose(tx, anna, card["round"], chosen)
        for number in range(actions):
            what = f"{WHAT} {number}" if number else WHAT
            plan.add_action(tx, anna, ActionText(what, "D1.1.8", deadline=deadline))


def test_a_manager_reads_three_answers_prints_one_sheet_and_keeps_the_deadline(
    empty_card: MadeCard, server: Server, enter: Enter
) -> None:
    deadline = local(datetime.now(UTC)).date() + timedelta(days=40)
    a_plan(server, empty_card, 1, deadline)
    dorte = enter(empty_card["viewer"], "Dorte")

    dorte.get_by_role("link", name="Se de tre svar").click()

    for question in ("1. Hvad har vi valgt?", "2. Sker det?", "3. Har billedet ændret sig?"):
        expect(dorte.get_by_role("heading", name=question)).to_be_visible()
    expect(dorte.get_by_text("Det siger tallene ikke.")).to_be_visible()
    assert pages_of(dorte.pdf(prefer_css_page_size=True)) == [pytest.approx(PAPER, abs=1)]

    address = f"{origin(dorte)}/api/cards/{empty_card['card']}/plan.ics"
    answer = dorte.context.request.get(address, headers={"X-Som": membership_of(dorte)})
    days = {
        str(event["summary"]): event["dtstart"].dt
        for event in Calendar.from_ical(answer.body()).walk("VEVENT")
    }
    assert [day for summary, day in days.items() if WHAT in summary and day == deadline]


def test_a_crowded_page_for_managers_is_still_one_sheet(
    full: MadeCard, server: Server, enter: Enter
) -> None:
    a_plan(server, full, 9, local(datetime.now(UTC)).date() + timedelta(days=9))
    dorte = enter(full["viewer"], "Dorte")

    go(dorte, "/leder")

    expect(dorte.get_by_text("Handleplanen har")).to_be_visible()
    assert len(pages_of(dorte.pdf(prefer_css_page_size=True))) == 1


def test_a_picture_is_taken_away_as_a_picture_and_as_numbers(
    full: MadeCard, enter: Enter, tmp_path: Path
) -> None:
    dorte = enter(full["viewer"], "Dorte")
    go(dorte, "/fremdrift")
    picture = dorte.locator(".st-key-picture-moves_by_driver")
    expect(picture.locator(".js-plotly-plot")).to_be_visible()

    with dorte.expect_download() as taken:
        picture.get_by_role("button", name="Hent tallene").click()
    taken.value.save_as(tmp_path / "numbers.csv")
    raw = (tmp_path / "numbers.csv").read_bytes()
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    with dorte.expect_download() as taken:
        picture.get_by_role("button", name="Hent billedet").click()
    taken.value.save_as(tmp_path / "picture.png")

    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["Drivkraft", "Lavere", "Ens", "Højere", "I alt"]
    assert len(rows) == 5
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "picture.png").stat().st_size > 10_000
    assert taken.value.suggested_filename == "hvor-har-vurderingerne-flyttet-sig.png"
