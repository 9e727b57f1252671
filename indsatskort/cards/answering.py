"""Saving an answer, and what stood in a cell before: history, undo, erasing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import Answer, Cell, Draft, Event, EventName, HistoryEntry, Place
from indsatskort.cards.recording import record
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.errors import (
    ColumnRemovedError,
    ConflictError,
    Fault,
    InvalidInputError,
    NotFoundError,
)
from indsatskort.store.transaction import Transaction

ENTRY_LENGTH = timedelta(minutes=10)


def save_answer(
    tx: Transaction,
    who: Who,
    place: Place,
    draft: Draft,
    *,
    base_version: int,
    edit_id: str,
) -> Answer:
    """Write a draft over the version it was based on; gives the answer as saved.

    The same edit again gives its first result and changes nothing. Raises ConflictError with the
    current answer when somebody saved since, RoundClosedError, NotAllowedError, NotFoundError, and
    InvalidInputError for what cannot be stored.
    """
    rules.check_write(who, place.actor_id)
    repository.card_of(tx, who.card_id, lock=True)
    digest = _digest(place, draft, base_version)
    if earlier := repository.event_of_edit(tx, who.card_id, edit_id):
        return _repeated(*earlier, digest=digest)
    current = _open_cell(tx, who, place)
    draft = rules.checked_draft(draft)
    if current.version != base_version:
        raise ConflictError(current)
    return _put(tx, who, place, current, draft, edit=(edit_id, digest))


def history(tx: Transaction, who: Who, place: Place) -> tuple[HistoryEntry, ...]:
    """What has stood in a cell, newest entry first; also where a column or item was taken out."""
    repository.round_of(tx, who.card_id, place.round_id)
    _check_there(tx, place)
    events = _saves(repository.events_of_cell(tx, who.card_id, place))
    return tuple(reversed(entries_of(events)))


def undo(
    tx: Transaction,
    who: Who,
    place: Place,
    event_id: int,
    *,
    base_version: int,
) -> Answer:
    """Put back what stood before the entry that a save belongs to; itself an entry that can be undone.

    Raises as `save_answer`, and NotFoundError when the cell has no such entry.
    """
    rules.check_write(who, place.actor_id)
    repository.card_of(tx, who.card_id, lock=True)
    current = _open_cell(tx, who, place)
    if current.version != base_version:
        raise ConflictError(current)
    entries = _entries_of_cell(tx, who, place)
    before = (
        entries[index_of(entries, event_id) - 1].draft if index_of(entries, event_id) else Draft()
    )
    return _put(tx, who, place, current, before, restores=event_id)


def save_imported(
    tx: Transaction,
    who: Who,
    round_id: str,
    drafts: Sequence[tuple[Cell, Draft, int]],
    source: Mapping[str, str],
) -> None:
    """Write what a file says in many cells, each over the version that was shown. `source` goes into
    every event, so that a cell's history says where it came from.

    Raises as `save_answer`; then nothing may be kept of it.
    """
    _check_writable(tx, who, round_id, [cell for cell, *_ in drafts])
    for cell, draft, base_version in drafts:
        place = Place(round_id, *cell)
        current = repository.answer_of(tx, place)
        if current.version != base_version:
            raise ConflictError(current)
        _put(tx, who, place, current, rules.checked_draft(draft), source=source)


def fill_earlier_round(
    tx: Transaction,
    by: Who,
    round_id: str,
    drafts: Mapping[Cell, Draft],
    source: Mapping[str, str],
) -> None:
    """The answers of a round that has just been made from a file; `by` may do so and the card is
    locked."""
    for cell, draft in drafts.items():
        _put(tx, by, Place(round_id, *cell), Answer(*cell), draft, source=source)


def restore_before(
    tx: Transaction,
    who: Who,
    round_id: str,
    drafts: Sequence[tuple[Cell, Draft, int, int]],
) -> None:
    """Put back what stood in many cells, each over a version and instead of the save with that id.

    Raises as `save_answer`; then nothing may be kept of it.
    """
    _check_writable(tx, who, round_id, [cell for cell, *_ in drafts])
    for cell, draft, base_version, event_id in drafts:
        place = Place(round_id, *cell)
        current = repository.answer_of(tx, place)
        if current.version != base_version:
            raise ConflictError(current)
        _put(tx, who, place, current, draft, restores=event_id)


def _check_writable(tx: Transaction, who: Who, round_id: str, cells: Sequence[Cell]) -> None:
    """The person may write in all of these cells now."""
    for actor_id in {actor_id for _, actor_id in cells}:
        rules.check_write(who, actor_id)
    rules.check_open(repository.round_of(tx, who.card_id, round_id))
    columns = repository.actors_shown(tx, round_id)
    items = repository.own_items_shown(tx, round_id) | catalogue().item_by_id.keys()
    for item_id, actor_id in cells:
        if actor_id not in columns:
            raise ColumnRemovedError
        if item_id not in items:
            raise NotFoundError


def erase_text(tx: Transaction, who: Who, place: Place, event_id: int) -> Answer:
    """Empty the texts of an entry, and the same texts elsewhere in the cell's history, for good.

    For when somebody wrote a resident's name; also in a closed round. If the text still stands in
    the cell, it goes there too. Facilitators only.
    """
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    repository.round_of(tx, who.card_id, place.round_id)
    entries = _entries_of_cell(tx, who, place)
    entry = entries[index_of(entries, event_id)]
    saves = _saves(repository.events_of_cell(tx, who.card_id, place))
    texts = {save.data["text"] for save in saves if save.id in entry.event_ids} - {""}
    repository.erase_texts(tx, [save for save in saves if save.data["text"] in texts])
    return _emptied_where(tx, who, place, texts)


def _open_cell(tx: Transaction, who: Who, place: Place) -> Answer:
    """The current answer of a cell that may be written now."""
    round_ = repository.round_of(tx, who.card_id, place.round_id)
    is_column_taking_part, is_item_taking_part = _check_there(tx, place)
    rules.check_open(round_)
    if not is_column_taking_part:
        raise ColumnRemovedError
    if not is_item_taking_part:
        raise NotFoundError
    return repository.answer_of(tx, place)


def _check_there(tx: Transaction, place: Place) -> tuple[bool, bool]:
    """Whether the cell's column and item take part. Raises NotFoundError when there is no such cell."""
    column = repository.does_column_take_part(tx, place)
    item = (
        True
        if place.item_id in catalogue().item_by_id
        else repository.does_own_item_take_part(tx, place)
    )
    if column is None or item is None:
        raise NotFoundError
    return column, item


def _put(
    tx: Transaction,
    who: Who,
    place: Place,
    current: Answer,
    draft: Draft,
    *,
    edit: tuple[str, str] | None = None,
    restores: int | None = None,
    source: Mapping[str, str] | None = None,
) -> Answer:
    saved = replace(
        current,
        value=draft.value,
        under_way=draft.under_way,
        text=draft.text,
        version=current.version + 1,
        saved_at=tx.at,
        saved_by=who.alias,
        is_proxy=rules.is_proxy(who, current.actor_id),
    )
    event = record(
        tx,
        who.card_id,
        EventName.ANSWER_SAVED,
        who=who,
        round_id=place.round_id,
        item_id=saved.item_id,
        actor_id=saved.actor_id,
        edit=edit,
        value=saved.value,
        under_way=saved.under_way,
        text=saved.text,
        version=saved.version,
        is_proxy=saved.is_proxy,
        **({"restores": restores} if restores else {}),
        **(source or {}),
    )
    saved = replace(saved, revision=event.revision)
    repository.put_answer(tx, place.round_id, saved, who.membership_id)
    return saved


def _repeated(event: Event, first_digest: str | None, *, digest: str) -> Answer:
    """The first result of an edit that arrives again."""
    if first_digest not in {None, digest}:
        raise InvalidInputError(Fault.EDIT_REUSED)
    return answer_of_event(event)


def answer_of_event(event: Event) -> Answer:
    """The answer as a save left it."""
    draft = _draft(event)
    return Answer(
        item_id=event.item_id or "",
        actor_id=event.actor_id or "",
        value=draft.value,
        under_way=draft.under_way,
        text=draft.text,
        version=event.data["version"],
        revision=event.revision,
        saved_at=event.at,
        saved_by=event.alias,
        is_proxy=event.data["is_proxy"],
    )


def _draft(event: Event) -> Draft:
    value = event.data.get("value")
    return Draft(
        Value(value) if value else None, event.data.get("under_way", False), event.data["text"]
    )


def _digest(place: Place, draft: Draft, base_version: int) -> str:
    body = [
        place.round_id,
        place.item_id,
        place.actor_id,
        draft.value,
        draft.under_way,
        draft.text,
        base_version,
    ]
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def _saves(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.name is EventName.ANSWER_SAVED]


def entries_of(saves: Sequence[Event]) -> list[HistoryEntry]:
    """Saves, oldest first, gathered by person and ten minutes. An undo is an entry of its own, and so
    is what came from a file. Also the saves of other cells that keep a text and its versions."""
    entries: list[HistoryEntry] = []
    was_alone = False
    for save in saves:
        last = entries[-1] if entries else None
        is_alone = "restores" in save.data or "import_id" in save.data
        joins = (
            last is not None
            and not is_alone
            and not was_alone
            and last.membership_id == save.membership_id
            and save.at - last.started_at <= ENTRY_LENGTH
        )
        before, started_at = (last.event_ids, last.started_at) if last and joins else ((), save.at)
        entry = HistoryEntry(
            event_ids=(*before, save.id),
            started_at=started_at,
            at=save.at,
            membership_id=save.membership_id,
            alias=save.alias,
            is_proxy=save.data.get("is_proxy", False),
            draft=_draft(save),
            file_name=save.data.get("file_name", ""),
        )
        entries[-1 if joins else len(entries) :] = [entry]
        was_alone = is_alone
    return entries


def _entries_of_cell(tx: Transaction, who: Who, place: Place) -> list[HistoryEntry]:
    return entries_of(_saves(repository.events_of_cell(tx, who.card_id, place)))


def index_of(entries: Sequence[HistoryEntry], event_id: int) -> int:
    """The entry that a save belongs to. Raises NotFoundError."""
    for index, entry in enumerate(entries):
        if event_id in entry.event_ids:
            return index
    raise NotFoundError


def _emptied_where(tx: Transaction, who: Who, place: Place, texts: set[str]) -> Answer:
    """Tell that texts were erased, and empty the cell if one of them still stands there."""
    current = repository.answer_of(tx, place)
    stands = current.text in texts
    after = replace(current, text="", version=current.version + 1) if stands else current
    event = record(
        tx,
        who.card_id,
        EventName.TEXT_ERASED,
        who=who,
        round_id=place.round_id,
        item_id=place.item_id,
        actor_id=place.actor_id,
        emptied=stands,
        version=after.version,
    )
    if not stands:
        return current
    after = replace(after, revision=event.revision)
    repository.put_answer(tx, place.round_id, after, repository.author_of(tx, place))
    return after
