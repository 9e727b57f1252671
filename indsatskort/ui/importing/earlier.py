"""A sent file as a round of the past: for a card that was filled in before it came here."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from indsatskort.cards.model import RoundPurpose
from indsatskort.danish import counted, local
from indsatskort.imports import service as imports
from indsatskort.imports.model import Preview
from indsatskort.ui.here import do, saying_refusal
from indsatskort.wording import PURPOSES


def earlier_round(preview: Preview, wrong_guesses: frozenset[str]) -> None:
    """Name, day and purpose, and the button; the round that is open stays as it is."""
    newest = local(preview.card.round.opened_at).date()
    with (
        st.expander("Importer som tidligere runde"),
        st.form("earlier-round", border=False),
    ):
        st.write(
            f"Har I udfyldt kortet før, så kan filens {counted(preview.answer_count, 'svar', 'svar')} blive "
            "en runde for sig, som er lukket fra begyndelsen. Fremdrift kan så sammenligne med den. Den "
            "runde, I er i gang med, bliver ikke ændret."
        )
        name = st.text_input(
            "Rundens navn", max_chars=80, width=360, placeholder="Fx Første udfyldning"
        )
        day = st.date_input(
            "Hvornår blev kortet udfyldt?",
            newest - timedelta(days=1),
            max_value=newest - timedelta(days=1),
            format="DD.MM.YYYY",
            width=360,
        )
        purpose: RoundPurpose | None = st.selectbox(
            "Hvad var runden til?",
            [None, *RoundPurpose],
            format_func=lambda each: PURPOSES[each] if each else "Ikke valgt",
            width=360,
        )
        if st.form_submit_button("Opret den tidligere runde"):
            with saying_refusal(st.error):
                made = do(
                    imports.save_as_earlier_round,
                    preview.upload.id,
                    name=name,
                    held_on=day,
                    purpose=purpose,
                    without=wrong_guesses,
                )
                told = counted(made.count, "svar", "svar")
                st.session_state["import_told"] = f"Runden »{name.strip()}« er oprettet med {told}."
                st.rerun()
