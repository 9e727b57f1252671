"""The follow-up meeting: thirty minutes, one action at a time, led here and seen on the big screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from html import escape

import streamlit as st

from indsatskort.cards.model import FilledCard
from indsatskort.danish import counted, date_text, local, time_text
from indsatskort.plan import following, rules, service
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action, ActionStatus, FollowUp, FollowUpMeeting
from indsatskort.ui import pieces
from indsatskort.ui.here import Here, attempt, press, read
from indsatskort.ui.plan import words
from indsatskort.ui.plan.board import card
from indsatskort.ui.renewed import key_of, renew

LENGTH = timedelta(minutes=30)
UNTIL_NEXT = timedelta(weeks=6)


def desk(here: Here, filled: FilledCard, now: datetime) -> None:
    """The facilitator's page: begin, take the actions one by one, end with a next day."""
    meeting = read(following.read_follow_up_meeting)
    actions = {each.id: each for each in read(service.read_actions)}
    today = local(now).date()
    if meeting is None or meeting.ended_at:
        _before(actions.values(), today)  # type: ignore[arg-type]
    elif action := actions.get(meeting.action_id or ""):
        _head(meeting)
        _action(here, meeting, action, filled, today)
    elif meeting.action_id:
        _head(meeting)
        st.write("Handlingen er taget ud af handleplanen. Gå videre til den næste.")
        _ways(meeting, None)
    else:
        _end(meeting, list(actions.values()), today)


def _before(actions: Sequence[Action], today: date) -> None:
    turn = following.in_turn(actions, today)
    st.write(
        "I går handlingerne igennem en ad gangen: hvordan går det, og hvad er næste skridt? Det, der har "
        "overskredet fristen eller kræver drøftelse, kommer først. Vis storskærmen for rummet, og skriv her."
    )
    if not turn:
        st.write("Der er ingen handlinger, der venter. I laver dem under Handleplan.")
        return
    minutes = max(2, LENGTH.seconds // 60 // len(turn))
    st.write(
        f"Der er {counted(len(turn), 'handling', 'handlinger')}. Det er omkring {minutes} minutter til hver."
    )
    st.button("Begynd mødet", type="primary", on_click=press, args=(following.begin_follow_up,))


def _head(meeting: FollowUpMeeting) -> None:
    ends = time_text(meeting.started_at + LENGTH)
    where = f"Handling {meeting.place + 1} af {len(meeting.order)}"
    st.html(f'<p class="quiet">{where} · begyndt {time_text(meeting.started_at)}, slut {ends}</p>')


def _action(
    here: Here, meeting: FollowUpMeeting, action: Action, filled: FilledCard, today: date
) -> None:
    labels = plan_content().status_labels
    with st.container(key=f"plan-card-{action.id}"):
        st.html(card(here, action, filled.item_by_id, today))
    name = f"meeting-status-{action.id}-{action.status}"
    st.segmented_control(
        "Hvordan går det?",
        list(labels),
        default=action.status,
        required=True,
        format_func=lambda status: labels[status],
        key=name,
        on_change=_set_status,
        args=(action.id, name),
    )
    st.text_area(
        "Note",
        key=key_of(_note(action.id)),
        max_chars=rules.MAX_TEXT_LENGTH,
        placeholder="Hvad er sket, hvad er næste skridt, og hvem gør det?",
        height=120,
    )
    st.caption(pieces.ROLES_NOT_NAMES)
    _ways(meeting, action)
    for note in _notes_of(action, read(service.read_follow_ups), meeting):
        st.html(f"<div>{pieces.meta(words.day_words(note.on))}{pieces.says(note.text)}</div>")


def _ways(meeting: FollowUpMeeting, action: Action | None) -> None:
    """Back, save, on. Whatever stands in the note is saved before one leaves it."""
    last = meeting.place + 1 == len(meeting.order)
    action_id = action.id if action else None
    with st.container(horizontal=True, key="plan-meeting-ways"):
        st.button(
            "Forrige",
            disabled=meeting.place == 0,
            on_click=_leave_for,
            args=(action_id, meeting.place - 1),
        )
        st.button("Gem noten", on_click=_stay, args=(action_id,), disabled=action is None)
        st.button(
            "Til slutningen" if last else "Næste handling",
            type="primary",
            on_click=_leave_for,
            args=(action_id, meeting.place + 1),
        )


def _end(meeting: FollowUpMeeting, actions: Sequence[Action], today: date) -> None:
    st.subheader("Det aftalte I", anchor=False)
    st.html(agreed(meeting, actions, read(service.read_follow_ups)))
    next_on = st.date_input(
        "Næste opfølgning", today + UNTIL_NEXT, format="DD.MM.YYYY", width=200, key="meeting-next"
    )
    with st.container(horizontal=True, key="plan-meeting-ways"):
        st.button("Forrige", on_click=press, args=(following.take_action, len(meeting.order) - 1))
        st.button(
            "Slut mødet",
            type="primary",
            on_click=press,
            args=(following.end_follow_up,),
            kwargs={"next_on": next_on},
        )


def agreed(
    meeting: FollowUpMeeting,
    actions: Sequence[Action],
    notes: Mapping[str, tuple[FollowUp, ...]],
    most: int | None = None,
) -> str:
    """Each action of the meeting with its status, its deadline and what was noted in the meeting, the
    newest `most` of it."""
    by_id = {each.id: each for each in actions}
    labels = plan_content().status_labels
    rows = []
    for action in (by_id[each] for each in meeting.order if each in by_id):
        said = "".join(pieces.says(n.text) for n in _notes_of(action, notes, meeting)[:most])
        due = f" · frist {date_text(action.deadline)}" if action.deadline else ""
        rows.append(
            f'<dt dir="auto">{escape(action.what)}</dt><dd><span class="quiet">'
            f"{escape(labels[action.status])}{due}</span>{said}</dd>"
        )
    return f'<dl class="plan-reading">{"".join(rows)}</dl>'


def _notes_of(
    action: Action, notes: Mapping[str, tuple[FollowUp, ...]], meeting: FollowUpMeeting
) -> list[FollowUp]:
    """What was noted in the meeting, newest first."""
    mine = notes.get(action.id, ())
    return [each for each in reversed(mine) if each.at >= meeting.started_at and each.text]


def _note(action_id: str) -> str:
    return f"kept-meeting-note-{action_id}"


def _save_note(action_id: str | None) -> bool:
    """Save what stands in the note; True when nothing unsaved is left."""
    text = st.session_state.get(key_of(_note(action_id)), "") if action_id else ""
    if not text.strip() or action_id is None:
        return True
    if not attempt(service.follow_up, action_id, text):
        return False
    renew(_note(action_id))
    return True


def _stay(action_id: str | None) -> None:
    _save_note(action_id)


def _leave_for(action_id: str | None, place: int) -> None:
    if _save_note(action_id):
        press(following.take_action, place)


def _set_status(action_id: str, name: str) -> None:
    chosen: ActionStatus | None = st.session_state.get(name)
    if chosen is not None:
        press(service.set_status, action_id, chosen)


def screen(filled: FilledCard, now: datetime) -> str:
    """What the room sees: one action, large, or what was agreed; no control at all."""
    meeting = read(following.read_follow_up_meeting)
    actions = read(service.read_actions)
    notes = read(service.read_follow_ups)
    by_id = {each.id: each for each in actions}
    municipality = escape(filled.card.municipality)
    if meeting is None or (meeting.ended_at is None and not meeting.order):
        return _sheet(
            f"<h1>Opfølgning på handleplanen</h1><p>{municipality}</p><p>Vi begynder snart.</p>"
        )
    action = by_id.get(meeting.action_id or "")
    if action is None:
        dates = read(following.read_follow_up_dates)
        coming = [each.on for each in dates if each.on > local(now).date()]
        next_on = f"<p><b>Næste gang: {date_text(coming[0])}</b></p>" if coming else ""
        told = agreed(meeting, actions, notes, most=1)
        return _sheet(f"<h1>Det aftalte vi</h1>{next_on}{told}", "is-end")
    return _sheet(_large(action, meeting, filled, notes, local(now).date()))


def _large(
    action: Action,
    meeting: FollowUpMeeting,
    filled: FilledCard,
    notes: Mapping[str, tuple[FollowUp, ...]],
    today: date,
) -> str:
    content = plan_content()
    over = words.over_words(action, today)
    facts = [
        ("Tovholder", action.lead or words.NO_LEAD),
        ("Første skridt", action.first_step),
        ("Frist", words.day_words(action.deadline, words.NO_DEADLINE)),
        ("Status", content.status_labels[action.status]),
    ]
    rows = "".join(
        f'<dt>{name}</dt><dd dir="auto">{escape(text)}</dd>' for name, text in facts if text
    )
    said = "".join(
        f'<p class="fu-note" dir="auto">{escape(note.text)}</p>'
        for note in _notes_of(action, notes, meeting)[:2]
    )
    return (
        f'<p class="quiet">Handling {meeting.place + 1} af {len(meeting.order)} · '
        f'<span dir="auto">{escape(words.item_words(action, filled.item_by_id))}</span></p>'
        f'<h1 dir="auto">{escape(action.what)}</h1>'
        + (f'<p class="fu-over">{escape(over)}</p>' if over else "")
        + f"<dl>{rows}</dl>{said}"
    )


def _sheet(markup: str, more: str = "") -> str:
    return f'<main class="fu-screen {more}" aria-live="polite">{markup}</main>'
