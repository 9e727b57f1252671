"""The database keeps what was committed, lets readers see one moment, and tells after the commit."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from indsatskort.cards import answering, own_items, relevance, repository, rounds
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import Relevance, Value
from indsatskort.store import tables
from indsatskort.store.engine import Store
from indsatskort.store.tables import UtcDateTime
from tests.conftest import Cast, make_cast


def test_sqlite_is_durable_lets_readers_in_and_keeps_its_references(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2  # FULL: an acknowledged answer survives a power cut
        assert pragma("foreign_keys") == 1


def test_what_raises_changes_nothing_and_tells_nobody(store: Store, cast: Cast) -> None:
    told: list[tuple[str, int]] = []
    store.on_change(lambda card_id, revision: told.append((card_id, revision)))

    with suppress(ZeroDivisionError), store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        raise ZeroDivisionError

    with store.reading() as tx:
        assert repository.round_of(tx, cast.card.id, cast.round.id).is_open
    assert told == []


def test_a_change_is_told_once_after_the_commit_with_its_revision(store: Store, cast: Cast) -> None:
    told: list[tuple[str, int, int]] = []

    def listen(card_id: str, revision: int) -> None:
        with store.reading() as tx:  # on a connection of its own: it sees what is committed
            told.append((card_id, revision, repository.card_of(tx, card_id).revision))

    store.on_change(listen)
    with store.writing() as tx:
        rounds.close_round(tx, cast.anna, cast.round.id)
        rounds.reopen_round(tx, cast.anna, cast.round.id)
        before = repository.card_of(tx, cast.card.id).revision
        assert told == []

    assert told == [(cast.card.id, before, before)]


def test_a_reader_sees_one_moment_and_waits_for_no_writer(store: Store, cast: Cast) -> None:
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    with store.reading() as tx:
        before = repository.card_of(tx, cast.card.id).revision
        with store.writing() as other:
            draft = Draft(Value.AD_HOC, text="Imens.")
            answering.save_answer(other, cast.bo, place, draft, base_version=0, edit_id="e")

        assert repository.answer_of(tx, place).version == 0
        assert repository.card_of(tx, cast.card.id).revision == before
    with store.reading() as tx:
        assert repository.answer_of(tx, place).version == 1


def test_a_moment_comes_back_as_it_went_in_whatever_its_zone(store: Store) -> None:
    copenhagen = timezone(timedelta(hours=2))
    moment = datetime(2026, 6, 1, 9, 30, 1, 123456, tzinfo=copenhagen)
    with store.writing() as tx:
        tx.connection.execute(tables.browser.insert().values(id="b", created_at=moment))
    with store.reading() as tx:
        read = tx.connection.execute(sa.select(tables.browser.c.created_at)).scalar_one()

    assert (read, read.tzinfo) == (moment, UTC)


def test_a_moment_without_a_zone_is_refused(sqlite_store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 6, 1), sqlite_store.engine.dialect)  # noqa: DTZ001


def owned_rows(store: Store) -> dict[str, int]:
    """How many rows each table has, browsers aside: those belong to no card."""
    with store.reading() as tx:
        return {
            table.name: tx.connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in tables.metadata.sorted_tables
            if table is not tables.browser
        }


def fill(store: Store, cast: Cast) -> None:
    """Something of every kind: own items, relevance, answers by several, two rounds."""
    with store.writing() as tx:
        anna, round_id = cast.anna, cast.round.id
        own = own_items.add_own_item(tx, anna, round_id, "D1.1", "Vores egen", "Vi gør det.")
        relevance.set_relevance(tx, anna, round_id, "D1.1.1", cast.solgaarden.id, Relevance.MAYBE)
        for who, item_id in ((cast.bo, "D1.1.1"), (anna, own.id)):
            place = Place(round_id, item_id, cast.solgaarden.id)
            draft = Draft(Value.AD_HOC, text="Tekst.")
            answering.save_answer(tx, who, place, draft, base_version=0, edit_id=item_id[-36:])
        rounds.close_round(tx, anna, round_id)
        rounds.open_next_round(tx, anna, name="Runde 2")


def test_a_deleted_card_leaves_no_row_behind_and_touches_no_other(store: Store) -> None:
    neighbour = make_cast(store)
    with store.writing() as tx:  # only Erik's card is left of the first cast
        tx.connection.execute(tables.card.delete().where(tables.card.c.id == neighbour.card.id))
    before = owned_rows(store)
    cast = make_cast(store)
    fill(store, cast)
    filled = owned_rows(store)
    card_tables = {table.name for table in tables.metadata.sorted_tables} - {"browser"}
    assert {name for name in card_tables if filled[name] > before[name]} >= {
        "card",
        "actor",
        "own_item",
        "round",
        "round_column",
        "round_own_item",
        "relevance",
        "invitation",
        "membership",
        "answer",
        "event",
    }

    with store.writing() as tx:
        ids = {cast.card.id, cast.eriks_card.id}
        tx.connection.execute(tables.card.delete().where(tables.card.c.id.in_(ids)))

    assert owned_rows(store) == before


def test_every_table_but_the_browsers_and_the_guesses_belongs_to_a_card() -> None:
    """A wrong guess at a code names no card: the limiter's own clock deletes it."""

    def owners(table: sa.Table) -> set[sa.Table]:
        """Whose deletion deletes a row of the table."""
        direct = {
            key.column.table
            for key in table.foreign_keys
            if key.ondelete == "CASCADE" and not key.parent.nullable
        }
        return direct.union(*map(owners, direct))

    orphans = {
        table.name for table in tables.metadata.sorted_tables if tables.card not in owners(table)
    }
    assert orphans == {"card", "browser", "guess"}
