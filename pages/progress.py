"""Fremdrift: what moved between two rounds, over the cells that were assessed both times."""

from html import escape

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.insight.charts import became, dumbbell, moves, quotes
from indsatskort.insight.charts import rounds as over_rounds
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST, CAVEAT
from indsatskort.insight.development import development
from indsatskort.ui import pictures
from indsatskort.ui.here import read, required

here = required()
content = catalogue()
cards = read(service.read_all_rounds)

st.title("Fremdrift", anchor=False)
if len(cards) < 2:
    st.write(
        "Her ser I, hvad der har flyttet sig, når I har udfyldt kortet mere end én gang. "
        "Kilden foreslår, at den samme kreds udfylder det igen mod slutningen af forløbet."
    )
    st.stop()

with st.container(horizontal=True, key="rounds"):
    before = st.selectbox("Fra", cards[:-1], format_func=lambda each: each.round.name, width=260)
    later = [each for each in cards if each.round.number > before.round.number]
    after = st.selectbox(
        "Til", later, index=len(later) - 1, format_func=lambda each: each.round.name, width=260
    )

found = development(before, after)
colours = pictures.palette()
st.html(
    f'<p class="lead-numbers">{escape(moves.lead(found))}</p>'
    f'<p class="caveat">{A_FALL_MAY_BE_HONEST} {CAVEAT}</p>'
)
if ground := moves.changed_ground(found):
    st.html(f"<p>{escape(ground)}</p>")

pictures.show(moves.by_driver(found, content, colours))
pictures.show(moves.by_column(found, colours))
pictures.show(became.picture(found, content, colours))
pictures.show(over_rounds.by_driver(cards, content))
if any(column.kind is ActorKind.CARE_HOME for column in after.columns):
    pictures.show(over_rounds.by_column(cards, content))

column = st.selectbox("Se nærmere på", after.columns, format_func=lambda each: each.name, width=360)
if column:
    pictures.show(dumbbell.of_column(found, column, content, colours))
page = 1
if (count := quotes.pages(found)) > 1:
    page = st.selectbox(
        "Side", range(1, count + 1), format_func=lambda n: f"{n} af {count}", width=160
    )
pictures.show(quotes.picture(found, content, page=page))
