"""Queries of the meeting. Every one names the card or the workshop, so that none crosses cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from indsatskort.cards.model import ABOUT_COMMENTS
from indsatskort.catalogue.model import Value
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction
from indsatskort.workshop.model import (
    Agreement,
    Ballot,
    Choice,
    ChoiceState,
    Comment,
    Person,
    Placement,
    Rating,
    View,
    Workshop,
)

STANDING = TypeAdapter(Workshop)
_CURRENT = (  # asked with every delivery, so made once
    sa.select(t.workshop.c.standing)
    .where(t.workshop.c.card_id == sa.bindparam("card_id"))
    .order_by(t.workshop.c.number.desc())
    .limit(1)
)


def to_document(workshop: Workshop) -> Any:
    """The standing as JSON."""
    return STANDING.dump_python(workshop, mode="json")


def of_document(document: Any) -> Workshop:
    return STANDING.validate_python(document)


# the workshop and its commands


def current_workshop(tx: Transaction, card_id: str) -> Workshop | None:
    """The newest workshop of a card."""
    row = tx.connection.execute(_CURRENT, {"card_id": card_id}).one_or_none()
    return of_document(row.standing) if row else None


def count_workshops(tx: Transaction, card_id: str) -> int:
    query = sa.select(sa.func.count()).where(t.workshop.c.card_id == card_id)
    return int(tx.connection.execute(query).scalar_one())


def insert_workshop(tx: Transaction, workshop: Workshop, number: int) -> None:
    tx.connection.execute(
        t.workshop.insert().values(
            id=workshop.id,
            card_id=workshop.card_id,
            round_id=workshop.round_id,
            number=number,
            version=workshop.version,
            standing=to_document(workshop),
        )
    )


def put_workshop(tx: Transaction, workshop: Workshop) -> None:
    tx.connection.execute(
        t.workshop.update()
        .where(t.workshop.c.id == workshop.id)
        .values(version=workshop.version, standing=to_document(workshop))
    )


def has_command(tx: Transaction, workshop_id: str, command_id: str) -> bool:
    c = t.workshop_command.c
    found = sa.select(c.id).where(c.workshop_id == workshop_id, c.command_id == command_id)
    return tx.connection.execute(found).one_or_none() is not None


def insert_command(
    tx: Transaction,
    before: Workshop,
    *,
    command_id: str,
    membership_id: str,
    name: str,
    is_undone: bool,
) -> None:
    tx.connection.execute(
        t.workshop_command.insert().values(
            workshop_id=before.id,
            command_id=command_id,
            at=tx.at,
            membership_id=membership_id,
            name=name,
            before=to_document(before),
            is_undone=is_undone,
        )
    )


def last_commands(tx: Transaction, workshop_id: str, limit: int = 10) -> tuple[Any, ...]:
    """The newest commands that were not taken back: id, at, alias, name, before."""
    c = t.workshop_command.c
    newest = _newest_commands(workshop_id, limit).where(c.is_undone.is_(False))
    return tuple(tx.connection.execute(newest))


def commands_since(tx: Transaction, workshop: Workshop, version: int) -> tuple[Any, ...]:
    """Every command given since the workshop had a version, oldest first; each raised it by one.
    Empty when the workshop never came past that version."""
    count = max(0, workshop.version - version)
    newest = tuple(tx.connection.execute(_newest_commands(workshop.id, count)))
    return newest[::-1] if len(newest) == count else ()


def _newest_commands(workshop_id: str, limit: int) -> sa.Select[Any]:
    c = t.workshop_command.c
    return (
        sa.select(t.workshop_command, t.membership.c.alias)
        .outerjoin(t.membership, t.membership.c.id == c.membership_id)
        .where(c.workshop_id == workshop_id)
        .order_by(c.id.desc())
        .limit(limit)
    )


def mark_undone(tx: Transaction, command: int) -> None:
    tx.connection.execute(
        t.workshop_command.update().where(t.workshop_command.c.id == command).values(is_undone=True)
    )


# people


def people(tx: Transaction, card_id: str) -> tuple[Person, ...]:
    """Everybody whose seat still stands, in the order they came; writers of demo texts left out."""
    m, i = t.membership.c, t.invitation.c
    rows = tx.connection.execute(
        sa.select(m.id, m.alias, m.is_gone, i.actor_id)
        .join(t.invitation, m.invitation_id == i.id)
        .where(m.card_id == card_id, m.generation == i.generation, m.resume_hash.is_not(None))
        .order_by(m.joined_at, m.id)
    )
    return tuple(Person(row.id, row.alias, row.actor_id, row.is_gone) for row in rows)


# ratings, flags, placements


def ratings(tx: Transaction, workshop_id: str, item_id: str | None = None) -> tuple[Rating, ...]:
    """Everybody's own ratings, with the column they are sitting in now."""
    r = t.rating.c
    query = (
        sa.select(t.rating, t.invitation.c.actor_id)
        .join(t.membership, t.membership.c.id == r.membership_id)
        .join(t.invitation, t.invitation.c.id == t.membership.c.invitation_id)
        .where(r.workshop_id == workshop_id)
    )
    if item_id is not None:
        query = query.where(r.item_id == item_id)
    return tuple(
        Rating(row.item_id, row.actor_id or "", row.membership_id, Value(row.value))
        for row in tx.connection.execute(query)
    )


def put_rating(
    tx: Transaction, workshop_id: str, item_id: str, membership_id: str, value: Value | None
) -> None:
    _replace(
        tx,
        t.rating,
        {"workshop_id": workshop_id, "item_id": item_id, "membership_id": membership_id},
        {"value": value} if value else None,
    )


def flags(tx: Transaction, workshop_id: str) -> Mapping[str, frozenset[str]]:
    """Who asked to talk about which item: item → memberships."""
    found: dict[str, set[str]] = {}
    rows = tx.connection.execute(sa.select(t.flag).where(t.flag.c.workshop_id == workshop_id))
    for row in rows:
        found.setdefault(row.item_id, set()).add(row.membership_id)
    return {item: frozenset(people) for item, people in found.items()}


def put_flag(
    tx: Transaction, workshop_id: str, item_id: str, membership_id: str, *, is_on: bool
) -> None:
    key = {"workshop_id": workshop_id, "item_id": item_id, "membership_id": membership_id}
    _replace(tx, t.flag, key, {} if is_on else None)


def placements(tx: Transaction, workshop_id: str) -> tuple[Placement, ...]:
    rows = tx.connection.execute(
        sa.select(t.placement).where(t.placement.c.workshop_id == workshop_id)
    )
    return tuple(Placement(row.item_id, row.membership_id, row.effect, row.ease) for row in rows)


def put_placement(tx: Transaction, workshop_id: str, placement: Placement) -> None:
    _replace(
        tx,
        t.placement,
        {
            "workshop_id": workshop_id,
            "item_id": placement.item_id,
            "membership_id": placement.membership_id,
        },
        {"effect": placement.effect, "ease": placement.ease},
    )


def _replace(
    tx: Transaction, table: sa.Table, key: Mapping[str, Any], values: Mapping[str, Any] | None
) -> None:
    """One row per key: the new one instead of the old, or none."""
    tx.connection.execute(
        table.delete().where(*(table.c[name] == value for name, value in key.items()))
    )
    if values is not None:
        tx.connection.execute(table.insert().values(**key, **values))


# ballots


def ballots(tx: Transaction, workshop_id: str, ballot_round: int) -> tuple[Ballot, ...]:
    c = t.ballot.c
    rows = tx.connection.execute(
        sa.select(t.ballot)
        .where(c.workshop_id == workshop_id, c.ballot_round == ballot_round)
        .order_by(c.paper, c.id)
    )
    return tuple(_ballot(row) for row in rows)


def ballot_of(
    tx: Transaction, workshop_id: str, ballot_round: int, membership_id: str
) -> Ballot | None:
    c = t.ballot.c
    row = tx.connection.execute(
        sa.select(t.ballot).where(
            c.workshop_id == workshop_id,
            c.ballot_round == ballot_round,
            c.membership_id == membership_id,
        )
    ).one_or_none()
    return _ballot(row) if row else None


def put_ballot(tx: Transaction, workshop_id: str, ballot: Ballot) -> None:
    """Write a ballot whole over the version before it."""
    values = {
        "workshop_id": workshop_id,
        "ballot_round": ballot.ballot_round,
        "membership_id": ballot.membership_id,
        "actor_id": ballot.actor_id,
        "paper": ballot.paper,
        "dots": dict(ballot.dots),
        "is_finished": ballot.is_finished,
        "version": ballot.version,
    }
    if ballot.version == 1:
        tx.connection.execute(t.ballot.insert().values(id=ballot.id, **values))
    else:
        tx.connection.execute(t.ballot.update().where(t.ballot.c.id == ballot.id).values(**values))


def withdraw(tx: Transaction, workshop_id: str, membership_id: str, ballot_round: int) -> None:
    """Withdraw what somebody who was removed has given unseen: the ballot of a round, the ratings."""
    b = t.ballot.c
    tx.connection.execute(
        t.ballot.delete().where(
            b.workshop_id == workshop_id,
            b.membership_id == membership_id,
            b.ballot_round == ballot_round,
        )
    )
    for table in (t.rating, t.flag, t.placement):
        tx.connection.execute(
            table.delete().where(
                table.c.workshop_id == workshop_id, table.c.membership_id == membership_id
            )
        )


def move_ballot(
    tx: Transaction, workshop_id: str, membership_id: str, ballot_round: int, *, actor_id: str
) -> None:
    """Let somebody's ballot count for another column."""
    b = t.ballot.c
    tx.connection.execute(
        t.ballot.update()
        .where(
            b.workshop_id == workshop_id,
            b.membership_id == membership_id,
            b.ballot_round == ballot_round,
        )
        .values(actor_id=actor_id)
    )


def delete_contributions(tx: Transaction, workshop_id: str) -> None:
    """Delete every rating, flag, ballot and placement of a workshop."""
    for table in (t.rating, t.flag, t.ballot, t.placement):
        tx.connection.execute(table.delete().where(table.c.workshop_id == workshop_id))


def _ballot(row: Any) -> Ballot:
    return Ballot(
        row.id,
        row.ballot_round,
        row.membership_id,
        row.actor_id,
        row.dots,
        row.is_finished,
        row.version,
        row.paper,
    )


def shown_result(tx: Transaction, workshop_id: str, subject: str) -> Any | None:
    """What the room has seen of a subject; a second look must not tell one person's change."""
    c = t.shown_result.c
    return tx.connection.execute(
        sa.select(c.shown).where(c.workshop_id == workshop_id, c.subject == subject)
    ).scalar_one_or_none()


def shown_results(tx: Transaction, workshop_id: str) -> tuple[tuple[str, Any], ...]:
    """Everything the room has seen, by subject."""
    rows = tx.connection.execute(
        sa.select(t.shown_result).where(t.shown_result.c.workshop_id == workshop_id)
    )
    return tuple((row.subject, row.shown) for row in rows)


def put_shown_result(tx: Transaction, workshop_id: str, subject: str, shown: Any) -> None:
    _replace(tx, t.shown_result, {"workshop_id": workshop_id, "subject": subject}, {"shown": shown})


# agreements, choices, comments


def agreements(tx: Transaction, round_id: str) -> Mapping[str, Agreement]:
    rows = tx.connection.execute(sa.select(t.agreement).where(t.agreement.c.round_id == round_id))
    return {row.item_id: _agreement(row) for row in rows}


def put_agreement(tx: Transaction, round_id: str, agreement: Agreement) -> None:
    _replace(
        tx,
        t.agreement,
        {"round_id": round_id, "item_id": agreement.item_id},
        {
            "text": agreement.text,
            "value": agreement.value,
            "is_split": agreement.is_split,
            "other_text": agreement.other.text,
            "other_value": agreement.other.value,
            "version": agreement.version,
        },
    )


def _agreement(row: Any) -> Agreement:
    return Agreement(
        row.item_id,
        row.text,
        Value(row.value) if row.value else None,
        row.is_split,
        View(row.other_text, Value(row.other_value) if row.other_value else None),
        row.version,
    )


def choices(tx: Transaction, round_id: str) -> tuple[Choice, ...]:
    """Chosen and parked items, in the order they were put."""
    c = t.choice.c
    rows = tx.connection.execute(
        sa.select(t.choice).where(c.round_id == round_id).order_by(c.position)
    )
    return tuple(
        Choice(
            row.item_id,
            ChoiceState(row.state),
            Value(row.ambition) if row.ambition else None,
            row.reason,
        )
        for row in rows
    )


def put_choices(tx: Transaction, round_id: str, chosen: Sequence[Choice]) -> None:
    """All choices of a round, in their order, instead of those before."""
    tx.connection.execute(t.choice.delete().where(t.choice.c.round_id == round_id))
    for position, each in enumerate(chosen):
        tx.connection.execute(
            t.choice.insert().values(
                round_id=round_id,
                item_id=each.item_id,
                state=each.state,
                ambition=each.ambition,
                reason=each.reason,
                position=position,
            )
        )


def comments(
    tx: Transaction, card_id: str, ids: Collection[str] | None = None
) -> tuple[Comment, ...]:
    """The remarks on a card, or some of them by their ids; oldest first."""
    c = t.comment.c
    query = (
        sa.select(t.comment, t.membership.c.alias)
        .outerjoin(t.membership, t.membership.c.id == c.membership_id)
        .where(c.card_id == card_id)
        .order_by(c.at, c.id)
    )
    rows = tx.connection.execute(query if ids is None else query.where(c.id.in_(ids)))
    return tuple(
        Comment(
            row.id,
            row.item_id,
            row.membership_id,
            row.actor_id,
            row.alias or "",
            row.text,
            row.at,
            row.is_flagged,
            row.is_resolved,
        )
        for row in rows
    )


def comments_changed_since(tx: Transaction, card_id: str, revision: int) -> frozenset[str]:
    """The ids of the remarks that something was done to after a revision, as the events tell."""
    e = t.event.c
    query = sa.select(e.data).where(
        e.card_id == card_id, e.revision > revision, e.name.in_(ABOUT_COMMENTS)
    )
    return frozenset(data["comment"] for data in tx.connection.execute(query).scalars())


def is_comment_id_taken(tx: Transaction, comment_id: str) -> bool:
    """On whatever card: an id is chosen by the browser that sends the remark."""
    query = sa.select(sa.literal(1)).where(t.comment.c.id == comment_id)
    return tx.connection.execute(query).scalar() is not None


def insert_comment(tx: Transaction, card_id: str, comment: Comment) -> None:
    tx.connection.execute(
        t.comment.insert().values(
            id=comment.id,
            card_id=card_id,
            item_id=comment.item_id,
            membership_id=comment.membership_id,
            actor_id=comment.actor_id,
            text=comment.text,
            at=comment.at,
            is_flagged=comment.is_flagged,
            is_resolved=comment.is_resolved,
        )
    )


def update_comment(tx: Transaction, card_id: str, comment_id: str, **values: Any) -> None:
    c = t.comment.c
    tx.connection.execute(
        t.comment.update().where(c.card_id == card_id, c.id == comment_id).values(**values)
    )
