"""The hidden sheet of a workbook: which card, round and versions it was made from, signed.

The stamp is JSON in column A, in pieces that a cell can hold, and its signature stands above it. It
holds ids, names and versions, and no answers. Column B holds the choices of the drop-down lists. The
signature shows that nobody changed the versions; it hides nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from indsatskort.cards.model import FilledCard
from indsatskort.exchange.workbook.model import Stamp

SHEET = "Indsatskort-data"
FORM = "indsatskort-1"
SIGNATURE_ROW, FIRST_ROW = 2, 3
PIECE_LENGTH = 30_000  # characters; Excel's own limit of a cell is 32,767


def stamp_lines(card: FilledCard, made_at: datetime, key: str) -> list[str]:
    """What stands in column A, from the first row: form, signature, and the pieces."""
    body = json.dumps(
        {
            "card": card.card.id,
            "round": card.round.id,
            "made_at": made_at.isoformat(),
            "columns": {column.name: column.id for column in card.columns},
            "own_items": {item.title: item.id for item in card.own_items},
            "items": [item.id for item in card.items],
            "versions": [
                [card.answer(item.id, column.id).version for column in card.columns]
                for item in card.items
            ],
        },
        separators=(",", ":"),
    )
    pieces = [body[at : at + PIECE_LENGTH] for at in range(0, len(body), PIECE_LENGTH)]
    return [FORM, _signature(body, key), *pieces]


def read_stamp(lines: Sequence[str], key: str) -> Stamp | None:
    """The stamp in the lines of column A; None when it is not there whole or the signature is not ours."""
    if len(lines) < FIRST_ROW or lines[0] != FORM:
        return None
    body = "".join(lines[FIRST_ROW - 1 :])
    if not hmac.compare_digest(_signature(body, key).encode(), lines[1].encode("utf-8", "replace")):
        return None
    return _stamp(json.loads(body))  # ours: the signature says so


def _stamp(told: Mapping[str, Any]) -> Stamp:
    columns, items = told["columns"], told["items"]
    return Stamp(
        card_id=told["card"],
        round_id=told["round"],
        made_at=told["made_at"],
        columns=columns,
        own_items=told["own_items"],
        versions={
            (item_id, actor_id): version
            for item_id, row in zip(items, told["versions"], strict=True)
            for actor_id, version in zip(columns.values(), row, strict=True)
            if version
        },
    )


def _signature(body: str, key: str) -> str:
    own_key = hmac.digest(key.encode(), b"workbook", hashlib.sha256)
    return hmac.new(own_key, body.encode(), hashlib.sha256).hexdigest()
