"""Somebody's tab on the pages, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from streamlit.navigation.page import Page
from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.api.conftest import Person

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"


@dataclass
class Tab:
    """A tab of somebody's browser, without the browser: what the pages send to it."""

    app: AppTest
    ran: list[str] = field(default_factory=list)

    def go(self, page: str) -> str:
        """Everything that the page sends, its parts' data included."""
        self.app.switch_page(page).run()
        assert self.ran[-1] == page
        assert not self.app.exception
        return "\n".join(_sent(self.app._tree))


def _sent(block: Any) -> Iterator[str]:
    for each in block.children.values():
        if proto := getattr(each, "proto", None):
            yield proto.SerializeToString().decode("utf-8", "ignore")
        if hasattr(each, "children"):
            yield from _sent(each)


@pytest.fixture
def tabs(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`tabs(person)` opens a tab with the cookie and the membership that this person brings."""
    cookies: dict[str, str] = {}
    ran: list[str] = []
    run = Page.run
    # a test of Streamlit's own brings no cookie
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _self: dict(cookies)))
    monkeypatch.setattr(Page, "run", lambda page: (ran.append(page._page.name), run(page)))

    def opened(person: Person) -> Tab:
        cookies.clear()
        cookies.update(person.browser.cookies)
        app = AppTest.from_file(FRAME, default_timeout=30)
        app.query_params["som"] = person.som
        app.run()
        return Tab(app, ran)

    return opened
