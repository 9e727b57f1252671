"""A copy of the content that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import DATA, FILES, load

Spoil = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replaces the first place where `old` stands in a file; fails when it stands nowhere."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def faults(folder: Path) -> Callable[[], tuple[Fault, ...]]:
    """What is wrong with the folder now."""

    def found() -> tuple[Fault, ...]:
        with pytest.raises(ContentError) as raised:
            load(folder)
        return raised.value.faults

    return found
