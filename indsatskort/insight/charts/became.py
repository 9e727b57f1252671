"""The picture "Hvad blev der af de felter, som …": one bar per old level, divided by the new ones."""

from __future__ import annotations

from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import num
from indsatskort.insight.charts import canvas
from indsatskort.insight.charts.markup import key
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.charts.stacks import Stack, figure
from indsatskort.insight.development import Became, Development, became
from indsatskort.insight.numbers import Coverage
from indsatskort.insight.tables import became_table
from indsatskort.palette import Palette


def picture(found: Development, catalogue: Catalogue, palette: Palette) -> Picture:
    """The 4 × 4 counts of all paired cells; "ens" marks those that stayed: left of it is up."""
    counts = became(found.movements)
    return Picture(
        slug="became",
        question="Hvad blev der af de felter, som …",
        sentence=_sentence(found),
        alt=alt(counts, catalogue),
        figure=figure(_stacks(counts, catalogue), catalogue, palette) if found.movements else None,
        key=key(catalogue, LEVELS[::-1], "bars"),
        table=became_table(counts, catalogue).frame(),
        definitions=("became",),
    )


def _sentence(found: Development) -> str:
    if not found.movements:
        return "Ingen felter er vurderet begge gange."
    return (
        f"Hver bjælke er et niveau i {found.before.name}. Delene er niveauet i "
        f"{found.after.name}; »ens« er de felter, der blev stående."
    )


def _stacks(counts: Became, catalogue: Catalogue) -> list[Stack]:
    stacks = []
    for value, (none, ad_hoc, partly, established) in zip(LEVELS, counts, strict=True):
        choice = catalogue.choice_by_value[value]
        label = canvas.label(f"… var {choice.label.lower()} {choice.symbol}")
        stacks.append(Stack(label, Coverage((none, ad_hoc, partly, established)), same=value))
    return stacks


def alt(counts: Became, catalogue: Catalogue) -> str:
    """All sixteen numbers in words."""
    labels = [catalogue.choice_by_value[value].label.lower() for value in LEVELS]
    told = (
        f"Af {num(sum(row))} felter, der var {label}, er "
        + ", ".join(f"{num(count)} {now}" for count, now in zip(row, labels, strict=True))
        + "."
        for label, row in zip(labels, counts, strict=True)
    )
    return " ".join(["Fire vandrette bjælker.", *told])
