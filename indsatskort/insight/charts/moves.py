"""The picture "Hvor har vurderingerne flyttet sig?": lower to the left, higher to the right, same as a number.

Direction is position, so the picture needs no colour and survives a photocopier.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import plotly.graph_objects as go

from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.charts import canvas
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST
from indsatskort.insight.development import (
    Development,
    MovementRow,
    movements_by_column,
    movements_by_driver,
    movements_by_field,
    movements_by_item,
)
from indsatskort.insight.tables import movement_table, named
from indsatskort.palette import Palette

HEAD = 22  # px
BAR = 24
GAP = 14
MIDDLE_PX = 31  # from the middle to where a bar begins, on the narrowest plot
NUMBER_PX = 8  # between a bar and its number
MOST_TOLD = 8

NOTHING_PAIRED = "Ingen felter er vurderet begge gange."


def lead(found: Development) -> str:
    """The sentence that opens the page: what moved, of how many, and who takes part again."""
    count = found.count
    if not count.total:
        return f"{NOTHING_PAIRED} {_recurring(found)}"
    sentence = (
        f"Fra {found.before.name} til {found.after.name}: "
        f"{counted(count.higher, 'felt', 'felter')} er vurderet højere, {num(count.same)} ens og "
        f"{num(count.lower)} lavere. {_basis(count.total)} {_recurring(found)}"
    )
    own = len(found.own_movements)
    also = (
        f" Desuden er {counted(own, 'felt', 'felter')} i jeres egne indsatser vurderet begge gange."
    )
    return sentence + also * bool(own)


def _basis(total: int) -> str:
    felt = "det ene felt" if total == 1 else f"de {num(total)} felter"
    return f"Det bygger på {felt}, der er vurderet begge gange."


def _recurring(found: Development) -> str:
    columns = counted(found.columns_now, "kolonne", "kolonner")
    return f"{num(len(found.recurring))} af {columns} går igen."


def changed_ground(found: Development) -> str:
    """What changed beneath the numbers: relevance, opting out, columns; empty when nothing did."""
    changes = (
        (found.became_relevant, "er blevet relevante"),
        (found.no_longer_relevant, "er ikke længere relevante"),
        (found.opted_out, "er fravalgt siden sidst"),
        (found.opted_in_again, "er valgt til igen"),
    )
    told = [
        f"{counted(len(cells), 'felt', 'felter')} {words}." for cells, words in changes if cells
    ]
    told += [f"Ny kolonne: {column.name}." for column in found.new_columns]
    told += [f"Ikke med længere: {column.name}." for column in found.left_columns]
    return " ".join(told)


def by_driver(found: Development, catalogue: Catalogue, palette: Palette) -> Picture:
    question = "Hvor har vurderingerne flyttet sig?"
    rows = movements_by_driver(found, catalogue)
    return _picture("driver", question, "Drivkraft", rows, found, palette)


def by_field(found: Development, catalogue: Catalogue, palette: Palette) -> Picture:
    rows = movements_by_field(found, catalogue)
    return _picture("field", "… inden for hvert felt på kortet?", "Felt", rows, found, palette)


def by_column(found: Development, palette: Palette) -> Picture:
    """The columns of both rounds in the card's own order."""
    rows = movements_by_column(found)
    return _picture("column", "… og hos hver aktør?", "Aktør", rows, found, palette)


def by_item(found: Development, palette: Palette, *, chosen: Collection[str] = ()) -> Picture:
    """The items with at least one cell that moved: chosen ones first, then the card's order."""
    moved = [row for row in movements_by_item(found) if row.count.moved]
    rows = sorted(moved, key=lambda row: row.id not in chosen)
    picture = _picture("item", "… og for hver indsats?", "Indsats", rows, found, palette)
    first = " De valgte indsatser står øverst." if rows and rows[0].id in chosen else ""
    return replace(picture, sentence=picture.sentence + first)


def _picture(
    of: str,
    question: str,
    heading: str,
    rows: Sequence[MovementRow],
    found: Development,
    palette: Palette,
) -> Picture:
    return Picture(
        slug=f"moves_by_{of}",
        question=question,
        sentence=_sentence(found),
        alt=alt(rows, heading),
        figure=figure(rows, palette) if found.movements and rows else None,
        table=movement_table(rows, heading).frame(),
        definitions=("movement",),
    )


def _sentence(found: Development) -> str:
    if not found.movements:
        return NOTHING_PAIRED
    count = f"Antal felter, der er vurderet lavere, ens og højere end i {found.before.name}."
    return f"{count} {A_FALL_MAY_BE_HONEST}" if found.count.lower else count


def figure(rows: Sequence[MovementRow], palette: Palette) -> go.Figure:
    """White bars to the left, black ones to the right, one scale for both."""
    most = max(max(row.count.lower, row.count.higher) for row in rows) or 1
    half_px = canvas.NARROW / 2
    half = most * half_px / (half_px - MIDDLE_PX - NUMBER_PX - len(num(most)) * canvas.DIGIT)
    start = half * MIDDLE_PX / half_px
    labels = [canvas.label(row.title, row.number) for row in rows]
    tops = _tops(labels)
    y = [
        top + canvas.height_of(name) + 2 + BAR / 2 for top, name in zip(tops, labels, strict=False)
    ]
    placed = list(zip(rows, y, strict=True))
    lower = [(-row.count.lower, at) for row, at in placed if row.count.lower]
    higher = [(row.count.higher, at) for row, at in placed if row.count.higher]
    traces = [
        _bars(lower, -start, {"color": palette.paper}, "lavere", palette),
        _bars(higher, start, {"color": palette.ink}, "højere", palette),
        canvas.texts(
            [0] * len(rows),
            y,
            [num(row.count.same) for row in rows],
            position="middle center",
            color=palette.muted,
        ),
        canvas.texts(
            [-half] * len(rows),
            [top + canvas.height_of(name) / 2 for top, name in zip(tops, labels, strict=False)],
            labels,
            position="middle right",
            color=palette.ink,
        ),
        _head(-start, "← lavere", "middle left", palette),
        _head(0, "ens", "middle center", palette),
        _head(start, "højere →", "middle right", palette),
    ]
    return canvas.figure(traces, tops[-1], (-half, half), palette)


def _tops(labels: Sequence[str]) -> list[float]:
    tops = [float(HEAD)]
    for name in labels:
        tops.append(tops[-1] + canvas.height_of(name) + 2 + BAR + GAP)
    return tops


def _bars(
    placed: Sequence[tuple[int, float]],
    base: float,
    marker: dict[str, object],
    word: str,
    palette: Palette,
) -> canvas.Trace:
    counts = [abs(length) for length, _ in placed]
    return canvas.bars(
        [y for _, y in placed],
        [length for length, _ in placed],
        [base] * len(placed),
        width=BAR,
        marker=marker | {"line": {"color": palette.ink, "width": 1.5}},
        hover=[f"{counted(count, 'felt', 'felter')} {word}" for count in counts],
        text=[num(count) for count in counts],
        textposition="outside",
        textfont={"color": palette.ink, "size": canvas.TEXT_SIZE},
    )


def _head(x: float, words: str, position: str, palette: Palette) -> canvas.Trace:
    return canvas.texts(
        [x], [HEAD / 2 - 2], [words], position=position, color=palette.muted, size=canvas.SMALL_SIZE
    )


def alt(rows: Sequence[MovementRow], heading: str) -> str:
    """All numbers of up to eight rows; of more, a word on where they stand."""
    start = "Vandrette bjælker: lavere til venstre, højere til højre, ens som tal imellem."
    if len(rows) > MOST_TOLD:
        return f"{start} Tabellen nedenfor viser tallene."
    told = (
        f"{heading} {named(row.number, row.title)}: {num(row.count.lower)} lavere, "
        f"{num(row.count.same)} ens, {num(row.count.higher)} højere."
        for row in rows
    )
    return " ".join([start, *told])
