"""No file harms anything: each hostile one meets a sentence, and nothing on the card changes.

What they do to a server's memory is measured in `tests/api/test_program.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from indsatskort.cards import answering, service
from indsatskort.cards.model import Answer, Cell, Draft, Place
from indsatskort.catalogue.model import Value
from indsatskort.errors import Fault
from indsatskort.exchange.reading import UnreadableFileError, read_file
from indsatskort.imports import service as imports
from indsatskort.store.engine import Store
from indsatskort.wording import FAULTS
from tests.conftest import THOROUGH, Cast, make_cast
from tests.exchange.filled import example
from tests.exchange.nasty import damaged, nasty_files
from tests.exchange.returned import exported

NASTY = nasty_files()
FILES = 1_000 if THOROUGH else 20
BATCH = 50 if THOROUGH else 10


@dataclass(frozen=True)
class Desk:
    """Bo, who sends files, and the card that must stay as it is."""

    store: Store
    cast: Cast
    before: dict[Cell, Answer]

    def send(self, data: bytes) -> Fault | None:
        """Send a file as the server does; gives the fault that is shown, None for a preview."""
        try:
            told: str | Fault = read_file(data)
        except UnreadableFileError as error:
            told = error.fault
        with self.store.writing() as tx:
            upload = imports.keep_upload(tx, self.cast.bo, "fil.xlsx", told)
        with self.store.reading() as tx:
            preview = imports.read_preview(tx, self.cast.bo)
            assert dict(service.read_filled_card(tx, self.cast.bo).answers) == self.before
        return None if preview else upload.fault or Fault.FILE_WITHOUT_TABLE


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'test.sqlite'}")
    cast = make_cast(store)
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    with store.writing() as tx:
        draft = Draft(Value.AD_HOC, text="Skal blive stående")
        answering.save_answer(tx, cast.bo, place, draft, base_version=0, edit_id="1")
    with store.reading() as tx:
        before = dict(service.read_filled_card(tx, cast.bo).answers)
    yield Desk(store, cast, before)
    store.close()


@pytest.mark.parametrize("kind", NASTY)
def test_a_nasty_file_meets_one_clear_sentence(desk: Desk, kind: str) -> None:
    data, faults = NASTY[kind]

    fault = desk.send(data)

    assert fault is not None
    assert fault in (faults or {Fault.FILE_WITHOUT_TABLE})
    assert FAULTS[fault].endswith((".", "øverst."))


def test_there_are_more_than_twenty_of_them() -> None:
    assert len(NASTY) >= 20


@pytest.mark.parametrize("batch", range(FILES // BATCH))
def test_a_damaged_file_never_crashes_and_never_writes(desk: Desk, batch: int) -> None:
    good = exported(example())
    told = [desk.send(damaged(good, seed)) for seed in range(batch * BATCH, (batch + 1) * BATCH)]

    assert {fault for fault in told if fault} <= FAULTS.keys()


def test_the_reading_process_knows_no_secret_and_no_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from indsatskort.exchange import reading

    monkeypatch.setenv("INDSATSKORT_SECRET", "hemmelig")
    monkeypatch.setenv("INDSATSKORT_DATABASE_URL", "postgresql://hemmelig")
    seen: dict[str, object] = {}
    run = reading.subprocess.run

    def watched(command: list[str], **options: object) -> object:
        seen.update(options)
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(reading.subprocess, "run", watched)
    read_file(exported(example()))

    assert not any(name.startswith("INDSATSKORT") for name in seen["env"])  # type: ignore[attr-defined]
    assert "hemmelig" not in repr(seen["env"])
