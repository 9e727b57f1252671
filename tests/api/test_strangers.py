"""Nobody reads or writes a card that is not theirs: not by id, header, cookie or an old link."""

from __future__ import annotations

import json
from itertools import combinations
from uuid import uuid4

import pytest

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.access.tokens import Keys, keys, new_session
from indsatskort.api.identity import cookie_name
from indsatskort.cards import own_items
from tests.api.conftest import SOLGAARDEN, OnACard, Person, body, new_browser

SECRET = "Det hemmelige hos naboen"


@pytest.fixture
def neighbours(erik: Person) -> OnACard:
    """Erik's card, with a text in it that nobody in Lindebjerg may ever see."""
    assert erik.save(SECRET).status_code == 200
    return erik.card


def every_read(card: OnACard) -> list[str]:
    answers = f"/rounds/{card.round}/answers"
    return [
        "",
        f"?round={card.round}",
        answers,
        f"{answers}?since=0",
        card.cell() + "/history",
        "/workbook.xlsx",
        "/mine.json",
        "/slides.pptx",
        "/document.docx",
        "/annex.docx",
        "/comments",
        "/comments?since=1",
        "/answers.csv",
        "/tools/spaendingsfelt",
        "/tools/spaendingsfelt/cells/sider.behov.svar/history",
        "/tools.xlsx",
        "/tools.json",
    ]


def every_write(cell: str) -> list[tuple[str, str, dict[str, object]]]:
    return [
        ("PUT", cell, body("Indbrud", base=1)),
        ("POST", cell + "/undo", {"event": 1, "base_version": 1}),
        ("POST", cell + "/erase", {"event": 1}),
    ]


def comment(text: str, item: str = "D1.1.1") -> dict[str, object]:
    return {"id": str(uuid4()), "item": item, "text": text}


def every_write_on_a_comment(comment_id: str) -> list[tuple[str, str, dict[str, object] | None]]:
    return [
        ("PUT", f"/comments/{comment_id}/flag", {"is_on": True}),
        ("PUT", f"/comments/{comment_id}/resolved", {"is_on": True}),
        ("POST", f"/comments/{comment_id}/erase", None),
    ]


def test_another_municipalitys_card_is_not_found(
    anna: Person, bo: Person, dorte: Person, neighbours: OnACard
) -> None:
    for person in (anna, bo, dorte):
        person.card = neighbours
        for path in [*every_read(neighbours), "/live"]:
            assert person.get(path).status_code == 404
        for method, path, sent in every_write(neighbours.cell()):
            assert person.call(method, path, json=sent).status_code == 404
        assert person.post("/presence", {"field": "D1.1"}).status_code == 404
        assert person.post("/comments", comment("Indbrud")).status_code == 404


def every_write_in_a_tool() -> list[tuple[str, str, dict[str, object]]]:
    cell = "/tools/spaendingsfelt/cells/sider.behov.svar"
    written = {"text": "Indbrud", "base_version": 0, "edit_id": str(uuid4())}
    return [
        ("PUT", cell, written),
        ("POST", cell + "/undo", {"event": 1, "base_version": 0}),
        ("POST", cell + "/erase", {"event": 1}),
    ]


def test_the_tools_of_another_card_are_not_written_in_and_a_viewer_writes_in_none(
    anna: Person, dorte: Person, neighbours: OnACard
) -> None:
    for method, path, sent in every_write_in_a_tool():
        assert dorte.call(method, path, json=sent).status_code == 403
        anna.card = neighbours
        assert anna.call(method, path, json=sent).status_code == 404


def test_what_is_not_found_sounds_the_same_whether_it_exists_or_not(
    bo: Person, neighbours: OnACard
) -> None:
    bo.card = neighbours
    exists = bo.get()
    bo.card = OnACard(str(uuid4()), neighbours.round, neighbours.actors, {})
    does_not = bo.get()

    assert (exists.status_code, exists.text) == (does_not.status_code, does_not.text)


def cells(own: OnACard, other: OnACard, replaced: tuple[str, ...]) -> str:
    """A cell of one's own card with the ids of another card in some positions."""
    round_id = (other if "round" in replaced else own).round
    actor_id = (other if "actor" in replaced else own).actors[SOLGAARDEN]
    item_id = f"own_{uuid4()}" if "item" in replaced else "D1.1.1"
    return f"/rounds/{round_id}/answers/{item_id}/{actor_id}"


POSITIONS = ("round", "item", "actor")


@pytest.mark.parametrize(
    "replaced", [each for size in (1, 2, 3) for each in combinations(POSITIONS, size)]
)
def test_another_cards_ids_are_not_found_in_any_position(
    anna: Person, bo: Person, neighbours: OnACard, replaced: tuple[str, ...]
) -> None:
    cell = cells(anna.card, neighbours, replaced)

    for person in (anna, bo):
        answers = [person.call(method, path, json=sent) for method, path, sent in every_write(cell)]
        answers.append(person.get(cell + "/history"))
        assert {each.status_code for each in answers} <= {403, 404}
        assert not any(SECRET in each.text for each in answers)
    assert anna.call("PUT", cell, json=body()).status_code == 404
    assert anna.get(cell + "/history").status_code == 404


def test_another_cards_round_is_not_found_where_a_round_is_named(
    anna: Person, neighbours: OnACard
) -> None:
    for path in (f"?round={neighbours.round}", f"/rounds/{neighbours.round}/answers"):
        assert anna.get(path).status_code == 404
    assert anna.get(f"/live?round={neighbours.round}").status_code == 404


def test_an_own_item_of_another_card_is_not_found(anna: Person, erik: Person) -> None:
    own = erik.do(own_items.add_own_item, erik.card.round, "D1.1", "Naboens egen", "Vi har den.")

    assert anna.save("Lånt.", item=own.id).status_code == 404
    assert "Naboens egen" not in anna.get().text


def test_a_comment_of_another_card_is_not_found_and_its_id_tells_nothing(
    anna: Person, bo: Person, erik: Person
) -> None:
    theirs = comment(SECRET)
    assert erik.post("/comments", theirs).status_code == 200
    for person in (anna, bo):
        for method, path, sent in every_write_on_a_comment(str(theirs["id"])):
            assert person.call(method, path, json=sent).status_code == 404
        again = person.post("/comments", {**theirs, "text": "Samme nummer."})
        assert (again.status_code, SECRET in again.text) == (422, False)
        assert SECRET not in person.get("/comments").text


def test_nothing_of_another_card_is_ever_told(
    anna: Person, bo: Person, dorte: Person, neighbours: OnACard
) -> None:
    anna.save("Vores eget.")
    strangers = {neighbours.id, neighbours.round, *neighbours.actors.values(), SECRET}

    for person in (anna, bo, dorte):
        for path in every_read(person.card):
            told = person.get(path)
            assert told.status_code == 200
            assert not any(each in told.text for each in strangers)
            assert not any(each.encode() in told.content for each in strangers)


def test_a_viewer_reads_all_and_writes_nothing(anna: Person, dorte: Person) -> None:
    anna.save("Til alle.")

    for path in every_read(dorte.card):
        assert dorte.get(path).status_code == 200
    theirs = comment("Annas.")
    anna.post("/comments", theirs)
    assert dorte.post("/comments", comment("Læserens.")).status_code == 403
    for method, path, sent in every_write_on_a_comment(str(theirs["id"])):
        assert dorte.call(method, path, json=sent).status_code == 403
    for column in dorte.card.actors:
        for method, path, sent in every_write(dorte.card.cell(column)):
            assert dorte.call(method, path, json=sent).status_code == 403
    assert dorte.get("/workbook.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(
    "forge",
    [
        lambda cookie: cookie[:-2] + ("AA" if cookie[-2:] != "AA" else "BB"),
        lambda cookie: "x" + cookie,
        lambda cookie: cookie.split(".")[0],
        lambda cookie: json.dumps(str(uuid4())),
        lambda cookie: Keys.of("another secret").sign(keys().sessions_of(cookie)),
        lambda cookie: keys().sign([new_session()]),
        lambda cookie: str(keys().signing.dumps([1, "session"])),
        lambda cookie: "",
        lambda cookie: "æøå",
    ],
)
def test_a_forged_or_altered_cookie_signs_nobody_in(bo: Person, forge: object) -> None:
    genuine = bo.browser.cookies[cookie_name()]
    forged = forge(genuine)  # type: ignore[operator]
    bo.browser.cookies.clear()
    header = {"Cookie": f"{cookie_name()}={forged}".encode("latin-1"), "X-Som": bo.som}

    answer = bo.browser.get(f"/api/cards/{bo.card.id}", headers=header)

    assert answer.status_code == 401


def test_a_membership_of_another_browser_is_of_no_use(anna: Person, bo: Person) -> None:
    bo.som, own = anna.som, bo.som

    assert [bo.get(path).status_code for path in every_read(bo.card)] == [404] * len(
        every_read(bo.card)
    )
    assert bo.save("Som Anna").status_code == 404
    bo.som = own
    assert bo.save("Som mig selv").status_code == 200


def test_a_membership_of_another_card_in_the_same_browser_is_of_no_use(
    bo: Person, eriks_card: OnACard
) -> None:
    there = Person(eriks_card, bo.browser).come_in(Role.FACILITATOR, "Bo")
    bo.som = there.som

    assert bo.get().status_code == 404
    assert bo.save("Hej").status_code == 404


def test_three_roles_in_one_browser_each_keep_their_own(card: OnACard) -> None:
    browser = new_browser()
    anna = Person(card, browser).come_in(Role.FACILITATOR, "Anna")
    bo = Person(card, browser).come_in(SOLGAARDEN, "Bo")
    dorte = Person(card, browser).come_in(Role.VIEWER, "Dorte")

    assert dorte.save("1").status_code == 403
    assert bo.save("2").json()["answer"]["saved_by"] == "Bo"
    assert bo.save("3", column="Engbo").status_code == 403
    assert anna.save("4", column="Engbo").json()["answer"]["saved_by"] == "Anna"
    nobody = Person(card, browser)
    assert nobody.get().status_code == 404  # which of the three is not guessed


def test_the_membership_may_also_stand_in_the_address_and_is_not_needed_when_there_is_one(
    bo: Person,
) -> None:
    path = f"/api/cards/{bo.card.id}"

    assert bo.browser.get(path).status_code == 200
    assert bo.browser.get(f"{path}?som={bo.som}").status_code == 200
    assert bo.browser.get(f"{path}?som={uuid4()}").status_code == 404


def test_whoever_came_by_a_link_that_was_replaced_is_out(
    anna: Person, bo: Person, carla: Person
) -> None:
    bo.save("Før.")
    link = next(
        each.invitation
        for each in anna.do(access.links)
        if each.invitation.actor_id == bo.card.actors[SOLGAARDEN]
    )
    anna.do(access.replace_link, link.id)

    assert [bo.get(path).status_code for path in every_read(bo.card)] == [404] * len(
        every_read(bo.card)
    )
    assert bo.save("Efter.", base=1).status_code == 404
    assert carla.get().status_code == 200
    assert bo.browser.get(f"/d/{bo.card.tokens[SOLGAARDEN]}").status_code == 404


def test_the_facilitator_who_replaces_the_facilitators_link_stays_in(
    anna: Person, card: OnACard
) -> None:
    other = Person(card).come_in(Role.FACILITATOR, "Agnes")
    own = next(
        each.invitation
        for each in anna.do(access.links)
        if each.invitation.role is Role.FACILITATOR
    )
    anna.do(access.replace_link, own.id)

    assert anna.save("Stadig her.").status_code == 200
    assert other.save("Jeg var her.", base=1).status_code == 404


def test_whoever_left_is_out_and_what_they_wrote_stays(bo: Person, carla: Person) -> None:
    bo.save("Det bliver.")
    bo.do(access.leave)

    assert bo.get().status_code == 404
    assert bo.save("Efter.", base=1).status_code == 404
    assert "Det bliver." in carla.get(f"/rounds/{carla.card.round}/answers").text


@pytest.mark.parametrize(
    "odd", ["%00", "%0A", "a%0Ab", "%ED%A0%80", "..", "'--", "x" * 5_000, "D1.1.1%00"]
)
def test_odd_ids_are_refused_in_every_position(anna: Person, odd: str) -> None:
    card, round_id = anna.card, anna.card.round
    actor_id = card.actors[SOLGAARDEN]
    paths = [
        f"/rounds/{odd}/answers",
        f"/rounds/{odd}/answers/D1.1.1/{actor_id}/history",
        f"/rounds/{round_id}/answers/{odd}/{actor_id}/history",
        f"/rounds/{round_id}/answers/D1.1.1/{odd}/history",
        f"?round={odd}",
        f"/live?round={odd}",
    ]

    assert {anna.get(path).status_code for path in paths} <= {404, 422}
    for answer in map(anna.get, paths):
        assert answer.json()["detail"].endswith(".")
        assert odd not in answer.text
