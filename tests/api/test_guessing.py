"""Nobody guesses their way in; and a full hall behind one address gets in all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from indsatskort.access import guessing
from indsatskort.access.codes import new_code
from indsatskort.access.door import read_door, resume_code, set_door
from indsatskort.access.tokens import new_token
from indsatskort.errors import TooManyGuessesError
from indsatskort.settings import Settings, settings
from indsatskort.store import current_store
from tests.api.conftest import SOLGAARDEN, OnACard, Person, TestClient, new_browser
from tests.conftest import THOROUGH

GUESSES = 10_000 if THOROUGH else 1_000


def code_of_door(anna: Person) -> str:
    anna.do(set_door, is_open=True)
    with current_store().reading() as tx:
        door = read_door(tx, anna.card.id)
    assert door
    return door.code


def test_of_many_guesses_all_but_the_first_are_not_even_looked_up(bo: Person) -> None:
    browser = new_browser()
    guesses = [new_code() if number % 2 else new_token() for number in range(GUESSES)]

    answers = [browser.get(f"/d/{guess}").status_code for guess in guesses]

    assert answers == [404] * guessing.MOST_FROM_ONE + [429] * (GUESSES - guessing.MOST_FROM_ONE)
    right = browser.post(f"/d/{bo.card.tokens[SOLGAARDEN]}", data={"alias": "Snyd"})
    assert right.status_code == 429
    assert "Vent ti minutter" in right.text
    assert "set-cookie" not in right.headers
    assert bo.get().status_code == 200  # who is in stays in


def test_sixty_people_behind_one_address_get_in_though_one_in_three_mistypes(anna: Person) -> None:
    code = code_of_door(anna)
    for number in range(60):
        browser = new_browser()
        if number % 3 == 0:
            assert browser.get(f"/d/{new_code()}").status_code == 404
        form = {"kolonne": anna.card.actors[SOLGAARDEN], "alias": f"Gæst {number}"}
        assert browser.post(f"/d/{code}", data=form).status_code == 303


def test_wrong_codes_from_everywhere_together_are_limited_and_links_still_work(
    card: OnACard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_PROXIES", "testclient")
    settings.cache_clear()
    monkeypatch.setattr(guessing, "MOST_IN_ALL", 20)
    browser = new_browser()

    def asked(guess: str, number: int) -> int:
        headers = {"X-Forwarded-For": f"10.9.9.9, 192.0.2.{number}"}
        return browser.get(f"/d/{guess}", headers=headers).status_code

    assert [asked(new_code(), number) for number in range(20)] == [404] * 20
    assert asked(new_code(), 99) == 429
    assert asked(card.tokens[SOLGAARDEN], 99) == 200


def test_a_forged_header_moves_nobody_out_of_the_count(card: OnACard) -> None:
    browser = new_browser()
    for number in range(guessing.MOST_FROM_ONE):
        browser.get(f"/d/{new_token()}", headers={"X-Forwarded-For": f"192.0.2.{number}"})

    assert browser.get(f"/d/{new_token()}").status_code == 429


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "address"),
    [
        ("198.51.100.7", "192.0.2.1", "198.51.100.7"),
        ("10.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("10.0.0.1", "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("", "192.0.2.1", ""),
    ],
)
def test_a_proxy_is_believed_only_when_it_is_set(
    peer: str, forwarded_for: str, address: str
) -> None:
    assert Settings(proxies="10.0.0.1, 10.0.0.2").client_address(peer, forwarded_for) == address


def test_the_count_ends_after_its_time_and_no_address_is_kept() -> None:
    store, address = current_store(), "192.0.2.55"
    start = datetime.now(UTC)
    with store.writing(start) as tx:
        for _ in range(guessing.MOST_FROM_ONE):
            guessing.note_guess(tx, address)
    with pytest.raises(TooManyGuessesError), store.writing(start) as tx:
        guessing.check_guesses(tx, address, is_short=False)
    with store.writing(start + guessing.WINDOW + timedelta(seconds=1)) as tx:
        guessing.check_guesses(tx, address, is_short=True)
    with store.writing(start + guessing.KEPT + timedelta(seconds=1)) as tx:
        guessing.forget_old(tx)
        assert guessing.repository.guesses(tx, start - timedelta(days=1)) == 0
    store.scrub()
    kept = b"".join(path.read_bytes() for path in settings().folder.iterdir())
    assert address.encode() not in kept


def test_a_personal_code_is_guessed_no_better(bo: Person) -> None:
    right = bo.do(resume_code)
    browser: TestClient = new_browser()
    for _ in range(guessing.MOST_FROM_ONE):
        browser.post(f"/d/{new_code()}")

    assert browser.post(f"/d/{right}").status_code == 429
    assert bo.get().status_code == 200


def test_the_code_for_creating_is_guessed_no_better_by_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INDSATSKORT_CREATE", "code")
    settings.cache_clear()
    browser = new_browser()

    def told(code: str) -> str:
        file = {"fil": ("kort.json", b"{}")}
        return browser.post("/kort-fra-fil", data={"kode": code}, files=file).text

    for number in range(guessing.MOST_FROM_ONE):
        assert "Koden er ikke rigtig" in told(str(number))
    assert "Vent ti minutter" in told(settings().code_for_creating)
