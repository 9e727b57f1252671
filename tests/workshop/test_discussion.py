"""The discussion list by its rule: the source's filled example, each reason alone, and the limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsatskort.cards.model import CardItem, Cell, FilledCard
from indsatskort.catalogue.model import Relevance, Value
from indsatskort.workshop.discussion import (
    DiscussionList,
    Entry,
    ReasonKind,
    blind_spots,
    can_add,
    discussion_list,
    reasons_of,
    renewal,
)
from indsatskort.workshop.smallest_group import OwnRatings
from tests.insight.rounds import (
    CATALOGUE,
    COUNCIL,
    EGELY,
    HOSTILE,
    LINDEN,
    SMALL,
    SOLGAARDEN,
    VISITORS,
    a_card,
    a_catalogue,
    an_own_item,
    random_cards,
)

NONE, AD_HOC, PARTLY, FAST = list(Value)[:4]
ITEM = "D1.1.1"
A, B, C, D, E, F = ReasonKind


def example() -> FilledCard:
    """Table 2-2 with one column a kind and the editors' relevance."""
    columns = (COUNCIL, SOLGAARDEN, VISITORS)
    by_kind = {column.kind: column.id for column in columns}
    return a_card(
        columns,
        {(each.item_id, by_kind[each.kind]): each.value for each in CATALOGUE.example},
        relevance={
            (item_id, by_kind[kind]): default.relevance
            for (item_id, kind), default in CATALOGUE.default_relevance.items()
        },
        catalogue=CATALOGUE,
    )


def told(entry: Entry) -> list[str]:
    return [reason.sentence for reason in entry.reasons]


def sentences(
    values: dict[str, Value | None],
    *,
    own: dict[str, OwnRatings] | None = None,
    flags: int = 0,
    relevance: dict[str, Relevance] | None = None,
) -> list[str]:
    """What is said of one item answered by these columns."""
    columns = tuple(
        column for column in (COUNCIL, SOLGAARDEN, LINDEN, EGELY, VISITORS) if column.id in values
    )
    card = a_card(
        columns,
        {(ITEM, column): value for column, value in values.items() if value},
        relevance={(ITEM, column): mark for column, mark in (relevance or {}).items()},
    )
    ratings = {(ITEM, column): found for column, found in (own or {}).items()}
    return [reason.sentence for reason in reasons_of(card, card.item_by_id[ITEM], ratings, flags)]


def test_the_worked_example() -> None:
    found = discussion_list(example(), CATALOGUE, {}, {"D1.2.1": 2})

    assert [entry.item_id for entry in found.entries] == ["D1.1.6", "D1.1.2", "D1.2.1"]
    assert [[reason.kind for reason in entry.reasons] for entry in found.entries] == [
        [A, F],
        [A, F],
        [C],
    ]
    assert [told(entry) for entry in found.entries] == [
        ["3 trin mellem Kommunal forvaltning og Besøgsvennerne.", "Båret af én: Besøgsvennerne."],
        ["2 trin mellem Solgården og Besøgsvennerne.", "Båret af én: Solgården."],
        ["2 deltagere har bedt om at tale om den."],
    ]
    assert found.left_off == ()


def test_a_fourth_item_of_a_full_driver_is_left_off_with_the_reason() -> None:
    found = discussion_list(example(), CATALOGUE, {}, {"D1.2.1": 2, "D1.1.5": 1})

    assert [entry.item_id for entry in found.entries] == ["D1.1.6", "D1.1.2", "D1.2.1"]
    assert [(left.entry.item_id, left.why) for left in found.left_off] == [
        ("D1.1.5", "Drivkraft 1 har allerede tre.")
    ]


def test_blind_spots_are_offered_and_no_reason() -> None:
    card = example()

    assert [item.id for item in blind_spots(card, [])] == ["D1.2.1", "D1.2.2"]
    assert [item.id for item in blind_spots(card, ["D1.2.1"])] == ["D1.2.2"]
    assert not discussion_list(card, CATALOGUE, {}, {}).left_off


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sol": NONE, "lind": AD_HOC}, []),
        ({"sol": FAST, "lind": PARTLY}, []),
        ({"sol": FAST}, []),
        ({"sol": FAST, "lind": FAST, "ege": NONE}, [
            "3 trin mellem de yderste: Solgården og Linden over for Egely."]),
        ({"sol": Value.UNKNOWN, "lind": AD_HOC}, []),
        ({"sol": Value.UNKNOWN, "lind": Value.UNKNOWN}, [
            "Solgården og Linden svarer »ved ikke«."]),
        ({"sol": None, "lind": None}, []),
        ({"sol": None, "lind": AD_HOC}, ["Solgården har ikke svaret."]),
        ({"sol": None, "lind": None, "ege": AD_HOC}, ["Solgården og Linden har ikke svaret."]),
        ({"sol": None, "lind": Value.UNKNOWN}, []),
        ({"sol": PARTLY, "lind": AD_HOC}, ["Båret af én: Solgården."]),
        ({"sol": PARTLY, "lind": Value.UNKNOWN}, []),
    ],
)  # fmt: skip
def test_what_columns_answer(values: dict[str, Value | None], expected: list[str]) -> None:
    assert sentences(values) == expected


@pytest.mark.parametrize("other", [*Value, None])
def test_an_opted_out_cell_is_never_a_reason(other: Value | None) -> None:
    assert sentences({"sol": Value.OPTED_OUT, "lind": other}) == []


def test_a_gap_or_a_lone_carrier_asks_for_relevant_columns() -> None:
    not_usual = {"lind": Relevance.NOT_USUAL}

    assert sentences({"sol": AD_HOC, "lind": None}, relevance=not_usual) == []
    assert sentences({"sol": None, "lind": AD_HOC}, relevance=not_usual) == []
    assert sentences({"sol": PARTLY, "lind": AD_HOC}, relevance=not_usual) == []


def test_a_split_column_is_told_from_three_ratings() -> None:
    split, two = OwnRatings((1, 1, 0, 1)), OwnRatings((1, 0, 0, 1))

    assert sentences({"sol": None}, own={"sol": split}) == ["Solgården er delt."]
    assert sentences({"sol": None}, own={"sol": two}) == []
    assert sentences({"sol": None, "lind": None}, own={"sol": split, "lind": split}) == [
        "Solgården og Linden er hver især delte."
    ]


def test_flags_are_counted() -> None:
    assert sentences({"sol": None}, flags=1) == ["Rejst af en deltager."]
    assert sentences({"sol": None}, flags=2) == ["2 deltagere har bedt om at tale om den."]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"sol": OwnRatings((0, 6, 0, 0), 3)}, ["3 af 9 i rummet svarer »ved ikke«."]),
        ({"sol": OwnRatings((0, 7, 0, 0), 3)}, []),  # less than a third
        ({"sol": OwnRatings((0, 2, 0, 0), 3)}, []),  # fewer than six
        (
            {"sol": OwnRatings((0, 2, 0, 0), 2), "lind": OwnRatings((0, 2, 0, 0))},
            [],  # Linden's two are held back, and four are too few
        ),
        (
            {"sol": OwnRatings((0, 4, 0, 0), 2), "lind": OwnRatings((0, 0, 0, 0), 2)},
            ["2 af de 6 viste svar er »ved ikke«."],
        ),
    ],
)
def test_many_who_do_not_know(own: dict[str, OwnRatings], expected: list[str]) -> None:
    assert sentences({"sol": None, "lind": None}, own=own) == expected


def test_the_better_told_of_two_kinds_of_unknown_is_said_once() -> None:
    values = {"sol": Value.UNKNOWN, "lind": Value.UNKNOWN, "ege": AD_HOC}

    assert sentences(values, own={"sol": OwnRatings((0, 3, 0, 0), 3)}) == [
        "Solgården og Linden svarer »ved ikke«."
    ]
    assert sentences(values, own={"sol": OwnRatings((0, 1, 0, 0), 5)}) == [
        "5 af 6 i rummet svarer »ved ikke«."
    ]


def test_reasons_that_count_fewer_than_three_people_stay_off_the_big_screen() -> None:
    card = a_card((SOLGAARDEN, LINDEN), {(ITEM, "sol"): FAST, (ITEM, "lind"): NONE})

    def public(flags: int) -> list[ReasonKind]:
        found = reasons_of(card, card.item_by_id[ITEM], {}, flags)
        return [reason.kind for reason in found if reason.is_for_big_screen]

    assert public(2) == [A, F]
    assert public(3) == [A, C, F]


def test_names_are_told_as_they_were_written() -> None:
    from dataclasses import replace

    hostile = replace(SOLGAARDEN, name=HOSTILE + "{0}%s")
    card = a_card((hostile, LINDEN), {(ITEM, "lind"): AD_HOC})

    (reason,) = reasons_of(card, card.item_by_id[ITEM], {}, 0)
    assert reason.sentence == HOSTILE + "{0}%s har ikke svaret."


def raised(card: FilledCard, **flags: int) -> DiscussionList:
    ids = {item.id.replace(".", "_"): item.id for item in card.items}
    return discussion_list(card, SMALL, {}, {ids[name]: count for name, count in flags.items()})


def test_more_reasons_then_the_better_kind_then_its_strength_then_the_card() -> None:
    card = a_card(
        (SOLGAARDEN, LINDEN, EGELY),
        {
            **dict.fromkeys([("D1.1.1", c) for c in ("sol", "lind", "ege")], AD_HOC),
            **dict.fromkeys([("D1.2.1", c) for c in ("sol", "lind", "ege")], AD_HOC),
            ("D1.1.2", "sol"): NONE, ("D1.1.2", "lind"): PARTLY, ("D1.1.2", "ege"): PARTLY,
            ("D2.1.1", "sol"): NONE, ("D2.1.1", "lind"): FAST, ("D2.1.1", "ege"): FAST,
            ("D2.2.1", "sol"): NONE, ("D2.2.1", "lind"): PARTLY, ("D2.2.1", "ege"): NONE,
        },
    )  # fmt: skip

    found = raised(card, D1_1_1=1, D1_2_1=4)

    assert [entry.item_id for entry in found.entries] == [
        "D2.2.1",  # disagreement and one carrier
        "D2.1.1",  # three levels
        "D1.1.2",  # two levels
        "D1.2.1",  # raised by four
        "D1.1.1",
    ]


def test_apart_orders_what_is_equally_far() -> None:
    few, many = (FAST, FAST, FAST, NONE), (FAST, FAST, NONE, NONE)
    columns = (COUNCIL, SOLGAARDEN, LINDEN, EGELY)
    values: dict[Cell, Value | None] = {}
    for item_id, levels in (("D1.1.1", few), ("D2.1.1", many)):
        values |= {(item_id, c.id): level for c, level in zip(columns, levels, strict=True)}

    found = discussion_list(a_card(columns, values), SMALL, {}, {})

    assert [entry.item_id for entry in found.entries] == ["D2.1.1", "D1.1.1"]


def test_own_items_count_in_their_fields_driver() -> None:
    own: tuple[CardItem, ...] = tuple(an_own_item(n) for n in range(3))
    card = a_card((SOLGAARDEN,), {}, own=own)

    found = discussion_list(
        card, SMALL, {}, {"own_0": 2, "own_1": 2, "own_2": 2, "D1.2.1": 1, "D2.1.1": 1}
    )

    assert [entry.item_id for entry in found.entries] == ["own_0", "own_1", "own_2", "D2.1.1"]
    assert [left.entry.item_id for left in found.left_off] == ["D1.2.1"]


def test_the_list_ends_at_twelve_also_with_more_drivers() -> None:
    catalogue = a_catalogue((2, 1) * 5)
    card = a_card((SOLGAARDEN,), {}, catalogue=catalogue)

    found = discussion_list(card, catalogue, {}, {item.id: 1 for item in card.items})

    assert len(found.entries) == 12
    assert [left.why for left in found.left_off] == ["Listen har allerede tolv."] * 3


def test_what_is_added_by_hand_may_pass_three_but_not_twelve() -> None:
    listed = [f"D1.1.{n}" for n in range(1, 12)]

    assert can_add(listed, "D1.2.1")
    assert not can_add(listed, "D1.1.1")
    assert not can_add([*listed, "D1.2.2"], "D1.2.1")


def test_a_new_list_tells_what_it_would_change() -> None:
    found = renewal(["a", "b", "c"], ["c", "d", "a"])

    assert (found.coming, found.going, found.staying) == (("d",), ("b",), ("c", "a"))


@settings(max_examples=25, deadline=None)
@given(random_cards(most=6), st.randoms(use_true_random=False))
def test_the_list_keeps_its_limits_and_loses_nothing(card: FilledCard, random) -> None:  # type: ignore[no-untyped-def]
    flags = {item.id: random.randint(0, 4) for item in card.items}
    found = discussion_list(card, CATALOGUE, {}, flags)
    drivers = [CATALOGUE.driver_of(card.item_by_id[e.item_id].field_id).id for e in found.entries]
    named = [entry.item_id for entry in found.entries]
    named += [left.entry.item_id for left in found.left_off]

    assert len(found.entries) <= 12
    assert all(drivers.count(driver) <= 3 for driver in drivers)
    assert len(named) == len(set(named))
    assert {item_id for item_id, count in flags.items() if count} <= set(named)
    for entry in found.entries:
        kinds = [reason.kind for reason in entry.reasons]
        assert kinds == sorted(set(kinds), key=list(ReasonKind).index)
    assert found == discussion_list(card, CATALOGUE, {}, dict(sorted(flags.items(), reverse=True)))
