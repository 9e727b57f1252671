"""The menu: which pages there are, and which of them somebody is shown."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page

from indsatskort.access.model import Role
from indsatskort.ui.here import Here

EVERYBODY = frozenset(Role)
WRITERS = frozenset({Role.FACILITATOR, Role.PARTICIPANT})
FACILITATORS = frozenset({Role.FACILITATOR})
NOBODY: frozenset[Role] = frozenset()  # reached by an address only

# file, title, address, who sees it in the menu; every page checks for itself who may use it
ON_A_CARD = (
    ("fill.py", "Udfyld", "udfyld", WRITERS),
    ("card.py", "Kort", "kort", EVERYBODY),
    ("overview.py", "Overblik", "overblik", EVERYBODY),
    ("progress.py", "Fremdrift", "fremdrift", EVERYBODY),
    ("workshop.py", "Møde", "workshop", WRITERS),
    ("screen.py", "Storskærm", "storskaerm", NOBODY),
    ("files.py", "Filer", "filer", EVERYBODY),
    ("settings.py", "Indstillinger", "indstillinger", FACILITATORS),
)


def pages(here: Here | None) -> list[Page]:
    """All pages; those that are not for whoever is here answer with a sentence and are not shown."""
    on_a_card = [
        st.Page(
            file,
            title=title,
            url_path=path,
            visibility="visible" if here and here.who.role in roles else "hidden",
        )
        for file, title, path, roles in ON_A_CARD
    ]
    return [
        st.Page("home.py", title="Forside", default=True),
        *on_a_card,
        st.Page("help.py", title="Hjælp", url_path="hjaelp"),
    ]
