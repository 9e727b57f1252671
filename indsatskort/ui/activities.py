"""The page of the activity register: write, see the figures beside 2014, take something to the card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from html import escape

import streamlit as st

from indsatskort.activities import service
from indsatskort.activities.content import ActivitiesContent, activities_content
from indsatskort.activities.model import Activity, RegistrationPeriod
from indsatskort.activities.rules import can_register
from indsatskort.cards.model import Column
from indsatskort.cards.rules import can_manage
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import counted, date_text
from indsatskort.insight.charts import register as charts
from indsatskort.insight.register import Register, hints, register
from indsatskort.ui import pictures
from indsatskort.ui.activity_form import activity_form
from indsatskort.ui.here import (
    Here,
    attempt,
    do,
    press,
    read,
    saying_refusal,
    show_refusal_in_fragment,
)
from indsatskort.ui.listener import listener

ALL, PERIOD = "Alle", "I perioden"
COPIED = "weeks-copied"


def page(here: Here) -> None:
    st.title("Aktiviteter", anchor=False)
    homes = read(service.read_care_homes)
    if not homes:
        st.write(
            "Registret hører til plejecentrene, og kortet har ingen. Tilføj dem på kortet først."
        )
        return
    _body(here, homes)


@st.fragment(key="register")
def _body(here: Here, homes: Sequence[Column]) -> None:
    content, period = activities_content(), read(service.read_period)
    activities = read(service.read_activities)
    show_refusal_in_fragment()
    st.write(
        "Skriv ind, hvad I laver sammen med frivillige. I skriver ingen navne. Bagefter kan I se, "
        "hvornår og for hvem der sker noget, og tage det med til kortet."
    )
    if period:
        st.html(f"<p><b>Vi skriver ind i perioden</b> {_period_words(period)}.</p>")
    activity_form(here.who, homes, activities, content, "register-form", _again)
    if can_register(here.who):
        _copying(here, homes)
    if can_manage(here.who):
        _periods(period)
    _figures(homes, _chosen(activities, period), content)
    listener(
        here.card.id,
        here.round.id,
        here.who.membership_id,
        "register-listener",
        revision=here.card.revision,
        on_change=_again,
    )


def _again() -> None:
    st.rerun("register")


def _period_words(period: RegistrationPeriod) -> str:
    return f"{date_text(period.starts_on)} til {date_text(period.ends_on)}"


def _copying(here: Here, homes: Sequence[Column]) -> None:
    with st.expander("Kopiér sidste uges aktiviteter", key="register-copy"):
        st.write(
            "Sker det samme hver uge? Så kopierer vi sidste uge ind i denne, til og med i dag. Ret "
            "bagefter tallene, hvor de var anderledes."
        )
        own = next((n for n, each in enumerate(homes) if each.id == here.who.actor_id), 0)
        chosen = st.selectbox(
            "Plejecenter",
            homes,
            index=own,
            format_func=lambda each: each.name,
            key="copy-at",
            width=360,
        )
        st.button("Kopiér sidste uge", key="copy-week", on_click=_copy, args=(chosen.id,))
        if (count := st.session_state.pop(COPIED, None)) is not None:
            st.success(f"{counted(count, 'aktivitet', 'aktiviteter')} er kopieret.")


def _copy(actor_id: str) -> None:
    with saying_refusal():
        st.session_state[COPIED] = do(service.copy_last_week, actor_id)


def _periods(period: RegistrationPeriod | None) -> None:
    with st.expander("Perioden for registrering", key="register-period"):
        st.write(
            "Kortlægningen bag indsatskortet varede seks uger. Sæt en periode, så alle ved, hvornår I "
            "skriver ind, og tallene kan læses for sig."
        )
        with st.form("period", border=False):
            first, last = (period.starts_on, period.ends_on) if period else (None, None)
            keys = f"period-from-{first}", f"period-to-{last}"  # begun anew when somebody sets it
            st.date_input("Første dag", first, format="DD.MM.YYYY", width=220, key=keys[0])
            st.date_input("Sidste dag", last, format="DD.MM.YYYY", width=220, key=keys[1])
            st.form_submit_button("Gem perioden", on_click=_set_period, args=keys)
        if period:
            st.button("Fjern perioden", on_click=press, args=(service.set_period, None, None))


def _set_period(first: str, last: str) -> None:
    attempt(service.set_period, st.session_state[first], st.session_state[last])


def _chosen(
    activities: Sequence[Activity], period: RegistrationPeriod | None
) -> Sequence[Activity]:
    st.header("Hvad registret viser", anchor=False)
    if period is None or not activities:
        return activities
    which = st.segmented_control(
        "Vis aktiviteter", (PERIOD, ALL), default=PERIOD, required=True, key="register-which"
    )
    return [each for each in activities if which == ALL or period.has(each.draft.on)]


def _figures(
    homes: Sequence[Column], activities: Sequence[Activity], content: ActivitiesContent
) -> None:
    found = register(activities)
    if not found.count:
        st.write("Her kommer billederne, når der står aktiviteter i registret.")
        return
    st.html(_each(found, content))
    _hints(found, content)
    pictures.show(charts.by_category(found, content))
    pictures.show(charts.by_form(found, content))
    pictures.show(charts.by_time(found))
    pictures.show(charts.by_people(found, content))
    if len(homes) > 1:
        pictures.show(charts.by_care_home(found, homes))
    st.html(f'<p class="meta">{escape(content.file.reference.source)}</p>')


def _each(found: Register, content: ActivitiesContent) -> str:
    reference = content.file.reference
    hours = timedelta(minutes=found.minutes) // timedelta(hours=1)
    rows = (
        ("Beboere pr. aktivitet", charts.each(found.residents_each), reference.residents),
        ("Frivillige pr. aktivitet", charts.each(found.volunteers_each), reference.volunteers),
    )
    shown = "".join(
        f'<tr><th scope="row">{name}</th><td class="n">{own}</td>'
        f'<td class="n">{str(then).replace(".", ",")}</td></tr>'
        for name, own, then in rows
    )
    return (
        f"<p><b>{counted(found.count, 'aktivitet', 'aktiviteter')}</b>, i alt "
        f"{counted(hours, 'time', 'timer')}.</p>"
        f'<table class="numbers"><caption class="vh">Beboere og frivillige</caption><thead><tr>'
        f'<th scope="col">I gennemsnit</th><th scope="col">Hos jer</th>'
        f'<th scope="col">{escape(reference.label)}</th></tr></thead><tbody>{shown}</tbody></table>'
    )


def _hints(found: Register, content: ActivitiesContent) -> None:
    shown = set(hints(found))
    rows = [each for each in content.file.suggestions if each.rule in shown]
    if not rows:
        return
    items = catalogue().item_by_id
    listed = "".join(
        f"<li>{escape(each.text)} <span class='meta'>Tal om indsats {items[each.item].number}: "
        f"{escape(items[each.item].title)}.</span></li>"
        for each in rows
    )
    st.html(
        "<h3>Noget at tale om</h3><p>Registret svarer ikke for jer. Det her er kun noget, I kan tale "
        f"om, når I udfylder kortet.</p><ul>{listed}</ul>"
    )
