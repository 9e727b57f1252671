"""The picture "Hvad er der sket på kortet?": rounds as lines, answers by month, choices and actions as rings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from indsatskort.cards.model import FilledCard, Round
from indsatskort.danish import counted, date_short, local, num
from indsatskort.insight.charts.markup import hidden, text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.tables import Row, Table

TALLEST = 34  # px


class MilestoneKind(StrEnum):
    """The rows that things which happened once stand in."""

    COLUMN = "column"
    CHOICE = "choice"
    ACTION = "action"
    DONE = "done"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened on the card, in a Danish sentence that may hold people's words."""

    at: datetime
    kind: MilestoneKind
    sentence: str


ROWS = (
    (MilestoneKind.COLUMN, "Kolonner kommet til eller taget ud"),
    (MilestoneKind.CHOICE, "Indsatser valgt"),
    (MilestoneKind.ACTION, "Nye handlinger"),
    (MilestoneKind.DONE, "Handlinger færdige"),
)


def picture(cards: Sequence[FilledCard], milestones: Sequence[Milestone], today: date) -> Picture:
    """`cards` are all rounds, the first one first; `milestones` in any order."""
    start = min(local(card.round.opened_at).date() for card in cards)
    end = max(today, start + timedelta(days=30))
    months = _months(cards)
    rows = [_round(card.round, start, end, today) for card in cards]
    rows.append(_answers(months, start, end))
    rows += [_dots(kind, words, milestones, start, end) for kind, words in ROWS]
    return Picture(
        slug="timeline",
        question="Hvad er der sket på kortet?",
        sentence=f"Fra {date_short(start)} til {date_short(today)}. Linje: en runde er åben. Søjler: svar, i "
        "den måned de sidst blev gemt. Ring: noget, der skete den dag.",
        html=f'<div class="ch-acts ch-timeline">{"".join(row for row in rows if row)}</div>',
        table=_table(months, milestones).frame(),
    )


def _share(day: date, start: date, end: date) -> float:
    return min(100.0, max(0.0, 100 * (day - start).days / ((end - start).days or 1)))


def _months(cards: Sequence[FilledCard]) -> Counter[tuple[int, int]]:
    """How many answers were last saved in each month."""
    saved = (
        local(answer.saved_at)
        for card in cards
        for answer in card.answers.values()
        if answer.saved_at and not answer.is_empty
    )
    return Counter((moment.year, moment.month) for moment in saved)


def _row(label: str, small: str, track: str, told: str = "") -> str:
    return (
        f'<div class="ch-act"><b dir="auto"><span>{text(label)}</span><small>{text(small)}</small></b>'
        f'<p aria-hidden="true">{track}</p>{hidden(told) if told else ""}</div>'
    )


def _round(round_: Round, start: date, end: date, today: date) -> str:
    opened = local(round_.opened_at).date()
    closed = local(round_.closed_at).date() if round_.closed_at else None
    left, right = _share(opened, start, end), _share(closed or today, start, end)
    line = f'<i class="ch-line" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>'
    ring = f'<i class="ch-ring{" ch-done" if closed else ""}" style="left:{right:.1f}%"></i>'
    small = f"åbnet {date_short(opened)}, " + (f"lukket {date_short(closed)}" if closed else "åben")
    return _row(round_.name, small, line + ring)


def _answers(months: Counter[tuple[int, int]], start: date, end: date) -> str:
    if not months:
        return ""
    most = max(months.values())
    bars = "".join(
        f'<i class="ch-month" style="left:{_share(date(year, month, 1), start, end):.1f}%;'
        f'height:{max(2, TALLEST * count / most):.0f}px"></i>'
        for (year, month), count in sorted(months.items())
    )
    told = ". ".join(
        f"{month}.{year}: {num(count)}" for (year, month), count in sorted(months.items())
    )
    return _row("Svar gemt", f"flest på en måned: {num(most)}", bars, f"Pr. måned: {told}.")


def _dots(
    kind: MilestoneKind, words: str, milestones: Sequence[Milestone], start: date, end: date
) -> str:
    days = Counter(local(each.at).date() for each in milestones if each.kind is kind)
    if not days:
        return ""
    done = " ch-done" if kind is MilestoneKind.DONE else ""
    rings = "".join(
        f'<i class="ch-ring{done}" style="left:{_share(day, start, end):.1f}%"></i>' for day in days
    )
    small = f"{num(days.total())}, senest {date_short(max(days))}"
    return _row(words, small, rings)


def _table(months: Counter[tuple[int, int]], milestones: Sequence[Milestone]) -> Table:
    """Everything that is drawn, the oldest first; a month's answers stand at its first day."""
    told = [(local(each.at).date(), each.sentence) for each in milestones]
    told += [
        (date(year, month, 1), f"{counted(count, 'svar', 'svar')} gemt i løbet af måneden")
        for (year, month), count in months.items()
    ]
    rows: tuple[Row, ...] = tuple((date_short(day), said) for day, said in sorted(told))
    return Table(("Dato", "Hvad skete der"), rows)
