"""A workbook out to be filled in, and the form that sends it back."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.ui import pieces
from indsatskort.ui.here import Here


def fill_in_links(here: Here) -> None:
    """One column alone, for whoever would rather fill in Excel."""
    if here.who.role is Role.VIEWER or not here.columns:
        return
    st.header("Udfyld i Excel", anchor=False)
    st.write(
        "Hent kun din kolonne, hvis du vil udfylde den uden net. Vurderingerne vælges fra en liste, og "
        "det, der ikke skal ændres, er låst. Læs filen ind her på siden, når du er færdig."
    )
    column = next((each for each in here.columns if each.id == here.who.actor_id), None)
    if here.is_facilitator:
        column = st.selectbox(
            "Hvis kolonne?", here.columns, format_func=lambda each: each.name, width=420
        )
    if column:
        address = f"/api/cards/{here.card.id}/workbook.xlsx?column={column.id}"
        st.html(
            f'<p><a class="download plain" href="{address}&amp;som={here.who.membership_id}" '
            f'target="_self" download>Hent kolonnen {escape(column.name)}</a></p>'
        )


def sending(here: Here) -> None:
    """The form. It needs no script; a file can also be dropped on its field."""
    if here.who.role is Role.VIEWER:
        return
    st.header("Læs en udfyldt fil ind", anchor=False)
    if not here.round.is_open and not here.is_facilitator:
        st.write(
            "Runden er lukket, så der kan ikke læses filer ind i den. Spørg jeres facilitator."
        )
        return
    whose = "alle kolonner" if here.is_facilitator else "jeres egen kolonne"
    st.write(
        f"Vælg filen, eller træk den hen på feltet. Du ser først, hvad den ændrer i {whose}. Intet bliver "
        "gemt, før du siger til. Et ark, I selv har skrevet, kan også læses, når det har en række for hver "
        "indsats og en kolonne for hver aktør."
    )
    action = f"/api/cards/{here.card.id}/uploads?som={here.who.membership_id}"
    st.html(
        f'<form class="send" method="post" action="{action}" enctype="multipart/form-data">'
        f"{pieces.file_field('send-file', 'Excel-fil (.xlsx, højst 10 MB)', '.xlsx')}"
        '<button type="submit">Se, hvad filen ændrer</button></form>'
    )
