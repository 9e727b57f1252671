"""The list "Hvad har ændret sig under tallene?": what became relevant, was opted out, came or went, by name."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.cards.model import Cell, FilledCard
from indsatskort.danish import counted
from indsatskort.insight.charts.markup import text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.development import Development
from indsatskort.insight.tables import Row, Table

KINDS = (
    ("Blevet relevant", "became_relevant"),
    ("Ikke længere relevant", "no_longer_relevant"),
    ("Fravalgt siden sidst", "opted_out"),
    ("Valgt til igen", "opted_in_again"),
)


def picture(after: FilledCard, found: Development) -> Picture:
    """The cells of columns in both rounds, item by item; columns that are new or left stand first."""
    rows = tuple(_rows(after, found))
    table = Table(("Hvad", "Nr.", "Indsats", "Kolonne"), rows)
    return Picture(
        slug="ground",
        question="Hvad har ændret sig under tallene?",
        sentence=_sentence(found),
        html=_list(after, found) if rows else None,
        table=table.frame() if rows else None,
        definitions=("changed_ground",),
    )


def _sentence(found: Development) -> str:
    if not any(_cells(found, name) for _, name in KINDS) and not _came_and_went(found):
        return "Grundlaget er det samme: de samme kolonner, den samme relevans og de samme fravalg."
    return "Det her er ikke udvikling i praksis, så det er ikke talt med i højere og lavere."


def _came_and_went(found: Development) -> list[tuple[str, str]]:
    return [("Ny kolonne", column.name) for column in found.new_columns] + [
        ("Kolonne, der ikke er med længere", column.name) for column in found.left_columns
    ]


def _cells(found: Development, name: str) -> Sequence[Cell]:
    cells: Sequence[Cell] = getattr(found, name)
    return cells


def _rows(after: FilledCard, found: Development) -> list[Row]:
    rows: list[Row] = [(words, "", "", name) for words, name in _came_and_went(found)]
    for words, kind in KINDS:
        for item_id, actor_id in _cells(found, kind):
            item, column = after.item_by_id[item_id], after.column_by_id[actor_id]
            rows.append((words, item.number, item.title, column.name))
    return rows


def _list(after: FilledCard, found: Development) -> str:
    """Per kind one line with its count, and the items with their columns below."""
    told = [
        f"<li>{text(words)}: <bdi>{text(name)}</bdi></li>" for words, name in _came_and_went(found)
    ]
    for words, kind in KINDS:
        if cells := _cells(found, kind):
            told.append(
                f"<li>{text(words)}: {counted(len(cells), 'felt', 'felter')}"
                f"<ul>{_items(after, cells)}</ul></li>"
            )
    return f'<ul class="ch-ground">{"".join(told)}</ul>'


def _items(after: FilledCard, cells: Sequence[Cell]) -> str:
    columns: dict[str, list[str]] = {}
    for item_id, actor_id in cells:
        columns.setdefault(item_id, []).append(after.column_by_id[actor_id].name)
    return "".join(
        f"<li>{text(after.item_by_id[item_id].number)} {text(after.item_by_id[item_id].title)} – "
        f"{text(', '.join(names))}</li>"
        for item_id, names in columns.items()
    )
