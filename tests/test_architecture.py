"""Which room may know which: reads the imports and keeps the direction of the house true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "indsatskort"
FILES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *PROGRAM.rglob("*.py")]


def name_of(file: Path) -> str:
    """The dotted name of a module."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file): file for file in FILES}


@cache
def imports(module: str) -> frozenset[str]:
    """Every module that a module names in an import, wherever in it the import stands."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    return frozenset(name for node in ast.walk(tree) for name in _named(module, node))


def _named(module: str, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, f"{module} imports relatively"
        assert node.module
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(name: str, *places: str) -> bool:
    return any(name == place or name.startswith(place + ".") for place in places)


def knows(module: str, *places: str) -> set[str]:
    """What a module imports of some places."""
    return {name for name in imports(module) if is_in(name, *places)}


def is_repository(module: str) -> bool:
    return module.rpartition(".")[2] == "repository"


# library: where it may be imported
LIBRARIES = {
    "streamlit": lambda module: is_in(module, "app", "pages", "indsatskort.ui"),
    "plotly": lambda module: is_in(module, "indsatskort.insight.charts"),
    "openpyxl": lambda module: is_in(module, "indsatskort.exchange"),
    "pptx": lambda module: is_in(module, "indsatskort.exchange.slides"),
    "docx": lambda module: is_in(module, "indsatskort.exchange.document"),
    "icalendar": lambda module: is_in(module, "indsatskort.exchange"),
    "sqlalchemy": lambda module: is_repository(module) or is_in(module, "indsatskort.store"),
    "alembic": lambda module: is_in(module, "indsatskort.store"),
    "fastapi": lambda module: is_in(module, "indsatskort.api"),
    "starlette": lambda module: is_in(module, "app", "indsatskort.api"),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_known_in_its_own_rooms_only(library: str) -> None:
    may = LIBRARIES[library]
    importing = {module for module in MODULES if knows(module, library)}

    assert importing, f"nobody imports {library} any more: take it out of this table"
    assert {module for module in importing if not may(module)} == set()


# room: what it may know of ours, beside itself. Errors, wording, settings and Danish are anybody's.
ANYBODYS = ("indsatskort.errors", "indsatskort.danish", "indsatskort.palette")
MAY_KNOW = {
    "catalogue": (),
    "store": ("settings",),
    "insight": (
        "catalogue",
        "cards.model",
        "workshop.model",
        "plan.model",
        "plan.content",
        "activities.model",
        "activities.content",
    ),
    "exchange": (
        "catalogue",
        "cards.model",
        "workshop.model",
        "plan.model",
        "plan.content",
        "tools.model",
        "insight",
        "activities.model",
        "activities.content",
    ),
    "access": ("store", "settings"),
    "cards": ("catalogue", "access", "store", "settings", "wording"),
}


def room_of(module: str) -> str:
    return module.split(".")[1] if module.startswith("indsatskort.") else module


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_knows_only_the_rooms_below_it(room: str) -> None:
    allowed = [f"indsatskort.{name}" for name in (room, *MAY_KNOW[room])]
    modules = [module for module in MODULES if is_in(module, f"indsatskort.{room}")]

    assert modules
    strange = {
        (module, name)
        for module in modules
        for name in knows(module, "indsatskort")
        if name in MODULES and name != "indsatskort" and not is_in(name, *allowed, *ANYBODYS)
    }
    assert strange == set()


def test_nothing_but_pages_and_the_server_knows_the_pages() -> None:
    knowing = {module for module in MODULES if knows(module, "pages", "app")}

    assert {module for module in knowing if not is_in(module, "pages", "app")} == set()


def test_use_cases_and_what_lies_below_know_neither_routes_nor_screens() -> None:
    above = ("indsatskort.api", "indsatskort.ui", "pages", "app")
    below = {module for module in MODULES if not is_in(module, *above, "indsatskort.__main__")}

    assert {(module, name) for module in below for name in knows(module, *above)} == set()


def test_a_repository_is_known_to_use_cases_only() -> None:
    above = ("indsatskort.api", "indsatskort.ui", "indsatskort.__main__", "pages", "app")
    asked_for = {
        (module, name)
        for module in MODULES
        for name in imports(module)
        if name in MODULES and is_repository(name)
    }

    assert asked_for
    assert {pair for pair in asked_for if is_in(pair[0], *above)} == set()


def test_pages_and_the_screen_reach_the_database_by_use_cases_only() -> None:
    screens = [module for module in MODULES if is_in(module, "pages", "indsatskort.ui")]

    for module in screens:
        assert knows(module, "indsatskort.store") <= {
            "indsatskort.store",
            "indsatskort.store.Transaction",
            "indsatskort.store.current_store",
        }


def test_models_are_made_of_models() -> None:
    strange = {
        (module, name)
        for module in MODULES
        if module.endswith(".model")
        for name in knows(module, "indsatskort")
        if name in MODULES and name.count(".") > 1 and not name.endswith((".model", ".clock"))
    }

    assert strange == set()


def test_there_is_no_room_for_what_belongs_nowhere() -> None:
    words = {word for module in MODULES for word in re.split(r"[._]", module)}

    assert words & {"utils", "util", "helpers", "helper", "common", "manager", "misc"} == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_modules_first_line_states_its_promise(module: str) -> None:
    source = MODULES[module].read_text(encoding="utf-8")

    assert not source.strip() or ast.get_docstring(ast.parse(source))


def test_every_model_class_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    models = list(PROGRAM.glob("*/model.py"))
    classes = {
        node.name
        for file in models
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }

    assert len(models) >= 3
    assert {name for name in classes if f"`{name}`" not in glossary} == set()
