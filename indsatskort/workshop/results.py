"""What the room has been shown of ratings and dots: frozen when shown, and safe to show again.

A result is kept as it was shown. Beside it stand, while the meeting runs, the answers it was made
from, so that a second showing can be refused when it would give somebody away; both ballots and
those answers are deleted when the meeting ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from indsatskort.cards import repository as cards
from indsatskort.catalogue.model import ActorKind
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import repository
from indsatskort.workshop.dots import Result, count_dots
from indsatskort.workshop.model import Ballot, Rating, Workshop
from indsatskort.workshop.smallest_group import (
    DotsShown,
    OwnRatings,
    Showing,
    dots_to_show,
    fewest_changed,
    held_back_sentence,
    own_ratings,
    ratings_to_show,
)

ALL = "all"  # the one group of a showing that has totals only


def kinds_of(tx: Transaction, workshop: Workshop) -> Mapping[str, ActorKind]:
    """The kind of each column, also of those taken out since."""
    settings = cards.column_settings(tx, workshop.round_id)
    return {each.column.id: each.column.kind for each in settings}


# dots


def ballots_by_kind(
    ballots: Iterable[Ballot], kinds: Mapping[str, ActorKind]
) -> Mapping[ActorKind, int]:
    """How many ballots each kind has cast, blank ones too; an untouched one is not cast."""
    counts: dict[ActorKind, int] = defaultdict(int)
    for ballot in ballots:
        if ballot.is_finished or ballot.dots:
            counts[kinds[ballot.actor_id]] += 1
    return counts


def result_of(
    ballots: Iterable[Ballot],
    kinds: Mapping[str, ActorKind],
    item_ids: Iterable[str],
    shown: DotsShown,
) -> Result:
    """The dots as they may be shown."""
    cast = [
        (kinds[ballot.actor_id], ballot.dots)
        for ballot in ballots
        if ballot.is_finished or ballot.dots
    ]
    return count_dots(cast, list(item_ids), is_per_kind=shown is DotsShown.PER_KIND)


def freeze_votes(tx: Transaction, workshop: Workshop) -> None:
    """Keep what the room is shown now, and what it was made from."""
    subject = _votes(workshop)
    kept = repository.shown_result(tx, workshop.id, subject) or {"showings": []}
    showing = _votes_showing(tx, workshop)
    repository.put_shown_result(
        tx,
        workshop.id,
        subject,
        {
            "ballots": [_public(each) for each in _ballots(tx, workshop)],
            "showings": [*kept["showings"], _to_json(showing)],
        },
    )


def votes_shown(tx: Transaction, workshop: Workshop) -> tuple[Ballot, ...] | None:
    """The ballots behind the result that the room has seen, without persons; None before that."""
    kept = repository.shown_result(tx, workshop.id, _votes(workshop))
    if not kept or "ballots" not in kept:
        return None
    return tuple(
        Ballot(
            id="",
            ballot_round=workshop.ballot_round,
            membership_id=None,
            actor_id=each["actor"],
            dots=each["dots"],
            is_finished=each["finished"],
            version=0,
            paper=each["paper"],
        )
        for each in kept["ballots"]
    )


def too_few_changed(tx: Transaction, workshop: Workshop) -> int:
    """0 when the dots may be shown, else the one or two people whom a second look would give away."""
    kept = repository.shown_result(tx, workshop.id, _votes(workshop))
    earlier = [_of_json(each) for each in kept["showings"]] if kept else []
    return fewest_changed(_votes_showing(tx, workshop), earlier)


def _votes(workshop: Workshop) -> str:
    return f"votes {workshop.ballot_round}"


def _ballots(tx: Transaction, workshop: Workshop) -> tuple[Ballot, ...]:
    return repository.ballots(tx, workshop.id, workshop.ballot_round)


def _votes_showing(tx: Transaction, workshop: Workshop) -> Showing:
    kinds = kinds_of(tx, workshop)
    ballots = _ballots(tx, workshop)
    shown = dots_to_show(
        ballots_by_kind(ballots, kinds), is_open_per_kind=workshop.vote.is_open_per_kind
    )
    answers = {
        ballot.id: (str(kinds[ballot.actor_id]), sorted(ballot.dots.items()))
        for ballot in ballots
        if ballot.dots
    }
    groups = frozenset(group for group, _ in answers.values())
    is_per_kind = shown is DotsShown.PER_KIND
    return Showing(
        answers,
        groups if is_per_kind and not workshop.vote.is_open_per_kind else frozenset(),
        is_total_known=shown is not DotsShown.NOTHING and not workshop.vote.is_open_per_kind,
    )


def _public(ballot: Ballot) -> dict[str, Any]:
    return {
        "actor": ballot.actor_id,
        "dots": dict(ballot.dots),
        "finished": ballot.is_finished,
        "paper": ballot.paper,
    }


# own ratings


def freeze_ratings(tx: Transaction, workshop: Workshop, item_ids: Iterable[str]) -> None:
    """Keep what the room is shown of own ratings; a showing that would give somebody away keeps the
    figures of the one before."""
    for item_id in item_ids:
        subject = f"ratings {item_id}"
        kept = repository.shown_result(tx, workshop.id, subject) or {"showings": []}
        ratings = repository.ratings(tx, workshop.id, item_id)
        showing = _ratings_showing(ratings)
        if fewest_changed(showing, [_of_json(each) for each in kept["showings"]]):
            continue
        columns = {actor: _shown(own) for actor, own in _by_column(ratings).items()}
        repository.put_shown_result(
            tx,
            workshop.id,
            subject,
            {"columns": columns, "showings": [*kept["showings"], _to_json(showing)]},
        )


def ratings_shown(tx: Transaction, workshop: Workshop, item_id: str) -> Mapping[str, Any]:
    """What the room has seen of an item, by column; empty before that."""
    kept = repository.shown_result(tx, workshop.id, f"ratings {item_id}")
    columns: Mapping[str, Any] = kept["columns"] if kept else {}
    return columns


def revealed_ratings(tx: Transaction, workshop: Workshop) -> Mapping[tuple[str, str], OwnRatings]:
    """The figures that the room has seen, by item and column: what the discussion list may use."""
    found = {}
    for item_id in workshop.revealed:
        for actor_id, shown in ratings_shown(tx, workshop, item_id).items():
            if "counts" in shown:
                nought, one, two, three = shown["counts"]
                own = OwnRatings((nought, one, two, three), shown["unknown"])
                found[item_id, actor_id] = own
    return found


def _by_column(ratings: Iterable[Rating]) -> Mapping[str, OwnRatings]:
    values = defaultdict(list)
    for rating in ratings:
        values[rating.actor_id].append(rating.value)
    return {actor: own_ratings(given) for actor, given in values.items()}


def _shown(own: OwnRatings) -> dict[str, Any]:
    if not ratings_to_show({"": own}).by_column:
        return {"withheld": held_back_sentence(own.raters)}
    return {"counts": list(own.levels), "unknown": own.unknown, "raters": own.raters}


def _ratings_showing(ratings: Iterable[Rating]) -> Showing:
    own = list(ratings)
    shown = ratings_to_show(_by_column(own)).by_column
    answers = {each.membership_id: (each.actor_id, str(each.value)) for each in own}
    return Showing(answers, frozenset(shown), is_total_known=False)


# the end


def forget(tx: Transaction, workshop: Workshop) -> None:
    """Delete everything that tells one person's part; what the room has seen stays in sums."""
    kinds = kinds_of(tx, workshop)
    for subject, kept in repository.shown_results(tx, workshop.id):
        rest = {name: value for name, value in kept.items() if name != "showings"}
        if "ballots" in rest:
            rest["ballots"] = _summed(rest["ballots"], kinds)
        repository.put_shown_result(tx, workshop.id, subject, rest | {"showings": []})
    repository.delete_contributions(tx, workshop.id)


def _summed(
    ballots: Iterable[Mapping[str, Any]], kinds: Mapping[str, ActorKind]
) -> list[dict[str, Any]]:
    """Ballots with the dots of each kind on one of them: the sums stay, the ballots do not."""
    rows: list[dict[str, Any]] = []
    first: dict[ActorKind, dict[str, int]] = {}
    for ballot in ballots:
        kind = kinds[ballot["actor"]]
        own: dict[str, int] = {}
        dots = first.setdefault(kind, own)
        for item_id, count in ballot["dots"].items():
            dots[item_id] = dots.get(item_id, 0) + count
        rows.append({**ballot, "dots": own, "finished": True})
    return rows


def _to_json(showing: Showing) -> dict[str, Any]:
    return {
        "answers": {who: list(answer) for who, answer in showing.answers.items()},
        "groups": sorted(showing.groups),
        "total": showing.is_total_known,
    }


def _of_json(kept: Mapping[str, Any]) -> Showing:
    return Showing(
        {who: (group, _hashable(content)) for who, (group, content) in kept["answers"].items()},
        frozenset(kept["groups"]),
        is_total_known=kept["total"],
    )


def _hashable(content: Any) -> object:
    """JSON has no tuples: the pairs of a ballot come back as lists."""
    return [tuple(pair) for pair in content] if isinstance(content, list) else content
