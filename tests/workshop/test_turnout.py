"""Who counts as having voted, and among whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.workshop.turnout import Voter, turnout

VOTERS = st.lists(
    st.builds(
        Voter,
        st.sampled_from(["sol", "eng", None]),
        st.integers(0, 5),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )
)


@pytest.mark.parametrize(
    ("voter", "voted", "expected", "unfinished"),
    [
        (Voter("sol", 5), 1, 1, {}),
        (Voter("sol", 4), 0, 1, {"sol": 1}),
        (Voter("sol", 3, is_finished=True), 1, 1, {}),
        (Voter("sol", 0, is_finished=True), 1, 1, {}),  # blank
        (Voter("sol", 0), 0, 1, {"sol": 1}),
        (Voter("sol", 2, is_paper=True), 1, 1, {}),
        (Voter("sol", 3, is_gone=True), 0, 0, {}),
        (Voter("sol", 5, is_gone=True), 1, 1, {}),
        (Voter(None, 5), 0, 0, {}),  # a facilitator outside the columns
    ],
)
def test_who_counts(voter: Voter, voted: int, expected: int, unfinished: dict[str, int]) -> None:
    found = turnout([voter], dots=5)

    assert (found.voted, found.expected, found.unfinished) == (voted, expected, unfinished)


def test_the_room_of_fourteen() -> None:
    room = [Voter("sol", 5)] * 11 + [Voter("eng", is_paper=True)] + [Voter("eng", 2)] * 2

    assert turnout(room, dots=5).sentence == "12 af 14 har stemt"
    assert turnout(room, dots=5).unfinished == {"eng": 2}


@given(VOTERS)
def test_the_numbers_add_up_whoever_comes_and_goes(voters: list[Voter]) -> None:
    found = turnout(voters, dots=5)

    assert found.voted + sum(found.unfinished.values()) == found.expected
    assert found == turnout(reversed(voters), dots=5)
