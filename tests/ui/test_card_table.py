"""The card as a table: every answer in its cell, in all three forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from indsatskort.cards.model import Answer, Card, CardItem, Cell, Column, FilledCard, Round
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.ui.card_table import card_heading, card_table
from tests.ui.reading_html import Node, parse

NOON = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
MUNICIPALITY = Column("m", ActorKind.MUNICIPALITY, "Sundhed og Omsorg")
HOME = Column("h1", ActorKind.CARE_HOME, "Lindegården")
ASSOCIATION = Column("a", ActorKind.ASSOCIATION, "Ældre Sagen")
THREE = (MUNICIPALITY, HOME, ASSOCIATION)
SIXTEEN_HOMES = tuple(Column(f"h{n}", ActorKind.CARE_HOME, f"Hjem {n}") for n in range(1, 17))
EIGHTEEN = (MUNICIPALITY, *SIXTEEN_HOMES, ASSOCIATION)
OWN = CardItem(
    "own_1", "D1.2", "Egen", "Torsdagscafé", "Eleverne kommer hver torsdag.", is_own=True
)
DRIVERS = {"D1", "D2", "D3", "D4"}
HOSTILE = '</td></table><script>alert("x")</script><img src=x onerror=alert(1)>&amp;'


def filled(
    columns: tuple[Column, ...] = THREE,
    answers: Mapping[Cell, Answer] | None = None,
    own: tuple[CardItem, ...] = (),
    relevance: Relevance = Relevance.RELEVANT,
    municipality: str = "Eksempelkommune",
) -> FilledCard:
    items = [
        item
        for field in catalogue().fields
        for item in (
            *(CardItem(i.id, field.id, i.number, i.title, i.statement) for i in field.items),
            *(each for each in own if each.field_id == field.id),
        )
    ]
    return FilledCard(
        card=Card("c", municipality, "Kort", "", is_invented=True, revision=1, created_at=NOON),
        round=Round("r", "c", 1, "Runde 1", NOON),
        columns=columns,
        items=tuple(items),
        relevance={(item.id, column.id): relevance for item in items for column in columns},
        answers=answers or {},
    )


def answers(*given: Answer) -> dict[Cell, Answer]:
    return {(answer.item_id, answer.actor_id): answer for answer in given}


def table(card: FilledCard, *, as_signs: bool = False, **chosen: set[str]) -> Node:
    choice = {"drivers": DRIVERS, "columns": {column.id for column in card.columns}} | chosen
    html = card_table(
        card,
        catalogue(),
        drivers=choice["drivers"],
        columns=choice["columns"],
        as_signs=as_signs,
    )
    return parse(html).one("table", "kort")


def item_rows(table: Node) -> list[Node]:
    return table.all("tr", "item")


def row_of(table: Node, number: str) -> Node:
    (row,) = [row for row in item_rows(table) if row.all("span", "no")[0].text == number]
    return row


FORMS = pytest.mark.parametrize(
    ("columns", "as_signs"), [(THREE, False), (EIGHTEEN, False), (THREE, True), (EIGHTEEN, True)]
)


@FORMS
def test_the_card_has_49_rows_in_the_cards_order(
    columns: tuple[Column, ...], as_signs: bool
) -> None:
    numbers = [
        row.all("span", "no")[0].text
        for row in item_rows(table(filled(columns), as_signs=as_signs))
    ]

    assert [item.number for item in catalogue().items] == numbers
    assert len(numbers) == 49


@FORMS
def test_every_answer_stands_in_its_own_cell(columns: tuple[Column, ...], as_signs: bool) -> None:
    values = list(Value)
    given = answers(
        *(
            Answer(item.id, column.id, values[(i + c) % 6], text=f"{item.id}/{column.id}.")
            for i, item in enumerate(catalogue().items)
            for c, column in enumerate(columns)
        )
    )

    rows = item_rows(table(filled(columns, given), as_signs=as_signs))

    for i, (item, row) in enumerate(zip(catalogue().items, rows, strict=True)):
        cells = row.all("td")
        assert len(columns) == len(cells)
        for c, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            label = catalogue().choice_by_value[values[(i + c) % 6]].label
            assert label in cell.text
            if not as_signs:
                assert column.name in cell.text
                assert f"{item.id}/{column.id}." in cell.text


@pytest.mark.parametrize("as_signs", [False, True])
def test_columns_stand_in_the_order_of_the_card_and_only_those_chosen(as_signs: bool) -> None:
    shown = table(filled(EIGHTEEN), as_signs=as_signs, columns={"a", "h9", "m"})

    heads = [head.text for head in shown.one("thead").all("tr")[-1].all("th")]

    names = [next(n for n in EIGHTEEN if n.name in head).id for head in heads[-3:]]
    assert names == ["m", "h9", "a"]
    assert {3} == {len(row.all("td")) for row in item_rows(shown)}


@pytest.mark.parametrize("as_signs", [False, True])
def test_only_the_chosen_drivers_are_shown(as_signs: bool) -> None:
    shown = table(filled(), as_signs=as_signs, drivers={"D2"})

    assert [f"Drivkraft 2: {catalogue().driver_by_id['D2'].name}"] == [
        band.text for band in shown.all("tbody", "driver")
    ]
    assert len(item_rows(shown)) == 11


def test_nothing_chosen_gives_a_table_without_rows() -> None:
    assert item_rows(table(filled(), drivers=set())) == []
    assert table(filled(), columns=set()).all("td") == []


@FORMS
def test_own_items_come_after_the_standard_ones_of_their_field(
    columns: tuple[Column, ...], as_signs: bool
) -> None:
    shown = table(filled(columns, own=(OWN,)), as_signs=as_signs)
    numbers = [row.all("span", "no")[0].text for row in item_rows(shown)]

    assert len(numbers) == 50
    assert numbers[12:15] == ["1.2.5", "Egen", "2.1.1"]
    assert "Torsdagscafé" in row_of(shown, "Egen").text


@FORMS
def test_what_people_wrote_can_never_become_html(
    columns: tuple[Column, ...], as_signs: bool
) -> None:
    hostile_columns = tuple(Column(c.id, c.kind, HOSTILE) for c in columns)
    own = CardItem("own_1", "D1.1", "Egen", HOSTILE, HOSTILE, is_own=True)
    given = answers(
        *(Answer("D1.1.1", c.id, value, text=HOSTILE) for c, value in zip(columns, Value)),  # noqa: B905
        Answer("own_1", "m", None, text=HOSTILE),
    )

    shown = table(
        filled(hostile_columns, given, own=(own,), municipality=HOSTILE), as_signs=as_signs
    )

    assert shown.all("script") + shown.all("img") == []
    assert HOSTILE in shown.text
    assert len(item_rows(shown)) == 50


def test_line_breaks_and_writing_directions_of_a_text_are_its_own() -> None:
    given = answers(Answer("D1.1.1", "m", Value.PARTLY, text="en\nto שלום"))

    says = table(filled(answers=given)).one("p", "says")

    assert says.text == "en\nto שלום"
    assert says.attributes["dir"] == "auto"


def test_an_untouched_cell_that_is_not_usual_says_nothing_to_the_eye() -> None:
    cell = row_of(table(filled(relevance=Relevance.NOT_USUAL)), "1.1.1").all("td")[0]

    assert {"n", "untouched"} == cell.classes
    assert "Ikke udfyldt" not in cell.text
    assert "normalt ikke aktørens felt" in cell.one("span", "vh").text


def test_an_answered_cell_stays_though_it_is_not_usual() -> None:
    given = answers(Answer("D1.1.1", "m", Value.AD_HOC))
    card = filled(answers=given, relevance=Relevance.NOT_USUAL)

    assert "untouched" not in row_of(table(card), "1.1.1").all("td")[0].classes


@pytest.mark.parametrize(
    ("relevance", "shade", "words"),
    [(Relevance.RELEVANT, "r", "(relevant)"), (Relevance.MAYBE, "m", "(kan være relevant)")],
)
@pytest.mark.parametrize("as_signs", [False, True])
def test_an_empty_cell_says_that_and_how_relevant_it_is(
    relevance: Relevance, shade: str, words: str, as_signs: bool
) -> None:
    cell = row_of(table(filled(relevance=relevance), as_signs=as_signs), "1.1.1").all("td")[1]

    assert shade in cell.classes
    assert f"Ikke udfyldt {words}" == " ".join(cell.text.removeprefix(HOME.name).split())


@pytest.mark.parametrize("as_signs", [False, True])
def test_a_level_without_a_text_has_a_folded_corner_and_says_so(as_signs: bool) -> None:
    given = answers(
        Answer("D1.1.1", "m", Value.ESTABLISHED),
        Answer("D1.1.1", "h1", Value.ESTABLISHED, text="Hver uge."),
        Answer("D1.1.1", "a", Value.UNKNOWN),
    )
    without, with_text, unknown = row_of(
        table(filled(answers=given), as_signs=as_signs), "1.1.1"
    ).all("td")

    assert without.all("span", "nt")
    assert "uden tekst" in without.text
    assert not with_text.all("span", "nt")
    assert not unknown.all("span", "nt")


@pytest.mark.parametrize("as_signs", [False, True])
def test_under_way_and_a_facilitators_hand_are_marked(as_signs: bool) -> None:
    given = answers(
        Answer("D1.1.1", "m", Value.AD_HOC, under_way=True, text="Fra maj.", is_proxy=True)
    )
    marked, plain, _ = row_of(table(filled(answers=given), as_signs=as_signs), "1.1.1").all("td")

    assert "på vej" in marked.text.lower()
    assert "skrevet ind af en facilitator" in marked.text.lower()
    assert "på vej" not in plain.text.lower()


def test_a_text_without_an_assessment_is_shown_as_that() -> None:
    given = answers(Answer("D1.1.1", "m", None, text="Vi er i tvivl."))

    for as_signs in (False, True):
        cell = row_of(table(filled(answers=given), as_signs=as_signs), "1.1.1").all("td")[0]
        assert "Uden vurdering" in cell.text


def test_the_texts_behind_the_signs_stand_by_level_highest_first_and_in_column_order() -> None:
    given = answers(
        Answer("D1.1.1", "h3", Value.AD_HOC, text="tre"),
        Answer("D1.1.1", "h1", Value.AD_HOC, text="en"),
        Answer("D1.1.1", "h2", Value.AD_HOC),
        Answer("D1.1.1", "a", Value.ESTABLISHED, text="fast"),
        Answer("D1.1.1", "m", Value.OPTED_OUT, text="ikke os"),
    )

    texts = table(filled(EIGHTEEN, given), as_signs=True).all("tr", "txt")[0]

    assert [t.text for t in texts.all("dt")] == ["Fast praksis 1", "Ad hoc 3", "Fravalgt hos os 1"]
    assert [voice.text for voice in texts.all("dd")[1].all("p")] == [
        "Hjem 1 – en",
        "Hjem 3 – tre",
        "Uden tekst: Hjem 2",
    ]


def test_the_counts_for_phones_are_those_of_the_signs() -> None:
    given = answers(
        Answer("D1.1.1", "h1", Value.AD_HOC),
        Answer("D1.1.1", "h2", Value.AD_HOC),
        Answer("D1.1.1", "a", Value.ESTABLISHED),
    )

    counts = row_of(table(filled(EIGHTEEN, given), as_signs=True), "1.1.1").one("span", "counts")

    assert counts.text == "Fast praksis: 1Ad hoc: 2"


@FORMS
def test_the_table_keeps_its_meaning_where_rows_are_drawn_as_blocks(
    columns: tuple[Column, ...], as_signs: bool
) -> None:
    shown = table(filled(columns), as_signs=as_signs)
    roles = {"tr": "row", "td": "cell", "thead": "rowgroup", "tbody": "rowgroup"}

    for tag, role in roles.items():
        assert {role} == {node.attributes["role"] for node in shown.all(tag)}
    for head in shown.all("th"):
        assert head.attributes["scope"] in {"col", "colgroup", "row", "rowgroup"}
        assert head.attributes["role"] in {"columnheader", "rowheader"}
    assert "Eksempelkommune, Runde 1" in shown.one("caption").text


@FORMS
def test_every_row_is_as_wide_as_the_table(columns: tuple[Column, ...], as_signs: bool) -> None:
    shown = table(filled(columns, own=(OWN,)), as_signs=as_signs)
    widths, open_rows, reach = set(), 0, 0

    for row in shown.all("tr"):
        cells = [cell for cell in row.children if isinstance(cell, Node)]
        widths.add(
            sum(int(cell.attributes.get("colspan", 1)) for cell in cells) + (open_rows > 0) * reach
        )
        open_rows = max(open_rows - 1, 0)
        for cell in cells:
            if "rowspan" in cell.attributes:
                open_rows, reach = int(cell.attributes["rowspan"]) - 1, 1

    expected = len(columns) + (1 if as_signs else 2)
    if not as_signs and len(columns) > 4:  # cards: the field is a band, so rows lack its column
        widths.discard(expected - 1)
    assert {expected} == widths


def test_four_columns_of_text_stand_in_a_table_and_five_as_cards() -> None:
    assert "texts" in table(filled(EIGHTEEN[:4])).classes
    assert "cards" in table(filled(EIGHTEEN[:5])).classes


def test_the_printed_heading_names_municipality_round_and_day() -> None:
    heading = parse(card_heading(filled(municipality="<Ribe>"), date(2026, 3, 1)))

    assert heading.text == "Indsatskort · <Ribe> · Runde 1 · Udskrevet 01.03.2026"
