"""What /overblik and /fremdrift say of the invented card, recounted from the rows of the database.

The recount shares nothing with `insight` but the rules in words: it reads plain tuples and loops.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from indsatskort.access import service as access
from indsatskort.cards import service
from indsatskort.cards.demo import invented_card
from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.load import catalogue
from indsatskort.insight.charts import became, carriers, completion, coverage, moves, strip
from indsatskort.insight.development import development
from indsatskort.palette import LIGHT
from indsatskort.store import tables as t
from indsatskort.store.engine import Store

LEVELS = ["not_started", "ad_hoc", "partly", "established"]


@dataclass(frozen=True)
class Demo:
    """Both rounds as the pages read them, and as plain rows: {(item, column name): value}."""

    before: FilledCard
    after: FilledCard
    rows: tuple[dict[tuple[str, str], str | None], dict[tuple[str, str], str | None]]
    relevant: set[tuple[str, str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}")
    with store.writing() as tx:
        card = invented_card(tx)
        query = (
            sa.select(
                t.round_.c.number, t.answer.c.item_id, t.round_column.c.name, t.answer.c.value
            )
            .join(t.round_, t.round_.c.id == t.answer.c.round_id)
            .join(
                t.round_column,
                (t.round_column.c.round_id == t.answer.c.round_id)
                & (t.round_column.c.actor_id == t.answer.c.actor_id),
            )
        )
        rows: tuple[dict, dict] = ({}, {})
        for number, item, name, value in tx.connection.execute(query):
            if not item.startswith("own_"):
                rows[number - 1][item, name] = value
        who = access.links_of_card(tx, card.id)[0]
        anna = access.take_seat(tx, who.invitation, "Anna", session=None)
        rounds = service.read_all_rounds(tx, anna)
        kinds = {column.name: column.kind for column in rounds[-1].columns}
    default = catalogue().default_relevance
    relevant = {
        (item.id, name)
        for item in catalogue().items
        for name, kind in kinds.items()
        if default[item.id, kind].relevance == "relevant"
    }
    yield Demo(rounds[0], rounds[1], rows, relevant)
    store.close()


def counted(demo: Demo) -> list[tuple[str, str, str | None]]:
    """Item, column, value of every cell that counts in the newest round."""
    now = demo.rows[1]
    cells = demo.relevant | {cell for cell, value in now.items() if value}
    return [(item, name, now.get((item, name))) for item, name in sorted(cells)]


def test_completion_is_what_the_rows_say(demo: Demo) -> None:
    done, total = Counter(), Counter()
    for _, name, value in counted(demo):
        total[name] += 1
        done[name] += value is not None

    table = completion.picture(demo.after, LIGHT).table

    assert table is not None
    shown = {row[0]: tuple(row[1:]) for row in table.itertuples(index=False)}
    assert len(shown) == 6
    for name, figures in shown.items():
        assert figures == (done[name], total[name] - done[name], total[name])


@pytest.mark.parametrize("by", ["driver", "field", "column"])
def test_coverage_is_what_the_rows_say(demo: Demo, by: str) -> None:
    def group(item: str, name: str) -> str:
        parts = item.split(".")
        return {"driver": parts[0], "field": ".".join(parts[:2]), "column": name}[by]

    tally: dict[str, Counter] = defaultdict(Counter)
    for item, name, value in counted(demo):
        tally[group(item, name)][value] += 1
    picture = {
        "driver": lambda: coverage.by_driver(demo.after, catalogue(), LIGHT),
        "field": lambda: coverage.by_field(demo.after, catalogue(), LIGHT),
        "column": lambda: coverage.by_column(demo.after, catalogue(), LIGHT),
    }[by]()

    assert picture.table is not None
    rows = list(picture.table.itertuples(index=False))
    order = {
        "driver": [driver.id for driver in catalogue().drivers],
        "field": [field.id for field in catalogue().fields],
        "column": [column.name for column in demo.after.columns],
    }[by]
    assert len(rows) == len(order)
    for key, row in zip(order, rows, strict=True):
        found = tally[key]
        levels = [found[level] for level in LEVELS]
        in_play = sum(levels) + found["unknown"] + found[None]
        others = [found["unknown"], found[None], in_play, found["opted_out"]]
        assert list(row[1:]) == [*levels[::-1], *others]


def test_the_sentence_of_the_whole_is_what_the_rows_say(demo: Demo) -> None:
    values = [value for _, _, value in counted(demo)]
    assessed = [value for value in values if value in LEVELS]
    carried = [value for value in assessed if value in LEVELS[2:]]

    sentence = coverage.by_driver(demo.after, catalogue(), LIGHT).sentence

    assert f"{len(carried)} af {len(assessed)} vurderede felter" in sentence


def test_who_carries_what_is_what_the_rows_say(demo: Demo) -> None:
    in_play = defaultdict(list)
    for item, _, value in counted(demo):
        if value != "opted_out":
            in_play[item].append(value)
    blind = [item for item, values in in_play.items() if set(values) == {"not_started"}]
    alone = [
        item
        for item, values in in_play.items()
        if sum(value in LEVELS[2:] for value in values) == 1
        and sum(value in LEVELS for value in values) >= 2
    ]

    sentence = carriers.picture(demo.after, catalogue()).sentence

    assert f"{len(blind)} indsatser er blinde pletter" in sentence
    assert f"{len(alone)} hviler på én aktør" in sentence


def test_the_strip_has_a_tile_for_every_cell_that_counts(demo: Demo) -> None:
    html = strip.picture(demo.after, catalogue()).html or ""
    own = [item.id for item in demo.after.own_items]
    own_cells = sum(
        demo.after.answer(item, column.id).value is not None
        or demo.after.relevance[item, column.id] == "relevant"
        for item in own
        for column in demo.after.columns
    )

    assert html.count("ch-tile") == len(counted(demo)) + own_cells


def test_movements_are_what_the_rows_say(demo: Demo) -> None:
    before, after = demo.rows
    moves_by_driver: dict[str, Counter] = defaultdict(Counter)
    became_of: Counter = Counter()
    for cell, then in before.items():
        now = after.get(cell)
        if then in LEVELS and now in LEVELS:
            old, new = LEVELS.index(then), LEVELS.index(now)
            moves_by_driver[cell[0].split(".")[0]][(new > old) - (new < old)] += 1
            became_of[old, new] += 1
    found = development(demo.before, demo.after)
    table = moves.by_driver(found, catalogue(), LIGHT).table
    flow = became.picture(found, catalogue(), LIGHT).table

    assert table is not None
    assert flow is not None
    for driver, row in zip(catalogue().drivers, table.itertuples(index=False), strict=True):
        count = moves_by_driver[driver.id]
        figures = [each for each in row if isinstance(each, int)]
        assert figures[:3] == [count[-1], count[0], count[1]]
    totals = Counter()
    for count in moves_by_driver.values():
        totals.update(count)
    lead = moves.lead(found)
    assert f"{totals[1]} felter er vurderet højere, {totals[0]} ens og {totals[-1]} lavere" in lead
    assert f"de {sum(totals.values())} felter" in lead
    matrix = [list(row[1:5]) for row in flow.itertuples(index=False)]
    assert matrix == [[became_of[old, new] for new in range(4)] for old in range(4)]
    assert "6 af 6 kolonner går igen" in lead
