"""Saving over HTTP: what is acknowledged, what is refused, and with which status and sentence."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import uuid4

import pytest

from indsatskort.cards import columns, rounds
from tests.api.conftest import AELDRE_SAGEN, SOLGAARDEN, OnACard, Person, body


def sentence(answer: object) -> str:
    """The refusal's one Danish sentence, and nothing else of what was sent."""
    detail: str = answer.json()["detail"]  # type: ignore[attr-defined]
    assert detail[0].isupper() or detail[0] == "»"
    assert detail.endswith(".")
    return detail


def close_round(anna: Person) -> None:
    anna.do(rounds.close_round, anna.card.round)


def test_bo_saves_and_carla_reads_it_beside_her_own(bo: Person, carla: Person) -> None:
    saved = bo.save("To gange om ugen.", value="partly", under_way=True)

    assert saved.status_code == 200
    told = saved.json()
    answer = told["answer"]
    assert told == {"version": 1, "revision": answer["revision"], "answer": answer}
    assert (answer["value"], answer["under_way"], answer["text"]) == (
        "partly",
        True,
        "To gange om ugen.",
    )
    assert (answer["saved_by"], answer["is_proxy"]) == ("Bo", False)
    assert datetime.fromisoformat(answer["saved_at"]).tzinfo is not None
    read = carla.get(f"/rounds/{carla.card.round}/answers").json()
    assert read == {"revision": told["revision"], "answers": [answer]}


def test_what_anna_types_for_a_column_is_marked(anna: Person) -> None:
    assert anna.save("Sagt i telefonen.").json()["answer"]["is_proxy"] is True


def test_the_same_edit_twice_gives_its_first_result(bo: Person) -> None:
    edit = body("Én gang.")
    first = bo.call("PUT", bo.card.cell(), json=edit)
    bo.save("Siden rettet.", base=1)

    again = bo.call("PUT", bo.card.cell(), json=edit)

    assert (again.status_code, again.json()) == (200, first.json())
    assert bo.get(f"/rounds/{bo.card.round}/answers").json()["answers"][0]["version"] == 2


@pytest.mark.parametrize("change", [{"text": "Andet."}, {"value": "partly"}, {"base_version": 1}])
def test_the_same_edit_with_another_body_is_refused(bo: Person, change: dict[str, object]) -> None:
    edit = body("Én gang.")
    bo.call("PUT", bo.card.cell(), json=edit)

    refused = bo.call("PUT", bo.card.cell(), json=edit | change)

    assert refused.status_code == 422
    assert "rettelse" in sentence(refused)


def test_a_stale_save_is_told_what_stands_there_and_changes_nothing(
    bo: Person, anna: Person
) -> None:
    stands = anna.save("Annas.").json()["answer"]

    refused = bo.save("Bos.", base=0)

    assert refused.status_code == 409
    assert refused.json()["current"] == stands
    assert sentence(refused)
    assert bo.get(f"/rounds/{bo.card.round}/answers").json()["answers"] == [stands]


def test_a_version_from_the_future_is_stale_too(bo: Person) -> None:
    refused = bo.save("Bos.", base=7)

    assert refused.status_code == 409
    assert refused.json()["current"]["version"] == 0


UNSAVED = {
    "nul": (body("nul \x00"), "skjult tegn"),
    "control": (body("klokke \x07"), "skjult tegn"),
    "too long": (body("x" * 4_001), "4001 tegn"),
    "cpr": (body("født 010203-1234"), "CPR"),
    "unknown level": (body(value="fremragende"), "læses"),
    "opted out without reason": (body(value="opted_out"), "valgt"),
    "opted out with spaces": (body(" \n", value="opted_out"), "valgt"),
    "under way at the top": (body(value="established", under_way=True), "På vej"),
    "under way without level": (body(value=None, under_way=True), "På vej"),
    "under way, not known": (body(value="unknown", under_way=True), "På vej"),
    "no edit id": ({**body(), "edit_id": "abc"}, "læses"),
    "negative version": (body(base=-1), "læses"),
    "more than asked": (body(saved_by="Anna"), "læses"),
    "text is a number": (body(text=5), "læses"),  # type: ignore[arg-type]
    "a list": ([], "læses"),
}


@pytest.mark.parametrize("name", UNSAVED)
def test_what_cannot_be_stored_is_refused_with_a_sentence(bo: Person, name: str) -> None:
    sent, word = UNSAVED[name]

    refused = bo.call("PUT", bo.card.cell(), json=sent)

    assert refused.status_code == 422
    assert word in sentence(refused)
    assert bo.get(f"/rounds/{bo.card.round}/answers").json()["answers"] == []


BROKEN = {
    "half a character": json.dumps(body("\ud83d")).encode(),
    "no JSON": b'{"value": ',
    "no text": b'{"text": "\xff\xfe"}',
    "empty": b"",
    "bottomless": b"[" * 100_000,
    "endless number": b'{"base_version": ' + b"9" * 5_000 + b"}",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_body_is_refused_in_danish_and_not_echoed(bo: Person, name: str) -> None:
    refused = bo.call("PUT", bo.card.cell(), content=BROKEN[name])

    assert refused.status_code == 422
    assert list(refused.json()) == ["detail"]
    expected = "skjult tegn" if name == "half a character" else "læses"
    assert expected in sentence(refused)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (body("x" * 4_000), "x" * 4_000),
        (body("👵🏽 שלום"), "👵🏽 שלום"),
        (body('=HYPERLINK("x")'), '=HYPERLINK("x")'),
        (body("<script>alert(1)</script>"), "<script>alert(1)</script>"),
        (body(" \n\t "), ""),
        (body("Kommunen gør det.", value="opted_out"), "Kommunen gør det."),
        (body("", value=None), ""),
    ],
)
def test_all_else_is_kept_as_typed(bo: Person, sent: dict[str, object], stored: str) -> None:
    answer = bo.call("PUT", bo.card.cell(), json=sent).json()["answer"]

    assert (answer["text"], answer["value"]) == (stored, sent["value"])


def test_a_closed_round_says_423(anna: Person, bo: Person) -> None:
    bo.save("Før.")
    close_round(anna)

    for person in (bo, anna):
        refused = person.save("Efter.", base=1)
        assert refused.status_code == 423
        assert "lukket" in sentence(refused)


def test_a_repeat_of_an_acknowledged_edit_is_answered_also_when_the_round_has_closed(
    anna: Person, bo: Person
) -> None:
    edit = body("Nåede det.")
    first = bo.call("PUT", bo.card.cell(), json=edit)
    close_round(anna)

    assert bo.call("PUT", bo.card.cell(), json=edit).json() == first.json()


def test_carla_and_dorte_may_not_write_in_bos_column(
    bo: Person, carla: Person, dorte: Person
) -> None:
    bo.save("Bos.")
    for person in (carla, dorte):
        refused = person.save("Min.", base=1)
        assert refused.status_code == 403
        assert "Bos" not in refused.text
        assert sentence(refused)


def test_somebody_without_a_cookie_is_asked_for_their_link(card: OnACard) -> None:
    stranger = Person(card)

    for answer in (stranger.get(), stranger.save("Hej"), stranger.get("/workbook.xlsx")):
        assert answer.status_code == 401
        assert "link" in sentence(answer)


def test_answers_since_a_revision_are_those_that_changed_after_it(bo: Person) -> None:
    first = bo.save("1").json()["revision"]
    second = bo.save("2", item="D1.1.2").json()["revision"]
    path = f"/rounds/{bo.card.round}/answers?since="

    def items(since: int) -> list[str]:
        return [answer["item"] for answer in bo.get(f"{path}{since}").json()["answers"]]

    assert items(0) == ["D1.1.1", "D1.1.2"]
    assert items(first) == ["D1.1.2"]
    assert items(second) == []


@pytest.mark.parametrize("since", ["-1", "x", "9" * 30])
def test_a_revision_that_cannot_be_is_refused(bo: Person, since: str) -> None:
    assert bo.get(f"/rounds/{bo.card.round}/answers?since={since}").status_code == 422


def test_history_tells_who_wrote_what_and_undo_puts_back_what_stood_before(
    anna: Person, bo: Person
) -> None:
    bo.save("Bos.", value="ad_hoc")
    anna.save("Annas.", value="partly", base=1)
    cell = bo.card.cell()

    told = bo.get(cell + "/history").json()
    undone = bo.post(cell + "/undo", {"event": told["entries"][0]["event"], "base_version": 2})

    assert [(entry["by"], entry["text"]) for entry in told["entries"]] == [
        ("Anna", "Annas."),
        ("Bo", "Bos."),
    ]
    assert told["can_erase"] is False
    assert anna.get(cell + "/history").json()["can_erase"] is True
    assert undone.status_code == 200
    answer = undone.json()["answer"]
    assert (answer["text"], answer["value"], answer["version"]) == ("Bos.", "ad_hoc", 3)


def test_undo_follows_the_same_rules_as_saving(anna: Person, bo: Person, carla: Person) -> None:
    bo.save("Bos.")
    cell = bo.card.cell()
    event = bo.get(cell + "/history").json()["entries"][0]["event"]

    def undo(person: Person, event: int = event, base: int = 1) -> int:
        sent = {"event": event, "base_version": base}
        return person.post(cell + "/undo", sent).status_code

    assert undo(carla) == 403
    assert undo(bo, base=0) == 409
    assert undo(bo, event=10**12) == 404
    close_round(anna)
    assert undo(bo) == 423


def test_anna_erases_a_name_for_good_and_nobody_else_may(
    anna: Person, bo: Person, dorte: Person
) -> None:
    bo.save("Fru Jensen på stue 4")
    cell = bo.card.cell()
    sent = {"event": bo.get(cell + "/history").json()["entries"][0]["event"]}

    assert [person.post(cell + "/erase", sent).status_code for person in (bo, dorte)] == [403, 403]
    erased = anna.post(cell + "/erase", sent)

    assert (erased.status_code, erased.json()["answer"]["text"]) == (200, "")
    for path in (cell + "/history", f"/rounds/{bo.card.round}/answers"):
        assert "Jensen" not in bo.get(path).text


def test_a_column_that_was_taken_out_says_so_and_keeps_the_history(
    anna: Person, bo: Person
) -> None:
    bo.save("Vores.")
    anna.do(columns.remove_column, bo.card.round, bo.card.actors[SOLGAARDEN])

    refused = bo.save("Mere.", base=1)

    assert refused.status_code == 404
    assert "kolonne" in sentence(refused)
    assert bo.get(bo.card.cell() + "/history").json()["entries"][0]["text"] == "Vores."
    assert bo.get(f"/rounds/{bo.card.round}/answers").json()["answers"] == []


def test_the_same_edit_id_in_two_cells_is_refused(anna: Person) -> None:
    edit = body("Her.", edit_id=str(uuid4()))
    anna.call("PUT", anna.card.cell(), json=edit)

    assert anna.call("PUT", anna.card.cell(AELDRE_SAGEN), json=edit).status_code == 422
