"""The log says when, who, what and how it ended, and nothing that people wrote."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indsatskort import logs
from indsatskort.settings import settings
from tests.api.conftest import SOLGAARDEN, OnACard, Person, new_browser

SECRET = "Fru Ingeborgs hemmelighed"


@pytest.fixture
def folder() -> Iterator[Path]:
    """The log of one server, from its start to its end."""
    log = logs.begin(settings().log_folder)
    yield settings().log_folder
    logs.end(log)


def lines(folder: Path) -> list[dict[str, Any]]:
    (path,) = folder.glob("*.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_save_is_told_with_its_place_and_without_its_text(folder: Path, bo: Person) -> None:
    answer = bo.save(SECRET)

    last = lines(folder)[-1]
    assert last["request"] == answer.headers["x-request-id"]
    assert (last["what"], last["status"], last["card"], last["who"]) == (
        "put_answer",
        200,
        bo.card.id,
        bo.som,
    )
    assert datetime.fromisoformat(last["at"]).tzinfo == UTC
    assert SECRET not in json.dumps(lines(folder), ensure_ascii=False)


def test_coming_in_is_told_with_its_end_and_never_with_the_link(
    folder: Path, card: OnACard
) -> None:
    new_browser().post(f"/d/{card.tokens[SOLGAARDEN]}", data={"alias": SECRET})
    new_browser().post("/d/no-such-link")

    told = [(each["what"], each["status"]) for each in lines(folder)]
    assert told == [("accept_invitation", 303), ("accept_invitation", 404)]
    text = json.dumps(lines(folder), ensure_ascii=False)
    assert card.tokens[SOLGAARDEN] not in text
    assert "no-such-link" not in text
    assert SECRET not in text


def test_who_may_not_is_told(folder: Path, dorte: Person) -> None:
    dorte.save("Hej")
    assert (lines(folder)[-1]["status"], lines(folder)[-1]["who"]) == (403, dorte.som)


def test_what_somebody_sends_makes_no_line_of_its_own(folder: Path, bo: Person) -> None:
    bo.browser.get(f"/api/cards/{bo.card.id}?som=x%0A%7B%22level%22%3A%22error%22%7D")
    assert {each["level"] for each in lines(folder)} == {"info"}
    assert "who" not in lines(folder)[-1]


def test_a_fault_is_told_by_its_kind_and_places_and_never_in_its_own_words(folder: Path) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("indsatskort.test").exception("Det gik ikke.")
    (told,) = lines(folder)
    assert (told["level"], told["fault"]) == ("error", "ValueError")
    assert "test_logs.py" in told["trace"][0]
    assert SECRET not in json.dumps(told, ensure_ascii=False)


def test_only_the_server_reads_it_and_it_goes_after_its_time(folder: Path, bo: Person) -> None:
    bo.save("Hej")
    (today,) = folder.glob("*.jsonl")
    old = folder / "2020-01-01.jsonl"
    old.touch()

    assert (today.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert logs.forget_old(folder, 184, datetime.now(UTC)) == 1
    assert (today.exists(), old.exists()) == (True, False)
