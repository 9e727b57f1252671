"""Inspiration as people meet it: at most three for an item, more on demand, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from indsatskort.catalogue.model import Inspiration, InspirationKind, Library, Source

AT_ONCE = 3
KINDS: Mapping[InspirationKind, str] = {
    InspirationKind.QUESTION: "Spørgsmål",
    InspirationKind.FIRST_STEP: "Første skridt",
    InspirationKind.CHECKPOINT: "Tjekpunkt",
    InspirationKind.CASE: "Fortælling",
    InspirationKind.FACT: "Fakta",
    InspirationKind.PRACTICE: "Praksis",
}
STEPS = frozenset({InspirationKind.FIRST_STEP, InspirationKind.PRACTICE})
"""What can be taken over into an action as its first step."""
CARRIED_OVER = "Overført fra et andet område"


def steps_first(entries: Iterable[Inspiration]) -> list[Inspiration]:
    """For an action: what can be done comes before what can be thought about."""
    return sorted(entries, key=lambda entry: entry.kind not in STEPS)


@dataclass(frozen=True, slots=True)
class Said:
    """The words that go with a text: its kind, its source, and the note about whom it is about."""

    kind: str
    source: str
    note: str


def said(entry: Inspiration) -> Said:
    """*Spørgsmål*, *CFBU, 2019: Frivillighed i …, del 3*, *Overført fra et andet område: …*."""
    return said_of(KINDS[entry.kind], entry.source, entry.place)


def said_of(kind: str, source: Source, place: str) -> Said:
    """The same for anything that stands at a place in a source."""
    note = f"{CARRIED_OVER}: {source.about}." if source.about else ""
    return Said(kind, f"{source.title} ({source.publisher}). {place}.", note)


def inspiration_list(entries: Sequence[Inspiration]) -> str:
    """The entries as HTML: three in sight, the rest behind one press. Empty for none."""
    if not entries:
        return ""
    shown = "".join(map(_entry, entries[:AT_ONCE]))
    rest = entries[AT_ONCE:]
    more = (
        f"<details><summary>Vis {len(rest)} mere</summary>"
        f'<ul class="inspiration">{"".join(map(_entry, rest))}</ul></details>'
        if rest
        else ""
    )
    return f'<ul class="inspiration">{shown}</ul>{more}'


def _entry(entry: Inspiration) -> str:
    words = said(entry)
    note = f"<b>{escape(words.note)}</b> " if words.note else ""
    return (
        f"<li><p><b>{escape(words.kind)}</b> {escape(entry.text)}</p>"
        f'<p class="meta">{note}{escape(words.source)}</p></li>'
    )


def recommendations_table(library: Library, som: str = "") -> str:
    """Ældrekommissionens nine recommendations and the items each touches, as a table."""
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">Nr. {each.number}</th>'
        f'<td role="cell">{escape(each.text)}</td><td role="cell">Indsats '
        f"{', '.join(item_id.removeprefix('D') for item_id in each.item_ids)}</td>"
        f'<td role="cell"><a href="/kort?anbefaling={each.number}{som}" target="_self">'
        f'Se på kortet<span class="vh"> (nr. {each.number})</span></a></td></tr>'
        for each in library.recommendations
    )
    heads = "".join(
        f'<th scope="col" role="columnheader">{words}</th>'
        for words in ("Anbefaling", "Indhold", "Indsatser", "Kortet")
    )
    return (
        '<table class="plain" role="table"><caption>Ældrekommissionens ni anbefalinger om frivillige '
        "(2012) og indsatserne på kortet. Sammenhængen er vores skøn.</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
