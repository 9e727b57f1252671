"""What may be written: truth tables of texts, levels and roles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indsatskort.access.model import Role, Who
from indsatskort.cards import rules
from indsatskort.cards.model import Draft
from indsatskort.catalogue.model import Value
from indsatskort.errors import Fault, InvalidInputError


def who(role: Role, actor_id: str | None = None) -> Who:
    return Who("m", "c", role, actor_id, "Bo", datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        (Role.FACILITATOR, True, True),
        (Role.PARTICIPANT, True, False),
        (Role.VIEWER, False, False),
    ],
)
def test_who_writes_where(role: Role, own: bool, other: bool) -> None:
    me = who(role, "mine" if role is Role.PARTICIPANT else None)

    assert rules.can_write(me, "mine") is own
    assert rules.can_write(me, "another's") is other


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x" * 4_001, Fault.TEXT_TOO_LONG),
        ("nul \x00", Fault.CONTROL_CHARACTER),
        ("bell \x07", Fault.CONTROL_CHARACTER),
        ("lone \ud83d", Fault.CONTROL_CHARACTER),
        ("c1 \x85", Fault.CONTROL_CHARACTER),
        ("hun er født 010203-1234", Fault.CPR_NUMBER),
        ("010203–1234", Fault.CPR_NUMBER),
        ("010203 - 1234", Fault.CPR_NUMBER),
    ],
)
def test_a_text_that_cannot_be_stored_is_refused(text: str, fault: Fault) -> None:
    with pytest.raises(InvalidInputError) as refused:
        rules.checked_text(text)

    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("x" * 4_000, "x" * 4_000),
        ("  \n\t ", ""),
        ("to\r\nlinjer", "to\nlinjer"),
        ("👵🏽 שלום مرحبا", "👵🏽 שלום مرحبا"),
        (" som skrevet ", " som skrevet "),
        ("ring 12 34 56 78", "ring 12 34 56 78"),
        ("sag 2026-1234567-8901234", "sag 2026-1234567-8901234"),
    ],
)
def test_other_texts_are_kept_as_written(text: str, stored: str) -> None:
    assert rules.checked_text(text) == stored


@pytest.mark.parametrize("value", [None, *Value])
def test_under_way_goes_with_the_three_lower_levels_only(value: Value | None) -> None:
    draft = Draft(value, under_way=True, text="tekst")

    if value in {Value.NOT_STARTED, Value.AD_HOC, Value.PARTLY}:
        assert rules.checked_draft(draft) == draft
    else:
        with pytest.raises(InvalidInputError) as refused:
            rules.checked_draft(draft)
        assert refused.value.fault is Fault.UNDER_WAY_WITHOUT_LEVEL


@pytest.mark.parametrize("reason", ["", "   "])
def test_opting_out_needs_a_reason(reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        rules.checked_draft(Draft(Value.OPTED_OUT, text=reason))

    assert refused.value.fault is Fault.REASON_MISSING


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", Fault.NAME_MISSING),
        (" \n ", Fault.NAME_MISSING),
        ("x" * 81, Fault.NAME_TOO_LONG),
        (" solgården ", Fault.NAME_TAKEN),
    ],
)
def test_names_are_there_short_and_unlike(name: str, fault: Fault) -> None:
    with pytest.raises(InvalidInputError) as refused:
        rules.checked_name(name, taken=["Solgården"])

    assert refused.value.fault is fault
