"""Where the room has put items by effect and ease: frozen when shown, the scribe's where too few said.

Rule: an item stands where its answers put it from 3 answers (`effort.py`), else where the scribe puts
it. A place is kept as it was shown. When placings are shown again, an item keeps its place if one or
two of its answers differ from those behind the place that was shown.

Reason: the same as for dots: a second look must not tell what one person changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeAlias

from indsatskort.store.transaction import Transaction
from indsatskort.workshop import effort, repository
from indsatskort.workshop.effort import Judgement, Placed
from indsatskort.workshop.model import Workshop
from indsatskort.workshop.smallest_group import FEWEST

SUBJECT = "places"
Answers: TypeAlias = Mapping[str, Judgement]  # membership → what they said of one item


def freeze_places(tx: Transaction, workshop: Workshop) -> None:
    """Keep where the items stand now, and, while the meeting runs, what that was made from."""
    before = _kept(tx, workshop)
    given = _answers(tx, workshop)
    places, behind = {}, {}
    for item_id in workshop.offered:
        answers, shown = given.get(item_id, {}), before["places"].get(item_id)
        earlier = _judgements(before["showings"].get(item_id, {}))
        if shown and not shown["by_scribe"] and 0 < _changed(earlier, answers) < FEWEST:
            places[item_id], behind[item_id] = shown, earlier
        elif found := effort.placed(list(answers.values()), _scribes(shown)):
            places[item_id], behind[item_id] = _to_json(found), answers
    _put(tx, workshop, places, {item: _plain(answers) for item, answers in behind.items()})


def places_shown(tx: Transaction, workshop: Workshop) -> Mapping[str, Placed]:
    """Where the room has seen each item; one without a place is left out."""
    return {
        item_id: Placed(
            Judgement(kept["effect"], kept["ease"]),
            is_split=kept["split"],
            is_by_scribe=kept["by_scribe"],
        )
        for item_id, kept in _kept(tx, workshop)["places"].items()
    }


def put_by_scribe(tx: Transaction, workshop: Workshop, item_id: str, judgement: Judgement) -> None:
    """Put an item that has no place of the room's own."""
    kept = _kept(tx, workshop)
    place = _to_json(Placed(judgement, is_by_scribe=True))
    _put(tx, workshop, {**kept["places"], item_id: place}, kept["showings"])


def _kept(tx: Transaction, workshop: Workshop) -> Any:
    kept = repository.shown_result(tx, workshop.id, SUBJECT) or {}
    return {"places": kept.get("places", {}), "showings": dict(kept.get("showings") or {})}


def _put(tx: Transaction, workshop: Workshop, places: Any, showings: Any) -> None:
    kept = {"places": places, "showings": showings}
    repository.put_shown_result(tx, workshop.id, SUBJECT, kept)


def _answers(tx: Transaction, workshop: Workshop) -> Mapping[str, Answers]:
    found: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for each in repository.placements(tx, workshop.id):
        found[each.item_id][each.membership_id] = Judgement(each.effect, each.ease)
    return found


def _changed(before: Answers, now: Answers) -> int:
    """How many people's answers differ, those who came or went included."""
    return sum(before.get(who) != now.get(who) for who in {*before, *now})


def _scribes(shown: Mapping[str, Any] | None) -> Judgement | None:
    is_theirs = shown and shown["by_scribe"]
    return Judgement(shown["effect"], shown["ease"]) if shown and is_theirs else None


def _to_json(place: Placed) -> dict[str, Any]:
    effect, ease = place.judgement.effect, place.judgement.ease
    return {
        "effect": effect,
        "ease": ease,
        "split": place.is_split,
        "by_scribe": place.is_by_scribe,
    }


def _plain(answers: Answers) -> dict[str, list[int]]:
    return {who: [each.effect, each.ease] for who, each in answers.items()}


def _judgements(kept: Mapping[str, list[int]]) -> Answers:
    return {who: Judgement(*pair) for who, pair in kept.items()}
