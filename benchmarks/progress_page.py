"""The server's time for `/fremdrift` with 20 columns and 8 rounds: reading, comparing and drawing."""

from __future__ import annotations

from datetime import date

from benchmarks.big_card import BigCard, big_card, fill_rounds
from benchmarks.measuring import Row, median_ms
from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.insight.charts.progress import Progress, all_pictures
from indsatskort.insight.development import development
from indsatskort.palette import LIGHT
from indsatskort.plan import service as plan
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import ActionText
from indsatskort.ui.milestones import KINDS, milestones
from indsatskort.ui.pictures import block
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState

ROUNDS, TIMES, MOST_MS = 8, 11, 200.0
CHOSEN = ("D1.1.8", "D2.2.4", "D3.1.7", "D1.2.5")


def rows() -> list[Row]:
    """In ms; everything is read anew each time, as the page does, and all pictures are drawn."""
    with big_card(is_filled=True) as card:
        fill_rounds(card, ROUNDS)
        _plan(card)
        reading = median_ms(lambda: _read(card), TIMES)
        whole = median_ms(lambda: _draw(_read(card)), TIMES)
    what = f"/fremdrift, 20 columns × {ROUNDS} rounds"
    read = f"{reading:.0f} ms is reading"
    return [Row(what, f"{whole:.0f} ms", read, None, whole, MOST_MS, "≤ 200 ms")]


def _plan(card: BigCard) -> None:
    with card.store.writing() as tx:
        newest = service.read_round(tx, card.anna)
        chosen = [Choice(item, ChoiceState.CHOSEN, Value.PARTLY) for item in CHOSEN]
        deciding.choose(tx, card.anna, newest.id, chosen)
        for item in CHOSEN:
            plan.add_action(tx, card.anna, ActionText(what=f"Handling om {item}", item_id=item))


def _read(card: BigCard) -> Progress:
    with card.store.reading() as tx:
        cards = service.read_all_rounds(tx, card.anna)
        return Progress(
            cards=cards,
            before=cards[0],
            after=cards[-1],
            found=development(cards[0], cards[-1]),
            choices=deciding.read_choices(tx, card.anna, cards[-1].round.id),
            actions=plan.read_actions(tx, card.anna),
            milestones=milestones(service.read_milestones(tx, card.anna, tuple(KINDS))),
            today=date(2026, 11, 21),
        )


def _draw(progress: Progress) -> None:
    for picture in all_pictures(progress, catalogue(), plan_content(), LIGHT):
        block(picture)
        if picture.figure is not None:
            picture.figure.to_json()
