"""The last slide: how the numbers are to be read, and where the whole stands."""

from __future__ import annotations

from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.slides.deck import Deck, Run
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.definitions import CAVEAT, DEFINITIONS

TOLD = ("in_play", "sum_up", "carried", "blind_spot", "vulnerable")


def add_how_to_read(deck: Deck, whole: WholeCard) -> None:
    """Definitions in the words of the pages, and whom to ask."""
    slide = deck.slide(
        "Tallene er jeres egen vurdering – brug dem til at vælge, hvad I vil tale om",
        [f"{DEFINITIONS[name].title}: {DEFINITIONS[name].source}" for name in TOLD],
    )
    told = [
        [Run(f"{DEFINITIONS[name].title}: ", is_bold=True), Run(DEFINITIONS[name].text)]
        for name in TOLD
    ]
    where = (
        "Alle svar i deres fulde længde står i Word- og Excel-filen, som kan hentes samme sted "
        "som denne fil."
    )
    contact = shortened(whole.card.contact, 160)
    ask = [[Run("Spørg: ", is_bold=True), Run(contact)]] if contact else []
    slide.text([CAVEAT, *told, [Run("Resten: ", is_bold=True), Run(where)], *ask], size=13, gap=8)
