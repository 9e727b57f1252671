"""*Siden sidst*: the card's events, gathered so that each line says one thing somebody did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from indsatskort.cards.model import Event, EventName, FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import counted, date_text, local, time_text
from indsatskort.tools.content import tools
from indsatskort.ui.front import News
from indsatskort.wording import event_sentence

MOST_NEWS = 6


@dataclass(slots=True)
class _Told:
    """One line under way: the newest event of it, and the items it is about."""

    event: Event
    items: set[str] = field(default_factory=set)


def news(
    events: Iterable[Event], filled: FilledCard, catalogue: Catalogue, now: datetime
) -> list[News]:
    """At most six lines, newest first. `events` come newest first, without one's own."""
    told: dict[object, _Told] = {}
    for event in events:
        key = _key(event, filled)
        if key is None:
            continue
        if key not in told and len(told) == MOST_NEWS:
            break
        line = told.setdefault(key, _Told(event))
        line.items.add(event.item_id or "")
    return [_news(line, filled, catalogue, now) for line in told.values()]


def moment_words(at: datetime, now: datetime) -> str:
    """*I dag kl. 9.12*, *I går kl. 16.05*, *18. november 2026 kl. 9.12*."""
    day, today = local(at).date(), local(now).date()
    return f"{_day_words(day, today)} {time_text(at)}"


def _day_words(day: date, today: date) -> str:
    if day == today:
        return "I dag"
    return "I går" if day == today - timedelta(days=1) else date_text(day)


def _key(event: Event, filled: FilledCard) -> object:
    """Answers of one column in one field on one day are one line, and so is what is written in one
    tool; anything else is its own. What becomes of a comment is told in its thread, and the cells of a
    file by its own line."""
    if event.name in {EventName.COMMENT_RESOLVED, EventName.COMMENT_FLAGGED}:
        return None
    if event.name is EventName.TOOL_CELL_SAVED:
        is_of_a_file = "import_id" in event.data
        return None if is_of_a_file else (event.data["tool"], local(event.at).date())
    if event.name is not EventName.ANSWER_SAVED:
        return event.id
    item = filled.item_by_id.get(event.item_id or "")
    if item is None or event.actor_id not in filled.column_by_id:
        return None
    return event.actor_id, item.field_id, local(event.at).date()


def _news(line: _Told, filled: FilledCard, catalogue: Catalogue, now: datetime) -> News:
    when = moment_words(line.event.at, now)
    if line.event.name is EventName.COMMENT_ADDED:
        return _commented(line.event, filled, when)
    if line.event.name is EventName.TOOL_CELL_SAVED and (
        tool := tools().get(line.event.data["tool"])
    ):
        return News(when, "Der er skrevet i redskabet", tool.title)
    if line.event.name is not EventName.ANSWER_SAVED:
        return News(when, event_sentence(line.event.name, line.event.data))
    column = filled.column_by_id[line.event.actor_id or ""]
    item = filled.item_by_id[line.event.item_id or ""]
    if len(line.items) == 1:
        return News(when, f"{column.name} har skrevet om", item.title)
    field_name = catalogue.field_by_id[item.field_id].name
    many = counted(len(line.items), "indsats", "indsatser")
    return News(when, f"{column.name} har skrevet om {many} i", field_name)


def _commented(event: Event, filled: FilledCard, when: str) -> News:
    item = filled.item_by_id.get(event.item_id or "")
    column = filled.column_by_id.get(event.data.get("column") or "")
    by = column.name if column else event.alias
    if item is None or not by:
        return News(when, event_sentence(event.name, event.data))
    return News(when, f"{by} har skrevet en kommentar til", item.title)
