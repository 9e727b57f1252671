"""Handleplan: what was chosen becomes actions; the board, and one action at a time."""

from datetime import UTC, datetime

import streamlit as st

from indsatskort.cards import service as cards
from indsatskort.danish import local
from indsatskort.insight.charts import deadlines
from indsatskort.plan import rules, service
from indsatskort.plan.content import plan_content
from indsatskort.ui import pictures
from indsatskort.ui.here import press, read, required
from indsatskort.ui.listener import listener
from indsatskort.ui.plan import words
from indsatskort.ui.plan.adding import chosen_items, from_template, own_words
from indsatskort.ui.plan.board import board, listing
from indsatskort.ui.plan.following import follow_up
from indsatskort.ui.plan.one import one
from indsatskort.ui.plan.place import opened

MOST_DRAWN = 20

here = required()
now = datetime.now(UTC)
today = local(now).date()
filled = read(cards.read_filled_card)
listener(
    here.card.id,
    here.round.id,
    here.who.membership_id,
    key="plan-listener",
    revision=filled.card.revision,
)

if action_id := opened():
    one(here, action_id, filled, now)
    st.stop()

actions = read(service.read_actions)
st.title("Handleplan", anchor=False)
st.html(f'<p class="lead">{words.lead_sentence(actions, today)}</p>')
if rules.can_plan(here.who):
    chosen_items(actions, filled.item_by_id)
if actions:
    view = st.segmented_control(
        "Vis som",
        ["Tavle", "Liste"],
        default="Tavle",
        label_visibility="collapsed",
        key="plan-view",
    )
    draw = listing if view == "Liste" else board
    draw(here, actions, filled.item_by_id, today)
if rules.can_plan(here.who):
    with st.expander("Ny handling", expanded=not actions):
        own_words(filled.item_by_id)
        from_template(filled.item_by_id)
if actions:
    follow_up(here, today)
    pictures.show(
        deadlines.picture(
            actions, plan_content(), today, question="Hvornår skal det ske?", most=MOST_DRAWN
        )
    )
if rules.can_plan(here.who) and (removed := read(service.read_removed_actions)):
    with st.expander(f"Taget ud af handleplanen ({len(removed)})"):
        for each in removed:
            with st.container(horizontal=True, key=f"plan-removed-{each.id}"):
                st.text(each.what)
                st.button(
                    "Sæt den ind igen",
                    key=f"plan-restore-{each.id}",
                    on_click=press,
                    args=(service.restore_action, each.id),
                )
