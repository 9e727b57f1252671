"""Fremdrift: what moved between two rounds, over the cells that were assessed both times."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import local
from indsatskort.insight.charts import moves, progress, quotes
from indsatskort.insight.charts.progress import SplitBy
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST, CAVEAT
from indsatskort.insight.development import development
from indsatskort.plan import service as plan
from indsatskort.plan.content import plan_content
from indsatskort.ui import pictures, pieces
from indsatskort.ui.here import read, required
from indsatskort.ui.milestones import KINDS, milestones
from indsatskort.ui.standing import standing_choices

WAYS = {
    SplitBy.DRIVER: "Drivkraft",
    SplitBy.FIELD: "Felt",
    SplitBy.COLUMN: "Aktør",
    SplitBy.ITEM: "Indsats",
}

required()
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

here = progress.Progress(
    cards=cards,
    before=before,
    after=after,
    found=development(before, after),
    choices=standing_choices([card.round for card in cards]),
    actions=read(plan.read_actions),
    milestones=milestones(read(service.read_milestones, tuple(KINDS))),
    today=local(datetime.now(UTC)).date(),
)
colours = pictures.palette()
st.html(
    f'<p class="lead-numbers">{escape(moves.lead(here.found))}</p>'
    f'<p class="caveat">{A_FALL_MAY_BE_HONEST} {CAVEAT}</p>'
)
if after.carried:
    st.html(f"<p>{escape(pieces.carried_words(after))}</p>")

pictures.show(progress.chosen_now(here, content))
way = st.segmented_control(
    "Del op efter", list(WAYS), format_func=WAYS.__getitem__, default=SplitBy.DRIVER, required=True
)
pictures.show(progress.movements(here, way, content, colours))
for picture in progress.whole(here, content, colours):
    pictures.show(picture)

column = st.selectbox("Se nærmere på", after.columns, format_func=lambda each: each.name, width=360)
if column:
    pictures.show(progress.of_column(here, column, content, colours))
page = 1
if (count := quotes.pages(here.found)) > 1:
    page = st.selectbox(
        "Side", range(1, count + 1), format_func=lambda n: f"{n} af {count}", width=160
    )
pictures.show(progress.in_words(here, content, page))
for picture in progress.beside(here, plan_content()):
    pictures.show(picture)
