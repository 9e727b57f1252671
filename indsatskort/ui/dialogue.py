"""The page for a conversation about the law's value: items, what people wrote, and the actions on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from indsatskort.cards.model import Answer, CardItem, Column, FilledCard
from indsatskort.catalogue.dialogue import Dialogue, DialogueGroup, DialogueItem
from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import date_short
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action
from indsatskort.ui import pieces

TITLE = "Til jeres dialog om ældrelovens værdi om samspil med pårørende, lokale fællesskaber og civilsamfund"
CLAIM = (
    "Siden samler det, I selv har skrevet, og det, I har aftalt. Den siger ikke, hvad loven kræver, og "
    "ikke, om I lever op til den. Brug den, når I skal fortælle om jeres samspil og finde ud af, hvad I "
    "vil tale om. Hvilke indsatser der er med, er redaktionens skøn."
)


def page(
    filled: FilledCard,
    dialogue: Dialogue,
    actions: Sequence[Action],
    catalogue: Catalogue,
    plan: PlanContent,
) -> str:
    """The whole page as safe markup."""
    groups = "".join(_group(group, filled, actions, catalogue, plan) for group in dialogue.groups)
    return (
        f'<article class="dialogue"><h1>{TITLE}</h1><p class="caveat">{CLAIM}</p>'
        f'<p class="meta">{escape(dialogue.source)}. Svarene er fra {escape(filled.round.name)}, '
        f"{escape(filled.card.municipality)}.</p>"
        '<p class="not-on-paper"><button type="button" class="button" data-print="">Udskriv</button></p>'
        f"{groups}</article>"
    )


def _group(
    group: DialogueGroup,
    filled: FilledCard,
    actions: Sequence[Action],
    catalogue: Catalogue,
    plan: PlanContent,
) -> str:
    items = "".join(
        _item(entry, filled.item_by_id[entry.item_id], filled, actions, catalogue, plan)
        for entry in group.items
    )
    return f"<section><h2>{escape(group.title)}</h2>{items}</section>"


def _item(
    entry: DialogueItem,
    item: CardItem,
    filled: FilledCard,
    actions: Sequence[Action],
    catalogue: Catalogue,
    plan: PlanContent,
) -> str:
    here = [action for action in actions if action.item_id == item.id]
    return (
        f'<section class="topic"><h3><span class="no">{escape(item.number)}</span> {escape(item.title)}'
        f'</h3><p class="meta">Hvorfor den er med: {escape(entry.why)}</p>'
        f"{_answers(filled, item, catalogue)}{_actions(here, plan)}</section>"
    )


def _answers(filled: FilledCard, item: CardItem, catalogue: Catalogue) -> str:
    given = [
        (column, answer)
        for column in filled.columns
        for answer in [filled.answer(item.id, column.id)]
        if not answer.is_empty
    ]
    if not given:
        return '<p class="meta">Ingen har skrevet her endnu.</p>'
    return f"<ul>{''.join(_voice(column, answer, catalogue) for column, answer in given)}</ul>"


def _voice(column: Column, answer: Answer, catalogue: Catalogue) -> str:
    said = f' <span dir="auto">{escape(answer.text)}</span>' if answer.text else ""
    chip = pieces.chip(answer, catalogue)
    return f"<li><b>{pieces.name(column.name)}</b> {chip}{said}</li>"


def _actions(actions: Iterable[Action], plan: PlanContent) -> str:
    rows = "".join(
        f'<li><span dir="auto">{escape(action.what)}</span> '
        f'<span class="meta">{escape(plan.status_labels[action.status])}{_due(action)}</span></li>'
        for action in actions
    )
    return f'<p class="agreed">Det har I aftalt:</p><ul>{rows}</ul>' if rows else ""


def _due(action: Action) -> str:
    return f" · frist {date_short(action.deadline)}" if action.deadline else ""
