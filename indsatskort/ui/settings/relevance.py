"""Relevance in the open round: by kind of actor, or for one column."""

from __future__ import annotations

import streamlit as st

from indsatskort.cards import relevance as card_relevance
from indsatskort.cards import service
from indsatskort.cards.model import CardItem
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Relevance
from indsatskort.ui.here import Here, attempt, read
from indsatskort.ui.settings.closed import needs_open_round

AS_ELSE = "as_else"  # nothing said for this scope
WORDS = {
    Relevance.RELEVANT: "Relevant",
    Relevance.MAYBE: "Kan være relevant",
    Relevance.NOT_USUAL: "Normalt ikke",
}


def relevance(here: Here) -> None:
    """One field and one scope at a time: who, and then how relevant each item is."""
    if not needs_open_round(here):
        return
    st.write(catalogue().relevance_note)
    filled = read(service.read_filled_card)
    overrides = read(card_relevance.read_relevance_overrides, here.round.id)
    with st.container(horizontal=True, key="relevance-choice"):
        field = st.selectbox(
            "Felt",
            catalogue().fields,
            format_func=lambda each: f"{each.number} {each.name}",
            width=420,
        )
        scopes = _scopes(here)
        scope = st.selectbox(
            "For hvem", list(scopes), format_func=lambda each: scopes[each], width=360
        )
    for item in filled.items:
        if item.field_id == field.id:
            _row(here, item, scope, overrides.get((item.id, scope)))


def _scopes(here: Here) -> dict[str, str]:
    kinds = {words.kind: f"Alle {words.plural}" for words in catalogue().kinds}
    present = {column.kind for column in here.columns}
    shown = {str(kind): name for kind, name in kinds.items() if kind in present}
    return shown | {column.id: f"Kun {column.name}" for column in here.columns}


def _row(here: Here, item: CardItem, scope: str, override: Relevance | None) -> None:
    key = f"relevance-{item.id}-{scope}"
    default = _otherwise(here, item, scope)
    st.session_state[key] = override or AS_ELSE
    st.selectbox(
        f"{item.number} {item.title}",
        [AS_ELSE, *Relevance],
        format_func=lambda each: WORDS.get(each) or f"Som ellers{default}",
        key=key,
        on_change=_set,
        args=(here, item.id, scope, key),
        width=420,
    )


def _otherwise(here: Here, item: CardItem, scope: str) -> str:
    """What holds when nothing is said for this scope."""
    if item.is_own:
        return f" ({WORDS[Relevance.RELEVANT].lower()})"
    kind = next((each.kind for each in here.columns if scope in {each.kind, each.id}), None)
    found = catalogue().default_relevance.get((item.id, kind)) if kind else None
    return f" ({WORDS[found.relevance].lower()})" if found else ""


def _set(here: Here, item_id: str, scope: str, key: str) -> None:
    chosen = st.session_state[key]
    value = None if chosen == AS_ELSE else Relevance(chosen)
    attempt(card_relevance.set_relevance, here.round.id, item_id, scope, value)
