"""The slide about differences: both ends of the items where the columns are furthest apart."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.cards.model import Answer, CardItem, FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import counted, num
from indsatskort.exchange.shortening import WHERE_THE_WHOLE_STANDS, shortened
from indsatskort.exchange.slides.deck import ROOM, Cell, Deck, Run
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.definitions import CAVEAT, DEFINITIONS
from indsatskort.insight.disagreement import Spread, disagreements, most_telling
from indsatskort.insight.numbers import counted_cells, coverage
from indsatskort.palette import LIGHT

MOST_SHOWN = 5
TEXT_LENGTH = 150
NAME_LENGTH = 40
HEADINGS = ("Indsats", "Længst nede på skalaen", "Længst oppe på skalaen")
WIDTHS = (3.0, (ROOM - 3.0) / 2, (ROOM - 3.0) / 2)
END = 6.15


def add_differences(deck: Deck, whole: WholeCard, catalogue: Catalogue) -> None:
    """At most five items with a sentence from each end; a plain sentence when nobody differs.

    Long sentences leave room for fewer; what stands below counts the ones that are shown.
    """
    filled = whole.newest
    far = [row for row in disagreements(filled) if row.inside or row.between]
    slide = deck.slide(
        _title(filled, len(far)),
        [
            DEFINITIONS["disagreement_inside"].text,
            DEFINITIONS["disagreement_between"].text,
            "Uenighed er ikke en fejl. Spørg begge ender, hvad de ser, før I vælger et niveau.",
            CAVEAT,
        ],
    )
    if not far:
        slide.text(
            ["Når to aktører står mindst to niveauer fra hinanden, står indsatsen her."], size=16
        )
        slide.note(CAVEAT)
        return
    rows = [_row(filled, item, catalogue) for item in _most_telling(filled, catalogue)]
    shown = rows[: slide.fitting(HEADINGS, rows, WIDTHS, bottom=END)]
    slide.table(HEADINGS, shown, WIDTHS, bottom=END)
    slide.note(
        f"Her er {num(len(shown))} af de {num(len(far))}." * (len(shown) < len(far)),
        WHERE_THE_WHOLE_STANDS * slide.has_shortened(),
        CAVEAT,
    )


def _title(filled: FilledCard, far: int) -> str:
    if far:
        return (
            f"Ved {counted(far, 'indsats', 'indsatser')} står to aktører mindst to niveauer fra "
            "hinanden"
        )
    levels = [answer.level for answer in filled.answers.values() if answer.level is not None]
    if not levels:
        return "Der er endnu ingen vurderinger at sammenligne"
    return "Ingen aktører står to niveauer eller mere fra hinanden"


def _most_telling(filled: FilledCard, catalogue: Catalogue) -> list[CardItem]:
    """Where most columns stand at each end, at most three of a driver; in the card's order."""
    spreads = [
        Spread(item, coverage(counted_cells(filled, [item])).levels)
        for item in filled.standard_items
    ]
    told = most_telling(spreads, catalogue)
    first = sorted(told, key=lambda spread: -spread.tension)[:MOST_SHOWN]
    return [spread.item for spread in told if spread in first]


def _row(filled: FilledCard, item: CardItem, catalogue: Catalogue) -> tuple[Cell, ...]:
    assessed = [
        (cell.level, filled.answer(item.id, cell.column.id))
        for cell in counted_cells(filled, [item])
        if cell.level is not None
    ]
    lowest, highest = min(level for level, _ in assessed), max(level for level, _ in assessed)
    ends = [[answer for level, answer in assessed if level == end] for end in (lowest, highest)]
    return (
        [Run(f"{item.number} {item.title}", is_bold=True)],
        *(_end(filled, answers, catalogue) for answers in ends),
    )


def _end(filled: FilledCard, answers: Sequence[Answer], catalogue: Catalogue) -> Cell:
    """The level, who stands there, and the words of the first of them who wrote any."""
    told = next((answer for answer in answers if answer.text.strip()), answers[0])
    choice = catalogue.choice_by_value[LEVELS[told.level or 0]]
    name = shortened(filled.column_by_id[told.actor_id].name, NAME_LENGTH)
    others = len(answers) - 1
    more = f" og {num(others)} til" if others else ""
    runs = [
        Run(f"{choice.symbol} {choice.label}", is_bold=True),
        Run(f" · {name}{more}", colour=LIGHT.muted),
    ]
    if text := shortened(told.text, TEXT_LENGTH):
        runs.append(Run(f"\n{text}"))
    return runs
