"""The slide about what the room has chosen: what is good enough, how it stands today, and why."""

from __future__ import annotations

from indsatskort.catalogue.model import Catalogue
from indsatskort.danish import counted, join_words, num
from indsatskort.exchange.shortening import WHERE_THE_WHOLE_STANDS, shortened
from indsatskort.exchange.slides.deck import ROOM, Cell, Deck, Run
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.carrying import carrying_of
from indsatskort.insight.definitions import DEFINITIONS
from indsatskort.palette import LIGHT
from indsatskort.workshop.model import Choice, ChoiceState

REASON_LENGTH, AGREED_LENGTH = 110, 85
NOTHING_CHOSEN = (
    "Når I har valgt på mødet, står indsatserne her med det niveau, I synes er godt nok, og med "
    "jeres grund."
)


def add_choices(deck: Deck, whole: WholeCard, catalogue: Catalogue) -> None:
    """Chosen items as a table, parked ones below; a plain sentence before anything is chosen."""
    chosen = whole.choices_now(ChoiceState.CHOSEN)
    slide = deck.slide(
        f"I har valgt {counted(len(chosen), 'indsats', 'indsatser')} at arbejde med"
        if chosen
        else "I har endnu ikke valgt, hvad I vil arbejde med",
        [
            (
                "»Godt nok« er det niveau, I selv har sat for indsatsen. Det behøver ikke være fast "
                "praksis."
            ),
            DEFINITIONS["carried"].text,
            "Det, der er parkeret, er ikke glemt: Det står her, så I kan tage det op igen.",
        ],
    )
    if not chosen:
        slide.text([NOTHING_CHOSEN], size=16)
        return
    rows = [_row(whole, choice, catalogue) for choice in chosen]
    parked = whole.choices_now(ChoiceState.PARKED)
    end = slide.table(
        ("Indsats", "Godt nok er", "Sådan står det i dag", "Hvorfor"),
        rows,
        (3.3, 1.9, 3.4, ROOM - 8.6),
        bottom=5.7,
        more="Desuden er {count} valgt. De står i Word-filen.",
    )
    if parked:
        items = whole.newest.item_by_id
        names = join_words(
            _name(items[each.item_id].number, items[each.item_id].title) for each in parked[:4]
        )
        more = f" – og {num(len(parked) - 4)} mere" if len(parked) > 4 else ""
        slide.text([[Run("Parkeret: ", is_bold=True), Run(f"{names}{more}.")]], top=end + 0.3)
    if slide.has_shortened():
        slide.note(WHERE_THE_WHOLE_STANDS)


def _row(whole: WholeCard, choice: Choice, catalogue: Catalogue) -> tuple[Cell, ...]:
    item = whole.newest.item_by_id[choice.item_id]
    good = catalogue.choice_by_value[choice.ambition] if choice.ambition else None
    return (
        [Run(_name(item.number, item.title), is_bold=True)],
        f"{good.symbol} {good.label}" if good else "Ikke sat",
        _today(whole, choice, catalogue),
        shortened(choice.reason, REASON_LENGTH),
    )


def _today(whole: WholeCard, choice: Choice, catalogue: Catalogue) -> Cell:
    """Who carries it as "x af y", and what the room agreed on when it did."""
    item = whole.newest.item_by_id[choice.item_id]
    row = carrying_of(whole.newest, item)
    runs = [Run(f"{num(len(row.carriers))} af {num(len(row.in_play))} bærer den.")]
    agreed = whole.agreement(choice.item_id)
    if agreed is None:
        return runs
    if agreed.is_split:
        return [*runs, Run("\nI ser forskelligt på det.", colour=LIGHT.muted)]
    level = catalogue.choice_by_value[agreed.value] if agreed.value else None
    said = [f"{level.symbol} {level.label}" if level else "", shortened(agreed.text, AGREED_LENGTH)]
    told = " · ".join(filter(None, said))
    return [*runs, Run(f"\nAftalt: {told}", colour=LIGHT.muted)] if told else runs


def _name(number: str, title: str) -> str:
    return f"{number} {title}"
