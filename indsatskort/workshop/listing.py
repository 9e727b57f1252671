"""The discussion list of a card, as the rule of `discussion.py` makes it from what stands there now."""

from __future__ import annotations

from indsatskort.access.model import Who
from indsatskort.cards import service as card_service
from indsatskort.catalogue.model import Catalogue
from indsatskort.store.transaction import Transaction
from indsatskort.workshop import commenting, repository, results
from indsatskort.workshop.discussion import Entry, discussion_list
from indsatskort.workshop.model import ListedItem, Workshop


def list_now(
    tx: Transaction, who: Who, workshop: Workshop, catalogue: Catalogue
) -> tuple[tuple[ListedItem, ...], tuple[ListedItem, ...]]:
    """The items to discuss, and those that did not come in with the sentence that says why."""
    found = discussion_list(
        card_service.read_filled_card(tx, who, workshop.round_id),
        catalogue,
        results.revealed_ratings(tx, workshop),
        _asked_for(tx, who, workshop),
    )
    listed = tuple(_listed(entry) for entry in found.entries)
    left_off = tuple(
        ListedItem(each.entry.item_id, (each.why, *_sentences(each.entry)))
        for each in found.left_off
    )
    return listed, left_off


def _asked_for(tx: Transaction, who: Who, workshop: Workshop) -> dict[str, int]:
    """How many people ask to talk about an item: at the meeting, in a comment, or both."""
    at_meeting = repository.flags(tx, workshop.id)
    in_comments = commenting.requests_to_talk(tx, who.card_id)
    return {
        item: len(at_meeting.get(item, frozenset()) | in_comments.get(item, frozenset()))
        for item in {*at_meeting, *in_comments}
    }


def _listed(entry: Entry) -> ListedItem:
    public = tuple(each.sentence for each in entry.reasons if each.is_for_big_screen)
    return ListedItem(entry.item_id, _sentences(entry), public)


def _sentences(entry: Entry) -> tuple[str, ...]:
    return tuple(each.sentence for each in entry.reasons)
