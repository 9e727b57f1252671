"""A card with a secret on it, and everybody who has no business there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.access.tokens import Keys, keys
from indsatskort.api.identity import cookie_name
from indsatskort.plan import service as plan
from indsatskort.plan.model import ActionText
from indsatskort.settings import settings
from indsatskort.store import current_store, tables
from tests.api.conftest import SOLGAARDEN, Person, new_browser
from tests.api.test_meeting import prepared

# Anna (facilitator), Bo (whose column it is), Carla (another column), Dorte (reader)
PEOPLE = ("anna", "bo", "carla", "dorte")
SECRET = "Det kun kortets egne må læse"


def filled(anna: Person, bo: Person) -> Mapping[str, str]:
    """Bo has written the secret wherever one can and a meeting is held: the ids of it all."""
    bo.save(SECRET)
    comment = {"id": str(uuid4()), "item": "D1.1.1", "text": SECRET}
    assert bo.post("/comments", comment).status_code == 200
    prepared(anna)
    return {
        "round_id": bo.card.round,
        "item_id": "D1.1.1",
        "actor_id": bo.card.actors[SOLGAARDEN],
        "comment_id": str(comment["id"]),
        "action_id": bo.do(plan.add_action, ActionText(SECRET)).id,
        "activity_id": str(uuid4()),
        "tool": "spaendingsfelt",
        "cell_id": "sider.behov.svar",
    }


def with_cookie(person: Person, cookie: str) -> Person:
    browser = new_browser()
    if cookie:
        browser.cookies.set(cookie_name(), cookie)
    return Person(person.card, browser, person.som)


def forged(person: Person, _erik: Person) -> Person:
    genuine = person.browser.cookies[cookie_name()]
    return with_cookie(person, genuine[:-3] + ("xyz" if genuine[-3:] != "xyz" else "zyx"))


def of_another_secret(person: Person, _erik: Person) -> Person:
    named = keys().signing.loads(person.browser.cookies[cookie_name()])
    return with_cookie(person, str(Keys.of("another secret").signing.dumps(named)))


def of_another_card(person: Person, erik: Person) -> Person:
    """Erik has got hold of the ids of a membership that is not his."""
    return Person(person.card, erik.browser, person.som)


def of_another_card_as_himself(person: Person, erik: Person) -> Person:
    return Person(person.card, erik.browser, erik.som)


def old_generation(person: Person, _erik: Person) -> Person:
    other = Person(person.card).come_in(Role.FACILITATOR, "Agnes")
    for link in other.do(access.links):
        other.do(access.replace_link, link.invitation.id)
    now = {link.invitation.role: link.token for link in other.do(access.links)}
    person.card.tokens |= {Role.FACILITATOR: now[Role.FACILITATOR]}
    return person


def left(person: Person, _erik: Person) -> Person:
    person.browser.post("/forlad/", data={"som": person.som})
    return person


def expired(person: Person, _erik: Person) -> Person:
    """Their session began a day before the oldest that is still good."""
    ids = keys().sessions_of(person.browser.cookies[cookie_name()])
    began = datetime.now(UTC) - timedelta(days=settings().session_days + 1)
    c = tables.browser.c
    with current_store().writing() as tx:
        tx.connection.execute(tables.browser.update().where(c.id.in_(ids)).values(created_at=began))
    return person


STRANGE: dict[str, Callable[[Person, Person], Person]] = {
    "no cookie": lambda person, _erik: with_cookie(person, ""),
    "forged": forged,
    "of another secret": of_another_secret,
    "expired": expired,
    "of another card": of_another_card,
    "of another card, as himself": of_another_card_as_himself,
    "old generation": old_generation,
    "left": left,
}
