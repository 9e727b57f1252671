"""What goes in and out over HTTP, as the description at /api/openapi.json has it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from indsatskort.cards.model import Answer
from indsatskort.catalogue.model import Relevance, Value

Id = Annotated[str, Field(max_length=60, pattern=r"^[\w.-]+$")]
"""The form of every id. PostgreSQL cannot even be asked about a text with NUL in it."""

Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""Counts a card's changes; what the database's integers hold."""


class Body(BaseModel):
    """What comes in holds what is named here and nothing else."""

    model_config = ConfigDict(extra="forbid")


class AnswerBody(Body):
    """What shall stand in the cell, based on the version one saw."""

    value: Value | None
    under_way: bool = False
    text: str = ""
    base_version: Annotated[int, Field(ge=0)]
    edit_id: UUID


class UndoBody(Body):
    """Go back to before the entry that the event belongs to."""

    event: int
    base_version: Annotated[int, Field(ge=0)]


class EraseBody(Body):
    """Empty the texts of the entry that the event belongs to."""

    event: int


class AnswerOut(BaseModel):
    item: str
    actor: str
    value: Value | None
    under_way: bool
    text: str
    version: int
    revision: int
    saved_at: datetime | None
    saved_by: str
    is_proxy: bool


class AnswersOut(BaseModel):
    revision: int
    answers: list[AnswerOut]


class SavedOut(BaseModel):
    version: int
    revision: int
    answer: AnswerOut


class EntryOut(BaseModel):
    event: int
    at: datetime
    by: str
    value: Value | None
    under_way: bool
    text: str
    is_proxy: bool
    file: str = ""


class HistoryOut(BaseModel):
    entries: list[EntryOut]
    can_erase: bool


class ColumnOut(BaseModel):
    id: str
    kind: str
    name: str


class RoundOut(BaseModel):
    id: str
    number: int
    name: str
    opened_at: datetime
    closed_at: datetime | None
    purpose: str | None
    carries_over: bool


class ItemOut(BaseModel):
    id: str
    number: str
    field: str
    title: str
    statement: str
    help: str | None
    own: bool
    relevance: dict[str, Relevance]


class CardOut(BaseModel):
    id: str
    municipality: str
    title: str
    revision: int
    round: str
    columns: list[ColumnOut]
    rounds: list[RoundOut]
    items: list[ItemOut]


class Refused(BaseModel):
    """Why not: one Danish sentence for the person."""

    detail: str


class Conflict(Refused):
    """Somebody saved since; `current` is what stands there now."""

    current: AnswerOut


class MovedOn(Refused):
    """The meeting has changed since; `current` is what stands, in the form its route sends it."""

    current: dict[str, Any] | None = None


_REASONS = {
    401: "Ingen gyldig cookie.",
    403: "Ikke jeres kolonne, eller ikke med den rolle.",
    404: "Findes ikke, eller hører til et kort, man ikke er med på.",
    409: "En anden har gemt siden.",
    422: "Det sendte bryder en regel.",
    423: "Runden er lukket.",
}


def refused_with(
    *statuses: int, conflict: type[Refused] = Conflict
) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, for its description."""
    return {
        status: {"model": conflict if status == 409 else Refused, "description": _REASONS[status]}
        for status in statuses
    }


def answer_out(answer: Answer) -> AnswerOut:
    """An answer as routes and the live stream send it."""
    return AnswerOut(
        item=answer.item_id,
        actor=answer.actor_id,
        value=answer.value,
        under_way=answer.under_way,
        text=answer.text,
        version=answer.version,
        revision=answer.revision,
        saved_at=answer.saved_at,
        saved_by=answer.saved_by,
        is_proxy=answer.is_proxy,
    )
