"""A facilitator's seat may be tied to a work account, which is kept as a keyed hash."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("membership", sa.Column("staff_hash", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_membership_staff_hash"), "membership", ["staff_hash"], unique=False)
