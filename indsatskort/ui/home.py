"""The front page: the way in for anybody, and for somebody on a card what is next."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from indsatskort.access import guessing
from indsatskort.access import rules as access_rules
from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.api.bringing import ADDRESS as BRING_IN
from indsatskort.cards import service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.model import Column, FilledCard
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.danish import local
from indsatskort.insight.numbers import completion, counted_cells
from indsatskort.plan import service as plan
from indsatskort.settings import settings
from indsatskort.store import current_store
from indsatskort.ui import front, pieces, privacy, staff
from indsatskort.ui import here as tab
from indsatskort.ui.here import Here, read, saying_refusal
from indsatskort.ui.news import moment_words, news
from indsatskort.ui.next_steps import Standing, facilitators_next
from indsatskort.wording import ROLES
from indsatskort.workshop.watching import is_meeting_held

# for anybody


def for_anybody() -> None:
    """What it is, the way in by a link, the example, and a card of one's own."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.title("Få overblik over frivilligheden på jeres plejecentre", anchor=False)
        st.html(
            '<p class="lead">Kommunen, plejecentrene og foreningerne udfylder indsatskortet sammen. '
            "I ser, hvad hver af jer gør i dag, og vælger selv, hvad I vil gøre mere ved.</p>"
        )
        _cards_of_this_browser()
        staff.show_own_cards()
        _pasted_link()
        _example_link()
    with right:
        st.html(front.example_excerpt(catalogue()))
    _create()
    st.html(front.steps())


def _cards_of_this_browser() -> None:
    tab.show_blocked_cookie()
    mine = tab.memberships()
    if not mine:
        return
    names = {who.membership_id: read_column_name(who.membership_id) for who, _ in mine}
    rows = "".join(
        f'<li><a href="/?som={escape(who.membership_id)}" target="_self">'
        f"{escape(card.municipality)} – {escape(who.alias)}, "
        f"{escape(names[who.membership_id] or ROLES[who.role])}</a></li>"
        for who, card in mine
    )
    st.html(f'<section class="mine"><h2>Dine kort i denne browser</h2><ul>{rows}</ul></section>')


def read_column_name(membership_id: str) -> str | None:
    """The column of one of this browser's memberships, as it is called now."""
    with current_store().reading() as tx:
        who = access.identify(tx, tab.sessions(), membership_id)
        columns = service.read_columns(tx, who, service.read_round(tx, who).id)
    return next((column.name for column in columns if column.id == who.actor_id), None)


def _pasted_link() -> None:
    st.html(
        '<form class="code-box" action="/d/" method="get">'
        '<label for="link">Har du fået et link eller en kode?</label><div>'
        '<input id="link" name="link" placeholder="Link eller kode, fx K7MP 4XWR" autocomplete="off">'
        "<button>Åbn kortet</button></div>"
        "<p>Du kan også bare trykke på linket, dér hvor du fik det. Du skal ikke oprette dig eller "
        "huske en adgangskode.</p></form>"
    )


def _example_link() -> None:
    with current_store().reading() as tx:
        token = service.example_viewer_token(tx)
    if token:
        st.html(
            f'<p><a class="button" href="/d/{token}" target="_self">Se et udfyldt eksempel</a></p>'
        )


def _create() -> None:
    with st.expander("Opret et kort til jeres kommune", expanded="created" in st.session_state):
        if token := st.session_state.get("created"):
            _created(token)
            return
        if staff.is_asked_for():
            staff.show_sign_in()
        if not staff.may_create():
            return
        with st.form("create", border=False):
            municipality = st.text_input("Kommune", max_chars=80)
            homes = st.text_area(
                "Plejecentre, ét på hver linje", placeholder="Lindegården\nSolgården"
            )
            associations = st.text_area(
                "Foreninger, én på hver linje", placeholder="Ældre Sagen, lokalafdelingen"
            )
            administration = st.text_input("Den kommunale forvaltning", value="Sundhed og Omsorg")
            code = (
                st.text_input("Kode til at oprette kort")
                if access_rules.needs_create_code(settings())
                else staff.permit()
            )
            st.caption("I kan tilføje og omdøbe kolonner senere.")
            if st.form_submit_button("Opret kortet", type="primary"):
                columns = [
                    *_columns(ActorKind.MUNICIPALITY, administration),
                    *_columns(ActorKind.CARE_HOME, homes),
                    *_columns(ActorKind.ASSOCIATION, associations),
                ]
                _try_to_create(municipality, columns, code)
    if staff.may_create():
        with st.expander("Flyt et kort hertil fra en fil"):
            _bring_in()


def _bring_in() -> None:
    """The form of a file; it needs no script, and leads to a page with the new link."""
    code = (
        '<label for="bring-code">Kode til at oprette kort</label>'
        '<input id="bring-code" name="kode" autocomplete="off">'
        if access_rules.needs_create_code(settings())
        else f'<input type="hidden" name="kode" value="{escape(staff.permit())}">'
    )
    field = pieces.file_field(
        "bring-file", "Kortets fil (.json, højst 20 MB)", ".json,application/json"
    )
    st.write(
        "Har I et kort i en anden installation, så hent det dér under **Filer** som JSON. Her bliver det til et nyt "
        "kort med nye links."
    )
    st.html(
        f'<form class="send" method="post" action="{BRING_IN}" enctype="multipart/form-data">'
        f"{field}{code}"
        '<button type="submit">Opret kortet fra filen</button></form>'
    )


def _columns(kind: ActorKind, lines: str) -> list[NewColumn]:
    return [NewColumn(kind, line.strip()) for line in lines.splitlines() if line.strip()]


def _try_to_create(municipality: str, columns: list[NewColumn], code: str) -> None:
    with saying_refusal(st.error):
        _check_code(code)
        with current_store().writing() as tx:
            card = service.create_card(tx, municipality, columns)
            st.session_state["created"] = access.facilitator_token(tx, card.id)
        st.rerun()


def _check_code(code: str) -> None:
    forwarded_for = st.context.headers.get("X-Forwarded-For", "")
    address = settings().client_address(st.context.ip_address or "", forwarded_for)
    guessing.check_create_code(current_store(), code, address)


def _created(token: str) -> None:
    link = escape(tab.link(token))
    st.html(
        "<p><b>Kortet er oprettet.</b> Gem dette link: det er jeres nøgle til at styre kortet.</p>"
        f'<p class="key"><a href="{link}" target="_self">{link}</a></p>'
        f'<p><a class="button primary" href="{link}" target="_self">Åbn kortet</a></p>'
    )


# for somebody


def for_somebody(here: Here) -> None:
    """Where one is, what is next, and what the others have done."""
    filled = read(service.read_filled_card)
    st.title(_greeting(here), anchor=False)
    privacy.remind()
    left, right = st.columns([7, 4], gap="large")
    with left:
        column = filled.column_by_id.get(here.who.actor_id or "")
        if column:
            _own_column(here, filled, column)
        elif here.is_facilitator:
            _everybody(here, filled)
        else:
            _for_readers(here)
    with right:
        st.html(front.news(_news(here, filled)))
        st.html(front.aside("Spørgsmål?", _contact(here)) + _way_out(here))


def _greeting(here: Here) -> str:
    return f"Hej {_plain(here.who.alias)}" if here.who.has_own_alias else "Velkommen"


def _plain(words: str) -> str:
    """Somebody's words as they are: a title is Markdown, and this must not be."""
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]()#+-.!|<>~:$" else mark for mark in words)


def _own_column(here: Here, filled: FilledCard, column: Column) -> None:
    rows = _progress(here, filled, column)
    begun = next((row for row in rows if row.done < row.total), None)
    if begun and here.round.is_open:
        _next_step(filled, column, begun)
    elif here.round.is_open:
        st.html(
            '<div class="next-step"><h2>I har udfyldt det, der er relevant for jer</h2>'
            "<p>I kan stadig rette, og I kan se, hvad de andre har skrevet.</p></div>"
        )
    else:
        st.html(
            '<div class="next-step"><h2>Runden er lukket</h2><p>Svarene ligger fast. Se dem på '
            "kortet og i overblikket.</p></div>"
        )
    st.html(front.own_fields(rows))


def _progress(here: Here, filled: FilledCard, column: Column) -> list[front.FieldProgress]:
    rows = []
    for field in catalogue().fields:
        items = [item for item in filled.items if item.field_id == field.id]
        cells = [cell for cell in counted_cells(filled, items) if cell.column == column]
        done = sum(cell.value is not None for cell in cells)
        url = f"/udfyld?felt={field.id}&som={here.who.membership_id}"
        rows.append(front.FieldProgress(field.number, field.name, done, len(cells), url))
    return rows


def _next_step(filled: FilledCard, column: Column, row: front.FieldProgress) -> None:
    items = [item for item in filled.items if item.field_id == f"D{row.number}"]
    cells = counted_cells(filled, items)
    missing = [cell for cell in cells if cell.column == column and cell.value is None]
    with st.container(key="next_step"):
        st.html(
            front.next_step(
                _left_off(filled, column),
                row.name,
                len(missing),
                row.total,
                missing[0].item.title,
            )
            + f'<p><a class="button primary" href="{escape(row.url)}" target="_self">'
            f"{'Fortsæt' if row.done else 'Begynd'}</a></p>"
        )


def _left_off(filled: FilledCard, column: Column) -> str:
    saved = [
        answer.saved_at
        for answer in filled.answers.values()
        if answer.actor_id == column.id and answer.saved_at
    ]
    if not saved:
        return "Her begynder I"
    words = moment_words(max(saved), datetime.now(UTC))
    return f"Her slap I {words[0].lower()}{words[1:]}"


def _everybody(here: Here, filled: FilledCard) -> None:
    rows = completion(filled)
    standing = Standing(
        is_round_open=here.round.is_open,
        begun=sum(1 for row in rows if row.done),
        columns=len(rows),
        is_meeting_held=read(lambda tx, who: is_meeting_held(tx, who.card_id)),
        chosen=[choice.item_id for choice in read(plan.read_chosen)],
        actions=read(plan.read_actions),
        today=local(datetime.now(UTC)).date(),
    )
    with st.container(key="next_step"):
        st.html(facilitators_next(standing).html(here.who.membership_id))
    st.html(
        front.column_progress(
            [front.FieldProgress("", row.column.name, row.done, row.total) for row in rows]
        )
    )


def _for_readers(here: Here) -> None:
    som = here.who.membership_id
    with st.container(key="next_step"):
        st.html(
            f'<div class="next-step">{pieces.meta("Du kan læse med")}<h2>Se, hvordan det ser ud</h2>'
            "<p>Tre svar på én side: hvad er valgt, sker det, og har billedet ændret sig? Kortet og "
            "overblikket viser alle svar side om side.</p></div>"
            f'<p><a class="button primary" href="/leder?som={som}" target="_self">Se de tre svar</a> '
            f'<a class="button" href="/overblik?som={som}" target="_self">Se overblikket</a> '
            f'<a class="button" href="/kort?som={som}" target="_self">Se kortet</a></p>'
        )


def _news(here: Here, filled: FilledCard) -> list[front.News]:
    events = [
        event
        for event in read(service.read_timeline)
        if event.membership_id != here.who.membership_id
    ]
    return news(events, filled, catalogue(), datetime.now(UTC))


def _way_out(here: Here) -> str:
    """On phones, where the line under the menu has no room for it."""
    som = escape(here.who.membership_id)
    return (
        f'<p class="leave"><a href="/forlad/?som={som}" target="_self" data-leave="{som}">'
        "Forlad kortet</a></p>"
    )


def _contact(here: Here) -> str:
    if here.card.contact:
        return here.card.contact
    if here.who.role is Role.FACILITATOR:
        return "Skriv under Indstillinger, hvem deltagerne kan spørge."
    return "Spørg den, der sendte dig linket."
