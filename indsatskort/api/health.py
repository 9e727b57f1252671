"""Whether the server lives and its database answers; tells nothing else."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from indsatskort.cards import service
from indsatskort.store import current_store

router = APIRouter(tags=["drift"])


class Health(BaseModel):
    status: str


@router.get("/health")
def get_health() -> Health:
    """`ok` when the database answers a question."""
    with current_store().reading() as tx:
        service.check_store(tx)
    return Health(status="ok")
