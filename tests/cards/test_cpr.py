"""A CPR number gets in nowhere: every use case that stores what somebody wrote refuses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from indsatskort.activities.service import write_activity
from indsatskort.cards import answering, columns, own_items, rounds, service
from indsatskort.cards.model import Draft, Place
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionText
from indsatskort.store import Transaction
from indsatskort.store.engine import Store
from indsatskort.tools import service as tools
from indsatskort.workshop import commenting, deciding
from indsatskort.workshop.model import Agreement, Choice, ChoiceState, View
from tests.conftest import Cast, make_cast
from tests.moving.test_moving import an_activity

WRITTEN = "Ring til Ole, 010203-1234, i morgen"
Write = Callable[[Transaction, Cast, str], object]


def an_answer(tx: Transaction, cast: Cast, text: str) -> object:
    place = Place(cast.round.id, "D1.1.1", cast.solgaarden.id)
    draft = Draft(Value.AD_HOC, text=text)
    return answering.save_answer(tx, cast.bo, place, draft, base_version=0, edit_id="e")


def an_agreement(tx: Transaction, cast: Cast, text: str, other: str = "") -> object:
    said = Agreement("D1.1.1", text, Value.PARTLY, True, View(other, Value.AD_HOC))
    return deciding.write_agreement(tx, cast.anna, cast.round.id, said, base_version=0)


def a_choice(tx: Transaction, cast: Cast, text: str) -> object:
    choice = Choice("D1.1.1", ChoiceState.CHOSEN, Value.ESTABLISHED, text)
    return deciding.choose(tx, cast.anna, cast.round.id, [choice])


def an_action(part: str) -> Write:
    def write(tx: Transaction, cast: Cast, text: str) -> object:
        return plan.add_action(tx, cast.bo, replace(ActionText(what="Mandeklub"), **{part: text}))

    return write


def a_contribution(tx: Transaction, cast: Cast, text: str) -> object:
    said = {cast.solgaarden.id: text}
    return plan.add_action(tx, cast.bo, ActionText(what="Mandeklub", contributions=said))


def a_note(tx: Transaction, cast: Cast, text: str) -> object:
    made = plan.add_action(tx, cast.bo, ActionText(what="Mandeklub"))
    return plan.follow_up(tx, cast.bo, made.id, text)


def an_activity_titled(tx: Transaction, cast: Cast, text: str) -> object:
    draft = an_activity(cast.solgaarden.id, text)
    return write_activity(tx, cast.bo, str(uuid4()), draft, base_version=0)


def a_tool_cell(tx: Transaction, cast: Cast, text: str) -> object:
    cell = ("spaendingsfelt", "sider.behov.svar", text)
    return tools.save_cell(tx, cast.bo, *cell, base_version=0, edit_id="e")


def a_contact(tx: Transaction, cast: Cast, text: str) -> object:
    return service.describe_card(tx, cast.anna, municipality="By", title="Kort", contact=text)


WRITES: dict[str, Write] = {
    "answer": an_answer,
    "comment": lambda tx, cast, text: commenting.add_comment(
        tx, cast.bo, str(uuid4()), "D1.1.1", text
    ),
    "agreement": an_agreement,
    "the other view": lambda tx, cast, text: an_agreement(tx, cast, "Ja", text),
    "reason of a choice": a_choice,
    **{
        part: an_action(part)
        for part in ("what", "why", "lead", "first_step", "sign", "resources", "barrier_note")
    },
    "contribution": a_contribution,
    "note": a_note,
    "activity": an_activity_titled,
    "tool": a_tool_cell,
    "own item": lambda tx, cast, text: own_items.add_own_item(
        tx, cast.anna, cast.round.id, "D1.1", "Titel", text
    ),
    "title of an own item": lambda tx, cast, text: own_items.add_own_item(
        tx, cast.anna, cast.round.id, "D1.1", text, "Vi gør det."
    ),
    "column": lambda tx, cast, text: columns.add_column(
        tx, cast.anna, cast.round.id, ActorKind.CARE_HOME, text
    ),
    "round": lambda tx, cast, text: rounds.describe_round(
        tx, cast.anna, cast.round.id, name=text, closes_on=None
    ),
    "contact": a_contact,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_cpr_number_is_refused_and_the_same_text_without_it_is_taken(
    sqlite_store: Store, write: Write
) -> None:
    cast = make_cast(sqlite_store)
    with pytest.raises(InvalidInputError) as refused, sqlite_store.writing() as tx:
        write(tx, cast, WRITTEN)
    assert refused.value.fault is Fault.CPR_NUMBER

    with sqlite_store.writing() as tx:
        write(tx, cast, WRITTEN.replace("010203-1234", "lokal 12"))
