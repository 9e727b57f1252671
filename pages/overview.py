"""Overblik: placeholder until the pictures are placed."""
import streamlit as st
from indsatskort.ui.here import required
required()
st.title("Overblik", anchor=False)
