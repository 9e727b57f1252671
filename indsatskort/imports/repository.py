"""The files that wait for a yes: one a person, kept for a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from indsatskort.access.model import Who
from indsatskort.errors import Fault
from indsatskort.imports.model import Upload
from indsatskort.store import tables as t
from indsatskort.store.transaction import Transaction

KEPT = timedelta(hours=24)


def put_upload(tx: Transaction, who: Who, upload: Upload) -> None:
    """Keep a file instead of the one the person sent before; forget everybody's that is too old."""
    c = t.upload.c
    delete_old_uploads(tx)
    tx.connection.execute(t.upload.delete().where(c.membership_id == who.membership_id))
    tx.connection.execute(
        t.upload.insert().values(
            id=upload.id,
            card_id=who.card_id,
            membership_id=who.membership_id,
            file_name=upload.file_name,
            sent_at=upload.at,
            told=upload.told,
            fault=upload.fault,
        )
    )


def upload_of(tx: Transaction, who: Who) -> Upload | None:
    """The file that a person has sent and neither saved nor put away."""
    c = t.upload.c
    query = t.upload.select().where(
        c.membership_id == who.membership_id,
        c.card_id == who.card_id,
        c.sent_at >= tx.at - KEPT,
    )
    row = tx.connection.execute(query).one_or_none()
    return _upload(row) if row else None


def delete_old_uploads(tx: Transaction) -> None:
    """Forget the files that have waited for a yes long enough."""
    tx.connection.execute(t.upload.delete().where(t.upload.c.sent_at < tx.at - KEPT))


def delete_upload(tx: Transaction, who: Who) -> None:
    tx.connection.execute(t.upload.delete().where(t.upload.c.membership_id == who.membership_id))


def _upload(row: Any) -> Upload:
    fault = Fault(row.fault) if row.fault else None
    return Upload(row.id, row.file_name, row.sent_at, row.told, fault)
