"""The picture "Hvem har svaret dengang og nu?": itself a table, with those who are new and those who left."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.cards.model import FilledCard
from indsatskort.danish import counted, num
from indsatskort.insight.answered import AnsweredRow, answered
from indsatskort.insight.charts.markup import text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.development import Development

NOT_WITH = "ikke med"
COUNTED = (
    "Tallene er felter med et niveau; kun dem, der har et niveau begge gange, bliver sammenlignet."
)


def picture(before: FilledCard, after: FilledCard, found: Development) -> Picture:
    """A row per column of either round, in the card's order."""
    rows = answered(before, after, found)
    return Picture(
        slug="respondents",
        question="Hvem har svaret dengang og nu?",
        sentence=_sentence(found),
        html=_table(rows, found),
        definitions=("recurring",),
    )


def _sentence(found: Development) -> str:
    columns = counted(found.columns_now, "kolonne", "kolonner")
    parts = [f"{num(len(found.recurring))} af {columns} går igen.", COUNTED]
    if found.new_columns:
        parts.append(f"{counted(len(found.new_columns), 'kolonne er ny', 'kolonner er nye')}.")
    if found.left_columns:
        left = counted(len(found.left_columns), "kolonne er", "kolonner er")
        parts.append(f"{left} ikke med længere.")
    return " ".join(parts)


def _table(rows: Sequence[AnsweredRow], found: Development) -> str:
    heads = ("Kolonne", found.before.name, found.after.name, "Begge gange")
    head = "".join(f'<th scope="col">{text(words)}</th>' for words in heads)
    body = "".join(
        f'<tr><th scope="row">{text(row.column.name)}{_mark(row)}</th>{_cell(row.then)}{_cell(row.now)}'
        f"{_cell(row.paired)}</tr>"
        for row in rows
    )
    return (
        f'<table class="numbers ch-who"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _mark(row: AnsweredRow) -> str:
    word = "ny" if row.then is None else "ikke med længere" if row.now is None else ""
    return f' <span class="ch-quiet">({word})</span>' if word else ""


def _cell(count: int | None) -> str:
    return f'<td class="n">{NOT_WITH if count is None else num(count)}</td>'
