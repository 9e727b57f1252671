"""The companion tools' sheets as JSON, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from indsatskort.cards.model import Card
from indsatskort.tools.model import ToolSheet

FORM = "indsatskort/redskaber/1"


def tool_json(card: Card, sheets: Iterable[ToolSheet], *, made_at: datetime) -> bytes:
    """Every cell that was ever written in, by tool and cell."""
    content = {
        "form": FORM,
        "municipality": card.municipality,
        "made_at": made_at.isoformat(),
        "tools": {
            sheet.tool.slug: {
                cell_id: sheet.text(cell_id) for cell_id in sheet.tool.cells if sheet.text(cell_id)
            }
            for sheet in sheets
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def read_tool_json(content: bytes) -> Mapping[tuple[str, str], str]:
    """The texts of a file by tool and cell. Raises ValueError for what is no such file."""
    try:
        read = json.loads(content)
        form, tools = read["form"], read["tools"]
        cells = {
            (str(slug), str(cell_id)): text
            for slug, texts in tools.items()
            for cell_id, text in texts.items()
        }
    except (UnicodeDecodeError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(FORM) from fault
    if form != FORM or not all(isinstance(text, str) for text in cells.values()):
        raise ValueError(FORM)
    return cells
