"""How far the items concern each kind of actor or column in a round."""

from __future__ import annotations

from collections.abc import Mapping

from indsatskort.access.model import Who
from indsatskort.cards import repository, rules
from indsatskort.cards.model import EventName
from indsatskort.cards.recording import record
from indsatskort.cards.rounds import open_round_of
from indsatskort.cards.service import cells_shown
from indsatskort.catalogue.model import ActorKind, Relevance
from indsatskort.errors import NotFoundError
from indsatskort.store.transaction import Transaction


def read_relevance_overrides(
    tx: Transaction, who: Who, round_id: str
) -> Mapping[tuple[str, str], Relevance]:
    """What this round says differently from the editors' default, by item and kind or actor."""
    return repository.relevance_overrides(tx, repository.round_of(tx, who.card_id, round_id).id)


def set_relevance(
    tx: Transaction, who: Who, round_id: str, item_id: str, scope: str, value: Relevance | None
) -> None:
    """Say how far an item concerns a kind of actor or one column in the open round; None goes back
    to the default. `scope` is a kind's slug or an actor's id."""
    rules.check_manage(who)
    open_round_of(tx, who.card_id, round_id)
    items, actors = cells_shown(tx, round_id)
    if item_id not in items or scope not in actors | set(ActorKind):
        raise NotFoundError
    record(
        tx,
        who.card_id,
        EventName.RELEVANCE_SET,
        who=who,
        round_id=round_id,
        item_id=item_id,
        scope=scope,
        value=value,
    )
    repository.put_relevance(tx, round_id, item_id, scope, value)
