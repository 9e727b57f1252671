"""The plan as a calendar file: deadlines, first steps and follow-up days, for Outlook and phones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from indsatskort.cards.model import Card
from indsatskort.exchange.workbook import workbook_name
from indsatskort.exchange.workbook.inert import possible
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action, ActionStatus, FollowUpDate

MEDIA_TYPE = "text/calendar; charset=utf-8"
A_DAY = timedelta(days=1)


def calendar(
    card: Card,
    actions: Iterable[Action],
    dates: Iterable[FollowUpDate],
    content: PlanContent,
    *,
    made_at: datetime,
) -> bytes:
    """All-day entries: for each action that is not done its first step and its deadline, and the days
    of following up. An entry keeps its id, so that a newer file moves it instead of doubling it."""
    book = Calendar()
    book.add("prodid", "-//Indsatskort//Handleplan//DA")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", f"Handleplan · {possible(card.municipality)}")
    for action in actions:
        for entry in _entries(action, content, made_at):
            book.add_component(entry)
    for each in dates:
        words = f"Handleplan: {content.rhythm_labels[each.rhythm]}"
        about = f"{content.rhythm_help[each.rhythm]}. Gå handlingerne igennem en ad gangen."
        book.add_component(_day(f"{card.id}-{each.rhythm}", each.on, words, about, made_at))
    file: bytes = book.to_ical()
    return file


def _entries(action: Action, content: PlanContent, made_at: datetime) -> Iterator[Event]:
    if action.status is ActionStatus.DONE:
        return
    days: Mapping[str, tuple[date | None, str]] = {
        "step": (action.first_step_on, "Første skridt"),
        "deadline": (action.deadline, "Frist"),
    }
    for kind, (on, words) in days.items():
        if on is not None:
            yield _day(
                f"{action.id}-{kind}",
                on,
                f"{words}: {possible(action.what)}",
                "\n".join(_about(action, content)),
                made_at,
            )


def _about(action: Action, content: PlanContent) -> Iterator[str]:
    yield f"Tovholder: {possible(action.lead) or 'mangler'}"
    if action.first_step:
        yield f"Første skridt: {possible(action.first_step)}"
    yield f"Status: {content.status_labels[action.status]}"


def _day(uid: str, on: date, summary: str, description: str, made_at: datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{uid}@indsatskort")
    entry.add("dtstamp", made_at)
    entry.add("dtstart", on)
    entry.add("dtend", on + A_DAY)
    entry.add("summary", summary)
    entry.add("description", description)
    entry.add("categories", ["Handleplan"])
    entry.add("transp", "TRANSPARENT")
    return entry


def calendar_name(card: Card, on: date, about: str = "handleplan") -> str:
    """ "Indsatskort Eksempelkommune handleplan 2026-11-21.ics", without what a file system may not
    hold."""
    return workbook_name(card, on, about).removesuffix(".xlsx") + ".ics"
