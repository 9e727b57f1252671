"""The server says whether it lives and is ready, and counts itself for whoever has the token."""

from __future__ import annotations

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from indsatskort.api.live import current_live
from tests.api.conftest import SOLGAARDEN, OnACard, Person, forget, new_browser
from tests.api.serving import listening, serving

TOKEN = "noget hemmeligt"


def counts() -> dict[str, float]:
    answer = new_browser().get("/api/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    found = text_string_to_metric_families(answer.text)
    return {each.name: each.value for family in found for each in family.samples}


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATSKORT_METRICS_TOKEN", TOKEN)
    forget()


def test_it_lives_without_a_database_and_is_not_ready_while_it_stops() -> None:
    browser = new_browser()
    current_live().close()

    assert browser.get("/api/health/live").json() == {"status": "ok"}
    assert browser.get("/api/health").status_code == 503


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer forkert", TOKEN])
def test_a_stranger_finds_no_counts(token: None, sent: str) -> None:
    assert new_browser().get("/api/metrics", headers={"Authorization": sent}).status_code == 404


def test_nobody_finds_counts_while_no_token_is_set() -> None:
    for sent in ("", "Bearer ", "Bearer"):
        answer = new_browser().get("/api/metrics", headers={"Authorization": sent})
        assert answer.status_code == 404


def test_saves_conflicts_listeners_and_deliveries_are_counted(token: None, card: OnACard) -> None:
    before = counts()
    with serving() as address, httpx.Client(base_url=address) as browser:
        bo = Person(card, browser).come_in(SOLGAARDEN, "Bo")
        with listening(bo) as stream:
            stream.next("presence")
            assert counts()["indsatskort_listeners"] == 1
            assert bo.save("Noget nyt.").status_code == 200
            stream.next("answers")
            assert bo.save("Noget ældre.").status_code == 409
            after = counts()

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown("indsatskort_saves_total") == 1
    assert grown("indsatskort_conflicts_total") == 1
    assert grown("indsatskort_errors_total") == 0
    assert grown("indsatskort_delivery_seconds_count") >= 1
