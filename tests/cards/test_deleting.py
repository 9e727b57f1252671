"""Deleted is gone: no row, no word in any file, nobody's name; and everybody else's card untouched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from indsatskort import purging
from indsatskort.access import repository as people
from indsatskort.access import service as access
from indsatskort.cards import answering, deleting, personal, service
from indsatskort.cards.demo import example_card
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import Value
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.settings import settings
from indsatskort.store import tables
from indsatskort.store.engine import Store
from indsatskort.workshop import leading
from indsatskort.workshop.leading import Command
from tests.conftest import Cast, make_cast

TEXT, NAME = "Kanariefuglen synger", "Kanarie-Bo"


def write(store: Store, cast: Cast, text: str = TEXT, *, at: datetime | None = None) -> None:
    """Bo writes a text and then another one over it."""
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    with store.writing(at) as tx:
        for base, words in enumerate((text, text + " igen")):
            draft = Draft(Value.AD_HOC, text=words)
            edit = f"{text}-{base}"
            answering.save_answer(tx, cast.bo, place, draft, base_version=base, edit_id=edit)


def everything(store: Store) -> str:
    """All rows of all tables, as a dump has them."""
    with store.reading() as tx:
        found = [
            repr(tx.connection.execute(sa.select(table)).all())
            for table in tables.metadata.sorted_tables
        ]
    return "\n".join(found)


def bytes_of_files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_deleted_card_leaves_no_row_and_no_word_and_other_cards_stand(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    write(store, cast)
    assert TEXT in everything(store)

    with store.writing() as tx:
        deleting.delete_card(tx, cast.anna, municipality=" Lindebjerg ")
    store.scrub()

    left = everything(store)
    assert not any(each in left for each in (TEXT, cast.card.id, cast.round.id, "Lindebjerg"))
    assert cast.eriks_card.id in left
    assert TEXT.encode() not in bytes_of_files(tmp_path)
    with store.reading() as tx:
        assert service.read_card(tx, cast.erik).municipality == "Nabokommunen"
        assert people.membership(tx, cast.bo.membership_id) is None
        with pytest.raises(NotFoundError):
            service.read_card(tx, cast.anna)


@pytest.mark.parametrize("typed", ["", "lindebjerg", "Lindebjer", "Nabokommunen"])
def test_a_card_is_not_deleted_until_its_name_is_repeated(
    store: Store, cast: Cast, typed: str
) -> None:
    with pytest.raises(InvalidInputError) as refused, store.writing() as tx:
        deleting.delete_card(tx, cast.anna, municipality=typed)

    assert refused.value.fault is Fault.NAME_NOT_REPEATED
    with store.reading() as tx:
        assert service.read_card(tx, cast.bo) == service.read_card(tx, cast.anna)


def test_who_deletes_themselves_leaves_the_texts_without_a_name(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    with store.writing() as tx:
        link = next(
            each.token
            for each in access.links_of_card(tx, cast.card.id)
            if each.invitation.actor_id == cast.solgaarden.id
        )
        me = access.enter(tx, link, sessions=(), alias=NAME).who
        place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
        draft = Draft(Value.AD_HOC, text=TEXT)
        answering.save_answer(tx, me, place, draft, base_version=0, edit_id="mine")
    with store.reading() as tx:
        mine = personal.read_mine(tx, me)
        assert (mine.alias, mine.column) == (NAME, "Solgården")
        assert TEXT in personal.as_json(mine).decode()
        assert TEXT not in personal.as_json(personal.read_mine(tx, cast.carla)).decode()

    with store.writing() as tx:
        deleting.forget_me(tx, me)
    store.scrub()

    assert NAME not in everything(store)
    assert me.membership_id not in everything(store)
    assert NAME.encode() not in bytes_of_files(tmp_path)
    with store.reading() as tx:
        [answer] = service.read_answers(tx, cast.anna, cast.round.id)
        assert (answer.text, answer.saved_by) == (TEXT, "")


def test_a_card_nobody_touches_goes_after_the_set_time_and_no_sooner(
    sqlite_store: Store,
) -> None:
    cast = make_cast(sqlite_store)
    with sqlite_store.writing() as tx:
        example = example_card(tx)
        day = deleting.read_deletion_day(tx, cast.anna)
    assert day is not None
    assert timedelta(days=729) < day - datetime.now(UTC) < timedelta(days=731)

    with sqlite_store.writing(day - timedelta(minutes=1)) as tx:
        assert purging.purge(tx).cards == 0
    with sqlite_store.writing(day + timedelta(minutes=1)) as tx:
        assert purging.purge(tx).cards == 2

    with sqlite_store.reading() as tx:
        left = tx.connection.execute(sa.select(tables.card.c.id)).scalars().all()
    assert left == [example.id]


def test_a_card_goes_after_the_time_chosen_for_it_and_the_others_stand(
    store: Store, cast: Cast
) -> None:
    chosen = datetime.now(UTC)
    with store.writing(chosen) as tx:
        deleting.choose_keeping(tx, cast.anna, 6)
        day = deleting.read_deletion_day(tx, cast.anna)
        assert deleting.read_deletion_day(tx, cast.erik) != day
    assert day == chosen + timedelta(days=183)
    for wait, told in ((timedelta(days=31), None), (timedelta(days=30), day)):
        with store.writing(day - wait) as tx:
            assert deleting.read_reminder(tx, cast.bo) == told

    with store.writing(day - timedelta(minutes=1)) as tx:
        assert purging.purge(tx).cards == 0
    write(store, cast, at=day - timedelta(minutes=1))  # a change moves the day
    with store.writing(day + timedelta(days=100)) as tx:
        assert purging.purge(tx).cards == 0
    with store.writing(day + timedelta(days=184)) as tx:
        assert purging.purge(tx).cards == 1
        left = tx.connection.execute(sa.select(tables.card.c.id)).scalars().all()
    assert left == [cast.eriks_card.id]


def test_choosing_a_shorter_time_deletes_nothing_at_once(store: Store, cast: Cast) -> None:
    later = datetime.now(UTC) + timedelta(days=400)
    with store.writing(later) as tx:
        deleting.choose_keeping(tx, cast.anna, 3)
        assert deleting.read_deletion_day(tx, cast.anna) == later + timedelta(days=91)
        assert purging.purge(tx).cards == 0

    with store.writing(later) as tx:
        deleting.choose_keeping(tx, cast.anna, None)
        assert deleting.read_deletion_day(tx, cast.anna) == later + timedelta(days=730)


@pytest.mark.parametrize("outside", [0, 2, 61])
def test_a_time_outside_the_installations_bounds_is_refused(
    sqlite_store: Store, outside: int
) -> None:
    cast = make_cast(sqlite_store)
    with pytest.raises(InvalidInputError) as refused, sqlite_store.writing() as tx:
        deleting.choose_keeping(tx, cast.anna, outside)
    assert refused.value.fault is Fault.KEEPING_OUT_OF_BOUNDS
    with sqlite_store.reading() as tx:
        assert service.read_card(tx, cast.anna).keep_months is None


@pytest.mark.parametrize(("bound", "kept"), [("keep_most_months", 24), ("keep_least_months", 48)])
def test_bounds_that_move_hold_for_what_was_chosen_before(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, bound: str, kept: int
) -> None:
    cast, chosen = make_cast(sqlite_store), datetime.now(UTC)
    with sqlite_store.writing(chosen) as tx:
        deleting.choose_keeping(tx, cast.anna, 36)

    monkeypatch.setattr(settings(), bound, kept)

    day = chosen + deleting.months(kept)
    with sqlite_store.reading() as tx:
        assert deleting.read_deletion_day(tx, cast.anna) == day
    for wait, stands in ((-1, True), (1, False)):
        with sqlite_store.writing(day + timedelta(minutes=wait)) as tx:
            purging.purge(tx)
            left = tx.connection.execute(sa.select(tables.card.c.id)).scalars().all()
        assert (cast.card.id in left) is stands


def test_the_names_people_gave_themselves_go_three_months_after_the_meeting(
    store: Store, cast: Cast
) -> None:
    write(store, cast)
    held = datetime.now(UTC)
    with store.writing(held) as tx:
        meeting = leading.prepare(tx, cast.anna, "three_hours")
        leading.begin(tx, cast.anna, Command("begin", meeting.version))

    def names(after: timedelta) -> dict[str, str]:
        with store.writing(held + after) as tx:
            purging.purge(tx)
            rows = tx.connection.execute(sa.select(tables.membership)).all()
        return {row.id: row.alias for row in rows}

    before = names(timedelta(days=90))
    after = names(timedelta(days=92))

    assert (before[cast.bo.membership_id], before[cast.anna.membership_id]) == ("Bo", "Anna")
    assert after[cast.bo.membership_id] == "En deltager"
    assert after[cast.anna.membership_id] == "Facilitator"
    assert after[cast.dorte.membership_id] == "En læser"
    assert after[cast.erik.membership_id] == "Erik"  # on another card, without a meeting
    with store.reading() as tx:
        [answer] = service.read_answers(tx, cast.anna, cast.round.id)
        assert answer.text == TEXT + " igen"
