"""The small pieces of HTML that every page is made of; whatever people wrote comes out escaped.

Pure strings in, pure strings out. The looks are in `ui/look/pieces.css`; the classes of a value are
`l0`–`l3`, `lu` (unknown), `lo` (opted out) and `lt` (a text without an assessment).
"""

from __future__ import annotations

from html import escape

from indsatskort.cards.model import Answer, FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue, Value
from indsatskort.danish import counted

_SIGNS: dict[Value | None, str] = {value: str(level) for level, value in enumerate(LEVELS)}
_SIGNS |= {Value.UNKNOWN: "u", Value.OPTED_OUT: "o", None: "t"}
TEXT_ALONE = "Uden vurdering"
WITHOUT_TEXT = "uden tekst"
BY_FACILITATOR = "Skrevet ind af en facilitator"
NO_NAMES = "Skriv ikke navne på beboere, frivillige eller medarbejdere."
ROLES_NOT_NAMES = "Skriv roller, ikke navne på beboere, frivillige eller medarbejdere."


def hidden(words: str) -> str:
    """Words for screen readers only."""
    return f'<span class="vh">{escape(words)}</span>'


def says(text: str) -> str:
    """What somebody wrote: its line breaks kept, each text in its own writing direction."""
    return f'<p class="says" dir="auto">{escape(text)}</p>'


def name(words: str) -> str:
    """A name that people gave, kept from turning the direction of what stands around it."""
    return f"<bdi>{escape(words)}</bdi>"


def meta(words: str) -> str:
    """A quiet line: a time, a count, a hint."""
    return f'<p class="meta">{escape(words)}</p>'


def symbol(value: Value | None) -> str:
    """The sign of a value, drawn in CSS and silent: its word must stand beside it."""
    return f'<span class="sym s{_SIGNS[value]}" aria-hidden="true"></span>'


def label(value: Value | None, catalogue: Catalogue) -> str:
    """The value's word on the scale; *Uden vurdering* for a text that stands alone."""
    return catalogue.choice_by_value[value].label if value else TEXT_ALONE


def lacks_text(answer: Answer) -> bool:
    """A level that nobody has put words to."""
    return answer.level is not None and not answer.text


def value_chip(value: Value | None, catalogue: Catalogue) -> str:
    """The pill of a value: sign and word."""
    sign = _SIGNS[value]
    return f'<span class="chip l{sign}">{symbol(value)}{escape(label(value, catalogue))}</span>'


def chip(answer: Answer, catalogue: Catalogue) -> str:
    """The pill of an answer, with its marks; nothing when the answer is empty."""
    if answer.is_empty:
        return ""
    corner = " nt" if lacks_text(answer) else ""
    silent = hidden(f", {WITHOUT_TEXT}") if corner else ""
    sign, word = _SIGNS[answer.value], escape(label(answer.value, catalogue))
    pill = f'<span class="chip l{sign}{corner}">{symbol(answer.value)}{word}{silent}</span>'
    return pill + (under_way(catalogue) if answer.under_way else "")


def under_way(catalogue: Catalogue) -> str:
    """The mark *På vej* beside a pill."""
    return (
        f' <span class="way"><i aria-hidden="true"></i>{escape(catalogue.under_way.label)}</span>'
    )


def answer_words(answer: Answer, catalogue: Catalogue) -> str:
    """An answer in one breath, for those who hear the card: *Delvist, på vej, uden tekst*."""
    words = [label(answer.value, catalogue)]
    if answer.under_way:
        words.append(catalogue.under_way.label.lower())
    if lacks_text(answer):
        words.append(WITHOUT_TEXT)
    return ", ".join(words)


def tile(answer: Answer, catalogue: Catalogue) -> str:
    """The square of an answer, with its marks and hidden words; nothing when it is empty."""
    if answer.is_empty:
        return ""
    corner = " nt" if lacks_text(answer) else ""
    way = '<i class="up"></i>' if answer.under_way else ""
    square = f'<span class="tile l{_SIGNS[answer.value]}{corner}" aria-hidden="true">'
    square += f"{symbol(answer.value)}{way}</span>"
    return square + hidden(answer_words(answer, catalogue))


def value_legend(catalogue: Catalogue) -> str:
    """What the signs mean, for a view that shows signs without words."""
    entries = [
        (f'<span class="tile l{_SIGNS[choice.value]}">{symbol(choice.value)}</span>', choice.label)
        for choice in catalogue.scale
    ]
    entries += [
        ('<span class="way"><i></i></span>', catalogue.under_way.label),
        (f'<span class="tile l2 nt">{symbol(Value.PARTLY)}</span>', "Uden tekst"),
        (f'<span class="tile lt">{symbol(None)}</span>', "Tekst uden vurdering"),
    ]
    return _legend("Tegn", entries)


def relevance_legend(note: str, why_url: str | None = None) -> str:
    """What the colours of the cells mean, and that the judgement is ours."""
    entries = [
        ('<span class="swatch relevant"></span>', "Relevant for aktøren"),
        ('<span class="swatch maybe"></span>', "Kan være relevant"),
        ('<span class="swatch"></span>', "Normalt ikke aktørens felt"),
    ]
    why = f' <a href="{escape(why_url)}" target="_self">Hvorfor?</a>' if why_url else ""
    return _legend("Relevans", entries, f'<li class="note">{escape(note)}{why}</li>')


def _legend(title: str, entries: list[tuple[str, str]], last: str = "") -> str:
    shown = "".join(
        f'<li><span aria-hidden="true">{sign}</span>{escape(words)}</li>' for sign, words in entries
    )
    return f'<ul class="legend" aria-label="{escape(title)}">{shown}{last}</ul>'


def progress(done: int, total: int) -> str:
    """The bar of a field: `done` of `total` cells answered. Silent: the numbers stand beside it."""
    share = round(100 * done / total) if total else 0
    return f'<span class="bar" aria-hidden="true"><i style="width:{share}%"></i></span>'


def carried_words(filled: FilledCard) -> str:
    """How many answers of the round before wait to be confirmed; for pages that count the others."""
    count = counted(len(filled.carried), "svar", "svar")
    return (
        f"{count} fra {filled.carried_from} venter på, at kolonnen siger, om det stadig gælder. De tæller "
        "som ikke udfyldt indtil da."
    )


def file_field(field_id: str, words: str, accept: str) -> str:
    """The browser's own field for a file, which is also dropped on, with Danish words laid over it."""
    return (
        f'<label for="{field_id}">{escape(words)}<span class="file-field">'
        f'<input id="{field_id}" type="file" name="fil" required accept="{accept}">'
        '<span class="pick">Vælg fil</span>'
        '<span class="none" aria-hidden="true">Ingen fil valgt</span></span></label>'
    )
