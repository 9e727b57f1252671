"""Choosing: three to five, each with what is good enough and why; the rest parked with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from zlib import crc32

import streamlit as st

from indsatskort.access.model import Who
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.store import Transaction
from indsatskort.ui import pieces
from indsatskort.ui.here import press
from indsatskort.ui.workshop.desk import Desk, is_changed
from indsatskort.workshop import deciding
from indsatskort.workshop.deciding import MAX_REASON_LENGTH
from indsatskort.workshop.leading import FEWEST_CHOSEN, MOST_CHOSEN
from indsatskort.workshop.model import Choice, ChoiceState, Phase

AMBITIONS = (Value.AD_HOC, Value.PARTLY, Value.ESTABLISHED)


def choose(desk: Desk) -> None:
    """The chosen and the parked, and what can be taken from."""
    is_drafting = desk.workshop.phase is Phase.DRAFTING
    chosen = [each for each in desk.meeting.choices if each.state is ChoiceState.CHOSEN]
    parked = [each for each in desk.meeting.choices if each.state is ChoiceState.PARKED]
    _offer(desk, {each.item_id for each in desk.meeting.choices})
    st.html(f"<h2>Valgt ({len(chosen)})</h2>")
    st.caption(pieces.NO_NAMES)
    if not chosen:
        st.write("Ingen endnu. Vælg blandt dem, I har stemt på.")
    for each in chosen:
        _chosen(desk, each)
    if is_drafting and chosen and not FEWEST_CHOSEN <= len(chosen) <= MOST_CHOSEN:
        st.text_input(
            f"I har valgt {len(chosen)}. Skriv hvorfor, hvis det skal blive ved det.",
            key="why-so-many",
            max_chars=MAX_REASON_LENGTH,
        )
    if parked:
        st.html(f"<h2>Parkeret ({len(parked)})</h2>")
    for each in parked:
        _parked(desk, each)


def _chosen(desk: Desk, choice: Choice) -> None:
    title = _title(desk, choice)
    key = choice.item_id
    with st.container(border=True, key=f"chosen-{key}"):
        st.html(f'<p class="chosen" dir="auto"><b>{escape(title)}</b></p>')
        name = f"ambition-{key}-{choice.ambition}"
        st.segmented_control(
            f"Godt nok for {title}",
            AMBITIONS,
            format_func=lambda value: catalogue().choice_by_value[value].label,
            default=choice.ambition,
            key=name,
            on_change=_set_ambition,
            args=(desk.round_id, key, name, choice.ambition),
        )
        _reason(desk, choice, "Hvorfor for beboerne?")
        with st.container(horizontal=True, key=f"acts-{key}"):
            _button("Parkér", "park", desk, _park, key)
            _button("Fortryd valget", "unchoose", desk, _take_off, key)


def _parked(desk: Desk, choice: Choice) -> None:
    with st.container(border=True, key=f"parked-{choice.item_id}"):
        st.html(f'<p class="chosen" dir="auto"><b>{escape(_title(desk, choice))}</b></p>')
        _reason(desk, choice, "Hvorfor venter den?")
        with st.container(horizontal=True, key=f"acts-{choice.item_id}"):
            _button("Vælg den alligevel", "choose", desk, _choose, choice.item_id)
            _button("Tag den af", "unpark", desk, _take_off, choice.item_id)


def _title(desk: Desk, choice: Choice) -> str:
    item = desk.items.get(choice.item_id)
    return item.title if item else "En indsats, der er taget ud"


def _reason(desk: Desk, choice: Choice, label: str) -> None:
    key = f"reason-{choice.item_id}-{choice.state}-{crc32(choice.reason.encode()):x}"
    st.text_input(
        label,
        choice.reason,
        max_chars=MAX_REASON_LENGTH,
        key=key,
        on_change=_set_reason,
        args=(desk.round_id, choice.item_id, key, choice.reason),
    )


def _button(words: str, name: str, desk: Desk, act: Callable[..., None], item_id: str) -> None:
    st.button(words, key=f"{name}-{item_id}", on_click=press, args=(act, desk.round_id, item_id))


def _offer(desk: Desk, taken: set[str]) -> None:
    """First what was placed, then what was voted on, then everything else."""
    ranked = [*desk.workshop.offered, *desk.meeting.votable, *desk.items]
    free = [each for each in dict.fromkeys(ranked) if each not in taken and each in desk.items]
    with st.container(horizontal=True, vertical_alignment="bottom", key="choose-from"):
        chosen = st.selectbox(
            "Vælg fra",
            free,
            index=None,
            placeholder="Vælg en indsats",
            format_func=lambda each: f"{desk.items[each].number} {desk.items[each].title}",
            key="to-choose",
        )
        for words, act in (("Vælg den", _choose), ("Parkér den", _park)):
            st.button(
                words,
                key=words,
                disabled=chosen is None,
                on_click=press,
                args=(act, desk.round_id, chosen),
            )


def results_of(desk: Desk) -> None:
    """The chosen in the steps after: what everybody goes home with."""
    rows = "".join(
        f'<li dir="auto"><b>{escape(_title(desk, each))}</b> '
        f"{escape(catalogue().choice_by_value[each.ambition].label) if each.ambition else ''} "
        f"{escape(each.reason)}</li>"
        for each in desk.meeting.choices
        if each.state is ChoiceState.CHOSEN
    )
    if rows:
        st.html(f"<h2>Valgt</h2><ul>{rows}</ul>")
        st.page_link("plan.py", label="Åbn handleplanen")


# what a press does: read, change one, put all back, in one transaction


def _choose(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    before = deciding.read_choices(tx, who, round_id)
    rest = [each for each in before if each.item_id != item_id]
    _put(tx, who, round_id, [*rest, Choice(item_id, ChoiceState.CHOSEN)])


def _park(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    before = deciding.read_choices(tx, who, round_id)
    rest = [each for each in before if each.item_id != item_id]
    _put(tx, who, round_id, [*rest, Choice(item_id, ChoiceState.PARKED)])


def _take_off(tx: Transaction, who: Who, round_id: str, item_id: str) -> None:
    before = deciding.read_choices(tx, who, round_id)
    _put(tx, who, round_id, [each for each in before if each.item_id != item_id])


def _change(
    tx: Transaction, who: Who, round_id: str, item_id: str, changes: dict[str, object]
) -> None:
    before = deciding.read_choices(tx, who, round_id)
    _put(
        tx,
        who,
        round_id,
        [replace(each, **changes) if each.item_id == item_id else each for each in before],  # type: ignore[arg-type]
    )


def _put(tx: Transaction, who: Who, round_id: str, choices: Sequence[Choice]) -> None:
    deciding.choose(tx, who, round_id, choices)


def _set_ambition(round_id: str, item_id: str, key: str, drawn: Value | None) -> None:
    if is_changed(key, drawn):
        press(_change, round_id, item_id, {"ambition": st.session_state[key]})


def _set_reason(round_id: str, item_id: str, key: str, drawn: str) -> None:
    if is_changed(key, drawn):
        press(_change, round_id, item_id, {"reason": st.session_state[key]})
