"""A facilitator's seat tied to a work account: its owner comes back by signing in, from any computer."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from itsdangerous import BadSignature, URLSafeSerializer

from indsatskort.access import repository, rules, service
from indsatskort.access.model import Role, Who
from indsatskort.access.service import Entered
from indsatskort.access.staff import Staff
from indsatskort.access.tokens import keys
from indsatskort.errors import NotFoundError
from indsatskort.settings import settings
from indsatskort.store.transaction import Transaction


def tie(tx: Transaction, who: Who, person: str) -> None:
    """From now on whoever signs in as this person may come back to the seat. Facilitators only."""
    rules.check_invite(who)
    repository.update_membership(tx, who.membership_id, staff_hash=_hash(person))


def untie(tx: Transaction, who: Who) -> None:
    """The seat is reached by its browser and the link alone. Facilitators only."""
    rules.check_invite(who)
    repository.update_membership(tx, who.membership_id, staff_hash=None)


def is_tied(tx: Transaction, who: Who) -> bool:
    return repository.staff_hash(tx, who.membership_id) is not None


def tied_to(tx: Transaction, person: str) -> tuple[Who, ...]:
    """The living seats of a person, newest first; a replaced link ends these too."""
    found = repository.memberships_of_staff(tx, _hash(person))
    return tuple(who for who in found if who.role is Role.FACILITATOR)


def way_back(staff: Staff, seat: Who) -> str:
    """What a form carries from the page that knows who is signed in; good until the token ends."""
    ends = staff.until.timestamp()
    return str(_ways().dumps([seat.membership_id, _hash(staff.person), ends]))


def come_back(tx: Transaction, way: str, sessions: Sequence[str]) -> Entered:
    """Take the seat into this browser; the one it was in before is out. Raises NotFoundError."""
    membership_id, person_hash, ends = _read(way)
    who = repository.membership(tx, membership_id)
    stands = repository.staff_hash(tx, membership_id) or ""
    if who is None or ends <= tx.at.timestamp() or not hmac.compare_digest(stands, person_hash):
        raise NotFoundError
    return service.take_over(tx, who, sessions)


def _read(way: str) -> tuple[str, str, float]:
    try:
        membership_id, person_hash, ends = _ways().loads(way)
    except BadSignature as fault:
        raise NotFoundError from fault
    return membership_id, person_hash, ends


def _hash(person: str) -> str:
    return hmac.digest(keys().hashing, f"staff {person}".encode(), "sha256").hex()


def _ways() -> URLSafeSerializer:
    return URLSafeSerializer(settings().key, salt="come back")
