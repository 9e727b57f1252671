"""How long an item and its phases are: the discussion's time, shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.workshop.model import Phase
from indsatskort.workshop.pacing import (
    FEWEST_MINUTES,
    MOST_MINUTES,
    WEIGHTS,
    minutes_each,
    pace_sentence,
    phase_seconds,
)

HOUR = 3600


def test_the_source_of_the_flow_four_items_of_fifteen_minutes_each_two_five_six_two() -> None:
    each = minutes_each(HOUR, 4)

    assert each == 15
    assert [phase_seconds(phase, each) // 60 for phase in WEIGHTS] == [2, 5, 6, 2]


@pytest.mark.parametrize(
    ("seconds", "items", "minutes"),
    [
        (HOUR, 12, 5),  # the longest list in the usual hour
        (HOUR, 11, 5),
        (HOUR, 6, 10),
        (HOUR, 1, 15),  # more than 15 would be taken from what comes after
        (35 * 60, 12, 5),  # too short: 5 all the same, and the page says so
        (0, 3, 5),
        (59, 0, 5),
    ],
)
def test_the_time_left_is_shared_between_a_floor_and_a_ceiling(
    seconds: int, items: int, minutes: int
) -> None:
    assert minutes_each(seconds, items) == minutes


@given(minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES))
def test_the_four_phases_add_up_to_the_item(minutes: int) -> None:
    assert sum(phase_seconds(phase, minutes) for phase in WEIGHTS) == 60 * minutes
    assert phase_seconds(Phase.SILENT, minutes) >= 40


@given(seconds=st.integers(0, 3 * HOUR), items=st.integers(1, 12))
def test_no_share_is_longer_than_what_is_left_unless_it_is_the_floor(
    seconds: int, items: int
) -> None:
    each = minutes_each(seconds, items)
    assert each == FEWEST_MINUTES or each * items * 60 <= seconds


@pytest.mark.parametrize(
    ("seconds", "items", "sentence"),
    [
        (HOUR, 4, "4 indsatser på listen: omkring 15 minutter til hver."),
        (HOUR, 12, "12 indsatser på listen: omkring 5 minutter til hver."),
        (HOUR, 1, "1 indsats på listen: omkring 15 minutter til hver."),
        (
            35 * 60,
            12,
            (
                "12 indsatser på listen: omkring 5 minutter til hver. Det er 60 minutter, og I har 35. "
                "Fjern nogle, eller giv trinet flere minutter."
            ),
        ),
        (HOUR, 0, ""),
    ],
)
def test_the_page_says_what_it_comes_to(seconds: int, items: int, sentence: str) -> None:
    assert pace_sentence(seconds, items) == sentence
