"""Everything the screens are drawn from, read at once; the drawing itself is `screens.py` and `step_screens.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indsatskort.access import door as doors
from indsatskort.access.door import Door
from indsatskort.access.model import Who
from indsatskort.cards import service as card_service
from indsatskort.cards.model import Column, FilledCard
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.plan import repository as plan
from indsatskort.plan.model import Action
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import placing, repository, results, taking_part
from indsatskort.workshop.effort import Placed
from indsatskort.workshop.model import (
    Agreement,
    Ballot,
    Choice,
    Person,
    Phase,
    Placement,
    Workshop,
    WorkshopState,
)
from indsatskort.workshop.smallest_group import DotsShown, dots_to_show
from indsatskort.workshop.turnout import Turnout, Voter, turnout


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting as it stands. `ballots` are those of the current round with their persons;
    `votes_shown` are those behind the result the room has seen, None before a reveal."""

    workshop: Workshop
    filled: FilledCard
    people: tuple[Person, ...]
    kinds: Mapping[str, ActorKind]
    door: Door | None
    ratings: Mapping[str, Any]
    ballots: tuple[Ballot, ...]
    votable: tuple[str, ...]
    votes_shown: tuple[Ballot, ...] | None
    placements: tuple[Placement, ...]
    places: Mapping[str, Placed]
    agreements: Mapping[str, Agreement]
    choices: tuple[Choice, ...]
    actions: tuple[Action, ...]
    at: datetime

    @property
    def turnout(self) -> Turnout:
        """Who has voted in the current round, on phones and on paper."""
        by_person = {each.membership_id: each for each in self.ballots if each.membership_id}
        voters = [
            Voter(
                person.actor_id,
                sum(given.dots.values()) if (given := by_person.get(person.membership_id)) else 0,
                is_finished=given.is_finished if given else False,
                is_gone=person.is_gone,
            )
            for person in self.people
        ]
        voters += [
            Voter(each.actor_id, is_paper=True) for each in self.ballots if each.paper is not None
        ]
        return turnout(voters, self.workshop.vote.dots)

    @property
    def dots_shown(self) -> DotsShown:
        """How much of the result may be shown."""
        if self.votes_shown is None:
            return DotsShown.NOTHING
        counts = results.ballots_by_kind(self.votes_shown, self.kinds)
        return dots_to_show(counts, is_open_per_kind=self.workshop.vote.is_open_per_kind)


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person has given and may see of themselves."""

    who: Who
    column: Column | None
    resume_code: str | None
    rating: Value | None
    flags: frozenset[str]
    ballot: Ballot | None
    placements: tuple[Placement, ...]


def read_meeting(tx: Transaction, who: Who) -> Meeting | None:
    """The newest meeting of the card; None when none has been prepared."""
    workshop = repository.current_workshop(tx, who.card_id)
    if workshop is None:
        return None
    item_id = workshop.item_id
    is_shown = item_id is not None and workshop.phase is not Phase.SILENT
    return Meeting(
        workshop=workshop,
        filled=card_service.read_filled_card(tx, who, workshop.round_id),
        people=repository.people(tx, who.card_id),
        kinds=results.kinds_of(tx, workshop),
        door=doors.read_door(tx, who.card_id),
        ratings=results.ratings_shown(tx, workshop, item_id) if item_id and is_shown else {},
        ballots=repository.ballots(tx, workshop.id, workshop.ballot_round),
        votable=taking_part.votable(tx, who, workshop),
        votes_shown=_votes_shown(tx, workshop),
        placements=repository.placements(tx, workshop.id),
        places=placing.places_shown(tx, workshop),
        agreements=repository.agreements(tx, workshop.round_id),
        choices=repository.choices(tx, workshop.round_id),
        actions=plan.actions(tx, who.card_id),
        at=tx.at,
    )


def is_meeting_held(tx: Transaction, card_id: str) -> bool:
    """Whether people should come to the meeting rather than to their column."""
    workshop = repository.current_workshop(tx, card_id)
    return workshop is not None and workshop.state is WorkshopState.RUNNING


def read_mine(tx: Transaction, who: Who) -> Mine:
    """One's own part of the newest meeting."""
    workshop = repository.current_workshop(tx, who.card_id)
    code = doors.resume_code(tx, who)
    column = card_service.read_own_column(tx, who)
    if workshop is None:
        return Mine(who, column, code, None, frozenset(), None, ())
    me = who.membership_id
    item_id = workshop.item_id
    ratings = repository.ratings(tx, workshop.id, item_id) if item_id else ()
    return Mine(
        who=who,
        column=column,
        resume_code=code,
        rating=next((each.value for each in ratings if each.membership_id == me), None),
        flags=frozenset(
            item for item, people in repository.flags(tx, workshop.id).items() if me in people
        ),
        ballot=repository.ballot_of(tx, workshop.id, workshop.ballot_round, me),
        placements=tuple(
            each for each in repository.placements(tx, workshop.id) if each.membership_id == me
        ),
    )


def _votes_shown(tx: Transaction, workshop: Workshop) -> tuple[Ballot, ...] | None:
    """A result is shown from its reveal on, and not while it is hidden again or voted on anew."""
    hides = {Phase.READY, Phase.OPEN, Phase.CLOSED, Phase.HIDDEN_AGAIN}
    return None if workshop.phase in hides else results.votes_shown(tx, workshop)
