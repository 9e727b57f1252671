"""Every figure on /fremdrift and /overblik of a made-up year equals a recount in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given

from indsatskort.cards.model import Answer, Cell, FilledCard
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.insight.charts import (
    became,
    carriers,
    completion,
    coverage,
    moves,
    progress,
    quotes,
    spread,
)
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.charts.progress import Progress, SplitBy
from indsatskort.insight.development import development
from indsatskort.insight.numbers import coverage_of_card
from indsatskort.palette import LIGHT
from indsatskort.plan.content import plan_content
from indsatskort.workshop.model import Choice, ChoiceState
from tests.insight.rounds import CATALOGUE, a_card
from tests.insight.test_recount import seldom, two_rounds
from tests.insight.year import HOMES, LEVELS, PLANNED, Year, a_year

CHOSEN = ("D1.1.8", "D2.2.4", "D3.1.7")
PAIRS = list(combinations(range(3), 2))


@pytest.fixture(scope="module")
def year() -> Year:
    return a_year()


def the_page(year: Year, then: int, now: int) -> Progress:
    before, after = year.cards[then], year.cards[now]
    return Progress(
        cards=year.cards,
        before=before,
        after=after,
        found=development(before, after),
        choices=[Choice(item, ChoiceState.CHOSEN, Value.PARTLY) for item in CHOSEN],
        actions=(),
        milestones=(),
        today=date(2028, 1, 1),
    )


def rows(picture: Picture) -> list[tuple[object, ...]]:
    assert picture.table is not None
    return list(picture.table.itertuples(index=False, name=None))


def moved(year: Year, then: int, now: int) -> dict[Cell, tuple[int, int]]:
    """The cells with a level in both ledgers."""
    before, after = year.ledgers[then], year.ledgers[now]
    return {
        cell: (LEVELS.index(before[cell]), LEVELS.index(after[cell]))
        for cell in before.keys() & after.keys()
        if before[cell] in LEVELS and after[cell] in LEVELS
    }


def told(pairs: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    lower = sum(now < then for then, now in pairs)
    higher = sum(now > then for then, now in pairs)
    return lower, len(pairs) - lower - higher, higher, len(pairs)


def test_a_year_shows_the_movements_that_were_planned(year: Year) -> None:
    for number, (one_up, two_up, down) in enumerate(PLANNED):
        found = development(year.cards[number], year.cards[number + 1])

        assert (found.count.higher, found.count.lower) == (one_up + two_up, down)
        sentence = moves.lead(found)
        assert f"{one_up + two_up} felter er vurderet højere" in sentence
        assert f" og {down} lavere" in sentence
    assert "19 af 20 kolonner går igen" in moves.lead(development(*year.cards[:2]))


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_the_movements_are_the_same_however_they_are_split(year: Year, then: int, now: int) -> None:
    pairs, page = moved(year, then, now), the_page(year, then, now)
    names = {column.id: column.name for column in year.cards[now].columns}
    ways = {
        SplitBy.DRIVER: lambda cell: cell[0][1],
        SplitBy.FIELD: lambda cell: cell[0][1:4],
        SplitBy.COLUMN: lambda cell: names[cell[1]],
        SplitBy.ITEM: lambda cell: cell[0][1:],
    }
    for way, place in ways.items():
        for title, *counts in rows(progress.movements(page, way, CATALOGUE, LIGHT)):
            name = str(title) if way is SplitBy.COLUMN else str(title).split(" ", maxsplit=1)[0]
            here = [pair for cell, pair in pairs.items() if place(cell) == name]
            assert tuple(counts) == told(here), (way, title)


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_what_became_of_each_level_and_the_words_are_recounted(
    year: Year, then: int, now: int
) -> None:
    pairs, page = moved(year, then, now), the_page(year, then, now)
    table = Counter(pairs.values())

    for level, (_, *counts) in enumerate(rows(became.picture(page.found, CATALOGUE, LIGHT))):
        expected = [table[level, each] for each in range(4)]
        assert counts == [*expected, sum(expected)]
    words = rows(progress.in_words(page, CATALOGUE, 1))
    changed = [cell for cell, (a, b) in pairs.items() if a != b]
    assert len(words) == len(changed) == sum(page_of(page))
    first = [f"D{row[0]}" for row in words]
    chosen = [item in CHOSEN for item in first]
    assert chosen == sorted(chosen, reverse=True)


def page_of(page: Progress) -> list[int]:
    """How many movements each page of texts shows."""
    whole = page.found.count.moved
    return [min(quotes.PER_PAGE, whole - start) for start in range(0, whole, quotes.PER_PAGE)]


def by_value(year: Year, number: int, cells: list[Cell]) -> Counter[str]:
    """The cells that count: relevant, or answered by choice."""
    ledger, relevant = year.ledgers[number], year.relevant[number]
    return Counter(ledger[cell] for cell in cells if ledger[cell] or cell in relevant)


def as_row(count: Counter[str]) -> list[int]:
    levels = [count[level] for level in reversed(LEVELS)]
    in_play = sum(levels) + count["unknown"] + count[""]
    return [*levels, count["unknown"], count[""], in_play, count["opted_out"]]


@pytest.mark.parametrize("number", range(3))
def test_the_overview_is_recounted(year: Year, number: int) -> None:
    card, ledger = year.cards[number], year.ledgers[number]

    for (title, *counts), driver in zip(
        rows(coverage.by_driver(card, CATALOGUE, LIGHT)), CATALOGUE.drivers, strict=True
    ):
        here = [cell for cell in ledger if cell[0].startswith(f"{driver.id}.")]
        assert counts == as_row(by_value(year, number, here)), title
    for (title, *counts), field in zip(
        rows(coverage.by_field(card, CATALOGUE, LIGHT)), CATALOGUE.fields, strict=True
    ):
        here = [cell for cell in ledger if cell[0].startswith(f"{field.id}.")]
        assert counts == as_row(by_value(year, number, here)), title
    for (title, *counts), column in zip(
        rows(coverage.by_column(card, CATALOGUE, LIGHT)), card.columns, strict=True
    ):
        here = [cell for cell in ledger if cell[1] == column.id]
        assert counts == as_row(by_value(year, number, here)), title


@pytest.mark.parametrize("number", range(3))
def test_completion_carriers_and_disagreement_are_recounted(year: Year, number: int) -> None:
    card, ledger = year.cards[number], year.ledgers[number]
    names = {column.name: column.id for column in card.columns}

    for name, done, missing, total in rows(completion.picture(card, LIGHT)):
        count = by_value(year, number, [cell for cell in ledger if cell[1] == names[str(name)]])
        assert (done, missing, total) == (count.total() - count[""], count[""], count.total())
    for row in rows(carriers.picture(card, CATALOGUE)):
        count = by_value(year, number, [cell for cell in ledger if cell[0] == f"D{row[0]}"])
        assert row[3] == count["partly"] + count["established"]
        assert row[4] == count.total() - count["opted_out"]
    homes = {column.id for column in card.columns if column.name in HOMES}
    picture = spread.picture(card, ActorKind.CARE_HOME, CATALOGUE, LIGHT)
    for item, _, *counts in rows(picture):
        here = Counter(
            ledger[cell] for cell in ledger if cell[0] == f"D{item}" and cell[1] in homes
        )
        assert counts == [here[level] for level in LEVELS]


def test_rounds_respondents_ground_and_chosen_items_are_recounted(year: Year) -> None:
    page = the_page(year, 0, 2)
    pictures = {p.slug: p for p in progress.all_pictures(page, CATALOGUE, plan_content(), LIGHT)}

    by_round = iter(rows(pictures["rounds_by_driver"]))
    for driver in CATALOGUE.drivers:
        for number in range(3):
            here = [c for c in year.ledgers[number] if c[0].startswith(f"{driver.id}.")]
            _, name, *counts = next(by_round)
            expected = as_row(by_value(year, number, here))
            assert (name, counts[:7]) == (year.cards[number].round.name, expected[:7])
    pairs = moved(year, 0, 2)
    html = pictures["respondents"].html or ""
    assert html.count("(ny)") == html.count("(ikke med længere)") == 1
    for column in year.cards[2].columns:
        both = sum(cell[1] == column.id for cell in pairs)
        assert f'<td class="n">{both}</td></tr>' in html.split(column.name)[1][:160]
    kinds = Counter(str(row[0]) for row in rows(pictures["ground"]))
    shared = {c.id for c in year.cards[0].columns} & {c.id for c in year.cards[2].columns}
    cells = [cell for cell in year.ledgers[2] if cell[1] in shared]
    assert kinds["Blevet relevant"] == len(
        [c for c in cells if c in year.relevant[2] and c not in year.relevant[0]]
    )
    assert kinds["Fravalgt siden sidst"] == len(
        [c for c in cells if year.ledgers[2][c] == "opted_out" != year.ledgers[0][c]]
    )
    for row in rows(pictures["chosen"]):
        here = [v for c, v in year.ledgers[2].items() if c[0] == f"D{row[0]}" and v in LEVELS]
        assert list(row[3:7]) == [here.count(level) for level in LEVELS]
        assert (row[7], row[8]) == (str(sum(v in LEVELS[2:] for v in here)), len(here))


def assessed(card: FilledCard) -> int:
    return coverage_of_card(card).assessed


@seldom
@given(two_rounds())
def test_paired_cells_are_never_more_than_either_round_assessed(
    rounds: tuple[FilledCard, FilledCard],
) -> None:
    count = development(*rounds).count

    assert count.total <= min(map(assessed, rounds))
    assert count.higher + count.same + count.lower == count.total


@seldom
@given(two_rounds())
def test_an_unanswered_column_and_the_order_of_columns_change_no_movement(
    rounds: tuple[FilledCard, FilledCard],
) -> None:
    before, after = rounds
    silent = replace(after.columns[0], id="silent", name="Tavs")
    empty = a_card((silent,), {}, catalogue=CATALOGUE, own=after.own_items)
    wider = replace(
        after,
        columns=(silent, *reversed(after.columns)),
        relevance={**after.relevance, **empty.relevance},
        answers={**after.answers, ("D1.1.1", "silent"): Answer("D1.1.1", "silent")},
    )
    old, new = development(before, after), development(before, wider)

    def as_set(found: object) -> set[tuple[str, str, int, int]]:
        return {(m.item.id, m.column.id, m.then, m.now) for m in found.movements}  # type: ignore[attr-defined]

    assert as_set(new) == as_set(old)
    assert new.count == old.count
