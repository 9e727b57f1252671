"""Nobody can be found behind a figure, nor behind the difference between two."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.workshop.smallest_group import (
    DotsShown,
    OwnRatings,
    Showing,
    dots_to_show,
    fewest_changed,
    held_back_sentence,
    own_ratings,
    ratings_to_show,
    showing_of_dots,
    showing_of_ratings,
    sum_of,
    too_few_changed_sentence,
)

K, P, F = ActorKind.MUNICIPALITY, ActorKind.CARE_HOME, ActorKind.ASSOCIATION
RATED = [*list(Value)[:4], Value.UNKNOWN]

PEOPLE = [f"person {n}" for n in range(12)]
SEAT = st.tuples(st.sampled_from(["kom", "sol", "eng", "ven"]), st.sampled_from(RATED))
ROOM = st.dictionaries(st.sampled_from(PEOPLE), SEAT)


def raters(count: int) -> OwnRatings:
    return OwnRatings((count, 0, 0, 0))


def test_own_ratings_are_counted_with_unknown_among_the_raters() -> None:
    found = own_ratings([Value.AD_HOC, Value.AD_HOC, Value.ESTABLISHED, Value.UNKNOWN])

    assert found == OwnRatings((0, 2, 0, 1), 1)
    assert found.raters == 4
    assert sum_of([found, found]) == OwnRatings((0, 4, 0, 2), 2)


@pytest.mark.parametrize(
    ("columns", "shown", "has_room"),
    [
        ({"kom": 3, "sol": 4}, {"kom", "sol"}, True),
        ({"kom": 3, "sol": 2}, {"kom"}, False),  # the total would give Solgården's two away
        ({"kom": 3, "sol": 2, "eng": 1}, {"kom"}, True),
        ({"kom": 3, "sol": 0}, {"kom"}, True),
        ({"kom": 2, "sol": 0}, set(), False),
        ({"kom": 2, "sol": 2}, set(), True),
        ({"kom": 0}, set(), False),
        ({}, set(), False),
    ],
)
def test_own_ratings_from_three(columns: dict[str, int], shown: set[str], has_room: bool) -> None:
    found = ratings_to_show({column: raters(count) for column, count in columns.items()})

    assert set(found.by_column) == shown
    assert found.held_back == {name: count for name, count in columns.items() if count in {1, 2}}
    assert (found.room == raters(sum(columns.values()))) is has_room


@pytest.mark.parametrize(
    ("ballots", "shown"),
    [
        ({K: 3, P: 7, F: 4}, DotsShown.PER_KIND),
        ({K: 2, P: 7, F: 4}, DotsShown.TOTAL),
        ({K: 0, P: 7, F: 4}, DotsShown.PER_KIND),  # a kind without ballots did not vote
        ({K: 1, P: 1, F: 1}, DotsShown.TOTAL),
        ({K: 1, P: 1}, DotsShown.NOTHING),
        ({P: 3}, DotsShown.PER_KIND),
        ({}, DotsShown.NOTHING),
    ],
)
def test_dots_from_three_ballots_in_every_kind(
    ballots: dict[ActorKind, int], shown: DotsShown
) -> None:
    assert dots_to_show(ballots) is shown


def test_an_open_vote_shows_small_groups_too() -> None:
    assert dots_to_show({K: 1, P: 7}, is_open_per_kind=True) is DotsShown.PER_KIND
    assert dots_to_show({K: 0}, is_open_per_kind=True) is DotsShown.NOTHING


def kinds(sizes: dict[ActorKind, int], dots: str = "a") -> dict[str, tuple[ActorKind, dict]]:  # type: ignore[type-arg]
    return {f"{kind} {n}": (kind, {dots: 1}) for kind, size in sizes.items() for n in range(size)}


@pytest.mark.parametrize(
    ("people", "given_away"),
    [
        ([], 0),
        (["care_home 0"], 1),
        (["care_home 0", "care_home 1"], 2),
        (["care_home 0", "care_home 1", "care_home 2"], 0),
        (["care_home 0", "care_home 1", "municipality 0"], 1),
        ([f"{kind} {n}" for kind in ("care_home", "municipality") for n in range(3)], 0),
    ],
)
def test_a_second_reveal_needs_none_or_three_changes_in_every_kind(
    people: list[str], given_away: int
) -> None:
    first = kinds({K: 3, P: 7})
    second = first | {person: (first[person][0], {"b": 1}) for person in people}

    assert fewest_changed(showing_of_dots(second), [showing_of_dots(first)]) == given_away


def test_when_only_the_total_is_shown_the_whole_room_is_the_group() -> None:
    first = kinds({K: 2, P: 7})
    one_each = first | {"municipality 0": (K, {"b": 1}), "care_home 0": (P, {"b": 1})}
    three = one_each | {"care_home 1": (P, {"b": 1})}

    assert fewest_changed(showing_of_dots(one_each), [showing_of_dots(first)]) == 2
    assert fewest_changed(showing_of_dots(three), [showing_of_dots(first)]) == 0


def test_a_ballot_that_lets_a_kind_be_shown_may_not_be_found_from_the_totals() -> None:
    """The total of 9 was shown; a tenth ballot gives the municipality its three."""
    first, second = kinds({K: 2, P: 7}), kinds({K: 3, P: 7})

    assert dots_to_show({K: 3, P: 7}) is DotsShown.PER_KIND
    assert fewest_changed(showing_of_dots(second), [showing_of_dots(first)]) == 1


def test_what_was_shown_before_the_last_time_counts_too() -> None:
    first = kinds({P: 7})
    second = first | {f"care_home {n}": (P, {"b": 1}) for n in (0, 1, 2)}
    third = second | {f"care_home {n}": first[f"care_home {n}"] for n in (0, 1)}
    third |= {"care_home 3": (P, {"b": 1})}
    shown = [showing_of_dots(first), showing_of_dots(second)]

    assert fewest_changed(showing_of_dots(third), shown[1:]) == 0
    assert fewest_changed(showing_of_dots(third), shown) == 2


def test_a_kind_that_comes_into_sight_does_not_tell_on_the_others() -> None:
    """Three new ballots: but the old total less the care homes of now is the municipality's two."""
    first, second = kinds({K: 2, P: 7}), kinds({K: 5, P: 7})

    assert fewest_changed(showing_of_dots(second), [showing_of_dots(first)]) == 3


def test_a_person_moved_between_two_shown_columns_stops_a_second_showing() -> None:
    first = {f"sol {n}": ("sol", Value.AD_HOC) for n in range(6)} | {
        f"eng {n}": ("eng", Value.PARTLY) for n in range(3)
    }
    moved = first | {"sol 0": ("eng", Value.AD_HOC)}

    assert fewest_changed(showing_of_ratings(moved), [showing_of_ratings(first)]) == 1


def test_a_column_seen_for_the_first_time_is_compared_with_nothing() -> None:
    first = {f"sol {n}": ("sol", Value.AD_HOC) for n in range(3)} | {
        f"eng {n}": ("eng", Value.PARTLY) for n in range(2)
    }
    second = first | {"eng 2": ("eng", Value.PARTLY)}

    assert fewest_changed(showing_of_ratings(second), [showing_of_ratings(first)]) == 0


def test_the_sentences() -> None:
    assert held_back_sentence(2) == "Kun 2 personer. Vises fra 3."
    assert held_back_sentence(1) == "Kun 1 person. Vises fra 3."
    assert too_few_changed_sentence(1) == (
        "Kun 1 har ændret siden sidst. Hold en ny runde, eller vis de tal, I allerede så."
    )


@given(ROOM)
def test_no_figure_nor_any_subtraction_of_shown_figures_has_one_or_two_behind_it(
    room: dict[str, tuple[str, Value]],
) -> None:
    """Columns are disjoint, so all that can be had is a sum of them, or the total less a sum."""
    showing = showing_of_ratings(room)
    sizes = [sum(column == group for column, _ in room.values()) for group in showing.groups]
    sums = {sum(chosen) for n in range(len(sizes) + 1) for chosen in combinations(sizes, n)}

    assert not sums & {1, 2}
    if showing.is_total_known:
        assert not {len(room) - known for known in sums} & {1, 2}


def sums(showing: Showing) -> list[frozenset[str]]:
    """Everybody behind each sum of figures that a showing gives, the empty one too."""
    groups = {group for group, _ in showing.answers.values()}
    parts = [
        {who for who, (of, _) in showing.answers.items() if of == group}
        for group in groups & showing.groups
    ]
    if showing.is_total_known:
        parts.append(set(showing.answers).difference(*parts))
    return [
        frozenset().union(*chosen)
        for size in range(len(parts) + 1)
        for chosen in combinations(parts, size)
    ]


CHANGES = st.one_of(
    ROOM,
    st.lists(st.sampled_from(PEOPLE), max_size=6).map(
        lambda people: dict.fromkeys(people, Value.UNKNOWN)
    ),
)


@given(st.fixed_dictionaries(dict.fromkeys(PEOPLE, SEAT)), CHANGES)
def test_subtracting_two_allowed_showings_tells_of_nobody_or_of_three(
    before: dict[str, tuple[str, Value]],
    changes: dict[str, tuple[str, Value] | Value],
) -> None:
    """Every sum of the first less every sum of the second, tried one by one."""
    now = before | {
        who: (before[who][0], new) if isinstance(new, Value) else new
        for who, new in changes.items()
    }
    first, second = showing_of_ratings(before), showing_of_ratings(now)
    if fewest_changed(second, [first]):
        return
    same = {who for who in before if before[who][1] == now[who][1]}
    for then in sums(first):
        for today in sums(second):
            assert len((then ^ today) | ((then | today) - same)) not in {1, 2}
