"""What the server does by itself: a backup a day, before anything is deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indsatskort.api import daily
from indsatskort.settings import settings
from indsatskort.store import backup, restore
from tests.api.conftest import OnACard, forget

NOW = datetime.now(UTC)


def test_a_day_has_one_backup_and_the_old_ones_go(card: OnACard) -> None:
    into = settings().backup_folder
    for hours in (0, 1, 22, 24, 25, 60 * 24, 61 * 24, 62 * 24):
        daily.back_up_if_due(NOW + timedelta(hours=hours))

    days = [round((moment - NOW) / timedelta(days=1)) for moment in backup.backups(into).values()]
    assert days == [62, 61, 60]


def test_what_the_purge_deletes_stands_in_the_backup_before_it(
    card: OnACard, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return NOW + timedelta(days=800)

    monkeypatch.setattr("indsatskort.store.engine.datetime", Later)  # a clock that is years ahead
    daily.keep_house()

    [made] = backup.backups(settings().backup_folder)
    assert restore.check(made, "", settings().folder).cards == 1
    assert daily.purge().cards == 0  # it is gone already


def test_a_database_elsewhere_is_not_ours_to_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_DATABASE_URL", "postgresql://kort@db/kort")
    forget()

    daily.back_up_if_due(NOW)

    assert not (tmp_path / "backups").exists()
