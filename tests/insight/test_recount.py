"""The numbers equal a recount that walks cell by cell and shares no code with them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import ActorKind
from indsatskort.insight.carrying import carrying
from indsatskort.insight.development import (
    became,
    development,
    movements_by_column,
    movements_by_driver,
    movements_by_field,
    movements_by_item,
)
from indsatskort.insight.disagreement import disagreements, most_telling, spreads
from indsatskort.insight.numbers import (
    Coverage,
    completion,
    coverage_by_column,
    coverage_by_driver,
    coverage_by_field,
    coverage_by_kind,
    coverage_of_card,
    coverage_of_own_items,
)
from tests.insight.rounds import CATALOGUE, columns_of_cards, random_cards

ORDER = ["not_started", "ad_hoc", "partly", "established"]

seldom = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def value_in(card: FilledCard, item: str, actor: str) -> str:
    """The slug of a cell's value; "" when there is none."""
    if (item, actor) not in card.answers:
        return ""
    value = card.answers[item, actor].value
    return "" if value is None else str(value)


def recount(card: FilledCard, *, starts: str = "D", actors: object = None) -> dict[str, int]:
    """Cells by value, of items whose id starts so and of these actors (all when None)."""
    tally = dict.fromkeys([*ORDER, "unknown", "opted_out", ""], 0)
    for item in card.items:
        for column in card.columns:
            if not item.id.startswith(starts):
                continue
            if actors is not None and column.id not in actors:  # type: ignore[operator]
                continue
            found = value_in(card, item.id, column.id)
            if found or str(card.relevance[item.id, column.id]) == "relevant":
                tally[found] += 1
    return tally


def as_tally(coverage: Coverage) -> dict[str, int]:
    return dict(zip(ORDER, coverage.levels, strict=True)) | {
        "unknown": coverage.unknown,
        "opted_out": coverage.opted_out,
        "": coverage.empty,
    }


@seldom
@given(random_cards())
def test_coverage_is_the_same_counted_cell_by_cell(card: FilledCard) -> None:
    assert as_tally(coverage_of_card(card)) == recount(card)
    assert as_tally(coverage_of_own_items(card)) == recount(card, starts="own_")
    for row in coverage_by_driver(card, CATALOGUE):
        assert as_tally(row.coverage) == recount(card, starts=f"{row.id}.")
    for row in coverage_by_field(card, CATALOGUE):
        assert as_tally(row.coverage) == recount(card, starts=f"{row.id}.")
    for row in coverage_by_column(card):
        assert as_tally(row.coverage) == recount(card, actors={row.id})
    for row in coverage_by_kind(card, CATALOGUE):
        actors = {column.id for column in card.columns if column.kind == row.id}
        assert as_tally(row.coverage) == recount(card, actors=actors)


@seldom
@given(random_cards())
def test_the_parts_add_up_to_the_whole(card: FilledCard) -> None:
    whole = coverage_of_card(card)

    for rows in (
        coverage_by_driver(card, CATALOGUE),
        coverage_by_field(card, CATALOGUE),
        coverage_by_column(card),
        coverage_by_kind(card, CATALOGUE),
    ):
        assert sum((row.coverage for row in rows), Coverage()) == whole


@seldom
@given(random_cards())
def test_completion_is_the_same_counted_cell_by_cell(card: FilledCard) -> None:
    for row in completion(card):
        tally = recount(card, actors={row.column.id})
        assert row.missing == tally[""]
        assert row.total == sum(tally.values())
        assert row.done == row.total - tally[""]


def recounted_group_of_carried(left: list[str], high: int) -> str:
    if high == 1:
        if len(left) == 1:
            return "sole_relevant"
        others = len([value for value in left if value in ("not_started", "ad_hoc")])
        return "vulnerable" if others >= 1 else "not_yet_assessed"
    return "two" if high == 2 else "three_to_five" if high < 6 else "six_or_more"


def recounted_group(card: FilledCard, item: str) -> str:
    """The group of an item, asked in another order than the code under test asks."""
    counted = []
    for column in card.columns:
        value = value_in(card, item, column.id)
        if value != "" or card.relevance[item, column.id] == "relevant":
            counted.append(value)
    left = [value for value in counted if value != "opted_out"]
    high = len([value for value in left if value in ("partly", "established")])
    if high:
        return recounted_group_of_carried(left, high)
    if "" in left:
        return "not_yet_assessed"
    if len(left) == 0:
        return "nobodys_field" if len(counted) == 0 else "all_opted_out"
    if left == ["not_started"] * len(left):
        return "blind_spot"
    if left == ["unknown"] * len(left):
        return "nobody_knows"
    return "at_most_ad_hoc"


@seldom
@given(random_cards())
def test_who_carries_is_the_same_counted_cell_by_cell(card: FilledCard) -> None:
    rows = carrying(card)

    assert [row.item.id for row in rows] == [item.id for item in card.items if not item.is_own]
    for row in rows:
        assert row.group == recounted_group(card, row.item.id)
        for kind in ActorKind:
            actors = {column.id for column in card.columns if column.kind == kind}
            tally = recount(card, starts=row.item.id, actors=actors)
            assert row.carriers_of(kind) == tally["partly"] + tally["established"]
            assert row.in_play_of(kind) == sum(tally.values()) - tally["opted_out"]


@seldom
@given(random_cards(most=8))
def test_disagreements_are_the_same_found_pair_by_pair(card: FilledCard) -> None:
    for row in disagreements(card):
        inside, between = set(), False
        for one in card.columns:
            for other in card.columns:
                a = value_in(card, row.item.id, one.id)
                b = value_in(card, row.item.id, other.id)
                if a in ORDER and b in ORDER and ORDER.index(a) - ORDER.index(b) >= 2:
                    if one.kind == other.kind:
                        inside.add(one.kind)
                    else:
                        between = True
        assert row.inside == inside
        assert row.between == between


@seldom
@given(random_cards(), st.sampled_from(list(ActorKind)))
def test_the_dot_strip_shows_twelve_items_at_most_and_none_more_telling_is_left_out(
    card: FilledCard, kind: ActorKind
) -> None:
    found = spreads(card, kind)
    shown = most_telling(found, CATALOGUE)

    drivers = [spread.item.id[:2] for spread in shown]
    assert len(shown) <= 12
    assert all(drivers.count(driver) <= 3 for driver in drivers)
    assert [spread for spread in found if spread in shown] == list(shown)
    for left in (spread for spread in found if spread.is_far and spread not in shown):
        rivals = [spread for spread in shown if spread.item.id[:2] == left.item.id[:2]]
        assert len(rivals) == 3 or len(shown) == 12
        if len(rivals) == 3:
            assert min(rival.tension for rival in rivals) >= left.tension


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[FilledCard, FilledCard]:
    """Two rounds of one card; some columns are new and some have left."""
    columns = draw(columns_of_cards(most=8))
    kept = draw(st.integers(1, len(columns)))
    before = draw(random_cards(columns=columns[:kept]))
    after = draw(random_cards(number=2, columns=columns[draw(st.integers(0, kept - 1)) :]))
    return before, after


@seldom
@given(two_rounds())
def test_development_is_the_same_counted_cell_by_cell(
    rounds: tuple[FilledCard, FilledCard],
) -> None:
    before, after = rounds
    lower, same, higher = [], [], []
    table = [[0] * 4 for _ in range(4)]
    for item in CATALOGUE.items:
        for column in after.columns:
            then, now = (value_in(card, item.id, column.id) for card in rounds)
            if then in ORDER and now in ORDER:
                a, b = ORDER.index(then), ORDER.index(now)
                table[a][b] += 1
                (lower if b < a else higher if b > a else same).append((item.id, column.id))

    found = development(before, after)

    assert (found.count.lower, found.count.same, found.count.higher) == tuple(
        map(len, (lower, same, higher))
    )
    assert [list(row) for row in became(found.movements)] == table
    for rows, place in (
        (movements_by_driver(found, CATALOGUE), lambda cell: cell[0][:2]),
        (movements_by_field(found, CATALOGUE), lambda cell: cell[0][:4]),
        (movements_by_item(found), lambda cell: cell[0]),
        (movements_by_column(found), lambda cell: cell[1]),
    ):
        assert sum(row.count.total for row in rows) == found.count.total
        for row in rows:
            assert row.count.lower == len([cell for cell in lower if place(cell) == row.id])
            assert row.count.same == len([cell for cell in same if place(cell) == row.id])
            assert row.count.higher == len([cell for cell in higher if place(cell) == row.id])


@seldom
@given(two_rounds())
def test_changed_ground_is_the_same_counted_cell_by_cell(
    rounds: tuple[FilledCard, FilledCard],
) -> None:
    before, after = rounds
    shared = {column.id for column in before.columns} & {column.id for column in after.columns}
    gained, lost, out, back = [], [], [], []
    for item in CATALOGUE.items:
        for column in after.columns:
            if column.id not in shared:
                continue
            cell = (item.id, column.id)
            was, is_now = (card.relevance[cell] == "relevant" for card in rounds)
            then, now = (value_in(card, *cell) == "opted_out" for card in rounds)
            gained += [cell] * (is_now and not was)
            lost += [cell] * (was and not is_now)
            out += [cell] * (now and not then)
            back += [cell] * (then and not now)

    found = development(before, after)

    assert list(found.became_relevant) == gained
    assert list(found.no_longer_relevant) == lost
    assert list(found.opted_out) == out
    assert list(found.opted_in_again) == back
    assert {column.id for column in found.recurring} == shared
    assert found.columns_now == len(after.columns)
