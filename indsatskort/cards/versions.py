"""What stood in each cell at each of its versions, told from the events of a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from indsatskort.cards.model import Cell, Draft, Event, EventName
from indsatskort.catalogue.model import Value


def drafts_by_version(events: Iterable[Event]) -> Mapping[Cell, Mapping[int, Draft]]:
    """Fold saves and erasures, oldest first. Texts that were erased since are empty here, too."""
    known: dict[Cell, dict[int, Draft]] = {}
    for event in events:
        versions = known.setdefault((event.item_id or "", event.actor_id or ""), {})
        data = event.data
        if event.name is EventName.ANSWER_SAVED:
            value = Value(data["value"]) if data["value"] else None
            versions[data["version"]] = Draft(value, data["under_way"], data["text"])
        elif event.name is EventName.TEXT_ERASED and data["emptied"]:
            before = versions.get(data["version"] - 1, Draft())
            versions[data["version"]] = replace(before, text="")
    return known
