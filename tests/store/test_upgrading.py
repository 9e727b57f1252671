"""A database of the first revision, with data, becomes today's; and while processes of two versions share
one database, the older one's reading and writing goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from indsatskort.cards import answering, service
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import Value
from indsatskort.store import migrate
from indsatskort.store.engine import Store
from tests.conftest import Cast, make_cast

FIRST = "0001"
VERSIONS = Path(migrate.__file__).with_name("migrations")
REVISIONS = sorted(each.name[:4] for each in (VERSIONS / "versions").glob("0*.py"))
ITEMS = ("D1.1.1", "D1.1.2", "D4.1.4")


@pytest.fixture
def engine(bare_database_url: str) -> Iterator[sa.Engine]:
    engine = sa.create_engine(bare_database_url)
    yield engine
    engine.dispose()


def bring_to(engine: sa.Engine, revision: str) -> sa.MetaData:
    """Migrate as far as this, and give the tables that a process of that version knows."""
    config, found = Config(), sa.MetaData()
    config.set_main_option("script_location", str(VERSIONS))
    with engine.begin() as connection:
        config.attributes |= {"connection": connection, "skip_logging": True}
        command.upgrade(config, revision)
    found.reflect(engine)
    return found


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[tuple[Store, Cast]]:
    """What people had written when the first version was in use."""
    store = Store(f"sqlite:///{tmp_path / 'filled.sqlite'}")
    cast = make_cast(store)
    for number, item in enumerate(ITEMS):
        save(store, cast, item, f"Skrevet i den første udgave, nr. {number}.", base=0)
    yield store, cast
    store.close()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """`opened(url)`: a store that is closed when the test ends."""
    with ExitStack() as stack:
        yield lambda url: stack.enter_context(closing(Store(url)))


def save(store: Store, cast: Cast, item: str, text: str, *, base: int) -> None:
    place = Place(cast.round.id, item, cast.solgaarden.id)
    draft = Draft(Value.AD_HOC, text=text)
    with store.writing() as tx:
        answering.save_answer(
            tx, cast.bo, place, draft, base_version=base, edit_id=f"{item}-{base}"
        )


def copied(there: Store, here: sa.Engine, known: sa.MetaData) -> None:
    """The rows that the older version knows, with the columns that it knows."""
    now = sa.MetaData()
    now.reflect(there.engine)
    with there.engine.connect() as source, here.begin() as target:
        for table in known.sorted_tables:
            if table.name == "alembic_version":
                continue
            counted = {"id"} if table.name == "event" else set()  # numbered anew, in their order
            columns = [now.tables[table.name].c[c.name] for c in table.c if c.name not in counted]
            rows = source.execute(sa.select(*columns).order_by(*now.tables[table.name].primary_key))
            if found := [dict(row) for row in rows.mappings()]:
                target.execute(table.insert(), found)


def texts(store: Store, cast: Cast) -> dict[str, str]:
    with store.reading() as tx:
        answers = service.read_filled_card(tx, cast.anna).answers
    return {item: each.text for (item, _), each in answers.items() if each.text}


def test_the_first_versions_database_becomes_todays_with_every_word(
    engine: sa.Engine,
    bare_database_url: str,
    filled: tuple[Store, Cast],
    opened: Callable[[str], Store],
) -> None:
    source, cast = filled
    copied(source, engine, bring_to(engine, FIRST))

    store = opened(bare_database_url)

    assert texts(store, cast) == texts(source, cast)
    assert len(texts(store, cast)) == len(ITEMS)
    save(store, cast, ITEMS[0], "Rettet i den nye udgave.", base=1)
    assert texts(store, cast)[ITEMS[0]] == "Rettet i den nye udgave."


def test_the_first_version_writes_on_while_the_new_one_has_begun(
    engine: sa.Engine,
    bare_database_url: str,
    filled: tuple[Store, Cast],
    opened: Callable[[str], Store],
) -> None:
    """What a save of the first version does, with the columns that it knew."""
    source, cast = filled
    old = bring_to(engine, FIRST)
    copied(source, engine, old)
    store = opened(bare_database_url)
    card, event, answer = (old.tables[name] for name in ("card", "event", "answer"))
    before = texts(store, cast)

    with engine.begin() as connection:
        raised = card.update().where(card.c.id == cast.card.id)
        connection.execute(raised.values(revision=card.c.revision + 1))
        revision = connection.execute(
            sa.select(card.c.revision).where(card.c.id == cast.card.id)
        ).scalar_one()
        last = connection.execute(
            sa.select(event)
            .where(event.c.card_id == cast.card.id, event.c.item_id == ITEMS[1])
            .order_by(event.c.revision.desc())
        ).mappings()
        told = {name: value for name, value in dict(last.first() or {}).items() if name != "id"}
        connection.execute(
            event.insert().values({**told, "revision": revision, "edit_id": "gammel"})
        )
        here = answer.c.item_id == ITEMS[1]
        connection.execute(
            answer.update().where(here).values(text="Fra den gamle.", version=2, revision=revision)
        )

    assert texts(store, cast) == before | {ITEMS[1]: "Fra den gamle."}
    save(store, cast, ITEMS[1], "Og fra den nye.", base=2)
    assert texts(store, cast)[ITEMS[1]] == "Og fra den nye."


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_what_an_older_version_knows_is_still_there_and_nothing_more_is_asked_of_it(
    tmp_path: Path, revision: str
) -> None:
    """Expand, then contract: see `docs/drift.md`."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    old = bring_to(engine, revision)
    new = bring_to(engine, "head")
    engine.dispose()

    for name, table in old.tables.items():
        now = {column.name: column for column in new.tables[name].c}
        assert {column.name: str(column.type) for column in table.c} == {
            column.name: str(now[column.name].type) for column in table.c if column.name in now
        }
        asked = [
            column.name
            for column in now.values()
            if column.name not in table.c and not column.nullable and column.server_default is None
        ]
        assert asked == [], name
        stricter = [c.name for c in table.c if c.nullable and not now[c.name].nullable]
        assert stricter == [], name
