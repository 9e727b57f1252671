"""What managers read: chosen items against what is good enough, actions by deadline, nothing blended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from indsatskort.catalogue.dialogue import dialogue
from indsatskort.catalogue.model import Relevance, Value
from indsatskort.insight.charts import ambition, deadlines, paired
from indsatskort.insight.chosen import chosen_items
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST
from indsatskort.insight.development import development
from indsatskort.insight.happening import happening, most_pressing
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action, ActionStatus
from indsatskort.workshop.model import Choice, ChoiceState
from tests.insight.rounds import (
    CATALOGUE,
    COUNCIL,
    EGELY,
    HOSTILE,
    LINDEN,
    SMALL,
    SOLGAARDEN,
    VISITORS,
    a_card,
)

TODAY = date(2026, 11, 21)
COLUMNS = (COUNCIL, SOLGAARDEN, LINDEN, EGELY, VISITORS)
ITEM = "D1.1.1"
ENOUGH = Choice(ITEM, ChoiceState.CHOSEN, Value.PARTLY)


def an_action(
    number: int, days: int | None, status: ActionStatus = ActionStatus.AS_AGREED, what: str = ""
) -> Action:
    return Action(
        id=f"a{number}",
        card_id="card",
        item_id=ITEM,
        what=what or f"Handling {number}",
        why="",
        values=(),
        lead="Plejecenterleder",
        contributions={},
        first_step="",
        first_step_on=None,
        deadline=None if days is None else TODAY + timedelta(days=days),
        sign="",
        resources="",
        barriers=(),
        barrier_note="",
        phase=None,
        done_tasks=(),
        status=status,
        created_at=datetime(2026, 9, 1, tzinfo=UTC),
        finished_at=None,
        position=number,
        version=1,
    )


def test_reached_counts_the_columns_at_good_enough_or_beyond_of_those_that_assessed() -> None:
    card = a_card(
        COLUMNS,
        {
            (ITEM, COUNCIL.id): Value.NOT_STARTED,
            (ITEM, SOLGAARDEN.id): Value.PARTLY,
            (ITEM, LINDEN.id): Value.ESTABLISHED,
            (ITEM, EGELY.id): Value.UNKNOWN,
            (ITEM, VISITORS.id): Value.OPTED_OUT,
        },
    )

    (chosen,) = chosen_items(card, [ENOUGH])

    assert (chosen.reached, chosen.assessed, chosen.in_play) == (2, 3, 4)
    assert [(below.column, below.steps) for below in chosen.below] == [(COUNCIL, 2)]


def test_only_chosen_items_that_are_on_the_card_are_told() -> None:
    card = a_card(COLUMNS, {})
    choices = [
        Choice("D1.1.2", ChoiceState.PARKED, None, "senere"),
        Choice("own_gone", ChoiceState.CHOSEN, Value.AD_HOC),
        ENOUGH,
    ]

    assert [chosen.item.id for chosen in chosen_items(card, choices)] == [ITEM]


def test_an_item_without_an_ambition_has_no_distance() -> None:
    card = a_card(COLUMNS, {(ITEM, LINDEN.id): Value.AD_HOC})

    (chosen,) = chosen_items(card, [Choice(ITEM, ChoiceState.CHOSEN)])

    assert (chosen.reached, chosen.below) == (None, ())
    html = ambition.picture([chosen], CATALOGUE, round_name="Runde 1").html or ""
    assert "1 kolonne" in html
    assert " af " not in html


def test_an_item_nobody_has_to_answer_counts_when_somebody_did() -> None:
    card = a_card(COLUMNS, {(ITEM, LINDEN.id): Value.ESTABLISHED}, default=Relevance.NOT_USUAL)

    (chosen,) = chosen_items(card, [ENOUGH])

    assert (chosen.reached, chosen.assessed, chosen.in_play) == (1, 1, 1)


def test_actions_are_counted_and_only_active_ones_can_be_overdue() -> None:
    actions = [
        an_action(1, -3),
        an_action(2, -3, ActionStatus.NEEDS_TALK),
        an_action(3, -3, ActionStatus.PAUSED),
        an_action(4, -3, ActionStatus.DONE),
        an_action(5, 0),
        an_action(6, None),
    ]

    found = happening(actions, TODAY)

    assert (found.as_agreed, found.needs_talk, found.paused, found.done) == (3, 1, 1, 1)
    assert (found.overdue, found.total) == (2, 6)


def test_of_many_actions_the_overdue_and_the_nearest_are_drawn_by_deadline() -> None:
    actions = [
        an_action(1, 90),
        an_action(2, -40, ActionStatus.DONE),
        an_action(3, -2),
        an_action(4, 5),
        an_action(5, None),
    ]

    assert [each.id for each in most_pressing(actions, TODAY, 3)] == ["a3", "a4", "a1"]
    assert [each.id for each in most_pressing(actions, TODAY, 9)] == ["a2", "a3", "a4", "a1", "a5"]


def test_the_three_answers_stand_without_choices_actions_or_a_second_round() -> None:
    pictures = (
        ambition.picture((), CATALOGUE, round_name="Runde 1"),
        deadlines.picture((), plan_content(), TODAY),
        paired.picture(None, CATALOGUE),
    )

    for picture in pictures:
        assert picture.sentence.endswith(".")
        assert (picture.html, picture.table, picture.definitions) == (None, None, ())


def test_a_fall_is_told_with_what_it_can_mean() -> None:
    cells = (ITEM, LINDEN.id)
    high, low = Value.PARTLY, Value.AD_HOC
    before, after = a_card(COLUMNS, {cells: high}), a_card(COLUMNS, {cells: low}, number=2)

    fallen = paired.picture(development(before, after), SMALL)
    risen = paired.picture(
        development(a_card(COLUMNS, {cells: low}), a_card(COLUMNS, {cells: high}, number=2)), SMALL
    )

    assert A_FALL_MAY_BE_HONEST in fallen.sentence
    assert A_FALL_MAY_BE_HONEST not in risen.sentence


def test_words_of_people_are_inert() -> None:
    actions = [an_action(1, 5, what=HOSTILE)]

    html = deadlines.picture(actions, plan_content(), TODAY).html or ""

    assert "<img" not in html
    assert "&lt;img" in html


def test_the_pictures_for_managers_are_drawn_in_black_white_grey_and_levels_only() -> None:
    html = deadlines.picture([an_action(1, -5)], plan_content(), TODAY).html or ""

    assert "#" not in html
    assert "5 dage over fristen" in html


def test_the_items_for_the_dialogue_are_of_the_49_each_once_each_with_a_reason() -> None:
    entries = [entry for group in dialogue().groups for entry in group.items]

    assert len({entry.item_id for entry in entries}) == len(entries) > 10
    assert all(entry.item_id in CATALOGUE.item_by_id for entry in entries)
    assert all(entry.why.endswith(".") for entry in entries)
