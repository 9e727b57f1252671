"""The left side: the programme with its times of day; and what can be changed in it."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.danish import time_text
from indsatskort.tools.content import tools
from indsatskort.ui.workshop.desk import Desk, is_changed, press_now
from indsatskort.ui.workshop.preparing import prepare
from indsatskort.workshop import leading
from indsatskort.workshop.model import Step, StepStatus, WorkshopState
from indsatskort.workshop.programme import tool_step
from indsatskort.workshop.schedule import Slot, outlook, timetable

CHANGEABLE = frozenset({StepStatus.TODO, StepStatus.LEFT_OUT})


def programme(desk: Desk) -> None:
    """The list, how far one is from the plan, and the ways to change and print it."""
    slots = timetable(desk.workshop, desk.meeting.at)
    rows = "".join(_row(slot) for slot in slots)
    st.html(f'<section class="programme"><h2>Program</h2><ol>{rows}</ol></section>')
    if expected := outlook(desk.workshop, desk.meeting.at):
        st.html(f'<p class="meta">{escape(expected.sentence)}</p>')
    if desk.workshop.state is WorkshopState.RUNNING:
        with st.expander("Gå til et trin", key="go-to"):
            _go_to(desk)
    _papers(desk)


def _row(slot: Slot) -> str:
    step = slot.step
    minutes = f"{step.planned_s // 60} min"
    when = time_text(slot.begins_at).removeprefix("kl. ") if slot.begins_at else ""
    is_now = step.status is StepStatus.CURRENT
    here = ' class="now" aria-current="step"' if is_now else ""
    tick = '<span aria-hidden="true">✓ </span>' if step.status is StepStatus.DONE else ""
    silent = '<span class="vh">, er holdt</span>' if tick else ""
    note = f"{minutes} · nu" if is_now else minutes
    return (
        f'<li{here}><span class="when">{when}</span>'
        f"<span><b>{tick}{escape(step.title)}{silent}</b><small>{note}</small></span></li>"
    )


def edit_programme(desk: Desk) -> None:
    """Leave out, prolong and move what is not done; and the ways to end and to begin again."""
    for step in desk.workshop.steps:
        if step.status is not StepStatus.DONE:
            _edit_row(desk, step)
    if desk.workshop.state is not WorkshopState.CLOSED:
        _put_tool_on(desk)
    _silence(desk)
    if desk.workshop.state is WorkshopState.RUNNING:
        is_sure = st.checkbox("Ja, mødet er slut", key="sure-to-end")
        st.button("Slut mødet", disabled=not is_sure, key="end", **desk.lead(leading.end))
    else:
        prepare("Begynd forfra med dette program", is_first=False)


def _put_tool_on(desk: Desk) -> None:
    """Any companion tool as a step more, with its usual time; moved and prolonged like the others."""
    on = {step.id for step in desk.workshop.steps}
    left = {slug: tool for slug, tool in tools().items() if tool_step(tool).id not in on}
    with st.container(horizontal=True, vertical_alignment="bottom", key="put-tool-on"):
        slug = st.selectbox(
            "Sæt et redskab på programmet",
            list(left),
            index=None,
            placeholder="Vælg et redskab",
            format_func=lambda each: f"{left[each].title} ({left[each].time.lower()})",
            key=f"tool-to-put-on-{len(left)}",
        )
        st.button(
            "Sæt på",
            key=f"put-on-{len(left)}",
            disabled=slug is None,
            **desk.lead(leading.put_tool_on, slug),
        )


def _silence(desk: Desk) -> None:
    is_on = desk.workshop.is_silence_on
    st.toggle(
        "Egen vurdering i stilhed før hver indsats",
        is_on,
        key=f"silence-{is_on}",
        help="Hver svarer for sig på telefonen, og ingen ser, hvem der svarede hvad.",
        on_change=_set_silence,
        args=(is_on,),
    )


def _set_silence(drawn: bool) -> None:
    if is_changed(f"silence-{drawn}", drawn):
        press_now(leading.set_silence, is_on=not drawn)


def _edit_row(desk: Desk, step: Step) -> None:
    is_out = step.status is StepStatus.LEFT_OUT
    key = f"{step.id}-{desk.workshop.id}"
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key=f"step-{key}"
    ):
        st.html(f"<p><b>{escape(step.title)}</b>{' · ikke med' if is_out else ''}</p>")
        minutes = step.planned_s // 60
        name = f"minutes-{key}-{minutes}"
        st.number_input(
            f"Minutter til {step.title}",
            1,
            180,
            minutes,
            key=name,
            label_visibility="collapsed",
            width=96,
            on_change=_plan,
            args=(step.id, name, minutes),
        )
        if step.status in CHANGEABLE:
            for by, sign, words in ((-1, "↑", "op"), (1, "↓", "ned")):
                st.button(
                    sign,
                    key=f"{words}-{key}",
                    help=f"Flyt {step.title} {words}",
                    **desk.lead(leading.move_step, step.id, by),
                )
            st.button(
                "Tag med" if is_out else "Spring over",
                key=f"out-{key}",
                **desk.lead(leading.leave_step_out, step.id, is_left_out=not is_out),
            )


def _plan(step_id: str, name: str, drawn: int) -> None:
    if is_changed(name, drawn):
        press_now(leading.plan_step, step_id, int(st.session_state[name]))


def _go_to(desk: Desk) -> None:
    others = [
        step
        for step in desk.workshop.steps
        if step.status not in {StepStatus.CURRENT, StepStatus.LEFT_OUT}
    ]
    for step in others:
        st.button(
            step.title,
            key=f"go-{step.id}",
            width="stretch",
            **desk.lead(leading.go_to_step, step.id),
        )


def _papers(desk: Desk) -> None:
    som = escape(desk.here.who.membership_id)
    st.html(
        '<p class="papers">'
        f'<a href="/drejebog?som={som}" target="_blank">Udskriv drejebog</a>'
        f'<a href="/strimler?som={som}" target="_blank">Udskriv strimler med QR-koder</a></p>'
    )
