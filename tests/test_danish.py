"""Danish numbers, dates, lists and alphabetical order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.danish import (
    counted,
    date_short,
    date_text,
    join_words,
    num,
    sort_key,
    time_text,
)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (9.4, "9,4"), (3478, "3.478"), (110_000, "110.000"), (-3, "-3")]
)
def test_numbers_have_a_decimal_comma_and_a_thousand_point(number: float, text: str) -> None:
    assert num(number) == text


def test_a_count_agrees_with_its_noun() -> None:
    assert [counted(n, "felt", "felter") for n in (0, 1, 2)] == ["0 felter", "1 felt", "2 felter"]


def test_dates_are_long_in_text_and_of_equal_length_in_tables() -> None:
    assert date_text(date(2026, 11, 21)) == "21. november 2026"
    assert date_text(date(2026, 2, 1)) == "1. februar 2026"
    assert date_short(date(2026, 2, 1)) == "01.02.2026"


def test_a_moment_late_in_the_evening_in_utc_is_the_next_day_in_denmark() -> None:
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert date_text(moment) == "2. juli 2026"
    assert time_text(moment) == "kl. 0.30"


def test_time_is_written_with_a_point_and_without_a_leading_zero() -> None:
    assert time_text(datetime(2026, 11, 21, 8, 30, tzinfo=UTC)) == "kl. 9.30"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        time_text(datetime(2026, 11, 21, 8, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["Anna"], "Anna"),
        (["Anna", "Bo"], "Anna og Bo"),
        (["Anna", "Bo", "Carla"], "Anna, Bo og Carla"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], text: str) -> None:
    assert join_words(words) == text


@pytest.mark.parametrize(
    "ordered",
    [
        ["Abild", "Zahle", "Ærø", "Ørsted", "Aabenraa", "Ålborg", "Aalborg", "Aarhus"],
        ["Nygård", "Nygaard"],
        ["Karl", "karl"],
        ["Egely", "Egholm"],
        ["Idé", "Ideal"],
        ["Mylius", "Müller-huset", "Myllerup"],
        ["Bagsværd", "Bøgelunden", "Bågø"],
        ["ekstraarbejde", "ekstrem"],
        ["Sol", "Sol Øst", "Solgården"],
        ["Aabakken 1", "Åbakken 2"],
    ],
)
def test_names_stand_in_danish_order(ordered: list[str]) -> None:
    backwards = list(reversed(ordered))

    assert sorted(backwards, key=sort_key) == ordered


@given(st.lists(st.text()))
def test_any_text_can_be_sorted_and_the_order_does_not_depend_on_the_start(
    texts: list[str],
) -> None:
    backwards = list(reversed(texts))

    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)
