"""Hjælp: how the card works, the levels, the sources, what is our own judgement, privacy."""

import streamlit as st

from indsatskort.catalogue.library import library
from indsatskort.catalogue.load import catalogue
from indsatskort.insight.definitions import CAVEAT
from indsatskort.ui import help as parts
from indsatskort.ui.here import current
from indsatskort.ui.inspiration import recommendations_table

content = catalogue()
st.title("Hjælp", anchor=False)
st.html(parts.contents())
st.html(parts.filling_in(content))
st.html(parts.levels(content))
st.html(parts.relevance(content))
st.html(parts.numbers(CAVEAT))
st.html(parts.sources())
here = current()
st.html(recommendations_table(library(), f"&som={here.who.membership_id}" if here else ""))
st.html(parts.privacy())
st.html(parts.guide_heading())
for heading, text in parts.guide():
    if heading:
        st.subheader(heading, anchor=False)
    st.markdown(text)
