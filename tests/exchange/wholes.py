"""Whole cards for files: the invented one with choices, one that files choke on, and an empty one."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from indsatskort.access.model import Role, Who
from indsatskort.cards.demo import invented_card
from indsatskort.cards.model import Answer, Column
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.exchange.whole import WholeCard
from indsatskort.moving.service import read_whole
from indsatskort.plan.model import Action, ActionStatus
from indsatskort.store import Store
from indsatskort.workshop.model import Agreement, Choice, ChoiceState, View
from tests.exchange.filled import CATALOGUE, HOSTILE, LONG, MADE_AT
from tests.insight.rounds import COUNCIL, SOLGAARDEN, VISITORS, a_card, a_round, an_own_item

UNBROKEN = "W" * 4_000


@cache
def invented() -> WholeCard:
    """The demonstration card with two rounds, and what its meeting might have decided."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'demo.sqlite'}")
        with store.writing() as tx:
            card = invented_card(tx)
            whole = read_whole(tx, Who("", card.id, Role.FACILITATOR, None, "Anna", tx.at))
        store.close()
    choices = (
        Choice("D1.1.2", ChoiceState.CHOSEN, Value.PARTLY, "Mændene sidder for sig selv."),
        Choice("D2.1.2", ChoiceState.CHOSEN, Value.ESTABLISHED, "Vi mangler hænder om vinteren."),
        Choice("D3.1.3", ChoiceState.CHOSEN, Value.AD_HOC),
        Choice("D4.2.1", ChoiceState.PARKED, None, "Vi venter på den nye formand."),
    )
    agreements = {
        "D1.1.2": Agreement("D1.1.2", "Vi begynder med værkstedet på Engbo.", Value.AD_HOC),
        "D2.1.2": Agreement(
            "D2.1.2", "Der er åbent.", Value.PARTLY, True, View("Der er lukket.", Value.NOT_STARTED)
        ),
    }
    newest = whole.newest.round.id
    return replace(
        whole,
        agreements={newest: agreements},
        choices={newest: choices},
        actions=(
            an_action("Fast dag med åben dør", "D2.1.2"),
            an_action(
                "Mandeklub i værkstedet",
                "D1.1.2",
                lead="Aktivitetslederen",
                first_step="Spørg tre mænd",
                first_step_on=date(2026, 11, 10),
                deadline=date(2026, 11, 1),
                status=ActionStatus.NEEDS_TALK,
            ),
            an_action("Fælles kaffe", None, status=ActionStatus.DONE),
        ),
    )


def an_action(what: str, item_id: str | None, **other: Any) -> Action:
    made = Action(
        id=f"action-{what}"[:36],
        card_id="card",
        item_id=item_id,
        what=what,
        why="",
        values=(),
        lead="",
        contributions={},
        first_step="",
        first_step_on=None,
        deadline=None,
        sign="",
        resources="",
        barriers=(),
        barrier_note="",
        phase=None,
        done_tasks=(),
        status=ActionStatus.AS_AGREED,
        created_at=MADE_AT,
        finished_at=None,
        position=0,
        version=1,
    )
    return replace(made, **other)


@cache
def nasty() -> WholeCard:
    """20 columns, own items, names of 80 characters, texts of 4,000 and texts that look like code."""
    dice = random.Random(5)
    columns = [
        Column("k", ActorKind.MUNICIPALITY, "W" * 80),
        *(
            Column(f"p{n}", ActorKind.CARE_HOME, f"Plejecenter {n} med et meget langt navn")
            for n in range(13)
        ),
        *(Column(f"f{n}", ActorKind.ASSOCIATION, f'=HYPERLINK("x";{n})') for n in range(6)),
    ]
    own = tuple(an_own_item(n, "D1.1", f"=cmd|' /C calc'!A{n} " + "X" * 50) for n in (1, 2, 3))
    bare = a_card(tuple(columns), {}, catalogue=CATALOGUE, own=own)
    bare = replace(bare, card=replace(bare.card, municipality="<b>Æbler & Ål</b> " + "K" * 50))
    texts = [*HOSTILE, LONG, UNBROKEN]

    def answers() -> dict[tuple[str, str], Answer]:
        return {
            cell: Answer(*cell, dice.choice([*Value]), text=dice.choice(texts), version=1)
            for cell in bare.relevance
        }

    first = replace(bare, answers=answers(), round=a_round(1))
    second = replace(bare, answers=answers(), round=replace(a_round(2), name="R" * 80))
    items = second.items
    chosen = [Choice(i.id, ChoiceState.CHOSEN, Value.PARTLY, "=1+1 " * 80) for i in items[5:12]]
    parked = [Choice(i.id, ChoiceState.PARKED, None, "@SUM(A1)") for i in items[12:20]]
    agreements = {i.id: Agreement(i.id, LONG, Value.AD_HOC) for i in items[5:12]}
    newest = second.round.id
    long = {"why": LONG, "lead": "=1+1", "first_step": UNBROKEN[:400], "sign": LONG[:400]}
    actions = tuple(
        an_action(f"={n}+1 " + UNBROKEN[:200], i.id, **long) for n, i in enumerate(items[:12])
    )
    return replace(
        WholeCard((first, second), {newest: agreements}, {newest: (*chosen, *parked)}),
        actions=actions,
    )


def with_long_answers() -> WholeCard:
    """Three columns, and two answers as long as they may be."""
    filled = empty().newest
    one, other = filled.columns[0].id, filled.columns[1].id
    answers = {
        ("D1.1.1", one): Answer("D1.1.1", one, Value.PARTLY, text=LONG, version=1),
        ("D1.1.2", other): Answer("D1.1.2", other, Value.PARTLY, text=UNBROKEN, version=1),
    }
    return WholeCard((replace(filled, answers=answers),))


def empty() -> WholeCard:
    """One round in which nobody has written anything."""
    return WholeCard((a_card((COUNCIL, SOLGAARDEN, VISITORS), {}, catalogue=CATALOGUE),))
