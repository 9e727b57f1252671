"""The picture "Hvad har flyttet sig hos …?": then and now on four fixed positions, moved cells only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from indsatskort.cards.model import CardItem, Column
from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.charts import canvas, ladder
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST
from indsatskort.insight.development import Development, Direction, Movement
from indsatskort.insight.tables import moves_table
from indsatskort.palette import Palette

MOST_SHOWN = 14
RING, DOT = 11, 20  # px across
ARROW_END = 0.16  # levels before the dot, so that the head is seen at 320 px too
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class _Story:
    """What one dumbbell tells: labelled movements, of so many paired cells, at most `most` drawn."""

    slug: str
    question: str
    paired: int
    rows: Sequence[tuple[str, Movement]]
    note: str = ""
    most: int | None = None

    @property
    def shown(self) -> Sequence[tuple[str, Movement]]:
        return self.rows[: self.most]

    @property
    def moves(self) -> list[Movement]:
        return [movement for _, movement in self.rows]


def of_column(
    found: Development,
    column: Column,
    catalogue: Catalogue,
    palette: Palette,
    *,
    chosen: Collection[str] = (),
    show_all: bool = False,
) -> Picture:
    """What moved in one column: chosen items first, then the card's order; 14 unless `show_all`."""
    here = [movement for movement in found.movements if movement.column.id == column.id]
    moved = sorted(_moved(here), key=lambda movement: movement.item.id not in chosen)
    story = _Story(
        slug=f"dumbbell_of_{column.id}",
        question=f"Hvad har flyttet sig hos {column.name}?",
        paired=len(here),
        rows=[(_item_label(movement.item, chosen), movement) for movement in moved],
        note="De valgte indsatser står øverst." if moved and moved[0].item.id in chosen else "",
        most=None if show_all else MOST_SHOWN,
    )
    return _picture(story, found, catalogue, palette)


def of_item(found: Development, item: CardItem, catalogue: Catalogue, palette: Palette) -> Picture:
    """The same turned round: one item, a row per column that moved, in the card's order."""
    here = [movement for movement in found.movements if movement.item.id == item.id]
    story = _Story(
        slug=f"dumbbell_of_{item.id}",
        question=f"Hvem har flyttet sig i {item.number} {item.title}?",
        paired=len(here),
        rows=[(canvas.label(movement.column.name), movement) for movement in _moved(here)],
    )
    return _picture(story, found, catalogue, palette)


def _moved(movements: Sequence[Movement]) -> list[Movement]:
    return [movement for movement in movements if movement.direction is not Direction.SAME]


def _item_label(item: CardItem, chosen: Collection[str]) -> str:
    return canvas.label(f"{item.number} {item.title}", "Valgt" if item.id in chosen else "")


def _picture(story: _Story, found: Development, catalogue: Catalogue, palette: Palette) -> Picture:
    return Picture(
        slug=story.slug,
        question=story.question,
        sentence=_sentence(story, found),
        alt=alt([movement for _, movement in story.shown], catalogue) if story.rows else "",
        figure=figure(story.shown, catalogue, palette) if story.rows else None,
        table=moves_table(story.moves, catalogue).frame() if story.rows else None,
        definitions=("movement",),
    )


def _sentence(story: _Story, found: Development) -> str:
    if not story.paired:
        return "Ingen felter er vurderet begge gange."
    moved = len(story.rows)
    parts = [f"{num(moved)} af {counted(story.paired, 'felt', 'felter')} har flyttet sig."]
    if moved:
        parts += [story.note, f"Lille ring: {found.before.name}. Stor prik: {found.after.name}."]
    if len(story.shown) < moved:
        parts.append(f"Her er de første {num(len(story.shown))}.")
    if any(movement.direction is Direction.LOWER for movement in story.moves):
        parts.append(A_FALL_MAY_BE_HONEST)
    return " ".join(part for part in parts if part)


def figure(
    rows: Sequence[tuple[str, Movement]], catalogue: Catalogue, palette: Palette
) -> go.Figure:
    """Small ring = then, dot in the level's colour = now, the arrow gives the direction."""
    labels = [label for label, _ in rows]
    moves = [movement for _, movement in rows]
    lanes = ladder.lanes(labels)
    places = [(level, lane) for lane in lanes for level in range(4)]
    traces = [
        *ladder.head(catalogue, palette),
        *ladder.frame(labels, palette),
        canvas.dots(
            [x for x, _ in places],
            [y for _, y in places],
            marker={"size": 5, "color": palette.line},
        ),
        *_arrows(moves, lanes, palette),
        canvas.dots(
            [movement.then for movement in moves],
            lanes,
            marker={
                "size": RING,
                "color": palette.paper,
                "line": {"color": palette.ink, "width": 2},
            },
        ),
        _now(moves, lanes, catalogue, palette),
    ]
    return canvas.figure(traces, ladder.tops(labels)[-1], ladder.X_RANGE, palette)


def _arrows(
    moves: Sequence[Movement], lanes: Sequence[float], palette: Palette
) -> list[canvas.Trace]:
    x: list[float | None] = []
    y: list[float | None] = []
    tips = []
    for movement, lane in zip(moves, lanes, strict=True):
        tip = movement.now + (-ARROW_END if movement.now > movement.then else ARROW_END)
        tips.append(tip)
        x += [movement.then, tip, None]
        y += [lane, lane, None]
    heads = [
        "triangle-right" if movement.now > movement.then else "triangle-left" for movement in moves
    ]
    return [
        canvas.lines(x, y, palette.ink, 2),
        canvas.dots(
            tips,
            lanes,
            marker={"size": 10, "color": palette.ink, "symbol": heads, "line": {"width": 0}},
        ),
    ]


def _now(
    moves: Sequence[Movement], lanes: Sequence[float], catalogue: Catalogue, palette: Palette
) -> canvas.Trace:
    values = [LEVELS[movement.now] for movement in moves]
    return canvas.dots(
        [movement.now for movement in moves],
        lanes,
        marker={
            "size": DOT,
            "color": [palette.fill(value) for value in values],
            "line": {"color": palette.outline, "width": 1.2},
        },
        hover=[canvas.inert(_told(movement, catalogue)) for movement in moves],
    )


def _told(movement: Movement, catalogue: Catalogue) -> str:
    then, now = (
        catalogue.choice_by_value[LEVELS[level]].label.lower()
        for level in (movement.then, movement.now)
    )
    return f"fra {then} til {now}"


def alt(moves: Sequence[Movement], catalogue: Catalogue) -> str:
    """Every movement in words, up to eight; of more, a word on where they stand."""
    start = f"{counted(len(moves), 'linje', 'linjer')} fra niveauet før til niveauet nu."
    if len(moves) > MOST_TOLD:
        return f"{start} Tabellen nedenfor viser tallene."
    told = (
        f"{move.item.number} {move.item.title}, {move.column.name}: {_told(move, catalogue)}."
        for move in moves
    )
    return " ".join([start, *told])
