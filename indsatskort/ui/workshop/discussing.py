"""The discussion: the list with its reasons, and the item under discussion with what is agreed on."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.catalogue.library import library
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.ui import here, pieces
from indsatskort.ui.agreement_editor import agreement_editor
from indsatskort.ui.comments import comment_threads
from indsatskort.ui.inspiration import inspiration_list
from indsatskort.ui.workshop.desk import Desk
from indsatskort.ui.workshop.middle import pace
from indsatskort.workshop import discussion, leading
from indsatskort.workshop.leading import NewList
from indsatskort.workshop.model import ListedItem, Phase, Workshop
from indsatskort.workshop.programme import question_for

LOOKED_AT = "list-looked-at"  # the list beside which a new one is shown
RULE = (
    "to kolonner ligger 2 trin eller mere fra hinanden",
    "en kolonne selv er delt (mindst 3 personer)",
    "nogen har bedt om det",
    "en relevant kolonne ikke har svaret",
    "mange svarer »ved ikke«",
    "kun én bærer den",
)


def the_list(desk: Desk) -> None:
    """Make, shorten, lengthen and order the list."""
    workshop = desk.workshop
    if not workshop.listed:
        st.write(
            "Listen er ikke lavet endnu. Den foreslår højst 12 indsatser, højst 3 pr. drivkraft."
        )
        st.button("Lav drøftelisten", key="make-list", **desk.lead(leading.make_list))
    if workshop.phase is not Phase.LISTED and (said := pace(desk)):
        st.write(said)
    for place, entry in enumerate(workshop.listed):
        _row(desk, place, entry)
    if workshop.left_off_list:
        with st.expander(f"Kom ikke med på listen ({len(workshop.left_off_list)})", key="left-off"):
            for entry in workshop.left_off_list:
                _left_off(desk, entry)
    _add(desk)
    has_begun = workshop.item_id or any(each.is_done for each in workshop.listed)
    if workshop.listed and not has_begun:
        _renew(desk)
    with st.expander("Sådan er listen lavet", key="list-rule"):
        listed = "".join(f"<li>{each}</li>" for each in RULE)
        st.html(f"<p>En indsats kommer på listen, når</p><ul>{listed}</ul>")


def _row(desk: Desk, place: int, entry: ListedItem) -> None:
    item = desk.items.get(entry.item_id)
    title = item.title if item else "En indsats, der er taget ud"
    tick = "✓ " if entry.is_done else ""
    why = " ".join(entry.reasons) or ("Tilføjet af jer." if entry.is_added_by_hand else "")
    with st.container(horizontal=True, vertical_alignment="center", key=f"listed-{entry.item_id}"):
        st.html(
            f'<div class="listed"><b dir="auto">{tick}{place + 1}. {escape(title)}</b>'
            f"<p>{escape(_driver(desk, entry.item_id))} {escape(why)}</p></div>"
        )
        is_talked_of = desk.workshop.item_id == entry.item_id
        if entry.is_done or is_talked_of:
            return
        last = len(desk.workshop.listed) - 1
        for by, sign, words in ((-1, "↑", "op"), (1, "↓", "ned")):
            st.button(
                sign,
                disabled=not 0 <= place + by <= last,
                key=f"{words}-listed-{entry.item_id}",
                help=f"Flyt {title} {words}",
                **desk.lead(leading.move_on_list, entry.item_id, by),
            )
        st.button(
            "Fjern",
            key=f"off-{entry.item_id}",
            help=f"Fjern {title} fra listen",
            **desk.lead(leading.take_off_list, entry.item_id),
        )


def _driver(desk: Desk, item_id: str) -> str:
    item = desk.items.get(item_id)
    return f"Drivkraft {catalogue().driver_of(item.field_id).number}." if item else ""


def _left_off(desk: Desk, entry: ListedItem) -> None:
    item = desk.items.get(entry.item_id)
    if item is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"left-{entry.item_id}"):
        why = " ".join(entry.reasons)
        st.html(
            f'<div class="listed"><b dir="auto">{escape(item.title)}</b><p>{escape(why)}</p></div>'
        )
        st.button(
            "Tag med",
            key=f"add-{entry.item_id}",
            help=f"Tag {item.title} med på listen",
            disabled=len(desk.workshop.listed) >= discussion.MOST,
            **desk.lead(leading.add_to_list, entry.item_id),
        )


def _add(desk: Desk) -> None:
    listed = {each.item_id for each in desk.workshop.listed}
    if len(listed) >= discussion.MOST:
        st.caption("Listen har tolv, og flere kan I næppe nå. Fjern en for at føje en anden til.")
        return
    blind = [item.id for item in discussion.blind_spots(desk.meeting.filled, listed)]
    rest = [item_id for item_id in desk.items if item_id not in listed and item_id not in blind]
    with st.container(horizontal=True, vertical_alignment="bottom", key="add-to-list"):
        chosen = st.selectbox(
            "Føj en indsats til",
            [*blind, *rest],
            index=None,
            placeholder=f"Vælg blandt de {len(rest) + len(blind)} andre",
            format_func=lambda each: _named(desk, each, is_blind=each in blind),
            key="to-add",
        )
        st.button(
            "Føj til",
            key="add",
            disabled=chosen is None,
            **desk.lead(leading.add_to_list, chosen or ""),
        )


def _named(desk: Desk, item_id: str, *, is_blind: bool) -> str:
    item = desk.items[item_id]
    return f"{item.number} {item.title}" + (" (ingen er i gang)" if is_blind else "")


def _renew(desk: Desk) -> None:
    """What a new list would change stands there before it is done; another list puts it away."""
    with st.expander("Lav listen igen", key="renew"):
        if st.session_state.get(LOOKED_AT) != desk.workshop.listed:
            st.write(
                "Har nogen svaret siden, eller vil I tilbage til reglen? Se først, hvad der ville ske."
            )
            st.button(
                "Se, hvad der ville ændre sig", key="look-at-list", on_click=_look, args=(desk,)
            )
            return
        found = here.read(leading.look_at_new_list)
        if found.changes.is_nothing:
            st.write("Der ville ikke ændre sig noget. Listen er, som reglen laver den nu.")
            return
        st.html(_changes(desk, found))
        st.write("Det, I selv har føjet til, fjernet og flyttet, bliver erstattet.")
        with st.container(horizontal=True, key="renew-acts"):
            st.button("Brug den nye liste", key="make-list-again", **desk.lead(leading.make_list))
            st.button("Behold listen", key="keep-list", on_click=_look_away)


def _look(desk: Desk) -> None:
    st.session_state[LOOKED_AT] = desk.workshop.listed


def _look_away() -> None:
    st.session_state.pop(LOOKED_AT, None)


def _changes(desk: Desk, found: NewList) -> str:
    groups = (
        ("Kommer med", found.changes.coming),
        ("Ryger af", found.changes.going),
        ("Skifter plads", found.changes.moved),
    )
    return "".join(
        f"<h3>{title} ({len(ids)})</h3><ul>{''.join(_change(desk, found, each) for each in ids)}</ul>"
        for title, ids in groups
        if ids
    )


def _change(desk: Desk, found: NewList, item_id: str) -> str:
    item = desk.items.get(item_id)
    entry = found.entries.get(item_id)
    why = " ".join(entry.reasons) if entry else "Reglen har ingen grund til at tage den med nu."
    title = escape(item.title if item else "En indsats, der er taget ud")
    return f'<li><b dir="auto">{title}</b> <span dir="auto">{escape(why)}</span></li>'


def the_item(desk: Desk) -> None:
    """Question, what each column says and how people rated it, and what is agreed on."""
    item = desk.items.get(desk.workshop.item_id or "")
    if item is None:
        return
    question = question_for(item.id, item.field_id)
    st.html(f'<p class="question"><b>Spørgsmål:</b> {escape(question)}</p>')
    if desk.workshop.phase is Phase.WRITE:
        _agreement(desk, item.id)
    if entries := library().for_item(item.id):
        with st.expander(f"Inspiration ({len(entries)})", key="inspiration"):
            st.html(inspiration_list(entries))
    with st.expander("Det, kolonnerne har skrevet", key="sentences"):
        st.html(_sentences(desk, item.id))
    comment_threads(desk.here, [item], key=f"comments-{item.id}")
    if desk.workshop.phase is not Phase.WRITE:
        with st.expander("Skriv fælles sætning og trin (storskærmen følger med)", key="agree"):
            _agreement(desk, item.id)


def _agreement(desk: Desk, item_id: str) -> None:
    agreement_editor(
        desk.here.card.id,
        desk.round_id,
        desk.here.who.membership_id,
        item_id,
        key=f"agreement-{item_id}",
    )


def _sentences(desk: Desk, item_id: str) -> str:
    rows = []
    for column in desk.meeting.filled.columns:
        answer = desk.meeting.filled.answer(item_id, column.id)
        said = pieces.says(answer.text) if answer.text else ""
        chip = pieces.chip(answer, catalogue()) or pieces.meta("Intet svar")
        own = pieces.meta(_own(desk, column.id))
        rows.append(f"<dt>{pieces.name(column.name)}</dt><dd>{chip}{said}{own}</dd>")
    return f'<dl class="plan">{"".join(rows)}</dl>'


def _own(desk: Desk, actor_id: str) -> str:
    shown = desk.meeting.ratings.get(actor_id)
    if not shown:
        return "Egne vurderinger vises, når du går til »Vis og fortæl«." if _is_silent(desk) else ""
    if "counts" not in shown:
        return str(shown["withheld"])
    levels = (Value.NOT_STARTED, Value.AD_HOC, Value.PARTLY, Value.ESTABLISHED)
    said = [
        f"{pieces.label(value, catalogue())} {count}"
        for value, count in zip(levels, shown["counts"], strict=True)
        if count
    ]
    if shown["unknown"]:
        said.append(f"Ved ikke {shown['unknown']}")
    return f"{shown['raters']} vurderede selv: {', '.join(said)}."


def _is_silent(desk: Desk) -> bool:
    workshop: Workshop = desk.workshop
    return workshop.phase is Phase.SILENT
