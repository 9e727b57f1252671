"""The facilitator's one button names what it does, in every place that the meeting can be in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indsatskort.ui.workshop.words import done_words, next_words, on_screen
from indsatskort.workshop import moves
from indsatskort.workshop.leading import Done
from indsatskort.workshop.model import Phase, Workshop, WorkshopState
from indsatskort.workshop.programme import steps_of

NOW = datetime(2026, 11, 24, 8, 52, tzinfo=UTC)  # 9.52 in Denmark

WAY = [
    "Begynd mødet",
    "Næste: Spændingsfeltet",
    "Næste: Det samlede kort",
    "Næste: Drøft forskelle",
    "Næste: Indsats 1",
    "Næste: Vis og fortæl",
    "Næste: Tal ved bordene",
    "Næste: Skriv sammen",
    "Næste: Indsats 2",
    "Næste: Vis og fortæl",
    "Næste: Tal ved bordene",
    "Næste: Skriv sammen",
    "Næste: Pause",
    "Næste: Prikafstemning",
    "Åbn afstemningen",
    "Luk afstemningen",
    "Vis prikkerne",
    "Næste: Effekt og indsats",
    "Vis placeringerne",
    "Næste: Vælg tre til fem",
    "Bekræft valget",
    "Næste: Handlinger",
    "Næste: Runde og datoer",
    "Slut mødet",
]


def meeting() -> Workshop:
    workshop = Workshop("w", "c", "r", 1, WorkshopState.DRAFT, steps_of("three_hours"))
    for item_id in ("D1.1.1", "D2.1.1"):
        workshop = moves.add_to_list(workshop, item_id)
    return workshop


def onwards(workshop: Workshop) -> Workshop:
    is_draft = workshop.state is WorkshopState.DRAFT
    return moves.start(workshop, NOW) if is_draft else moves.next_(workshop, NOW)


def test_each_press_does_what_the_button_said() -> None:
    workshop, said = meeting(), []
    while workshop.state is not WorkshopState.CLOSED:
        said.append(next_words(workshop))
        workshop = onwards(workshop)

    assert said == WAY


def test_an_empty_list_leads_on_to_the_next_step() -> None:
    workshop = Workshop("w", "c", "r", 1, WorkshopState.DRAFT, steps_of("three_hours"))
    at_the_list = moves.go_to(moves.start(workshop, NOW), "discuss", NOW)

    assert next_words(at_the_list) == "Næste: Pause"


@pytest.mark.parametrize(
    ("name", "phase", "said"),
    [
        ("next", Phase.SHOWN, "Kl. 9.52 viste Jonas de egne vurderinger."),
        ("phase", Phase.OPEN, "Kl. 9.52 åbnede Jonas afstemningen."),
        ("next", Phase.PLAIN, "Kl. 9.52 gik Jonas videre."),
        ("clock", Phase.OPEN, "Kl. 9.52 rettede Jonas uret."),
        ("begin", Phase.PLAIN, "Kl. 9.52 begyndte Jonas mødet."),
    ],
)
def test_the_line_above_undo_says_who_did_what_and_when(name: str, phase: Phase, said: str) -> None:
    workshop = Workshop("w", "c", "r", 1, WorkshopState.RUNNING, (), phase)

    assert done_words(Done(name, "Jonas", NOW), workshop) == said


def test_the_last_way_forward_is_said_to_have_ended_the_meeting() -> None:
    workshop = Workshop("w", "c", "r", 1, WorkshopState.CLOSED, ())

    assert done_words(Done("next", "Jonas", NOW), workshop) == "Kl. 9.52 sluttede Jonas mødet."


def test_every_place_says_what_the_big_screen_shows() -> None:
    workshop = onwards(meeting())
    while workshop.state is not WorkshopState.CLOSED:
        assert all(on_screen(workshop, "Kurser")), (workshop.step, workshop.phase)
        workshop = onwards(workshop)


def test_the_end_of_the_first_of_two_meetings_is_no_break() -> None:
    workshop = Workshop("w", "c", "r", 1, WorkshopState.DRAFT, steps_of("two_meetings"))
    between = moves.go_to(moves.start(workshop, NOW), "between_meetings", NOW)

    said = ("Slut på første møde", "Tak for i dag, og at I ses igen. Intet ur.")
    assert on_screen(between, "") == said
