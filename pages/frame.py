"""The frame of every page: menu, where one is, the page itself, the foot."""

import streamlit as st

from indsatskort.errors import StoreTroubleError
from indsatskort.ui import frame, menu
from indsatskort.ui.here import current, say_trouble, saying_trouble
from indsatskort.ui.turns import turn

st.set_page_config(page_title="Indsatskort", layout="wide", initial_sidebar_state="collapsed")
try:
    here = current()
except StoreTroubleError as trouble:
    st.navigation(menu.pages(None), position="top")
    frame.mark()
    say_trouble(trouble)
page = st.navigation(menu.pages(here), position="top")
frame.mark()
with saying_trouble():
    if here:
        frame.head(here, page.url_path)
    body = st.container()
    frame.foot(
        here
    )  # drawn first, since a page may stop early; it stands below the body all the same
    with body, saying_trouble(), turn():
        page.run()
