"""What people wrote is never markup, script or formula in anything that the routes and files hold."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO, StringIO
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from pptx import Presentation

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.cards import service
from indsatskort.cards.demo import invented_card
from indsatskort.invented_year import Year
from indsatskort.plan import service as plan
from indsatskort.store import current_store, tables
from tests.api.conftest import OnACard, Person
from tests.api.test_who_gets_in import ENDLESS, PRINTED, RULES
from tests.canaries import CANARY, MARK, WORDS, fill, is_code


def test_every_column_of_text_is_known_as_words_or_code() -> None:
    unknown = [
        f"{table.name}.{column.name}"
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.String | sa.JSON)
        and column.name not in WORDS.get(table.name, ())
        and not is_code(column)
    ]
    assert unknown == []


@pytest.fixture
def anna() -> Person:
    """The facilitator of a card of canaries, as she is called herself."""
    with current_store().writing() as tx:
        card = invented_card(tx, Year())
        round_ = service.newest_round(tx, card)
        tokens = {each.invitation.role: each.token for each in access.links_of_card(tx, card.id)}
    fill(current_store(), card.id)
    actors = {column.name: column.id for column in round_.columns}
    on_a_card = OnACard(card.id, round_.round.id, actors, {str(k): v for k, v in tokens.items()})
    return Person(on_a_card).come_in(Role.FACILITATOR, CANARY[:80])


@pytest.fixture
def ids(anna: Person) -> dict[str, str]:
    under_way = next(each for each in anna.do(plan.read_actions) if each.status == "as_agreed")
    return {
        "round_id": anna.card.round,
        "item_id": "D1.1.1",
        "actor_id": next(iter(anna.card.actors.values())),
        "action_id": under_way.id,
        "tool": "spaendingsfelt",
        "cell_id": "sider.behov.svar",
    }


def test_no_file_and_no_answer_holds_more_than_words(anna: Person, ids: dict[str, str]) -> None:
    silent = []
    for method, path in sorted(set(RULES) - {ENDLESS}):
        if method != "GET":
            continue
        answer = anna.get(path.format_map(ids))
        assert answer.status_code == 200, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        kind = path.rpartition(".")[2] if "." in path else "json"
        told = list(READERS[kind](answer.content))
        if not any(MARK in each for each in told):
            silent.append(path)
    assert silent == [], "nothing was tried there"


class Elements(HTMLParser):
    """The ids of a page's elements, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        self.links.add((given.get("href") or "").partition(":")[0])


def test_no_page_of_our_own_draws_a_canary(anna: Person, ids: dict[str, str]) -> None:
    pages = {path.format_map(ids): {"som": anna.som} for path in PRINTED}
    pages |= {"/forlad/": {"som": anna.som}}
    pages |= {f"/d/{token}": {} for token in anna.card.tokens.values()}

    for path, asked in pages.items():
        answer = anna.browser.get(path, params=asked)
        assert answer.status_code == 200, path
        assert "kanarie" in answer.text, path
        found = Elements(answer.text)
        assert "kanarie" not in found.ids, path
        assert "javascript" not in found.links, path


def test_what_an_address_or_a_form_says_comes_back_as_words(anna: Person) -> None:
    said, token = quote(CANARY, safe=""), anna.card.tokens[Role.VIEWER]
    som = f"som={anna.som}"
    asked = [
        f"/d/?link={said}",
        f"/d/{said}",
        f"/forlad/?som={said}",
        f"/redskab/{said}?{som}",
        f"/drejebog?kl={said}&{som}",
        *(
            f"{path}?{som}&{name}={said}"
            for path in PRINTED
            for name in ("kolonne", "papir", "tom")
        ),
        f"/api/cards/{said}",
        f"/api/cards/{anna.card.id}/tools/{said}",
    ]
    answers = [anna.browser.get(address) for address in asked]
    answers += [anna.browser.post(f"/d/{token}", data={"alias": CANARY * 9})]
    answers += [anna.browser.post(f"/d/{said}", data={"kolonne": CANARY, "alias": CANARY})]
    answers += [
        anna.browser.post("/kort-fra-fil", data={"kode": CANARY}, files={"fil": (CANARY, b"{")})
    ]

    assert any("kanarie" in each.text for each in answers)  # what was written is there to be mended
    for answer in answers:
        assert answer.status_code < 500, answer.url
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "kanarie" not in Elements(answer.text).ids, answer.url
        else:
            assert "nosniff" in answer.headers["X-Content-Type-Options"]


# what stands in a file, as a program that opens it takes it; a formula or broken markup fails


def in_workbook(data: bytes) -> Iterator[str]:
    for sheet in load_workbook(BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if "kanarie" in str(cell.value):
                    assert cell.data_type == "s", (sheet.title, cell.coordinate)
                    yield str(cell.value)


def in_slides(data: bytes) -> Iterator[str]:
    for slide in Presentation(BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            assert not any(
                "javascript" in link.target_ref
                for link in slide.part.rels.values()
                if link.is_external
            )


def in_document(data: bytes) -> Iterator[str]:
    document = Document(BytesIO(data))
    yield from (each.text for each in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)
    assert not any(
        "javascript" in each.target_ref for each in document.part.rels.values() if each.is_external
    )


def in_calendar(data: bytes) -> Iterator[str]:
    for event in Calendar.from_ical(data).walk("VEVENT"):
        yield from (str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION"))


def in_table(data: bytes) -> Iterator[str]:
    for row in csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
        yield from row


def in_json(data: bytes) -> Iterator[str]:
    yield json.dumps(json.loads(data), ensure_ascii=False)


READERS = {
    "xlsx": in_workbook,
    "pptx": in_slides,
    "docx": in_document,
    "ics": in_calendar,
    "csv": in_table,
    "json": in_json,
}
