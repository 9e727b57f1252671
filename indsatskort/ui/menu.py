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
    ("leader.py", "Leder", "leder", EVERYBODY),
    ("dialog.py", "Dialog", "dialog", NOBODY),
    ("workshop.py", "Møde", "workshop", WRITERS),
    ("plan.py", "Handleplan", "handleplan", EVERYBODY),
    ("type_in.py", "Skriv papirkort ind", "indtast", NOBODY),
    ("tools.py", "Redskaber", "redskaber", EVERYBODY),
    ("follow_up.py", "Opfølgningsmøde", "opfoelgning", NOBODY),
    ("follow_up_screen.py", "Opfølgning på storskærm", "opfoelgning-storskaerm", NOBODY),
    ("screen.py", "Storskærm", "storskaerm", NOBODY),
    ("activities.py", "Aktiviteter", "aktiviteter", EVERYBODY),
    ("files.py", "Filer", "filer", EVERYBODY),
    ("settings.py", "Indstillinger", "indstillinger", FACILITATORS),
    ("mine.py", "Mine data", "mine-data", NOBODY),
)


# what is not named here stands in the menu by itself; a section opens under its name
SECTIONS = {
    "handleplan": "Opfølgning",
    "fremdrift": "Opfølgning",
    "leder": "Opfølgning",
    "dialog": "Opfølgning",
    "aktiviteter": "Mere",
    "redskaber": "Mere",
    "filer": "Mere",
    "indstillinger": "Mere",
    "hjaelp": "Mere",
}


def pages(here: Here | None) -> dict[str, list[Page]]:
    """All pages by section, "" for those that stand by themselves.

    Those that are not for whoever is here answer with a sentence and are not shown.
    """
    on_a_card = [
        st.Page(
            file,
            title=title,
            url_path=path,
            visibility="visible" if here and here.who.role in roles else "hidden",
        )
        for file, title, path, roles in ON_A_CARD
    ]
    sections: dict[str, list[Page]] = {"": [st.Page("home.py", title="Forside", default=True)]}
    for page in (*on_a_card, st.Page("help.py", title="Hjælp", url_path="hjaelp")):
        section = SECTIONS.get(page.url_path, "") if here else ""
        sections.setdefault(section, []).append(page)
    return sections
