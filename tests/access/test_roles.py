"""Who may do what: every use case asked by everybody, on one card, by the database's own word."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from indsatskort.access import service as access
from indsatskort.access import tying
from indsatskort.access.model import Who
from indsatskort.activities import service as activities
from indsatskort.activities.model import ActivityDraft, Category, Form
from indsatskort.cards import (
    answering,
    columns,
    deleting,
    earlier,
    own_items,
    personal,
    relevance,
    rounds,
    service,
)
from indsatskort.cards.model import Draft, EventName, OwnItem, Place
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.errors import Fault, NotAllowedError, NotFoundError
from indsatskort.imports import service as imports
from indsatskort.moving import service as moving
from indsatskort.plan import erasing, following
from indsatskort.plan import service as plan
from indsatskort.plan.model import Action, ActionStatus, ActionText, Rhythm
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction
from indsatskort.tools import service as tools
from indsatskort.workshop import commenting
from tests.conftest import Cast, make_cast

ROOMS = (
    service,
    rounds,
    columns,
    own_items,
    relevance,
    answering,
    earlier,
    access,
    tying,
    plan,
    erasing,
    following,
    activities,
    imports,
    commenting,
    tools,
    moving,
    personal,
    deleting,
)
PEOPLE = ("anna", "bo", "carla", "dorte", "erik")


ACTIVITY = "an activity"


def singing(cast: Cast, residents: int = 12) -> ActivityDraft:
    """At Solgården, long ago."""
    return ActivityDraft(
        actor_id=cast.solgaarden.id,
        on=date(2026, 1, 2),
        starts_at=time(14),
        title="Sang",
        category=Category.INDOOR_SOCIAL,
        form=Form.SEVERAL,
        minutes=60,
        residents=residents,
        volunteers=2,
        has_staff=True,
    )


class RollBack(Exception):  # noqa: N818 - no error: the scene is played again for the next person
    """Ends a transaction that shall leave nothing behind."""


@dataclass(frozen=True)
class Scene:
    """Lindebjerg's card with an answer of Bo's and an own item in it."""

    store: Store
    cast: Cast
    own: OwnItem
    event: int
    link: str
    action: Action
    note: str
    comment: str

    @property
    def place(self) -> Place:
        return Place(self.cast.round.id, "D1.1.1", self.cast.solgaarden.id)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('roles') / 'test.sqlite'}")
    cast = make_cast(store)
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    with store.writing() as tx:
        own = own_items.add_own_item(tx, cast.anna, cast.round.id, "D1.1", "Egen", "Vi gør det.")
        draft = Draft(Value.AD_HOC, text="Bos.")
        answering.save_answer(tx, cast.bo, place, draft, base_version=0, edit_id="first")
        event = answering.history(tx, cast.bo, place)[0].event_ids[0]
        link = access.links(tx, cast.anna)[0].invitation.id
        activities.write_activity(tx, cast.bo, ACTIVITY, singing(cast), base_version=0)
        action = plan.add_action(tx, cast.bo, ActionText("Fredagscafé"))
        note = plan.follow_up(tx, cast.bo, action.id, "Vi er begyndt.").id
        comment = commenting.add_comment(tx, cast.bo, str(uuid4()), own.id, "Se mailen.").id
    yield Scene(store, cast, own, event, link, action, note, comment)
    store.close()


Act = Callable[[Transaction, Who, Scene], Any]
YES, NO, UNKNOWN, OWN = "yes", "no", "not found", "own card"
FACILITATES = (YES, NO, NO, NO)
SHARES = (YES, YES, YES, NO)
WRITES = (YES, YES, NO, NO)
READS = (YES, YES, YES, YES)
OWN_FILE = (UNKNOWN, YES, UNKNOWN, UNKNOWN)  # nobody saves a file that another has sent


def column(act: Callable[..., Any], *rest: object) -> Act:
    """A use case of one column of the round."""
    return lambda tx, who, s: act(tx, who, s.cast.round.id, s.cast.solgaarden.id, *rest)


def of_register(act: Callable[..., Any], *rest: object, **named: object) -> Act:
    """A use case of the activity in the register."""
    return lambda tx, who, s: act(tx, who, ACTIVITY, *rest, **named)


def registering(tx: Transaction, who: Who, s: Scene) -> Any:
    return activities.write_activity(tx, who, ACTIVITY, singing(s.cast, 20), base_version=1)


def item(act: Callable[..., Any], *rest: object) -> Act:
    """A use case of the own item."""
    return lambda tx, who, s: act(tx, who, s.cast.round.id, s.own.id, *rest)


def in_round(act: Callable[..., Any], *rest: object, **named: object) -> Act:
    return lambda tx, who, s: act(tx, who, s.cast.round.id, *rest, **named)


def on_card(act: Callable[..., Any], **named: object) -> Act:
    """A use case that names no id: it can only ever be about one's own card."""
    return lambda tx, who, _scene: act(tx, who, **named)


def of_action(act: Callable[..., Any], *rest: object, **named: object) -> Act:
    """A use case of the action in the plan."""
    return lambda tx, who, s: act(tx, who, s.action.id, *rest, **named)


def of_comment(act: Callable[..., Any], **named: object) -> Act:
    """A use case of Bo's comment."""
    return lambda tx, who, s: act(tx, who, s.comment, **named)


def holding(act: Callable[..., Any], *rest: object) -> Act:
    """A use case of a follow-up meeting that is held on both cards."""

    def do(tx: Transaction, who: Who, s: Scene) -> Any:
        for facilitator in (s.cast.anna, s.cast.erik):
            following.begin_follow_up(tx, facilitator)
        return act(tx, who, *rest)

    return do


def restoring(tx: Transaction, who: Who, s: Scene) -> Any:
    plan.remove_action(tx, s.cast.anna, s.action.id)
    return plan.restore_action(tx, who, s.action.id)


def saving(tx: Transaction, who: Who, s: Scene) -> Any:
    draft = Draft(Value.PARTLY, text="Ny.")
    return answering.save_answer(tx, who, s.place, draft, base_version=1, edit_id="second")


def of_a_file(
    act: Callable[..., Any], *, by: str = "", is_saved: bool = False, takes: bool = False
) -> Act:
    """A use case of a file with one new answer in Solgården's column; sent by whoever acts, or `by`."""

    def done(tx: Transaction, who: Who, s: Scene) -> Any:
        sender = getattr(s.cast, by) if by else who
        upload = imports.keep_upload(tx, sender, "fil.xlsx", a_file(s))
        taken = {("D1.1.2", s.cast.solgaarden.id): 0}
        if is_saved:
            imports.save_import(tx, sender, upload.id, taken)
        if act is imports.save_as_earlier_round:
            return act(tx, who, upload.id, name="Før", held_on=date(2020, 1, 1))
        return act(tx, who, *([upload.id] if takes else []), *([taken] if act is SAVES else []))

    return done


def read_in_by_anna(tx: Transaction, s: Scene) -> str:
    act = of_a_file(imports.save_as_earlier_round, by="anna", takes=True)
    return str(act(tx, s.cast.anna, s).round_id)


def a_file(s: Scene) -> str:
    cells = [[1, 1, "text", "Nr."], [1, 2, "text", "Solgården"]]
    cells += [[2, 1, "text", "1.1.2"], [2, 2, "text", "Ad hoc"]]
    return json.dumps({"sheets": [["Ark1", cells]]})


SAVES = imports.save_import


def cell_of(s: Scene) -> tuple[str, str]:
    return s.place.item_id, s.place.actor_id


def opening(tx: Transaction, who: Who, s: Scene) -> Any:
    for facilitator in (s.cast.anna, s.cast.erik):
        newest = service.read_round(tx, facilitator)
        rounds.close_round(tx, facilitator, newest.id)
    return rounds.open_next_round(tx, who, name="Runde 2")


def reopening(tx: Transaction, who: Who, s: Scene) -> Any:
    rounds.close_round(tx, s.cast.anna, s.cast.round.id)
    return rounds.reopen_round(tx, who, s.cast.round.id)


TOOL, CELL = "spaendingsfelt", "sider.behov.svar"


def writing_in_a_tool(tx: Transaction, who: Who, _scene: Scene) -> Any:
    return tools.save_cell(tx, who, TOOL, CELL, "Selskab", base_version=0, edit_id=str(uuid4()))


def written_in_a_tool(tx: Transaction, scene: Scene, who: Who) -> int:
    """The event of a text that a facilitator has written on the card of whoever asks."""
    facilitator = scene.cast.erik if who == scene.cast.erik else scene.cast.anna
    writing_in_a_tool(tx, facilitator, scene)
    return tools.cell_history(tx, facilitator, TOOL, CELL)[0].event_ids[0]


def going_back_in_a_tool(tx: Transaction, who: Who, s: Scene) -> Any:
    return tools.undo_cell(tx, who, TOOL, CELL, written_in_a_tool(tx, s, who), base_version=1)


def erasing_in_a_tool(tx: Transaction, who: Who, s: Scene) -> Any:
    return tools.erase_cell_text(tx, who, TOOL, CELL, written_in_a_tool(tx, s, who))


def taking_back_a_file_of_tools(tx: Transaction, who: Who, s: Scene) -> Any:
    """Bo's file, which holds one cell."""
    [change] = tools.preview_sheets(tx, s.cast.bo, {(TOOL, CELL): "Selskab"})
    return tools.undo_import(tx, who, tools.import_sheets(tx, s.cast.bo, [change]).id)


# use case: how it is done, who of Anna, Bo (own column), Carla, Dorte may, and what Erik meets
TABLE: dict[Callable[..., Any], tuple[Act, tuple[str, str, str, str], str]] = {
    service.describe_card: (
        on_card(service.describe_card, municipality="By", title="Kort", contact=""),
        FACILITATES,
        OWN,
    ),
    deleting.choose_keeping: (on_card(deleting.choose_keeping, keep_months=12), FACILITATES, OWN),
    service.read_card: (on_card(service.read_card), READS, OWN),
    service.read_rounds: (on_card(service.read_rounds), READS, OWN),
    service.read_all_rounds: (on_card(service.read_all_rounds), READS, OWN),
    service.read_timeline: (on_card(service.read_timeline), READS, OWN),
    service.read_milestones: (
        on_card(service.read_milestones, names=[EventName.ROUND_OPENED]),
        READS,
        OWN,
    ),
    service.read_round: (in_round(service.read_round), READS, UNKNOWN),
    service.read_filled_card: (in_round(service.read_filled_card), READS, UNKNOWN),
    service.read_answers: (in_round(service.read_answers), READS, UNKNOWN),
    service.read_changes: (in_round(service.read_changes, 0), READS, UNKNOWN),
    service.read_columns: (in_round(service.read_columns), READS, UNKNOWN),
    service.read_own_column: (on_card(service.read_own_column), READS, OWN),
    columns.read_column_settings: (in_round(columns.read_column_settings), READS, UNKNOWN),
    own_items.read_own_items: (in_round(own_items.read_own_items), READS, UNKNOWN),
    relevance.read_relevance_overrides: (
        in_round(relevance.read_relevance_overrides),
        READS,
        UNKNOWN,
    ),
    rounds.describe_round: (
        in_round(rounds.describe_round, name="Forår", closes_on=None),
        FACILITATES,
        UNKNOWN,
    ),
    rounds.close_round: (in_round(rounds.close_round), FACILITATES, UNKNOWN),
    rounds.reopen_round: (reopening, FACILITATES, UNKNOWN),
    rounds.open_next_round: (opening, FACILITATES, OWN),
    columns.add_column: (
        in_round(columns.add_column, ActorKind.CARE_HOME, "Ny"),
        FACILITATES,
        UNKNOWN,
    ),
    columns.rename_column: (column(columns.rename_column, "Solhaven"), FACILITATES, UNKNOWN),
    columns.move_column: (column(columns.move_column, 1), FACILITATES, UNKNOWN),
    columns.remove_column: (column(columns.remove_column), FACILITATES, UNKNOWN),
    columns.restore_column: (column(columns.restore_column), FACILITATES, UNKNOWN),
    own_items.add_own_item: (
        in_round(own_items.add_own_item, "D1.1", "Ny egen", "Vi gør det."),
        FACILITATES,
        UNKNOWN,
    ),
    own_items.word_own_item: (
        item(own_items.word_own_item, "Nyt navn", "Vi gør det nu."),
        FACILITATES,
        UNKNOWN,
    ),
    own_items.remove_own_item: (item(own_items.remove_own_item), FACILITATES, UNKNOWN),
    own_items.restore_own_item: (item(own_items.restore_own_item), FACILITATES, UNKNOWN),
    relevance.set_relevance: (
        in_round(relevance.set_relevance, "D1.1.1", ActorKind.CARE_HOME, Relevance.MAYBE),
        FACILITATES,
        UNKNOWN,
    ),
    answering.save_answer: (saving, WRITES, UNKNOWN),
    answering.undo: (
        lambda tx, who, s: answering.undo(tx, who, s.place, s.event, base_version=1),
        WRITES,
        UNKNOWN,
    ),
    answering.save_imported: (
        lambda tx, who, s: answering.save_imported(
            tx, who, s.place.round_id, [(cell_of(s), Draft(text="Fra fil."), 1)], {}
        ),
        WRITES,
        UNKNOWN,
    ),
    answering.restore_before: (
        lambda tx, who, s: answering.restore_before(
            tx, who, s.place.round_id, [(cell_of(s), Draft(), 1, s.event)]
        ),
        WRITES,
        UNKNOWN,
    ),
    answering.history: (lambda tx, who, s: answering.history(tx, who, s.place), READS, UNKNOWN),
    answering.erase_text: (
        lambda tx, who, s: answering.erase_text(tx, who, s.place, s.event),
        FACILITATES,
        UNKNOWN,
    ),
    imports.check_send: (on_card(imports.check_send), SHARES, OWN),
    imports.keep_upload: (
        on_card(imports.keep_upload, file_name="fil.xlsx", told=Fault.FILE_EMPTY),
        SHARES,
        OWN,
    ),
    imports.put_away_upload: (on_card(imports.put_away_upload), READS, OWN),
    imports.read_upload: (on_card(imports.read_upload), READS, OWN),
    imports.read_preview: (on_card(imports.read_preview), READS, OWN),
    imports.save_import: (of_a_file(imports.save_import, by="bo", takes=True), OWN_FILE, UNKNOWN),
    imports.save_as_earlier_round: (
        of_a_file(imports.save_as_earlier_round, by="anna", takes=True),
        (YES, NO, NO, NO),
        UNKNOWN,
    ),
    earlier.add_earlier_round: (
        on_card(
            earlier.add_earlier_round,
            name="Før",
            held_on=date(2020, 1, 1),
            purpose=None,
            columns=(),
            own_items=(),
            source={"import_id": "1", "file_name": "fil.xlsx"},
            count=0,
        ),
        FACILITATES,
        OWN,
    ),
    earlier.remove_earlier_round: (
        lambda tx, who, s: earlier.remove_earlier_round(tx, who, read_in_by_anna(tx, s)),
        FACILITATES,
        UNKNOWN,
    ),
    imports.read_imports: (on_card(imports.read_imports), READS, OWN),
    imports.undo_import: (
        of_a_file(imports.undo_import, by="bo", is_saved=True, takes=True),
        (YES, YES, UNKNOWN, UNKNOWN),
        UNKNOWN,
    ),
    tools.read_tools: (on_card(tools.read_tools), READS, OWN),
    tools.read_sheet: (on_card(tools.read_sheet, slug=TOOL), READS, OWN),
    tools.read_sheets: (on_card(tools.read_sheets), READS, OWN),
    tools.choose_tools: (on_card(tools.choose_tools, slugs=[TOOL]), FACILITATES, OWN),
    tools.save_cell: (writing_in_a_tool, SHARES, OWN),
    tools.cell_history: (on_card(tools.cell_history, slug=TOOL, cell_id=CELL), READS, OWN),
    tools.undo_cell: (going_back_in_a_tool, SHARES, OWN),
    tools.erase_cell_text: (erasing_in_a_tool, FACILITATES, OWN),
    tools.preview_sheets: (on_card(tools.preview_sheets, wanted={}), SHARES, OWN),
    tools.import_sheets: (on_card(tools.import_sheets, changes=()), SHARES, OWN),
    tools.read_import: (on_card(tools.read_import), READS, OWN),
    tools.undo_import: (taking_back_a_file_of_tools, (YES, YES, UNKNOWN, UNKNOWN), UNKNOWN),
    personal.read_mine: (on_card(personal.read_mine), READS, OWN),
    deleting.read_deletion_day: (on_card(deleting.read_deletion_day), READS, OWN),
    deleting.read_reminder: (on_card(deleting.read_reminder), READS, OWN),
    deleting.forget_me: (on_card(deleting.forget_me), READS, OWN),
    deleting.delete_card: (
        lambda tx, who, _s: deleting.delete_card(
            tx, who, municipality=service.read_card(tx, who).municipality
        ),
        FACILITATES,
        OWN,
    ),
    access.links: (on_card(access.links), FACILITATES, OWN),
    access.replace_link: (
        lambda tx, who, s: access.replace_link(tx, who, s.link),
        FACILITATES,
        UNKNOWN,
    ),
    tying.tie: (on_card(tying.tie, person="en konto"), FACILITATES, OWN),
    tying.untie: (on_card(tying.untie), FACILITATES, OWN),
    tying.is_tied: (on_card(tying.is_tied), READS, OWN),
    access.leave: (on_card(access.leave), READS, OWN),
    access.log_all_out: (on_card(access.log_all_out), FACILITATES, OWN),
    activities.read_care_homes: (on_card(activities.read_care_homes), READS, OWN),
    activities.read_activities: (on_card(activities.read_activities), READS, OWN),
    activities.read_activity: (of_register(activities.read_activity), READS, UNKNOWN),
    activities.read_period: (on_card(activities.read_period), READS, OWN),
    activities.write_activity: (registering, SHARES, UNKNOWN),
    activities.remove_activity: (of_register(activities.remove_activity), SHARES, OWN),
    activities.copy_last_week: (
        lambda tx, who, s: activities.copy_last_week(tx, who, s.cast.solgaarden.id),
        SHARES,
        OWN,
    ),
    activities.import_activities: (
        lambda tx, who, s: activities.import_activities(tx, who, [singing(s.cast, 21)]),
        SHARES,
        UNKNOWN,
    ),
    activities.set_period: (
        on_card(activities.set_period, starts_on=None, ends_on=None),
        FACILITATES,
        OWN,
    ),
    plan.read_actions: (on_card(plan.read_actions), READS, OWN),
    plan.read_removed_actions: (on_card(plan.read_removed_actions), READS, OWN),
    plan.read_chosen: (on_card(plan.read_chosen), READS, OWN),
    plan.read_follow_ups: (on_card(plan.read_follow_ups), READS, OWN),
    plan.read_action: (of_action(plan.read_action), READS, UNKNOWN),
    plan.read_action_history: (of_action(plan.read_action_history), READS, UNKNOWN),
    commenting.read_comments: (on_card(commenting.read_comments), READS, OWN),
    commenting.add_comment: (
        lambda tx, who, s: commenting.add_comment(tx, who, str(uuid4()), s.own.id, "Hej."),
        SHARES,
        UNKNOWN,
    ),
    commenting.resolve_comment: (
        of_comment(commenting.resolve_comment, is_resolved=True),
        SHARES,
        UNKNOWN,
    ),
    commenting.flag_comment: (
        of_comment(commenting.flag_comment, is_flagged=True),
        WRITES,
        UNKNOWN,
    ),
    commenting.erase_comment: (of_comment(commenting.erase_comment), WRITES, UNKNOWN),
    plan.add_action: (
        lambda tx, who, s: plan.add_action(tx, who, ActionText("Søndagsgåtur")),
        SHARES,
        OWN,
    ),
    plan.add_action_for_item: (
        lambda tx, who, s: plan.add_action_for_item(tx, who, s.own.id),
        SHARES,
        UNKNOWN,
    ),
    plan.write_action: (
        of_action(plan.write_action, ActionText("Torsdagscafé"), base_version=1),
        SHARES,
        UNKNOWN,
    ),
    plan.move_action: (of_action(plan.move_action, 1), SHARES, UNKNOWN),
    plan.set_status: (of_action(plan.set_status, ActionStatus.PAUSED), SHARES, UNKNOWN),
    plan.tick_task: (
        of_action(plan.tick_task, "start_roles", is_done=True),
        SHARES,
        UNKNOWN,
    ),
    plan.remove_action: (of_action(plan.remove_action), SHARES, UNKNOWN),
    plan.restore_action: (restoring, SHARES, UNKNOWN),
    plan.follow_up: (of_action(plan.follow_up, "Det går godt."), SHARES, UNKNOWN),
    following.read_follow_up_dates: (on_card(following.read_follow_up_dates), READS, OWN),
    following.read_follow_up_meeting: (on_card(following.read_follow_up_meeting), READS, OWN),
    following.set_follow_up_date: (
        lambda tx, who, s: following.set_follow_up_date(tx, who, Rhythm.NEXT, date(2099, 1, 1)),
        SHARES,
        OWN,
    ),
    following.begin_follow_up: (on_card(following.begin_follow_up), FACILITATES, OWN),
    following.take_action: (holding(following.take_action, 1), FACILITATES, OWN),
    following.end_follow_up: (holding(following.end_follow_up), FACILITATES, OWN),
    moving.read_whole: (on_card(moving.read_whole), READS, OWN),
    moving.export_card: (on_card(moving.export_card), FACILITATES, OWN),
    erasing.erase_versions: (of_action(erasing.erase_versions), FACILITATES, UNKNOWN),
    plan.remove_follow_up: (
        lambda tx, who, s: plan.remove_follow_up(tx, who, s.note),
        (YES, YES, NO, NO),
        UNKNOWN,
    ),
}


def use_cases(room: ModuleType) -> set[Callable[..., Any]]:
    """The public functions of a room that act for somebody."""
    return {
        act
        for name, act in inspect.getmembers(room, inspect.isfunction)
        if act.__module__ == room.__name__
        and not name.startswith("_")
        and "who" in inspect.signature(act).parameters
    }


def test_every_use_case_stands_in_the_table() -> None:
    assert set().union(*map(use_cases, ROOMS)) == TABLE.keys()


def outcome(scene: Scene, act: Act, who: Who) -> str:
    told: list[Any] = []
    try:
        with scene.store.writing() as tx:
            told.append(act(tx, who, scene))
            raise RollBack  # noqa: TRY301
    except RollBack:
        is_of_another_card = who.card_id != scene.cast.card.id
        if not is_of_another_card:
            return YES
        assert scene.cast.card.id not in repr(told)
        return OWN
    except NotAllowedError:
        return NO
    except NotFoundError:
        return UNKNOWN


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("use_case", TABLE, ids=lambda each: each.__name__)
def test_who_may(scene: Scene, use_case: Callable[..., Any], person: str) -> None:
    act, here, elsewhere = TABLE[use_case]
    expected = dict(zip(PEOPLE, (*here, elsewhere), strict=True))

    assert outcome(scene, act, getattr(scene.cast, person)) == expected[person]
