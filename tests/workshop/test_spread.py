"""Spread is told without a mean: truth tables, and the hand-counted pairs."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.insight.numbers import LevelCounts
from indsatskort.workshop.spread import apart, distance, is_disagreement, is_split, spread

LEVELS = st.lists(st.integers(0, 3), max_size=40)


def counts(levels: list[int]) -> LevelCounts:
    return levels.count(0), levels.count(1), levels.count(2), levels.count(3)


@pytest.mark.parametrize(
    ("levels", "far", "pairs", "split"),
    [
        ([0, 1, 1, 3], 3, Fraction(1, 2), True),
        ([1, 2, 2], 1, Fraction(0), False),
        ([0, 0, 1, 2, 2, 3], 3, Fraction(7, 15), True),
        ([0] + [2] * 15 + [3] * 4, 1, Fraction(19, 190), False),
        ([1] * 2 + [2] * 15 + [3] * 3, 2, Fraction(6, 190), True),
        ([0] + [3] * 18, 3, Fraction(18, 171), True),  # 19 people: everybody counts
        ([0, 3], 3, Fraction(1), False),  # two people are no split column
        ([0, 2, 2], 2, Fraction(2, 3), True),
        ([], 0, Fraction(0), False),
        ([3], 0, Fraction(0), False),
    ],
)
def test_spread_inside_a_column(levels: list[int], far: int, pairs: Fraction, split: bool) -> None:
    assert spread(counts(levels)) == far
    assert apart(counts(levels)) == pairs
    assert is_split(counts(levels)) is split


@pytest.mark.parametrize(
    ("levels", "far", "disagree"),
    [
        ([0, 1, 3], 3, True),
        ([2, 0], 2, True),
        ([1, 0], 1, False),
        ([3], 0, False),
        ([], 0, False),
        ([0] + [2] * 19, 2, True),  # between columns one alone counts
    ],
)
def test_distance_between_columns(levels: list[int], far: int, disagree: bool) -> None:
    assert distance(counts(levels)) == far
    assert is_disagreement(counts(levels)) is disagree


def test_apart_tells_two_of_sixteen_from_eight_of_sixteen() -> None:
    few, many = counts([0] * 2 + [3] * 14), counts([0] * 8 + [3] * 8)

    assert distance(few) == distance(many) == 3
    assert apart(few) < apart(many)


@given(LEVELS)
def test_apart_is_the_share_of_pairs_counted_one_by_one(levels: list[int]) -> None:
    pairs = list(combinations(levels, 2))
    far = sum(abs(one - other) >= 2 for one, other in pairs)

    assert apart(counts(levels)) == (Fraction(far, len(pairs)) if pairs else 0)


@given(LEVELS)
def test_spread_never_exceeds_distance(levels: list[int]) -> None:
    assert 0 <= spread(counts(levels)) <= distance(counts(levels))
    if len(levels) < 20:
        assert spread(counts(levels)) == distance(counts(levels))
