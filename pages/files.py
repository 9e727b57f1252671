"""Filer: the card's files to take away, and a filled-in workbook back in."""

import streamlit as st

from indsatskort.ui import importing
from indsatskort.ui.downloads import show_downloads
from indsatskort.ui.here import required

here = required()

st.title("Filer", anchor=False)
importing.waiting_file(here)
st.header("Hent kortet", anchor=False)
show_downloads(here)
importing.fill_in_links(here)
importing.sending(here)
importing.made_imports(here)
