"""A card may be kept for a time of its own after its last change; NULL is the installation's."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("card", sa.Column("keep_months", sa.Integer(), nullable=True))
