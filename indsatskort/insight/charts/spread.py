"""The picture "Hvor svarer … mest forskelligt?": how many columns of one kind stand at each level of an item."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, ActorKind, Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.charts import canvas, ladder
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.disagreement import (
    MOST_PER_DRIVER,
    Spread,
    disagreements,
    most_telling,
    spreads,
)
from indsatskort.insight.tables import spread_table
from indsatskort.palette import Palette

THE_KIND = {
    ActorKind.MUNICIPALITY: "forvaltningerne",
    ActorKind.CARE_HOME: "plejecentrene",
    ActorKind.ASSOCIATION: "foreningerne",
}
SMALLEST, LARGEST = 22.0, 34.0  # px across
MOST_TOLD = 8


def picture(card: FilledCard, kind: ActorKind, catalogue: Catalogue, palette: Palette) -> Picture:
    """The items where both ends are populated; with one column of the kind, a sentence only."""
    found = spreads(card, kind)
    shown = most_telling(found, catalogue)
    columns = sum(column.kind is kind for column in card.columns)
    return Picture(
        slug=f"spread_of_{kind}",
        question=f"Hvor svarer {THE_KIND[kind]} mest forskelligt?",
        sentence=_sentence(card, kind, found, shown, catalogue) if columns > 1 else TOO_FEW,
        alt=alt(shown, catalogue) if shown else "",
        figure=figure(shown, columns, catalogue, palette) if shown else None,
        table=spread_table(shown, catalogue).frame() if shown else None,
        definitions=("disagreement_inside", "disagreement_between"),
    )


TOO_FEW = "Uenighed kan først ses, når der er mindst to kolonner af samme slags."


def _sentence(
    card: FilledCard,
    kind: ActorKind,
    found: Sequence[Spread],
    shown: Sequence[Spread],
    catalogue: Catalogue,
) -> str:
    plural = catalogue.words_by_kind[kind].plural
    far = sum(spread.is_far for spread in found)
    between = sum(item.between for item in disagreements(card))
    inside = (
        f"I {counted(far, 'indsats', 'indsatser')} er der mindst to niveauer mellem to {plural}."
        if far
        else f"Ingen indsatser har to niveauer eller mere mellem to {plural}."
    )
    chosen = f"Tallet i cirklen er antal {plural}." * bool(shown)
    if len(shown) < far:
        chosen = (
            f"Her er de {num(len(shown))}, hvor flest står i hver sin ende, højst "
            f"{num(MOST_PER_DRIVER)} fra hver drivkraft. {chosen}"
        )
    apart = (
        f"Mellem forskellige slags aktører gælder det {counted(between, 'indsats', 'indsatser')}."
    )
    return " ".join(part for part in (inside, chosen, apart) if part)


def figure(
    rows: Sequence[Spread], columns: int, catalogue: Catalogue, palette: Palette
) -> go.Figure:
    """Circles at four positions; their area grows with the number in them, of `columns` at most."""
    labels = [canvas.label(f"{row.item.number} {row.item.title}") for row in rows]
    lanes = ladder.lanes(labels)
    x: list[float | None] = []
    y: list[float | None] = []
    for row, lane in zip(rows, lanes, strict=True):
        present = [level for level, count in enumerate(row.levels) if count]
        x += [present[0], present[-1], None]
        y += [lane, lane, None]
    traces = [
        *ladder.head(catalogue, palette),
        *ladder.frame(labels, palette),
        canvas.lines(x, y, palette.ink, 2),
        _circles(rows, lanes, columns, catalogue, palette),
    ]
    return canvas.figure(traces, ladder.tops(labels)[-1], ladder.X_RANGE, palette)


def _circles(
    rows: Sequence[Spread],
    lanes: Sequence[float],
    columns: int,
    catalogue: Catalogue,
    palette: Palette,
) -> canvas.Trace:
    here = [
        (level, lane, count)
        for row, lane in zip(rows, lanes, strict=True)
        for level, count in enumerate(row.levels)
        if count
    ]
    values = [LEVELS[level] for level, _, _ in here]
    return canvas.dots(
        [level for level, _, _ in here],
        [lane for _, lane, _ in here],
        marker={
            "size": [_across(count, columns) for _, _, count in here],
            "color": [palette.fill(value) for value in values],
            "line": {"color": palette.outline, "width": 1.2},
        },
        text=[num(count) for _, _, count in here],
        textposition="middle center",
        textfont={"size": 13, "color": [palette.text_on(value) for value in values]},
        hover=[
            f"{canvas.inert(catalogue.choice_by_value[value].label)}: {num(count)}"
            for value, (_, _, count) in zip(values, here, strict=True)
        ],
    )


def _across(count: int, columns: int) -> float:
    """Area follows the count between the smallest circle that holds a number and the largest."""
    share = (count - 1) / max(1, columns - 1)
    return float((SMALLEST**2 + share * (LARGEST**2 - SMALLEST**2)) ** 0.5)


def alt(rows: Sequence[Spread], catalogue: Catalogue) -> str:
    """All numbers of up to eight items; of more, a word on where they stand."""
    start = (
        f"{counted(len(rows), 'indsats', 'indsatser')} med fire faste pladser, én for hvert niveau."
    )
    if len(rows) > MOST_TOLD:
        return f"{start} Tabellen nedenfor viser tallene."
    labels = [catalogue.choice_by_value[value].label.lower() for value in LEVELS]
    told = (
        f"{row.item.number} {row.item.title}: "
        + ", ".join(
            f"{num(count)} {label}" for count, label in zip(row.levels, labels, strict=True)
        )
        + "."
        for row in rows
    )
    return " ".join([start, *told])
