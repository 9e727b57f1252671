"""What a card's file must be before anything of it is written; anything else is one refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from indsatskort.cards import rules
from indsatskort.cards.model import Draft
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.errors import Fault, InvalidInputError, NotFoundError
from indsatskort.moving.file import CardFile, RoundPart
from indsatskort.tools.content import tool_of, tools
from indsatskort.tools.rules import checked_cell

MOST_BYTES = 20_000_000


def checked_file(data: bytes) -> CardFile:
    """The file, if it is whole and means something. Raises InvalidInputError.

    The parser counts depth and stops; the schema counts parts and characters.
    """
    if len(data) > MOST_BYTES:
        raise InvalidInputError(Fault.CARD_FILE_TOO_LARGE, most=MOST_BYTES // 1_000_000)
    try:
        file = CardFile.model_validate_json(data)
    except ValidationError as fault:
        raise InvalidInputError(Fault.NOT_A_CARD_FILE) from fault
    for text in _texts(file):
        rules.checked_text(text)
    if any(_contradictions(file)):
        raise InvalidInputError(Fault.NOT_A_CARD_FILE)
    return file


def _contradictions(file: CardFile) -> Iterator[bool]:
    """True where something is named twice, or named that is not there."""
    actors = [each.id for each in file.actors]
    own = [each.id for each in file.own_items]
    items, columns = {*own, *catalogue().item_by_id}, set(actors)
    yield _are_doubled([*actors, *own]) or not columns.isdisjoint({*items, *ActorKind})
    yield not set(own).isdisjoint(catalogue().item_by_id)
    yield any(each.field not in catalogue().field_by_id for each in file.own_items)
    yield any(each.closed_at is None for each in file.rounds[:-1])
    yield _are_doubled([each.name.casefold() for each in file.rounds])
    for each in file.rounds:
        yield from _contradictions_in(each, items, columns, set(own))
    yield any(each.item not in items for each in file.comments)
    yield any(each.actor is not None and each.actor not in columns for each in file.comments)
    yield any(each.actor not in columns for each in file.activities)
    yield file.activity_period is not None and (
        file.activity_period.ends_on < file.activity_period.starts_on
    )
    for action in file.actions:
        yield action.item is not None and action.item not in items
        yield not columns.issuperset(action.contributions)
    yield any(each not in tools() for each in {*file.tools, *(file.shown_tools or ())})
    yield _are_doubled(file.shown_tools or ())
    for slug, cells in file.tools.items():
        yield from _contradictions_in_tool(slug, cells)


def _contradictions_in(
    round_: RoundPart, items: set[str], columns: set[str], own: set[str]
) -> Iterator[bool]:
    here = [each.actor for each in round_.columns]
    yield not columns.issuperset(here) or _are_doubled(here) or len(here) > rules.MAX_COLUMNS
    yield _are_doubled([each.name.casefold() for each in round_.columns])
    worded = [each.item for each in round_.own_items]
    yield not own.issuperset(worded) or _are_doubled(worded)
    cells = [(each.item, each.actor) for each in round_.answers]
    yield _are_doubled(cells)
    yield any(item not in items or actor not in here for item, actor in cells)
    scopes = {*here, *ActorKind}
    yield _are_doubled([(each.item, each.scope) for each in round_.relevance])
    yield any(each.item not in items or each.scope not in scopes for each in round_.relevance)
    for names in ([a.item for a in round_.agreements], [c.item for c in round_.choices]):
        yield _are_doubled(names) or not items.issuperset(names)
    for answer in round_.answers:
        try:
            rules.checked_draft(Draft(answer.value, answer.under_way, answer.text))
        except InvalidInputError:
            yield True


def _contradictions_in_tool(slug: str, cells: Mapping[str, str]) -> Iterator[bool]:
    for cell_id, text in cells.items():
        try:
            checked_cell(tool_of(slug), cell_id, text)
        except (InvalidInputError, NotFoundError):
            yield True


def _are_doubled(names: Iterable[object]) -> bool:
    listed = list(names)
    return len(set(listed)) < len(listed)


def _texts(file: CardFile) -> Iterator[str]:
    """Every text in the file, wherever it stands."""

    def within(part: object) -> Iterator[str]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            for each in part.values():
                yield from within(each)
        elif isinstance(part, list):
            for each in part:
                yield from within(each)

    return within(file.model_dump(mode="json"))
