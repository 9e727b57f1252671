"""The calendar file, read back by icalendar as Outlook would read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from icalendar import Calendar, Event

from indsatskort.exchange.calendar import calendar, calendar_name
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action, ActionStatus, FollowUpDate, Rhythm
from tests.exchange.filled import HOSTILE, a_named, example, texts

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def an_action(what: str = "Søndagscafé", **changes: object) -> Action:
    action = Action(
        id="action-1",
        card_id="card",
        item_id="D1.1.8",
        what=what,
        why="",
        values=(),
        lead="Plejecenterleder",
        contributions={},
        first_step="Ring til foreningen",
        first_step_on=date(2026, 12, 5),
        deadline=date(2027, 2, 1),
        sign="",
        resources="",
        barriers=(),
        barrier_note="",
        phase=None,
        done_tasks=(),
        status=ActionStatus.AS_AGREED,
        created_at=NOW,
        finished_at=None,
        position=0,
        version=1,
    )
    return replace(action, **changes)  # type: ignore[arg-type]


def entries(*actions: Action, dates: tuple[FollowUpDate, ...] = ()) -> list[Event]:
    file = calendar(example().card, actions, dates, plan_content(), made_at=NOW)
    read = Calendar.from_ical(file)
    assert read["version"] == "2.0"
    return list(read.walk("VEVENT"))


def test_an_action_has_its_first_step_and_its_deadline_as_whole_days() -> None:
    step, deadline = entries(an_action())

    assert (step["summary"], step.start) == ("Første skridt: Søndagscafé", date(2026, 12, 5))
    assert (deadline["summary"], deadline.start) == ("Frist: Søndagscafé", date(2027, 2, 1))
    assert deadline.end == date(2027, 2, 2)
    assert "Tovholder: Plejecenterleder" in deadline["description"]
    assert "Går som aftalt" in deadline["description"]


def test_follow_up_days_stand_in_the_calendar() -> None:
    (entry,) = entries(dates=(FollowUpDate(Rhythm.SIX_WEEKS, date(2027, 1, 2), is_set=False),))

    assert entry["summary"] == "Handleplan: Kort opfølgning"
    assert entry.start == date(2027, 1, 2)


def test_a_newer_file_moves_an_entry_instead_of_doubling_it() -> None:
    before = {each["uid"] for each in entries(an_action())}
    after = {each["uid"] for each in entries(an_action(what="Torsdag", deadline=date(2028, 1, 1)))}

    assert before == after
    assert len(before) == 2


def test_what_is_done_or_has_no_day_takes_no_room() -> None:
    assert entries(an_action(status=ActionStatus.DONE)) == []
    assert len(entries(an_action(first_step_on=None, deadline=None))) == 0
    assert "Tovholder: mangler" in entries(an_action(lead=""))[0]["description"]


@given(texts)
def test_any_text_comes_back_and_becomes_nothing_else(text: str) -> None:
    _, deadline = entries(an_action(what=text, lead=text))

    assert str(deadline["summary"]).replace("\n", "") == f"Frist: {text}".replace("\n", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_files_name_is_safe_whatever_people_wrote(text: str) -> None:
    name = calendar_name(a_named('Å/b\\c:"*?'), NOW.date(), text)

    assert name.endswith(" 2026-11-21.ics")
    assert not set(name) & set('/\\:*?"<>|\n\t')
