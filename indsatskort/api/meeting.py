"""The meeting over HTTP: what phones and big screen show, and what people contribute."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from indsatskort.access import door as doors
from indsatskort.access.model import Who
from indsatskort.api.bodies import Body, Id, MovedOn, refused_with
from indsatskort.api.identity import who_of
from indsatskort.api.room import common_screen
from indsatskort.cards import rules
from indsatskort.catalogue.model import Value
from indsatskort.store import Transaction, current_store
from indsatskort.workshop import deciding, screens, taking_part
from indsatskort.workshop.model import Agreement, View
from indsatskort.workshop.step_screens import agreement_out
from indsatskort.workshop.watching import read_mine

router = APIRouter(prefix="/cards/{card_id}", tags=["møde"])

REFUSED = refused_with(401, 403, 404, 409, 422, 423, conflict=MovedOn)
Count = Annotated[int, Field(ge=0, le=10)]
FromOneToFour = Annotated[int, Field(ge=1, le=4)]
Version = Annotated[int, Field(ge=0)]


class RatingBody(Body):
    """One's own view of the item under discussion; null takes it back."""

    item: Id
    value: Value | None


class FlagBody(Body):
    """Ask that an item be talked about, or take it back."""

    item: Id
    is_on: bool


class BallotBody(Body):
    """One's whole ballot, based on the version one saw."""

    dots: Annotated[dict[str, Count], Field(max_length=60)]
    is_finished: bool
    base_version: Version


class PlacementBody(Body):
    """How great the effect of an item is, and how easy it is."""

    item: Id
    effect: FromOneToFour
    ease: FromOneToFour


class AgreementBody(Body):
    """What the room agrees on, or both views."""

    text: str = ""
    value: Value | None = None
    is_split: bool = False
    other_text: str = ""
    other_value: Value | None = None
    base_version: Version


class NextPersonBody(Body):
    """What the next person on the same phone is called."""

    alias: str = ""


@router.get("/workshop", responses=REFUSED)
def get_workshop(card_id: Id, request: Request) -> dict[str, Any]:
    """What every screen shows now, and one's own part."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        return {"common": common_screen(tx, who), "mine": _mine(tx, who)}


@router.put("/workshop/rating", responses=REFUSED)
def put_rating(card_id: Id, body: RatingBody, request: Request) -> dict[str, Any]:
    """Give one's own rating, while the room is silent about the item."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        taking_part.rate(tx, who, body.item, body.value)
        return {"mine": _mine(tx, who)}


@router.put("/workshop/flag", responses=REFUSED)
def put_flag(card_id: Id, body: FlagBody, request: Request) -> dict[str, Any]:
    """Ask to talk about an item."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        taking_part.ask_to_discuss(tx, who, body.item, is_on=body.is_on)
        return {"mine": _mine(tx, who)}


@router.put("/workshop/ballot", responses=REFUSED)
def put_ballot(card_id: Id, body: BallotBody, request: Request) -> dict[str, Any]:
    """Put one's dots. 409 brings the ballot that stands."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        taking_part.cast_ballot(
            tx, who, body.dots, is_finished=body.is_finished, base_version=body.base_version
        )
        return {"mine": _mine(tx, who)}


@router.put("/workshop/placement", responses=REFUSED)
def put_placement(card_id: Id, body: PlacementBody, request: Request) -> dict[str, Any]:
    """Place an item by effect and ease."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        taking_part.place(tx, who, body.item, body.effect, body.ease)
        return {"mine": _mine(tx, who)}


@router.put("/workshop/room-placement", responses=REFUSED)
def put_room_placement(card_id: Id, body: PlacementBody, request: Request) -> dict[str, Any]:
    """Place an item for the room where fewer than three have answered. Facilitators and scribes."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        deciding.place_for_room(tx, who, body.item, body.effect, body.ease)
        return {"mine": _mine(tx, who)}


@router.post("/workshop/next-person", responses=REFUSED)
def post_next_person(card_id: Id, body: NextPersonBody, request: Request) -> dict[str, Any]:
    """Another person of the same column on the same phone."""
    alias = rules.checked_name(body.alias) if body.alias.strip() else ""
    with current_store().writing() as tx:
        return {"som": doors.next_person(tx, who_of(tx, request, card_id), alias).membership_id}


@router.get("/rounds/{round_id}/agreements/{item_id}", responses=REFUSED)
def get_agreement(card_id: Id, round_id: Id, item_id: Id, request: Request) -> dict[str, Any]:
    """What the room has agreed on about an item."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        written = deciding.read_agreement(tx, who, round_id, item_id)
    return {"version": written.version, "agreement": agreement_out(written)}


@router.put("/rounds/{round_id}/agreements/{item_id}", responses=REFUSED)
def put_agreement(
    card_id: Id, round_id: Id, item_id: Id, body: AgreementBody, request: Request
) -> dict[str, Any]:
    """Write what the room agrees on. Facilitators and scribes."""
    wanted = Agreement(
        item_id, body.text, body.value, body.is_split, View(body.other_text, body.other_value)
    )
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        written = deciding.write_agreement(
            tx, who, round_id, wanted, base_version=body.base_version
        )
    return {"version": written.version, "agreement": agreement_out(written)}


def _mine(tx: Transaction, who: Who) -> dict[str, Any]:
    return screens.mine(read_mine(tx, who))
