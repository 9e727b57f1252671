"""The picture "Hvilke indsatser hviler på én – eller ingen?": the 49 items sorted by who carries them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import ActorKind, Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.carrying import CarryGroup, Carrying, carrying
from indsatskort.insight.charts.markup import hidden, text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.tables import carrying_table

MOST_NAMED = 25  # boxes; a longer group is told by its numbers


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What a group is called, what it means, and whether its items stand with their titles."""

    title: str
    note: str = ""
    is_named: bool = True


GROUP_WORDS = {
    CarryGroup.NOT_YET_ASSESSED: GroupWords(
        "Endnu ikke vurderet", "Der mangler svar, før det kan siges"
    ),
    CarryGroup.BLIND_SPOT: GroupWords(
        "Ingen er i gang", "Blinde pletter: alle, der har indsatsen i spil, svarer »ikke i gang«"
    ),
    CarryGroup.NOBODY_KNOWS: GroupWords("Ingen ved det", "Alle svarer »ved ikke«"),
    CarryGroup.AT_MOST_AD_HOC: GroupWords(
        "Højst ad hoc", "Ingen har den delvist eller som fast praksis"
    ),
    CarryGroup.SOLE_RELEVANT: GroupWords(
        "Kun relevant for én", "Én bærer den, og ingen andre har den i spil"
    ),
    CarryGroup.VULNERABLE: GroupWords(
        "Én bærer den", "Sårbar: kun én aktør har den delvist eller som fast praksis"
    ),
    CarryGroup.TWO: GroupWords("To bærer den", is_named=False),
    CarryGroup.THREE_TO_FIVE: GroupWords("Tre til fem bærer den", is_named=False),
    CarryGroup.SIX_OR_MORE: GroupWords("Seks eller flere bærer den", is_named=False),
    CarryGroup.ALL_OPTED_OUT: GroupWords("Fravalgt af alle", "Et valg, ikke en blind plet"),
    CarryGroup.NOBODYS_FIELD: GroupWords(
        "Ikke i spil hos nogen", "Ikke relevant for nogen kolonne"
    ),
}


def picture(card: FilledCard, catalogue: Catalogue) -> Picture:
    """Groups that hold something, in the order of `CarryGroup`; always "x af y"."""
    rows = carrying(card)
    kinds = [words.kind for words in catalogue.kinds]
    present = [kind for kind in kinds if any(column.kind is kind for column in card.columns)]
    html = "".join(
        _group(group, [row for row in rows if row.group is group], present, catalogue)
        for group in CarryGroup
    )
    return Picture(
        slug="carriers",
        question="Hvilke indsatser hviler på én – eller ingen?",
        sentence=sentence(rows),
        html=f'<div class="ch-carry">{html}</div>',
        table=carrying_table(
            rows, [GROUP_WORDS[row.group].title for row in rows], present, catalogue
        ).frame(),
        definitions=("carried", "blind_spot", "vulnerable"),
    )


def sentence(rows: Sequence[Carrying]) -> str:
    """The answer, and what cannot be told yet."""
    of = {group: sum(row.group is group for row in rows) for group in CarryGroup}
    blind = of[CarryGroup.BLIND_SPOT]
    words = "indsats er en blind plet" if blind == 1 else "indsatser er blinde pletter"
    parts = [f"{num(blind)} {words}, og {num(of[CarryGroup.VULNERABLE])} hviler på én aktør."]
    if of[CarryGroup.NOT_YET_ASSESSED]:
        parts.append(f"{num(of[CarryGroup.NOT_YET_ASSESSED])} er endnu ikke vurderet.")
    parts.append("At bære en indsats er at have den delvist eller som fast praksis.")
    return " ".join(parts)


def _group(
    group: CarryGroup, rows: Sequence[Carrying], kinds: Sequence[ActorKind], catalogue: Catalogue
) -> str:
    if not rows:
        return ""
    words = GROUP_WORDS[group]
    is_named = words.is_named and len(rows) <= MOST_NAMED
    entries = "".join(f"<li>{_entry(row, is_named, kinds, catalogue)}</li>" for row in rows)
    note = f" – {text(words.note)}" if words.note else ""
    return (
        f"<h4>{text(words.title)} <span>· {num(len(rows))}{note}</span></h4>"
        f'<ul class="{"ch-named" if is_named else "ch-numbered"}">{entries}</ul>'
    )


def _entry(row: Carrying, is_named: bool, kinds: Sequence[ActorKind], catalogue: Catalogue) -> str:
    if not is_named:
        told = f" {row.item.title}: {_x_of_y(row, kinds, catalogue)}"
        return f"{text(row.item.number)}{hidden(told)}"
    return text(f"{row.item.number} {row.item.title}{_who(row)}")


def _who(row: Carrying) -> str:
    """The one that carries it, and of how many; empty when none or several do."""
    if len(row.carriers) != 1:
        return ""
    of = len(row.in_play)
    return f" – {row.carriers[0].name} ({f'1 af {num(of)} relevante' if of > 1 else 'eneste relevante'})"


def _x_of_y(row: Carrying, kinds: Sequence[ActorKind], catalogue: Catalogue) -> str:
    """ "2 af 3 plejecentre, 0 af 1 forening", of those that have the item in play."""
    told = [
        f"{num(row.carriers_of(kind))} af "
        + counted(
            row.in_play_of(kind),
            catalogue.words_by_kind[kind].singular,
            catalogue.words_by_kind[kind].plural,
        )
        for kind in kinds
        if row.in_play_of(kind)
    ]
    return ", ".join(told)
