"""The plan over HTTP: an action read and written, and what is said when it cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from indsatskort.danish import local
from indsatskort.plan import service
from indsatskort.plan.model import ActionText
from indsatskort.store import current_store
from tests.api.conftest import SOLGAARDEN, Person


@pytest.fixture
def action(bo: Person) -> str:
    made: str = bo.do(service.add_action, ActionText("Fredagscafé", deadline=None)).id
    return made


def path_of(action: str) -> str:
    return f"/actions/{action}"


def sent(person: Person, action: str, **changes: Any) -> dict[str, Any]:
    """The whole action as it stands, changed."""
    stands = person.get(path_of(action)).json()["action"]
    base = stands.pop("version")
    stands.pop("id")
    return stands | {"base_version": base} | changes


def put(person: Person, action: str, **changes: Any) -> Any:
    return person.call("PUT", path_of(action), json=sent(person, action, **changes))


def test_what_is_written_is_read_by_everybody(bo: Person, dorte: Person, action: str) -> None:
    brings = {bo.card.actors[SOLGAARDEN]: "En medarbejder"}
    answer = put(
        bo, action, why="Fordi", values=["respect"], contributions=brings, deadline="2099-01-31"
    )

    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    read = dorte.get(path_of(action)).json()["action"]
    assert (read["why"], read["values"], read["contributions"], read["deadline"]) == (
        "Fordi",
        ["respect"],
        brings,
        "2099-01-31",
    )


def test_a_stale_writing_meets_what_stands(bo: Person, carla: Person, action: str) -> None:
    late = sent(carla, action, why="Carlas")
    put(bo, action, why="Bos")
    answer = carla.call("PUT", path_of(action), json=late)

    assert answer.status_code == 409
    assert answer.json()["current"] == bo.get(path_of(action)).json()["action"]
    assert answer.json()["current"]["why"] == "Bos"


def yesterday() -> str:
    with current_store().reading() as tx:
        return (local(tx.at).date() - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": " "}, "Skriv, hvad I vil gøre."),
        ({"deadline": "yesterday"}, "allerede gået"),
        ({"deadline": "2099-01-01", "first_step_on": "2099-01-02"}, "ligger efter fristen"),
        ({"why": "010203-1234"}, "CPR-nummer"),
        ({"item": "D9.9.9"}, "findes ikke"),
        ({"contributions": {"nobody": "x"}}, "findes ikke"),
        ({"phase": "never"}, "kunne ikke læses"),
    ],
)
def test_what_cannot_be_stored_is_said_in_one_sentence(
    bo: Person, action: str, changes: dict[str, Any], says: str
) -> None:
    before = bo.get(path_of(action)).json()
    if changes.get("deadline") == "yesterday":
        changes = {"deadline": yesterday()}
    answer = put(bo, action, **changes)

    assert answer.status_code in {404, 422}
    assert says in answer.json()["detail"]
    assert bo.get(path_of(action)).json() == before


def test_an_action_that_was_taken_out_is_not_found(bo: Person, action: str) -> None:
    late = sent(bo, action, why="Sent")
    bo.do(service.remove_action, action)

    assert bo.get(path_of(action)).status_code == 404
    assert bo.call("PUT", path_of(action), json=late).status_code == 404


def test_readers_read_and_strangers_find_nothing(
    dorte: Person, erik: Person, bo: Person, action: str
) -> None:
    body = sent(bo, action, why="Indbrud")
    erik.card = bo.card

    assert dorte.call("PUT", path_of(action), json=body).status_code == 403
    assert erik.get(path_of(action)).status_code == 404
    assert erik.call("PUT", path_of(action), json=body).status_code == 404
    assert bo.get(path_of(action)).json()["action"]["why"] == ""
