"""Brings a database's schema up to date, one process at a time."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from indsatskort.errors import SetupError

LOCK = 7_049_049  # any constant that is ours: the advisory lock on PostgreSQL


def migrate(engine: sa.Engine) -> None:
    """Run what is missing. Raises SetupError when the database is newer than the program."""
    config = _config()
    with engine.begin() as connection:  # SQLite: BEGIN IMMEDIATE, so a second process waits here
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        found = MigrationContext.configure(connection).get_current_revision()
        if found is not None:
            check_known(found)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check_known(schema: str) -> None:
    """Raises SetupError when a database's newest migration is none of ours."""
    ours = ScriptDirectory.from_config(_config()).walk_revisions()
    if schema not in {each.revision for each in ours}:
        raise SetupError(
            f"Databasen er lavet af en nyere udgave af Indsatskort ({schema}). "
            "Opdater programmet, eller hent en sikkerhedskopi fra før opdateringen frem."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["skip_logging"] = True
    return config
