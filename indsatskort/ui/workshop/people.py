"""The right side: what the big screen shows, the door, and who is in the room."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from indsatskort.access import door as doors
from indsatskort.api.room import door_json, qr_svg
from indsatskort.danish import counted
from indsatskort.ui.here import press
from indsatskort.ui.workshop import words
from indsatskort.ui.workshop.desk import Desk, press_now
from indsatskort.workshop import leading
from indsatskort.workshop.model import Aside, Person, WorkshopState


def big_screen(desk: Desk) -> None:
    """What the room sees now, and the way to the screen itself."""
    item = desk.items.get(desk.workshop.item_id or "")
    title, line = words.on_screen(desk.workshop, item.title if item else "")
    som = escape(desk.here.who.membership_id)
    st.html(
        '<section class="on-screen"><h2>På storskærmen nu</h2>'
        f'<div><b dir="auto">{escape(title)}</b><p>{escape(line)}</p></div></section>'
    )
    if desk.workshop.state is WorkshopState.RUNNING:
        _something_else(desk)
    st.html(
        f'<p class="papers"><a href="/storskaerm?som={som}" target="_blank">'
        "Åbn storskærmen i et nyt vindue</a></p>"
    )


def _something_else(desk: Desk) -> None:
    """Lend the big screen to something else for a moment; phones and step stay where they are."""
    if desk.workshop.aside:
        st.button(
            "Tilbage til mødet",
            key="aside-back",
            width="stretch",
            on_click=press_now,
            args=(leading.show_aside, None),
        )
        return
    with st.expander("Vis noget andet på storskærmen", key="aside"):
        for aside, name in words.ASIDES.items():
            if aside is Aside.LIST and not desk.workshop.listed:
                continue
            st.button(
                name,
                key=f"aside-{aside}",
                width="stretch",
                on_click=press_now,
                args=(leading.show_aside, aside),
            )
        st.caption("Telefonerne og trinet bliver, hvor de er.")


def door(desk: Desk) -> None:
    """Open and close the way in, and show what people need to come in."""
    here = door_json(desk.meeting.door)
    is_open = here["code"] is not None
    st.html('<section class="on-screen"><h2>Døren</h2></section>')
    if not here["is_reachable"]:
        st.warning(
            f"Telefoner kan ikke komme til {here['address']}. Den, der driver Indsatskort hos jer, kan "
            "sætte en adresse, som telefonerne når. Ellers hold mødet på papir."
        )
    if is_open:
        st.html(
            f'<p class="door">Kom med på <b>{escape(here["address"])}</b> med koden '
            f'<b class="code">{escape(here["code"])}</b></p>'
        )
        with st.expander("QR-kode", key="qr"):
            st.html(_qr(here))
    else:
        st.write("Døren er lukket. Strimlerne virker stadig.")
    st.button(
        "Luk døren" if is_open else "Åbn døren",
        key="door",
        on_click=press,
        args=(doors.set_door,),
        kwargs={"is_open": not is_open},
    )


def _qr(here: dict[str, Any]) -> str:
    return qr_svg(here["url"], "QR-kode til mødet") + f'<p class="meta">{escape(here["url"])}</p>'


def people(desk: Desk) -> None:
    """How many are in, by column; and what can be done about each."""
    columns = desk.meeting.filled.columns
    seated = {column.id: _in_column(desk, column.id) for column in columns}
    total = sum(not each.is_gone for found in seated.values() for each in found)
    rows = "".join(
        f"<li>{escape(column.name)}<b>{sum(not each.is_gone for each in seated[column.id])}</b></li>"
        for column in columns
    )
    st.html(
        f'<section class="people"><h2>{counted(total, "er", "er")} med</h2><ul>{rows}</ul></section>'
    )
    with st.expander("Flyt, fjern eller giv pennen videre", key="people-edit"):
        _edit(desk)


def _in_column(desk: Desk, actor_id: str) -> list[Person]:
    return [each for each in desk.meeting.people if each.actor_id == actor_id]


def _edit(desk: Desk) -> None:
    columns = {column.id: column.name for column in desk.meeting.filled.columns}
    found = {each.membership_id: each for each in desk.meeting.people if each.actor_id in columns}
    chosen = st.selectbox(
        "Hvem?",
        list(found),
        index=None,
        placeholder="Vælg en deltager",
        format_func=lambda each: _named(found[each], columns),
        key="person",
    )
    if chosen is None:
        st.caption("Den, der har pennen, kan skrive det, I bliver enige om.")
        return
    person = found[chosen]
    _move(person, columns)
    _acts(person)


def _named(person: Person, columns: dict[str, str]) -> str:
    return f"{person.alias}, {columns[person.actor_id or '']}"


def _move(person: Person, columns: dict[str, str]) -> None:
    others = [actor for actor in columns if actor != person.actor_id]
    if not others:
        return
    to = st.selectbox("Flyt til", others, format_func=columns.__getitem__, key="move-to")
    st.button(
        "Flyt",
        key="move-person",
        on_click=press,
        args=(leading.move_person, person.membership_id, to),
    )


def _acts(person: Person) -> None:
    key, seat = person.membership_id, (person.membership_id,)
    st.button(
        "Er her igen" if person.is_gone else "Er gået",
        key=f"gone-{key}",
        on_click=press,
        args=(doors.set_gone, *seat),
        kwargs={"is_gone": not person.is_gone},
    )
    for title, is_scribe in (("Giv pennen", True), ("Tag pennen", False)):
        st.button(
            title,
            key=f"{title}-{key}",
            on_click=press,
            args=(doors.set_scribe, *seat),
            kwargs={"is_scribe": is_scribe},
        )
    is_sure = st.checkbox("Ja, tag personen ud af mødet", key=f"sure-{key}")
    st.button(
        "Fjern",
        key=f"remove-{key}",
        disabled=not is_sure,
        on_click=press,
        args=(leading.remove_person, *seat),
    )
    st.caption("Det, personen har skrevet, bliver stående hos kolonnen.")
