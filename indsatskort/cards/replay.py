"""Replaying a card's events gives its state; tests hold the store to that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from indsatskort.cards.model import (
    Column,
    ColumnSetting,
    Draft,
    Event,
    EventName,
    OwnItem,
    Place,
    Round,
    RoundPurpose,
)
from indsatskort.catalogue.model import ActorKind, Relevance, Value


@dataclass(slots=True)
class Standing:
    """The arrangement of one round: columns by id in their order, own items, relevance."""

    columns: dict[str, ColumnSetting] = field(default_factory=dict)
    own_items: dict[str, OwnItem] = field(default_factory=dict)
    relevance: dict[tuple[str, str], Relevance] = field(default_factory=dict)

    def copy(self) -> Standing:
        return Standing(dict(self.columns), dict(self.own_items), dict(self.relevance))


@dataclass(slots=True)
class Replayed:
    """What the events say a card is: `answers` gives each cell's draft and version."""

    card_id: str
    municipality: str = ""
    title: str = ""
    contact: str = ""
    keep_months: int | None = None
    revision: int = 0
    rounds: dict[str, Round] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    answers: dict[Place, tuple[Draft, int]] = field(default_factory=dict)


def replay(card_id: str, events: Iterable[Event]) -> Replayed:
    """Fold the events of one card, oldest first."""
    state = Replayed(card_id)
    for event in events:
        _apply(state, event)
        state.revision = event.revision
    return state


def _apply(state: Replayed, event: Event) -> None:  # noqa: C901, PLR0912, PLR0915 - one case for each event
    data, round_id = event.data, event.round_id or ""
    item_id, actor_id = event.item_id or "", event.actor_id or ""
    here = state.standing.get(round_id, Standing())
    match event.name:
        case EventName.CARD_CREATED | EventName.CARD_DESCRIBED:
            state.municipality, state.title = data["municipality"], data["title"]
            state.contact = data["contact"]
        case EventName.KEEPING_CHOSEN:
            state.keep_months = data["keep_months"]
        case EventName.ROUND_OPENED:
            _open(state, event)
        case EventName.ROUND_DESCRIBED:
            purpose = data.get("purpose")  # rounds described before it could be chosen
            _change(
                state, round_id, name=data["name"], closes_on=data["closes_on"], purpose=purpose
            )
        case EventName.ROUND_CLOSED:
            _close(state, round_id, event.at)
        case EventName.ROUND_REOPENED:
            _close(state, round_id, None)
        case EventName.ROUND_IMPORTED:
            _import(state, event)
        case EventName.ROUND_IMPORT_UNDONE:
            _take_out(state, round_id)
        case EventName.COLUMN_ADDED:
            column = Column(actor_id, ActorKind(data["kind"]), data["name"])
            here.columns[actor_id] = ColumnSetting(column, is_taking_part=True)
        case EventName.COLUMN_RENAMED:
            before = here.columns[actor_id]
            column = Column(actor_id, before.column.kind, data["name"])
            here.columns[actor_id] = ColumnSetting(column, before.is_taking_part)
        case EventName.COLUMNS_ORDERED:
            here.columns = {each: here.columns[each] for each in data["order"]}
        case EventName.COLUMN_REMOVED | EventName.COLUMN_RESTORED:
            is_in = event.name is EventName.COLUMN_RESTORED
            here.columns[actor_id] = ColumnSetting(here.columns[actor_id].column, is_in)
        case EventName.OWN_ITEM_ADDED:
            own = OwnItem(item_id, data["field"], data["title"], data["statement"], True)
            here.own_items[item_id] = own
        case EventName.OWN_ITEM_WORDED:
            own = here.own_items[item_id]
            here.own_items[item_id] = OwnItem(
                item_id, own.field_id, data["title"], data["statement"], own.is_taking_part
            )
        case EventName.OWN_ITEM_REMOVED | EventName.OWN_ITEM_RESTORED:
            own = here.own_items[item_id]
            is_in = event.name is EventName.OWN_ITEM_RESTORED
            here.own_items[item_id] = OwnItem(
                item_id, own.field_id, own.title, own.statement, is_in
            )
        case EventName.RELEVANCE_SET:
            here.relevance.pop((item_id, data["scope"]), None)
            if data["value"]:
                here.relevance[item_id, data["scope"]] = Relevance(data["value"])
        case EventName.ANSWER_SAVED:
            value = Value(data["value"]) if data["value"] else None
            draft = Draft(value, data["under_way"], data["text"])
            state.answers[Place(round_id, item_id, actor_id)] = draft, data["version"]
        case EventName.TEXT_ERASED if data["emptied"]:
            place = Place(round_id, item_id, actor_id)
            draft, _ = state.answers[place]
            state.answers[place] = Draft(draft.value, draft.under_way), data["version"]


def _open(state: Replayed, event: Event) -> None:
    data, round_id = event.data, event.round_id or ""
    newest = max(state.rounds.values(), key=lambda each: each.number, default=None)
    state.standing[round_id] = state.standing[newest.id].copy() if newest else Standing()
    state.rounds[round_id] = Round(
        round_id,
        state.card_id,
        data["number"],
        data["name"],
        event.at,
        _day(data["closes_on"]),
        purpose=_purpose(data.get("purpose")),
        carries_over=data.get("carries_over", False),  # rounds opened before it could be chosen
    )


def _import(state: Replayed, event: Event) -> None:
    """A round of the past: the newest arrangement, with only what the file had taking part."""
    data, round_id = event.data, event.round_id or ""
    newest = max(state.rounds.values(), key=lambda each: each.number)
    standing = state.standing[newest.id].copy()
    for id_, setting in standing.columns.items():
        standing.columns[id_] = replace(setting, is_taking_part=id_ in data["columns"])
    for id_, own in standing.own_items.items():
        standing.own_items[id_] = replace(own, is_taking_part=id_ in data["own_items"])
    state.standing[round_id] = standing
    held_at, number = datetime.fromisoformat(data["held_at"]), data["number"]
    purpose = _purpose(data["purpose"])
    _shift(state, number, by=1)
    made = Round(
        round_id, state.card_id, number, data["name"], held_at, closed_at=held_at, purpose=purpose
    )
    rounds = [*state.rounds.values(), made]
    state.rounds = {each.id: each for each in sorted(rounds, key=lambda each: each.number)}


def _take_out(state: Replayed, round_id: str) -> None:
    gone = state.rounds.pop(round_id)
    del state.standing[round_id]
    state.answers = {at: told for at, told in state.answers.items() if at.round_id != round_id}
    _shift(state, gone.number, by=-1)


def _shift(state: Replayed, number: int, *, by: int) -> None:
    """Count the rounds from a number on up or down."""
    for each in state.rounds.values():
        if each.number >= number:
            state.rounds[each.id] = replace(each, number=each.number + by)


def _change(
    state: Replayed,
    round_id: str,
    *,
    name: str,
    closes_on: str | None,
    purpose: str | None,
) -> None:
    state.rounds[round_id] = replace(
        state.rounds[round_id], name=name, closes_on=_day(closes_on), purpose=_purpose(purpose)
    )


def _close(state: Replayed, round_id: str, at: datetime | None) -> None:
    state.rounds[round_id] = replace(state.rounds[round_id], closed_at=at)


def _purpose(slug: str | None) -> RoundPurpose | None:
    return RoundPurpose(slug) if slug else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
