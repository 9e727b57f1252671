"""The facilitator's page as a whole: programme, where the room is, big screen and people; live."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from indsatskort.ui.here import Here, show_refusal_in_fragment
from indsatskort.ui.listener import listener
from indsatskort.ui.workshop import middle
from indsatskort.ui.workshop.choosing import choose, results_of
from indsatskort.ui.workshop.desk import Desk, read_desk
from indsatskort.ui.workshop.discussing import the_item, the_list
from indsatskort.ui.workshop.people import big_screen, door, people
from indsatskort.ui.workshop.preparing import prepare
from indsatskort.ui.workshop.programme import edit_programme, programme
from indsatskort.ui.workshop.voting import vote
from indsatskort.ui.workshop.weighing import effect
from indsatskort.workshop.model import Phase, StepKind, WorkshopState


@st.fragment(key="meeting")
def room(here: Here) -> None:
    """Draw the meeting, and draw it again whenever it moves."""
    desk = read_desk(here)
    listener(
        here.card.id,
        here.round.id,
        here.who.membership_id,
        key="meeting-listener",
        revision=desk.meeting.filled.card.revision if desk else None,
        version=desk.workshop.version if desk else None,
        follows_meeting=True,
    )
    if desk is None:
        _nothing_prepared()
        return
    with st.container(key="meeting"):
        left, centre, right = st.columns([26, 62, 28], gap="large")
        with left:
            programme(desk)
        with centre:
            _middle(desk)
        with right:
            big_screen(desk)
            door(desk)
            people(desk)


def _nothing_prepared() -> None:
    st.title("Forbered mødet", anchor=False)
    st.write(
        "Vælg et program. Alle på kortet kan se, at mødet er forberedt, men intet begynder, før du "
        "siger det."
    )
    show_refusal_in_fragment()
    prepare()


def _middle(desk: Desk) -> None:
    middle.heading(desk)
    show_refusal_in_fragment()
    middle.phase_bar(desk)
    middle.clock(desk)
    middle.script(desk)
    step = desk.workshop.step
    is_running = desk.workshop.state is WorkshopState.RUNNING
    if is_running and step and (part := _PARTS.get(step.kind)):
        part(desk)
    if desk.workshop.state is WorkshopState.CLOSED:
        results_of(desk)
    middle.undo(desk)
    if desk.workshop.state is WorkshopState.DRAFT:
        with st.expander("Drøftelisten", key="early-list"):
            the_list(desk)
    with st.expander("Ret programmet", key="edit-programme"):
        edit_programme(desk)


def _discuss(desk: Desk) -> None:
    if desk.workshop.phase is Phase.LISTED:
        the_list(desk)
        return
    the_item(desk)
    middle.jumps(desk, desk.workshop)
    with st.expander("Drøftelisten", key="list-later"):
        the_list(desk)


_PARTS: Mapping[StepKind, Callable[[Desk], None]] = {
    StepKind.DISCUSS: _discuss,
    StepKind.VOTE: vote,
    StepKind.EFFECT: effect,
    StepKind.CHOOSE: choose,
    StepKind.ACTIONS: results_of,
    StepKind.CLOSE: results_of,
}
