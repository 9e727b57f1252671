"""The meeting: programme, ratings, dots, agreements, choices, comments."""

import sqlalchemy as sa
from alembic import op

from indsatskort.store.tables import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "door",
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.String(length=200), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_door_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_door")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_door_code_hash")),
    )
    op.create_table(
        "agreement",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=True),
        sa.Column("is_split", sa.Boolean(), nullable=False),
        sa.Column("other_text", sa.Text(), nullable=False),
        sa.Column("other_value", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_agreement_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "item_id", name=op.f("pk_agreement")),
    )
    op.create_table(
        "choice",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("ambition", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_choice_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "item_id", name=op.f("pk_choice")),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_workshop_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_workshop_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("card_id", "number", name=op.f("uq_workshop_card_id_number")),
    )
    op.create_index(op.f("ix_workshop_card_id"), "workshop", ["card_id"], unique=False)
    op.create_table(
        "shown_result",
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_shown_result_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "subject", name=op.f("pk_shown_result")),
    )
    op.create_table(
        "ballot",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("ballot_round", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=True),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=True),
        sa.Column("dots", sa.JSON(), nullable=False),
        sa.Column("is_finished", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_ballot_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_ballot_membership_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_ballot_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint(
            "workshop_id",
            "ballot_round",
            "membership_id",
            name=op.f("uq_ballot_workshop_id_ballot_round_membership_id"),
        ),
    )
    op.create_index(op.f("ix_ballot_actor_id"), "ballot", ["actor_id"], unique=False)
    op.create_index(op.f("ix_ballot_membership_id"), "ballot", ["membership_id"], unique=False)
    op.create_index(op.f("ix_ballot_workshop_id"), "ballot", ["workshop_id"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=True),
        sa.Column("actor_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("is_resolved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_comment_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_comment_membership_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_card_id"), "comment", ["card_id"], unique=False)
    op.create_index(op.f("ix_comment_membership_id"), "comment", ["membership_id"], unique=False)
    op.create_table(
        "flag",
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_flag_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_flag_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "item_id", "membership_id", name=op.f("pk_flag")),
    )
    op.create_index(op.f("ix_flag_membership_id"), "flag", ["membership_id"], unique=False)
    op.create_table(
        "placement",
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=False),
        sa.Column("effect", sa.Integer(), nullable=False),
        sa.Column("ease", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_placement_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_placement_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workshop_id", "item_id", "membership_id", name=op.f("pk_placement")
        ),
    )
    op.create_index(
        op.f("ix_placement_membership_id"), "placement", ["membership_id"], unique=False
    )
    op.create_table(
        "rating",
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_rating_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_rating_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "item_id", "membership_id", name=op.f("pk_rating")),
    )
    op.create_index(op.f("ix_rating_membership_id"), "rating", ["membership_id"], unique=False)
    op.create_table(
        "workshop_command",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("membership_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_workshop_command_membership_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_workshop_command_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_command")),
        sa.UniqueConstraint(
            "workshop_id", "command_id", name=op.f("uq_workshop_command_workshop_id_command_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_workshop_command_membership_id"),
        "workshop_command",
        ["membership_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_workshop_command_workshop_id"), "workshop_command", ["workshop_id"], unique=False
    )
    op.add_column("membership", sa.Column("resume_hash", sa.String(length=64), nullable=True))
    op.add_column("membership", sa.Column("resume_sealed", sa.String(length=200), nullable=True))
    op.add_column(
        "membership",
        sa.Column("is_gone", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "membership",
        sa.Column("is_scribe", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_index(op.f("ix_membership_resume_hash"), "membership", ["resume_hash"], unique=True)
