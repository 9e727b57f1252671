"""Rounds say what they are for, and whether they begin with the last answers to confirm."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: making the table anew would take the answers of its rounds with it.
    op.add_column("round", sa.Column("purpose", sa.String(length=20), nullable=True))
    op.add_column(
        "round", sa.Column("carries_over", sa.Boolean(), nullable=False, server_default=sa.false())
    )
