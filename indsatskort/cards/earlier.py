"""Rounds of the past: made from a file, closed from the start, in their place in time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from uuid import uuid4

from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import EventName, Round, RoundPurpose
from indsatskort.cards.recording import record
from indsatskort.danish import TIMEZONE, local
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.store.transaction import Transaction

NOON = time(12)


def add_earlier_round(
    tx: Transaction,
    who: Who,
    *,
    name: str,
    held_on: date,
    purpose: RoundPurpose | None,
    columns: Collection[str],
    own_items: Collection[str],
    source: Mapping[str, str],
    count: int,
) -> Round:
    """A closed round between those before and after `held_on`; later rounds count one up.

    It has the newest round's arrangement with only these columns and own items taking part. `source`
    names the file, which had `count` answers. Raises
    InvalidInputError for a name that is taken or a day that is not before the newest round.
    """
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    rounds = repository.rounds_of(tx, who.card_id)
    name = rules.checked_name(name, (each.name for each in rounds))
    later = [each for each in rounds if local(each.opened_at).date() > held_on]
    if rounds[-1] not in later:
        raise InvalidInputError(Fault.ROUND_NOT_EARLIER)
    moment = datetime.combine(held_on, NOON, TIMEZONE).astimezone(UTC)
    made = Round(
        str(uuid4()),
        who.card_id,
        later[0].number,
        name,
        moment,
        closed_at=moment,
        purpose=purpose,
    )
    record(
        tx,
        who.card_id,
        EventName.ROUND_IMPORTED,
        who=who,
        round_id=made.id,
        number=made.number,
        name=made.name,
        held_at=moment.isoformat(),
        purpose=purpose,
        columns=sorted(columns),
        own_items=sorted(own_items),
        import_id=source["import_id"],
        file_name=source["file_name"],
        count=count,
    )
    for each in reversed(later):
        repository.update_round(tx, each.id, number=each.number + 1)
    repository.insert_round(tx, made)
    repository.copy_arrangement(tx, rounds[-1].id, made.id)
    _let_take_part(tx, made.id, columns, own_items)
    return made


def remove_earlier_round(tx: Transaction, who: Who, round_id: str) -> None:
    """Take a round of the past out again, for good: its answers go, and the texts in its history too.

    Raises NotFoundError for a round that did not come from a file.
    """
    rules.check_manage(who)
    repository.card_of(tx, who.card_id, lock=True)
    round_ = repository.round_of(tx, who.card_id, round_id)
    made = repository.events_of_card(tx, who.card_id, names=[EventName.ROUND_IMPORTED])
    told = next((event for event in made if event.round_id == round_id), None)
    if told is None:
        raise NotFoundError
    saves = repository.saves_of_round(tx, who.card_id, round_id)
    repository.erase_texts(tx, [save for save in saves if save.name is EventName.ANSWER_SAVED])
    record(
        tx,
        who.card_id,
        EventName.ROUND_IMPORT_UNDONE,
        who=who,
        round_id=round_id,
        name=round_.name,
        import_id=told.data["import_id"],
    )
    repository.delete_round(tx, round_id)
    for each in repository.rounds_of(tx, who.card_id):
        if each.number > round_.number:
            repository.update_round(tx, each.id, number=each.number - 1)


def _let_take_part(
    tx: Transaction, round_id: str, columns: Collection[str], own_items: Collection[str]
) -> None:
    for setting in repository.column_settings(tx, round_id):
        is_in = setting.column.id in columns
        repository.update_column(tx, round_id, setting.column.id, is_taking_part=is_in)
    for own in repository.own_items(tx, round_id):
        repository.update_own_item(tx, round_id, own.id, is_taking_part=own.id in own_items)
