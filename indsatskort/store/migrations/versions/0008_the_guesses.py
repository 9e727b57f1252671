"""Wrong guesses of links and codes, by the keyed hash of an address, for a day."""

import sqlalchemy as sa
from alembic import op

from indsatskort.store.tables import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "guess",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guess")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_guess_at"), "guess", ["at"], unique=False)
    op.create_index("ix_guess_address_hash_at", "guess", ["address_hash", "at"], unique=False)
