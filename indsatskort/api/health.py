"""Whether the server lives, whether it is ready, and its counts; tells nothing of any card."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from indsatskort.api import metrics
from indsatskort.api.live import current_live
from indsatskort.cards import service
from indsatskort.store import current_store

router = APIRouter(tags=["drift"])
LEAVING = "Serveren er ved at stoppe. Prøv igen om lidt."


class Health(BaseModel):
    status: str


@router.get("/health")
def get_health() -> Health:
    """Ready: `ok` when the database answers a question and the server is not about to stop."""
    if current_live().is_closing:
        raise HTTPException(503, LEAVING)
    with current_store().reading() as tx:
        service.check_store(tx)
    return Health(status="ok")


@router.get("/health/live")
def get_health_live() -> Health:
    """Alive: `ok` when the process answers at all. The database is not asked: restarting us mends it not."""
    return Health(status="ok")


@router.get("/metrics", include_in_schema=False)
def get_metrics(authorization: Annotated[str, Header()] = "") -> Response:
    """The counts, as Prometheus reads them; nowhere for whoever has not the token that is set."""
    if not metrics.may_see(authorization):
        raise HTTPException(404)
    listeners, queued = current_live().load()
    metrics.LISTENERS.set(listeners)
    metrics.QUEUE.set(queued)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
