"""The invented card is whole, honest and lifelike enough to show the product with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indsatskort.cards.demo_content import DemoCard, DemoCell, DemoRound, read_demo
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import DATA, catalogue
from indsatskort.catalogue.model import ActorKind, Relevance, Value

BEHIND = "aabakken"  # the column that has not come far in the open round

SMALL = """\
municipality: Lindebjerg Kommune (opdigtet)
title: Indsatskort
contact: Anna
columns:
  - {key: bo, kind: care_home, name: Solgården}
  - {key: carla, kind: association, name: Ældre Sagen}
own_items:
  - {key: egen_1, field: D2.2, title: Plads til pauser, statement: Vi giver plads til pauser.}
rounds:
  - name: Forår
    opened: 2025-03-10
    closed: 2025-04-04
    answers:
      D1.1.1:
        bo: {value: partly, under_way: true, text: Vi synger.}
      egen_1:
        carla: {text: Vi er i tvivl.}
  - name: Efterår
    opened: 2026-10-19
    answers: {}
"""

ENGBO = "  - {key: bo, kind: care_home, name: Engbo}\n"


@pytest.fixture(scope="module")
def demo() -> DemoCard:
    return read_demo(DATA / "demo.yaml")


def cells(round_: DemoRound) -> Iterator[tuple[str, str, DemoCell]]:
    for item, answers in round_.answers.items():
        for key, cell in answers.items():
            yield item, key, cell


def level(cell: DemoCell | None) -> int | None:
    return cell.value.level if cell and cell.value else None


def faults(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """What is wrong with the small card after the changes."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / "demo.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_demo(path)
    return [str(fault) for fault in refused.value.faults]


def test_the_card_says_that_it_is_invented(demo: DemoCard) -> None:
    assert demo.municipality == "Lindebjerg Kommune (opdigtet)"


def test_six_columns_of_three_kinds_have_two_rounds(demo: DemoCard) -> None:
    assert Counter(column.kind for column in demo.columns) == {
        ActorKind.MUNICIPALITY: 1,
        ActorKind.CARE_HOME: 3,
        ActorKind.ASSOCIATION: 2,
    }
    assert [(round_.opened, round_.closed) for round_ in demo.rounds] == [
        (date(2025, 3, 10), date(2025, 4, 4)),
        (date(2026, 10, 19), None),
    ]
    assert demo.rounds[1].closes_on == date(2026, 12, 12)


def test_every_item_is_answered_in_both_rounds(demo: DemoCard) -> None:
    everything = {*catalogue().item_by_id, "egen_1"}

    assert [set(round_.answers) for round_ in demo.rounds] == [everything, everything]
    assert [len(list(cells(round_))) for round_ in demo.rounds] == [202, 191]


def test_every_driver_moves_both_ways(demo: DemoCard) -> None:
    directions: dict[str, set[int]] = {driver.id: set() for driver in catalogue().drivers}
    before, after = demo.rounds
    for item, key, cell in cells(after):
        old = before.answers[item].get(key)
        now, then = level(cell), level(old)
        if now is not None and then is not None and item in catalogue().item_by_id:
            driver = catalogue().driver_of(catalogue().item_by_id[item].field_id)
            directions[driver.id].add((now > then) - (now < then))

    assert all(found == {-1, 0, 1} for found in directions.values())


def test_each_round_uses_every_value_and_leaves_some_texts_out(demo: DemoCard) -> None:
    for round_ in demo.rounds:
        found = [cell for _, _, cell in cells(round_)]

        assert {cell.value for cell in found} == {*Value, None}
        assert any(cell.under_way for cell in found)
        assert any(not cell.text for cell in found)


def test_one_column_is_clearly_behind_in_the_open_round(demo: DemoCard) -> None:
    answers = demo.rounds[1].answers
    done = {}
    for column in demo.columns:
        relevant = [
            item.id
            for item in catalogue().items
            if catalogue().default_relevance[item.id, column.kind].relevance is Relevance.RELEVANT
        ]
        has_value = [
            column.key in answers[item] and answers[item][column.key].value is not None
            for item in relevant
        ]
        done[column.key] = sum(has_value) / len(relevant)

    assert done.pop(BEHIND) < 0.7
    assert min(done.values()) >= 0.8


def test_a_small_card_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "demo.yaml"
    path.write_text(SMALL, encoding="utf-8")
    card = read_demo(path)

    assert card.rounds[0].answers["D1.1.1"]["bo"] == DemoCell(
        value=Value.PARTLY, under_way=True, text="Vi synger."
    )
    assert card.rounds[0].answers["egen_1"]["carla"] == DemoCell(text="Vi er i tvivl.")
    assert card.own_items[0].field == "D2.2"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("D1.1.1:", "D9.9.9:", "rounds[0].answers.D9.9.9: er ikke en indsats på kortet"),
        ("egen_1:", "egen_2:", "rounds[0].answers.egen_2: er ikke en indsats på kortet"),
        ("bo: {", "erik: {", "rounds[0].answers.D1.1.1.erik: er ikke en kolonne på kortet"),
        ("field: D2.2", "field: D7.2", "own_items[0].field: »D7.2« er ikke et felt på kortet"),
        ("  - {key: carla", f"{ENGBO}  - {{key: carla", "columns: »bo« står 2 gange"),
        ("name: Ældre Sagen", "name: Solgården", "columns: »Solgården« står 2 gange"),
        (
            "    closed: 2025-04-04\n",
            "",
            "rounds[0].closed: mangler; kun den sidste runde kan være åben",
        ),
        ("2025-04-04", "2025-03-01", "rounds[0].closed: ligger før »opened«"),
        ("2026-10-19", "2025-04-01", "rounds[1].opened: ligger før, den forrige runde blev lukket"),
        ("2026-10-19", "i oktober", "rounds[1].opened: skal være en dato som 2026-10-19"),
        ("Vi synger.", "010203-1234", "rounds[0].answers.D1.1.1.bo: Det ligner et CPR-nummer"),
        ("text: Vi er i tvivl.", "", "rounds[0].answers.egen_1.carla: er tom; lad den helt ude"),
        (
            "value: partly",
            "value: established",
            "rounds[0].answers.D1.1.1.bo: »På vej« kan kun stå sammen med",
        ),
        (
            "text: Vi er i tvivl.",
            "value: opted_out",
            "rounds[0].answers.egen_1.carla: Skriv kort, hvorfor I har valgt indsatsen fra.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, fault: str) -> None:
    found = faults(tmp_path, (old, new))

    assert len(found) == 1
    assert found[0].startswith(f"demo.yaml: {fault}")


def test_faults_are_told_together(tmp_path: Path) -> None:
    found = faults(
        tmp_path, ("value: partly", "value: maybe"), ("contact: Anna", "phone: 12345678")
    )

    assert len(found) == 3
    assert found[0] == "demo.yaml: contact: mangler"
    assert found[1].startswith("demo.yaml: rounds[0].answers.D1.1.1.bo.value: skal være")
    assert found[2] == "demo.yaml: phone: er ikke et navn, der kan stå her"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"demo\.yaml: filen mangler"):
        read_demo(tmp_path / "demo.yaml")
