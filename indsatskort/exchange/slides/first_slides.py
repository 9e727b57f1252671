"""The first slides: what the card is, how far each driver is, and what rests on one or none."""

from __future__ import annotations

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue, Value
from indsatskort.danish import counted, join_words, num
from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.slides.charts import Series, stacked_bars
from indsatskort.exchange.slides.deck import BOTTOM, LEFT, ROOM, TOP, Cell, Deck, Row, Run
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.carrying import CarryGroup, Carrying, carrying
from indsatskort.insight.charts.carriers import GROUP_WORDS
from indsatskort.insight.charts.coverage import summary
from indsatskort.insight.definitions import CAVEAT, DEFINITIONS
from indsatskort.insight.numbers import Coverage, coverage_by_driver, coverage_of_card
from indsatskort.palette import LIGHT

MOST_NAMES = 6
NAME_LENGTH = 40
TOLD_GROUPS = (CarryGroup.BLIND_SPOT, CarryGroup.VULNERABLE, CarryGroup.AT_MOST_AD_HOC)


def add_what_it_is(deck: Deck, whole: WholeCard, catalogue: Catalogue) -> None:
    """What the card is, who has filled it in, and what the four levels mean."""
    filled = whole.newest
    slide = deck.slide(
        f"Et fælles billede af det frivillige arbejde på plejecentrene: "
        f"{shortened(whole.card.municipality, 45)}",
        [
            (
                "Indsatskortet samler 49 indsatser, som erfaringen viser kan styrke det frivillige "
                "arbejde på plejecentre. De er delt i fire drivkræfter og otte felter."
            ),
            CAVEAT,
            (
                "Kilde: Socialstyrelsen og Rambøll: resumé af afdækningen af frivillige på plejecentre "
                "(2014). De fire niveauer er tilføjet her."
            ),
        ],
    )
    end = slide.text(
        [
            (
                "Kortet har 49 indsatser i fire drivkræfter. Kommunen, plejecentrene og foreningerne "
                "fortæller hver for sig, hvordan det ser ud hos dem, og taler så om forskellene."
            ),
            [
                Run("Med i " + shortened(filled.round.name, 40) + ": ", is_bold=True),
                Run(_who(filled, catalogue)),
            ],
        ],
        size=15,
        gap=8,
    )
    end = slide.table(
        ("Drivkraft", "Spørgsmål"),
        [(f"{driver.number} {driver.name}", driver.question) for driver in catalogue.drivers],
        (5.0, ROOM - 5.0),
        top=end + 0.1,
        size=13,
    )
    choices = [catalogue.choice_by_value[value] for value in reversed(LEVELS)]
    slide.table(
        [f"{choice.symbol} {choice.label}" for choice in choices],
        [[choice.help for choice in choices]],
        [ROOM / len(choices)] * len(choices),
        top=end + 0.2,
        bottom=6.9,
        size=13,
    )


def _who(filled: FilledCard, catalogue: Catalogue) -> str:
    """All names while they are few; else how many of each kind."""
    names = [column.name for column in filled.columns]
    if len(names) <= MOST_NAMES:
        return join_words(shortened(name, NAME_LENGTH) for name in names) + "."
    kinds = [
        (words, sum(c.kind is words.kind for c in filled.columns)) for words in catalogue.kinds
    ]
    told = [counted(count, words.singular, words.plural) for words, count in kinds if count]
    return join_words(told) + "."


def add_overview(deck: Deck, whole: WholeCard, catalogue: Catalogue) -> None:
    """The distribution over the levels, driver by driver, as a native chart."""
    filled = whole.newest
    found = coverage_of_card(filled)
    slide = deck.slide(
        _overview_title(found),
        [
            summary(found),
            DEFINITIONS["in_play"].text,
            DEFINITIONS["coverage"].text,
            DEFINITIONS["sum_up"].text,
            CAVEAT,
        ],
    )
    rows = coverage_by_driver(filled, catalogue)
    alt = " ".join(f"{row.number} {row.title}: {_told(row.coverage, catalogue)}." for row in rows)
    categories = [f"{row.number} {row.title}" for row in rows]
    series = _levels([row.coverage for row in rows], catalogue)
    stacked_bars(slide, categories, series, alt=alt, box=(LEFT, TOP, ROOM, BOTTOM - TOP - 0.1))
    own = len(filled.own_items)
    also = f"Desuden har kortet {counted(own, 'egen indsats', 'egne indsatser')}, som ikke er talt med."
    slide.note("Tallene er antal felter.", also * bool(own), CAVEAT)


def _overview_title(found: Coverage) -> str:
    if not found.assessed:
        return "Ingen felter er vurderet endnu"
    if not found.can_be_summed_up:
        return (
            f"{num(found.done)} af {num(found.total)} felter er udfyldt, "
            "så billedet er endnu ikke helt"
        )
    return (
        f"{num(found.partly_or_established)} af {num(found.assessed)} vurderede felter er delvist "
        "eller fast praksis"
    )


def _told(found: Coverage, catalogue: Catalogue) -> str:
    labels = [catalogue.choice_by_value[value].label.lower() for value in LEVELS]
    told = [f"{num(n)} {label}" for n, label in zip(found.levels, labels, strict=True)]
    told += [f"{num(found.unknown)} ved ikke", f"{num(found.opted_out)} fravalgt"]
    return ", ".join([*told, f"{num(found.empty)} ikke udfyldt"])


def _levels(rows: list[Coverage], catalogue: Catalogue) -> list[Series]:
    """● first; then *ved ikke* hatched, *fravalgt* grey and *ikke udfyldt* as an empty frame."""

    def name(value: Value) -> str:
        choice = catalogue.choice_by_value[value]
        return f"{choice.symbol} {choice.label}"

    levels = [
        Series(
            name(value),
            [row.levels[LEVELS.index(value)] for row in rows],
            LIGHT.fill(value),
            LIGHT.text_on(value),
        )
        for value in reversed(LEVELS)
    ]
    frame, ink, paper = LIGHT.empty_frame, LIGHT.ink, LIGHT.paper
    unknown, out = [row.unknown for row in rows], [row.opted_out for row in rows]
    return [
        *levels,
        Series(name(Value.UNKNOWN), unknown, paper, ink, frame, is_hatched=True),
        Series(name(Value.OPTED_OUT), out, LIGHT.opted_out, ink, frame),
        Series("Ikke udfyldt", [row.empty for row in rows], paper, ink, frame),
    ]


def add_carriers(deck: Deck, whole: WholeCard) -> None:
    """The items that nobody or only one carries, by name."""
    found = carrying(whole.newest)
    slide = deck.slide(
        _carriers_title(found),
        [
            DEFINITIONS["carried"].text,
            DEFINITIONS["blind_spot"].text,
            DEFINITIONS["vulnerable"].text,
            CAVEAT,
        ],
    )
    rows: list[Row] = []
    for group in TOLD_GROUPS:
        members = [row for row in found if row.group is group]
        words = GROUP_WORDS[group]
        told: Cell = _items(members) if members else "Ingen"
        rows.append(
            (
                [Run(words.title, is_bold=True), Run(f"\n{words.note}", colour=LIGHT.muted)],
                num(len(members)),
                told,
            )
        )
    others = [group for group in CarryGroup if group not in TOLD_GROUPS]
    for group in others:
        if count := sum(row.group is group for row in found):
            words = GROUP_WORDS[group]
            note = [Run(words.note, colour=LIGHT.muted)]
            rows.append(([Run(words.title, is_bold=True)], num(count), note))
    slide.table(("Gruppe", "Indsatser", "Hvilke"), rows, (3.9, 1.2, ROOM - 5.1), bottom=6.2)
    slide.note("Hvem der bærer hver indsats, står i Excel-filen på arket Overblik.", CAVEAT)


def _carriers_title(found: tuple[Carrying, ...]) -> str:
    count = {group: sum(row.group is group for row in found) for group in CarryGroup}
    if count[CarryGroup.NOT_YET_ASSESSED] + count[CarryGroup.NOBODYS_FIELD] == len(found):
        return "Der mangler svar, før vi kan se, hvem der bærer indsatserne"
    blind = count[CarryGroup.BLIND_SPOT]
    one = count[CarryGroup.VULNERABLE]
    nobody = f"Ved {counted(blind, 'indsats', 'indsatser')} er ingen i gang"
    alone = f"{counted(one, 'indsats', 'indsatser')} hviler på én aktør"
    if blind and one:
        return f"{nobody}, og {alone}"
    if blind or one:
        return nobody if blind else alone
    return "Ingen blinde pletter, og ingen indsatser hviler på én aktør alene"


def _items(members: list[Carrying]) -> str:
    told = [_item(row) for row in members[:MOST_NAMES]]
    more = len(members) - len(told)
    return "; ".join(told) + (f"; og {num(more)} mere" if more else "")


def _item(row: Carrying) -> str:
    named = f"{row.item.number} {row.item.title}"
    if len(row.carriers) != 1:
        return named
    who = shortened(row.carriers[0].name, NAME_LENGTH)
    return f"{named} ({who}, 1 af {num(len(row.in_play))})"
