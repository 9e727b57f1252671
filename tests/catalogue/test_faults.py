"""Whoever edits the content hears of everything that is wrong with it at once, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indsatskort.catalogue.errors import ContentError, Fault
from indsatskort.catalogue.load import load
from tests.catalogue.conftest import Spoil

Faults = Callable[[], tuple[Fault, ...]]

RELEVANCE_OF_THE_LAST = (
    "D4.2.7: {municipality: [maybe, low],        care_home: [not_usual, medium], "
    "association: [relevant, high]}"
)

# file, what stands there, what is put there, the place of the fault, words of its reason
CASES = [
    pytest.param(
        "card.yaml",
        "title: Mange slags aktiviteter",
        "title: Rigtig mange forskellige slags aktiviteter for alle",
        "drivers[0].fields[0].items[0].title",
        "har 7 ord; højst 6",
        id="a title of seven words",
    ),
    pytest.param(
        "card.yaml",
        "title: Hverdagens gøremål",
        "title: Hverdagens gøremål.",
        "drivers[0].fields[0].items[3].title",
        "punktum",
        id="a title with a full stop",
    ),
    pytest.param(
        "card.yaml",
        "title: Hverdagens gøremål",
        'title: " "',
        "drivers[0].fields[0].items[3].title",
        "må ikke være tom",
        id="an empty title",
    ),
    pytest.param(
        "card.yaml",
        "title: Hverdagens gøremål",
        "title: 4",
        "drivers[0].fields[0].items[3].title",
        "skal være en tekst",
        id="a title that is a number",
    ),
    pytest.param(
        "card.yaml",
        "short: Ledelse",
        "short: Ledelse og retning",
        "drivers[3].short",
        "har 3 ord; højst 2",
        id="a short name of three words",
    ),
    pytest.param(
        "card.yaml",
        "    question: Hvordan leder vi frivilligindsatsen, hver især og sammen?\n",
        "",
        "drivers[3].question",
        "mangler",
        id="a missing question",
    ),
    pytest.param(
        "card.yaml",
        "help: Kilden nævner",
        "hjælp: Kilden nævner",
        "drivers[1].fields[0].items[4].hjælp",
        "er ikke et navn, der kan stå her",
        id="an unknown key",
    ),
    pytest.param(
        "card.yaml",
        "tags: [ledelsesrolle]",
        "tags: [lederrolle]",
        "drivers[2].fields[1].items[0].tags[0]",
        "'ledelsesrolle'",
        id="an unknown tag",
    ),
    pytest.param(
        "card.yaml",
        "tags: [ledelsesrolle]",
        "tags: ledelsesrolle",
        "drivers[2].fields[1].items[0].tags",
        "skal være en liste",
        id="a tag outside a list",
    ),
    pytest.param(
        "card.yaml",
        "- id: D1.1.4",
        "- id: D1.1.3",
        "drivers[0].fields[0].items[3].id",
        "D1.1.3 findes allerede i drivers[0].fields[0].items[2].id; her skal stå D1.1.4",
        id="an id that stands twice",
    ),
    pytest.param(
        "card.yaml",
        "- id: D1.2.5",
        "- id: D1.2.6",
        "drivers[0].fields[1].items[4].id",
        "her skal stå D1.2.5, ikke D1.2.6",
        id="a hole in the numbers",
    ),
    pytest.param(
        "card.yaml",
        "- id: D3.1\n",
        "- id: D3.9\n",
        "drivers[2].fields[0].id",
        "her skal stå D3.1, ikke D3.9",
        id="a field with a wrong number",
    ),
    pytest.param(
        "relevance.yaml",
        RELEVANCE_OF_THE_LAST,
        "",
        "relevance.D4.2.7",
        "mangler",
        id="an item without relevance",
    ),
    pytest.param(
        "relevance.yaml",
        RELEVANCE_OF_THE_LAST,
        "D4.2.7: {municipality: [maybe, low], association: [relevant, high]}",
        "relevance.D4.2.7.care_home",
        "mangler",
        id="a cell without relevance",
    ),
    pytest.param(
        "relevance.yaml",
        RELEVANCE_OF_THE_LAST,
        RELEVANCE_OF_THE_LAST + "\n  " + RELEVANCE_OF_THE_LAST.replace("4.2.7", "4.2.8"),
        "relevance.D4.2.8",
        "indsatsen findes ikke i card.yaml",
        id="relevance of an item that does not exist",
    ),
    pytest.param(
        "relevance.yaml",
        "[maybe, medium]",
        "[perhaps, medium]",
        "relevance.D1.1.1.municipality[0]",
        "'relevant', 'maybe' eller 'not_usual'",
        id="an unknown relevance",
    ),
    pytest.param(
        "relevance.yaml",
        "[maybe, medium]",
        "[maybe]",
        "relevance.D1.1.1.municipality[1]",
        "mangler",
        id="relevance without confidence",
    ),
    pytest.param(
        "example.yaml",
        "D1.2.5:",
        "D1.2.9:",
        "answers.D1.2.9",
        "indsatsen findes ikke i card.yaml",
        id="an example for an item that does not exist",
    ),
    pytest.param(
        "example.yaml",
        "D1.1.3:\n    care_home",
        "D1.1.3:\n    nursing_home",
        "answers.D1.1.3.nursing_home",
        "er ikke et navn, der kan stå her",
        id="an example for a kind that does not exist",
    ),
    pytest.param(
        "example.yaml",
        "{value: established, text: Det gør vi i høj grad.}",
        "{value: established, under_way: true, text: Det gør vi i høj grad.}",
        "answers.D1.1.3.care_home",
        "de tre første niveauer",
        id="under way to what is practice already",
    ),
    pytest.param(
        "example.yaml",
        "under_way: true",
        "under_way: måske",
        "answers.D1.2.2.municipality.under_way",
        "skal være true eller false",
        id="a mark that is neither true nor false",
    ),
    pytest.param(
        "example.yaml",
        "{value: partly, text: Mest aktiviteter for kvinder.}",
        "Mest aktiviteter for kvinder.",
        "answers.D1.1.2.care_home",
        "skal være en gruppe af navne og værdier",
        id="a text where a group belongs",
    ),
    pytest.param(
        "scale.yaml",
        "value: ad_hoc",
        "value: sometimes",
        "choices[1].value",
        "'ad_hoc', 'partly'",
        id="an unknown level",
    ),
    pytest.param(
        "scale.yaml",
        '  - value: opted_out\n    symbol: "⊘"\n    label: Fravalgt hos os\n'
        "    help: Vi har valgt det fra – skriv kort hvorfor.\n",
        "",
        "choices",
        "opted_out mangler",
        id="a scale without its last choice",
    ),
    pytest.param(
        "actors.yaml",
        "kind: care_home",
        "kind: association",
        "kinds[1].kind",
        "her skal stå care_home, ikke association",
        id="a kind that stands twice",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "reason"), CASES)
def test_a_fault_is_told_alone_with_file_place_and_reason(
    spoil: Spoil, faults: Faults, file: str, old: str, new: str, place: str, reason: str
) -> None:
    spoil(file, old, new)

    (found,) = faults()
    assert (found.file, found.place) == (file, place)
    assert reason in found.reason


def test_levels_out_of_order_are_told_where_they_stand(spoil: Spoil, faults: Faults) -> None:
    spoil("scale.yaml", "value: ad_hoc", "value: x")
    spoil("scale.yaml", "value: partly", "value: ad_hoc")
    spoil("scale.yaml", "value: x", "value: partly")

    assert [str(fault) for fault in faults()] == [
        "scale.yaml: choices[1].value: her skal stå ad_hoc, ikke partly",
        "scale.yaml: choices[2].value: her skal stå partly, ikke ad_hoc",
    ]


def test_one_choice_too_many_is_told(spoil: Spoil, faults: Faults) -> None:
    again = '  - {value: opted_out, symbol: "⊘", label: Fravalgt, help: Igen.}\n'
    spoil("scale.yaml", "\n# Et mærke", again + "\n# Et mærke")

    assert [(fault.place, fault.reason) for fault in faults()] == [
        ("choices[6]", "er én for meget")
    ]


def test_all_faults_of_all_files_come_together(spoil: Spoil, faults: Faults) -> None:
    spoil("card.yaml", "short: Ledelse", "short: Ledelse og retning")
    spoil("card.yaml", "- id: D2.1.3", "- id: D2.1.2")
    spoil("card.yaml", "tags: [ledelsesrolle]", "tags: [lederrolle]")
    spoil("actors.yaml", "kinds:", "kinds: [")
    spoil("scale.yaml", "label: Ad hoc", "")
    spoil("relevance.yaml", "[maybe, medium]", "[perhaps, medium]")
    spoil("relevance.yaml", RELEVANCE_OF_THE_LAST, "")
    spoil("example.yaml", "value: ad_hoc", "value: sometimes")
    spoil("example.yaml", "D1.2.5:", "D1.2.9:")

    assert [(fault.file, fault.place) for fault in faults()] == [
        ("card.yaml", "drivers[2].fields[1].items[0].tags[0]"),
        ("card.yaml", "drivers[3].short"),
        ("card.yaml", "drivers[1].fields[0].items[2].id"),
        ("actors.yaml", "linje 4, tegn 3"),
        ("scale.yaml", "choices[1].label"),
        ("relevance.yaml", "relevance.D1.1.1.municipality[0]"),
        ("relevance.yaml", "relevance.D4.2.7"),
        ("example.yaml", "answers.D1.1.5.care_home.value"),
        ("example.yaml", "answers.D1.2.9"),
    ]


def test_a_fault_in_one_item_hides_no_fault_in_another(spoil: Spoil, faults: Faults) -> None:
    spoil("card.yaml", "title: Mange slags aktiviteter", "titel: Mange slags aktiviteter")
    spoil("card.yaml", "- id: D4.2.7", "- id: D4.2.1")
    spoil("example.yaml", "D1.2.5:", "D9.9.9:")

    assert {(fault.file, fault.place) for fault in faults()} == {
        ("card.yaml", "drivers[0].fields[0].items[0].title"),
        ("card.yaml", "drivers[0].fields[0].items[0].titel"),
        ("card.yaml", "drivers[3].fields[1].items[6].id"),
        ("example.yaml", "answers.D9.9.9"),
    }


def test_broken_yaml_is_told_with_its_line(folder: Path, faults: Faults) -> None:
    (folder / "scale.yaml").write_text("choices:\n  - value: [ad_hoc\n", encoding="utf-8")

    (fault,) = faults()
    assert (fault.file, fault.place) == ("scale.yaml", "linje 3, tegn 1")
    assert "YAML" in fault.reason


def test_a_key_that_stands_twice_is_told_with_its_line(spoil: Spoil, faults: Faults) -> None:
    spoil("actors.yaml", "    plural: plejecentre\n", "    plural: a\n    plural: b\n")

    assert faults() == (Fault("actors.yaml", "linje 12", "»plural« står to gange"),)


def test_a_missing_file_is_told_without_blaming_the_others(folder: Path, faults: Faults) -> None:
    (folder / "card.yaml").unlink()

    assert faults() == (Fault("card.yaml", "", "filen mangler"),)


def test_a_missing_folder_names_all_five_files(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        load(tmp_path / "nowhere")

    assert [fault.reason for fault in raised.value.faults] == ["filen mangler"] * 5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"note: \xe6\xf8\xe5", "UTF-8"),
        (b"note: 2024-13-45", "YAML"),
        (b"note: a\x00b", "YAML"),
        (b"? [a, b]\n: c", "YAML"),
    ],
    ids=["latin-1", "a date that is none", "a zero byte", "a list as a key"],
)
def test_a_file_that_cannot_be_read_is_told(
    folder: Path, faults: Faults, content: bytes, reason: str
) -> None:
    (folder / "relevance.yaml").write_bytes(content)

    (fault,) = faults()
    assert fault.file == "relevance.yaml"
    assert reason in fault.reason


@pytest.mark.parametrize("content", ["", "4", "[]", "drivers: []", "drivers: 4", "&a [*a]"])
def test_a_card_of_the_wrong_shape_is_told(folder: Path, faults: Faults, content: str) -> None:
    (folder / "card.yaml").write_text(content, encoding="utf-8")

    assert {fault.file for fault in faults()} == {"card.yaml"}


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("scale.yaml", "choices: []\nunder_way: {symbol: a, label: b, help: c}", "choices"),
        ("actors.yaml", "kinds: []", "kinds"),
        ("relevance.yaml", "note: a\nrelevance: {}", "relevance"),
    ],
)
def test_an_empty_list_is_told_as_empty(
    folder: Path, faults: Faults, file: str, content: str, place: str
) -> None:
    (folder / file).write_text(content, encoding="utf-8")

    assert faults() == (Fault(file, place, "må ikke være tom"),)


def test_the_error_reads_as_one_line_a_fault(folder: Path) -> None:
    (folder / "scale.yaml").unlink()
    (folder / "card.yaml").unlink()

    with pytest.raises(ContentError) as raised:
        load(folder)
    assert str(raised.value) == "card.yaml: filen mangler\nscale.yaml: filen mangler"
