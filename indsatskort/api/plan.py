"""The plan over HTTP: reading and writing one action, and the plan as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pydantic import Field

from indsatskort.api.bodies import Body, Id, MovedOn, refused_with
from indsatskort.api.identity import who_of
from indsatskort.cards import service as cards
from indsatskort.cards.model import Card
from indsatskort.danish import local
from indsatskort.exchange import calendar
from indsatskort.plan import following, screens, service
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import (
    Action,
    ActionText,
    AnchoringPhase,
    Barrier,
    FollowUpDate,
    ResidentValue,
)
from indsatskort.store import current_store

router = APIRouter(prefix="/cards/{card_id}", tags=["handleplan"])

READ = refused_with(401, 404, 422)
WRITE = refused_with(401, 403, 404, 409, 422, conflict=MovedOn)


class ActionBody(Body):
    """What shall stand in the action, based on the version one saw."""

    what: str
    item: Id | None = None
    why: str = ""
    values: Annotated[list[ResidentValue], Field(max_length=10, default_factory=list)]
    lead: str = ""
    contributions: Annotated[dict[Id, str], Field(max_length=100, default_factory=dict)]
    first_step: str = ""
    first_step_on: date | None = None
    deadline: date | None = None
    sign: str = ""
    resources: str = ""
    barriers: Annotated[list[Barrier], Field(max_length=10, default_factory=list)]
    barrier_note: str = ""
    phase: AnchoringPhase | None = None
    base_version: Annotated[int, Field(ge=0)]

    def text(self) -> ActionText:
        """As the use case takes it."""
        return ActionText(
            what=self.what,
            item_id=self.item,
            why=self.why,
            values=tuple(self.values),
            lead=self.lead,
            contributions=self.contributions,
            first_step=self.first_step,
            first_step_on=self.first_step_on,
            deadline=self.deadline,
            sign=self.sign,
            resources=self.resources,
            barriers=tuple(self.barriers),
            barrier_note=self.barrier_note,
            phase=self.phase,
        )


@router.get("/actions/{action_id}", responses=READ)
def get_action(card_id: Id, action_id: Id, request: Request) -> dict[str, Any]:
    """What is written about an action of the plan."""
    with current_store().reading() as tx:
        action = service.read_action(tx, who_of(tx, request, card_id), action_id)
    return {"version": action.version, "action": screens.action(action)}


@router.put("/actions/{action_id}", responses=WRITE)
def put_action(card_id: Id, action_id: Id, body: ActionBody, request: Request) -> dict[str, Any]:
    """Write an action. 409 brings the action that stands."""
    with current_store().writing() as tx:
        who = who_of(tx, request, card_id)
        action = service.write_action(
            tx, who, action_id, body.text(), base_version=body.base_version
        )
    return {"version": action.version, "action": screens.action(action)}


@router.get("/plan.ics", response_class=Response, responses=READ)
def get_calendar(card_id: Id, request: Request) -> Response:
    """Deadlines, first steps and follow-up days of the whole plan."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        card = cards.read_card(tx, who)
        actions = service.read_actions(tx, who)
        dates = following.read_follow_up_dates(tx, who)
    return _calendar(card, actions, dates)


@router.get("/actions/{action_id}/calendar.ics", response_class=Response, responses=READ)
def get_action_calendar(card_id: Id, action_id: Id, request: Request) -> Response:
    """The first step and the deadline of one action."""
    with current_store().reading() as tx:
        who = who_of(tx, request, card_id)
        card = cards.read_card(tx, who)
        action = service.read_action(tx, who, action_id)
    return _calendar(card, [action], (), about=action.what)


def _calendar(
    card: Card,
    actions: Sequence[Action],
    dates: Sequence[FollowUpDate],
    *,
    about: str = "handleplan",
) -> Response:
    made_at = datetime.now(UTC)
    name = calendar.calendar_name(card, local(made_at).date(), about)
    return Response(
        calendar.calendar(card, actions, dates, plan_content(), made_at=made_at),
        media_type=calendar.MEDIA_TYPE,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
        },
    )
