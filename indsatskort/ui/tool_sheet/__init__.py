"""A companion tool's sheet on the page: filled in together, saved as it is written, without reruns."""

from __future__ import annotations

from typing import Any

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.tools.model import Tool
from indsatskort.tools.rules import can_fill
from indsatskort.ui.browser_files import loader
from indsatskort.ui.here import Here

_component = st.components.v2.component(
    "indsatskort_tool_sheet", js=loader("tool_sheet/mount.js"), isolate_styles=False
)


def tool_sheet(here: Here, tool: Tool) -> None:
    """Draw the sheet; it fetches and follows what is written in it itself."""
    _component(key=f"tool-{tool.slug}", data=sheet_data(here, tool))


def sheet_data(here: Here, tool: Tool) -> dict[str, Any]:
    """Everything the sheet shows but its cells."""
    return {
        "card": here.card.id,
        "round": here.round.id,
        "membership": here.who.membership_id,
        "is_writable": can_fill(here.who),
        "is_facilitator": here.is_facilitator,
        "scale": [],
        "items": {item_id: _item(here, item_id) for item_id in _items(tool)},
        "tool": {
            "slug": tool.slug,
            "title": tool.title,
            "parts": [
                {
                    "id": part.id,
                    "title": part.title,
                    "intro": part.intro,
                    "columns": [
                        {
                            "id": column.id,
                            "heading": column.heading,
                            "kind": column.kind,
                            "options": [
                                {"value": option.value, "label": option.label}
                                for option in column.options
                            ],
                        }
                        for column in part.columns
                    ],
                    "rows": [
                        {
                            "id": row.id,
                            "heading": row.heading,
                            "help": row.help,
                            "items": list(row.item_ids),
                        }
                        for row in part.rows
                    ],
                }
                for part in tool.parts
            ],
        },
    }


def _items(tool: Tool) -> set[str]:
    return {*tool.item_ids, *(i for part in tool.parts for row in part.rows for i in row.item_ids)}


def _item(here: Here, item_id: str) -> dict[str, str]:
    item = catalogue().item_by_id[item_id]
    page = "kort" if not can_fill(here.who) else "udfyld"
    url = f"/{page}?som={here.who.membership_id}&felt={item.field_id}"
    return {"number": item.number, "title": item.title, "url": url}
