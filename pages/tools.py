"""Redskaber: the companion tools a card shows, one of them filled in together, files out and in."""

import streamlit as st

from indsatskort.danish import counted
from indsatskort.errors import Refusal
from indsatskort.exchange.tool_book import read_tool_book
from indsatskort.exchange.tool_json import read_tool_json
from indsatskort.tools import rules, service
from indsatskort.tools.content import tools
from indsatskort.tools.model import ToolOnCard
from indsatskort.ui import tools as parts
from indsatskort.ui.here import do, press, read, required, saying_refusal
from indsatskort.ui.tool_sheet import tool_sheet
from indsatskort.wording import refusal_sentence

here = required()
som = here.who.membership_id


def choose(on_card: tuple[ToolOnCard, ...]) -> None:
    """Which tools the card shows; for facilitators."""
    with st.expander("Vælg, hvilke redskaber kortet viser", key="choose-tools"):
        st.write("Et redskab, du skjuler, forsvinder kun fra listen. Det, I har skrevet, bliver.")
        for each in on_card:
            st.checkbox(
                f"{each.tool.title} ({each.tool.time.lower()})",
                value=each.is_shown,
                key=f"show-{each.tool.slug}",
            )
        st.button("Gem valget", key="save-tools", on_click=save_choice)


def save_choice() -> None:
    """What is ticked now; not what was when the page was last drawn."""
    ticked = [slug for slug in tools() if st.session_state.get(f"show-{slug}")]
    press(service.choose_tools, ticked)


def files() -> None:
    """All tools as Excel and JSON, and back in."""
    base = f"/api/cards/{here.card.id}/tools"
    st.html(
        '<p class="prints">'
        f'<a href="{base}.xlsx?som={som}" target="_self" download>Hent redskaberne som Excel</a>'
        f'<a href="{base}.json?som={som}" target="_self" download>Hent dem som JSON</a></p>'
    )
    if not rules.can_fill(here.who):
        return
    with st.expander("Sæt en udfyldt fil ind", key="take-in"):
        st.write(
            "Vælg en fil, der er hentet her fra siden. Du ser, hvad der bliver ændret, før noget sker. "
            "Felter, der ikke står i filen, bliver, som de er."
        )
        given = st.file_uploader(
            "Excel eller JSON med redskaber", type=["xlsx", "json"], key="tools-file"
        )
        if given:
            take_in(given.name, given.getvalue())
    taken_in()


def take_in(name: str, content: bytes) -> None:
    """Show what the file would change; take it in when somebody says so."""
    try:
        wanted = (
            read_tool_json(content)
            if name.casefold().endswith(".json")
            else read_tool_book(content, tools())
        )
        found = read(service.preview_sheets, wanted)
    except ValueError:
        st.error(
            "Filen er ikke en fil med redskaber herfra. Hent redskaberne som Excel, udfyld den fil, og "
            "prøv igen. Intet er ændret."
        )
        return
    except Refusal as refusal:
        st.error(f"{refusal_sentence(refusal)} Intet er ændret.")
        return
    if not found:
        st.info("Der står det samme i filen som her. Der er intet at ændre.")
        return
    st.html(parts.changes_table(found))
    st.button(
        f"Sæt ind ({counted(len(found), 'felt', 'felter')})",
        type="primary",
        key="take-in-now",
        on_click=press,
        args=(service.import_sheets, found),
    )


def taken_in() -> None:
    """The newest file that was taken in, with the one way back."""
    if told := st.session_state.pop("tools_told", None):
        st.success(told)
    made = read(service.read_import)
    if made is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="taken-in"):
        st.html(f"<p>{parts.import_line(made)}</p>", width="stretch")
        st.button("Fortryd indlæsningen", key="undo-import", on_click=undo, args=(made.id,))


def undo(import_id: str) -> None:
    with saying_refusal():
        restored, left = do(service.undo_import, import_id)
        st.session_state["tools_told"] = parts.undone_words(restored, left)


def index() -> None:
    on_card = read(service.read_tools)
    st.title("Redskaber", anchor=False)
    st.write(
        "Arbejdsark fra de kilder, kortet bygger på. Alle på kortet skriver i det samme ark på samme tid."
    )
    shown = [each for each in on_card if each.is_shown]
    if shown:
        st.html(parts.tool_list(shown, som))
    else:
        st.write("Kortet viser ingen redskaber. En facilitator kan vælge nogle.")
    if here.is_facilitator:
        choose(on_card)
    files()


chosen = tools().get(st.query_params.get("redskab", ""))
if chosen is None:
    index()
else:
    st.html(parts.tool_head(chosen, som))
    if chosen.is_kept:
        tool_sheet(here, chosen)
    else:
        st.write(
            "Tal sammen ud fra spørgsmålene. Svarene bliver ikke gemt her, for de handler om én person."
        )
        st.html(parts.blank_sheet(chosen))
