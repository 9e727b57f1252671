"""Truth tables: what counts, what is a blind spot, vulnerable, carried, disagreed about."""

from __future__ import annotations

import pytest

from indsatskort.cards.model import Column
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.insight.carrying import CarryGroup, carrying
from indsatskort.insight.development import Direction, development
from indsatskort.insight.disagreement import Spread, disagreements, most_telling, spreads
from indsatskort.insight.numbers import Coverage, completion, coverage_of_card
from tests.insight.rounds import (
    COUNCIL,
    EGELY,
    LINDEN,
    SMALL,
    SOLGAARDEN,
    VISITORS,
    a_card,
    a_catalogue,
    an_own_item,
)

O, A, P, E = Value.NOT_STARTED, Value.AD_HOC, Value.PARTLY, Value.ESTABLISHED  # noqa: E741
U, X = Value.UNKNOWN, Value.OPTED_OUT
ITEM = "D1.1.1"
ONE_ITEM = a_catalogue((1, 0))
HOMES = tuple(Column(f"h{n}", ActorKind.CARE_HOME, f"Hjem {n}") for n in range(7))


def the_group(*values: Value | None) -> CarryGroup:
    columns = HOMES[: len(values)]
    cells = {(ITEM, column.id): value for column, value in zip(columns, values, strict=True)}
    (row,) = carrying(a_card(columns, cells, catalogue=ONE_ITEM))
    return row.group


@pytest.mark.parametrize(
    ("values", "group"),
    [
        ((O,), CarryGroup.BLIND_SPOT),
        ((O, O, O), CarryGroup.BLIND_SPOT),
        ((O, O, X), CarryGroup.BLIND_SPOT),
        ((O, O, None), CarryGroup.NOT_YET_ASSESSED),
        ((O, A, None), CarryGroup.NOT_YET_ASSESSED),
        ((None, None), CarryGroup.NOT_YET_ASSESSED),
        ((U, None), CarryGroup.NOT_YET_ASSESSED),
        ((O, O, U), CarryGroup.AT_MOST_AD_HOC),
        ((O, A), CarryGroup.AT_MOST_AD_HOC),
        ((A, U), CarryGroup.AT_MOST_AD_HOC),
        ((A,), CarryGroup.AT_MOST_AD_HOC),
        ((U, U), CarryGroup.NOBODY_KNOWS),
        ((U, X), CarryGroup.NOBODY_KNOWS),
        ((P,), CarryGroup.SOLE_RELEVANT),
        ((E, X, X), CarryGroup.SOLE_RELEVANT),
        ((P, O), CarryGroup.VULNERABLE),
        ((E, A, None, U), CarryGroup.VULNERABLE),
        ((E, None), CarryGroup.NOT_YET_ASSESSED),
        ((E, U), CarryGroup.NOT_YET_ASSESSED),
        ((E, P), CarryGroup.TWO),
        ((E, P, None, O), CarryGroup.TWO),
        ((P, P, P), CarryGroup.THREE_TO_FIVE),
        ((P, P, P, E, E), CarryGroup.THREE_TO_FIVE),
        ((P, P, P, E, E, E), CarryGroup.SIX_OR_MORE),
        ((X, X), CarryGroup.ALL_OPTED_OUT),
    ],
)
def test_an_item_stands_in_one_group(values: tuple[Value | None, ...], group: CarryGroup) -> None:
    assert the_group(*values) is group


def test_an_item_that_is_relevant_for_nobody_and_answered_by_nobody_is_nobodys_field() -> None:
    card = a_card((SOLGAARDEN,), {}, catalogue=ONE_ITEM, default=Relevance.MAYBE)

    assert [row.group for row in carrying(card)] == [CarryGroup.NOBODYS_FIELD]


def test_a_column_that_answers_by_choice_counts_among_those_who_carry() -> None:
    """Bo's home carries an item that is not usual for it; the relevant one has it at 0."""
    card = a_card(
        (SOLGAARDEN, VISITORS),
        {(ITEM, SOLGAARDEN.id): E, (ITEM, VISITORS.id): O},
        relevance={(ITEM, SOLGAARDEN.id): Relevance.NOT_USUAL},
        catalogue=ONE_ITEM,
    )

    (row,) = carrying(card)

    assert row.group is CarryGroup.VULNERABLE
    assert row.carriers == (SOLGAARDEN,)
    assert (row.carriers_of(ActorKind.CARE_HOME), row.in_play_of(ActorKind.CARE_HOME)) == (1, 1)
    assert (row.carriers_of(ActorKind.ASSOCIATION), row.in_play_of(ActorKind.ASSOCIATION)) == (0, 1)


def test_a_relevant_cell_with_a_text_and_no_level_is_begun_but_not_done() -> None:
    card = a_card(
        (SOLGAARDEN,), {}, texts={(ITEM, SOLGAARDEN.id): "Vi øver os"}, catalogue=ONE_ITEM
    )

    (row,) = completion(card)

    assert (row.done, row.total, row.missing) == (0, 1, 1)
    assert coverage_of_card(card).empty == 1


@pytest.mark.parametrize("relevance", [Relevance.MAYBE, Relevance.NOT_USUAL])
def test_a_cell_that_is_not_relevant_counts_when_it_is_answered_and_not_for_a_text_alone(
    relevance: Relevance,
) -> None:
    cell = (ITEM, SOLGAARDEN.id)
    begun = a_card((SOLGAARDEN,), {}, texts={cell: "Måske"}, catalogue=ONE_ITEM, default=relevance)
    answered = a_card((SOLGAARDEN,), {cell: U}, catalogue=ONE_ITEM, default=relevance)

    assert coverage_of_card(begun) == Coverage()
    assert coverage_of_card(answered) == Coverage(unknown=1)


def test_opting_out_is_done_and_out_of_play() -> None:
    card = a_card((SOLGAARDEN, LINDEN), {(ITEM, "sol"): X, (ITEM, "lind"): P}, catalogue=ONE_ITEM)

    found = coverage_of_card(card)

    assert (found.in_play, found.total, found.done, found.assessed) == (1, 2, 2, 1)


def test_own_items_are_never_among_the_49() -> None:
    own = an_own_item()
    card = a_card((SOLGAARDEN,), {(own.id, "sol"): E}, catalogue=ONE_ITEM, own=(own,))

    assert coverage_of_card(card) == Coverage(empty=1)
    assert [row.item.id for row in carrying(card)] == [ITEM]


@pytest.mark.parametrize(
    ("coverage", "may_be_said"),
    [
        (Coverage((1, 1, 1, 1)), False),
        (Coverage((1, 1, 1, 2)), True),
        (Coverage((2, 2, 2, 2), empty=2), True),
        (Coverage((2, 2, 2, 1), empty=2), False),
        (Coverage((0, 0, 4, 0), unknown=20), False),
        (Coverage((0, 0, 5, 0), unknown=20, opted_out=3), True),
        (Coverage(), False),
    ],
)
def test_the_sentence_needs_five_assessed_cells_and_four_fifths_done(
    coverage: Coverage, may_be_said: bool
) -> None:
    assert coverage.can_be_summed_up is may_be_said


@pytest.mark.parametrize(
    ("coverage", "missing"),
    [(Coverage((1, 0, 0, 0), empty=9), 7), (Coverage((4, 0, 0, 0), empty=1), 0), (Coverage(), 0)],
)
def test_what_is_missing_is_counted_up_to_four_fifths(coverage: Coverage, missing: int) -> None:
    assert coverage.missing_to_sum_up == missing


@pytest.mark.parametrize(
    ("council", "sol", "linden", "visitors", "inside", "between"),
    [
        (None, O, P, None, {ActorKind.CARE_HOME}, False),
        (None, O, A, None, set(), False),
        (O, P, None, None, set(), True),
        (P, None, None, O, set(), True),
        (A, A, A, A, set(), False),
        (A, O, P, A, {ActorKind.CARE_HOME}, False),
        (O, O, P, None, {ActorKind.CARE_HOME}, True),
        (O, U, None, X, set(), False),
        (None, U, E, None, set(), False),
    ],
)
def test_disagreement_inside_and_between_kinds_are_two_things(
    council: Value | None,
    sol: Value | None,
    linden: Value | None,
    visitors: Value | None,
    inside: set[ActorKind],
    between: bool,
) -> None:
    values = {COUNCIL: council, SOLGAARDEN: sol, LINDEN: linden, VISITORS: visitors}
    cells = {(ITEM, column.id): value for column, value in values.items()}
    card = a_card(tuple(values), cells, catalogue=ONE_ITEM)

    (row,) = disagreements(card)

    assert (row.inside, row.between) == (inside, between)


@pytest.mark.parametrize(
    ("levels", "tension"),
    [
        ((0, 0, 0, 0), 0),
        ((4, 3, 0, 0), 0),  # all in the lower half
        ((0, 5, 2, 0), 2),  # min(5, 2), nobody at the ends
        ((1, 4, 2, 1), 5),  # min(5, 3) + 2 · min(1, 1)
        ((3, 0, 0, 2), 6),  # min(3, 2) + 2 · min(3, 2)
    ],
)
def test_tension_counts_the_halves_once_and_the_ends_twice(
    levels: tuple[int, int, int, int], tension: int
) -> None:
    item = a_card((SOLGAARDEN,), {}, catalogue=ONE_ITEM).items[0]

    assert Spread(item, levels).tension == tension


def test_the_dot_strip_takes_three_of_a_driver_where_both_ends_are_populated() -> None:
    catalogue = a_catalogue((5, 0, 1, 0))
    homes = HOMES[:4]
    spread = {
        "D1.1.1": (O, P, P, P),
        "D1.1.2": (O, O, E, E),
        "D1.1.3": (A, A, P, P),  # only one level apart
        "D1.1.4": (O, A, P, E),
        "D1.1.5": (A, A, E, E),
        "D2.1.1": (O, O, O, P),
    }
    cells = {
        (item, home.id): value
        for item, values in spread.items()
        for home, value in zip(homes, values, strict=True)
    }
    card = a_card(homes, cells, catalogue=catalogue)

    shown = most_telling(spreads(card, ActorKind.CARE_HOME), catalogue)

    assert [row.item.id for row in shown] == ["D1.1.2", "D1.1.4", "D1.1.5", "D2.1.1"]


def test_only_cells_with_a_level_in_both_rounds_are_paired() -> None:
    before = a_card(
        (SOLGAARDEN, LINDEN, EGELY),
        {(ITEM, "sol"): A, (ITEM, "lind"): U, (ITEM, "ege"): P},
        catalogue=ONE_ITEM,
    )
    after = a_card(
        (SOLGAARDEN, LINDEN, VISITORS),
        {(ITEM, "sol"): E, (ITEM, "lind"): P, (ITEM, "ven"): E},
        catalogue=ONE_ITEM,
        number=2,
    )

    found = development(before, after)

    assert [(move.column.id, move.direction) for move in found.movements] == [
        ("sol", Direction.HIGHER)
    ]
    assert [column.id for column in found.recurring] == ["sol", "lind"]
    assert [column.id for column in found.new_columns] == ["ven"]
    assert [column.id for column in found.left_columns] == ["ege"]


def test_movements_of_own_items_stand_apart() -> None:
    own = an_own_item()
    before = a_card((SOLGAARDEN,), {(own.id, "sol"): O}, catalogue=ONE_ITEM, own=(own,))
    after = a_card((SOLGAARDEN,), {(own.id, "sol"): E}, catalogue=ONE_ITEM, own=(own,), number=2)

    found = development(before, after)

    assert found.movements == ()
    assert [move.item.id for move in found.own_movements] == [own.id]


def test_a_round_is_not_compared_with_itself() -> None:
    card = a_card((SOLGAARDEN,), {}, catalogue=SMALL)

    with pytest.raises(ValueError, match="itself"):
        development(card, card)
