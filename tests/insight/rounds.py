"""Cards to count: cell by cell on a small catalogue made by hand, and at random on the real one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from hypothesis import strategies as st

from indsatskort.cards.model import Answer, Card, CardItem, Cell, Column, FilledCard, Round
from indsatskort.catalogue import load
from indsatskort.catalogue.model import (
    ActorKind,
    Catalogue,
    Choice,
    Driver,
    Field,
    Flag,
    Item,
    KindWords,
    Relevance,
    Value,
)

WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)">&<b>'

SCALE = (
    Choice(Value.NOT_STARTED, "○", "Ikke i gang", ""),
    Choice(Value.AD_HOC, "◔", "Ad hoc", ""),
    Choice(Value.PARTLY, "◑", "Delvist", ""),
    Choice(Value.ESTABLISHED, "●", "Fast praksis", ""),
    Choice(Value.UNKNOWN, "?", "Ved ikke", ""),
    Choice(Value.OPTED_OUT, "⊘", "Fravalgt hos os", ""),
)
KINDS = (
    KindWords(ActorKind.MUNICIPALITY, "Kommunal forvaltning", "forvaltning", "forvaltninger"),
    KindWords(ActorKind.CARE_HOME, "Plejecenter", "plejecenter", "plejecentre"),
    KindWords(ActorKind.ASSOCIATION, "Frivilligforening", "forening", "foreninger"),
)


def a_catalogue(per_field: tuple[int, ...]) -> Catalogue:
    """Two fields a driver, so many items in each."""
    return Catalogue(
        drivers=tuple(
            _driver(number, per_field[2 * number - 2 : 2 * number])
            for number in range(1, len(per_field) // 2 + 1)
        ),
        kinds=KINDS,
        scale=SCALE,
        under_way=Flag("▲", "På vej", ""),
        default_relevance={},
        relevance_note="",
        example=(),
    )


def _driver(number: int, sizes: tuple[int, ...]) -> Driver:
    fields = tuple(
        Field(
            f"D{number}.{place}",
            f"D{number}",
            f"Felt {number}.{place}",
            _items(number, place, size),
        )
        for place, size in enumerate(sizes, 1)
    )
    return Driver(f"D{number}", f"Drivkraft nummer {number}", f"Kraft {number}", "", fields)


def _items(driver: int, field: int, size: int) -> tuple[Item, ...]:
    ids = [f"D{driver}.{field}.{place}" for place in range(1, size + 1)]
    return tuple(
        Item(id_, f"D{driver}.{field}", f"Indsats {id_}", "Udsagn", "Kilde") for id_ in ids
    )


CATALOGUE = load.catalogue()
SMALL = a_catalogue((2, 1, 1, 1))

COUNCIL = Column("kommune", ActorKind.MUNICIPALITY, "Kommunal forvaltning")
SOLGAARDEN = Column("sol", ActorKind.CARE_HOME, "Solgården")
LINDEN = Column("lind", ActorKind.CARE_HOME, "Linden")
EGELY = Column("ege", ActorKind.CARE_HOME, "Egely")
VISITORS = Column("ven", ActorKind.ASSOCIATION, "Besøgsvennerne")


def a_round(number: int = 1) -> Round:
    return Round(f"r{number}", "card", number, f"Runde {number}", WHEN)


def a_card(
    columns: tuple[Column, ...],
    values: Mapping[Cell, Value | None],
    *,
    relevance: Mapping[Cell, Relevance] | None = None,
    catalogue: Catalogue = SMALL,
    own: tuple[CardItem, ...] = (),
    texts: Mapping[Cell, str] | None = None,
    number: int = 1,
    default: Relevance = Relevance.RELEVANT,
) -> FilledCard:
    """A card with these values; every cell is relevant unless told otherwise."""
    standard = [
        CardItem(item.id, item.field_id, item.number, item.title, item.statement)
        for item in catalogue.items
    ]
    items = tuple(
        item
        for field in catalogue.fields
        for item in (*standard, *own)
        if item.field_id == field.id
    )
    told = texts or {}
    cells = [(item.id, column.id) for item in items for column in columns]
    return FilledCard(
        Card("card", "Eksempelkommune", "Kort", "", is_invented=True, revision=1, created_at=WHEN),
        a_round(number),
        columns,
        items,
        {cell: (relevance or {}).get(cell, default) for cell in cells},
        {
            cell: Answer(*cell, value=values.get(cell), text=told.get(cell, ""), version=1)
            for cell in cells
            if cell in values or cell in told
        },
    )


def an_own_item(number: int = 1, field_id: str = "D1.1", title: str = "Vores egen") -> CardItem:
    return CardItem(f"own_{number}", field_id, "Egen", title, "", is_own=True)


@st.composite
def columns_of_cards(draw: st.DrawFn, most: int = 20) -> tuple[Column, ...]:
    kinds = draw(st.lists(st.sampled_from(list(ActorKind)), min_size=1, max_size=most))
    return tuple(
        Column(f"a{place}", kind, f"Kolonne {place}")
        for place, kind in enumerate(sorted(kinds, key=list(ActorKind).index))
    )


@st.composite
def random_cards(
    draw: st.DrawFn,
    *,
    number: int = 1,
    columns: tuple[Column, ...] | None = None,
    most: int = 20,
    catalogue: Catalogue = CATALOGUE,
) -> FilledCard:
    """1 to 20 columns, own items, cells chosen by the column, texts without a level."""
    columns = columns or draw(columns_of_cards(most=most))
    own = tuple(an_own_item(place) for place in range(draw(st.integers(0, 3))))
    random = draw(st.randoms(use_true_random=False))
    weights = draw(st.lists(st.integers(0, 5), min_size=8, max_size=8).filter(any))
    ids = [item.id for item in catalogue.items] + [item.id for item in own]
    cells = [(item_id, column.id) for item_id in ids for column in columns]
    picks = random.choices([*Value, None, "text"], weights, k=len(cells))
    marks = random.choices(list(Relevance), [4, 2, 1], k=len(cells))
    found = dict(zip(cells, picks, strict=True))
    return a_card(
        columns,
        {cell: pick for cell, pick in found.items() if isinstance(pick, Value)},
        texts={cell: "Begyndt" for cell, pick in found.items() if pick == "text"},
        relevance=dict(zip(cells, marks, strict=True)),
        catalogue=catalogue,
        own=own,
        number=number,
    )
