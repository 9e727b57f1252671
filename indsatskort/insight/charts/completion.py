"""The picture "Hvem mangler at udfylde felter?": a track per column, what is done recedes."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from indsatskort.cards.model import FilledCard
from indsatskort.danish import counted, num
from indsatskort.insight.charts import canvas
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.numbers import Completion, completion
from indsatskort.insight.tables import completion_table
from indsatskort.palette import Palette

TRACK = 8  # px
GAP = 6
NAME_CHARACTERS = 24  # beside "12 mangler · 22 af 34" on the narrowest plot
MOST_TOLD = 8  # rows whose numbers the alt text tells


def picture(card: FilledCard, palette: Palette) -> Picture:
    """How far each column has come, in the card's order."""
    rows = completion(card)
    return Picture(
        slug="completion",
        question="Hvem mangler at udfylde felter?",
        sentence=_sentence(rows),
        alt=alt(rows),
        figure=figure(rows, palette) if rows else None,
        table=completion_table(rows).frame(),
        definitions=("completion",),
    )


def figure(rows: Sequence[Completion], palette: Palette) -> go.Figure:
    """Finished columns are grey, the others black with what is missing in bold."""
    names = [canvas.label(row.column.name, characters=NAME_CHARACTERS) for row in rows]
    tops = _tops(names)
    words_at = [top + canvas.height_of(name) / 2 for top, name in zip(tops, names, strict=False)]
    tracks_at = [
        top + canvas.height_of(name) + TRACK / 2 for top, name in zip(tops, names, strict=False)
    ]
    open_rows = [(row, y) for row, y in zip(rows, tracks_at, strict=True) if row.missing]
    finished = [y for row, y in zip(rows, tracks_at, strict=True) if not row.missing]
    traces = [
        _track(finished, [1.0] * len(finished), {"color": palette.opted_out}),
        _track(
            [y for _, y in open_rows],
            [1.0] * len(open_rows),
            {"color": palette.paper, "line": {"color": palette.ink, "width": 1}},
        ),
        _track(
            [y for row, y in open_rows if row.done],
            [row.done / row.total for row, _ in open_rows if row.done],
            {"color": palette.ink},
        ),
        canvas.texts([0] * len(rows), words_at, names, position="middle right", color=palette.ink),
        canvas.texts(
            [1] * len(rows),
            words_at,
            [_status(row) for row in rows],
            position="middle left",
            color=[palette.ink if row.missing else palette.muted for row in rows],
        ),
    ]
    return canvas.figure(traces, tops[-1], (-0.003, 1.003), palette)


def _tops(names: Sequence[str]) -> list[float]:
    """Where each row begins, and at last where the figure ends."""
    tops = [0.0]
    for name in names:
        tops.append(tops[-1] + canvas.height_of(name) + TRACK + GAP)
    return tops


def _track(y: Sequence[float], length: Sequence[float], marker: dict[str, object]) -> canvas.Trace:
    return canvas.bars(y, length, [0] * len(y), width=TRACK, marker=marker)


def _status(row: Completion) -> str:
    x_of_y = f"{num(row.done)} af {num(row.total)}"
    return f"<b>{num(row.missing)} mangler</b> · {x_of_y}" if row.missing else x_of_y


def _sentence(rows: Sequence[Completion]) -> str:
    if not rows:
        return "Kortet har ingen kolonner endnu."
    full = sum(row.missing == 0 for row in rows)
    return (
        f"{num(full)} af {counted(len(rows), 'kolonne', 'kolonner')} er udfyldt. Linjen er de "
        "felter, der er relevante for kolonnen, eller som den selv har svaret på. Den siger intet "
        "om kvaliteten."
    )


def alt(rows: Sequence[Completion]) -> str:
    """The numbers of up to eight columns; of more, those that miss something."""
    told = rows if len(rows) <= MOST_TOLD else [row for row in rows if row.missing]
    words = [f"{row.column.name}: {num(row.done)} af {num(row.total)} felter." for row in told]
    rest = [] if len(told) == len(rows) else ["De øvrige er udfyldt."]
    return " ".join(["Vandrette linjer, én for hver kolonne.", *words, *rest])
