"""The front page of those who lead says the one thing that moves the card on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indsatskort.plan.model import ActionStatus
from indsatskort.ui.next_steps import Standing, facilitators_next
from tests.insight.test_managers import ITEM, TODAY, an_action

BEGINNING = Standing(
    is_round_open=True,
    begun=0,
    columns=6,
    is_meeting_held=False,
    chosen=(),
    actions=(),
    today=TODAY,
)
ALL_IN = replace(BEGINNING, begun=6)
DONE = an_action(1, 10, ActionStatus.DONE)


@pytest.mark.parametrize(
    ("card", "heading", "way"),
    [
        (BEGINNING, "Send hver kolonne sit link", "/indstillinger"),
        (replace(BEGINNING, begun=2), "2 af 6 kolonner er begyndt", "/indstillinger"),
        (ALL_IN, "Alle kolonner er begyndt", "/workshop"),
        (replace(ALL_IN, is_meeting_held=True), "Mødet er i gang", "/workshop"),
        (replace(ALL_IN, chosen=(ITEM,)), "1 valgt indsats mangler en handling", "/handleplan"),
        (
            replace(ALL_IN, chosen=(ITEM, "D1.1.2", "D1.1.3"), actions=(DONE,)),
            "2 valgte indsatser mangler en handling",
            "/handleplan",
        ),
        (
            replace(ALL_IN, chosen=(ITEM,), actions=(an_action(1, -3),)),
            "Følg op på handleplanen",
            "/handleplan",
        ),
        (replace(ALL_IN, chosen=(ITEM,), actions=(DONE,)), "Alle kolonner er begyndt", "/workshop"),
        (replace(ALL_IN, is_round_open=False), "Runden er lukket", "/fremdrift"),
    ],
)
def test_there_is_one_next_step_at_each_point_of_the_year(
    card: Standing, heading: str, way: str
) -> None:
    step = facilitators_next(card)
    assert (step.heading, step.ways[0][1]) == (heading, way)


def test_what_is_overdue_is_said_with_the_plan() -> None:
    late = replace(ALL_IN, chosen=(ITEM,), actions=(DONE, an_action(2, -3)))
    assert (
        facilitators_next(late).words == "1 af 2 handlinger er færdig. 1 har overskredet fristen."
    )


def test_the_ways_lead_on_as_the_same_member_and_one_of_them_is_the_one_to_take() -> None:
    shown = facilitators_next(ALL_IN).html("m&m")
    assert 'class="button primary" href="/workshop?som=m&amp;m"' in shown
    assert shown.count("button primary") == 1
