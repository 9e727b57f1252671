"""Who may create a card: anybody on one's own machine, whoever knows the code elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from indsatskort.access.rules import check_create, needs_create_code
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.settings import Creating, Settings


def fault(settings: Settings, code: str) -> Fault | None:
    try:
        check_create(settings, code)
    except InvalidInputError as refusal:
        return refusal.fault
    return None


@pytest.mark.parametrize("code", ["", "right", "anything", "æøå"])
def test_when_creating_is_open_no_code_is_asked_for(tmp_path: Path, code: str) -> None:
    settings = Settings(create=Creating.OPEN, create_code="right", data_dir=tmp_path)

    assert not needs_create_code(settings)
    assert fault(settings, code) is None


@pytest.mark.parametrize(
    ("code", "is_right"),
    [
        ("right", True),
        (" right ", True),
        ("", False),
        ("Right", False),
        ("righ", False),
        ("æ", False),
    ],
)
def test_with_a_code_only_the_right_one_lets_in(tmp_path: Path, code: str, is_right: bool) -> None:
    settings = Settings(create=Creating.CODE, create_code="right", data_dir=tmp_path)

    assert needs_create_code(settings)
    assert fault(settings, code) is (None if is_right else Fault.WRONG_CREATE_CODE)


def test_the_code_that_was_made_lets_in(tmp_path: Path) -> None:
    settings = Settings(create=Creating.CODE, data_dir=tmp_path)

    assert fault(settings, "") is Fault.WRONG_CREATE_CODE
    assert fault(settings, settings.code_for_creating) is None
