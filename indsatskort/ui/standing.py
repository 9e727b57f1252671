"""What managers look at: the choices that stand, the round that has answers, the actions of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.cards.model import FilledCard, Round
from indsatskort.insight.numbers import coverage_of_card
from indsatskort.ui.here import read
from indsatskort.workshop import deciding
from indsatskort.workshop.model import Choice, ChoiceState


def standing_choices(rounds: Sequence[Round]) -> tuple[Choice, ...]:
    """The chosen items of the newest round in which the room chose any; they hold until the next."""
    for round_ in reversed(rounds):
        chosen = tuple(
            choice
            for choice in read(deciding.read_choices, round_.id)
            if choice.state is ChoiceState.CHOSEN
        )
        if chosen:
            return chosen
    return ()


def newest_with_answers(cards: Sequence[FilledCard]) -> FilledCard:
    """The newest round in which somebody has assessed anything; the newest of all where none has."""
    return next((card for card in reversed(cards) if coverage_of_card(card).assessed), cards[-1])
