"""The whole card as one HTML table, as it is printed: drivers, fields, items and what each has answered.

Three forms of the same rows: the printed table with texts (up to four columns), texts as small cards
under each item (more columns, and every phone), and signs with the texts a click away. Roles are
written out because phones show the rows as blocks, which takes a table's meaning away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from types import MappingProxyType

from indsatskort.cards.model import Answer, CardItem, Column, FilledCard
from indsatskort.catalogue.model import (
    LEVELS,
    ActorKind,
    Catalogue,
    Driver,
    Field,
    Relevance,
    Value,
)
from indsatskort.danish import counted, date_short
from indsatskort.ui import pieces

MAX_TEXT_COLUMNS = 4  # more do not fit beside each other on 1280 px
_GROUPS: tuple[Value | None, ...] = (*reversed(LEVELS), Value.UNKNOWN, Value.OPTED_OUT, None)
_RELEVANCE = {
    Relevance.RELEVANT: ("r", "relevant"),
    Relevance.MAYBE: ("m", "kan være relevant"),
    Relevance.NOT_USUAL: ("n", "normalt ikke aktørens felt"),
}


@dataclass(frozen=True)
class _View:
    """What is shown: the card, its words and the chosen columns in the card's order."""

    filled: FilledCard
    catalogue: Catalogue
    columns: tuple[Column, ...]
    first_of_kind: frozenset[str]
    chosen: Set[str] | None
    comments: Mapping[str, int]

    def answers(self, item: CardItem) -> Iterator[tuple[Column, Answer]]:
        return ((column, self.filled.answer(item.id, column.id)) for column in self.columns)

    def items(self, field: Field) -> list[CardItem]:
        return [
            item
            for item in self.filled.items
            if item.field_id == field.id and (self.chosen is None or item.id in self.chosen)
        ]


def card_heading(filled: FilledCard, today: date) -> str:
    """The one line above the printed card."""
    words = f"Indsatskort · {filled.card.municipality} · {filled.round.name}"
    return f'<p class="on-paper">{escape(words)} · Udskrevet {date_short(today)}</p>'


def card_table(
    filled: FilledCard,
    catalogue: Catalogue,
    *,
    drivers: Set[str],
    columns: Set[str],
    as_signs: bool,
    items: Set[str] | None = None,
    comments: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """The chosen drivers, columns and (when given) items of a round as HTML, safe to show as it is.

    Rows stand in the card's order, own items after the standard ones of their field; columns as in
    `filled.columns`. An empty choice gives a table without rows or columns. `comments` counts what is
    said about an item; it links to `#kommentarer-<item>` on the same page.
    """
    view = _view(filled, catalogue, columns, items, comments)
    chosen = [
        (driver, [field for field in driver.fields if items is None or view.items(field)])
        for driver in catalogue.drivers
        if driver.id in drivers
    ]
    if as_signs:
        form, head, body = _signs_form(len(view.columns)), _signs_head(view), _signs_body
    elif len(view.columns) > MAX_TEXT_COLUMNS:
        form, head, body = "cards", _texts_head(view), _cards_body
    else:
        form, head, body = "texts", _texts_head(view), _texts_body
    width = len(view.columns) + (1 if as_signs else 2)
    rows = "".join(
        _driver_band(driver, width) + "".join(body(view, field, width) for field in fields)
        for driver, fields in chosen
        if fields or items is None
    )
    return f'<table class="kort {form}" role="table">{_caption(filled)}{head}{rows}</table>'


def _signs_form(columns: int) -> str:
    """How many columns there are decides how wide they are, and whether names fit lying down."""
    if columns <= 6:
        return "signs few"
    if columns <= 12:
        return "signs some"
    return "signs many" if columns <= 22 else "signs many crowded"


def _view(
    filled: FilledCard,
    catalogue: Catalogue,
    columns: Set[str],
    items: Set[str] | None,
    comments: Mapping[str, int],
) -> _View:
    shown = tuple(column for column in filled.columns if column.id in columns)
    firsts = (next(group).id for _, group in groupby(shown, key=lambda column: column.kind))
    return _View(filled, catalogue, shown, frozenset(firsts), items, comments)


def _caption(filled: FilledCard) -> str:
    words = f"Indsatskort for {filled.card.municipality}, {filled.round.name}: indsatser i rækker, aktører i kolonner"
    return f"<caption>{pieces.hidden(words)}</caption>"


def _driver_band(driver: Driver, width: int) -> str:
    words = f"Drivkraft {driver.number}: {driver.name}"
    return _band("driver", "rowgroup", words, width)


def _band(kind: str, scope: str, words: str, width: int) -> str:
    cell = f'<th colspan="{width}" scope="{scope}" role="rowheader">{escape(words)}</th>'
    return f'<tbody class="{kind}" role="rowgroup"><tr role="row">{cell}</tr></tbody>'


# The texts, as a table or as cards


def _texts_head(view: _View) -> str:
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(_kind_heading(view, column.kind))}'
        f"<span>{pieces.name(column.name)}</span></th>"
        for column in view.columns
    )
    return (
        f'<colgroup><col class="c-field"><col class="c-item"><col span="{len(view.columns) or 1}"></colgroup>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Indsatsfelt</th>'
        f'<th scope="col" role="columnheader">Konkrete indsatser</th>{heads}</tr></thead>'
    )


def _kind_heading(view: _View, kind: ActorKind) -> str:
    return view.catalogue.words_by_kind[kind].heading


def _texts_body(
    view: _View,
    field: Field,
    width: int,  # noqa: ARG001 - all three forms are drawn by the same call
) -> str:
    rows = [_text_row(view, item) for item in view.items(field)]
    label = (
        f'<th class="field" rowspan="{len(rows)}" scope="rowgroup" role="rowheader">'
        f"<span>{escape(field.name)}</span></th>"
    )
    body = "".join(
        f'<tr class="item" role="row">{label if first else ""}{row}</tr>'
        for first, row in zip([True] + [False] * len(rows), rows, strict=False)
    )
    return f'<tbody role="rowgroup">{body}</tbody>'


def _cards_body(view: _View, field: Field, width: int) -> str:
    rows = "".join(
        f'<tr class="item" role="row">{_text_row(view, item)}</tr>' for item in view.items(field)
    )
    return f'{_band("field", "rowgroup", field.name, width)}<tbody role="rowgroup">{rows}</tbody>'


def _text_row(view: _View, item: CardItem) -> str:
    cells = "".join(_text_cell(view, item, column, answer) for column, answer in view.answers(item))
    return (
        f'<th class="what" scope="row" role="rowheader">{_title(item)}'
        f'<span class="statement" dir="auto">{escape(item.statement)}</span>{_talk(view, item)}</th>{cells}'
    )


def _talk(view: _View, item: CardItem) -> str:
    """How much is said about the item, and the way to it."""
    count = view.comments.get(item.id, 0)
    if not count:
        return ""
    words = escape(counted(count, "kommentar", "kommentarer"))
    return f'<a class="talk not-on-paper" href="#kommentarer-{escape(item.id)}">{words}</a>'


def _title(item: CardItem) -> str:
    own = " own" if item.is_own else ""
    return (
        f'<span class="no{own}">{escape(item.number)}</span> <b dir="auto">{escape(item.title)}</b>'
    )


def _text_cell(view: _View, item: CardItem, column: Column, answer: Answer) -> str:
    relevance = view.filled.relevance[item.id, column.id]
    shade, words = _RELEVANCE[relevance]
    untouched = answer.is_empty and relevance is Relevance.NOT_USUAL
    carried = view.filled.carried.get((item.id, column.id))
    if carried:
        untouched, content = False, _carried(view, carried)
    elif answer.is_empty:
        content = "" if untouched else '<span class="empty">Ikke udfyldt</span>'
    else:
        content = _answer(answer, view.catalogue)
    kind = f"{shade} untouched" if untouched else shade
    who = f'<b class="who">{pieces.name(column.name)}</b>'
    return f'<td class="{kind}" role="cell">{who}{content}{pieces.hidden(f" ({words})")}</td>'


def _carried(view: _View, answer: Answer) -> str:
    """What the column said last, until it confirms or changes it."""
    words = f"Fra {view.filled.carried_from}, ikke bekræftet"
    text = pieces.says(answer.text) if answer.text else ""
    return f'<div class="carried">{pieces.meta(words)}{pieces.chip(answer, view.catalogue)}{text}</div>'


def _answer(answer: Answer, catalogue: Catalogue) -> str:
    text = pieces.says(answer.text) if answer.text else ""
    proxy = pieces.meta(pieces.BY_FACILITATOR) if answer.is_proxy else ""
    return pieces.chip(answer, catalogue) + text + proxy


# The signs, with the texts a click away


def _signs_head(view: _View) -> str:
    kinds = "".join(
        _kind_head(view, kind, len(list(group)))
        for kind, group in groupby(view.columns, key=lambda column: column.kind)
    )
    names = "".join(
        f'<th scope="col" role="columnheader"{_first(view, column)}><span>{pieces.name(column.name)}</span></th>'
        for column in view.columns
    )
    return (
        f'<colgroup><col class="c-item"><col span="{len(view.columns) or 1}" class="c-sign"></colgroup>'
        f'<thead role="rowgroup"><tr class="kinds" role="row"><td role="cell"></td>{kinds}</tr>'
        f'<tr class="names" role="row"><th scope="col" role="columnheader">Indsats</th>{names}</tr></thead>'
    )


def _kind_head(view: _View, kind: ActorKind, count: int) -> str:
    words = view.catalogue.words_by_kind[kind]
    shown = escape(words.plural.capitalize()) if count > 2 else pieces.hidden(words.heading)
    return f'<th colspan="{count}" scope="colgroup" role="columnheader" class="first">{shown}</th>'


def _first(view: _View, column: Column, shade: str = "") -> str:
    classes = f"{shade} first".strip() if column.id in view.first_of_kind else shade
    return f' class="{classes}"' if classes else ""


def _signs_body(view: _View, field: Field, width: int) -> str:
    rows = "".join(_sign_rows(view, item, width) for item in view.items(field))
    return f'{_band("field", "rowgroup", field.name, width)}<tbody role="rowgroup">{rows}</tbody>'


def _sign_rows(view: _View, item: CardItem, width: int) -> str:
    cells = "".join(_sign_cell(view, item, column, answer) for column, answer in view.answers(item))
    return (
        '<tr class="item" role="row"><th class="what" scope="row" role="rowheader">'
        f"<details><summary>{_title(item)}</summary></details>{_counts(view, item)}{_talk(view, item)}</th>{cells}</tr>"
        f'<tr class="txt" role="row"><td colspan="{width}" role="cell">{_texts(view, item)}</td></tr>'
    )


def _sign_cell(view: _View, item: CardItem, column: Column, answer: Answer) -> str:
    shade, words = _RELEVANCE[view.filled.relevance[item.id, column.id]]
    sign = pieces.tile(answer, view.catalogue) or _no_sign(view, item, column)
    proxy = f", {pieces.BY_FACILITATOR.lower()}" if answer.is_proxy else ""
    silent = pieces.hidden(f" ({words}{proxy})")
    return f'<td role="cell"{_first(view, column, shade)}>{sign}{silent}</td>'


def _no_sign(view: _View, item: CardItem, column: Column) -> str:
    if (item.id, column.id) not in view.filled.carried:
        return pieces.hidden("Ikke udfyldt")
    words = f"Fra {view.filled.carried_from}, ikke bekræftet"
    return f'<span class="last" aria-hidden="true">…</span>{pieces.hidden(words)}'


def _by_value(
    view: _View, item: CardItem
) -> Iterator[tuple[Value | None, list[tuple[Column, Answer]]]]:
    """The answers that are not empty, by value, the highest level first; columns in their order."""
    given = [(column, answer) for column, answer in view.answers(item) if not answer.is_empty]
    for value in _GROUPS:
        group = [(column, answer) for column, answer in given if answer.value == value]
        if group:
            yield value, group


def _counts(view: _View, item: CardItem) -> str:
    """How many have answered what: the phone's one line instead of the signs."""
    counts = "".join(
        f"<span>{pieces.symbol(value)}{pieces.hidden(pieces.label(value, view.catalogue) + ': ')}{len(group)}</span>"
        for value, group in _by_value(view, item)
    )
    return f'<span class="counts">{counts or "Ikke udfyldt"}</span>'


def _texts(view: _View, item: CardItem) -> str:
    groups = "".join(
        f"<dt>{pieces.value_chip(value, view.catalogue)} {len(group)}</dt><dd>{_voices(view, group)}</dd>"
        for value, group in _by_value(view, item)
    )
    last = _unconfirmed(view, item)
    silent = "" if last else pieces.meta("Ingen har svaret endnu.")
    answered = f"<dl>{groups}</dl>" if groups else silent
    return f'<p class="statement" dir="auto">{escape(item.statement)}</p>{answered}{last}'


def _unconfirmed(view: _View, item: CardItem) -> str:
    """What was said last and nobody has confirmed yet, after the answers that count."""
    waiting = [
        (column, view.filled.carried[item.id, column.id])
        for column in view.columns
        if (item.id, column.id) in view.filled.carried
    ]
    if not waiting:
        return ""
    told = "".join(
        f'<p class="says"><b>{pieces.name(column.name)}</b> {pieces.chip(answer, view.catalogue)} '
        f'<span dir="auto">{escape(answer.text)}</span></p>'
        for column, answer in waiting
    )
    words = f"Fra {view.filled.carried_from}, ikke bekræftet"
    return f'<div class="carried">{pieces.meta(words)}{told}</div>'


def _voices(view: _View, group: list[tuple[Column, Answer]]) -> str:
    spoken = "".join(_voice(view, column, answer) for column, answer in group if answer.text)
    silent = [pieces.name(column.name) for column, answer in group if not answer.text]
    rest = f'<p class="meta">Uden tekst: {", ".join(silent)}</p>' if silent else ""
    return spoken + rest


def _voice(view: _View, column: Column, answer: Answer) -> str:
    way = pieces.under_way(view.catalogue) if answer.under_way else ""
    proxy = (
        f' <span class="meta">({pieces.BY_FACILITATOR.lower()})</span>' if answer.is_proxy else ""
    )
    who, text = pieces.name(column.name), f'<span dir="auto">{escape(answer.text)}</span>'
    return f'<p class="says"><b>{who}</b>{way} – {text}{proxy}</p>'
