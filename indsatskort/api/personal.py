"""What is kept about oneself, as a file. It is never among Streamlit's own downloads, which are public."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from indsatskort.api.bodies import Id, refused_with
from indsatskort.api.identity import who_of
from indsatskort.cards import personal
from indsatskort.store import current_store

router = APIRouter(prefix="/cards/{card_id}", tags=["privatliv"])


@router.get(
    "/mine.json",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}, **refused_with(401, 404, 422)},
)
def get_mine(card_id: Id, request: Request) -> Response:
    """All that is kept about whoever asks."""
    with current_store().reading() as tx:
        mine = personal.read_mine(tx, who_of(tx, request, card_id))
    attachment = {"Content-Disposition": 'attachment; filename="mine-data.json"'}
    return Response(personal.as_json(mine), media_type="application/json", headers=attachment)
