"""Mine data: what the card keeps about oneself, to take along or to delete."""

import streamlit as st

from indsatskort.cards import personal
from indsatskort.ui import privacy
from indsatskort.ui.here import read, required

if privacy.is_forgotten():
    privacy.show_forgotten()
    st.stop()

here = required()
mine = read(personal.read_mine)

st.title("Hvad I har om mig", anchor=False)
st.html(privacy.kept_about(here, mine))
privacy.forget_button()
