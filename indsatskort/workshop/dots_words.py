"""What is said about a ballot round: where the two ways of counting part, and what is not shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indsatskort.catalogue.model import ActorKind
from indsatskort.danish import counted, join_words
from indsatskort.workshop.dots import ItemDots, Result
from indsatskort.workshop.smallest_group import FEWEST

TOP = 3  # ranks that the sentence is about

THE_KIND: Mapping[ActorKind, str] = {
    ActorKind.MUNICIPALITY: "Kommunen",
    ActorKind.CARE_HOME: "Plejecentrene",
    ActorKind.ASSOCIATION: "Foreningerne",
}

WEIGHTS: Mapping[int, str] = {
    1: "De to måder at tælle på er derfor ens.",
    2: "To grupper tæller hver en halv.",
}


def counting_sentence(result: Result, titles: Mapping[str, str]) -> str:
    """Whether the two ways of counting have the same top three, else the first rank they part at.

    `titles` are participants' text where an item is the card's own. Empty when only totals are shown.
    """
    pairs = list(zip(result.with_dots, result.by_equal_weight, strict=False))[:TOP]
    for raw, fair in pairs:
        if raw.item_id != fair.item_id:
            return _parting(raw, fair, titles)
    same = "samme top tre" if len(pairs) == TOP else "samme rækkefølge"
    return f"Begge måder at tælle på giver {same}." if pairs else ""


def silent_kinds_sentence(result: Result, kinds: Iterable[ActorKind]) -> str:
    """Which of the card's kinds placed no dot, and what the others then weigh; empty when all did.

    Says nothing when only totals are shown or when there is no dot at all.
    """
    silent = [kind for kind in kinds if kind not in result.kinds]
    if not silent or not result.kinds:
        return ""
    absent = [kind for kind in silent if kind not in result.blank]
    blank = [kind for kind in silent if kind in result.blank]
    said = [
        f"{_together(who)} {did}."
        for who, did in ((absent, "stemte ikke"), (blank, "stemte blankt"))
        if who
    ]
    return " ".join([*said, WEIGHTS[len(result.kinds)]])


def total_only_sentence(ballots: Mapping[ActorKind, int]) -> str:
    """Why the dots are not shown per kind, from the number of ballots by kind."""
    few = [kind for kind in ActorKind if 0 < ballots.get(kind, 0) < FEWEST]
    if len(few) == 1:
        said = f"har kun {counted(ballots[few[0]], 'stemme', 'stemmer')}"
    else:
        said = f"har hver under {FEWEST} stemmer"
    return f"{_together(few)} {said}. Derfor vises alle prikker samlet."


def nothing_sentence(ballots: int) -> str:
    """Why no dots are shown at all."""
    if not ballots:
        return "Ingen har stemt."
    return f"Kun {counted(ballots, 'stemme', 'stemmer')}. Prikkerne vises fra {FEWEST}."


def _parting(raw: ItemDots, fair: ItemDots, titles: Mapping[str, str]) -> str:
    return (
        f"Tællemåden afgør nr. {raw.rank}: »{titles[raw.item_id]}«, når alle prikker tæller ens, "
        f"»{titles[fair.item_id]}«, når grupperne vejer lige meget."
    )


def _together(kinds: Iterable[ActorKind]) -> str:
    first, *others = (THE_KIND[kind] for kind in kinds)
    return join_words([first, *(word.lower() for word in others)])
