"""The frame of every page: menu, where one is, the page itself, the foot."""

import streamlit as st

from indsatskort.ui import frame, menu
from indsatskort.ui.here import current

st.set_page_config(page_title="Indsatskort", layout="wide", initial_sidebar_state="collapsed")
here = current()
page = st.navigation(menu.pages(here), position="top")
frame.mark()
if here:
    frame.head(here)
body = st.container()
frame.foot(here)  # drawn first, since a page may stop early; it stands below the body all the same
with body:
    page.run()
