"""What was written in an action before, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from indsatskort.cards.model import FilledCard
from indsatskort.danish import date_text, join_words, time_text
from indsatskort.plan import erasing, service
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action, AnchoringPhase, Barrier, ResidentValue
from indsatskort.ui import pieces
from indsatskort.ui.here import Here, press, read

MOST_SHOWN = 40

FIELDS: Mapping[str, str] = {
    "what": "Hvad",
    "item_id": "Indsats",
    "why": "Hvorfor for beboerne",
    "values": "Værdier",
    "lead": "Tovholder",
    "contributions": "Bidrag",
    "first_step": "Første skridt",
    "first_step_on": "Første skridt senest",
    "deadline": "Frist",
    "sign": "Tegn på, at det virker",
    "resources": "Ressourcer",
    "barriers": "Barrierer",
    "barrier_note": "Om barriererne",
    "phase": "Fase",
}


def history(here: Here, action: Action, filled: FilledCard) -> None:
    with st.expander("Tidligere udgaver"):
        if here.is_facilitator:
            _erasing(action)
        for each in read(service.read_action_history, action.id)[:MOST_SHOWN]:
            by = f" · {escape(each.alias)}" if each.alias else ""
            gone = "" if each.changed else " · slettet"
            st.html(
                f'<p class="quiet">{date_text(each.at)} {time_text(each.at)}{by}{gone}</p>'
                f"{_changes(each.changed, filled)}"
            )


def _erasing(action: Action) -> None:
    with st.popover("Slet de tidligere udgaver", type="tertiary"):
        st.write(
            "Til når nogen har skrevet et navn. Ret først teksten i handlingen. Så bliver alt, hvad der "
            "har stået før, slettet for altid."
        )
        st.button(
            "Slet dem",
            key=f"plan-erase-{action.id}",
            on_click=press,
            args=(erasing.erase_versions, action.id),
        )


def _changes(changed: Mapping[str, object], filled: FilledCard) -> str:
    rows = []
    for name, now in changed.items():
        said = _said(name, now, filled)
        rows.append(
            f"<dt>{FIELDS.get(name, name)}</dt><dd>{pieces.says(said or 'Ingen tekst')}</dd>"
        )
    return f'<dl class="plan-reading">{"".join(rows)}</dl>' if rows else ""


def _said(name: str, now: object, filled: FilledCard) -> str:
    """A written part as it stands in an event, in words; empty when it was emptied."""
    say = SAY.get(name)
    return say(now, filled) if say and now else str(now or "")


def _item(now: Any, filled: FilledCard) -> str:
    item = filled.item_by_id.get(now)
    return f"{item.number} {item.title}" if item else "En indsats, der er taget ud"


def _contributions(now: Any, filled: FilledCard) -> str:
    columns = {each.id: each.name for each in filled.columns}
    return "\n".join(f"{columns.get(id_, 'En kolonne')}: {text}" for id_, text in now.items())


SAY: Mapping[str, Callable[[Any, FilledCard], str]] = {
    "item_id": _item,
    "contributions": _contributions,
    "first_step_on": lambda now, _: date_text(date.fromisoformat(now)),
    "deadline": lambda now, _: date_text(date.fromisoformat(now)),
    "values": lambda now, _: join_words(plan_content().values[ResidentValue(v)] for v in now),
    "barriers": lambda now, _: join_words(plan_content().barriers[Barrier(b)] for b in now),
    "phase": lambda now, _: plan_content().phases[AnchoringPhase(now)].label,
}
