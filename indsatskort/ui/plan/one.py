"""One action: written together, with its status, checklist, notes and history."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.cards.model import FilledCard
from indsatskort.danish import date_text, join_words, local
from indsatskort.errors import NotFoundError
from indsatskort.plan import rules, service
from indsatskort.plan.content import PlanContent, plan_content
from indsatskort.plan.model import Action, ActionStatus, FollowUp
from indsatskort.ui import pieces
from indsatskort.ui.action_editor import action_editor
from indsatskort.ui.here import Here, attempt, press, read
from indsatskort.ui.plan import words
from indsatskort.ui.plan.history import history
from indsatskort.ui.plan.place import close_action
from indsatskort.ui.renewed import key_of, renew


def one(here: Here, action_id: str, filled: FilledCard, now: datetime) -> None:
    """The page of one action."""
    st.button("‹ Hele handleplanen", type="tertiary", on_click=close_action, key="plan-back")
    try:
        action = read(service.read_action, action_id)
    except NotFoundError:
        st.title("Handlingen er her ikke", anchor=False)
        st.write(
            "Den er taget ud af handleplanen. Under hele handleplanen kan I sætte den ind igen."
        )
        return
    st.title(action.what, anchor=False)
    today = local(now).date()
    _standing(here, action, today)
    with st.container(key="plan-one"):
        with st.container(key="plan-written"):
            if rules.can_plan(here.who):
                action_editor(action, filled, here.who, now, key=f"action-{action.id}")
            else:
                st.html(reading(action, filled, plan_content()))
        with st.container(key="plan-followed"):
            _notes(here, action, today)
            _checklist(here, action)
            history(here, action, filled)
            if rules.can_plan(here.who):
                _taking_out(action)


def _taking_out(action: Action) -> None:
    with st.expander("Tag handlingen ud af handleplanen"):
        st.write("Den bliver gemt, og I kan sætte den ind igen under hele handleplanen.")
        st.button("Tag den ud", on_click=_remove, args=(action.id,), key="plan-remove")


def _standing(here: Here, action: Action, today: date) -> None:
    """How it goes, in words, with the menu that changes it."""
    over = words.over_words(action, today)
    with st.container(key="plan-standing", horizontal=True):
        labels = plan_content().status_labels
        if rules.can_plan(here.who):
            name = f"status-one-{action.id}-{action.status}"
            st.selectbox(
                "Hvordan går det?",
                list(labels),
                index=list(labels).index(action.status),
                format_func=lambda status: labels[status],
                key=name,
                width=260,
                on_change=_set_status,
                args=(action.id, name),
            )
        else:
            st.html(f"<p><b>{escape(labels[action.status])}</b></p>")
        if over:
            st.html(f'<p class="heavy">{escape(over)}</p>')


def _set_status(action_id: str, name: str) -> None:
    chosen: ActionStatus | None = st.session_state.get(name)
    if chosen is not None:
        press(service.set_status, action_id, chosen)


def reading(action: Action, filled: FilledCard, content: PlanContent) -> str:
    """All that is written, for those who read."""
    rows = [
        ("Indsats på kortet", words.item_words(action, filled.item_by_id)),
        ("Hvorfor for beboerne", action.why),
        ("Værdier", join_words(content.values[each] for each in action.values)),
        ("Tovholder", action.lead or words.NO_LEAD),
        ("Første skridt", action.first_step),
        ("Gøres senest", words.day_words(action.first_step_on)),
        ("Frist", words.day_words(action.deadline, words.NO_DEADLINE)),
        *(
            (f"Bidrag fra {column.name}", action.contributions.get(column.id, ""))
            for column in filled.columns
        ),
        ("Sådan ser vi, at det virker", action.sign),
        ("Ressourcer", action.resources),
        ("Barrierer", join_words(content.barriers[each] for each in action.barriers)),
        ("Det gør vi ved det", action.barrier_note),
        ("Fase", content.phases[action.phase].label if action.phase else ""),
    ]
    shown = "".join(
        f'<dt dir="auto">{escape(name)}</dt><dd>{pieces.says(text)}</dd>'
        for name, text in rows
        if text
    )
    return f'<dl class="plan-reading">{shown}</dl>'


def _checklist(here: Here, action: Action) -> None:
    """The tasks of the action's phase; those ticked in other phases are counted, not hidden."""
    if action.phase is None:
        return
    guide = plan_content().phases[action.phase]
    st.subheader(f"Tjekliste for fasen {guide.label}", anchor=False)
    for task in guide.tasks:
        is_done = task.id in action.done_tasks
        name = f"task-{action.id}-{task.id}-{is_done}"
        st.checkbox(
            task.text,
            is_done,
            key=name,
            disabled=not rules.can_plan(here.who),
            on_change=press,
            args=(service.tick_task, action.id, task.id),
            kwargs={"is_done": not is_done},
        )
    st.html(
        pieces.meta(
            f"Kilde: {guide.source}, i vores ord og overført fra boligområder til plejecentre."
        )
    )


def _notes(here: Here, action: Action, today: date) -> None:
    notes = read(service.read_follow_ups).get(action.id, ())
    st.subheader("Opfølgning", anchor=False)
    if rules.can_plan(here.who):
        _new_note(action, today)
    if not notes:
        st.html(pieces.meta("Ingen noter endnu."))
    for note in reversed(notes):
        _note(here, note)


def _new_note(action: Action, today: date) -> None:
    labels = plan_content().status_labels
    name, on = f"kept-note-{action.id}", f"note-on-{action.id}"
    status = f"note-status-{action.id}-{action.status}"
    with st.form(f"note-{action.id}", border=False):
        st.text_area(
            "Hvordan går det?",
            key=key_of(name),
            max_chars=rules.MAX_TEXT_LENGTH,
            placeholder="Hvad er sket siden sidst? Hvad er næste skridt?",
            height=96,
        )
        st.caption(pieces.ROLES_NOT_NAMES)
        with st.container(horizontal=True, vertical_alignment="bottom", key="plan-note-foot"):
            st.date_input("Dato", today, format="DD.MM.YYYY", width=180, key=on)
            st.selectbox(
                "Status nu",
                list(labels),
                index=list(labels).index(action.status),
                format_func=lambda each: labels[each],
                width=240,
                key=status,
            )
            st.form_submit_button(
                "Gem noten",
                type="primary",
                on_click=_save_note,
                args=(action.id, name, on, status),
            )


# In a callback, which comes first in a run: another run may cut a page short, but never a press.
def _save_note(action_id: str, name: str, on: str, status: str) -> None:
    said = st.session_state
    text = said[key_of(name)]
    if attempt(service.follow_up, action_id, text, status=said[status], on=said[on]):
        renew(name)


def _note(here: Here, note: FollowUp) -> None:
    status = plan_content().status_labels[note.status]
    by = f" · {escape(note.alias)}" if note.alias else ""
    with st.container(key=f"plan-note-{note.id}"):
        st.html(
            f'<p class="quiet">{date_text(note.on)} · {escape(status)}{by}</p>'
            + (pieces.says(note.text) if note.text else "")
        )
        if here.who.role is Role.FACILITATOR or (
            rules.can_plan(here.who) and note.alias == here.who.alias
        ):
            with st.popover("Slet noten", type="tertiary"):
                st.write("Noten bliver slettet for altid.")
                st.button(
                    "Slet den",
                    key=f"plan-delete-{note.id}",
                    on_click=press,
                    args=(service.remove_follow_up, note.id),
                )


def _remove(action_id: str) -> None:
    if attempt(service.remove_action, action_id):
        close_action()
