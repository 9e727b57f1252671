"""Effect and effort: the four places, the median that is somebody's, and what is offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.catalogue.model import ActorKind
from indsatskort.workshop.dots import EqualWeight, ItemDots, Result, count_dots
from indsatskort.workshop.effort import Judgement, lower_median, offered, placed

K, P = ActorKind.MUNICIPALITY, ActorKind.CARE_HOME


def answers(effects: list[int], ease: list[int]) -> list[Judgement]:
    return [Judgement(*pair) for pair in zip(effects, ease, strict=True)]


def test_the_worked_example() -> None:
    found = placed(answers([2, 3, 3, 4], [1, 2, 2, 3]))

    assert found is not None
    assert found.judgement == Judgement(3, 2)
    assert found.name == "Plant et frø"
    assert found.is_split  # effect from 2 to 4


@pytest.mark.parametrize("effect", [1, 2, 3, 4])
@pytest.mark.parametrize("ease", [1, 2, 3, 4])
def test_the_four_places(effect: int, ease: int) -> None:
    names = {
        (True, True): "Sæt i gang nu",
        (True, False): "Plant et frø",
        (False, True): "Gør det, hvis det er let",
        (False, False): "Lad ligge",
    }
    found = placed([Judgement(effect, ease)] * 3)

    assert found is not None
    assert found.name == names[effect >= 3, ease >= 3]
    assert not found.is_split


def test_fewer_than_three_leave_it_to_the_scribe() -> None:
    two, said = answers([4, 4], [4, 4]), Judgement(1, 1)

    assert placed(two) is None
    by_scribe = placed(two, said)
    assert by_scribe is not None
    assert (by_scribe.judgement, by_scribe.is_by_scribe) == (said, True)
    three = placed([*two, Judgement(4, 4)], said)
    assert three is not None
    assert (three.judgement, three.is_by_scribe) == (Judgement(4, 4), False)


@pytest.mark.parametrize("wrong", [(0, 1), (1, 5), (5, 1), (1, 0)])
def test_a_judgement_is_one_to_four(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        Judgement(*wrong)


@given(st.lists(st.integers(1, 4), min_size=1))
def test_the_lower_median_is_an_answer_and_half_the_room_is_at_or_above_it(
    numbers: list[int],
) -> None:
    median = lower_median(numbers)

    assert median in numbers
    assert 2 * sum(number >= median for number in numbers) >= len(numbers)
    assert 2 * sum(number <= median for number in numbers) >= len(numbers)


def test_of_two_in_the_middle_the_lower_one_is_promised() -> None:
    found = placed(answers([2, 2, 3, 3], [4, 3, 1, 1]))

    assert found is not None
    assert found.judgement == Judgement(2, 1)


def row(item_id: str, rank: int, equal_rank: int | None = None, total: int = 1) -> ItemDots:
    from fractions import Fraction

    equal = EqualWeight({}, Fraction(0), 0, equal_rank) if equal_rank else None
    return ItemDots(item_id, total, rank, equal)


def test_the_first_eight_by_the_better_rank_ties_in_card_order() -> None:
    rows = tuple(row(name, rank, 11 - rank) for rank, name in enumerate("abcdefghij", 1))

    assert offered(Result(rows), "jihgfedcba") == ("j", "a", "i", "b", "h", "c", "g", "d")


def test_totals_alone_offer_by_their_rank_and_nothing_without_a_dot() -> None:
    result = count_dots([(K, {"b": 2, "a": 1})] * 3, "abc", is_per_kind=False)

    assert offered(result, "abc") == ("b", "a")
