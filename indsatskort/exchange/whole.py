"""Everything of one card that files are made from, and the names of the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from indsatskort.cards.model import Card, FilledCard
from indsatskort.exchange.workbook import workbook_name
from indsatskort.plan.model import Action, FollowUp
from indsatskort.workshop.model import Agreement, Choice, ChoiceState, Comment


@dataclass(frozen=True, slots=True)
class WholeCard:
    """All rounds in order, at least one; what was decided in each, by the round's id; the plan.

    Nobody's own ratings and ballots are in it: they belong to no file.
    """

    rounds: tuple[FilledCard, ...]
    agreements: Mapping[str, Mapping[str, Agreement]] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    actions: tuple[Action, ...] = ()
    follow_ups: Mapping[str, tuple[FollowUp, ...]] = field(default_factory=dict)

    @property
    def newest(self) -> FilledCard:
        return self.rounds[-1]

    @property
    def card(self) -> Card:
        return self.newest.card

    def choices_now(self, state: ChoiceState) -> tuple[Choice, ...]:
        """The choices that stand, of the items still on the card: those of the newest round that made
        any, since a new round begins before anything is chosen in it."""
        items = self.newest.item_by_id
        made = (self.choices.get(each.round.id, ()) for each in reversed(self.rounds))
        found = next(filter(None, made), ())
        return tuple(each for each in found if each.state is state and each.item_id in items)

    def agreement(self, item_id: str) -> Agreement | None:
        """What the room agreed on about an item in the newest round."""
        return self.agreements.get(self.newest.round.id, {}).get(item_id)


def file_name(card: Card, on: date, extension: str, part: str = "") -> str:
    """ "Indsatskort Eksempelkommune 2026-11-21.pptx", with the part before the day when named."""
    stem = workbook_name(card, on).removesuffix(".xlsx")
    named = stem.replace(on.isoformat(), f"{part} {on.isoformat()}") if part else stem
    return f"{named}.{extension}"
