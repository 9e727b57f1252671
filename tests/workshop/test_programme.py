"""The programme can be held as it stands, and a mistake in its file is told, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.errors import NotFoundError
from indsatskort.workshop import programme
from indsatskort.workshop.model import StepKind, StepStatus

FILE = DATA / programme.FILE
HELD = {"three_hours": 180, "short": 90, "two_meetings": 240}


def faults_of(folder: Path, text: str) -> list[str]:
    (folder / programme.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        programme.load(folder)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize("slug", HELD)
def test_each_variant_lasts_what_its_name_promises(slug: str) -> None:
    held = [step for step in programme.steps_of(slug) if step.status is StepStatus.TODO]
    assert HELD[slug] == sum(step.planned_s for step in held) // 60


def test_both_of_two_meetings_last_two_hours() -> None:
    steps = programme.steps_of("two_meetings")
    ids = [step.id for step in steps]
    first = steps[: ids.index("between_meetings") + 1]
    held = [step for step in first if step.status is StepStatus.TODO]
    assert sum(step.planned_s for step in held) // 60 == 120


def test_every_variant_ends_with_choosing_doing_and_a_round() -> None:
    last = [StepKind.CHOOSE, StepKind.ACTIONS, StepKind.CLOSE]
    assert all([s.kind for s in each.steps[-3:]] == last for each in programme.variants().values())


def test_a_step_with_its_own_guide_is_not_read_the_usual_words() -> None:
    assert programme.guide(StepKind.WELCOME) != programme.guide(StepKind.WELCOME, "welcome_back")


def test_every_item_has_a_question_and_an_own_item_has_that_of_its_field() -> None:
    assert all(programme.question_for(item.id) for item in catalogue().items)
    assert programme.question_for("D2.2.1") == programme.question_for("egen_1", "D2.2")


def test_a_variant_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        programme.steps_of("seven_days")


def test_all_that_is_missing_or_too_much_is_told_at_once(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    wrong = text.replace("\n  D4.2: ", "\n  D9.9: ").replace("\n  tension:", "\n  tensoin:")
    assert faults_of(tmp_path, wrong) == [
        "workshop.yaml: guides.tension: mangler",
        "workshop.yaml: guides.tensoin: er ikke et navn, der kan stå her",
        "workshop.yaml: questions.D4.2: mangler",
        "workshop.yaml: questions.D9.9: er ikke et navn, der kan stå her",
    ]


def test_a_length_that_is_no_number_of_minutes_is_told_with_its_place(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace(
        "welcome, minutes: 10", "welcome, minutes: 0", 1
    )
    assert faults_of(tmp_path, text) == [
        "workshop.yaml: variants[0].steps[0].minutes: skal være et helt antal minutter fra 1 til 180"
    ]


def test_two_steps_of_one_kind_need_ids_of_their_own(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("welcome, id: welcome_back,", "welcome,")
    assert any("»welcome« står flere gange" in fault for fault in faults_of(tmp_path, text))
