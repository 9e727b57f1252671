"""The slide about the plan: what is agreed, who leads it, the first step, the deadline, how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indsatskort.danish import counted, date_short, num
from indsatskort.exchange.shortening import WHERE_THE_WHOLE_STANDS, shortened
from indsatskort.exchange.slides.deck import ROOM, Cell, Deck, Run
from indsatskort.exchange.whole import WholeCard
from indsatskort.palette import LIGHT
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action, ActionStatus

WHAT_LENGTH, LEAD_LENGTH, STEP_LENGTH = 110, 60, 100
NO_ACTIONS = (
    "Når I har aftalt, hvem der gør hvad, står handlingerne her med første skridt og frist."
)


def add_plan(deck: Deck, whole: WholeCard, content: PlanContent, today: date) -> None:
    """The actions in the plan's order, as many as there is room for; a sentence without any."""
    actions = whole.actions
    slide = deck.slide(
        _title(actions, today),
        [
            "En tovholder er en rolle, ikke en person.",
            *(
                f"{label}: {content.status_help[each]}"
                for each, label in content.status_labels.items()
            ),
        ],
    )
    if not actions:
        slide.text([NO_ACTIONS], size=16)
        return
    rows = [_row(whole, action, content, today) for action in _in_order(actions)]
    slide.table(
        ("Handling", "Tovholder", "Første skridt", "Frist", "Sådan går det"),
        rows,
        (3.9, 2.1, 2.8, 1.4, ROOM - 10.2),
        bottom=6.5,
        more="Desuden har planen {count} mere. De står i Word-filen.",
    )
    if slide.has_shortened():
        slide.note(WHERE_THE_WHOLE_STANDS)


def _in_order(actions: Sequence[Action]) -> list[Action]:
    """What needs talk first, what is done last; else as the plan has them."""
    order = [
        ActionStatus.NEEDS_TALK,
        ActionStatus.AS_AGREED,
        ActionStatus.PAUSED,
        ActionStatus.DONE,
    ]
    return sorted(actions, key=lambda action: order.index(action.status))


def _title(actions: Sequence[Action], today: date) -> str:
    if not actions:
        return "I har endnu ikke aftalt handlinger"
    active = sum(action.is_active for action in actions)
    done = sum(action.status is ActionStatus.DONE for action in actions)
    over = sum(action.is_overdue(today) for action in actions)
    finished = f"{num(done)} {'færdig' if done == 1 else 'færdige'}"
    told = f"{counted(active, 'handling', 'handlinger')} i gang" + f" og {finished}" * bool(done)
    if over:
        return f"{told} – {num(over)} over fristen"
    return told


def _row(whole: WholeCard, action: Action, content: PlanContent, today: date) -> tuple[Cell, ...]:
    item = whole.newest.item_by_id.get(action.item_id or "")
    what = [Run(shortened(action.what, WHAT_LENGTH), is_bold=True)]
    if item:
        what.append(Run(f"\n{item.number} {item.title}", colour=LIGHT.muted))
    step = shortened(action.first_step, STEP_LENGTH)
    if action.first_step_on:
        step = f"{step} ({date_short(action.first_step_on)})".strip()
    days = action.days_over(today)
    over = f", {counted(days, 'dag', 'dage')} over fristen" * bool(days)
    return (
        what,
        shortened(action.lead, LEAD_LENGTH),
        step,
        date_short(action.deadline) if action.deadline else "Ikke sat",
        f"{content.status_labels[action.status]}{over}",
    )
