"""What the server does by itself at start and each hour: it takes the day's backup, and deletes what has
been kept long enough."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from indsatskort import logs, purging
from indsatskort.errors import SetupError, StoreTroubleError
from indsatskort.settings import settings
from indsatskort.store import backup, current_store

HOUR_SECONDS = 3600.0

log = logging.getLogger(__name__)


def purge() -> purging.Purged:
    """Delete for good what is too old, and leave nothing of what was overwritten meanwhile."""
    store = current_store()
    with store.writing() as tx:
        purged = purging.purge(tx)
    if purged.is_any:
        store.scrub()
    else:
        store.empty_log()
    return purged


def back_up_if_due(at: datetime) -> None:
    """Take the day's backup of our own database, and let the oldest ones go."""
    ours = settings()
    if not ours.has_own_database or not backup.is_due(ours.backup_folder, at):
        return
    made = backup.back_up(ours.folder, ours.backup_folder, ours.backup_key, at=at)
    gone = backup.rotate(ours.folder, ours.backup_folder, days=ours.backup_days, at=at)
    log.info("Sikkerhedskopi taget: %s. Slettet, fordi de var for gamle: %s.", made, len(gone))


def keep_house() -> None:
    """Back up, then purge: a clock that is years ahead must find something to bring back."""
    back_up_if_due(datetime.now(UTC))
    logs.forget_old(settings().log_folder, settings().log_days, datetime.now(UTC))
    if (purged := purge()).is_any:
        log.info("Frister holdt: %s kort og %s navne slettet.", purged.cards, purged.aliases)


async def every_hour() -> None:
    """Keep house now and each hour; an hour that fails is said in the log and the next one tried."""
    while True:
        try:
            await run_in_threadpool(keep_house)
        except SetupError as fault:
            log.error("%s Vi prøver igen om en time.", fault)  # noqa: TRY400 - the sentence says it
        except StoreTroubleError:
            log.warning(
                "Kopi og oprydning må vente: databasen er ikke klar. Vi prøver igen om en time."
            )
        except Exception:
            log.exception("Kopi og oprydning gik ikke. Vi prøver igen om en time.")
        await asyncio.sleep(HOUR_SECONDS)
