"""What is wrong with the content in `data/`, told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: `place` is e.g. `drivers[0].fields[1].items[2].title`.

    The reason is Danish, for those who edit the content, and reads on from file and place.
    """

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.reason) if part)


class ContentError(ValueError):
    """The content cannot be used. Carries every fault found; its text has one line for each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
