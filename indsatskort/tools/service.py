"""Using the companion tools: which a card shows, filling them in together, history, files back in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from indsatskort.access.model import Who
from indsatskort.cards import answering
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards.model import Event, EventName, HistoryEntry
from indsatskort.cards.recording import record
from indsatskort.errors import ConflictError, Fault, InvalidInputError, NotFoundError
from indsatskort.store.transaction import Transaction
from indsatskort.tools import repository, rules
from indsatskort.tools.content import tool_of, tools
from indsatskort.tools.model import SheetChange, SheetImport, ToolCell, ToolOnCard, ToolSheet


def read_tools(tx: Transaction, who: Who) -> tuple[ToolOnCard, ...]:
    """All tools in their order, and how each stands on the card."""
    chosen = repository.shown(tx, who.card_id)
    return tuple(
        ToolOnCard(sheet.tool, chosen.get(sheet.tool.slug, sheet.tool.is_usual), sheet.filled_count)
        for sheet in read_sheets(tx, who).values()
    )


def choose_tools(tx: Transaction, who: Who, slugs: Collection[str]) -> None:
    """Say which tools the card shows. Hiding one keeps what was written in it."""
    card_rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    if set(slugs) - tools().keys():
        raise NotFoundError
    chosen = {slug: slug in slugs for slug in tools()}
    record(tx, who.card_id, EventName.TOOLS_CHOSEN, who=who, tools=[*filter(chosen.get, chosen)])
    repository.put_shown(tx, who.card_id, chosen)


def read_sheet(tx: Transaction, who: Who, slug: str) -> ToolSheet:
    """One tool as the card has filled it in; also one that is not shown."""
    tool = tool_of(slug)
    found = repository.cells(tx, who.card_id, slug)
    return ToolSheet(tool, {each.cell_id: each for each in found})


def read_sheets(tx: Transaction, who: Who) -> Mapping[str, ToolSheet]:
    """All tools by slug, in their order."""
    found = repository.cells(tx, who.card_id)
    return {
        slug: ToolSheet(tool, {each.cell_id: each for each in found if each.tool == slug})
        for slug, tool in tools().items()
    }


def save_cell(
    tx: Transaction,
    who: Who,
    slug: str,
    cell_id: str,
    text: str,
    *,
    base_version: int,
    edit_id: str,
) -> ToolCell:
    """Write in a cell over the version it was based on; gives the cell as saved.

    The same edit again gives its first result and changes nothing. Raises ConflictError with the
    current cell when somebody saved since.
    """
    rules.check_fill(who)
    cards.card_of(tx, who.card_id, lock=True)
    digest = _digest(slug, cell_id, text, base_version)
    if earlier := cards.event_of_edit(tx, who.card_id, edit_id):
        event, first_digest = earlier
        if first_digest not in {None, digest} or event.name is not EventName.TOOL_CELL_SAVED:
            raise InvalidInputError(Fault.EDIT_REUSED)
        return _cell_of(event)
    current = _current(tx, who, slug, cell_id)
    text = rules.checked_cell(tool_of(slug), cell_id, text)
    if current.version != base_version:
        raise ConflictError(current)
    return _put(tx, who, current, text, edit=(edit_id, digest))


def cell_history(tx: Transaction, who: Who, slug: str, cell_id: str) -> tuple[HistoryEntry, ...]:
    """What has stood in a cell, newest entry first."""
    _current(tx, who, slug, cell_id)
    return tuple(reversed(_entries(tx, who, slug, cell_id)))


def undo_cell(
    tx: Transaction, who: Who, slug: str, cell_id: str, event_id: int, *, base_version: int
) -> ToolCell:
    """Put back what stood before the entry that a save belongs to."""
    rules.check_fill(who)
    cards.card_of(tx, who.card_id, lock=True)
    current = _current(tx, who, slug, cell_id)
    if current.version != base_version:
        raise ConflictError(current)
    entries = _entries(tx, who, slug, cell_id)
    at = answering.index_of(entries, event_id)
    before = entries[at - 1].draft.text if at else ""
    return _put(tx, who, current, before, restores=event_id)


def erase_cell_text(tx: Transaction, who: Who, slug: str, cell_id: str, event_id: int) -> ToolCell:
    """Empty the texts of an entry, and the same texts elsewhere in the cell, for good. Facilitators."""
    card_rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    current = _current(tx, who, slug, cell_id)
    entries = _entries(tx, who, slug, cell_id)
    entry = entries[answering.index_of(entries, event_id)]
    saves = repository.saves_of(tx, who.card_id, slug, cell_id)
    texts = {each.data["text"] for each in saves if each.id in entry.event_ids} - {""}
    cards.erase_texts(tx, [each for each in saves if each.data["text"] in texts])
    stands = current.text in texts
    after = replace(current, text="", version=current.version + 1) if stands else current
    record(
        tx,
        who.card_id,
        EventName.TOOL_TEXT_ERASED,
        who=who,
        tool=slug,
        cell=cell_id,
        emptied=stands,
        version=after.version,
    )
    if stands:
        author = repository.author_of(tx, who.card_id, current)
        repository.put_cell(tx, who.card_id, after, author)
    return after


def preview_sheets(
    tx: Transaction, who: Who, wanted: Mapping[tuple[str, str], str]
) -> tuple[SheetChange, ...]:
    """What taking in a file would change; changes nothing."""
    rules.check_fill(who)
    return rules.changes(read_sheets(tx, who), wanted)


def import_sheets(tx: Transaction, who: Who, changes: Sequence[SheetChange]) -> SheetImport:
    """Take in the changes of a file as they were previewed, all or none; one undo takes them back.

    Raises ConflictError with the cell when somebody has written in one of them since.
    """
    rules.check_fill(who)
    cards.card_of(tx, who.card_id, lock=True)
    sheets = read_sheets(tx, who)
    wanted = {(each.tool.slug, each.cell_id): each.after for each in changes}
    current = {place: _cell(sheets[place[0]], place[1]) for place in wanted}
    for each in changes:
        standing = current[each.tool.slug, each.cell_id]
        if standing.text != each.before:
            raise ConflictError(standing, Fault.SHEET_CHANGED)
    found = rules.changes(sheets, wanted)
    import_id = str(uuid4())
    event = record(
        tx,
        who.card_id,
        EventName.TOOLS_IMPORTED,
        who=who,
        import_id=import_id,
        count=len(found),
    )
    for each in found:
        _put(tx, who, current[each.tool.slug, each.cell_id], each.after, import_id=import_id)
    return _import_of(event)


def read_import(tx: Transaction, who: Who) -> SheetImport | None:
    """The newest import that stands and that one may take back: one's own, facilitators everybody's."""
    names = (EventName.TOOLS_IMPORTED, EventName.TOOLS_IMPORT_UNDONE)
    events = cards.events_of_card(tx, who.card_id, names=names, newest_first=True)
    undone = {each.data["import_id"] for each in events if each.name is names[1]}
    made = (_import_of(each) for each in events if each.name is names[0])
    return next(
        (each for each in made if each.id not in undone and rules.can_undo_import(who, each)), None
    )


def undo_import(tx: Transaction, who: Who, import_id: str) -> tuple[int, int]:
    """Put back what stood before an import, in every cell that has not changed since.

    Gives how many cells were put back and how many were left. Raises NotFoundError for an import one
    may not take back, or that is not the newest.
    """
    cards.card_of(tx, who.card_id, lock=True)
    made = read_import(tx, who)
    if made is None or made.id != import_id:
        raise NotFoundError
    saves = repository.saves(tx, who.card_id)
    texts = {_place(each): each.data["text"] for each in saves}
    sheets, restored = read_sheets(tx, who), 0
    for each in saves:
        if each.data.get("import_id") != made.id:
            continue
        slug, cell_id, version = _place(each)
        current = sheets[slug].cells.get(cell_id) if slug in sheets else None
        if current and current.version == version:
            _put(tx, who, current, texts.get((slug, cell_id, version - 1), ""))
            restored += 1
    left = made.count - restored
    record(
        tx,
        who.card_id,
        EventName.TOOLS_IMPORT_UNDONE,
        who=who,
        import_id=made.id,
        count=restored,
        left=left,
    )
    return restored, left


def _import_of(event: Event) -> SheetImport:
    data = event.data
    return SheetImport(data["import_id"], event.at, event.membership_id, event.alias, data["count"])


def _place(save: Event) -> tuple[str, str, int]:
    return save.data["tool"], save.data["cell"], save.data["version"]


def _current(tx: Transaction, who: Who, slug: str, cell_id: str) -> ToolCell:
    return _cell(read_sheet(tx, who, slug), cell_id)


def _cell(sheet: ToolSheet, cell_id: str) -> ToolCell:
    if cell_id not in sheet.tool.cells:
        raise NotFoundError
    return sheet.cells.get(cell_id) or ToolCell(sheet.tool.slug, cell_id)


def _put(
    tx: Transaction,
    who: Who,
    current: ToolCell,
    text: str,
    *,
    edit: tuple[str, str] | None = None,
    **also: Any,
) -> ToolCell:
    saved = replace(
        current, text=text, version=current.version + 1, saved_at=tx.at, saved_by=who.alias
    )
    record(
        tx,
        who.card_id,
        EventName.TOOL_CELL_SAVED,
        who=who,
        edit=edit,
        tool=saved.tool,
        cell=saved.cell_id,
        text=saved.text,
        version=saved.version,
        **also,
    )
    repository.put_cell(tx, who.card_id, saved, who.membership_id)
    return saved


def _entries(tx: Transaction, who: Who, slug: str, cell_id: str) -> list[HistoryEntry]:
    return answering.entries_of(repository.saves_of(tx, who.card_id, slug, cell_id))


def _cell_of(event: Event) -> ToolCell:
    """The cell as a save left it."""
    data = event.data
    return ToolCell(
        data["tool"], data["cell"], data["text"], data["version"], event.at, event.alias
    )


def _digest(slug: str, cell_id: str, text: str, base_version: int) -> str:
    body = json.dumps([slug, cell_id, text, base_version])
    return hashlib.sha256(body.encode()).hexdigest()
