"""Leder: what did we choose, is it happening, did the picture change? One A4 in print."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import counted, date_text, local
from indsatskort.insight.charts import ambition, deadlines, paired
from indsatskort.insight.chosen import chosen_items
from indsatskort.insight.definitions import CAVEAT
from indsatskort.insight.development import development
from indsatskort.plan import service as plan
from indsatskort.plan.content import plan_content
from indsatskort.ui import pictures
from indsatskort.ui.here import read, required
from indsatskort.ui.standing import newest_with_answers, standing_choices

MOST = 6  # chosen items and actions that fit on the paper

here = required()
content = catalogue()
cards = read(service.read_all_rounds)
now = newest_with_answers(cards)
first = next((card for card in cards if card.answers), now)
found = development(first, now) if first.round.id != now.round.id else None
chosen = chosen_items(now, standing_choices([card.round for card in cards]))
today = local(datetime.now(UTC)).date()

answers = (
    ambition.picture(
        chosen,
        content,
        round_name=now.round.name,
        question="1. Hvad har vi valgt?",
        most=MOST,
    ),
    deadlines.picture(
        read(plan.read_actions), plan_content(), today, question="2. Sker det?", most=MOST
    ),
    paired.picture(found, content, question="3. Har billedet ændret sig?"),
)
invented = " · opdigtet eksempel" if here.card.is_invented else ""
about = (
    f"{here.card.municipality} · {counted(len(now.columns), 'kolonne', 'kolonner')} · "
    f"{now.round.name}{invented} · {date_text(today)}"
)
st.html(
    '<article class="leader"><header><h1>Tre svar om frivilligindsatsen</h1>'
    f"<p>{escape(about)}</p>"
    '<p class="not-on-paper"><button type="button" class="button" data-print="">Udskriv på ét ark'
    "</button></p></header>"
    + "".join(pictures.block(answer, level=2) for answer in answers)
    + f'<p class="caveat"><b>Det siger tallene ikke.</b> {escape(CAVEAT)}</p>'
    f'<p class="not-on-paper"><a href="/dialog?som={escape(here.who.membership_id)}" target="_self">'
    "Til jeres dialog om ældrelovens værdi om samspil</a></p></article>"
)
