"""What the plan's pages say of an action: who leads it, when it is due, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from indsatskort.cards.model import CardItem
from indsatskort.danish import counted, date_text, num
from indsatskort.plan.model import Action, ActionStatus

NO_LEAD = "Mangler tovholder"
NO_DEADLINE = "Ingen frist endnu"


def item_words(action: Action, items: Mapping[str, CardItem]) -> str:
    """*1.1.8 Aktiviteter om aftenen*; empty for an action of no item."""
    if action.item_id is None:
        return ""
    item = items.get(action.item_id)
    return f"{item.number} {item.title}" if item else "En indsats, der er taget ud"


def day_words(day: date | None, otherwise: str = "") -> str:
    return date_text(day) if day else otherwise


def over_words(action: Action, today: date) -> str:
    """*37 dage over fristen*; empty when it is not."""
    days = action.days_over(today)
    return f"{counted(days, 'dag', 'dage')} over fristen" if days else ""


def lead_sentence(actions: Sequence[Action], today: date) -> str:
    """How it goes, in one breath: done and overdue side by side, never blended."""
    if not actions:
        return "Der er ingen handlinger endnu."
    done = sum(each.status is ActionStatus.DONE for each in actions)
    over = sum(each.is_overdue(today) for each in actions)
    say = f"{num(done)} af {counted(len(actions), 'handling', 'handlinger')} er "
    say += "færdig." if done == 1 else "færdige."
    if over:
        say += f" {num(over)} har overskredet fristen."
    elif any(each.is_active and each.deadline for each in actions):
        say += " Ingen har overskredet fristen."
    return say
