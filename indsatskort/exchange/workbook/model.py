"""What a workbook was made from, as its hidden sheet says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indsatskort.cards.model import Cell


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a workbook was made from. `columns` and `own_items` map the names they had to their ids;
    `versions` has every cell that was ever saved."""

    card_id: str
    round_id: str
    made_at: str
    columns: Mapping[str, str]
    own_items: Mapping[str, str]
    versions: Mapping[Cell, int]
