"""The picture "Hvor langt er vi …?": the distribution of each driver, field and column."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue, Value
from indsatskort.danish import counted, num
from indsatskort.insight.charts import canvas
from indsatskort.insight.charts.markup import EMPTY_WORD, FROM_THE_TOP, key
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.charts.stacks import Stack, figure
from indsatskort.insight.numbers import (
    FEWEST_TO_SUM_UP,
    Coverage,
    CoverageRow,
    coverage_by_column,
    coverage_by_driver,
    coverage_by_field,
    coverage_of_card,
)
from indsatskort.insight.tables import coverage_table, named
from indsatskort.palette import Palette

MOST_TOLD = 8  # rows whose numbers the alt text tells
COLUMN_THICKNESS = 20  # px
DEFINITIONS = ("coverage", "in_play", "sum_up")


def by_driver(card: FilledCard, catalogue: Catalogue, palette: Palette) -> Picture:
    """The first of the three: its sentence carries the answer for the whole card."""
    question = "Hvor langt er vi inden for hver drivkraft?"
    rows = coverage_by_driver(card, catalogue)
    sentence = f"{summary(coverage_of_card(card))} {_reading(card)}".strip()
    return _picture("driver", question, sentence, "Drivkraft", rows, catalogue, palette)


def by_field(card: FilledCard, catalogue: Catalogue, palette: Palette) -> Picture:
    """The same bars, by the fields of the card."""
    rows = coverage_by_field(card, catalogue)
    question = "… inden for hvert felt på kortet?"
    sentence = f"Samme bjælker, delt op på kortets {num(len(rows))} felter."
    return _picture("field", question, sentence, "Felt", rows, catalogue, palette)


def by_column(card: FilledCard, catalogue: Catalogue, palette: Palette) -> Picture:
    """The same bars, by column in the card's own order."""
    rows = coverage_by_column(card)
    sentence = (
        "I kortets rækkefølge. Kolonnerne har ikke lige mange felter i spil, så længderne er "
        "forskellige."
    )
    return _picture("column", "… og hos hver aktør?", sentence, "Aktør", rows, catalogue, palette)


def summary(whole: Coverage) -> str:
    """The answer with its denominators; until it may be given, what is missing before it can."""
    if not whole.assessed:
        return "Ingen felter er vurderet endnu."
    return f"{_answer(whole)} {_denominators(whole)}"


def _answer(whole: Coverage) -> str:
    if whole.missing_to_sum_up:
        more = counted(whole.missing_to_sum_up, "felt", "felter")
        return f"Fordelingen kan læses samlet, når {more} mere er udfyldt."
    if whole.assessed < FEWEST_TO_SUM_UP:
        return "Der er for få vurderede felter til at læse fordelingen samlet."
    x_of_y = f"{num(whole.partly_or_established)} af {num(whole.assessed)}"
    return f"{x_of_y} vurderede felter er delvist eller fast praksis."


def _denominators(whole: Coverage) -> str:
    return f"{counted(whole.in_play, 'felt', 'felter')} er i spil; desuden er {num(whole.opted_out)} fravalgt."


def _reading(card: FilledCard) -> str:
    own = len(card.own_items)
    also = f" Desuden har kortet {counted(own, 'egen indsats', 'egne indsatser')}, som ikke er talt med."
    return "Bjælkens længde er antal felter; tallet til højre er felter i spil." + also * bool(own)


def _picture(
    of: str,
    question: str,
    sentence: str,
    heading: str,
    rows: Sequence[CoverageRow],
    catalogue: Catalogue,
    palette: Palette,
) -> Picture:
    stacks = [Stack(canvas.label(row.title, row.number), row.coverage) for row in rows]
    thickness = COLUMN_THICKNESS if of == "column" else 24
    return Picture(
        slug=f"coverage_by_{of}",
        question=question,
        sentence=sentence,
        alt=alt(rows, heading, catalogue),
        figure=figure(stacks, catalogue, palette, thickness) if rows else None,
        key=key(catalogue, FROM_THE_TOP, "bars"),
        table=coverage_table(rows, heading, catalogue).frame(),
        definitions=DEFINITIONS,
    )


def alt(rows: Sequence[CoverageRow], heading: str, catalogue: Catalogue) -> str:
    """All numbers of up to eight rows; of more, a word on where they stand."""
    start = f"{num(len(rows))} vandrette bjælker, delt efter niveau."
    if len(rows) > MOST_TOLD:
        return f"{start} Tabellen nedenfor viser tallene."
    told = (
        f"{heading} {named(row.number, row.title)}: {_told(row.coverage, catalogue)}."
        for row in rows
    )
    return " ".join([start, *told])


def _told(coverage: Coverage, catalogue: Catalogue) -> str:
    counts = zip((*LEVELS[::-1],), coverage.levels[::-1], strict=True)
    others = ((Value.UNKNOWN, coverage.unknown), (Value.OPTED_OUT, coverage.opted_out))
    words = [
        f"{num(count)} {catalogue.choice_by_value[value].label.lower()}"
        for value, count in (*counts, *others)
    ]
    return ", ".join([*words, f"{num(coverage.empty)} {EMPTY_WORD.lower()}"])
