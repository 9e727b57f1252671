"""Dots in total and with equal weight: the worked table, and what holds for any ballots."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.catalogue.model import ActorKind
from indsatskort.workshop.dots import (
    CastBallot,
    Result,
    count_dots,
    keeps_limits,
    standings,
    whole_percent,
)
from indsatskort.workshop.dots_words import (
    counting_sentence,
    nothing_sentence,
    silent_kinds_sentence,
    total_only_sentence,
)

K, P, F = ActorKind.MUNICIPALITY, ActorKind.CARE_HOME, ActorKind.ASSOCIATION

TABLE = {
    "Kurser om demens": (1, 4, 5),
    "Tydelig koordinator": (4, 11, 1),
    "Tid til koordinatorrollen": (2, 11, 1),
    "Anerkendelse": (0, 3, 4),
    "Retningslinjer": (4, 1, 0),
    "Aftaler plejecenter–forening": (3, 2, 7),
    "Netværk": (0, 2, 1),
    "Mænd og kvinder": (1, 0, 1),
}
ITEMS = tuple(TABLE)
TITLES = {item: item for item in [*ITEMS, *"abcdefgh"]}

BALLOTS = st.lists(
    st.tuples(
        st.sampled_from([K, P, F]),
        st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 2), max_size=5),
    ),
    max_size=40,
)


def ballots(table: Mapping[str, tuple[int, int, int]]) -> list[CastBallot]:
    """One dot a ballot: the counting must not care how they were gathered."""
    return [
        (kind, {item: 1})
        for item, dots in table.items()
        for kind, count in zip((K, P, F), dots, strict=True)
        for _ in range(count)
    ]


def counted(table: Mapping[str, tuple[int, int, int]]) -> Result:
    return count_dots(ballots(table), tuple(table), is_per_kind=True)


def percents(result: Result) -> dict[str, int]:
    return {row.item_id: row.equal.percent for row in result.rows if row.equal}


def test_the_worked_table() -> None:
    result = counted(TABLE)

    told = [
        (row.item_id, row.total, row.equal.percent, row.mark) for row in result.rows if row.equal
    ]
    assert told == [
        ("Tydelig koordinator", 16, 21, ""),
        ("Tid til koordinatorrollen", 14, 17, "↓ nr. 3"),
        ("Aftaler plejecenter–forening", 12, 20, "↑ nr. 2"),
        ("Kurser om demens", 10, 14, ""),
        ("Anerkendelse", 7, 10, ""),  # 9,6 and 9,9 differ, 10 and 10 do not
        ("Retningslinjer", 5, 10, ""),
        ("Netværk", 3, 4, ""),
        ("Mænd og kvinder", 2, 4, ""),
    ]
    assert result.rows[0].equal is not None
    assert result.rows[0].equal.share == (Fraction(4, 15) + Fraction(11, 34) + Fraction(1, 20)) / 3
    assert result.rows[0].equal.by_kind == {K: 4, P: 11, F: 1}
    assert sum(row.total for row in result.rows) == 69


def test_the_sentence_names_the_first_rank_the_two_ways_part_at() -> None:
    assert counting_sentence(counted(TABLE), TITLES) == (
        "Tællemåden afgør nr. 2: »Tid til koordinatorrollen«, når alle prikker tæller ens, "
        "»Aftaler plejecenter–forening«, når grupperne vejer lige meget."
    )


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (
            {"a": (3, 3, 3), "b": (2, 2, 2), "c": (1, 1, 1), "d": (0, 0, 0)},
            "Begge måder at tælle på giver samme top tre.",
        ),
        ({"a": (3, 3, 3), "b": (0, 0, 0)}, "Begge måder at tælle på giver samme rækkefølge."),
        ({"a": (0, 0, 0)}, ""),
    ],
)
def test_the_two_ways_can_agree(table: dict[str, tuple[int, int, int]], sentence: str) -> None:
    assert counting_sentence(counted(table), TITLES) == sentence


def test_a_kind_that_keeps_dots_back_weighs_a_full_share() -> None:
    result = counted({"a": (0, 30, 0), "b": (4, 0, 0)})

    assert percents(result) == {"a": 50, "b": 50}


def test_a_kind_without_dots_is_left_out_and_it_is_said() -> None:
    absent = counted({"a": (3, 1, 0), "b": (0, 1, 0)})
    blank = count_dots([(K, {"a": 1}), (F, {}), (F, {"a": 0})], ["a"], is_per_kind=True)

    assert percents(absent) == {"a": 75, "b": 25}
    assert silent_kinds_sentence(absent, [K, P, F]) == (
        "Foreningerne stemte ikke. To grupper tæller hver en halv."
    )
    assert silent_kinds_sentence(absent, [K, P]) == ""
    assert silent_kinds_sentence(blank, [K, P, F]) == (
        "Plejecentrene stemte ikke. Foreningerne stemte blankt. "
        "De to måder at tælle på er derfor ens."
    )
    assert silent_kinds_sentence(counted({"a": (1, 0, 0)}), [K, P, F]) == (
        "Plejecentrene og foreningerne stemte ikke. De to måder at tælle på er derfor ens."
    )
    assert silent_kinds_sentence(counted({"a": (0, 0, 0)}), [K, P, F]) == ""


def test_thirds_are_rounded_in_card_order() -> None:
    assert list(whole_percent(dict.fromkeys("abc", Fraction(1, 3))).values()) == [34, 33, 33]


def test_equal_shares_get_no_mark_from_the_luck_of_rounding() -> None:
    """a and b weigh a twelfth each and are rounded to 9 and 8; b has more dots."""
    tied = counted({"a": (1, 0, 0), "b": (0, 2, 0), "c": (2, 4, 0), "d": (3, 6, 0)})
    assert percents(tied) == {"d": 50, "c": 33, "b": 8, "a": 9}
    assert [row.mark for row in tied.rows] == [""] * 4


def test_what_shows_the_same_per_cent_as_a_lucky_one_of_two_equals_is_not_marked_above_it() -> None:
    shares = {"a": Fraction(195, 1000), "b": Fraction(195, 1000), "c": Fraction(198, 1000)}
    ranks = standings(shares, {"a": 20, "b": 19, "c": 20})

    assert ranks["a"] == ranks["b"] == ranks["c"]
    assert standings(shares, {"a": 19, "b": 19, "c": 20})["c"] > ranks["a"]


def test_of_equally_many_dots_the_one_with_more_equal_weight_stands_first_then_the_card() -> None:
    result = counted({"a": (0, 2, 0), "b": (2, 0, 0), "c": (0, 2, 0), "d": (0, 6, 0)})

    assert [row.item_id for row in result.rows] == ["d", "b", "a", "c"]


def test_an_item_far_down_that_equal_weight_lifts_into_the_top_is_marked() -> None:
    table = dict.fromkeys("abcdef", (0, 10, 0)) | {"g": (2, 1, 0)}

    marks = {row.item_id: row.mark for row in counted(table).rows}

    assert marks["g"] == "↑ nr. 1"
    assert marks["a"] == "↓ nr. 2"
    assert marks["f"] == ""  # from 6 to 7: below the top either way


@pytest.mark.parametrize(
    ("dots", "allowed"),
    [
        ({}, True),
        ({"a": 2, "b": 2, "c": 1}, True),
        ({"a": 3}, False),
        ({"a": 2, "b": 2, "c": 2}, False),
        ({"a": -1, "b": 2}, False),
    ],
)
def test_a_ballot_keeps_the_limits_of_its_round(dots: dict[str, int], allowed: bool) -> None:
    assert keeps_limits(dots, most=5, most_per_item=2) is allowed


def test_the_reasons_for_showing_less() -> None:
    assert total_only_sentence({K: 2, P: 7, F: 4}) == (
        "Kommunen har kun 2 stemmer. Derfor vises alle prikker samlet."
    )
    assert total_only_sentence({K: 1, P: 7}) == (
        "Kommunen har kun 1 stemme. Derfor vises alle prikker samlet."
    )
    assert total_only_sentence({K: 1, P: 7, F: 2}) == (
        "Kommunen og foreningerne har hver under 3 stemmer. Derfor vises alle prikker samlet."
    )
    assert nothing_sentence(0) == "Ingen har stemt."
    assert nothing_sentence(2) == "Kun 2 stemmer. Prikkerne vises fra 3."


@given(BALLOTS)
def test_every_dot_is_counted_once_and_percents_add_to_100(cast: list[CastBallot]) -> None:
    result = count_dots(cast, ITEMS, is_per_kind=True)
    dots = sum(sum(ballot.values()) for _, ballot in cast)

    assert sum(row.total for row in result.rows) == dots
    assert sum(percents(result).values()) == (100 if dots else 0)
    assert sum(row.equal.share for row in result.rows if row.equal) == (1 if dots else 0)
    assert [row.rank for row in result.rows] == list(range(1, len(ITEMS) + 1))


@given(BALLOTS, st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(cast: list[CastBallot], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(cast)
    random.shuffle(shuffled)

    for is_per_kind in (True, False):
        assert count_dots(shuffled, ITEMS, is_per_kind=is_per_kind) == count_dots(
            cast, ITEMS, is_per_kind=is_per_kind
        )


@given(BALLOTS)
def test_a_mark_stands_only_where_both_the_exact_and_the_shown_shares_differ(
    cast: list[CastBallot],
) -> None:
    result = count_dots(cast, ITEMS, is_per_kind=True)

    for place, row in enumerate(result.rows):
        assert row.equal is not None
        if row.equal.rank < row.rank:
            passed = [
                other.equal
                for other in result.rows[:place]
                if other.equal and other.equal.rank > row.equal.rank
            ]
            assert passed
            assert all(row.equal.share > other.share for other in passed)
            assert all(row.equal.percent > other.percent for other in passed)


@given(BALLOTS)
def test_percents_never_turn_the_exact_order_round(cast: list[CastBallot]) -> None:
    rows = [row.equal for row in count_dots(cast, ITEMS, is_per_kind=True).rows if row.equal]

    for one in rows:
        assert all(one.percent <= other.percent for other in rows if one.share < other.share)
        assert one.share or not one.percent


@given(BALLOTS, st.lists(st.sampled_from([K, P, F]), min_size=40, max_size=40))
def test_totals_alone_tell_nothing_of_who_voted_for_what(
    cast: list[CastBallot], kinds: list[ActorKind]
) -> None:
    others = [(kind, dots) for kind, (_, dots) in zip(kinds, cast, strict=False)]

    assert count_dots(cast, ITEMS, is_per_kind=False) == count_dots(
        others, ITEMS, is_per_kind=False
    )
    assert counting_sentence(count_dots(cast, ITEMS, is_per_kind=False), TITLES) == ""


def test_dots_on_what_could_not_be_voted_on_are_left_out() -> None:
    result = count_dots([(K, {"a": 1, "gone": 2})], ["a"], is_per_kind=True)

    assert percents(result) == {"a": 100}
