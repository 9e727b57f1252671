"""The imports that were saved, each with one undo."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.cards import service
from indsatskort.danish import counted, date_short, local, time_text
from indsatskort.imports import service as imports
from indsatskort.imports.model import MadeImport
from indsatskort.ui.here import Here, do, read, saying_refusal
from indsatskort.ui.importing import tables, words


def made_imports(here: Here) -> None:
    """What was read in, newest first."""
    made = read(imports.read_imports)
    if not made:
        return
    st.header("Filer, der er læst ind", anchor=False)
    for each in made:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_told(each), width="stretch")
            if not each.is_undone:
                st.button(
                    "Fortryd indlæsningen",
                    key=f"undo-{each.id}",
                    disabled=not here.round.is_open and not each.is_round,
                    on_click=_undo,
                    args=(each,),
                )


def _told(each: MadeImport) -> str:
    by = each.alias or "En, der ikke er med mere"
    count = counted(each.count, "svar", "svar")
    when = f"{date_short(local(each.at).date())} {time_text(each.at)}"
    state = " · som tidligere runde" if each.is_round else ""
    state += " · taget tilbage" if each.is_undone else ""
    return (
        f"<p><strong>{escape(each.file_name)}</strong><br>"
        f'<span class="meta">{count} · {escape(by)} · {when}{state}</span></p>'
    )


def _undo(each: MadeImport) -> None:
    with saying_refusal():
        result = do(imports.undo_import, each.id)
        if each.is_round:
            st.session_state["import_told"] = "Den tidligere runde er taget ud igen."
            return
        card = read(service.read_filled_card)
        places = {cell: tables.place(*cell, card) for cell in result.left}
        st.session_state["import_told"] = words.undone(result, places)
