"""Checks one file against its schema and says every fault in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from indsatskort.catalogue.errors import Fault
from indsatskort.catalogue.reading import UNREAD

File = TypeVar("File", bound=BaseModel)

_GROUP = "skal være en gruppe af navne og værdier"
_LIST = "skal være en liste"
_YES_OR_NO = "skal være true eller false"

# Pydantic's kinds of error that the schema can meet. Our own kinds bring a Danish message along.
_REASONS: Mapping[str, str] = {
    "missing": "mangler",
    "extra_forbidden": "er ikke et navn, der kan stå her",
    "string_type": "skal være en tekst",
    "string_too_short": "må ikke være tom",
    "too_short": "må ikke være tom",
    "string_pattern_mismatch": "har ikke den form, der skal stå her",
    "int_type": "skal være et helt tal",
    "int_parsing": "skal være et helt tal",
    "too_long": "har for mange dele",
    "model_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": _LIST,
    "frozen_set_type": _LIST,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
}


def check(shape: type[File], content: object, file: str) -> tuple[File | None, list[Fault]]:
    """The checked file and no faults, or None and its faults; None alone for UNREAD."""
    if content is UNREAD:
        return None, []
    try:
        return shape.model_validate(content), []
    except ValidationError as error:
        return None, [Fault(file, place(e["loc"]), _reason(e)) for e in error.errors()]


def place(loc: tuple[int | str, ...]) -> str:
    """`("drivers", 0, "name")` as `drivers[0].name`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return "".join(parts).replace(".[key]", "").removeprefix(".")


def _reason(error: ErrorDetails) -> str:
    facts: dict[str, Any] = error.get("ctx", {})
    if "expected" in facts:
        return f"skal være {facts['expected'].replace(' or ', ' eller ')}"
    return _REASONS.get(error["type"], error["msg"])
