"""Overblik: who has filled in what, how the answers are spread, who carries which item."""

from html import escape

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.insight.charts import carriers, completion, coverage, spread, strip
from indsatskort.insight.definitions import CAVEAT
from indsatskort.ui import pictures
from indsatskort.ui.here import read, required
from indsatskort.ui.listener import listener
from indsatskort.ui.pieces import carried_words
from indsatskort.ui.turns import turn

here = required()
content = catalogue()
rounds = read(service.read_rounds)

st.title("Overblik", anchor=False)
st.html(f'<p class="caveat">{CAVEAT}</p>')
round_ = rounds[-1]
if len(rounds) > 1:
    round_ = st.selectbox("Runde", rounds[::-1], format_func=lambda each: each.name, width=260)


@st.fragment(key="overview")
@turn()
def draw() -> None:
    """Everything that follows the answers."""
    filled = read(service.read_filled_card, round_.id)
    listener(
        here.card.id,
        round_.id,
        here.who.membership_id,
        key="overview-listener",
        revision=filled.card.revision,
    )
    if filled.carried:
        st.html(f"<p>{escape(carried_words(filled))}</p>")
    colours = pictures.palette()
    pictures.show(completion.picture(filled, colours))
    pictures.show(coverage.by_driver(filled, content, colours))
    pictures.show(coverage.by_field(filled, content, colours))
    pictures.show(coverage.by_column(filled, content, colours))
    names = {driver.id: f"{driver.number} {driver.short}" for driver in content.drivers}
    driver_id = st.segmented_control(
        "Drivkraft",
        list(names),
        format_func=names.__getitem__,
        default=next(iter(names)),
        required=True,
    )
    pictures.show(strip.picture(filled, content, driver_id))
    pictures.show(carriers.picture(filled, content))
    for kind in (ActorKind.CARE_HOME, ActorKind.ASSOCIATION):
        if any(column.kind is kind for column in filled.columns):
            pictures.show(spread.picture(filled, kind, content, colours))


if here.columns:
    draw()
else:
    st.write("Kortet har ingen kolonner endnu. En facilitator kan tilføje dem under Indstillinger.")
