"""The links of a card: copy, mail, replace; in Danish and with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import streamlit as st

from indsatskort.ui.browser_files import loader


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link. `opened` says by how many; `subject` and `body` are those of the mail."""

    id: str
    name: str
    about: str
    url: str
    opened: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under a heading."""

    heading: str
    rows: tuple[LinkRow, ...]


_component = st.components.v2.component(
    "indsatskort_link_list", js=loader("link_list/link_list.js"), isolate_styles=False
)


def link_list(groups: list[LinkGroup], key: str, on_replace: Callable[[str], None]) -> None:
    """Draw the links; `on_replace(id)` runs when somebody has confirmed that a link shall be new."""

    def replaced() -> None:
        on_replace(st.session_state[key]["replace"])

    _component(
        key=key, data={"groups": [asdict(group) for group in groups]}, on_replace_change=replaced
    )
