"""The sheet *Læs mig*: what the workbook is, how it is read, where it comes from and what it cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue, Value
from indsatskort.danish import counted, local
from indsatskort.exchange.workbook.looks import (
    GRID,
    HEADING,
    LABEL,
    NOTE,
    PROSE,
    TITLE,
    Line,
    Look,
)
from indsatskort.exchange.workbook.measure import lines, points
from indsatskort.exchange.workbook.page import Page
from indsatskort.insight.definitions import A_FALL_MAY_BE_HONEST, CAVEAT
from indsatskort.palette import LIGHT

SHEET = "Læs mig"
WIDTHS = (24.0, 96.0)

SOURCE = (
    "Indsatserne er skrevet om til klart dansk efter tabel 2-1 i resumeet om »øget inddragelse af "
    "frivillige på plejecentre i tre kommuner« (Socialstyrelsen, indhold af Rambøll, september 2014). Der kan frit "
    "citeres fra resumeet med angivelse af kilde. De fire niveauer er vores egne; de bygger på ordene "
    "i det udfyldte eksempel, tabel 2-2."
)
LICENCE = (
    "Svarene tilhører jer. Programmet Indsatskort er fri software (MIT-licens), og I må bruge, ændre "
    "og dele det."
)
CANNOT_SAY = (
    CAVEAT,
    "Niveauerne er trin i en rækkefølge og ikke tal. Læg dem ikke sammen, og regn ikke gennemsnit ud.",
    "Sammenlign ikke aktørerne med hinanden. De har ikke de samme felter i spil.",
    "Et tomt felt betyder, at der ikke er svaret. Det betyder ikke, at I ikke er i gang.",
    f"{A_FALL_MAY_BE_HONEST} Tallene kan ikke sige, hvorfor noget har flyttet sig.",
)
SHEETS = {
    "Indsatskort": "Hele kortet, som det ser ud i den nyeste runde: en række for hver indsats og to "
    "kolonner for hver aktør.",
    "Overblik": "Tal og diagrammer: hvor meget der er udfyldt, hvordan vurderingerne fordeler sig, og "
    "hvem der bærer indsatserne.",
    "Udvikling": "Hvad der har flyttet sig siden forrige runde, med jeres egne ord fra begge runder. "
    "Arket er med, når kortet har mindst to runder.",
    "Handleplan": "Handlingerne med tovholder, første skridt, frist og status. Arket er med, når der er "
    "handlinger.",
}


class _Sheet:
    """Writes the sheet from the top, a pair of cells at a time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._row = 1
        page.widths(*WIDTHS)

    def title(self, text: str) -> None:
        self._page.text(1, 1, text, TITLE)
        self._page.height(1, 30)
        self._row = 2

    def heading(self, text: str) -> None:
        self._page.text(self._row, 1, text, HEADING)
        self._page.height(self._row, 30)
        self._row += 1

    def paragraph(self, text: str, look: Look = PROSE) -> None:
        self._page.text(self._row, 1, text, look)
        self._page.run_on(self._row, 1, len(WIDTHS))
        self._page.height(self._row, points(lines(text, sum(WIDTHS), look.size)) + 3)
        self._row += 1

    def pair(self, left: str, right: str | date | None, look: Look = LABEL) -> None:
        self._page.text(self._row, 1, left, look)
        if isinstance(right, date):
            self._page.day(self._row, 2, right, replace(LABEL, across="left"))
        else:
            self._page.text(self._row, 2, right or "", LABEL)
        said = right if isinstance(right, str) else ""
        needed = max(lines(left, WIDTHS[0], is_bold=look.is_bold), lines(said, WIDTHS[1]))
        self._page.height(self._row, max(points(needed), 20))
        self._row += 1


def write_readme_sheet(
    page: Page,
    rounds: Sequence[FilledCard],
    catalogue: Catalogue,
    made_on: date,
    *,
    has_plan: bool = False,
) -> None:
    """Write the whole sheet, telling of the last round."""
    card = rounds[-1]
    sheet = _Sheet(page)
    sheet.title("Læs mig")
    sheet.paragraph(
        "Indsatskortet viser, hvad I gør sammen om de frivillige på plejecentrene: kommunen, "
        "plejecentrene og foreningerne. Hver aktør har svaret i sin egen kolonne.",
    )
    _write_facts(sheet, card, made_on)
    _write_sheets(sheet, {"Udvikling": len(rounds) > 1, "Handleplan": has_plan})
    _write_levels(sheet, catalogue)
    _write_relevance(sheet, catalogue)
    sheet.heading("Det siger tallene ikke")
    for text in CANNOT_SAY:
        sheet.paragraph(text)
    sheet.heading("Kilde og licens")
    sheet.paragraph(SOURCE)
    sheet.paragraph(LICENCE)
    page.sheet.sheet_view.showGridLines = False
    page.set_up_print(f"Indsatskort · {card.card.municipality}", made_on=made_on, is_a4=True)


def _write_facts(sheet: _Sheet, card: FilledCard, made_on: date) -> None:
    own = len(card.own_items)
    items = counted(len(card.standard_items), "indsats", "indsatser")
    own_words = f" og {counted(own, 'egen indsats', 'egne indsatser')}" if own else ""
    sheet.heading("Kortet")
    sheet.pair("Kommune", card.card.municipality)
    sheet.pair("Kort", card.card.title)
    sheet.pair("Runde", card.round.name)
    sheet.pair("Runden begyndte", _day(card))
    sheet.pair("Hentet", made_on)
    sheet.pair("Indhold", f"{items}{own_words}, {counted(len(card.columns), 'aktør', 'aktører')}")
    if card.card.contact:
        sheet.pair("Spørg", card.card.contact)
    if card.card.is_invented:
        sheet.pair("Opdigtet", "Kommunen og svarene er et opdigtet eksempel.")


def _day(card: FilledCard) -> date:
    return local(card.round.opened_at).date()


def _write_sheets(sheet: _Sheet, is_there: Mapping[str, bool]) -> None:
    sheet.heading("Arkene")
    for name, about in SHEETS.items():
        if is_there.get(name, True):
            sheet.pair(name, about)


def _write_levels(sheet: _Sheet, catalogue: Catalogue) -> None:
    sheet.heading("Vurderingerne")
    for choice in catalogue.scale:
        sheet.pair(f"{choice.symbol} {choice.label}", choice.help, _level(choice.value))
    flag = catalogue.under_way
    sheet.pair(f"{flag.symbol} {flag.label}", flag.help, replace(GRID, down="center"))
    sheet.pair("(tom)", "Ikke udfyldt.", replace(GRID, down="center", colour=LIGHT.muted))


def _level(value: Value) -> Look:
    look = replace(GRID, down="center", fill=LIGHT.fill(value), colour=LIGHT.text_on(value))
    return replace(look, is_bold=value in LEVELS)


def _write_relevance(sheet: _Sheet, catalogue: Catalogue) -> None:
    edge: Line = ("thick", LIGHT.maybe)
    plain = replace(GRID, down="center")
    sheet.heading("Farverne: relevans for aktøren (redaktionelt skøn)")
    relevant = "Indsatsen er normalt relevant for aktøren."
    maybe = "Det afhænger af, hvordan I har indrettet jer."
    not_usual = "Indsatsen hører normalt til hos andre. I kan svare alligevel."
    sheet.pair("Relevant", relevant, replace(plain, fill=LIGHT.relevant))
    sheet.pair("Kan være relevant", maybe, replace(plain, left=edge))
    sheet.pair("Normalt ikke", not_usual, plain)
    sheet.paragraph(catalogue.relevance_note, NOTE)
