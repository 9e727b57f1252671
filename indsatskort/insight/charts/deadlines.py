"""The picture "Sker det?": each action from its start to its deadline, with today as a line.

HTML, so that the same picture prints on A4 and folds on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from indsatskort.danish import counted, date_short, join_words, local, num
from indsatskort.insight.charts.markup import text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.happening import Happening, happening, most_pressing
from indsatskort.insight.tables import actions_table
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action, ActionStatus

NO_ACTIONS = "Der er ingen handlinger i handleplanen endnu. I laver dem ud fra de valgte indsatser."


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that the picture covers."""

    start: date
    end: date
    today: date

    def share(self, day: date) -> float:
        """Where a day stands, in per cent of the width."""
        whole = (self.end - self.start).days or 1
        return 100 * (day - self.start).days / whole


def picture(
    actions: Sequence[Action],
    content: PlanContent,
    today: date,
    *,
    question: str = "Sker det?",
    most: int = 6,
) -> Picture:
    """By deadline; of more than `most`, the overdue and the nearest are drawn, the table has all."""
    shown = most_pressing(actions, today, most)
    return Picture(
        slug="actions",
        question=question,
        sentence=_sentence(actions, len(shown), today),
        html=_drawn(shown, content, today) if shown else None,
        table=actions_table(actions, content, today).frame() if actions else None,
        definitions=("actions",) if actions else (),
    )


def _sentence(actions: Sequence[Action], shown: int, today: date) -> str:
    if not actions:
        return NO_ACTIONS
    found = happening(actions, today)
    parts = [f"{num(found.done)} af {counted(found.total, 'handling', 'handlinger')} er færdig"]
    parts[0] += "." if found.done == 1 else "e."
    if found.overdue:
        parts.append(f"{num(found.overdue)} har overskredet fristen.")
    if rest := _others(found):
        parts.append(rest)
    if shown < len(actions):
        parts.append(
            f"Her er de {num(shown)}, der haster mest. Handleplanen har {num(len(actions) - shown)} til."
        )
    return " ".join(parts)


def _others(found: Happening) -> str:
    told = [
        f"{num(count)} {words}"
        for count, words in (
            (found.as_agreed, "går som aftalt"),
            (found.needs_talk, "kræver drøftelse"),
            (found.paused, "er sat på pause"),
        )
        if count
    ]
    return f"{join_words(told)}." if told else ""


def _drawn(shown: Sequence[Action], content: PlanContent, today: date) -> str:
    span = _span(shown, today)
    at = span.share(today)
    edge = " ch-left" if at < 15 else " ch-right" if at > 85 else ""
    head = (
        f'<div class="ch-act ch-act-head" aria-hidden="true"><b></b><p><span class="ch-day{edge}" '
        f'style="left:{at:.1f}%">i dag {today.day}.{today.month}.</span></p></div>'
    )
    return (
        f'<div class="ch-acts">{head}{"".join(_row(each, content, span) for each in shown)}</div>'
    )


def _span(shown: Sequence[Action], today: date) -> _Span:
    starts = [local(action.created_at).date() for action in shown]
    ends = [action.deadline for action in shown if action.deadline]
    return _Span(min([*starts, *ends, today]), max([*ends, today + timedelta(days=7)]), today)


def _row(action: Action, content: PlanContent, span: _Span) -> str:
    return (
        f'<div class="ch-act"><b dir="auto"><span>{text(action.what)}</span><small>{_state(action, content, span)}'
        f'</small></b><p aria-hidden="true">{_track(action, span)}</p></div>'
    )


def _state(action: Action, content: PlanContent, span: _Span) -> str:
    days = action.days_over(span.today)
    over = f"<strong>{counted(days, 'dag', 'dage')} over fristen</strong>" if days else ""
    due = f"frist {date_short(action.deadline)}" if action.deadline else "uden frist"
    lead = text(action.lead) if action.lead else ""
    label = text(content.status_labels[action.status])
    return " · ".join(part for part in (label, over, due, lead) if part)


def _track(action: Action, span: _Span) -> str:
    today = f'<i class="ch-today" style="left:{span.share(span.today):.1f}%"></i>'
    if action.deadline is None:
        return today
    start = span.share(min(local(action.created_at).date(), action.deadline))
    end = span.share(action.deadline)
    paused = " ch-paused" if action.status is ActionStatus.PAUSED else ""
    line = f'<i class="ch-line{paused}" style="left:{start:.1f}%;width:{end - start:.1f}%"></i>'
    over = ""
    if action.is_overdue(span.today):
        past = span.share(span.today) - end
        over = f'<i class="ch-over" style="left:{end:.1f}%;width:{past:.1f}%"></i>'
    done = " ch-done" if action.status is ActionStatus.DONE else ""
    return f'{today}{line}{over}<i class="ch-ring{done}" style="left:{end:.1f}%"></i>'
