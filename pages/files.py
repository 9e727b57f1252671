"""Filer: the card as an Excel workbook."""

import streamlit as st

from indsatskort.ui.here import required

here = required()

st.title("Filer", anchor=False)
st.header("Hent kortet som Excel", anchor=False)
st.write(
    "Arket **Indsatskort** ligner det trykte kort, med en kolonne for hver af jer. **Overblik** har "
    "tallene og diagrammerne, og når I har haft mere end én runde, viser **Udvikling**, hvad der har "
    "flyttet sig. Filen rummer alt, hvad I har skrevet. Tænk over, hvem der får den."
)
st.html(
    f'<p><a class="download" href="/api/cards/{here.card.id}/workbook.xlsx?som={here.who.membership_id}" '
    'target="_self" download>Hent Excel-fil</a></p>'
)
