"""The annex to a committee's case: Resumé, Sagsfremstilling, Indstilling, drafted from the numbers.

It claims nothing about quality or about the law, and it says of itself that it is a draft.
"""

from __future__ import annotations

from datetime import date, datetime

from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.model import LEVELS, Catalogue
from indsatskort.danish import counted, date_short, date_text, join_words, local, num
from indsatskort.exchange.document.pen import A4, Cell, Document, Line, Paper, Run
from indsatskort.exchange.shortening import shortened
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.carrying import carrying
from indsatskort.insight.charts import moves
from indsatskort.insight.charts.carriers import sentence as carried
from indsatskort.insight.charts.coverage import summary
from indsatskort.insight.development import development
from indsatskort.insight.disagreement import disagreements
from indsatskort.insight.numbers import coverage_by_driver, coverage_of_card
from indsatskort.insight.tables import coverage_table
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import ActionStatus
from indsatskort.workshop.model import ChoiceState

DRAFT = (
    "Udkast. Teksten er skrevet ud fra tallene i kortet. Læs den igennem, og ret den, før sagen "
    "sendes. Slet denne linje, når I er færdige."
)
CAVEAT = (
    "Det er ikke et mål, at alle 49 indsatser findes overalt. Tallene viser deltagernes egen vurdering "
    "på ét tidspunkt – ikke kvaliteten af indsatsen."
)
IN_PLAY = (
    "Tallene er antal felter. Et felt er én indsats hos én aktør. I spil er de felter, der er relevante "
    "for aktøren, og de andre, som aktøren selv har valgt at svare på."
)
A_FALL_MAY_BE_HONEST = "En lavere vurdering kan betyde, at deltagerne ved mere."
DRAFT_PROPOSAL = "Udkast til indstilling. Skriv den om, så den passer til jeres sag."


def annex(
    whole: WholeCard, catalogue: Catalogue, content: PlanContent, *, made_at: datetime
) -> bytes:
    """The annex as .docx, from the newest round."""
    card = whole.card
    footer = f"Bilag · {shortened(card.municipality, 60)} · {date_text(made_at)}"
    title = f"Indsatskortet i {card.municipality}"
    paper = Document(title, footer, Paper(A4), made_at)
    paper.heading(title, 0)
    paper.paragraph([Run(DRAFT, is_bold=True)])
    if card.is_invented:
        paper.paragraph("Kortet er et opdigtet eksempel.")
    paper.heading("Resumé", 1)
    _write_summary(paper, whole)
    paper.heading("Sagsfremstilling", 1)
    _write_background(paper, whole.newest, catalogue)
    _write_picture(paper, whole, catalogue)
    _write_decisions(paper, whole, catalogue)
    _write_plan(paper, whole, content, local(made_at).date())
    paper.heading("Indstilling", 1)
    _write_proposal(paper, whole)
    return paper.saved()


def _write_summary(paper: Document, whole: WholeCard) -> None:
    filled = whole.newest
    who = counted(len(filled.columns), "aktør", "aktører")
    paper.paragraph(
        f"{who} har i {filled.round.name} vurderet det frivillige arbejde på plejecentrene med "
        f"indsatskortet. {summary(coverage_of_card(filled))}"
    )
    chosen = len(whole.choices_now(ChoiceState.CHOSEN))
    if chosen:
        words = counted(chosen, "indsats", "indsatser")
        paper.paragraph(f"Deltagerne har valgt {words} at arbejde videre med.")
    else:
        paper.paragraph("Deltagerne har endnu ikke valgt, hvilke indsatser de vil arbejde med.")
    paper.paragraph(CAVEAT)


def _write_background(paper: Document, filled: FilledCard, catalogue: Catalogue) -> None:
    paper.heading("Baggrund", 2)
    paper.paragraph(
        "Indsatskortet samler 49 indsatser i fire drivkræfter, som erfaringer fra danske plejecentre "
        "viser kan styrke samarbejdet med frivillige. Kommunen, plejecentrene og foreningerne "
        "beskriver hver for sig deres praksis og taler derefter om forskellene. Kortet bygger på "
        "Socialstyrelsens og Rambølls afdækning af frivillige på plejecentre (2014); de fire "
        "niveauer er tilføjet."
    )
    paper.paragraph(f"I {filled.round.name} deltog:", leads=True)
    for words in catalogue.kinds:
        names = [column.name for column in filled.columns if column.kind is words.kind]
        if names:
            line: Line = [Run(f"{words.heading}: ", is_bold=True), Run(join_words(names))]
            paper.paragraph(line, "List Bullet")


def _write_picture(paper: Document, whole: WholeCard, catalogue: Catalogue) -> None:
    filled = whole.newest
    paper.heading("Sådan vurderer deltagerne selv", 2)
    paper.paragraph(summary(coverage_of_card(filled)), leads=True)
    table = coverage_table(coverage_by_driver(filled, catalogue), "Drivkraft", catalogue)
    kept = [place for place, name in enumerate(table.headings) if name != "I spil"]
    symbols = {c.label: c.symbol for c in catalogue.scale if c.value in LEVELS}
    headings = [table.headings[place] for place in kept]
    heads = [f"{symbols[name]} {name}" if name in symbols else name for name in headings]
    rows = [
        [
            Cell([cell if isinstance(cell, str) else num(cell)])
            for cell in map(row.__getitem__, kept)
        ]
        for row in table.rows
    ]
    width = (paper.paper.room - 46) / (len(kept) - 1)
    paper.table(heads, rows, (46, *[width] * (len(kept) - 1)))
    paper.paragraph(IN_PLAY)
    paper.paragraph(carried(carrying(filled)))
    far = sum(bool(row.inside) or row.between for row in disagreements(filled))
    paper.paragraph(
        f"Ved {counted(far, 'indsats', 'indsatser')} står to aktører mindst to niveauer fra hinanden."
        if far
        else "Ingen aktører står to niveauer eller mere fra hinanden."
    )
    if len(whole.rounds) > 1:
        paper.heading("Udvikling siden sidst", 2)
        found = development(*whole.rounds[-2:])
        paper.paragraph(f"{moves.lead(found)} {A_FALL_MAY_BE_HONEST}")
        if changed := moves.changed_ground(found):
            paper.paragraph(changed)


def _write_decisions(paper: Document, whole: WholeCard, catalogue: Catalogue) -> None:
    chosen = whole.choices_now(ChoiceState.CHOSEN)
    if not chosen:
        return
    paper.heading("Det har deltagerne valgt", 2)
    items = whole.newest.item_by_id
    for choice in chosen:
        item = items[choice.item_id]
        level = catalogue.choice_by_value[choice.ambition].label if choice.ambition else ""
        good = f" Godt nok er »{level}«." if level else ""
        reason = f" {choice.reason}" if choice.reason else ""
        head = Run(f"{item.number} {item.title}.", is_bold=True)
        paper.paragraph([head, Run(f"{good}{reason}")], "List Bullet")


def _write_plan(paper: Document, whole: WholeCard, content: PlanContent, today: date) -> None:
    if not whole.actions:
        return
    paper.heading("Handleplanen", 2)
    active = sum(action.is_active for action in whole.actions)
    done = sum(action.status is ActionStatus.DONE for action in whole.actions)
    over = sum(action.is_overdue(today) for action in whole.actions)
    finished = f"{num(done)} {'er færdig' if done == 1 else 'er færdige'}"
    paper.paragraph(
        f"{counted(active, 'handling', 'handlinger')} er i gang, og {finished}. "
        f"{counted(over, 'handling', 'handlinger')} er over fristen.",
        leads=True,
    )
    rows = [
        [
            Cell([[Run(action.what, is_bold=True)]]),
            Cell([action.lead]),
            Cell([date_short(action.deadline) if action.deadline else "Ikke sat"]),
            Cell([content.status_labels[action.status]]),
        ]
        for action in whole.actions
    ]
    room = paper.paper.room
    paper.table(("Handling", "Tovholder", "Frist", "Sådan går det"), rows, (room - 107, 45, 24, 38))


def _write_proposal(paper: Document, whole: WholeCard) -> None:
    paper.paragraph([Run(DRAFT_PROPOSAL, is_bold=True)], leads=True)
    paper.paragraph("Forvaltningen indstiller, at udvalget", leads=True)
    paper.paragraph("tager deltagernes egen vurdering til efterretning,", "List Number")
    if whole.choices_now(ChoiceState.CHOSEN):
        paper.paragraph("drøfter de indsatser, som deltagerne har valgt,", "List Number")
    else:
        paper.paragraph("drøfter, hvilke indsatser der er vigtigst at tale om nu,", "List Number")
    paper.paragraph("aftaler, hvornår udvalget vil høre om sagen igen.", "List Number")
