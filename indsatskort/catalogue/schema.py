"""What each file in `data/` may contain, on its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Rule
from pydantic_core import PydanticCustomError

from indsatskort.catalogue.model import ActorKind, Confidence, Relevance, Value

MAX_TITLE_WORDS = 6
MAX_SHORT_WORDS = 2

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _at_most(most: int, text: str) -> str:
    if (count := len(text.split())) > most:
        facts = {"count": count, "most": most}
        raise PydanticCustomError("too_many_words", "har {count} ord; højst {most}", facts)
    return text


def _title(text: str) -> str:
    if text.endswith("."):
        raise PydanticCustomError("full_stop", "skal ikke slutte med punktum")
    return _at_most(MAX_TITLE_WORDS, text)


def _short(text: str) -> str:
    return _at_most(MAX_SHORT_WORDS, text)


class Tag(StrEnum):
    """The tags an item may carry."""

    LEADERSHIP = "ledelsesrolle"


class Part(BaseModel):
    """A group of named values where no other name may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemText(Part):
    id: Text
    title: Annotated[Text, AfterValidator(_title)]
    statement: Text
    source: Text
    help: Text | None = None
    tags: frozenset[Tag] = frozenset()


class FieldText(Part):
    id: Text
    name: Text
    items: Annotated[tuple[ItemText, ...], Rule(min_length=1)]


class DriverText(Part):
    id: Text
    name: Text
    short: Annotated[Text, AfterValidator(_short)]
    question: Text
    fields: Annotated[tuple[FieldText, ...], Rule(min_length=1)]


class CardFile(Part):
    drivers: Annotated[tuple[DriverText, ...], Rule(min_length=1)]


class KindText(Part):
    kind: ActorKind
    heading: Text
    singular: Text
    plural: Text


class ActorsFile(Part):
    kinds: Annotated[tuple[KindText, ...], Rule(min_length=1)]


class FlagText(Part):
    symbol: Text
    label: Text
    help: Text


class ChoiceText(FlagText):
    value: Value


class ScaleFile(Part):
    choices: Annotated[tuple[ChoiceText, ...], Rule(min_length=1)]
    under_way: FlagText


Judgement: TypeAlias = tuple[Relevance, Confidence]


class RelevanceCells(Part):
    """One judgement for every kind; the names are those of `ActorKind`."""

    municipality: Judgement
    care_home: Judgement
    association: Judgement


class RelevanceFile(Part):
    note: Text
    relevance: Annotated[dict[str, RelevanceCells], Rule(min_length=1)]


class ExampleCell(Part):
    value: Value
    text: Text
    under_way: bool = False

    @model_validator(mode="after")
    def _is_under_way_to_a_level(self) -> ExampleCell:
        if self.under_way and self.value.level not in (0, 1, 2):
            reason = "»under_way« hører kun til de tre første niveauer"
            raise PydanticCustomError("under_way_without_level", reason)
        return self


class ExampleCells(Part):
    """The filled cells of one item; a kind without an answer is left out."""

    municipality: ExampleCell | None = None
    care_home: ExampleCell | None = None
    association: ExampleCell | None = None


class ExampleFile(Part):
    answers: dict[str, ExampleCells]
