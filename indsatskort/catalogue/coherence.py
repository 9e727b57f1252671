"""Checks what must fit together: numbers, order, and that every cell has its relevance.

Works on the content as read, so that a fault in one place hides none in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from indsatskort.catalogue.errors import Fault
from indsatskort.catalogue.model import ActorKind, Value


class Number(NamedTuple):
    """The id that the order of the file gives a part, and the one that stands there."""

    place: str
    expected: str
    found: object


def incoherences(read: Mapping[str, object]) -> list[Fault]:
    """Every fault in how the files, by name, fit together. Passes over what could not be read."""
    numbers = tuple(_numbers(read["card.yaml"]))
    items = tuple(number.expected for number in numbers if number.expected.count(".") == 2)
    return [
        *_wrong_numbers(numbers),
        *_out_of_order("scale.yaml", "choices", "value", read["scale.yaml"], Value),
        *_out_of_order("actors.yaml", "kinds", "kind", read["actors.yaml"], ActorKind),
        *_without_relevance(_group(read["relevance.yaml"], "relevance"), items),
        *_unknown_items("relevance.yaml", "relevance", read["relevance.yaml"], items),
        *_unknown_items("example.yaml", "answers", read["example.yaml"], items),
    ]


def _numbers(content: object) -> Iterator[Number]:
    """Drivers, fields and items in the order of the file, as far as it holds together."""
    for d, driver in enumerate(_parts(content, "drivers")):
        at, number = f"drivers[{d}]", f"D{d + 1}"
        yield Number(f"{at}.id", number, _value(driver, "id"))
        for f, field in enumerate(_parts(driver, "fields")):
            field_at, field_number = f"{at}.fields[{f}]", f"{number}.{f + 1}"
            yield Number(f"{field_at}.id", field_number, _value(field, "id"))
            for i, item in enumerate(_parts(field, "items")):
                found = _value(item, "id")
                yield Number(f"{field_at}.items[{i}].id", f"{field_number}.{i + 1}", found)


def _wrong_numbers(numbers: Iterable[Number]) -> Iterator[Fault]:
    first: dict[object, str] = {}
    for place, expected, found in numbers:
        if not isinstance(found, str):
            continue
        if found in first:
            reason = f"{found} findes allerede i {first[found]}; her skal stå {expected}"
            yield Fault("card.yaml", place, reason)
        elif found != expected:
            yield Fault("card.yaml", place, f"her skal stå {expected}, ikke {found}")
        first.setdefault(found, place)


def _out_of_order(
    file: str, group: str, key: str, content: object, order: type[StrEnum]
) -> Iterator[Fault]:
    """Levels and kinds stand once each, in the order everything else relies on."""
    found = [_value(part, key) for part in _parts(content, group)]
    for index, (value, expected) in enumerate(zip(found, order, strict=False)):
        if value in list(order) and value != expected:
            reason = f"her skal stå {expected}, ikke {value}"
            yield Fault(file, f"{group}[{index}].{key}", reason)
    for index in range(len(order), len(found)):
        yield Fault(file, f"{group}[{index}]", "er én for meget")
    if found:
        for missing in list(order)[len(found) :]:
            yield Fault(file, group, f"{missing} mangler til sidst")


def _without_relevance(judged: Mapping[object, object], items: Iterable[str]) -> Iterator[Fault]:
    for item in items:
        if judged and item not in judged:
            yield Fault(
                "relevance.yaml", f"relevance.{item}", "mangler; indsatsen står i card.yaml"
            )


def _unknown_items(
    file: str, group: str, content: object, items: tuple[str, ...]
) -> Iterator[Fault]:
    for item in _group(content, group):
        if items and item not in items:
            yield Fault(file, f"{group}.{item}", "indsatsen findes ikke i card.yaml")


def _group(content: object, key: str) -> Mapping[object, object]:
    value = _value(content, key)
    return value if isinstance(value, dict) else {}


def _parts(content: object, key: str) -> list[object]:
    value = _value(content, key)
    return value if isinstance(value, list) else []


def _value(content: object, key: str) -> object:
    return content.get(key) if isinstance(content, dict) else None
