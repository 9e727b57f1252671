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


def got(path: str) -> httpx.Response:
    return TestClient(Starlette(routes=assets.routes())).get(path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [(browser_files.SCRIPT, "text/javascript"), (browser_files.SHEET, "text/css")],
)
def test_a_file_may_be_kept_for_ever_under_its_address(name: str, kind: str) -> None:
    answer = got(browser_files.address(name))

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert "immutable" in answer.headers["cache-control"]


def test_another_versions_address_is_answered_but_not_kept() -> None:
    answer = got("/ui/0123456789ab/ui.js")

    assert answer.content == browser_files.files()["ui.js"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["answer_editor/cell.js", "browser_files.py", "no.js", "..%2fui.js"]
)
def test_nothing_else_is_served(name: str) -> None:
    assert got(f"/ui/{browser_files.version()}/{name}").status_code == 404


def test_every_module_and_every_style_is_in_the_two_files() -> None:
    script, sheet = (browser_files.files()[name].decode() for name in ("ui.js", "ui.css"))

    for name, text in browser_files.sources().items():
        if name.endswith(".css"):
            assert text in sheet
        else:
            assert script.count(f"// {name}\n") == 1


def test_modules_are_joined_in_the_order_in_which_they_need_each_other() -> None:
    joined = browser_files.joined(
        {
            "a/top.js": 'import { one as first, two } from "../b/low.js";\nimport "./side.js";\n'
            "export async function mount() {\n  return first + two;\n}\n",
            "a/side.js": 'import { one } from "../b/low.js";\nexport { one };\n',
            "b/low.js": "export const one = 1;\nexport const two = 2;\n",
        }
    )

    assert joined == (
        "// b/low.js\nconst part0 = (() => {\nconst one = 1;\nconst two = 2;\nreturn { one, two };\n})();\n\n"
        "// a/side.js\nconst part1 = (() => {\nconst { one } = part0;\nreturn { one };\n})();\n\n"
        "// a/top.js\nconst part2 = (() => {\nconst { one: first, two } = part0;\n"
        "async function mount() {\n  return first + two;\n}\nreturn { mount };\n})();\n\n"
        'export const modules = { "b/low.js": part0, "a/side.js": part1, "a/top.js": part2 };\n'
    )


@pytest.mark.parametrize(
    ("scripts", "said"),
    [
        ({"a/x.js": 'import "./y.js";\n', "a/y.js": 'import "./x.js";\n'}, "import each other"),
        ({"a/x.js": "export default 1;\n"}, "export default"),
        ({"a/x.js": 'import all from "./x.js"\n'}, "import all"),
    ],
)
def test_what_cannot_be_joined_is_said(scripts: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        browser_files.joined(scripts)


@pytest.mark.parametrize(
    "book", [name for name in browser_files.sources() if name.endswith("/words.js")]
)
def test_every_word_that_is_said_is_written_down_and_every_word_written_down_is_said(
    book: str,
) -> None:
    scripts = {
        name: content
        for name, content in browser_files.sources().items()
        if name.endswith(".js") and name != book
    }
    written = browser_files.sources()[book]
    defined = set(re.findall(r"^  (\w+):", written, re.MULTILINE))
    said = {
        word
        for name, script in scripts.items()
        for called, wanted in WORD_BOOK.findall(script)
        if browser_files.resolved(name, wanted) == book
        for word in re.findall(rf"\b{called or 'words'}\.(\w+)", script)
    }

    assert said - defined - {"js"} == set()  # the import names the file
    assert defined - said == set()
