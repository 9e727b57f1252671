"""The picture "Hvad har vi valgt?": chosen items on four positions, a grey band where it is good enough.

HTML, so that the same picture prints on A4 and folds on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.charts.markup import SIGNS, hidden, symbol, text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.chosen import ChosenItem
from indsatskort.insight.tables import chosen_table

NOTHING_CHOSEN = "I har ikke valgt indsatser endnu. Det gør I på mødet, når I har set, hvor I er enige og uenige."
SMALLEST, LARGEST = 22, 34  # px across


def picture(
    chosen: Sequence[ChosenItem],
    catalogue: Catalogue,
    *,
    round_name: str,
    question: str = "Hvad har vi valgt?",
    most: int | None = None,
    before: Sequence[ChosenItem] = (),
) -> Picture:
    """A row per chosen item, in the room's order; at most `most` are drawn, the table has all.

    `before` are the same items in an earlier round; then the rows tell how many had come that far.
    """
    shown = chosen[:most]
    then = {each.item.id: each for each in before}
    rows = "".join(_row(each, then.get(each.item.id), _most(chosen), catalogue) for each in shown)
    return Picture(
        slug="chosen",
        question=question,
        sentence=_sentence(chosen, len(shown), round_name),
        html=f'<div class="ch-chosen">{_head(catalogue)}{rows}</div>' if shown else None,
        table=chosen_table(chosen, catalogue).frame() if chosen else None,
        definitions=("distance",) if chosen else (),
    )


def _most(chosen: Sequence[ChosenItem]) -> int:
    return max((max(each.levels) for each in chosen), default=0) or 1


def _sentence(chosen: Sequence[ChosenItem], shown: int, round_name: str) -> str:
    if not chosen:
        return NOTHING_CHOSEN
    rest = f" Her er de første {num(shown)}; {num(len(chosen) - shown)} til er valgt."
    return (
        f"{counted(len(chosen), 'indsats', 'indsatser')}, som de er vurderet i {round_name}. Grå flade: "
        "»godt nok«. Til højre: hvor mange kolonner der er nået dertil, af dem, der har vurderet "
        f"indsatsen. Tal i cirkel: kolonner.{rest if shown < len(chosen) else ''}"
    )


def _head(catalogue: Catalogue) -> str:
    names = "".join(
        f"<span>{symbol(value)} {text(catalogue.choice_by_value[value].label)}</span>"
        for value in LEVELS
    )
    return (
        f'<div class="ch-pick ch-pick-head" aria-hidden="true"><b></b><p>{names}</p><b></b></div>'
    )


def _row(chosen: ChosenItem, then: ChosenItem | None, most: int, catalogue: Catalogue) -> str:
    places = "".join(_place(chosen, level, most) for level in range(4))
    good = LEVELS.index(chosen.ambition) if chosen.ambition else 4
    return (
        f'<div class="ch-pick"><b dir="auto"><span>{text(chosen.item.number)}</span> '
        f"{text(chosen.item.title)}</b>"
        f'<p class="ch-good-{good}" aria-hidden="true">{_line(chosen)}{places}</p>'
        f"<b>{_reached(chosen)}{_before(then)}</b>{hidden(_told(chosen, catalogue))}</div>"
    )


def _place(chosen: ChosenItem, level: int, most: int) -> str:
    count = chosen.levels[level]
    if not count:
        return "<span></span>"
    size = SMALLEST + (LARGEST - SMALLEST) * (count / most) ** 0.5
    dot = f'<i class="{SIGNS[LEVELS[level]]}" style="width:{size:.0f}px;height:{size:.0f}px">'
    return f"<span>{dot}{num(count)}</i></span>"


def _line(chosen: ChosenItem) -> str:
    """From the lowest to the highest level that anybody stands at."""
    at = [level for level, count in enumerate(chosen.levels) if count]
    if len(at) < 2:
        return ""
    left, right = (12.5 + 25 * level for level in (at[0], at[-1]))
    return f'<u style="left:{left}%;width:{right - left}%"></u>'


def _reached(chosen: ChosenItem) -> str:
    if chosen.assessed == 0:
        return "endnu ikke vurderet"
    if chosen.reached is None:
        return counted(chosen.assessed, "kolonne", "kolonner")
    return f"{num(chosen.reached)} af {num(chosen.assessed)}"


def _before(then: ChosenItem | None) -> str:
    return f"<small>før: {_reached(then)}</small>" if then and then.assessed else ""


def _told(chosen: ChosenItem, catalogue: Catalogue) -> str:
    levels = ", ".join(
        f"{num(count)} {catalogue.choice_by_value[value].label.lower()}"
        for value, count in zip(LEVELS, chosen.levels, strict=True)
        if count
    )
    good = (
        f" Godt nok: {catalogue.choice_by_value[chosen.ambition].label.lower()}."
        if chosen.ambition
        else " »Godt nok« er ikke valgt."
    )
    return f"{levels or 'Endnu ikke vurderet'}.{good}"
