"""What comes to mind first: the whole table in a `data_editor`, and the page run again every two seconds."""

import time

import pandas as pd
import streamlit as st

from benchmarks.naive.table import TABLE

st.title("Indsatskort")
st.data_editor(pd.DataFrame(TABLE.rows), key="card")
time.sleep(2)
st.rerun()
