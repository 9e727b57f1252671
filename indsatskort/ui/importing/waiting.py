"""The file that waits for a yes: plain counts first, then what to decide, then every change."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.cards.model import Cell
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import counted, time_text
from indsatskort.errors import Fault
from indsatskort.imports import service as imports
from indsatskort.imports.model import ChangeKind, Origin, Preview, Upload
from indsatskort.ui.here import Here, do, press, read, saying_refusal
from indsatskort.ui.importing import tables, words
from indsatskort.ui.importing.earlier import earlier_round
from indsatskort.wording import FAULTS

ON_A_PAGE = 20
KEEP, TAKE = "Behold det, der står på kortet", "Tag det fra filen"
JOIN = "Saml de to svar"


def waiting_file(here: Here) -> bool:
    """Show the file one has sent, if any; whether there was one."""
    if told := st.session_state.pop("import_told", None):
        st.success(told)
    upload = read(imports.read_upload)
    if upload is None:
        return False
    st.html('<span id="fil"></span>')
    st.header("Filen, du har sendt", anchor=False)
    st.html(
        f'<p class="meta">{escape(upload.file_name)} · sendt {time_text(upload.at)} · kun du kan se den, '
        "og den bliver slettet efter et døgn</p>"
    )
    preview = None if upload.fault else _preview(here, upload)
    if preview is None:
        st.error(FAULTS[upload.fault or Fault.FILE_WITHOUT_TABLE])
        st.button("Luk", on_click=press, args=(imports.put_away_upload,))
    else:
        _show(here, preview)
    return True


def _preview(here: Here, upload: Upload) -> Preview | None:
    """Kept for the tab until the card changes: finding out costs more than drawing."""
    key = (upload.id, here.card.revision)
    kept = st.session_state.get("import_preview")
    if kept is None or kept[0] != key:
        kept = key, read(imports.read_preview)
        st.session_state["import_preview"] = kept
    preview: Preview | None = kept[1]
    return preview


def _show(here: Here, preview: Preview) -> None:
    st.html(f'<p class="lead-numbers">{escape(words.lead(preview))}</p>')
    st.html(f'<p class="meta">{escape(words.rest(preview))}</p>')
    for notice in (words.ORIGINS[preview.origin], words.not_allowed(preview)):
        if notice:
            st.info(notice)
    refused = _guesses(preview)
    chosen = _conflicts(preview)
    _complaints(preview)
    for kind in tables.HEADINGS:
        changes = [change for change in preview.changes if change.kind is kind]
        if shown := tables.group(kind, changes, preview.card, catalogue()):
            st.html(shown)
    taken = {
        change.cell: change.current.version
        for change in preview.changes
        if not change.guesses & refused
        and (change.kind is not ChangeKind.CONFLICT or change.cell in chosen)
    }
    _decide(preview, taken, {cell for cell, choice in chosen.items() if choice == JOIN})
    if here.is_facilitator and preview.answer_count:
        earlier_round(preview, refused)


def _guesses(preview: Preview) -> frozenset[str]:
    """The matches by wording, to be confirmed; gives the keys of those that are not right."""
    if not preview.guesses:
        return frozenset()
    st.subheader("Genkendt på ordlyden", anchor=False)
    st.write(
        "Passer det? Fjern fluebenet, hvor vi har gættet forkert. Så bliver svarene sprunget over."
    )
    wrong = set()
    for guess in preview.guesses:
        where = "Kolonne" if guess.key.startswith("column") else "Række"
        said = " ".join(guess.said.split())[:90]
        label = f"{where} {guess.address}: »{_plain(said)}« er {_plain(guess.meant)}"
        if not st.checkbox(label, value=True, key=f"guess-{preview.upload.id}-{guess.key}"):
            wrong.add(guess.key)
    return frozenset(wrong)


def _conflicts(preview: Preview) -> dict[Cell, str]:
    """Both texts, cell by cell; gives the cells where the file's is taken or joined to the card's."""
    conflicts = [each for each in preview.changes if each.kind is ChangeKind.CONFLICT]
    kept = st.session_state.setdefault("import_choices", {})
    if kept.get("upload") != preview.upload.id:
        kept.clear()
        kept |= {"upload": preview.upload.id, "chosen": {}}
    chosen: dict[Cell, str] = kept["chosen"]
    for change in conflicts:
        if not change.joined and chosen.get(change.cell) == JOIN:  # somebody has written since
            _choose_all([change.cell], KEEP)
    if not conflicts:
        return {}
    is_known = preview.origin is Origin.THIS_ROUND
    st.subheader("Nogen har skrevet siden" if is_known else "Der står noget andet", anchor=False)
    st.write(
        "Her står der noget andet på kortet end i filen. Vælg for hvert sted, eller for dem alle på én gang."
    )
    cells = [each.cell for each in conflicts]
    with st.container(horizontal=True):
        st.button("Behold alle på kortet", on_click=_choose_all, args=(cells, KEEP))
        st.button("Tag alle fra filen", on_click=_choose_all, args=(cells, TAKE))
    pages = -(-len(conflicts) // ON_A_PAGE)
    page = 1
    if pages > 1:
        page = st.selectbox(
            "Side", range(1, pages + 1), format_func=lambda n: f"{n} af {pages}", width=160
        )
    for change in conflicts[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        with st.container(border=True):
            st.html(tables.conflict(change, preview.card, catalogue()))
            st.session_state.setdefault(_key(change.cell), chosen.get(change.cell, KEEP))
            st.radio(
                f"Hvad skal stå? {tables.place(*change.cell, preview.card)}",
                [KEEP, TAKE, JOIN] if change.joined else [KEEP, TAKE],
                key=_key(change.cell),
                on_change=_choose,
                args=(change.cell,),
                horizontal=True,
            )
            if change.joined and chosen.get(change.cell) == JOIN:
                st.html(tables.joined(change, change.joined, catalogue()))
    return {cell: chosen[cell] for cell in cells if cell in chosen}


def _complaints(preview: Preview) -> None:
    if not preview.complaints:
        return
    count = counted(len(preview.complaints), "sted", "steder")
    st.subheader("Ikke forstået", anchor=False)
    said = "".join(f"<li>{escape(words.complaint(each))}</li>" for each in preview.complaints[:100])
    more = "<li>… og flere</li>" if len(preview.complaints) > 100 else ""
    st.html(
        f"<p>{count} i filen bliver sprunget over. Resten kan godt gemmes.</p>"
        f'<ul class="complaints">{said}{more}</ul>'
    )


def _decide(preview: Preview, taken: dict[Cell, int], joined: set[Cell]) -> None:
    if not preview.card.round.is_open:
        st.warning(
            "Runden er lukket, så svarene ligger fast. En facilitator kan åbne den igen under "
            "Indstillinger."
        )
    with st.container(horizontal=True, key="import-decide"):
        st.button(
            f"Gem {counted(len(taken), 'svar', 'svar')}",
            type="primary",
            disabled=not taken or not preview.card.round.is_open,
            on_click=_save,
            args=(preview, taken, joined),
        )
        st.button("Læg filen væk", on_click=press, args=(imports.put_away_upload,))


def _save(preview: Preview, taken: dict[Cell, int], joined: set[Cell]) -> None:
    with saying_refusal():
        made = do(imports.save_import, preview.upload.id, taken, joined)
        st.session_state["import_told"] = (
            f"{counted(made.count, 'svar er', 'svar er')} gemt fra filen. Du kan tage det hele tilbage "
            "nederst på siden."
        )


def _choose(cell: Cell) -> None:
    _set(cell, st.session_state[_key(cell)])


def _choose_all(cells: list[Cell], choice: str) -> None:
    for cell in cells:
        _set(cell, choice)
        st.session_state[_key(cell)] = choice


def _set(cell: Cell, choice: str) -> None:
    chosen: dict[Cell, str] = st.session_state["import_choices"]["chosen"]
    if choice == KEEP:
        chosen.pop(cell, None)
    else:
        chosen[cell] = choice


def _key(cell: Cell) -> str:
    return f"conflict-{cell[0]}-{cell[1]}"


def _plain(text: str) -> str:
    """Text that a label shows as it is: labels read Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!~|<>:$" else sign for sign in text)
