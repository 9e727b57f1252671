"""The middle: where the room is, the one way forward, the clock, what to read aloud, and the way back."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from indsatskort.danish import counted
from indsatskort.errors import InvalidInputError
from indsatskort.tools.content import tools
from indsatskort.ui.here import press
from indsatskort.ui.tools import tool_url
from indsatskort.ui.workshop import words
from indsatskort.ui.workshop.desk import Desk, is_changed, press_now
from indsatskort.ui.workshop_clock import ticking_clock
from indsatskort.workshop import leading, moves, pacing, schedule
from indsatskort.workshop.model import Phase, StepKind, Workshop, WorkshopState
from indsatskort.workshop.programme import guide, phase_guide

TALKING = (Phase.SILENT, Phase.SHOWN, Phase.TALK, Phase.WRITE)
FEWEST_CHOSEN_WORDS = "Hvorfor færre end tre eller flere end fem? (kun hvis I gør det)"


def heading(desk: Desk) -> None:
    """Title and line at the left, the one primary button at the right."""
    title, line = _title(desk)
    with st.container(key="meeting-head"):
        st.html(
            f'<div class="meeting-title"><h1 dir="auto">{escape(title)}</h1><p>{line}</p></div>'
        )
        if desk.workshop.state is WorkshopState.CLOSED:
            st.button("Tag mødet op igen", key="begin-again", **desk.lead(leading.begin))
        else:
            _next_button(desk)


def _next_button(desk: Desk) -> None:
    """Its key has the place: a second press meant for what stood here before does nothing, and the
    button stays the same one under the finger until the room moves."""
    act = leading.begin if desk.workshop.state is WorkshopState.DRAFT else leading.next_step
    more: dict[str, Any] = {}
    if desk.workshop.phase is Phase.DRAFTING:
        more["reason"] = st.session_state.get("why-so-many", "")
    st.button(
        words.next_words(desk.workshop),
        type="primary",
        key=f"next-{desk.workshop.place}",
        **desk.lead(act, **more),
    )


def _title(desk: Desk) -> tuple[str, str]:
    workshop = desk.workshop
    if workshop.state is WorkshopState.CLOSED:
        return "Mødet er slut", "Ingen kan længere se, hvem der lagde hvilke prikker."
    if workshop.step is None:
        return "Mødet er klar", "Se programmet igennem, åbn døren, og begynd, når folk sidder ned."
    if workshop.item_id:
        entry = workshop.listed[workshop.discussed]
        item = desk.items.get(entry.item_id)
        why = " ".join(entry.reasons)
        place = f"{workshop.step.title} · {workshop.discussed + 1} af {len(workshop.listed)}"
        return place, f'<b dir="auto">{escape(item.title if item else "")}</b> {escape(why)}'
    return workshop.step.title, escape(_line(desk))


def _line(desk: Desk) -> str:
    workshop = desk.workshop
    assert workshop.step is not None  # noqa: S101 - the caller has looked
    if workshop.step.kind is StepKind.VOTE:
        vote = workshop.vote
        return (
            f"{counted(vote.dots, 'prik', 'prikker')} til hver, højst {vote.most_per_item} på samme "
            f"indsats · {counted(len(desk.meeting.votable), 'indsats', 'indsatser')}"
        )
    if workshop.phase is Phase.LISTED:
        return pace(desk) or "Listen er tom. Føj indsatser til nedenfor, eller gå videre."
    return guide(workshop.step.kind, workshop.step.id).goal


def phase_bar(desk: Desk) -> None:
    """Where the room is with an item; only moves that exist can be made."""
    now = desk.workshop.phase
    if now not in TALKING:
        return
    open_ = [each for each in TALKING if each is now or _can_move(desk, each)]
    st.segmented_control(
        "Fase for denne indsats",
        [each.value for each in open_],
        format_func=_phase_name,
        default=now.value,
        key=f"phase-{now}",
        required=True,
        on_change=_go_to_phase,
        args=(desk,),
        width="stretch",
    )


def _phase_name(value: str) -> str:
    found = phase_guide(Phase(value))
    return f"{TALKING.index(Phase(value)) + 1} {found.title}" if found else value


def _can_move(desk: Desk, phase: Phase) -> bool:
    """Asked of the rule itself, which is pure."""
    try:
        moves.to_phase(desk.workshop, phase, desk.meeting.at)
    except InvalidInputError:
        return False
    return True


def _go_to_phase(desk: Desk) -> None:
    now = desk.workshop.phase
    if is_changed(f"phase-{now}", now.value):
        given = desk.lead(leading.go_to_phase, Phase(st.session_state[f"phase-{now}"]))
        press(*given["args"])


def clock(desk: Desk) -> None:
    """The clock that all see, with what can be done to it."""
    shown = desk.workshop.clock
    if desk.workshop.state is not WorkshopState.RUNNING or not shown.planned_s:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="meeting-clock"):
        ticking_clock(shown, desk.meeting.at, key="clock")
        if shown.is_running:
            st.button("Pause", key="pause", on_click=press_now, args=(leading.pause_clock,))
        elif shown.is_paused:
            st.button("Fortsæt", key="resume", on_click=press_now, args=(leading.resume_clock,))
        for sign, seconds in (("+ 1 min", 60), ("− 1 min", -60)):
            st.button(
                sign,
                key=f"shift{seconds}",
                on_click=press_now,
                args=(leading.shift_clock, seconds),
            )


def script(desk: Desk) -> None:
    """What to read aloud just now, and behind it goal, how, who and Plan B."""
    step = desk.workshop.step
    here = guide(step.kind, step.id) if step else guide(StepKind.WELCOME)
    phase = phase_guide(desk.workshop.phase)
    aloud = phase.read_aloud if phase else here.read_aloud
    if desk.workshop.state is WorkshopState.CLOSED:
        return
    st.html(
        f'<section class="aloud"><h2>Læs højt</h2><blockquote>»{escape(aloud)}«</blockquote></section>'
    )
    if step and (tool := tools().get(step.tool)):
        address = tool_url(tool, desk.here.who.membership_id)
        st.html(
            f'<p><a href="{escape(address)}" target="_blank">Skriv sammen i redskabet '
            f"{escape(tool.title)}</a> (åbner i et nyt vindue)</p>"
        )
    with st.expander("Mål og Plan B", key="plan-b"):
        rows = {
            "Mål": here.goal,
            "Hvordan": here.how,
            "Hvem": here.who,
            "Plan B": here.plan_b,
        }
        if phase:
            rows = {"Begynd trinet med": here.read_aloud, **rows}
        listed = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in rows.items())
        st.html(f'<dl class="plan">{listed}</dl>')


def undo(desk: Desk) -> None:
    """What was done last, by whom, and the way back."""
    if desk.done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-line"):
        st.html(f'<p class="meta">{escape(words.done_words(desk.done, desk.workshop))}</p>')
        st.button("↶ Fortryd", key=f"undo-{desk.done.at.timestamp()}", **desk.lead(leading.undo))


def pace(desk: Desk) -> str:
    """How long the room has for each item on the list; "" without a list."""
    workshop = desk.workshop
    step = next((each for each in workshop.steps if each.kind is StepKind.DISCUSS), None)
    if step is None or not workshop.listed:
        return ""
    is_held = workshop.step == step
    left = schedule.step_seconds_left(workshop, desk.meeting.at) if is_held else step.planned_s
    return pacing.pace_sentence(left, pacing.still_to_come(workshop.listed))


def jumps(desk: Desk, workshop: Workshop) -> None:
    """Let the item wait until the end of the list; or to another item than the next."""
    others = [i for i, each in enumerate(workshop.listed) if i != workshop.discussed]
    if workshop.item_id is None or not others:
        return
    if any(not workshop.listed[i].is_done for i in others if i > workshop.discussed):
        st.button(
            "Vent: tag den til sidst",
            key=f"last-{workshop.item_id}",
            help="Indsatsen kommer nederst på listen, og rummet går til den næste.",
            **desk.lead(leading.put_item_last),
        )
    titles = {item_id: item.title for item_id, item in desk.items.items()}
    with st.expander("Spring til en anden indsats", key="jump"):
        place = st.selectbox(
            "Indsats",
            others,
            format_func=lambda i: f"{i + 1}. {titles.get(workshop.listed[i].item_id, '')}",
            key="jump-to",
        )
        if place is not None:
            st.button("Tag den nu", key="jump-now", **desk.lead(leading.go_to_item, place))
