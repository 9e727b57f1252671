"""The companion tools: their cells, and which of them a card shows."""

import sqlalchemy as sa
from alembic import op

from indsatskort.store.tables import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "tool_cell",
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("tool", sa.String(length=60), nullable=False),
        sa.Column("cell_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_tool_cell_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"],
            ["membership.id"],
            name=op.f("fk_tool_cell_saved_by"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("card_id", "tool", "cell_id", name=op.f("pk_tool_cell")),
    )
    op.create_index(op.f("ix_tool_cell_saved_by"), "tool_cell", ["saved_by"], unique=False)
    op.create_table(
        "card_tool",
        sa.Column("card_id", sa.String(length=36), nullable=False),
        sa.Column("tool", sa.String(length=60), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_card_tool_card_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", "tool", name=op.f("pk_card_tool")),
    )
