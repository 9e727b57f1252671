"""Comments over HTTP and on the live stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import httpx
import pytest

from indsatskort.access.model import Role
from tests.api.conftest import AELDRE_SAGEN, SOLGAARDEN, OnACard, Person
from tests.api.serving import listening, serving

ITEM = "D1.1.1"


def body(text: str = "Se https://example.dk/notat.", **more: object) -> dict[str, object]:
    return {"id": str(uuid4()), "item": ITEM, "text": text, **more}


def test_a_comment_comes_back_with_name_column_and_state(
    anna: Person, bo: Person, carla: Person
) -> None:
    sent = body(is_flagged=True)
    written = bo.post("/comments", sent).json()

    assert written | {"at": ""} == {
        "id": sent["id"],
        "item": ITEM,
        "author": bo.som,
        "by": "Bo",
        "column": SOLGAARDEN,
        "text": "Se https://example.dk/notat.",
        "at": "",
        "is_flagged": True,
        "is_resolved": False,
    }
    assert bo.post("/comments", sent).json() == written
    path = f"/comments/{sent['id']}"
    assert carla.call("PUT", f"{path}/resolved", json={"is_on": True}).json()["is_resolved"]
    assert carla.call("PUT", f"{path}/flag", json={"is_on": False}).status_code == 403
    assert carla.call("POST", f"{path}/erase").status_code == 403
    assert anna.call("POST", f"{path}/erase").json()["text"] == ""
    assert [each["text"] for each in carla.get("/comments").json()["comments"]] == [""]


def test_those_who_gave_no_name_are_called_by_their_column_alone(card: OnACard, bo: Person) -> None:
    Person(card).come_in(AELDRE_SAGEN, "").post("/comments", body())
    Person(card).come_in(Role.FACILITATOR, "").post("/comments", body())

    found = bo.get("/comments").json()["comments"]

    assert [(each["by"], each["column"]) for each in found] == [("", AELDRE_SAGEN), ("", None)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "Skriv kommentaren først."),
        ("Hun er 010203-1234", "CPR-nummer"),
        ("x" * 1_001, "Teksten er på 1001 tegn. Der er plads til 1000."),
    ],
)
def test_a_refused_comment_says_in_danish_what_to_do(bo: Person, text: str, sentence: str) -> None:
    refused = bo.post("/comments", body(text))

    assert refused.status_code == 422
    assert sentence in refused.json()["detail"]


@pytest.fixture
def served() -> Iterator[str]:
    with serving() as address:
        yield address


def test_a_listener_hears_of_it_at_once_and_the_gap_brings_what_was_missed(
    served: str, card: OnACard
) -> None:
    with ExitStack() as stack:
        clients = [stack.enter_context(httpx.Client(base_url=served)) for _ in range(2)]
        bo = Person(card, clients[0]).come_in(SOLGAARDEN, "Bo")
        dorte = Person(card, clients[1]).come_in(Role.VIEWER, "Dorte")
        with listening(dorte) as stream:
            stream.next("presence")
            comment = bo.post("/comments", body()).json()
            assert stream.next("comments").data["comments"] == [comment]
            bo.call("POST", f"/comments/{comment['id']}/erase")
            heard = stream.next("comments")
            assert [each["text"] for each in heard.data["comments"]] == [""]
        since = heard.data["revision"]
        bo.post("/comments", body("Imens du var væk"))

        missed = dorte.get(f"/comments?since={since}").json()["comments"]

        assert [each["text"] for each in missed] == ["Imens du var væk"]
