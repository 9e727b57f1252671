"""The files of a card that people take away, each under a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from indsatskort.access.model import Who
from indsatskort.api.bodies import Id, refused_with
from indsatskort.api.identity import who_of
from indsatskort.cards.model import Card
from indsatskort.cards.service import read_card
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import local
from indsatskort.exchange import analysis
from indsatskort.exchange import document as docx
from indsatskort.exchange import slides as pptx
from indsatskort.exchange.document.annex import annex
from indsatskort.exchange.whole import WholeCard, file_name
from indsatskort.moving import service
from indsatskort.plan.content import plan_content
from indsatskort.store import Transaction, current_store

router = APIRouter(prefix="/cards/{card_id}", tags=["filer"])

READ = refused_with(401, 403, 404, 422)


@router.get("/slides.pptx", response_class=Response, responses=READ)
def get_slides(card_id: Id, request: Request) -> Response:
    """Six to eight slides about the card."""
    return _file(
        request,
        card_id,
        service.read_whole,
        lambda whole, at: pptx.slides(whole, catalogue(), plan_content(), made_at=at),
        extension="pptx",
        media_type=pptx.MEDIA_TYPE,
    )


@router.get("/document.docx", response_class=Response, responses=READ)
def get_document(card_id: Id, request: Request) -> Response:
    """The filled card with every text whole."""
    return _file(
        request,
        card_id,
        service.read_whole,
        lambda whole, at: docx.document(whole, catalogue(), plan_content(), made_at=at),
        extension="docx",
        media_type=docx.MEDIA_TYPE,
    )


@router.get("/annex.docx", response_class=Response, responses=READ)
def get_annex(card_id: Id, request: Request) -> Response:
    """The draft of an annex to a committee's case."""
    return _file(
        request,
        card_id,
        service.read_whole,
        lambda whole, at: annex(whole, catalogue(), plan_content(), made_at=at),
        extension="docx",
        media_type=docx.MEDIA_TYPE,
        part="bilag",
    )


@router.get("/answers.csv", response_class=Response, responses=READ)
def get_csv(card_id: Id, request: Request) -> Response:
    """One row for each cell and round."""
    return _file(
        request,
        card_id,
        service.read_whole,
        lambda whole, _at: analysis.analysis(whole, catalogue()),
        extension="csv",
        media_type=analysis.MEDIA_TYPE,
    )


@router.get("/card.json", response_class=Response, responses=READ)
def get_json(card_id: Id, request: Request) -> Response:
    """The whole card, to be moved or handed out. Facilitators only."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        data, card = service.export_card(tx, who), read_card(tx, who)
    return _answer(data, card, "json", "application/json")


def _file(
    request: Request,
    card_id: str,
    read: Callable[[Transaction, Who], WholeCard],
    make: Callable[[WholeCard, datetime], bytes],
    *,
    extension: str,
    media_type: str,
    part: str = "",
) -> Response:
    """Read in a transaction, made outside it, and named after the card and the Danish day."""
    with current_store().reading() as tx:
        whole = read(tx, who_of(tx, request, card_id))
    made_at = datetime.now(UTC)
    return _answer(make(whole, made_at), whole.card, extension, media_type, part)


def _answer(data: bytes, card: Card, extension: str, media_type: str, part: str = "") -> Response:
    name = file_name(card, local(datetime.now(UTC)).date(), extension, part)
    return Response(
        data,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
        },
    )
