"""The PowerPoint of a card: six to eight slides that somebody can present and change."""

from __future__ import annotations

from datetime import datetime

from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import date_text, local
from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.slides import (
    choices_slide,
    differences_slide,
    first_slides,
    last_slide,
    plan_slide,
    progress_slide,
)
from indsatskort.exchange.slides.deck import Deck
from indsatskort.exchange.whole import WholeCard
from indsatskort.plan.content import PlanContent

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
NAME_LENGTH = 24  # of each name in the footer


def slides(
    whole: WholeCard, catalogue: Catalogue, content: PlanContent, *, made_at: datetime
) -> bytes:
    """The deck as .pptx; the newest round is told of, and progress when there are two or more."""
    card = whole.card
    invented = " · opdigtet eksempel" if card.is_invented else ""
    names = (card.title, card.municipality, whole.newest.round.name)
    told = " · ".join(shortened(name, NAME_LENGTH) for name in names)
    footer = f"{told} · {date_text(made_at)}{invented}"
    deck = Deck(f"{card.title} · {card.municipality}", footer, made_at)
    first_slides.add_what_it_is(deck, whole, catalogue)
    first_slides.add_overview(deck, whole, catalogue)
    first_slides.add_carriers(deck, whole)
    differences_slide.add_differences(deck, whole, catalogue)
    choices_slide.add_choices(deck, whole, catalogue)
    plan_slide.add_plan(deck, whole, content, local(made_at).date())
    if len(whole.rounds) > 1:
        progress_slide.add_progress(deck, whole, catalogue)
    last_slide.add_how_to_read(deck, whole)
    return deck.saved()
