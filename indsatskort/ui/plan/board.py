"""The board: four statuses in words, a card for each action, its status changed by a menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from indsatskort.cards.model import CardItem
from indsatskort.plan import rules, service
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action, ActionStatus
from indsatskort.ui.here import Here, press
from indsatskort.ui.plan import words
from indsatskort.ui.plan.place import address


def board(
    here: Here, actions: Sequence[Action], items: Mapping[str, CardItem], today: date
) -> None:
    """Four columns; under 900 px one list with headings. Empty ones stand only where there is room."""
    with st.container(key="plan-board"):
        for status, label in plan_content().status_labels.items():
            mine = [each for each in actions if each.status is status]
            with st.container(key=f"plan-{status}"):
                empty = "" if mine else ' class="is-empty"'
                st.html(f"<h2{empty}>{escape(label)} · {len(mine)}</h2>")
                for action in mine:
                    with st.container(key=f"plan-card-{action.id}"):
                        st.html(card(here, action, items, today))
                        if rules.can_plan(here.who):
                            status_menu(action, key="board")


def card(here: Here, action: Action, items: Mapping[str, CardItem], today: date) -> str:
    """What, item, lead role, deadline; and plainly what is overdue or missing."""
    item = escape(words.item_words(action, items))
    lead = f'<p dir="auto">{escape(action.lead)}</p>' if action.lead else ""
    deadline = words.day_words(action.deadline)
    due = f'<p><span class="quiet">Frist</span> {deadline}</p>' if deadline else ""
    plain = [words.over_words(action, today)] + [words.NO_LEAD] * (not action.lead)
    heavy = "".join(f'<p class="heavy">{escape(each)}</p>' for each in plain if each)
    return (
        f'<h3><a href="{escape(address(here, action.id))}" target="_self" dir="auto">'
        f"{escape(action.what)}</a></h3>"
        + (f'<p class="quiet" dir="auto">{item}</p>' if item else "")
        + lead
        + (due or f'<p class="quiet">{words.NO_DEADLINE}</p>')
        + heavy
    )


def status_menu(action: Action, key: str) -> None:
    """The menu that changes a status; its key holds the status it was drawn with, so that another's
    change shows."""
    labels = plan_content().status_labels
    name = f"status-{key}-{action.id}-{action.status}"
    st.selectbox(
        f"Status for {action.what}",
        list(labels),
        index=list(labels).index(action.status),
        format_func=lambda status: labels[status],
        key=name,
        label_visibility="collapsed",
        on_change=_set_status,
        args=(action.id, name),
    )


def _set_status(action_id: str, name: str) -> None:
    chosen: ActionStatus | None = st.session_state.get(name)
    if chosen is not None:
        press(service.set_status, action_id, chosen)


def listing(
    here: Here, actions: Sequence[Action], items: Mapping[str, CardItem], today: date
) -> None:
    """All actions as a table, in the plan's order; on a phone each row is a block with its headings."""
    labels = plan_content().status_labels
    heads = ("Hvad", "Indsats", "Tovholder", "Første skridt", "Frist", "Status")
    rows = []
    for each in actions:
        over = words.over_words(each, today)
        cells = (
            escape(words.item_words(each, items)),
            escape(each.lead) or f"<b>{words.NO_LEAD}</b>",
            words.day_words(each.first_step_on),
            words.day_words(each.deadline, words.NO_DEADLINE)
            + (f"<br><b>{escape(over)}</b>" if over else ""),
            escape(labels[each.status]),
        )
        shown = "".join(
            f'<td role="cell" data-head="{head}" dir="auto">{cell}</td>'
            for head, cell in zip(heads[1:], cells, strict=True)
        )
        rows.append(
            f'<tr role="row"><th role="rowheader" scope="row"><a href="{escape(address(here, each.id))}" '
            f'target="_self" dir="auto">{escape(each.what)}</a></th>{shown}</tr>'
        )
    head = "".join(f'<th role="columnheader" scope="col">{each}</th>' for each in heads)
    st.html(
        '<table class="plan-list" role="table"><caption class="vh">Handleplanen</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )
