"""The components' own files: served under lasting addresses, and nothing beside them."""

from __future__ import annotations

import re

import httpx
import pytest
from starlette.applications import Starlette

from indsatskort.api import assets
from indsatskort.ui import browser_files
from tests.api.conftest import TestClient

WORD_BOOK = re.compile(r'import \{ words(?: as (\w+))? \} from "([^"]+)"')
IMPORT = re.compile(r'(?:from|import) "(\.{1,2}/[^"]+)"')


def got(path: str) -> httpx.Response:
    return TestClient(Starlette(routes=assets.routes())).get(path)


def test_a_module_may_be_kept_for_ever_under_its_address() -> None:
    answer = got(browser_files.address("answer_editor/cell.js"))

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_the_stylesheet_is_served_as_one() -> None:
    answer = got(browser_files.address("answer_editor/answer_editor.css"))

    assert answer.headers["content-type"].startswith("text/css")


def test_another_versions_address_is_answered_but_not_kept() -> None:
    answer = got("/ui/0123456789ab/answer_editor/cell.js")

    assert answer.content == browser_files.files()["answer_editor/cell.js"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    ["answer_editor/__init__.py", "answer_editor/content.py", "look/frame.css", "listener/no.js"],
)
def test_nothing_else_is_served(name: str) -> None:
    assert got(f"/ui/{browser_files.version()}/{name}").status_code == 404


def test_every_import_between_the_modules_leads_to_a_file_that_is_served() -> None:
    missing = [
        (name, wanted)
        for name, content in browser_files.files().items()
        for wanted in IMPORT.findall(content.decode())
        if _resolved(name, wanted) not in browser_files.files()
    ]

    assert missing == []


@pytest.mark.parametrize(
    "book", [name for name in browser_files.files() if name.endswith("/words.js")]
)
def test_every_word_that_is_said_is_written_down_and_every_word_written_down_is_said(
    book: str,
) -> None:
    scripts = {
        name: content.decode()
        for name, content in browser_files.files().items()
        if name.endswith(".js") and name != book
    }
    written = browser_files.files()[book].decode()
    defined = set(re.findall(r"^  (\w+):", written, re.MULTILINE))
    said = {
        word
        for name, script in scripts.items()
        for called, wanted in WORD_BOOK.findall(script)
        if _resolved(name, wanted) == book
        for word in re.findall(rf"\b{called or 'words'}\.(\w+)", script)
    }

    assert said - defined - {"js"} == set()  # the import names the file
    assert defined - said == set()


def _resolved(name: str, wanted: str) -> str:
    folder = name.split("/", maxsplit=1)[0]
    if wanted.startswith("../"):
        return wanted.removeprefix("../")
    return f"{folder}/{wanted.removeprefix('./')}"
