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
    sa.Column("keep_months", sa.Integer),  # NULL for the installation's
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
    sa.Column("purpose", sa.String(20)),
    sa.Column("carries_over", sa.Boolean, nullable=False, server_default=sa.false()),
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

# a session: one sign-in in one browser; the cookie names those of its browser
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
    sa.Column("staff_hash", sa.String(64), index=True),  # of the work account a facilitator tied
    sa.Column("is_gone", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("is_scribe", sa.Boolean, nullable=False, server_default=sa.false()),
)

guess = sa.Table(
    "guess",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("address_hash", sa.String(64), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Index("ix_guess_address_hash_at", "address_hash", "at"),
    sqlite_autoincrement=True,
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


# the plan

action = sa.Table(
    "action",
    metadata,
    _id(),
    _owned_by("card", index=True),
    sa.Column("item_id", sa.String(40)),
    sa.Column("what", sa.String(200), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("resident_values", sa.JSON, nullable=False),
    sa.Column("lead", sa.String(120), nullable=False),
    sa.Column("contributions", sa.JSON, nullable=False),  # actor id: what it brings
    sa.Column("first_step", sa.Text, nullable=False),
    sa.Column("first_step_on", sa.Date),
    sa.Column("deadline", sa.Date),
    sa.Column("sign", sa.Text, nullable=False),
    sa.Column("resources", sa.Text, nullable=False),
    sa.Column("barriers", sa.JSON, nullable=False),
    sa.Column("barrier_note", sa.Text, nullable=False),
    sa.Column("phase", sa.String(20)),
    sa.Column("done_tasks", sa.JSON, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("is_removed", sa.Boolean, nullable=False),
)

follow_up = sa.Table(
    "follow_up",
    metadata,
    _id(),
    _owned_by("action", index=True),
    sa.Column(
        "membership_id",
        sa.String(36),
        sa.ForeignKey("membership.id", ondelete="SET NULL"),
        index=True,
    ),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

follow_up_date = sa.Table(
    "follow_up_date",
    metadata,
    _owned_by("card", primary_key=True),
    sa.Column("rhythm", sa.String(20), primary_key=True),
    sa.Column("held_on", sa.Date, nullable=False),
)

follow_up_meeting = sa.Table(
    "follow_up_meeting",
    metadata,
    _id(),
    _owned_by("card", index=True),
    sa.Column("action_ids", sa.JSON, nullable=False),  # in the order they are taken
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
)


# activities

activity = sa.Table(
    "activity",
    metadata,
    _id(),
    _owned_by("card", index=True),
    _owned_by("actor", index=True),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("starts_at", sa.Time, nullable=False),
    sa.Column("title", sa.String(80), nullable=False),
    sa.Column("category", sa.String(20), nullable=False),
    sa.Column("form", sa.String(20), nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("residents", sa.Integer, nullable=False),
    sa.Column("volunteers", sa.Integer, nullable=False),
    sa.Column("has_staff", sa.Boolean, nullable=False),
    sa.Column("attachment", sa.String(20), nullable=False),
    sa.Column("audience", sa.String(20), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

activity_period = sa.Table(
    "activity_period",
    metadata,
    _owned_by("card", primary_key=True),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date, nullable=False),
)


# files that wait for a yes

upload = sa.Table(
    "upload",
    metadata,
    _id(),
    _owned_by("card", index=True),
    _owned_by("membership", unique=True),
    sa.Column("file_name", sa.String(120), nullable=False),
    sa.Column("sent_at", UtcDateTime, nullable=False),
    sa.Column("told", sa.Text, nullable=False),  # what the file holds, as its reader told it
    sa.Column("fault", sa.String(30)),
)


# the companion tools

tool_cell = sa.Table(
    "tool_cell",
    metadata,
    _owned_by("card", primary_key=True),
    sa.Column("tool", sa.String(60), primary_key=True),
    sa.Column("cell_id", sa.String(60), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("saved_at", UtcDateTime, nullable=False),
    sa.Column(
        "saved_by", sa.String(36), sa.ForeignKey("membership.id", ondelete="SET NULL"), index=True
    ),
)

card_tool = sa.Table(
    "card_tool",
    metadata,
    _owned_by("card", primary_key=True),
    sa.Column("tool", sa.String(60), primary_key=True),
    sa.Column("is_shown", sa.Boolean, nullable=False),
)
