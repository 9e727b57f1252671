"""The parts of the front page that are plain HTML: example, steps, next step, fields and news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from indsatskort.cards.model import Answer
from indsatskort.catalogue.model import ActorKind, Catalogue, ExampleAnswer, Relevance
from indsatskort.ui import pieces

EXCERPT = ("D1.1.3", "D1.1.2", "D1.1.6")
EXCERPT_KINDS = (ActorKind.CARE_HOME, ActorKind.ASSOCIATION)
STEPS = (
    ("Saml kredsen", "Opret kortet, og send hver af jer et link. Det tager fem minutter."),
    ("Udfyld hver jeres kolonne", "På telefon eller computer. Alt gemmes, mens I skriver."),
    ("Tal om forskellene", "I ser, hvad I er enige om, og hvad ingen tager sig af."),
    ("Vælg og aftal", "Vælg få indsatser. Det er ikke et mål, at alle 49 findes overalt."),
)


@dataclass(frozen=True, slots=True)
class FieldProgress:
    """How far one's own column is in a field. `total` counts the cells in play; 0 means optional."""

    number: str
    name: str
    done: int
    total: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened: *I dag kl. 9.12*, a sentence, and what it was about."""

    when: str
    sentence: str
    subject: str = ""


def example_excerpt(catalogue: Catalogue) -> str:
    """Three items of the worked example, as they look on the card."""
    words = catalogue.words_by_kind
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(words[kind].heading)}</th>'
        for kind in EXCERPT_KINDS
    )
    rows = "".join(_excerpt_row(catalogue, item_id) for item_id in EXCERPT)
    return (
        '<table class="excerpt" role="table"><caption>Et udsnit af eksempelkommunens kort</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Indsats</th>{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _excerpt_row(catalogue: Catalogue, item_id: str) -> str:
    given = {(example.item_id, example.kind): example for example in catalogue.example}
    cells = "".join(
        _excerpt_cell(catalogue, item_id, kind, given.get((item_id, kind)))
        for kind in EXCERPT_KINDS
    )
    title = escape(catalogue.item_by_id[item_id].title)
    return f'<tr role="row"><th scope="row" role="rowheader">{title}</th>{cells}</tr>'


def _excerpt_cell(
    catalogue: Catalogue, item_id: str, kind: ActorKind, example: ExampleAnswer | None
) -> str:
    relevance = catalogue.default_relevance[item_id, kind].relevance
    shade = {Relevance.RELEVANT: "r", Relevance.MAYBE: "m"}.get(relevance, "n")
    if example is None:
        return f'<td class="{shade}" role="cell"></td>'
    answer = Answer(
        item_id, kind, value=example.value, under_way=example.under_way, text=example.text
    )
    return f'<td class="{shade}" role="cell">{pieces.chip(answer, catalogue)}{pieces.says(answer.text)}</td>'


def steps() -> str:
    """*Sådan foregår det*: the four steps, with their heading."""
    entries = "".join(f"<li><h3>{name}</h3><p>{words}</p></li>" for name, words in STEPS)
    return f'<section class="steps"><h2>Sådan foregår det</h2><ol>{entries}</ol></section>'


def next_step(when: str, field: str, left: int, total: int, next_item: str) -> str:
    """Where one left off: the words of the box; the button below them is the page's own."""
    waiting = (
        f"I mangler {left} af {total} indsatser i feltet. "
        f'Næste er <b dir="auto">{escape(next_item)}</b>.'
    )
    return (
        f'<div class="next-step">{pieces.meta(when)}<h2>{escape(field)}</h2><p>{waiting}</p></div>'
    )


def own_fields(progress: Iterable[FieldProgress]) -> str:
    """*Dine felter*: every field of the card with how far one's own column is."""
    rows = "".join(_field_row(field) for field in progress)
    return f'<section class="fields"><h2>Dine felter</h2><ul>{rows}</ul></section>'


def column_progress(progress: Iterable[FieldProgress]) -> str:
    """*Kolonnerne*: how far each column is; in the card's order, never ranked."""
    rows = "".join(_field_row(row) for row in progress)
    return f'<section class="fields unnumbered"><h2>Kolonnerne</h2><ul>{rows}</ul></section>'


def _field_row(field: FieldProgress) -> str:
    started = field.done > 0
    bar = pieces.progress(field.done, field.total) if started and field.total else "<span></span>"
    words = escape(field.name)
    linked = f'<a href="{escape(field.url)}" target="_self">{words}</a>' if field.url else words
    return (
        f'<li><span class="no">{escape(field.number)}</span><span class="name">{linked}</span>'
        f'{bar}<span class="state">{state_words(field.done, field.total)}</span></li>'
    )


def state_words(done: int, total: int) -> str:
    """*5 af 8*, *✓ Færdig*, *Ikke begyndt*, or *Valgfrit* when nothing is in play."""
    if total == 0:
        return "Valgfrit"
    if done == 0:
        return "Ikke begyndt"
    return "✓ Færdig" if done >= total else f"{done} af {total}"


def news(entries: Iterable[News]) -> str:
    """*Siden sidst*: what others have done since one was here, newest first as given."""
    rows = "".join(
        f'<li>{pieces.meta(entry.when)}<p dir="auto">{escape(entry.sentence)}{_subject(entry)}</p></li>'
        for entry in entries
    )
    shown = f"<ul>{rows}</ul>" if rows else pieces.meta("Intet nyt, siden du var her sidst.")
    return f'<section class="news"><h2>Siden sidst</h2>{shown}</section>'


def _subject(entry: News) -> str:
    return f" <b>{escape(entry.subject)}</b>" if entry.subject else ""


def aside(title: str, words: str) -> str:
    """A small block of the right column: a heading and a quiet sentence."""
    return f'<section class="aside"><h2>{escape(title)}</h2><p dir="auto">{escape(words)}</p></section>'
