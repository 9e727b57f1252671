"""What the screens show: pure functions from the meeting to JSON. Nothing secret is in `common`.

`common` is the same for everybody on the card and goes out on the live stream; `mine` is for one
person. Which state shows what, and until when something is hidden, is the table of states that the
workshop was designed by; a test holds every state to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from indsatskort.cards.model import CardItem, Column
from indsatskort.catalogue.model import ActorKind, Catalogue, Relevance, Value
from indsatskort.danish import local, time_text
from indsatskort.insight.numbers import completion, counted_cells, counts, coverage
from indsatskort.tools.content import tools
from indsatskort.workshop import dots_words, effort, results
from indsatskort.workshop.effort import Quadrant
from indsatskort.workshop.model import (
    Agreement,
    Aside,
    Ballot,
    ChoiceState,
    Phase,
    StepKind,
)
from indsatskort.workshop.programme import question_for
from indsatskort.workshop.smallest_group import DotsShown
from indsatskort.workshop.turnout import Voter, turnout
from indsatskort.workshop.watching import Meeting, Mine

Json: TypeAlias = dict[str, Any]
MOST_TILE_COLUMNS = 6  # more are shown as one bar per kind


def common(meeting: Meeting, catalogue: Catalogue, door: Json) -> Json:
    """What every screen may show now. `door` is how the room is reached, as the server knows it."""
    workshop = meeting.workshop
    step = workshop.step
    shown: Json = {
        "version": workshop.version,
        "now": meeting.at.isoformat(timespec="milliseconds"),
        "state": workshop.state,
        "municipality": meeting.filled.card.municipality,
        "title": meeting.filled.card.title,
        "step": {"id": step.id, "kind": step.kind, "title": step.title} if step else None,
        "tool": tool_of_step(step.tool) if step else None,
        "phase": workshop.phase,
        "clock": _clock(meeting),
        "stamp": workshop.place,
        "door": door,
        "people": _people(meeting),
        "hidden_again": _time(workshop.hidden_again_at),
        "listed": [],
        "fill": [],
        "chosen": [],
        "parked": 0,
        "opted_out": [],
    }
    nothing = dict.fromkeys(("map", "item", "vote", "result", "effect", "resumes_at"))
    kind = step.kind if step else StepKind.CLOSE
    part = _PARTS.get(kind, _nothing_more)(meeting, catalogue)
    return shown | nothing | part | _aside(meeting, catalogue)


def mine(own: Mine) -> Json:
    """What one person may see of themselves."""
    return {
        "membership": own.who.membership_id,
        "alias": own.who.alias if own.who.has_own_alias else "",
        "role": own.who.role,
        "is_scribe": own.who.is_scribe,
        "column": _column(own.column) if own.column else None,
        "resume_code": own.resume_code,
        "rating": own.rating,
        "flags": sorted(own.flags),
        "ballot": ballot(own.ballot) if own.ballot else None,
        "placements": {
            each.item_id: {"effect": each.effect, "ease": each.ease} for each in own.placements
        },
    }


def ballot(given: Ballot) -> Json:
    """One's own ballot."""
    return {
        "dots": dict(given.dots),
        "is_finished": given.is_finished,
        "version": given.version,
    }


def agreement(written: Agreement) -> Json:
    """What the room agreed on about an item."""
    return {
        "text": written.text,
        "value": written.value,
        "is_split": written.is_split,
        "other_text": written.other.text,
        "other_value": written.other.value,
        "version": written.version,
    }


def turnout_of(meeting: Meeting) -> tuple[int, int, Mapping[str, int]]:
    """How many have voted, of how many; and who is still at it, by column, for facilitators only."""
    by_person = {each.membership_id: each for each in meeting.ballots if each.membership_id}
    voters = [
        Voter(
            person.actor_id,
            sum(given.dots.values()) if (given := by_person.get(person.membership_id)) else 0,
            is_finished=given.is_finished if given else False,
            is_gone=person.is_gone,
        )
        for person in meeting.people
    ]
    voters += [
        Voter(each.actor_id, is_paper=True) for each in meeting.ballots if each.paper is not None
    ]
    found = turnout(voters, meeting.workshop.vote.dots)
    return found.voted, found.expected, found.unfinished


# what every step shows


def _aside(meeting: Meeting, catalogue: Catalogue) -> Json:
    """What stands on the big screen for a moment in place of the step, and what it needs."""
    aside = meeting.workshop.aside
    more: Json = {}
    if aside is Aside.CARD:
        more = _map(meeting, catalogue)
    if aside is Aside.LIST:
        more = {"listed": _listed(meeting)}
    return {"aside": aside, **more}


def tool_of_step(slug: str) -> Json | None:
    """The companion tool that belongs to the step: where it lies, when to use it, what is in it."""
    found = tools().get(slug)
    if found is None:
        return None
    parts = [part.title for part in found.parts]
    return {"slug": slug, "title": found.title, "when": found.when, "parts": parts}


def _nothing_more(_meeting: Meeting, _catalogue: Catalogue) -> Json:
    return {}


def _fill(meeting: Meeting, _catalogue: Catalogue) -> Json:
    rows = completion(meeting.filled)
    return {
        "fill": [
            {"id": row.column.id, "name": row.column.name, "done": row.done, "total": row.total}
            for row in rows
        ]
    }


def _map(meeting: Meeting, catalogue: Catalogue) -> Json:
    is_small = len(meeting.filled.columns) <= MOST_TILE_COLUMNS
    return {"map": _tiles(meeting, catalogue) if is_small else _bars(meeting, catalogue)}


def _tiles(meeting: Meeting, catalogue: Catalogue) -> Json:
    filled = meeting.filled
    return {
        "mode": "tiles",
        "columns": [_column(column) for column in filled.columns],
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
        "listed": _listed(meeting),
        "item": _discussed(meeting, catalogue, item) if item else None,
    }


def _listed(meeting: Meeting) -> list[Json]:
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
                **_column(column),
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
        "agreement": agreement(written),
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
    voted, expected, _ = turnout_of(meeting)
    vote = meeting.workshop.vote
    items = meeting.filled.item_by_id
    return {
        "vote": {
            "round": meeting.workshop.ballot_round,
            "dots": vote.dots,
            "most_per_item": vote.most_per_item,
            "is_open_per_kind": vote.is_open_per_kind,
            "voted": voted,
            "of": expected,
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
    return {"resumes_at": _time(meeting.workshop.clock.ends_at)}


_PARTS: Mapping[StepKind, Callable[[Meeting, Catalogue], Json]] = {
    StepKind.FILL: _fill,
    StepKind.CARD: _map,
    StepKind.DISCUSS: _discuss,
    StepKind.BREAK: _break,
    StepKind.VOTE: _vote,
    StepKind.EFFECT: _effect,
    StepKind.CHOOSE: _choose,
    StepKind.ACTIONS: _choose,
    StepKind.CLOSE: _choose,
}


# pieces


def _clock(meeting: Meeting) -> Json:
    clock = meeting.workshop.clock
    return {
        "planned_s": clock.planned_s,
        "ends_at": clock.ends_at.isoformat(timespec="milliseconds") if clock.ends_at else None,
        "remaining_ms": clock.remaining_ms,
    }


def _people(meeting: Meeting) -> Json:
    seated = Counter(each.actor_id for each in meeting.people if not each.is_gone)
    columns = meeting.filled.columns
    return {
        "total": sum(seated[column.id] for column in columns),
        "columns": [{**_column(column), "count": seated[column.id]} for column in columns],
    }


def _column(column: Column) -> Json:
    return {"id": column.id, "name": column.name, "kind": column.kind}


def _item(item: CardItem) -> Json:
    return {"id": item.id, "number": item.number, "title": item.title}


def _driver(item: CardItem, catalogue: Catalogue) -> str:
    driver = catalogue.driver_of(item.field_id)
    return f"{driver.number} {driver.short}"


def _kinds_of_card(meeting: Meeting) -> Iterable[ActorKind]:
    present = {column.kind for column in meeting.filled.columns}
    return [kind for kind in ActorKind if kind in present]


def _time(moment: Any) -> str | None:
    return time_text(local(moment)) if moment else None
