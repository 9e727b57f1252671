"""Comments on items: who may write, resolve, flag and erase them, and what they change."""

from __future__ import annotations

from uuid import uuid4

import pytest

from indsatskort.access.model import Who
from indsatskort.cards import rounds, service
from indsatskort.cards.model import EventName
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import Fault, InvalidInputError, NotAllowedError, NotFoundError
from indsatskort.store.engine import Store
from indsatskort.workshop import comment_rules, commenting, leading, repository, taking_part
from indsatskort.workshop.leading import Command
from indsatskort.workshop.listing import list_now
from indsatskort.workshop.model import Comment
from tests.conftest import Cast

ITEM = "D1.1.1"


@pytest.fixture
def do(store: Store):
    """`do(use_case, who, …)` in a transaction of its own."""

    def do(use_case, who: Who, *args, **named):
        with store.writing() as tx:
            return use_case(tx, who, *args, **named)

    return do


@pytest.fixture
def write(do):
    def write(who: Who, text: str = "Se vores notat.", item: str = ITEM, **named) -> Comment:
        return do(commenting.add_comment, who, str(uuid4()), item, text, **named)

    return write


def texts(do, who: Who) -> list[str]:
    return [each.text for each in do(commenting.read_comments, who)]


def test_everybody_on_the_card_reads_what_anna_bo_and_carla_wrote_in_order(
    do, write, cast: Cast
) -> None:
    for who, text in ((cast.bo, "Først"), (cast.carla, "Så"), (cast.anna, "Til sidst")):
        write(who, text)

    for who in (cast.anna, cast.bo, cast.carla, cast.dorte):
        assert texts(do, who) == ["Først", "Så", "Til sidst"]
    first, _, last = do(commenting.read_comments, cast.dorte)
    assert (first.alias, first.actor_id, last.alias, last.actor_id) == (
        "Bo",
        cast.solgaarden.id,
        "Anna",
        None,
    )
    assert texts(do, cast.erik) == []


def test_sent_twice_it_is_written_once(do, cast: Cast) -> None:
    same = str(uuid4())
    for text in ("Hej.", "Hej igen."):
        found = do(commenting.add_comment, cast.bo, same, ITEM, text)
        assert found.text == "Hej."

    assert texts(do, cast.bo) == ["Hej."]


def test_an_id_that_somebody_else_has_used_is_refused(do, write, cast: Cast) -> None:
    taken = write(cast.bo).id

    for who in (cast.carla, cast.erik):
        with pytest.raises(InvalidInputError) as refused:
            do(commenting.add_comment, who, taken, ITEM, "Min egen.")
        assert refused.value.fault is Fault.EDIT_REUSED


IMPOSSIBLE = {
    "": Fault.COMMENT_MISSING,
    " \n ": Fault.COMMENT_MISSING,
    "x" * (comment_rules.MAX_LENGTH + 1): Fault.TEXT_TOO_LONG,
    "Ring til 010203-1234.": Fault.CPR_NUMBER,
    "Skjult\x00tegn": Fault.CONTROL_CHARACTER,
}


def test_what_cannot_be_a_comment_is_refused_and_leaves_nothing(do, write, cast: Cast) -> None:
    for text, fault in IMPOSSIBLE.items():
        with pytest.raises(InvalidInputError) as refused:
            write(cast.bo, text)
        assert refused.value.fault is fault
    with pytest.raises(NotFoundError):
        write(cast.bo, item="D9.9.9")

    assert texts(do, cast.bo) == []


def test_the_history_tells_that_it_was_written_but_not_what(
    do, write, store: Store, cast: Cast
) -> None:
    comment = write(cast.bo, "Fru Hansen siger nej.")
    do(commenting.erase_comment, cast.bo, comment.id)

    with store.reading() as tx:
        events = service.read_timeline(tx, cast.dorte)
    assert [each.name for each in events[:2]] == [
        EventName.COMMENT_ERASED,
        EventName.COMMENT_ADDED,
    ]
    assert all(each.item_id == ITEM for each in events[:2])
    assert "Hansen" not in str([each.data for each in events])
    assert texts(do, cast.dorte) == [""]


def test_the_author_and_facilitators_erase_and_nobody_else(do, write, cast: Cast) -> None:
    for who in (cast.bo, cast.anna):
        comment = write(cast.bo)
        for other in (cast.carla, cast.dorte):
            with pytest.raises(NotAllowedError):
                do(commenting.erase_comment, other, comment.id)
        assert do(commenting.erase_comment, who, comment.id).is_erased


def test_whoever_may_comment_resolves_and_opens_again_and_the_same_again_is_no_event(
    do, write, store: Store, cast: Cast
) -> None:
    comment = write(cast.bo)
    for is_resolved in (True, True, False):
        done = do(commenting.resolve_comment, cast.carla, comment.id, is_resolved=is_resolved)
        assert done.is_resolved is is_resolved

    with store.reading() as tx:
        names = [each.name for each in service.read_timeline(tx, cast.anna)]
    assert names.count(EventName.COMMENT_RESOLVED) == 2


def test_only_what_changed_since_a_revision_is_read(do, write, store: Store, cast: Cast) -> None:
    first, second = write(cast.bo, "Den ene"), write(cast.carla, "Den anden")
    with store.reading() as tx:
        seen = service.read_card(tx, cast.anna).revision
    do(commenting.resolve_comment, cast.anna, first.id, is_resolved=True)

    assert [each.id for each in do(commenting.read_comments, cast.dorte, seen)] == [first.id]
    assert {each.id for each in do(commenting.read_comments, cast.dorte, seen - 1)} == {
        first.id,
        second.id,
    }


def test_a_closed_round_takes_comments_and_nothing_of_it_changes(
    do, write, store: Store, cast: Cast
) -> None:
    with store.reading() as tx:
        before = service.read_filled_card(tx, cast.anna)
    do(rounds.close_round, cast.anna, cast.round.id)
    write(cast.bo, "Husk den til næste runde.")

    assert texts(do, cast.carla) == ["Husk den til næste runde."]
    with store.reading() as tx:
        assert service.read_filled_card(tx, cast.anna).answers == before.answers


def test_flagged_comments_put_their_item_on_the_discussion_list_once_for_each_person(
    do, write, store: Store, cast: Cast
) -> None:
    do(leading.prepare, cast.anna, "three_hours")
    write(cast.bo, "Den skal vi tale om.", is_flagged=True)
    write(cast.bo, "Og det mener jeg.", is_flagged=True)
    mine = write(cast.carla)
    do(commenting.flag_comment, cast.carla, mine.id, is_flagged=True)
    do(leading.begin, cast.anna, Command(str(uuid4()), None))
    do(taking_part.ask_to_discuss, cast.bo, ITEM, is_on=True)

    assert reasons(store, cast) == ["2 deltagere har bedt om at tale om den."]

    do(commenting.resolve_comment, cast.anna, mine.id, is_resolved=True)
    assert reasons(store, cast) == ["Rejst af en deltager."]


def reasons(store: Store, cast: Cast) -> list[str]:
    """Why the item is on the list that the rule makes now."""
    with store.reading() as tx:
        workshop = repository.current_workshop(tx, cast.card.id)
        listed, _ = list_now(tx, cast.anna, workshop, catalogue())
    return [reason for each in listed if each.item_id == ITEM for reason in each.reasons]
