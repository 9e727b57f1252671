"""Reading over HTTP: the card, its description, its workbook, the server's health, who is here."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest

from indsatskort.cards import columns, rounds
from indsatskort.catalogue.load import catalogue
from tests.api.conftest import OnACard, Person, new_browser

MINE = {
    ("GET", "/health"),
    ("GET", "/cards/{card_id}"),
    ("GET", "/cards/{card_id}/rounds/{round_id}/answers"),
    ("PUT", "/cards/{card_id}/rounds/{round_id}/answers/{item_id}/{actor_id}"),
    ("GET", "/cards/{card_id}/rounds/{round_id}/answers/{item_id}/{actor_id}/history"),
    ("POST", "/cards/{card_id}/rounds/{round_id}/answers/{item_id}/{actor_id}/undo"),
    ("POST", "/cards/{card_id}/rounds/{round_id}/answers/{item_id}/{actor_id}/erase"),
    ("GET", "/cards/{card_id}/workbook.xlsx"),
    ("GET", "/cards/{card_id}/slides.pptx"),
    ("GET", "/cards/{card_id}/document.docx"),
    ("GET", "/cards/{card_id}/annex.docx"),
    ("GET", "/cards/{card_id}/answers.csv"),
    ("GET", "/cards/{card_id}/card.json"),
    ("GET", "/cards/{card_id}/live"),
    ("POST", "/cards/{card_id}/presence"),
}


def test_the_server_says_that_it_lives() -> None:
    assert new_browser().get("/api/health").json() == {"status": "ok"}


def test_the_card_has_columns_rounds_and_the_49_with_relevance_for_each_column(
    dorte: Person,
) -> None:
    told = dorte.get().json()

    assert set(told) == {
        "id",
        "municipality",
        "title",
        "revision",
        "round",
        "columns",
        "rounds",
        "items",
    }
    assert (told["municipality"], told["round"]) == ("Lindebjerg", dorte.card.round)
    assert {each["name"]: each["id"] for each in told["columns"]} == dorte.card.actors
    assert [each["id"] for each in told["items"]] == [each.id for each in catalogue().items]
    first = told["items"][0]
    assert {"id", "number", "field", "title", "statement", "help", "own", "relevance"} == set(first)
    for item in told["items"]:
        assert item["relevance"].keys() == set(dorte.card.actors.values())
        assert set(item["relevance"].values()) <= {"relevant", "maybe", "not_usual"}


def test_an_earlier_round_is_shown_as_it_was(anna: Person) -> None:
    solgaarden = anna.card.actors["Solgården"]
    anna.do(rounds.close_round, anna.card.round)
    newest = anna.do(rounds.open_next_round, name="Runde 2")
    anna.do(columns.rename_column, newest.id, solgaarden, "Solhaven")

    def names(path: str) -> Counter[str]:
        return Counter(each["name"] for each in anna.get(path).json()["columns"])

    assert "Solhaven" in names("")
    assert "Solgården" in names(f"?round={anna.card.round}")
    assert [each["closed_at"] is None for each in anna.get().json()["rounds"]] == [False, True]


def test_the_workbook_is_a_file_with_the_answers_and_a_danish_name(bo: Person) -> None:
    bo.save('=HYPERLINK("x")')

    file = bo.get("/workbook.xlsx")

    assert file.headers["content-type"].endswith("spreadsheetml.sheet")
    assert file.headers["cache-control"] == "no-store"
    assert "Lindebjerg" in unquote(file.headers["content-disposition"])
    book = openpyxl.load_workbook(BytesIO(file.content))
    texts = [cell for row in book["Indsatskort"].iter_rows() for cell in row if cell.value]
    assert any("HYPERLINK" in str(cell.value) and cell.data_type == "s" for cell in texts)


def test_the_description_names_every_route_with_its_refusals() -> None:
    told = new_browser().get("/api/openapi.json").json()

    routes = {(method.upper(), path) for path, ways in told["paths"].items() for method in ways}
    assert routes >= MINE
    for method, path in MINE - {("GET", "/health")}:
        answers = told["paths"][path][method.lower()]["responses"]
        assert answers.keys() >= {"401", "404", "422"}
        for status in answers.keys() - {"200", "204"}:
            schema = answers[status]["content"]["application/json"]["schema"]["$ref"]
            assert schema.endswith("/Conflict" if status == "409" else "/Refused")
    put = told["paths"]["/cards/{card_id}/rounds/{round_id}/answers/{item_id}/{actor_id}"]["put"]
    assert put["responses"].keys() == {"200", "401", "403", "404", "409", "422", "423"}
    assert "HTTPValidationError" not in told["components"]["schemas"]


@pytest.mark.parametrize("path", ["/api/docs", "/api/redoc", "/api/nothing", "/d/x/openapi.json"])
def test_there_is_no_page_about_the_interface(path: str) -> None:
    assert new_browser().get(path).status_code == 404


def test_an_unknown_address_or_method_is_answered_in_danish(bo: Person) -> None:
    for answer in (bo.get("/nothing"), bo.call("DELETE")):
        assert answer.status_code in {404, 405}
        assert answer.json()["detail"].endswith(".")
        assert "Not" not in answer.text


@pytest.mark.parametrize("field", ["D1.1", None])
def test_saying_where_one_is_leaves_nothing_but_silence(dorte: Person, field: str | None) -> None:
    answer = dorte.post("/presence", {"field": field})

    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize(
    "sent", [b'{"field": "\\ud83d"}', b'{"field": 1}', b"{", b'{"field": "' + b"x" * 61 + b'"}']
)
def test_a_place_that_cannot_be_told_to_others_is_refused(bo: Person, sent: bytes) -> None:
    assert bo.call("POST", "/presence", content=sent).status_code == 422


def test_a_stranger_says_nothing(card: OnACard) -> None:
    assert Person(card).post("/presence", {"field": "D1.1"}).status_code == 401
