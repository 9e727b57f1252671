"""A year on a card, made by a seeded generator: three rounds × 20 columns, realistic texts, known movements.

Beside the cards stands a plain ledger of what was answered, from which the tests count everything again
without any code of the project.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from indsatskort.cards.model import Answer, Cell, Column, FilledCard
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from tests.insight.rounds import CATALOGUE, WHEN, a_card

SEED = 49
LEVELS = ("not_started", "ad_hoc", "partly", "established")
ROUNDS = ("Før", "Midtvejs", "Slut")

# What shall move from each round to the next: cells one level up, two levels up, one level down.
PLANNED = ((61, 9, 14), (48, 5, 22))

HOMES = [
    "Solgården",
    "Engbo",
    "Lindegården",
    "Aabakken",
    "Skovly",
    "Åbrinken",
    "Kærgården",
    "Bøgelund",
    "Strandhøj",
    "Møllevang",
    "Rosenlund",
    "Fjordparken",
    "Højbo",
    "Toftegården",
]
OTHERS = ("Ældre Sagen", "Besøgsvennerne", "Røde Kors", "Spisevennerne", "Seniorkoret")

WHO = ("En frivillig", "Foreningen", "Koordinatoren", "Personalet", "En pårørende", "Daglig leder")
WHAT = (
    "spiser med om tirsdagen",
    "spiller musik i fællesstuen",
    "går tur med dem, der gerne vil ud",
    "læser højt om eftermiddagen",
    "hjælper i haven, når vejret er til det",
    "holder kaffe efter gudstjenesten",
)
HOW = {
    "not_started": ("Det gør vi ikke i dag.", "Vi har talt om det, men ikke begyndt."),
    "ad_hoc": ("Det sker, når nogen tager initiativ.", "Det afhænger af, hvem der er på vagt."),
    "partly": ("Det virker på to af afdelingerne.", "Vi når ikke ud til alle beboere."),
    "established": ("Det ligger fast, også når nøglepersonen er væk.", "Det står i årsplanen."),
}


@dataclass(frozen=True)
class Year:
    """The rounds, the first one first, and per round what each cell holds ("" for nothing)."""

    cards: tuple[FilledCard, ...]
    ledgers: tuple[dict[Cell, str], ...]
    relevant: tuple[frozenset[Cell], ...]


def a_year(seed: int = SEED) -> Year:
    """One column is new in the second round, one has left in the third; relevance changes once."""
    dice = random.Random(seed)
    everybody = _columns()
    takes_part = (everybody[:-1], everybody, (*everybody[:3], *everybody[4:]))
    relevant = {cell for cell in _cells(everybody) if dice.random() < 0.8}
    ledger = {cell: _first(dice, cell in relevant) for cell in _cells(everybody)}
    ledgers, relevances, cards = [], [], []
    for number, columns in enumerate(takes_part, start=1):
        if number > 1:
            both = {column.id for column in takes_part[number - 2]} & {c.id for c in columns}
            ledger = _moved(dice, ledger, both, PLANNED[number - 2])
        if number == 3:
            relevant = relevant ^ set(dice.sample(sorted(_cells(columns)), 12))
        here = {cell: value for cell, value in ledger.items() if cell in set(_cells(columns))}
        ledgers.append(here)
        relevances.append(frozenset(relevant & here.keys()))
        cards.append(_card(dice, number, columns, here, relevant))
    return Year(tuple(cards), tuple(ledgers), tuple(relevances))


def _columns() -> tuple[Column, ...]:
    return (
        Column("kommune", ActorKind.MUNICIPALITY, "Sundhed og Omsorg"),
        *(Column(f"p{n}", ActorKind.CARE_HOME, name) for n, name in enumerate(HOMES)),
        *(Column(f"f{n}", ActorKind.ASSOCIATION, name) for n, name in enumerate(OTHERS)),
    )


def _cells(columns: tuple[Column, ...]) -> list[Cell]:
    return [(item.id, column.id) for item in CATALOGUE.items for column in columns]


def _first(dice: random.Random, is_relevant: bool) -> str:
    if not is_relevant and dice.random() < 0.85:
        return ""
    return dice.choices([*LEVELS, "unknown", "opted_out", ""], [26, 26, 22, 12, 5, 3, 6])[0]


def _moved(
    dice: random.Random, old: dict[Cell, str], both: set[str], planned: tuple[int, int, int]
) -> dict[Cell, str]:
    """So many cells of columns in both rounds go up one, up two and down one; the rest stay."""
    new = dict(old)
    movable = sorted(cell for cell, value in old.items() if value in LEVELS and cell[1] in both)
    dice.shuffle(movable)
    for steps, count in zip((1, 2, -1), planned, strict=True):
        fits = [cell for cell in movable if 0 <= LEVELS.index(old[cell]) + steps <= 3][:count]
        assert len(fits) == count
        for cell in fits:
            new[cell] = LEVELS[LEVELS.index(old[cell]) + steps]
            movable.remove(cell)
    # Some stop knowing and some opt out: that is no movement.
    for cell, value in zip(movable[:7], ["unknown"] * 4 + ["opted_out"] * 3, strict=True):
        new[cell] = value
    return new


def _card(
    dice: random.Random,
    number: int,
    columns: tuple[Column, ...],
    ledger: dict[Cell, str],
    relevant: set[Cell],
) -> FilledCard:
    card = a_card(
        columns,
        {},
        catalogue=CATALOGUE,
        number=number,
        relevance=dict.fromkeys(relevant, Relevance.RELEVANT),
        default=Relevance.NOT_USUAL,
    )
    opened = WHEN + timedelta(days=182 * (number - 1))
    answers = {
        cell: Answer(
            *cell,
            value=Value(value),
            text=_text(dice, value),
            version=1,
            saved_at=opened + timedelta(days=dice.randrange(20)),
        )
        for cell, value in ledger.items()
        if value
    }
    name = ROUNDS[number - 1]
    return replace(card, round=replace(card.round, name=name, opened_at=opened), answers=answers)


def _text(dice: random.Random, value: str) -> str:
    if value == "unknown":
        return ""
    if value == "opted_out":
        return "Det passer ikke til de beboere, vi har nu."
    return f"{dice.choice(WHO)} {dice.choice(WHAT)}. {dice.choice(HOW[value])}"
