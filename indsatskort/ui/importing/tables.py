"""What a file would change, as HTML: one row a cell, before and after; people's text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from indsatskort.cards.model import Answer, Draft, FilledCard
from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import num
from indsatskort.imports.model import Change, ChangeKind
from indsatskort.ui import pieces

HEADINGS = {
    ChangeKind.NEW: "Nye svar",
    ChangeKind.CHANGED: "Rettelser",
    ChangeKind.CLEARED: "Svar, der bliver ryddet",
}
MOST_OPEN = 12  # rows of a group that is unfolded from the start
LONGEST = 600  # characters of an answer shown in a table


def group(
    kind: ChangeKind, changes: Sequence[Change], card: FilledCard, catalogue: Catalogue
) -> str:
    """One kind of changes, folded away when they are many."""
    if not changes:
        return ""
    has_before = kind is not ChangeKind.NEW
    has_after = kind is not ChangeKind.CLEARED
    heads = ["Indsats", "Kolonne", *["På kortet nu"] * has_before, *["I filen"] * has_after]
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    rows = "".join(
        _row(change, card, catalogue, has_before=has_before, has_after=has_after)
        for change in changes
    )
    is_open = " open" if len(changes) <= MOST_OPEN else ""
    return (
        f'<details class="changes"{is_open}><summary>{HEADINGS[kind]} '
        f'<span class="count">{num(len(changes))}</span></summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def conflict(change: Change, card: FilledCard, catalogue: Catalogue) -> str:
    """Both texts of a cell beside each other."""
    by = f" · {escape(change.current.saved_by)}" if change.current.saved_by else ""
    return (
        f'<div class="conflict"><h4>{_item(change, card)} · {_column(change, card)}</h4>'
        f'<div class="two"><section><h5>På kortet nu{by}</h5>'
        f"{answer(change.current, catalogue)}</section>"
        f"<section><h5>I filen</h5>{answer(_as_answer(change), catalogue)}</section></div></div>"
    )


def joined(change: Change, both: Draft, catalogue: Catalogue) -> str:
    """What the cell will say when the two are joined."""
    told = Answer(*change.cell, both.value, both.under_way, both.text)
    return (
        f'<div class="conflict"><section><h5>Sådan kommer der til at stå</h5>'
        f"{answer(told, catalogue)}</section></div>"
    )


def answer(each: Answer, catalogue: Catalogue) -> str:
    """Level and text; *Tomt* for neither."""
    if each.is_empty:
        return '<p class="meta">Tomt</p>'
    chip = pieces.value_chip(each.value, catalogue) if each.value else ""
    way = pieces.under_way(catalogue) if each.under_way else ""
    text = each.text if len(each.text) <= LONGEST else each.text[:LONGEST] + " …"
    return chip + way + (pieces.says(text) if text else "")


def _row(
    change: Change, card: FilledCard, catalogue: Catalogue, *, has_before: bool, has_after: bool
) -> str:
    before = f'<td data-h="På kortet nu">{answer(change.current, catalogue)}</td>'
    after = f'<td data-h="I filen">{answer(_as_answer(change), catalogue)}</td>'
    return (
        f'<tr><th scope="row">{_item(change, card)}</th>'
        f'<td data-h="Kolonne">{_column(change, card)}</td>'
        f"{before if has_before else ''}{after if has_after else ''}</tr>"
    )


def place(item_id: str, actor_id: str, card: FilledCard) -> str:
    """ "1.1.3 hos Solgården", for running text."""
    item, column = card.item_by_id.get(item_id), card.column_by_id.get(actor_id)
    named = (item.title if item.is_own else item.number) if item else "en indsats"
    return f"{named} hos {column.name if column else 'en kolonne, der er taget ud'}"


def _item(change: Change, card: FilledCard) -> str:
    item = card.item_by_id[change.current.item_id]
    return f"{escape(item.number)} {escape(item.title)}"


def _column(change: Change, card: FilledCard) -> str:
    return pieces.name(card.column_by_id[change.current.actor_id].name)


def _as_answer(change: Change) -> Answer:
    draft: Draft = change.draft
    return Answer(*change.cell, draft.value, draft.under_way, draft.text)
