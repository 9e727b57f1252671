"""The content is the source's card, whole, in the order of Table 2-1."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from indsatskort.catalogue.load import DATA, catalogue, load
from indsatskort.catalogue.model import LEVELS, ActorKind, Confidence, Relevance, Value

SOURCES_PAGE = DATA.parent / "docs" / "kilder.md"


def test_the_card_has_4_drivers_8_fields_and_49_items() -> None:
    content = catalogue()

    assert [len(content.drivers), len(content.fields), len(content.items)] == [4, 8, 49]


def test_the_items_are_spread_over_drivers_and_fields_as_in_the_source() -> None:
    content = catalogue()

    per_driver = [sum(len(field.items) for field in driver.fields) for driver in content.drivers]
    assert per_driver == [13, 11, 13, 12]
    assert [len(field.items) for field in content.fields] == [8, 5, 5, 6, 7, 6, 5, 7]


def test_items_are_numbered_from_the_first_to_the_last_without_a_hole() -> None:
    ids = [item.id for item in catalogue().items]

    assert (ids[0], ids[-1]) == ("D1.1.1", "D4.2.7")
    assert len(set(ids)) == 49


def test_names_of_drivers_and_fields_are_the_sources() -> None:
    content = catalogue()

    assert [driver.name for driver in content.drivers] == [
        "Aktiviteter skal målrettes og differentieres ift. beboernes behov",
        "At rekruttering og fastholdelse tager afsæt i de frivilliges motivation og interesser",
        "God organisering og godt samarbejde fremmer frivilligindsatsen",
        "God ledelse af frivilligindsatsen er centralt for at fremme frivilligindsatsen",
    ]
    assert [field.name for field in content.fields] == [
        "Differentierede indsatser, der møder beboernes behov",
        "Styrket beboerinddragelse i udvikling af aktiviteter",
        "Rekruttering af frivillige",
        "Fastholdelse af frivillige",
        "Organisering og koordinering",
        "Ledelsesrolle: kommunen",
        "Ledelsesrollen: plejecentret og den lønnede, frivilligansvarlige/-koordinator",
        "Foreningens ledelsesrolle",
    ]


def test_every_title_has_at_most_six_words_and_is_the_only_one_of_its_kind() -> None:
    titles = [item.title for item in catalogue().items]

    assert [title for title in titles if len(title.split()) > 6] == []
    assert len(set(titles)) == 49


def test_every_driver_has_a_short_name_of_at_most_two_words_and_asks_a_question() -> None:
    for driver in catalogue().drivers:
        assert len(driver.short.split()) <= 2
        assert driver.question.endswith("?")


def test_every_statement_is_one_to_three_sentences() -> None:
    statements = [item.statement for item in catalogue().items]

    assert [text for text in statements if not text.endswith(".") or text.count(". ") > 2] == []


def test_statements_are_easy_to_read() -> None:
    lix = {item.id: _lix(item.statement) for item in catalogue().items}

    assert {item_id: value for item_id, value in lix.items() if value > 60} == {}
    assert mean(lix.values()) <= 42


def _lix(text: str) -> float:
    """Words a sentence plus the percentage of words of more than six letters."""
    words = re.findall(r"\w+", text)
    return len(words) / text.count(".") + 100 * mean(len(word) > 6 for word in words)


def test_every_item_names_its_own_place_in_the_source() -> None:
    for item in catalogue().items:
        driver, field, number = item.number.split(".")
        assert item.source == f"Tabel 2-1, drivkraft {driver}, felt {field}, nr. {number}"


def test_the_18_items_of_leadership_are_tagged_and_no_others() -> None:
    tagged = {item.field_id for item in catalogue().items if "ledelsesrolle" in item.tags}

    assert tagged == {"D3.2", "D4.1", "D4.2"}
    assert sum("ledelsesrolle" in item.tags for item in catalogue().items) == 18


@pytest.mark.parametrize(
    ("item_id", "examples"),
    [
        (
            "D1.1.1",
            ["socialt", "kreativ", "motion", "gymnastik", "klub", "dyr", "enkelte", "flere"],
        ),
        ("D1.1.4", ["bage", "tøj", "vande blomster"]),
        ("D1.1.5", ["lyst", "tydeligt", "pårørende", "plejecentret"]),
        ("D1.1.6", ["systematisk", "beboere med demens"]),
        ("D1.1.7", ["mad", "søvn"]),
        ("D1.1.8", ["ydertimerne", "weekenden", "fredagscafé", "aftenhygge", "gåtur", "søndag"]),
        ("D2.1.1", ["private netværk", "tidligere ansatte", "pårørende", "brev", "nye med"]),
        ("D2.1.5", ["foldere", "plakater", "annoncer", "oplys", "uddannelser", "skoler", "børneh"]),
        ("D2.2.1", ["netværk", "sommerfest", "julefrokost", "bowling"]),
        ("D2.2.3", ["kurser om demens", "foredrag", "førstehjælp"]),
        ("D2.2.4", ["lønnede", "kontakt", "følger op", "hvorfor", "holder op"]),
        ("D2.2.6", ["velkom", "middage", "fester", "koster"]),
        ("D3.1.5", ["enkeltpersoner", "foreninger", "brug for"]),
        ("D3.2.1", ["strategi", "retning", "frivilligpolitik"]),
        ("D3.2.2", ["kræver", "medarbejder", "tovholder"]),
        ("D3.2.3", ["skrevet", "sagt", "overordnede", "plads"]),
        ("D3.2.6", ["ressourcer", "på tværs", "ledelsen", "eventuelt de frivillige"]),
        ("D4.1.4", ["personalet", "tid", "ressourcer", "en frivillig"]),
        ("D4.1.5", ["aftaler", "arrangementer", "børnehave", "skole", "spejdere", "lokaler"]),
        ("D4.1.5", ["konkrete", "institutioner", "musikskoler", "gymnastikforeninger"]),
    ],
)
def test_an_item_keeps_the_examples_of_the_source(item_id: str, examples: list[str]) -> None:
    statement = catalogue().item_by_id[item_id].statement

    assert [example for example in examples if example not in statement] == []


def test_the_sources_doubt_about_posters_is_kept() -> None:
    assert "blandede" in (catalogue().item_by_id["D2.1.5"].help or "")


def test_the_scale_is_the_four_levels_and_then_the_two_that_are_none() -> None:
    content = catalogue()

    assert [choice.value for choice in content.scale] == [
        *LEVELS,
        Value.UNKNOWN,
        Value.OPTED_OUT,
    ]
    assert [choice.symbol for choice in content.scale] == ["○", "◔", "◑", "●", "?", "⊘"]
    assert content.under_way.symbol == "▲"


def test_every_cell_has_a_default_relevance() -> None:
    content = catalogue()

    cells = {(item.id, kind) for item in content.items for kind in ActorKind}
    assert set(content.default_relevance) == cells


def test_relevance_adds_up_to_the_editors_totals() -> None:
    judged = catalogue().default_relevance

    assert Counter(default.relevance for default in judged.values()) == {
        Relevance.RELEVANT: 65,
        Relevance.MAYBE: 50,
        Relevance.NOT_USUAL: 32,
    }
    assert Counter(default.confidence for default in judged.values()) == {
        Confidence.HIGH: 51,
        Confidence.MEDIUM: 64,
        Confidence.LOW: 32,
    }


@pytest.mark.parametrize(
    ("kind", "totals"),
    [
        (ActorKind.MUNICIPALITY, (11, 22, 16)),
        (ActorKind.CARE_HOME, (31, 12, 6)),
        (ActorKind.ASSOCIATION, (23, 16, 10)),
    ],
)
def test_relevance_adds_up_for_each_kind(kind: ActorKind, totals: tuple[int, int, int]) -> None:
    judged = catalogue().default_relevance
    values = [judged[item.id, kind].relevance for item in catalogue().items]

    assert tuple(values.count(relevance) for relevance in Relevance) == totals


def test_the_note_says_that_relevance_is_the_editors_judgement() -> None:
    assert "redaktionelt skøn" in catalogue().relevance_note


def test_the_example_fills_28_cells_of_driver_1() -> None:
    example = catalogue().example

    assert len({(answer.item_id, answer.kind) for answer in example}) == len(example) == 28
    assert all(answer.item_id.startswith("D1.") for answer in example)


def test_the_example_is_coded_as_decided() -> None:
    example = catalogue().example

    assert Counter(answer.value for answer in example) == {
        Value.ESTABLISHED: 8,
        Value.PARTLY: 7,
        Value.AD_HOC: 3,
        Value.NOT_STARTED: 10,
    }
    assert [(a.item_id, a.kind) for a in example if a.under_way] == [
        ("D1.2.2", ActorKind.MUNICIPALITY)
    ]


def test_the_example_fills_the_same_cells_as_the_source() -> None:
    filled = {
        kind: [a.item_id for a in catalogue().example if a.kind is kind] for kind in ActorKind
    }
    every = [item.id for item in catalogue().drivers[0].fields[0].items]
    every += [item.id for item in catalogue().drivers[0].fields[1].items]

    assert filled[ActorKind.MUNICIPALITY] == ["D1.1.1", "D1.1.6", "D1.2.1", "D1.2.2"]
    assert filled[ActorKind.CARE_HOME] == every
    assert [i for i in every if i not in filled[ActorKind.ASSOCIATION]] == ["D1.1.7", "D1.2.3"]


def test_the_content_is_read_once() -> None:
    assert catalogue() is catalogue()


def test_a_folder_anywhere_gives_the_same_content(folder: Path) -> None:
    assert load(folder) == catalogue()


def test_the_page_of_sources_accounts_for_every_item() -> None:
    page = SOURCES_PAGE.read_text(encoding="utf-8")

    assert [item.id for item in catalogue().items if f"| {item.number} |" not in page] == []
