"""Facilitators who tied their seat to a work account come back to it, and nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indsatskort.access import service as access
from indsatskort.access import tying
from indsatskort.access.model import Role, Who
from indsatskort.access.staff import Staff
from indsatskort.errors import NotAllowedError
from indsatskort.store import current_store
from tests.api.conftest import OnACard, Person, new_browser

SOON = datetime.now(UTC) + timedelta(hours=1)
ANNA, AGNES = Staff("anna", "Anna", SOON, True), Staff("Anna", "Agnes", SOON, True)


@pytest.fixture
def seat(anna: Person) -> Who:
    """Anna's, tied to her account."""
    anna.do(tying.tie, ANNA.person)
    found: Who = anna.do(lambda _tx, who: who)
    return found


def seats_of(staff: Staff) -> list[str]:
    with current_store().reading() as tx:
        return [who.membership_id for who in tying.tied_to(tx, staff.person)]


def back(card: OnACard, way: str) -> Person:
    person = Person(card, new_browser())
    answer = person.browser.post("/tilbage/", data={"vej": way})
    assert answer.status_code == 303
    person.som = answer.headers["location"].partition("som=")[2]
    return person


def test_whoever_signs_in_finds_the_seat_and_takes_it_along(anna: Person, seat: Who) -> None:
    assert seats_of(ANNA) == [seat.membership_id]
    assert seats_of(AGNES) == []

    here = back(anna.card, tying.way_back(ANNA, seat))

    assert here.som == anna.som
    assert here.save("Fra den nye computer.").status_code == 200
    assert anna.get().status_code == 404  # the browser before is out


def test_nothing_but_the_way_of_the_right_person_leads_back(anna: Person, seat: Who) -> None:
    over = Staff(ANNA.person, "Anna", datetime.now(UTC) - timedelta(seconds=1), True)
    good = tying.way_back(ANNA, seat)
    ways = ["", "x", good[:-1], tying.way_back(AGNES, seat), tying.way_back(over, seat)]

    for way in ways:
        assert back(anna.card, way).som == ""
        assert "set-cookie" not in new_browser().post("/tilbage/", data={"vej": way}).headers
    assert anna.get().status_code == 200


def test_a_seat_that_was_loosened_or_left_by_a_new_link_is_reached_no_more(
    anna: Person, seat: Who
) -> None:
    way = tying.way_back(ANNA, seat)
    anna.do(tying.untie)
    assert back(anna.card, way).som == ""
    assert seats_of(ANNA) == []

    anna.do(tying.tie, ANNA.person)
    other = Person(anna.card).come_in(Role.FACILITATOR, "Agnes")
    for link in other.do(access.links):
        if link.invitation.role is Role.FACILITATOR:
            other.do(access.replace_link, link.invitation.id)
    assert back(anna.card, way).som == ""
    assert seats_of(ANNA) == []


def test_it_stands_in_what_the_card_has_about_oneself(anna: Person) -> None:
    def said() -> bool:
        told: bool = anna.get("/mine.json").json()["knyttet_til_arbejdskonto"]
        return told

    assert not said()
    anna.do(tying.tie, ANNA.person)
    assert said()


def test_only_facilitators_tie_their_seat(bo: Person, dorte: Person) -> None:
    for person in (bo, dorte):
        with pytest.raises(NotAllowedError):
            person.do(tying.tie, ANNA.person)


def test_of_the_account_a_hash_is_kept_and_nothing_else(anna: Person, tmp_path: Path) -> None:
    account = Staff("kontoen-selv", "Anna", SOON, True)
    anna.do(tying.tie, account.person)
    current_store().scrub()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("indsatskort.sqlite*"))

    assert tying._hash(account.person).encode() in kept
    assert account.person.encode() not in kept
