"""A card as a big municipality has it: 20 columns × 49 items, a text of some 120 characters in each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.cards import answering, rounds, service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.model import Draft, FilledCard, Place
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction

COLUMNS = {ActorKind.MUNICIPALITY: 1, ActorKind.CARE_HOME: 14, ActorKind.ASSOCIATION: 5}
WORDS = [
    "vi",
    "de",
    "frivillige",
    "beboerne",
    "personalet",
    "hver",
    "uge",
    "sammen",
    "med",
    "på",
    "plejecentret",
    "og",
    "lederen",
    "taler",
    "holder",
    "et",
    "møde",
    "om",
    "aftaler",
    "kørsel",
    "gåture",
    "højtlæsning",
    "kaffe",
    "haven",
    "pårørende",
    "skolen",
    "ældre",
]
# On the disk of the project: a temporary folder is often in memory, where durability costs nothing.
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class BigCard:
    """The card in a store, with its facilitator and the browser she is in."""

    store: Store
    folder: Path
    anna: Who
    session: str

    def read(self) -> FilledCard:
        with self.store.reading() as tx:
            return service.read_filled_card(tx, self.anna)

    def places(self) -> list[Place]:
        filled = self.read()
        return [Place(filled.round.id, i.id, c.id) for i in filled.items for c in filled.columns]


@contextmanager
def big_card(*, is_filled: bool) -> Iterator[BigCard]:
    """The card in a SQLite file of its own, with full durability as in production."""
    (ROOT / "var").mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder:
        store = Store(f"sqlite:///{Path(folder) / 'indsatskort.sqlite'}")
        try:
            yield _made(store, Path(folder), is_filled=is_filled)
        finally:
            store.close()


def _made(store: Store, folder: Path, *, is_filled: bool) -> BigCard:
    columns = [
        NewColumn(kind, f"{kind} {n}") for kind, count in COLUMNS.items() for n in range(count)
    ]
    with store.writing() as tx:
        card = service.create_card(tx, "Lindebjerg", columns)
        entered = access.enter(tx, access.facilitator_token(tx, card.id), sessions=())
        made = BigCard(store, folder, entered.who, entered.sessions[-1])
        if is_filled:
            _fill(tx, entered.who)
    return made


def fill_rounds(card: BigCard, count: int) -> None:
    """Close the round and open and fill the next, until there are so many."""
    for number in range(2, count + 1):
        with card.store.writing() as tx:
            newest = service.read_round(tx, card.anna)
            rounds.close_round(tx, card.anna, newest.id)
            rounds.open_next_round(tx, card.anna, name=f"Runde {number}")
            _fill(tx, card.anna, seed=number)


def _fill(tx: Transaction, who: Who, seed: int = 49) -> None:
    dice = random.Random(seed)
    filled = service.read_filled_card(tx, who)
    for item in filled.items:
        for column in filled.columns:
            place = Place(filled.round.id, item.id, column.id)
            draft = Draft(dice.choice([*Value]), text=a_text(dice))
            answering.save_answer(tx, who, place, draft, base_version=0, edit_id=str(uuid4()))


def listeners(card: BigCard, count: int) -> list[tuple[str, Who]]:
    """So many people in browsers of their own, spread over the columns: browser and membership."""
    with card.store.writing() as tx:
        links = access.links_of_card(tx, card.anna.card_id)
        tokens = [each.token for each in links if each.invitation.role is Role.PARTICIPANT]
        came = [access.enter(tx, tokens[n % len(tokens)], sessions=()) for n in range(count)]
    return [(each.sessions[-1], each.who) for each in came]


def rounds_of(filled: FilledCard, count: int) -> tuple[FilledCard, ...]:
    """The card over several rounds: texts as they were, values drawn anew."""
    dice = random.Random(7)
    return tuple(
        replace(
            filled,
            round=replace(filled.round, id=f"r{number}", number=number, name=f"Runde {number}"),
            answers={
                cell: replace(answer, value=dice.choice([*Value]))
                for cell, answer in filled.answers.items()
            },
        )
        for number in range(1, count + 1)
    )


def a_text(dice: random.Random) -> str:
    """Words of a sentence, 110 to 130 characters."""
    words = ""
    while len(words) < 110:
        words += f"{dice.choice(WORDS)} "
    return words.strip()
