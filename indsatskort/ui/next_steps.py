"""What is next for those who lead a card: one thing at a time, by where the card's year is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from indsatskort.danish import counted, num
from indsatskort.plan.model import Action
from indsatskort.ui import pieces
from indsatskort.ui.plan.words import lead_sentence


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card is. `begun` of `columns` have answered something; `chosen` are the item ids that the
    room stands behind now."""

    is_round_open: bool
    begun: int
    columns: int
    is_meeting_held: bool
    chosen: Sequence[str]
    actions: Sequence[Action]
    today: date

    @property
    def without_action(self) -> int:
        """How many chosen items have no action yet."""
        taken = {each.item_id for each in self.actions}
        return sum(item_id not in taken for item_id in self.chosen)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A heading, what it means, and the ways there as (label, path); the first is the one to take."""

    heading: str
    words: str
    ways: tuple[tuple[str, str], ...]

    def html(self, som: str) -> str:
        """The box of the front page, for the membership `som`."""
        ways = " ".join(
            f'<a class="button{" primary" * (place == 0)}" href="{path}?som={escape(som)}" '
            f'target="_self">{label}</a>'
            for place, (label, path) in enumerate(self.ways)
        )
        return (
            f'<div class="next-step">{pieces.meta("Næste skridt")}<h2>{self.heading}</h2>'
            f"<p>{self.words}</p></div><p>{ways}</p>"
        )


LINKS = "Hver kolonne har sit eget link. Den, der har linket, kan skrive i kolonnen."
SEE_OVERVIEW = ("Se overblikket", "/overblik")


def facilitators_next(card: Standing) -> NextStep:
    """The one thing that moves the card on: first what waits in the room, then what waits on paper."""
    if card.is_meeting_held:
        return NextStep(
            "Mødet er i gang",
            "Deltagerne følger det på deres telefoner.",
            (("Gå til mødet", "/workshop"), ("Åbn storskærmen", "/storskaerm")),
        )
    if not card.is_round_open:
        return NextStep(
            "Runden er lukket",
            "Svarene ligger fast. Se, hvad der har flyttet sig, og åbn den næste runde, når det er tid.",
            (("Se fremdriften", "/fremdrift"), ("Gå til runderne", "/indstillinger")),
        )
    if card.without_action:
        count = counted(card.without_action, "valgt indsats", "valgte indsatser")
        return NextStep(
            f"{count} mangler en handling",
            "Aftal for hver, hvem der gør hvad, og hvornår det første skridt er taget.",
            (("Lav handlingerne", "/handleplan"), SEE_OVERVIEW),
        )
    if any(each.is_active for each in card.actions):
        return NextStep(
            "Følg op på handleplanen",
            lead_sentence(card.actions, card.today),
            (("Se handleplanen", "/handleplan"), ("Hold et opfølgningsmøde", "/opfoelgning")),
        )
    return _filling_in(card)


def _filling_in(card: Standing) -> NextStep:
    if card.begun == 0:
        return NextStep(
            "Send hver kolonne sit link", LINKS, (("Se links", "/indstillinger"), SEE_OVERVIEW)
        )
    if card.begun < card.columns:
        return NextStep(
            f"{num(card.begun)} af {num(card.columns)} kolonner er begyndt",
            LINKS,
            (("Se links", "/indstillinger"), SEE_OVERVIEW),
        )
    return NextStep(
        "Alle kolonner er begyndt",
        "Forbered mødet, hvor I taler om forskellene og vælger sammen.",
        (("Forbered mødet", "/workshop"), SEE_OVERVIEW),
    )
