"""The live stream and presence over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from indsatskort.access.model import Who
from indsatskort.api.bodies import Body, Id, Revision, refused_with
from indsatskort.api.identity import sessions_of, who_of
from indsatskort.api.live import current_live
from indsatskort.cards import service
from indsatskort.store import current_store

router = APIRouter(prefix="/cards/{card_id}", tags=["live"])

REFUSED = refused_with(401, 404, 422)


class PresenceBody(Body):
    """The field one is in, or null when one only looks at the card."""

    field: Annotated[str, Field(max_length=60)] | None = None


@router.get(
    "/live",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}, **REFUSED},
)
async def get_live(
    card_id: Id,
    request: Request,
    round: Id | None = None,  # noqa: A002 - the name that clients use
    since: Revision | None = None,
    last_event_id: Annotated[Revision | None, Header()] = None,
) -> StreamingResponse:
    """Server-sent events from a revision on: `answers`, `comments`, `card`, `presence`, `workshop`. Ignore other names."""
    who, round_id = await run_in_threadpool(_listening, request, card_id, round)
    seen = last_event_id if last_event_id is not None else since
    return StreamingResponse(
        current_live().stream(who, sessions_of(request), round_id, seen),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@router.post("/presence", status_code=204, response_class=Response, responses=REFUSED)
async def post_presence(card_id: Id, body: PresenceBody, request: Request) -> Response:
    """Say where one is; forgotten after 30 seconds."""
    who, _ = await run_in_threadpool(_listening, request, card_id, None)
    await current_live().present(who, body.field)
    return Response(status_code=204)


def _listening(request: Request, card_id: str, round_id: str | None) -> tuple[Who, str]:
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        return who, service.read_round(tx, who, round_id).id
