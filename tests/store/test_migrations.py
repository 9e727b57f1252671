"""The schema: made from nothing, the same as the tables say, by one process at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from indsatskort.errors import SetupError
from indsatskort.store import tables
from indsatskort.store.engine import Store
from tests.conftest import make_cast

STARTS = 3


def test_an_empty_database_gets_every_table(store: Store) -> None:
    found = set(sa.inspect(store.engine).get_table_names())

    assert found == {*tables.metadata.tables, "alembic_version"}


def test_the_migrated_schema_is_what_the_tables_say(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, tables.metadata) == []


def test_starting_again_changes_nothing(store: Store, database_url: str) -> None:
    cast = make_cast(store)

    again = Store(database_url)

    with again.engine.connect() as connection:
        ids = set(connection.execute(sa.select(tables.card.c.id)).scalars())
    again.close()
    assert ids == {cast.card.id, cast.eriks_card.id}


def test_processes_that_start_at_once_all_come_up(bare_database_url: str) -> None:
    start = "import sys; from indsatskort.store.engine import Store; input(); Store(sys.argv[1]).close()"
    starting = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", start, bare_database_url],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(STARTS)
    ]
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()

    assert [process.communicate()[1] for process in starting] == [""] * STARTS
    assert [process.returncode for process in starting] == [0] * STARTS


def test_a_database_that_is_newer_than_the_program_is_left_alone(
    store: Store, database_url: str
) -> None:
    version = sa.table("alembic_version", sa.column("version_num"))
    with store.engine.begin() as connection:
        connection.execute(version.update().values(version_num="9999"))

    with pytest.raises(SetupError, match=r"nyere udgave.*9999.*\.$"):
        Store(database_url)

    with store.engine.connect() as connection:
        assert connection.execute(sa.select(version)).scalar_one() == "9999"


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nothing/there/kort.sqlite",
        "postgresql+psycopg://ole:hemmeligt@127.0.0.1:1/kort",
        "oracle9://db/kort",
        "kort",
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_danish_without_its_password(url: str) -> None:
    with pytest.raises(SetupError, match=r"^Databasen kan ikke åbnes\..*\.$") as refused:
        Store(url)

    assert "hemmeligt" not in str(refused.value)


def test_a_file_that_is_no_database_is_told_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("Kære Bo! " * 200, encoding="utf-8")

    with pytest.raises(SetupError, match=r"\.$"):
        Store(f"sqlite:///{file}")

    assert file.read_text(encoding="utf-8") == "Kære Bo! " * 200
