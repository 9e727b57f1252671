"""Every route and every printed page, for each role on its own card and for everybody who has no business
there. The application names the routes; one without a rule here fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from indsatskort.api import http_api, routes
from indsatskort.store import current_store, tables
from tests.api.conftest import Person, body
from tests.api.strangers import PEOPLE, SECRET, STRANGE, filled

ENTRANCES = {
    "/api",
    "/d",
    "/D",
    "/forlad",
    "/tilbage",
    "/kort-fra-fil",
}  # tried in tests of their own
OPEN_TO_ALL = {("GET", "/health"), ("GET", "/health/live")}
DESCRIBED = http_api().openapi()["paths"]
ROUTES = {(method.upper(), path) for path, ways in DESCRIBED.items() for method in ways}

# who may
READS, SHARES = frozenset(PEOPLE), frozenset({"anna", "bo", "carla"})
WRITES, FACILITATES = frozenset({"anna", "bo"}), frozenset({"anna"})
TAKES_PART = frozenset({"bo", "carla"})

CELL = "/rounds/{round_id}/answers/{item_id}/{actor_id}"
TOOL_CELL = "/tools/{tool}/cells/{cell_id}"
PLACED: dict[str, Any] = {"item": "D1.1.1", "effect": 2, "ease": 3}
ONE_ITEM: dict[str, Any] = {"item": "D1.1.1", "is_on": True}
GOING_BACK: dict[str, Any] = {"event": 1, "base_version": 1}
EDIT: dict[str, Any] = {"base_version": 0, "edit_id": str(uuid4())}

# route below the card: who may, and a body that is in order, so that nothing but the role refuses it
RULES: dict[tuple[str, str], tuple[frozenset[str], Any]] = {
    ("GET", ""): (READS, None),
    ("GET", "/rounds/{round_id}/answers"): (READS, None),
    ("PUT", CELL): (WRITES, body("Nyt.", base=1)),
    ("GET", CELL + "/history"): (READS, None),
    ("POST", CELL + "/undo"): (WRITES, GOING_BACK),
    ("POST", CELL + "/erase"): (FACILITATES, {"event": 1}),
    ("GET", "/comments"): (READS, None),
    ("POST", "/comments"): (SHARES, {"id": str(uuid4()), "item": "D1.1.1", "text": "Hej."}),
    ("PUT", "/comments/{comment_id}/flag"): (WRITES, {"is_on": True}),
    ("PUT", "/comments/{comment_id}/resolved"): (SHARES, {"is_on": True}),
    ("POST", "/comments/{comment_id}/erase"): (WRITES, None),
    ("GET", "/workbook.xlsx"): (READS, None),
    ("GET", "/slides.pptx"): (READS, None),
    ("GET", "/document.docx"): (READS, None),
    ("GET", "/annex.docx"): (READS, None),
    ("GET", "/answers.csv"): (READS, None),
    ("GET", "/card.json"): (FACILITATES, None),
    ("GET", "/workshop"): (READS, None),
    ("PUT", "/workshop/rating"): (TAKES_PART, {"item": "D1.1.1", "value": "partly"}),
    ("PUT", "/workshop/flag"): (TAKES_PART, ONE_ITEM),
    ("PUT", "/workshop/ballot"): (
        TAKES_PART,
        {"dots": {}, "is_finished": False, "base_version": 0},
    ),
    ("PUT", "/workshop/placement"): (SHARES, PLACED),
    ("PUT", "/workshop/room-placement"): (FACILITATES, PLACED),
    ("GET", "/rounds/{round_id}/agreements/{item_id}"): (READS, None),
    ("PUT", "/rounds/{round_id}/agreements/{item_id}"): (FACILITATES, {"base_version": 0}),
    ("GET", "/actions/{action_id}"): (READS, None),
    ("PUT", "/actions/{action_id}"): (SHARES, {"what": "Torsdagscafé", "base_version": 1}),
    ("GET", "/plan.ics"): (READS, None),
    ("GET", "/actions/{action_id}/calendar.ics"): (READS, None),
    ("GET", "/activities/register.xlsx"): (READS, None),
    ("POST", "/activities/rows"): (SHARES, b"no sheet at all"),
    ("PUT", "/activities/{activity_id}"): (
        SHARES,
        {
            "actor": "ukendt",
            "on": "2026-01-02",
            "starts_at": "14:00",
            "title": "Sang",
            "category": "indoor_social",
            "form": "several",
            "minutes": 60,
            "residents": 12,
            "volunteers": 2,
            "has_staff": True,
            "base_version": 0,
        },
    ),
    ("DELETE", "/activities/{activity_id}"): (SHARES, None),
    ("GET", "/tools/{tool}"): (READS, None),
    ("PUT", TOOL_CELL): (SHARES, EDIT | {"text": "Selskab"}),
    ("GET", TOOL_CELL + "/history"): (READS, None),
    ("POST", TOOL_CELL + "/undo"): (SHARES, GOING_BACK),
    ("POST", TOOL_CELL + "/erase"): (FACILITATES, {"event": 1}),
    ("GET", "/tools.xlsx"): (READS, None),
    ("GET", "/tools.json"): (READS, None),
    ("POST", "/uploads"): (SHARES, b""),
    ("GET", "/mine.json"): (READS, None),
    ("GET", "/live"): (READS, None),
    ("POST", "/presence"): (READS, {"field": None}),
    # last, since whoever asks gives their own place up
    ("POST", "/workshop/next-person"): (TAKES_PART, {"alias": "Næste"}),
}
PRINTED: dict[str, frozenset[str]] = {
    "/drejebog": FACILITATES,
    "/strimler": FACILITATES,
    "/blanket": READS,
    "/offentlig": FACILITATES,
    "/redskab/{tool}": READS,
}
ENDLESS = ("GET", "/live")  # who may listen hears for ever: tried in the tests of the stream


def test_every_route_and_printed_page_of_the_application_has_a_rule() -> None:
    on_a_card = {(method, f"/cards/{{card_id}}{path}") for method, path in RULES}
    found = {getattr(route, "path", "") for route in routes()}

    assert on_a_card == ROUTES - OPEN_TO_ALL
    assert found == ENTRANCES | set(PRINTED)


@pytest.fixture
def ids(anna: Person, bo: Person) -> Mapping[str, str]:
    return filled(anna, bo)


def ask(person: Person, route: tuple[str, str], ids: Mapping[str, str]) -> httpx.Response:
    """A request that is in order, as this person sends it."""
    method, path = route
    sent = RULES[route][1]
    given: dict[str, Any] = {"content": sent} if isinstance(sent, bytes) else {"json": sent}
    return person.call(method, path.format_map(ids), **(given if sent is not None else {}))


def see(person: Person, path: str, ids: Mapping[str, str]) -> httpx.Response:
    return person.browser.get(path.format_map(ids), params={"som": person.som})


def test_on_ones_own_card_each_route_refuses_those_it_is_not_for(
    people: Mapping[str, Person], ids: Mapping[str, str]
) -> None:
    told = {
        route: {name: ask(people[name], route, ids).status_code for name in asking(route)}
        for route in RULES
        if route != ENDLESS
    }

    wrong = {
        route: statuses
        for route, statuses in told.items()
        for name, status in statuses.items()
        if (status == 403) is (name in RULES[route][0])
        or status == 401
        or (route[0] == "GET" and name in RULES[route][0] and status != 200)
    }
    assert wrong == {}


def asking(route: tuple[str, str]) -> tuple[str, ...]:
    """What all may have as a file is made once, for her who may least: it takes its time."""
    return ("dorte",) if "." in route[1] and RULES[route][0] == READS else PEOPLE


def test_on_ones_own_card_each_printed_page_shows_those_it_is_for(
    people: Mapping[str, Person], ids: Mapping[str, str]
) -> None:
    for path, allowed in PRINTED.items():
        told = {name: see(person, path, ids).status_code for name, person in people.items()}
        assert told == {name: 200 if name in allowed else 303 for name in people}, path


def state() -> str:
    with current_store().reading() as tx:
        rows = {
            table.name: tx.connection.execute(sa.select(table)).all()
            for table in tables.metadata.sorted_tables
        }
    return repr(rows)


@pytest.mark.parametrize("kind", STRANGE)
def test_no_stranger_reads_or_changes_anything_in_any_role(
    people: Mapping[str, Person], ids: Mapping[str, str], erik: Person, kind: str
) -> None:
    strangers = {name: STRANGE[kind](person, erik) for name, person in people.items()}
    before = state()

    for name, stranger in strangers.items():
        for route in RULES:
            answer = ask(stranger, route, ids)
            assert answer.status_code in {401, 404}, (name, route, answer.text)
            assert SECRET not in answer.text
            assert "set-cookie" not in answer.headers
        for path in PRINTED:
            answer = see(stranger, path, ids)
            assert "Lindebjerg" not in answer.text
            if kind != "of another card, as himself":  # he prints his own
                assert answer.status_code == 303, (name, path)
    assert state() == before
