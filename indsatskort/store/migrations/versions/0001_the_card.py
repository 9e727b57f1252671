"""The card, its rounds, answers, people and history."""

import sqlalchemy as sa
from alembic import op

from indsatskort.store.tables import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "browser",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser")),
    )
    op.create_table(
        "card",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("demo", sa.String(length=20), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("demo", name=op.f("uq_card_demo")),
    )
    op.create_table(
        "actor",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_actor_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_card_id"), "actor", ["card_id"], unique=False)
    op.create_table(
        "own_item",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("field_id", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_own_item_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_item")),
    )
    op.create_index(op.f("ix_own_item_card_id"), "own_item", ["card_id"], unique=False)
    op.create_table(
        "round",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_round_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("card_id", "number", name=op.f("uq_round_card_id_number")),
    )
    op.create_index(op.f("ix_round_card_id"), "round", ["card_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("token_sealed", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_invitation_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_invitation_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_actor_id"), "invitation", ["actor_id"], unique=False)
    op.create_index(op.f("ix_invitation_card_id"), "invitation", ["card_id"], unique=False)
    op.create_table(
        "relevance",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=36), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_relevance_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "item_id", "scope", name=op.f("pk_relevance")),
    )
    op.create_table(
        "round_column",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_taking_part", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_round_column_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_column_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "actor_id", name=op.f("pk_round_column")),
    )
    op.create_index(op.f("ix_round_column_actor_id"), "round_column", ["actor_id"], unique=False)
    op.create_table(
        "round_own_item",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("statement", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_taking_part", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["own_item.id"], name=op.f("fk_round_own_item_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_own_item_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "item_id", name=op.f("pk_round_own_item")),
    )
    op.create_index(op.f("ix_round_own_item_item_id"), "round_own_item", ["item_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("invitation_id", sa.String(length=36), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=80), nullable=False),
        sa.Column("browser_id", sa.String(length=36), nullable=True),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["browser_id"],
            ["browser.id"],
            name=op.f("fk_membership_browser_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_membership_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_membership_invitation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_browser_id"), "membership", ["browser_id"], unique=False)
    op.create_index(op.f("ix_membership_card_id"), "membership", ["card_id"], unique=False)
    op.create_index(
        op.f("ix_membership_invitation_id"), "membership", ["invitation_id"], unique=False
    )
    op.create_table(
        "answer",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=True),
        sa.Column("under_way", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by", sa.String(length=36), nullable=True),
        sa.Column("is_proxy", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_answer_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_answer_round_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["membership.id"], name=op.f("fk_answer_saved_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("round_id", "item_id", "actor_id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_actor_id"), "answer", ["actor_id"], unique=False)
    op.create_index("ix_answer_round_id_revision", "answer", ["round_id", "revision"], unique=False)
    op.create_index(op.f("ix_answer_saved_by"), "answer", ["saved_by"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=True),
        sa.Column("round_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("actor_id", sa.String(length=36), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("edit_id", sa.String(length=36), nullable=True),
        sa.Column("edit_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_event_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_event_membership_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("card_id", "edit_id", name=op.f("uq_event_card_id_edit_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_card_id_revision", "event", ["card_id", "revision"], unique=False)
    op.create_index("ix_event_cell", "event", ["round_id", "item_id", "actor_id"], unique=False)
    op.create_index(op.f("ix_event_membership_id"), "event", ["membership_id"], unique=False)
