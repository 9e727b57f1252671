"""The picture "Med jeres egne ord": every movement with the texts of both rounds side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indsatskort.cards.model import Answer
from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import counted, num
from indsatskort.insight.charts.markup import text, tile
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST
from indsatskort.insight.development import Development, Direction, Movement
from indsatskort.insight.tables import words_table

PER_PAGE = 20
NO_TEXT = "Uden tekst"
DIRECTION_WORDS = {
    Direction.LOWER: "lavere",
    Direction.SAME: "ens",
    Direction.HIGHER: "højere",
}


def picture(
    found: Development,
    catalogue: Catalogue,
    *,
    chosen: Collection[str] = (),
    page: int = 1,
) -> Picture:
    """Cells that moved: chosen items first, then lower before higher, then the card's order."""
    moved = in_order(found.movements, chosen)
    start = (page - 1) * PER_PAGE
    shown = moved[start : start + PER_PAGE]
    quotes = "".join(_quote(movement, found, catalogue, chosen) for movement in shown)
    return Picture(
        slug="quotes",
        question="Med jeres egne ord",
        sentence=_sentence(moved, start, len(shown), chosen),
        html=f'<div class="ch-quotes">{quotes}</div>' if shown else None,
        table=words_table(moved, catalogue).frame() if shown else None,
        definitions=("movement",),
    )


def pages(found: Development) -> int:
    """How many pages the movements fill; 1 when there are none."""
    return max(1, -(-found.count.moved // PER_PAGE))


def in_order(movements: Sequence[Movement], chosen: Collection[str]) -> list[Movement]:
    """The movements as they are told; those that stayed are left out."""
    moved = [movement for movement in movements if movement.direction is not Direction.SAME]
    return sorted(
        moved,
        key=lambda move: (move.item.id not in chosen, move.direction is not Direction.LOWER),
    )


def _sentence(moved: Sequence[Movement], start: int, shown: int, chosen: Collection[str]) -> str:
    if not moved:
        return "Ingen felter har flyttet sig."
    has_lower = any(movement.direction is Direction.LOWER for movement in moved)
    parts = [f"{counted(len(moved), 'felt', 'felter')} har flyttet sig, her med begge tekster."]
    if shown < len(moved):
        parts.append(f"Du ser nr. {num(start + 1)} til {num(start + shown)}.")
    if moved[0].item.id in chosen:
        parts.append("Valgte indsatser først.")
    if has_lower:
        parts.append(A_FALL_MAY_BE_HONEST)
    return " ".join(parts)


def _quote(
    movement: Movement, found: Development, catalogue: Catalogue, chosen: Collection[str]
) -> str:
    about = [movement.column.name, DIRECTION_WORDS[movement.direction]]
    about += ["valgt indsats"] * (movement.item.id in chosen)
    return (
        f'<div class="ch-quote"><h4>{text(movement.item.number)} {text(movement.item.title)}</h4>'
        f"<p>{text(' · '.join(about))}</p>"
        f"{_side(movement.before, movement.then, found.before.name, catalogue)}"
        f"{_side(movement.after, movement.now, found.after.name, catalogue)}</div>"
    )


def _side(answer: Answer, level: int, round_name: str, catalogue: Catalogue) -> str:
    value = LEVELS[level]
    label = catalogue.choice_by_value[value].label
    words = text(answer.text) if answer.text else f'<span class="ch-quiet">{NO_TEXT}</span>'
    return (
        f'<div><p class="ch-quiet">{tile(value)} {text(label)} · {text(round_name)}</p>'
        f"<blockquote>{words}</blockquote></div>"
    )
