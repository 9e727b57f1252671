"""The files of a card to take away: one calm list that says for whom each is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from indsatskort.access.model import Role
from indsatskort.ui.here import Here

EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Download:
    """A file: what it is called, for whom it is, and where it is fetched below the card's address; or a
    page to print, with an address of its own."""

    title: str
    sentence: str
    path: str
    kind: str
    roles: frozenset[Role] = EVERYBODY
    is_page: bool = False


DOWNLOADS = (
    Download(
        "Hele kortet i Excel",
        "Til jer, der arbejder videre i Excel: kortet, tallene og udviklingen, hvert på sit ark.",
        "/workbook.xlsx",
        "Excel",
    ),
    Download(
        "Slides om kortet",
        "Til den, der skal vise kortet på et møde: seks til otte slides, som kan rettes i PowerPoint.",
        "/slides.pptx",
        "PowerPoint",
    ),
    Download(
        "Kortet som dokument",
        "Til den, der vil læse eller printe det hele: kolonner side om side, beslutninger og handleplan.",
        "/document.docx",
        "Word",
    ),
    Download(
        "Bilag til en udvalgssag",
        "Til den, der skriver sagen: et udkast med resumé, sagsfremstilling og indstilling.",
        "/annex.docx",
        "Word",
    ),
    Download(
        "Alle svar som tabel",
        "Til den, der analyserer: én række for hvert felt i hver runde, også de tomme.",
        "/answers.csv",
        "CSV",
    ),
    Download(
        "Alt på kortet",
        "Til den, der skal flytte kortet til en anden installation eller udlevere alt, hvad der står.",
        "/card.json",
        "JSON",
        frozenset({Role.FACILITATOR}),
    ),
    Download(
        "Blankt kort til pen og papir",
        "Til dem, der hellere skriver i hånden: A3 eller A4, en række for hver indsats og plads til en sætning.",
        "/blanket",
        "siden",
        is_page=True,
    ),
    Download(
        "Skriv et papirkort ind",
        "Til den, der sidder med papirerne: alle indsatser under hinanden, og det hele med tastaturet.",
        "/indtast",
        "siden",
        frozenset({Role.FACILITATOR, Role.PARTICIPANT}),
        is_page=True,
    ),
    Download(
        "Offentligt resumé",
        "Til hjemmesiden, rådene og lokalavisen: én side uden jeres egne ord, medmindre I vælger dem til.",
        "/offentlig",
        "siden",
        frozenset({Role.FACILITATOR}),
        is_page=True,
    ),
)


def show_downloads(here: Here) -> None:
    """Every file that one's role may fetch."""
    st.write(
        "Filerne rummer det, I har skrevet. Tænk over, hvem der får dem. Ingen fil viser, hvad den "
        "enkelte har vurderet eller stemt."
    )
    rows = "".join(_row(here, each) for each in DOWNLOADS if here.who.role in each.roles)
    st.html(f'<ul class="downloads">{rows}</ul>')


def _row(here: Here, each: Download) -> str:
    place = each.path if each.is_page else f"/api/cards/{here.card.id}{each.path}"
    address = f"{place}?som={here.who.membership_id}"
    how = "Åbn" if each.is_page else "Hent"
    as_file = "" if each.is_page else " download"
    return (
        f'<li><span><strong>{escape(each.title)}</strong><span class="for">{escape(each.sentence)}</span></span>'
        f'<a class="download" href="{escape(address)}" target="_self"{as_file}>{how} {escape(each.kind)}'
        f'<span class="vh">: {escape(each.title)}</span></a></li>'
    )
