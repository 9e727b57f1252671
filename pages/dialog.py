"""Dialog: what the card says about the law's value of interplay, for a conversation; claims no compliance."""

import streamlit as st

from indsatskort.cards import service
from indsatskort.catalogue.dialogue import dialogue
from indsatskort.catalogue.load import catalogue
from indsatskort.plan import service as plan
from indsatskort.plan.content import plan_content
from indsatskort.ui.dialogue import page
from indsatskort.ui.here import read, required
from indsatskort.ui.standing import newest_with_answers

required()
filled = newest_with_answers(read(service.read_all_rounds))
st.html(page(filled, dialogue(), read(plan.read_actions), catalogue(), plan_content()))
