"""The picture "Har billedet ændret sig?" on the managers' page: the paired bars in HTML, for A4 and phone."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.charts.markup import hidden, text
from indsatskort.insight.charts.moves import NOTHING_PAIRED
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST
from indsatskort.insight.development import Development, MovementRow, movements_by_driver
from indsatskort.insight.tables import movement_table

ONE_ROUND = "Kortet er udfyldt én gang. Om billedet ændrer sig, kan I se, når den samme kreds har udfyldt det igen."


def picture(
    found: Development | None, catalogue: Catalogue, *, question: str = "Har billedet ændret sig?"
) -> Picture:
    """Lower, same and higher by driver; None stands for a card with one round."""
    rows = movements_by_driver(found, catalogue) if found and found.movements else ()
    return Picture(
        slug="paired",
        question=question,
        sentence=_sentence(found),
        html=f'<div class="ch-pairs">{_head()}{"".join(_row(row, rows) for row in rows)}</div>'
        if rows
        else None,
        table=movement_table(rows, "Drivkraft").frame() if rows else None,
        definitions=("movement",) if rows else (),
    )


def _sentence(found: Development | None) -> str:
    if found is None:
        return ONE_ROUND
    if not found.movements:
        return NOTHING_PAIRED
    count = found.count
    higher = counted(count.higher, "felt", "felter")
    columns = counted(found.columns_now, "kolonne", "kolonner")
    return (
        f"Fra {found.before.name} til {found.after.name} er {higher} vurderet højere, {num(count.same)} "
        f"ens og {num(count.lower)} lavere, af {num(count.total)}, der er vurderet begge gange. "
        f"{num(len(found.recurring))} af {columns} går igen."
        f"{' ' + A_FALL_MAY_BE_HONEST if count.lower else ''}"
    )


def _head() -> str:
    return (
        '<div class="ch-pair ch-pair-head" aria-hidden="true"><b></b><p><span>← lavere</span>'
        "<span>ens</span><span>højere →</span></p></div>"
    )


def _row(row: MovementRow, rows: Sequence[MovementRow]) -> str:
    most = max(max(each.count.lower, each.count.higher) for each in rows) or 1
    count = row.count
    told = f"{num(count.lower)} lavere, {num(count.same)} ens, {num(count.higher)} højere"
    return (
        f'<div class="ch-pair"><b><span>{text(row.number)}</span> {text(row.title)}</b>'
        f'<p aria-hidden="true"><span class="ch-low">{num(count.lower)}{_bar(count.lower, most)}</span>'
        f"<span>{num(count.same)}</span><span>{_bar(count.higher, most)}{num(count.higher)}</span></p>"
        f"{hidden(told)}</div>"
    )


def _bar(count: int, most: int) -> str:
    return f'<i style="width:{85 * count / most:.1f}%"></i>' if count else ""
