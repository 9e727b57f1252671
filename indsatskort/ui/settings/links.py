"""The links: one for each column, one for readers, one for facilitators."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.access.service import InvitationLink
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.ui import here as tab
from indsatskort.ui import staff
from indsatskort.ui.here import Here
from indsatskort.ui.link_list import LinkGroup, LinkRow, link_list

WITHOUT_COLUMN = {
    Role.VIEWER: ("Læsere", "Ser kortet, kan ikke skrive"),
    Role.FACILITATOR: ("Facilitatorer", "Styrer kortet og runden"),
}


def links(here: Here) -> None:
    """Every link of the card, to copy, mail or replace."""
    st.write(
        "Hver kolonne har sit eget link. Den, der har linket, kan skrive i kolonnen. Send det kun til "
        "dem, der skal skrive dér."
    )
    link_list(_groups(here), "link-list", _replace)
    with st.popover("Log alle ud"):
        st.write(
            "Alle andre end dig skal åbne deres link igen, også dem, der er inde nu. Linkene virker "
            "stadig, og alt, der er skrevet, bliver stående. Er et link kommet på afveje, så skift det "
            "ud i stedet."
        )
        st.button("Ja, log alle andre ud", on_click=_log_all_out)
    if staff.is_asked_for():
        staff.show_tie()


def _log_all_out() -> None:
    if tab.attempt(access.log_all_out):
        st.toast("Alle andre er logget ud.")


def _replace(invitation_id: str) -> None:
    if tab.attempt(access.replace_link, invitation_id):
        st.toast("Linket er skiftet ud.")


def _groups(here: Here) -> list[LinkGroup]:
    found = {link.invitation.actor_id: link for link in tab.read(access.links)}
    groups = []
    for kind in (ActorKind.CARE_HOME, ActorKind.MUNICIPALITY, ActorKind.ASSOCIATION):
        rows = [
            _row(here, found[column.id], column.name, catalogue().words_by_kind[kind].heading)
            for column in here.columns
            if column.kind is kind
        ]
        groups.append(LinkGroup(catalogue().words_by_kind[kind].plural.capitalize(), tuple(rows)))
    groups.append(LinkGroup("Uden egen kolonne", tuple(_rest(here, tab.read(access.links)))))
    return [group for group in groups if group.rows]


def _rest(here: Here, found: Iterable[InvitationLink]) -> Iterable[LinkRow]:
    by_role = {link.invitation.role: link for link in found}
    for role, (name, about) in WITHOUT_COLUMN.items():
        yield _row(here, by_role[role], name, about)


def _row(here: Here, link: InvitationLink, name: str, about: str) -> LinkRow:
    url = tab.link(link.token)
    return LinkRow(
        id=link.invitation.id,
        name=name,
        about=about,
        url=url,
        opened=_opened(link.invitation.opened_by),
        subject=f"Indsatskort for {here.card.municipality}: jeres link",
        body=(
            f"Her er linket til indsatskortet for {here.card.municipality} ({name}):\n\n{url}\n\n"
            "Tryk på linket på telefon eller computer. Du skal ikke oprette dig, og alt gemmes, mens "
            "du skriver."
        ),
    )


def _opened(count: int) -> str:
    return f"Åbnet af {count}" if count else "Ikke åbnet endnu"
