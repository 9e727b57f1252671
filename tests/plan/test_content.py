"""The plan's words: all there, and every fault in them told with its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import DATA
from indsatskort.plan.content import FILE, load, plan_content
from indsatskort.plan.model import ActionStatus


def test_the_board_begins_with_what_needs_talk() -> None:
    assert list(plan_content().status_labels.values()) == [
        "Kræver drøftelse",
        "Går som aftalt",
        "Sat på pause",
        "Færdig",
    ]
    assert list(plan_content().status_labels) == list(ActionStatus)


def test_every_phase_has_tasks_and_a_place_in_the_source() -> None:
    guides = plan_content().phases.values()

    assert len(guides) == 5
    assert all(
        each.tasks and "Frivillighed i udsatte boligområder" in each.source for each in guides
    )
    assert len(plan_content().task_ids) == sum(len(each.tasks) for each in guides)


FAULTY: dict[str, tuple[Callable[[str], str], str]] = {
    "a status": (lambda text: text.replace("  paused:", "  waiting:"), "statuses"),
    "a value": (lambda text: text.replace("    respect: Respekt for den enkelte\n", ""), "respect"),
    "a barrier": (lambda text: text.replace("    other: Andet\n", ""), "barriers.choices.other"),
    "a phase": (lambda text: text.replace("- phase: plan", "- phase: start"), "phases.plan"),
    "a task": (lambda text: text.replace("id: plan_group", "id: start_roles"), "phases.tasks"),
    "words": (lambda text: text.replace("- Plejecenterleder", '- ""'), "leads[0]"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    spoil, place = FAULTY[name]
    shutil.copy(DATA / FILE, tmp_path)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(spoil(text), encoding="utf-8")

    with pytest.raises(ContentError) as faults:
        load(tmp_path)

    assert f"{FILE}: {place}" in str(faults.value) or place in str(faults.value)
