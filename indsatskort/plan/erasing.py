"""What once stood in an action and must go for good, as when somebody wrote a resident's name."""

from __future__ import annotations

from indsatskort.access.model import Who
from indsatskort.cards import repository as cards
from indsatskort.cards import rules as card_rules
from indsatskort.cards.model import ABOUT_THE_PLAN, EventName
from indsatskort.cards.recording import record
from indsatskort.plan import repository
from indsatskort.store.transaction import Transaction


def erase_versions(tx: Transaction, who: Who, action_id: str) -> None:
    """Erase all that has stood in an action, save what stands there now, for good. Facilitators only.

    Raises NotFoundError. The events stay, without texts, and name the action as it is called now.
    """
    card_rules.check_manage(who)
    cards.card_of(tx, who.card_id, lock=True)
    action = repository.action_in_plan(tx, who.card_id, action_id)
    for event in cards.events_of_card(tx, who.card_id, names=ABOUT_THE_PLAN):
        if event.data.get("action") != action_id:
            continue
        emptied: dict[str, object] = {"changed": {}} if "changed" in event.data else {}
        cards.rewrite(tx, event, {**event.data, "what": action.what, **emptied})
    record(
        tx,
        who.card_id,
        EventName.ACTION_VERSIONS_ERASED,
        who=who,
        item_id=action.item_id,
        action=action.id,
        what=action.what,
    )
