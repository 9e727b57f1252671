"""Hjælp."""
import streamlit as st
st.title("Hjælp", anchor=False)
