"""What each step of the programme shows on every screen: pure functions from the meeting to JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from indsatskort.cards.model import CardItem, Column
from indsatskort.catalogue.model import ActorKind, Catalogue, Relevance, Value
from indsatskort.danish import local, time_text
from indsatskort.insight.numbers import completion, counted_cells, counts, coverage
from indsatskort.workshop import dots_words, effort, results, schedule
from indsatskort.workshop.effort import Quadrant
from indsatskort.workshop.model import (
    Agreement,
    ChoiceState,
    Phase,
    StepKind,
)
from indsatskort.workshop.programme import question_for
from indsatskort.workshop.smallest_group import DotsShown
from indsatskort.workshop.watching import Meeting

Json: TypeAlias = dict[str, Any]
MOST_TILE_COLUMNS = 6  # more are shown as one bar per kind


def part_of(meeting: Meeting, catalogue: Catalogue) -> Json:
    """What the step that the room is at adds to every screen; nothing for a step without one."""
    step = meeting.workshop.step
    part = _PARTS.get(step.kind if step else StepKind.CLOSE)
    return part(meeting, catalogue) if part else {}


def _fill(meeting: Meeting, _catalogue: Catalogue) -> Json:
    rows = completion(meeting.filled)
    return {
        "fill": [
            {"id": row.column.id, "name": row.column.name, "done": row.done, "total": row.total}
            for row in rows
        ]
    }


def card_map(meeting: Meeting, catalogue: Catalogue) -> Json:
    is_small = len(meeting.filled.columns) <= MOST_TILE_COLUMNS
    return {"map": _tiles(meeting, catalogue) if is_small else _bars(meeting, catalogue)}


def _tiles(meeting: Meeting, catalogue: Catalogue) -> Json:
    filled = meeting.filled
    return {
        "mode": "tiles",
        "columns": [column_out(column) for column in filled.columns],
        "drivers": [
            {
                "id": driver.id,
                "number": driver.number,
                "name": driver.short,
                "fields": [
                    {
                        "id": field.id,
                        "name": field.name,
                        "cells": [
                            [
                                _sign(meeting, item, column)
                                for item in filled.items
                                if item.field_id == field.id
                            ]
                            for column in filled.columns
                        ],
                    }
                    for field in driver.fields
                ],
            }
            for driver in catalogue.drivers
        ],
    }


def _sign(meeting: Meeting, item: CardItem, column: Column) -> str | None:
    value = meeting.filled.answer(item.id, column.id).value
    if not counts(meeting.filled.relevance[item.id, column.id], value):
        return "-"
    return value


def _bars(meeting: Meeting, catalogue: Catalogue) -> Json:
    kinds = [
        words
        for words in catalogue.kinds
        if any(column.kind is words.kind for column in meeting.filled.columns)
    ]
    sizes = Counter(column.kind for column in meeting.filled.columns)
    cells = counted_cells(meeting.filled, meeting.filled.items)
    whole = coverage(cells)
    return {
        "mode": "bars",
        "kinds": [
            {
                "kind": words.kind,
                "label": words.singular.capitalize()
                if sizes[words.kind] == 1
                else f"{sizes[words.kind]} {words.plural}",
            }
            for words in kinds
        ],
        "drivers": [
            {
                "number": driver.number,
                "name": driver.short,
                "counts": [
                    list(
                        coverage(
                            cell
                            for cell in cells
                            if cell.column.kind is words.kind
                            and catalogue.driver_of(cell.item.field_id) is driver
                        ).levels
                    )
                    for words in kinds
                ],
            }
            for driver in catalogue.drivers
        ],
        "others": f"{whole.unknown} »ved ikke« og {whole.opted_out} fravalg er ikke med.",
    }


def _discuss(meeting: Meeting, catalogue: Catalogue) -> Json:
    item = meeting.filled.item_by_id.get(meeting.workshop.item_id or "")
    return {
        "listed": discussion_list(meeting),
        "item": _discussed(meeting, catalogue, item) if item else None,
    }


def discussion_list(meeting: Meeting) -> list[Json]:
    items = meeting.filled.item_by_id
    return [
        {
            **_item(items[entry.item_id]),
            "reasons": list(entry.public_reasons),
            "is_done": entry.is_done,
        }
        for entry in meeting.workshop.listed
        if entry.item_id in items
    ]


def _discussed(meeting: Meeting, catalogue: Catalogue, item: CardItem) -> Json:
    workshop = meeting.workshop
    entry = workshop.listed[workshop.discussed]
    written = meeting.agreements.get(item.id) or Agreement(item.id)
    return {
        **_item(item),
        "statement": item.statement,
        "question": question_for(item.id if not item.is_own else item.field_id),
        "place": workshop.discussed + 1,
        "of": len(workshop.listed),
        "driver": f"Drivkraft {catalogue.driver_of(item.field_id).number}",
        "reasons": list(entry.public_reasons),
        "columns": [
            {
                **column_out(column),
                "value": answer.value,
                "under_way": answer.under_way,
                "text": answer.text,
                "ratings": meeting.ratings.get(column.id),
            }
            for column in meeting.filled.columns
            for answer in [meeting.filled.answer(item.id, column.id)]
            if _is_about(meeting, item, column)
        ],
        "first": _extremes(meeting, item),
        "agreement": agreement_out(written),
    }


def _is_about(meeting: Meeting, item: CardItem, column: Column) -> bool:
    """A column is shown when it has written something or the item may concern it."""
    is_usual = meeting.filled.relevance[item.id, column.id] is not Relevance.NOT_USUAL
    return is_usual or not meeting.filled.answer(item.id, column.id).is_empty


def _extremes(meeting: Meeting, item: CardItem) -> list[str]:
    """Who explains first: the columns at either end, when the ends are two levels or more apart."""
    levels = {
        column.name: level
        for column in meeting.filled.columns
        if (level := meeting.filled.answer(item.id, column.id).level) is not None
    }
    if not levels or max(levels.values()) - min(levels.values()) < 2:
        return []
    ends = {max(levels.values()), min(levels.values())}
    return [name for name, level in levels.items() if level in ends]


def _vote(meeting: Meeting, catalogue: Catalogue) -> Json:
    turnout = meeting.turnout
    vote = meeting.workshop.vote
    items = meeting.filled.item_by_id
    return {
        "vote": {
            "round": meeting.workshop.ballot_round,
            "dots": vote.dots,
            "most_per_item": vote.most_per_item,
            "is_open_per_kind": vote.is_open_per_kind,
            "voted": turnout.voted,
            "of": turnout.expected,
            "paper": sum(each.paper is not None for each in meeting.ballots),
            "items": [
                {**_item(items[item_id]), "driver": _driver(items[item_id], catalogue)}
                for item_id in meeting.votable
            ],
        },
        "result": _result(meeting, catalogue),
    }


def _result(meeting: Meeting, catalogue: Catalogue) -> Json | None:
    if meeting.votes_shown is None:
        return None
    shown = meeting.dots_shown
    given = results.ballots_by_kind(meeting.votes_shown, meeting.kinds)
    papers = sum(each.paper is not None for each in meeting.votes_shown)
    base: Json = {
        "dots": 0,
        "people": sum(given.values()),
        "paper": papers,
        "kinds": None,
        "rows": [],
        "sentence": "",
        "notes": [],
    }
    if shown is DotsShown.NOTHING:
        return base | {"sentence": dots_words.nothing_sentence(sum(given.values()))}
    found = results.result_of(meeting.votes_shown, meeting.kinds, meeting.votable, shown)
    titles = {item.id: item.title for item in meeting.filled.items}
    is_per_kind = shown is DotsShown.PER_KIND
    voted = [kind for kind in ActorKind if kind in found.kinds]
    words = catalogue.words_by_kind
    notes = (
        dots_words.silent_kinds_sentence(found, _kinds_of_card(meeting))
        if is_per_kind
        else dots_words.total_only_sentence(given)
    )
    return base | {
        "dots": sum(row.total for row in found.rows),
        "kinds": [
            {"kind": kind, "label": words[kind].plural.capitalize(), "people": given[kind]}
            for kind in voted
        ]
        if is_per_kind
        else None,
        "rows": [
            {
                "id": row.item_id,
                "title": titles[row.item_id],
                "total": row.total,
                "equal": row.equal.percent if row.equal else None,
                "equal_rank": row.equal.rank if row.equal and row.mark else None,
                "moves": _direction(row.mark),
                "kinds": [row.equal.by_kind.get(kind, 0) for kind in voted] if row.equal else None,
            }
            for row in found.with_dots
        ],
        "sentence": dots_words.counting_sentence(found, titles),
        "notes": [notes] if notes else [],
    }


def _direction(mark: str) -> str | None:
    return {"↑": "up", "↓": "down"}.get(mark[:1])


def _effect(meeting: Meeting, _catalogue: Catalogue) -> Json:
    items = meeting.filled.item_by_id
    offered = [items[item_id] for item_id in meeting.workshop.offered if item_id in items]
    people = {each.membership_id for each in meeting.placements}
    is_shown = meeting.workshop.phase is Phase.PLACED
    return {
        "effect": {
            "items": [_item(item) for item in offered],
            "placed": len(people),
            "of": sum(not each.is_gone and each.actor_id is not None for each in meeting.people),
            "quadrants": _quadrants(meeting, offered) if is_shown else None,
        }
    }


def _quadrants(meeting: Meeting, offered: Sequence[CardItem]) -> list[Json]:
    places = meeting.places
    order = (Quadrant.SEED, Quadrant.NOW, Quadrant.LEAVE, Quadrant.IF_EASY)
    return [
        {
            "name": effort.QUADRANTS[quadrant],
            "centre": asdict(effort.CENTRES[quadrant]),
            "items": [
                {
                    **_item(item),
                    "is_disputed": place.is_split,
                    "is_by_scribe": place.is_by_scribe,
                }
                for item in offered
                if (place := places.get(item.id)) and place.judgement.quadrant is quadrant
            ],
        }
        for quadrant in order
    ]


def _choose(meeting: Meeting, _catalogue: Catalogue) -> Json:
    titles = {item.id: item.title for item in meeting.filled.items}
    opted_out = [item.title for item in meeting.filled.items if _is_opted_out(meeting, item)]
    return {
        "chosen": [
            {
                "id": each.item_id,
                "title": titles[each.item_id],
                "ambition": each.ambition,
                "reason": each.reason,
                "actions": _actions(meeting, each.item_id),
            }
            for each in meeting.choices
            if each.state is ChoiceState.CHOSEN and each.item_id in titles
        ],
        "parked": sum(each.state is ChoiceState.PARKED for each in meeting.choices),
        "opted_out": opted_out,
    }


def _actions(meeting: Meeting, item_id: str) -> list[Json]:
    """What the groups have put into the plan for an item, as they write it."""
    return [
        {"what": each.what, "lead": each.lead, "first_step": each.first_step}
        for each in meeting.actions
        if each.item_id == item_id and each.is_active
    ]


def _is_opted_out(meeting: Meeting, item: CardItem) -> bool:
    """Whether every column that the item counts for has opted out of it."""
    cells = counted_cells(meeting.filled, [item])
    return bool(cells) and all(cell.value is Value.OPTED_OUT for cell in cells)


def _break(meeting: Meeting, _catalogue: Catalogue) -> Json:
    if schedule.is_last_today(meeting.workshop):
        return {"is_last_today": True}
    return {"resumes_at": time_out(meeting.workshop.clock.ends_at)}


_PARTS: Mapping[StepKind, Callable[[Meeting, Catalogue], Json]] = {
    StepKind.FILL: _fill,
    StepKind.CARD: card_map,
    StepKind.DISCUSS: _discuss,
    StepKind.BREAK: _break,
    StepKind.VOTE: _vote,
    StepKind.EFFECT: _effect,
    StepKind.CHOOSE: _choose,
    StepKind.ACTIONS: _choose,
    StepKind.CLOSE: _choose,
}


# pieces


def agreement_out(written: Agreement) -> Json:
    """What the room agreed on about an item."""
    return {
        "text": written.text,
        "value": written.value,
        "is_split": written.is_split,
        "other_text": written.other.text,
        "other_value": written.other.value,
        "version": written.version,
    }


def column_out(column: Column) -> Json:
    return {"id": column.id, "name": column.name, "kind": column.kind}


def _item(item: CardItem) -> Json:
    return {"id": item.id, "number": item.number, "title": item.title}


def _driver(item: CardItem, catalogue: Catalogue) -> str:
    driver = catalogue.driver_of(item.field_id)
    return f"{driver.number} {driver.short}"


def _kinds_of_card(meeting: Meeting) -> Iterable[ActorKind]:
    present = {column.kind for column in meeting.filled.columns}
    return [kind for kind in ActorKind if kind in present]


def time_out(moment: Any) -> str | None:
    return time_text(local(moment)) if moment else None
