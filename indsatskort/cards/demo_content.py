"""Reads the invented card in `data/demo.yaml`, or says everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Rule
from pydantic_core import PydanticCustomError

from indsatskort.cards.model import Draft
from indsatskort.cards.rules import checked_draft
from indsatskort.catalogue.checking import check, place
from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import Part, Text
from indsatskort.errors import InvalidInputError
from indsatskort.wording import refusal_sentence


def _day(day: object) -> object:
    if type(day) is not date:  # a point in time is a date too, but says more than is meant
        raise PydanticCustomError("day", "skal være en dato som 2026-10-19")
    return day


Day = Annotated[date, BeforeValidator(_day)]


class DemoCell(Part):
    """An answer that anybody could have saved: held to the same rules as theirs."""

    value: Value | None = None
    under_way: bool = False
    text: str = ""

    @model_validator(mode="after")
    def _can_be_saved(self) -> DemoCell:
        if self.value is None and not self.text.strip():
            raise PydanticCustomError("nothing", "er tom; lad den helt ude")
        try:
            checked_draft(Draft(self.value, self.under_way, self.text))
        except InvalidInputError as refusal:
            reason = {"reason": refusal_sentence(refusal)}
            raise PydanticCustomError("refused", "{reason}", reason) from refusal
        return self


class DemoColumn(Part):
    key: Text
    kind: ActorKind
    name: Text


class DemoOwnItem(Part):
    key: Text
    field: Text
    title: Text
    statement: Text


Answers: TypeAlias = Mapping[str, Mapping[str, DemoCell]]
"""By item id or own item's key, then by column key."""


class DemoRound(Part):
    """A round; the last one on the card may be open, and then `closed` is None."""

    name: Text
    opened: Day
    closed: Day | None = None
    closes_on: Day | None = None
    answers: Answers


class DemoCard(Part):
    """The whole card, its rounds oldest first. Empty cells are left out."""

    municipality: Text
    title: Text
    contact: Text
    columns: Annotated[tuple[DemoColumn, ...], Rule(min_length=1)]
    own_items: tuple[DemoOwnItem, ...] = ()
    rounds: Annotated[tuple[DemoRound, ...], Rule(min_length=1)]


def read_demo(path: Path) -> DemoCard:
    """The card in the file. Raises ContentError with every fault of its shape; when the shape is
    right, with every fault in what its parts say of each other and of the 49."""
    content, faults = read_yaml(path)
    card, misshapen = check(DemoCard, content, path.name)
    if card is None:
        raise ContentError([*faults, *misshapen])
    if incoherent := [Fault(path.name, *found) for found in _incoherences(card)]:
        raise ContentError(incoherent)
    return card


Found: TypeAlias = Iterator[tuple[str, str]]
"""Places and what is wrong there."""


def _incoherences(card: DemoCard) -> Found:
    yield from _repeated("columns", (column.key for column in card.columns))
    yield from _repeated("columns", (column.name for column in card.columns))
    yield from _repeated("own_items", (own.key for own in card.own_items))
    yield from _unknown_fields(card)
    yield from _unknown_cells(card)
    yield from _wrong_days(card)


def _repeated(where: str, words: Iterable[str]) -> Found:
    for word, times in Counter(words).items():
        if times > 1:
            yield where, f"»{word}« står {times} gange"


def _unknown_fields(card: DemoCard) -> Found:
    for index, own in enumerate(card.own_items):
        if own.field not in catalogue().field_by_id:
            yield place(("own_items", index, "field")), f"»{own.field}« er ikke et felt på kortet"


def _unknown_cells(card: DemoCard) -> Found:
    items = {*catalogue().item_by_id, *(own.key for own in card.own_items)}
    columns = {column.key for column in card.columns}
    for index, round_ in enumerate(card.rounds):
        for item, cells in round_.answers.items():
            where = ("rounds", index, "answers", item)
            if item not in items:
                yield place(where), "er ikke en indsats på kortet"
            for unknown in [key for key in cells if key not in columns]:
                yield place((*where, unknown)), "er ikke en kolonne på kortet"


def _wrong_days(card: DemoCard) -> Found:
    for index, round_ in enumerate(card.rounds):
        for name in ("closed", "closes_on"):
            day: date | None = getattr(round_, name)
            if day and day < round_.opened:
                yield place(("rounds", index, name)), "ligger før »opened«"
    for index, (earlier, later) in enumerate(pairwise(card.rounds)):
        if earlier.closed is None:
            yield place(("rounds", index, "closed")), "mangler; kun den sidste runde kan være åben"
        elif later.opened < earlier.closed:
            yield (
                place(("rounds", index + 1, "opened")),
                "ligger før, den forrige runde blev lukket",
            )
