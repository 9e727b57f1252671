"""Who may do what: every use case asked by everybody, on one card, by the database's own word."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.cards import answering, service
from indsatskort.cards.model import Draft, OwnItem, Place
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.errors import NotAllowedError, NotFoundError
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction
from tests.conftest import Cast, make_cast

ROOMS = (service, answering, access)
PEOPLE = ("anna", "bo", "carla", "dorte", "erik")


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

    @property
    def place(self) -> Place:
        return Place(self.cast.round.id, "D1.1.1", self.cast.solgaarden.id)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('roles') / 'test.sqlite'}")
    cast = make_cast(store)
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    with store.writing() as tx:
        own = service.add_own_item(tx, cast.anna, cast.round.id, "D1.1", "Egen", "Vi gør det.")
        draft = Draft(Value.AD_HOC, text="Bos.")
        answering.save_answer(tx, cast.bo, place, draft, base_version=0, edit_id="first")
        event = answering.history(tx, cast.bo, place)[0].event_ids[0]
        link = access.links(tx, cast.anna)[0].invitation.id
    yield Scene(store, cast, own, event, link)
    store.close()


Act = Callable[[Transaction, Who, Scene], Any]
YES, NO, UNKNOWN, OWN = "yes", "no", "not found", "own card"
FACILITATES = (YES, NO, NO, NO)
WRITES = (YES, YES, NO, NO)
READS = (YES, YES, YES, YES)


def column(act: Callable[..., Any], *rest: object) -> Act:
    """A use case of one column of the round."""
    return lambda tx, who, s: act(tx, who, s.cast.round.id, s.cast.solgaarden.id, *rest)


def item(act: Callable[..., Any], *rest: object) -> Act:
    """A use case of the own item."""
    return lambda tx, who, s: act(tx, who, s.cast.round.id, s.own.id, *rest)


def in_round(act: Callable[..., Any], *rest: object, **named: object) -> Act:
    return lambda tx, who, s: act(tx, who, s.cast.round.id, *rest, **named)


def on_card(act: Callable[..., Any], **named: object) -> Act:
    """A use case that names no id: it can only ever be about one's own card."""
    return lambda tx, who, _scene: act(tx, who, **named)


def saving(tx: Transaction, who: Who, s: Scene) -> Any:
    draft = Draft(Value.PARTLY, text="Ny.")
    return answering.save_answer(tx, who, s.place, draft, base_version=1, edit_id="second")


def opening(tx: Transaction, who: Who, s: Scene) -> Any:
    for facilitator in (s.cast.anna, s.cast.erik):
        newest = service.read_round(tx, facilitator)
        service.close_round(tx, facilitator, newest.id)
    return service.open_next_round(tx, who, name="Runde 2")


def reopening(tx: Transaction, who: Who, s: Scene) -> Any:
    service.close_round(tx, s.cast.anna, s.cast.round.id)
    return service.reopen_round(tx, who, s.cast.round.id)


# use case: how it is done, who of Anna, Bo (own column), Carla, Dorte may, and what Erik meets
TABLE: dict[Callable[..., Any], tuple[Act, tuple[str, str, str, str], str]] = {
    service.describe_card: (
        on_card(service.describe_card, municipality="By", title="Kort", contact=""),
        FACILITATES,
        OWN,
    ),
    service.read_card: (on_card(service.read_card), READS, OWN),
    service.read_rounds: (on_card(service.read_rounds), READS, OWN),
    service.read_all_rounds: (on_card(service.read_all_rounds), READS, OWN),
    service.read_timeline: (on_card(service.read_timeline), READS, OWN),
    service.read_round: (in_round(service.read_round), READS, UNKNOWN),
    service.read_filled_card: (in_round(service.read_filled_card), READS, UNKNOWN),
    service.read_answers: (in_round(service.read_answers), READS, UNKNOWN),
    service.read_changes: (in_round(service.read_changes, 0), READS, UNKNOWN),
    service.read_columns: (in_round(service.read_columns), READS, UNKNOWN),
    service.read_own_column: (on_card(service.read_own_column), READS, OWN),
    service.read_column_settings: (in_round(service.read_column_settings), READS, UNKNOWN),
    service.read_own_items: (in_round(service.read_own_items), READS, UNKNOWN),
    service.read_relevance_overrides: (in_round(service.read_relevance_overrides), READS, UNKNOWN),
    service.describe_round: (
        in_round(service.describe_round, name="Forår", closes_on=None),
        FACILITATES,
        UNKNOWN,
    ),
    service.close_round: (in_round(service.close_round), FACILITATES, UNKNOWN),
    service.reopen_round: (reopening, FACILITATES, UNKNOWN),
    service.open_next_round: (opening, FACILITATES, OWN),
    service.add_column: (
        in_round(service.add_column, ActorKind.CARE_HOME, "Ny"),
        FACILITATES,
        UNKNOWN,
    ),
    service.rename_column: (column(service.rename_column, "Solhaven"), FACILITATES, UNKNOWN),
    service.move_column: (column(service.move_column, 1), FACILITATES, UNKNOWN),
    service.remove_column: (column(service.remove_column), FACILITATES, UNKNOWN),
    service.restore_column: (column(service.restore_column), FACILITATES, UNKNOWN),
    service.add_own_item: (
        in_round(service.add_own_item, "D1.1", "Ny egen", "Vi gør det."),
        FACILITATES,
        UNKNOWN,
    ),
    service.word_own_item: (
        item(service.word_own_item, "Nyt navn", "Vi gør det nu."),
        FACILITATES,
        UNKNOWN,
    ),
    service.remove_own_item: (item(service.remove_own_item), FACILITATES, UNKNOWN),
    service.restore_own_item: (item(service.restore_own_item), FACILITATES, UNKNOWN),
    service.set_relevance: (
        in_round(service.set_relevance, "D1.1.1", ActorKind.CARE_HOME, Relevance.MAYBE),
        FACILITATES,
        UNKNOWN,
    ),
    answering.save_answer: (saving, WRITES, UNKNOWN),
    answering.undo: (
        lambda tx, who, s: answering.undo(tx, who, s.place, s.event, base_version=1),
        WRITES,
        UNKNOWN,
    ),
    answering.history: (lambda tx, who, s: answering.history(tx, who, s.place), READS, UNKNOWN),
    answering.erase_text: (
        lambda tx, who, s: answering.erase_text(tx, who, s.place, s.event),
        FACILITATES,
        UNKNOWN,
    ),
    access.links: (on_card(access.links), FACILITATES, OWN),
    access.replace_link: (
        lambda tx, who, s: access.replace_link(tx, who, s.link),
        FACILITATES,
        UNKNOWN,
    ),
    access.leave: (on_card(access.leave), READS, OWN),
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
