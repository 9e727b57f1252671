"""All pictures of /fremdrift, in the order they are read: chosen first, the card, the plan, the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indsatskort.cards.model import Column, FilledCard
from indsatskort.catalogue.model import ActorKind, Catalogue
from indsatskort.insight.charts import (
    ambition,
    became,
    deadlines,
    dumbbell,
    ground,
    moves,
    quotes,
    respondents,
    timeline,
)
from indsatskort.insight.charts import rounds as over_rounds
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.charts.timeline import Milestone
from indsatskort.insight.chosen import chosen_items
from indsatskort.insight.development import Development
from indsatskort.palette import Palette
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action
from indsatskort.workshop.model import Choice


class SplitBy(StrEnum):
    """What the movements are told by."""

    DRIVER = "driver"
    FIELD = "field"
    COLUMN = "column"
    ITEM = "item"


@dataclass(frozen=True)
class Progress:
    """What the page is made from: all rounds of a card, the two compared, choices, actions, history."""

    cards: Sequence[FilledCard]
    before: FilledCard
    after: FilledCard
    found: Development
    choices: Sequence[Choice]
    actions: Sequence[Action]
    milestones: Sequence[Milestone]
    today: date

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(choice.item_id for choice in self.choices)


def chosen_now(progress: Progress, catalogue: Catalogue) -> Picture:
    """Ambition and distance of the chosen items, with how it was in the earlier round."""
    return ambition.picture(
        chosen_items(progress.after, progress.choices),
        catalogue,
        round_name=progress.after.round.name,
        question="Er de valgte indsatser nået til »godt nok«?",
        before=chosen_items(progress.before, progress.choices),
    )


def movements(progress: Progress, by: SplitBy, catalogue: Catalogue, palette: Palette) -> Picture:
    """Lower, same and higher by one of the four ways to split them; chosen items first."""
    found = progress.found
    match by:
        case SplitBy.DRIVER:
            return moves.by_driver(found, catalogue, palette)
        case SplitBy.FIELD:
            return moves.by_field(found, catalogue, palette)
        case SplitBy.COLUMN:
            return moves.by_column(found, palette)
        case SplitBy.ITEM:
            return moves.by_item(found, palette, chosen=progress.chosen)


def whole(progress: Progress, catalogue: Catalogue, palette: Palette) -> Iterator[Picture]:
    """What concerns all columns."""
    yield became.picture(progress.found, catalogue, palette)
    yield over_rounds.by_driver(progress.cards, catalogue)
    if any(column.kind is ActorKind.CARE_HOME for column in progress.after.columns):
        yield over_rounds.by_column(progress.cards, catalogue)
    yield respondents.picture(progress.before, progress.after, progress.found)
    yield ground.picture(progress.after, progress.found)


def of_column(
    progress: Progress, column: Column, catalogue: Catalogue, palette: Palette
) -> Picture:
    return dumbbell.of_column(progress.found, column, catalogue, palette, chosen=progress.chosen)


def in_words(progress: Progress, catalogue: Catalogue, page: int) -> Picture:
    return quotes.picture(progress.found, catalogue, chosen=progress.chosen, page=page)


def beside(progress: Progress, plan: PlanContent) -> Iterator[Picture]:
    """The plan and the history: beside the card's numbers, never blended with them."""
    yield deadlines.picture(
        progress.actions, plan, progress.today, question="Sker det, I har aftalt?", most=8
    )
    yield timeline.picture(progress.cards, progress.milestones, progress.today)


def all_pictures(
    progress: Progress, catalogue: Catalogue, plan: PlanContent, palette: Palette
) -> Iterable[Picture]:
    """Everything as the page first shows it; for files, tests and measurements."""
    yield chosen_now(progress, catalogue)
    yield movements(progress, SplitBy.DRIVER, catalogue, palette)
    yield from whole(progress, catalogue, palette)
    if progress.after.columns:
        yield of_column(progress, progress.after.columns[0], catalogue, palette)
    yield in_words(progress, catalogue, 1)
    yield from beside(progress, plan)
