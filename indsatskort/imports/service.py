"""Keeping a sent file, showing what it would change, saving it in one go, taking it back in one go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import uuid4

from indsatskort.access.model import Role, Who
from indsatskort.cards import answering, rules
from indsatskort.cards import repository as cards
from indsatskort.cards import service as card_service
from indsatskort.cards.earlier import add_earlier_round, remove_earlier_round
from indsatskort.cards.model import Cell, Draft, Event, EventName, FilledCard, Place, RoundPurpose
from indsatskort.cards.recording import record
from indsatskort.cards.versions import drafts_by_version
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from indsatskort.exchange.reading import found_sheets
from indsatskort.exchange.returning.finding import findings
from indsatskort.exchange.returning.model import Findings
from indsatskort.imports import repository
from indsatskort.imports.comparing import compare, origin_of, past_answers, since
from indsatskort.imports.model import MadeImport, Preview, UndoneImport, Upload
from indsatskort.settings import settings
from indsatskort.store.transaction import Transaction

MAX_FILE_NAME_LENGTH = 120
UNDOING = (EventName.IMPORT_UNDONE, EventName.ROUND_IMPORT_UNDONE)
ABOUT_IMPORTS = (EventName.ANSWERS_IMPORTED, EventName.ROUND_IMPORTED, *UNDOING)


def check_send(_tx: Transaction, who: Who) -> None:
    """Whether somebody may send a file at all; asked before it is read. Raises NotAllowedError."""
    if who.role is Role.VIEWER:
        raise NotAllowedError


def keep_upload(tx: Transaction, who: Who, file_name: str, told: str | Fault) -> Upload:
    """Keep what a file holds, or why it could not be read, until it is saved or put away."""
    check_send(tx, who)
    is_fault = isinstance(told, Fault)
    upload = Upload(
        id=str(uuid4()),
        file_name=_shown_name(file_name),
        at=tx.at,
        told="" if is_fault else told,
        fault=Fault(told) if is_fault else None,
    )
    repository.put_upload(tx, who, upload)
    return upload


def put_away_upload(tx: Transaction, who: Who) -> None:
    """Forget the file; nothing on the card changes."""
    repository.delete_upload(tx, who)


def read_upload(tx: Transaction, who: Who) -> Upload | None:
    """The file that one has sent and neither saved nor put away."""
    return repository.upload_of(tx, who)


def read_preview(tx: Transaction, who: Who) -> Preview | None:
    """What saving the sent file would change now; None without a file that was understood."""
    upload = repository.upload_of(tx, who)
    if upload is None:
        return None
    card = card_service.read_filled_card(tx, who)
    found = _findings(upload, card)
    return _preview(tx, who, upload, card, found) if found else None


def save_import(
    tx: Transaction,
    who: Who,
    upload_id: str,
    taken: Mapping[Cell, int],
    joined: Collection[Cell] = (),
) -> MadeImport:
    """Write what the file says in the cells that are `taken`, each with the version that was shown.

    In those of them that are `joined`, the card's own text stays before the file's. All or nothing.
    Raises NotFoundError when the file is gone, ConflictError with the answer that stands there when
    somebody saved in such a cell since, RoundClosedError, NotAllowedError, and InvalidInputError when
    nothing is taken.
    """
    cards.card_of(tx, who.card_id, lock=True)
    preview = read_preview(tx, who)
    if preview is None or preview.upload.id != upload_id:
        raise NotFoundError
    rules.check_open(preview.card.round)
    if not taken:
        raise InvalidInputError(Fault.NOTHING_CHOSEN)
    changes = {change.cell: change for change in preview.changes}
    drafts: list[tuple[Cell, Draft, int]] = []
    for cell, version in taken.items():
        change = changes.get(cell)
        if change is None or change.current.version != version:
            raise ConflictError(preview.card.answer(*cell))
        draft = change.joined if cell in joined else change.draft
        if draft is None:
            raise ConflictError(change.current)
        drafts.append((cell, draft, version))
    made = _record_import(tx, who, preview, len(drafts))
    source = {"import_id": made.id, "file_name": made.file_name}
    answering.save_imported(tx, who, preview.card.round.id, drafts, source)
    repository.delete_upload(tx, who)
    return made


def save_as_earlier_round(
    tx: Transaction,
    who: Who,
    upload_id: str,
    *,
    name: str,
    held_on: date,
    purpose: RoundPurpose | None = None,
    without: frozenset[str] = frozenset(),
) -> MadeImport:
    """Make a closed round of the past from the sent file. `without` are guesses that were wrong.

    Facilitators only. Raises NotFoundError when the file is gone, and InvalidInputError when it says
    nothing, or for a name or a day that does not fit.
    """
    rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    upload = repository.upload_of(tx, who)
    card = card_service.read_filled_card(tx, who)
    found = _findings(upload, card) if upload and upload.id == upload_id else None
    if upload is None or found is None:
        raise NotFoundError
    drafts, _ = past_answers(found, without)
    if not drafts:
        raise InvalidInputError(Fault.NOTHING_CHOSEN)
    source = {"import_id": upload.id, "file_name": upload.file_name}
    made = add_earlier_round(
        tx,
        who,
        name=name,
        held_on=held_on,
        purpose=purpose,
        columns={actor_id for _, actor_id in drafts},
        own_items={item_id for item_id, _ in drafts},
        source=source,
        count=len(drafts),
    )
    answering.fill_earlier_round(tx, who, made.id, drafts, source)
    repository.delete_upload(tx, who)
    return MadeImport(
        upload.id,
        upload.file_name,
        tx.at,
        who.membership_id,
        who.alias,
        made.id,
        len(drafts),
        is_undone=False,
        is_round=True,
    )


def read_imports(tx: Transaction, who: Who, limit: int = 20) -> tuple[MadeImport, ...]:
    """The imports that one may take back, newest first: those into the newest round, and rounds of the
    past."""
    newest = cards.rounds_of(tx, who.card_id)[-1]
    events = cards.events_of_card(tx, who.card_id, names=ABOUT_IMPORTS, newest_first=True)
    undone = {each.data["import_id"] for each in events if each.name in UNDOING}
    made = [
        _made(event, is_undone=event.data["import_id"] in undone)
        for event in events
        if event.name is EventName.ROUND_IMPORTED
        or (event.name is EventName.ANSWERS_IMPORTED and event.round_id == newest.id)
    ]
    return tuple(each for each in made if _may_undo(who, each))[:limit]


def undo_import(tx: Transaction, who: Who, import_id: str) -> UndoneImport:
    """Put back what stood before an import, in every cell that has not changed since; take a round of
    the past out again.

    Raises NotFoundError for an import one may not take back or that is taken back already, and
    RoundClosedError.
    """
    cards.card_of(tx, who.card_id, lock=True)
    made = next(
        (each for each in read_imports(tx, who, limit=10_000) if each.id == import_id), None
    )
    if made is None or made.is_undone:
        raise NotFoundError
    if made.is_round:
        remove_earlier_round(tx, who, made.round_id)
        return UndoneImport((), ())
    rules.check_open(cards.round_of(tx, who.card_id, made.round_id))
    undone = _put_back(tx, who, made)
    record(
        tx,
        who.card_id,
        EventName.IMPORT_UNDONE,
        who=who,
        round_id=made.round_id,
        import_id=made.id,
        file_name=made.file_name,
        count=len(undone.restored),
        left=len(undone.left),
    )
    return undone


def _findings(upload: Upload, card: FilledCard) -> Findings | None:
    if upload.fault:
        return None
    return findings(found_sheets(upload.told), card, catalogue(), settings().key)


def _preview(
    tx: Transaction, who: Who, upload: Upload, card: FilledCard, found: Findings
) -> Preview:
    changed = since(found, card)
    bases = _bases(tx, who, card, changed) if changed else {}
    compared = compare(found, card, who, bases)
    order = {cell: place for place, cell in enumerate(card.relevance)}
    return Preview(
        upload=upload,
        card=card,
        origin=origin_of(found, card),
        sheet=found.sheet,
        changes=tuple(sorted(compared.changes, key=lambda change: order[change.cell])),
        unchanged=compared.unchanged,
        others_since=compared.others_since,
        not_allowed=compared.not_allowed,
        answer_count=len(past_answers(found, frozenset())[0]),
        guesses=found.guesses,
        complaints=(*found.complaints, *compared.complaints),
    )


def _bases(
    tx: Transaction, who: Who, card: FilledCard, cells: frozenset[Cell]
) -> Mapping[Cell, Mapping[int, Draft]]:
    """What stood in these cells at each of their versions."""
    known = drafts_by_version(cards.saves_of_round(tx, who.card_id, card.round.id))
    return {cell: known.get(cell, {}) for cell in cells}


def _record_import(tx: Transaction, who: Who, preview: Preview, count: int) -> MadeImport:
    event = record(
        tx,
        who.card_id,
        EventName.ANSWERS_IMPORTED,
        who=who,
        round_id=preview.card.round.id,
        import_id=preview.upload.id,
        file_name=preview.upload.file_name,
        count=count,
    )
    return _made(event, is_undone=False)


def _made(event: Event, *, is_undone: bool) -> MadeImport:
    return MadeImport(
        id=event.data["import_id"],
        file_name=event.data["file_name"],
        at=event.at,
        membership_id=event.membership_id,
        alias=event.alias,
        round_id=event.round_id or "",
        count=event.data["count"],
        is_undone=is_undone,
        is_round=event.name is EventName.ROUND_IMPORTED,
    )


def _may_undo(who: Who, made: MadeImport) -> bool:
    is_own = who.role is Role.PARTICIPANT and who.membership_id == made.membership_id
    return who.role is Role.FACILITATOR or (is_own and not made.is_round)


def _put_back(tx: Transaction, who: Who, made: MadeImport) -> UndoneImport:
    events = cards.saves_of_round(tx, who.card_id, made.round_id)
    before = drafts_by_version(events)
    ours = [event for event in events if event.data.get("import_id") == made.id]
    writable = {
        column.id
        for column in cards.columns_of(tx, made.round_id)
        if rules.can_write(who, column.id)
    }
    restored: list[tuple[Cell, Draft, int, int]] = []
    left: list[Cell] = []
    for event in ours:
        cell = event.item_id or "", event.actor_id or ""
        version = event.data["version"]
        current = cards.answer_of(tx, Place(made.round_id, *cell))
        if current.version != version or cell[1] not in writable:
            left.append(cell)
            continue
        draft = before.get(cell, {}).get(version - 1, Draft())
        restored.append((cell, draft, version, event.id))
    answering.restore_before(tx, who, made.round_id, restored)
    return UndoneImport(tuple(cell for cell, *_ in restored), tuple(left))


def _shown_name(file_name: str) -> str:
    """The name as it may be shown and kept: one line, without folders."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    words = " ".join(rules.FORBIDDEN.sub(" ", last).split())
    return words[:MAX_FILE_NAME_LENGTH] or "fil uden navn"
