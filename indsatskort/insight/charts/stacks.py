"""Stacked bars of levels, ● first, whose length is a number of cells.

Used for the distribution of a driver, field or column, and for what became of the cells at a level.
Levels share one baseline; what is no level stands apart after a gap, thinner and without ochre.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from indsatskort.catalogue.model import LEVELS, Catalogue, Value
from indsatskort.danish import counted, num
from indsatskort.insight.charts import canvas
from indsatskort.insight.charts.markup import word
from indsatskort.insight.numbers import Coverage
from indsatskort.palette import Palette

THIN = 2 / 3  # of a bar: what is no level
GAP_SHARE = 0.02  # of the longest bar, between levels and the rest
PLATE = 15  # px across
PLATE_INDENT = 12  # px from the segment's left edge to the plate's centre
ROW_GAP = 14  # px
UNDERLINE = 22  # px for "ens" under a bar


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar. `label` is made by `canvas.label`; `same` is the level that gets the word "ens"."""

    label: str
    coverage: Coverage
    same: Value | None = None


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a bar, in cells from the left; `middle` is its y in pixels."""

    value: Value | None
    start: float
    count: int
    middle: float


def figure(
    stacks: Sequence[Stack], catalogue: Catalogue, palette: Palette, thickness: int = 24
) -> go.Figure:
    """The bars below each other, each under its label, with the number in play at the end."""
    longest = max((_length(stack.coverage) for stack in stacks), default=0) or 1
    gap = longest * GAP_SHARE
    digits = max(len(num(stack.coverage.in_play)) for stack in stacks)
    span = (longest + gap) / (1 - (digits * canvas.DIGIT + 10) / canvas.NARROW)
    tops = _tops(stacks, thickness)
    middles = [
        top + canvas.height_of(stack.label) + 2 + thickness / 2
        for top, stack in zip(tops, stacks, strict=False)
    ]
    segments = [
        segment
        for stack, middle in zip(stacks, middles, strict=True)
        for segment in _segments(stack.coverage, middle, gap)
    ]
    traces = [
        *_level_bars(segments, span, thickness, catalogue, palette),
        *_other_bars(segments, thickness, catalogue, palette),
        *_plates(segments, span, catalogue, palette),
        *_underlines(stacks, segments, middles, thickness, palette),
        _labels(stacks, tops, palette),
        _ends(stacks, segments, middles, palette),
    ]
    return canvas.figure(traces, tops[-1], (-span * 0.003, span), palette)


def _length(coverage: Coverage) -> int:
    return coverage.total


def _tops(stacks: Sequence[Stack], thickness: int) -> list[float]:
    tops = [0.0]
    for stack in stacks:
        extra = UNDERLINE if stack.same else ROW_GAP
        tops.append(tops[-1] + canvas.height_of(stack.label) + 2 + thickness + extra)
    return tops


def _segments(coverage: Coverage, middle: float, gap: float) -> Iterator[_Segment]:
    """The parts that hold something, from left to right."""
    x = 0.0
    for value, count in zip(reversed(LEVELS), reversed(coverage.levels), strict=True):
        if count:
            yield _Segment(value, x, count, middle)
            x += count
    x += gap if coverage.assessed else 0
    others = ((Value.UNKNOWN, coverage.unknown), (Value.OPTED_OUT, coverage.opted_out))
    for other, count in (*others, (None, coverage.empty)):
        if count:
            yield _Segment(other, x, count, middle)
            x += count


def _bar(
    segments: Sequence[_Segment],
    width: float,
    marker: dict[str, Any],
    catalogue: Catalogue,
    **more: Any,
) -> canvas.Trace:
    return canvas.bars(
        [segment.middle for segment in segments],
        [segment.count for segment in segments],
        [segment.start for segment in segments],
        width=width,
        marker=marker,
        hover=[_told(segment, catalogue) for segment in segments],
        **more,
    )


def _told(segment: _Segment, catalogue: Catalogue) -> str:
    words = canvas.inert(word(segment.value, catalogue))
    return f"{words}: {counted(segment.count, 'felt', 'felter')}"


def _level_bars(
    segments: Sequence[_Segment],
    span: float,
    thickness: int,
    catalogue: Catalogue,
    palette: Palette,
) -> Iterator[canvas.Trace]:
    """One trace a level. The number stands inside where there is room, but not for a plate too."""
    for value in LEVELS:
        here = [segment for segment in segments if segment.value is value]
        marker = {
            "color": palette.fill(value),
            "line": {"color": palette.outline, "width": 1},
        }
        yield _bar(
            here,
            thickness,
            marker,
            catalogue,
            text=[num(part.count) if _has_number_only(part, span) else "" for part in here],
            textposition="inside",
            textfont={"color": palette.text_on(value), "size": canvas.TEXT_SIZE},
        )


def _has_number_only(segment: _Segment, span: float) -> bool:
    px = len(num(segment.count)) * canvas.DIGIT + 4
    return canvas.fits(px, segment.count / span) and not _has_plate(segment, span)


def _has_plate(segment: _Segment, span: float) -> bool:
    px = PLATE_INDENT + PLATE / 2 + len(num(segment.count)) * canvas.DIGIT + 8
    return canvas.fits(px, segment.count / span)


def _other_bars(
    segments: Sequence[_Segment], thickness: int, catalogue: Catalogue, palette: Palette
) -> Iterator[canvas.Trace]:
    """Hatched for *unknown*, grey for *opted out*, an empty frame for what is not filled in."""
    hatch = {
        "shape": "/",
        "fgcolor": palette.edge,
        "bgcolor": palette.paper,
        "size": 6,
        "solidity": 0.2,
    }
    markers: tuple[tuple[Value | None, dict[str, Any]], ...] = (
        (Value.UNKNOWN, {"color": palette.paper, "pattern": hatch}),
        (Value.OPTED_OUT, {"color": palette.opted_out}),
        (None, {"color": palette.paper}),
    )
    for value, marker in markers:
        here = [segment for segment in segments if segment.value is value]
        color = palette.edge if value else palette.empty_frame
        frame = {"line": {"color": color, "width": 1}}
        yield _bar(here, thickness * THIN, marker | frame, catalogue)


def _plates(
    segments: Sequence[_Segment], span: float, catalogue: Catalogue, palette: Palette
) -> Iterator[canvas.Trace]:
    """The symbol as ink on a plate of the page's colour, with the number to its right."""
    here = [
        (segment, segment.value)
        for segment in segments
        if segment.value in LEVELS and _has_plate(segment, span)
    ]
    x = [segment.start + PLATE_INDENT / canvas.NARROW * span for segment, _ in here]
    y = [segment.middle for segment, _ in here]
    yield canvas.dots(
        x,
        y,
        marker={"size": PLATE, "color": palette.paper, "line": {"width": 0}},
        text=[num(segment.count) for segment, _ in here],
        textposition="middle right",
        textfont={
            "color": [palette.text_on(value) for _, value in here if value],
            "size": canvas.TEXT_SIZE,
        },
    )
    glyphs = [catalogue.choice_by_value[value].symbol for _, value in here if value]
    yield canvas.texts(x, y, glyphs, position="middle center", color=palette.ink, size=13)


def _underlines(
    stacks: Sequence[Stack],
    segments: Sequence[_Segment],
    middles: Sequence[float],
    thickness: int,
    palette: Palette,
) -> Iterator[canvas.Trace]:
    same_at = {y: stack.same for stack, y in zip(stacks, middles, strict=True) if stack.same}
    here = [
        part for part in segments if same_at.get(part.middle) and part.value is same_at[part.middle]
    ]
    x: list[float | None] = []
    y: list[float | None] = []
    for part in here:
        below = part.middle + thickness / 2 + 3
        x += [part.start, part.start + part.count, None]
        y += [below, below, None]
    yield canvas.lines(x, y, palette.ink, 2)
    yield canvas.texts(
        [part.start + part.count / 2 for part in here],
        [part.middle + thickness / 2 + 13 for part in here],
        ["ens"] * len(here),
        position="middle center",
        color=palette.ink,
        size=canvas.SMALL_SIZE,
    )


def _labels(stacks: Sequence[Stack], tops: Sequence[float], palette: Palette) -> canvas.Trace:
    return canvas.texts(
        [0] * len(stacks),
        [top + canvas.height_of(stack.label) / 2 for top, stack in zip(tops, stacks, strict=False)],
        [stack.label for stack in stacks],
        position="middle right",
        color=palette.ink,
    )


def _ends(
    stacks: Sequence[Stack],
    segments: Sequence[_Segment],
    middles: Sequence[float],
    palette: Palette,
) -> canvas.Trace:
    ends = {part.middle: part.start + part.count for part in segments}
    return canvas.texts(
        [ends.get(middle, 0) for middle in middles],
        middles,
        [f"&nbsp;{num(stack.coverage.in_play)}" for stack in stacks],
        position="middle right",
        color=palette.muted,
    )
