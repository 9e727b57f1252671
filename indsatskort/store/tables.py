"""The tables. Stored values are stable English slugs; times are UTC; ids are UUIDs as text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment in UTC on every database; naive times are refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(36), primary_key=True)


def _owned_by(table: str, *, name: str = "", **options: Any) -> sa.Column[Any]:
    """A foreign key whose row goes when its owner goes: deletion deletes."""
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name or f"{table}_id", sa.String(36), owner, **({"nullable": False} | options))


card = sa.Table(
    "card",
    metadata,
    _id(),
    sa.Column("municipality", sa.String(80), nullable=False),
    sa.Column("title", sa.String(80), nullable=False),
    sa.Column("contact", sa.String(200), nullable=False, default=""),
    sa.Column("demo", sa.String(20), unique=True),  # which built-in card this is, or NULL
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

actor = sa.Table(
    "actor",
    metadata,
    _id(),
    _owned_by("card", index=True),
    sa.Column("kind", sa.String(20), nullable=False),
)

round_ = sa.Table(
    "round",
    metadata,
    _id(),
    _owned_by("card", index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("closes_on", sa.Date),
    sa.Column("closed_at", UtcDateTime),
    sa.UniqueConstraint("card_id", "number"),
)

round_column = sa.Table(
    "round_column",
    metadata,
    _owned_by("round", primary_key=True),
    _owned_by("actor", primary_key=True, index=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("is_taking_part", sa.Boolean, nullable=False),
)

own_item = sa.Table(
    "own_item",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    _owned_by("card", index=True),
    sa.Column("field_id", sa.String(10), nullable=False),
)

round_own_item = sa.Table(
    "round_own_item",
    metadata,
    _owned_by("round", primary_key=True),
    sa.Column(
        "item_id",
        sa.String(40),
        sa.ForeignKey("own_item.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    sa.Column("title", sa.String(80), nullable=False),
    sa.Column("statement", sa.String(400), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("is_taking_part", sa.Boolean, nullable=False),
)

relevance = sa.Table(
    "relevance",
    metadata,
    _owned_by("round", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    sa.Column("scope", sa.String(36), primary_key=True),  # a kind of actor, or one actor's id
    sa.Column("value", sa.String(20), nullable=False),
)

browser = sa.Table("browser", metadata, _id(), sa.Column("created_at", UtcDateTime, nullable=False))

invitation = sa.Table(
    "invitation",
    metadata,
    _id(),
    _owned_by("card", index=True),
    sa.Column("role", sa.String(20), nullable=False),
    _owned_by("actor", nullable=True, index=True),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("token_sealed", sa.String(200), nullable=False),
)

membership = sa.Table(
    "membership",
    metadata,
    _id(),
    _owned_by("card", index=True),
    _owned_by("invitation", index=True),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("alias", sa.String(80), nullable=False),
    sa.Column(
        "browser_id", sa.String(36), sa.ForeignKey("browser.id", ondelete="SET NULL"), index=True
    ),
    sa.Column("joined_at", UtcDateTime, nullable=False),
    sa.Column("resume_hash", sa.String(64), unique=True, index=True),  # of the personal code
    sa.Column("resume_sealed", sa.String(200)),
    sa.Column("is_gone", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("is_scribe", sa.Boolean, nullable=False, server_default=sa.false()),
)

answer = sa.Table(
    "answer",
    metadata,
    _owned_by("round", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    _owned_by("actor", primary_key=True, index=True),
    sa.Column("value", sa.String(20)),
    sa.Column("under_way", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("saved_at", UtcDateTime, nullable=False),
    sa.Column(
        "saved_by", sa.String(36), sa.ForeignKey("membership.id", ondelete="SET NULL"), index=True
    ),
    sa.Column("is_proxy", sa.Boolean, nullable=False),
    sa.Index("ix_answer_round_id_revision", "round_id", "revision"),
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _owned_by("card"),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("name", sa.String(30), nullable=False),
    sa.Column(
        "membership_id",
        sa.String(36),
        sa.ForeignKey("membership.id", ondelete="SET NULL"),
        index=True,
    ),
    sa.Column("round_id", sa.String(36)),
    sa.Column("item_id", sa.String(40)),
    sa.Column("actor_id", sa.String(36)),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("edit_id", sa.String(36)),
    sa.Column("edit_digest", sa.String(64)),
    sa.UniqueConstraint("card_id", "edit_id"),
    sa.Index("ix_event_card_id_revision", "card_id", "revision"),
    sa.Index("ix_event_cell", "round_id", "item_id", "actor_id"),
    sqlite_autoincrement=True,
)


# the meeting

door = sa.Table(
    "door",
    metadata,
    _owned_by("card", primary_key=True),
    sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("code_sealed", sa.String(200), nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
)

workshop = sa.Table(
    "workshop",
    metadata,
    _id(),
    _owned_by("card", index=True),
    _owned_by("round"),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("standing", sa.JSON, nullable=False),
    sa.UniqueConstraint("card_id", "number"),
)

workshop_command = sa.Table(
    "workshop_command",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _owned_by("workshop", index=True),
    sa.Column("command_id", sa.String(36), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column(
        "membership_id",
        sa.String(36),
        sa.ForeignKey("membership.id", ondelete="SET NULL"),
        index=True,
    ),
    sa.Column("name", sa.String(30), nullable=False),
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("is_undone", sa.Boolean, nullable=False),
    sa.UniqueConstraint("workshop_id", "command_id"),
    sqlite_autoincrement=True,
)

rating = sa.Table(
    "rating",
    metadata,
    _owned_by("workshop", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    _owned_by("membership", primary_key=True, index=True),
    sa.Column("value", sa.String(20), nullable=False),
)

flag = sa.Table(
    "flag",
    metadata,
    _owned_by("workshop", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    _owned_by("membership", primary_key=True, index=True),
)

ballot = sa.Table(
    "ballot",
    metadata,
    _id(),
    _owned_by("workshop", index=True),
    sa.Column("ballot_round", sa.Integer, nullable=False),
    sa.Column(
        "membership_id",
        sa.String(36),
        sa.ForeignKey("membership.id", ondelete="SET NULL"),
        index=True,
    ),
    _owned_by("actor", index=True),
    sa.Column("paper", sa.Integer),
    sa.Column("dots", sa.JSON, nullable=False),
    sa.Column("is_finished", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("workshop_id", "ballot_round", "membership_id"),
)

shown_result = sa.Table(
    "shown_result",
    metadata,
    _owned_by("workshop", primary_key=True),
    sa.Column("subject", sa.String(60), primary_key=True),  # `ballot 1`, or `item actor`
    sa.Column("shown", sa.JSON, nullable=False),
)

placement = sa.Table(
    "placement",
    metadata,
    _owned_by("workshop", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    _owned_by("membership", primary_key=True, index=True),
    sa.Column("effect", sa.Integer, nullable=False),
    sa.Column("ease", sa.Integer, nullable=False),
)

agreement = sa.Table(
    "agreement",
    metadata,
    _owned_by("round", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("value", sa.String(20)),
    sa.Column("is_split", sa.Boolean, nullable=False),
    sa.Column("other_text", sa.Text, nullable=False),
    sa.Column("other_value", sa.String(20)),
    sa.Column("version", sa.Integer, nullable=False),
)

choice = sa.Table(
    "choice",
    metadata,
    _owned_by("round", primary_key=True),
    sa.Column("item_id", sa.String(40), primary_key=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("ambition", sa.String(20)),
    sa.Column("reason", sa.String(400), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
)

comment = sa.Table(
    "comment",
    metadata,
    _id(),
    _owned_by("card", index=True),
    sa.Column("item_id", sa.String(40), nullable=False),
    sa.Column(
        "membership_id",
        sa.String(36),
        sa.ForeignKey("membership.id", ondelete="SET NULL"),
        index=True,
    ),
    sa.Column("actor_id", sa.String(36)),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("is_flagged", sa.Boolean, nullable=False),
    sa.Column("is_resolved", sa.Boolean, nullable=False),
)
