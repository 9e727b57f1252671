"""What is printed for pen and paper, and the one page that a municipality may publish."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeAlias

from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.api.identity import sessions_of
from indsatskort.api.page import plain_page
from indsatskort.cards import rules, service
from indsatskort.cards.model import CardItem, Column, FilledCard
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import LEVELS, Relevance
from indsatskort.danish import counted, date_text, join_words, num
from indsatskort.errors import Refusal
from indsatskort.exchange.whole import WholeCard
from indsatskort.insight.charts.coverage import summary
from indsatskort.insight.numbers import coverage_by_driver, coverage_of_card
from indsatskort.moving.service import read_whole
from indsatskort.palette import LIGHT
from indsatskort.store import Transaction, current_store
from indsatskort.workshop.model import ChoiceState

PAPERS = {"a3": "A3 landscape", "a4": "A4 landscape"}
MOST_NAMES = 12  # on the public page; of more, how many there are
CAVEAT = (
    "Det er ikke et mål, at alle 49 indsatser findes overalt. Tallene viser deltagernes egen vurdering på ét "
    "tidspunkt – ikke kvaliteten af indsatsen."
)
COMMON = f"""body main {{ max-width: none; }} .screen {{ max-width: 44rem; }}
.screen form {{ display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin: 0 0 16px; }}
.screen select {{ min-height: 48px; padding: 8px 12px; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--edge); border-radius: 4px; max-width: 100%; }}
.sheet {{ background: {LIGHT.paper}; color: {LIGHT.ink}; }}
@media print {{ :root {{ color-scheme: light; }} header, .screen {{ display: none; }}
  body main {{ max-width: none; padding: 0; }} }}
"""
BLANK = """.sheet { padding: 8mm; font-size: 10.5pt; line-height: 1.3; overflow-x: auto; }
.sheet h1 { font-size: 18pt; margin: 0 0 1mm; } .sheet .how { margin: 0 0 3mm; }
.sheet .name { margin: 0 0 3mm; font-weight: 600; } .sheet .name span { display: inline-block; min-width: 90mm;
  border-bottom: 1px solid #1a1a1a; font-weight: 400; }
.blank { width: 100%; border-collapse: collapse; table-layout: fixed; }
.blank th, .blank td { border: 1px solid #767c80; padding: 1mm 2mm; text-align: left; vertical-align: top; font-weight: 400; }
.blank thead th { font-weight: 600; vertical-align: bottom; } .blank thead .tick { padding: 1mm; font-size: 8pt; text-align: center; } .blank .band th { font-weight: 600; padding: 1mm 2mm; background: #f4f5f3; }
.blank .item { break-inside: avoid; } .blank .band { break-after: avoid; break-inside: avoid; }
.blank .item td { height: var(--room); } .blank b { font-weight: 600; }
.blank .level { text-align: center; vertical-align: middle; font-size: 15pt; line-height: 1; padding: 0; }
.blank .yes { border-left: 2mm solid #9fbfdd; } .blank .maybe { border-left: 2mm dotted #1f4e86; }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print { .sheet { padding: 0; overflow: visible; } }
"""
SIZES = {
    "a3": "--room: 15.5mm; --text: 142mm; --tick: 14.5mm;",
    "a4": "--room: 17mm; --text: 96mm; --tick: 13.5mm;",
}
PUBLIC = """.sheet { max-width: 186mm; padding: 8mm; font-size: 10.5pt; line-height: 1.4; }
.sheet h1 { font-size: 20pt; margin: 0 0 2mm; } .sheet h2 { font-size: 12.5pt; margin: 5mm 0 1.5mm; }
.sheet p, .sheet ul { margin: 0 0 2mm; } .sheet ul { padding-left: 5mm; } .sheet .meta { color: #55595c; }
.sheet table { width: 100%; border-collapse: collapse; margin: 0 0 2mm; } .sheet :is(th, td) { padding: 1mm 2mm;
  border-bottom: 1px solid #d5d9d6; text-align: right; font-weight: 400; font-variant-numeric: tabular-nums; }
.sheet :is(th, td):first-child { text-align: left; padding-left: 0; } .sheet thead th { font-weight: 600; border-color: #1a1a1a; }
.sheet .scroll { overflow-x: auto; } @page { size: A4; margin: 14mm; }
@media print { .sheet { padding: 0; max-width: none; } .sheet .scroll { overflow: visible; } }
"""

Draw: TypeAlias = Callable[[Transaction, Who, Request], tuple[str, str]]


def routes() -> list[BaseRoute]:
    """`/blanket` for everybody on the card, `/offentlig` for facilitators."""
    return [
        Route("/blanket", _page("Blankt kort", blank)),
        Route("/offentlig", _page("Offentligt resumé", public)),
    ]


def _page(title: str, draw: Draw) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        try:
            with current_store().reading() as tx:
                who = access.identify(tx, sessions_of(request), request.query_params.get("som"))
                style, body = draw(tx, who, request)
        except Refusal:
            return RedirectResponse("/", status_code=303)
        page = plain_page(title, body, head=f"<style>{COMMON}{style}</style>")
        return HTMLResponse(page, headers={"Cache-Control": "no-store"})

    return endpoint


# the blank card


def blank(tx: Transaction, who: Who, request: Request) -> tuple[str, str]:
    """All items with room to write, for one column that may be named beforehand."""
    filled = service.read_filled_card(tx, who)
    paper = request.query_params.get("papir", "a3")
    paper = paper if paper in PAPERS else "a3"
    column = filled.column_by_id.get(request.query_params.get("kolonne", ""))
    style = f"@page {{ size: {PAPERS[paper]}; margin: 10mm; }} .sheet {{ {SIZES[paper]} }} {BLANK}"
    name = f"<span dir='auto'>{escape(column.name)}</span>" if column else "<span></span>"
    ticks = "".join(
        f"<th scope='col' class='tick'>{escape(choice.label)}</th>" for choice in catalogue().scale
    )
    return style, (
        f"{_blank_form(filled, who, paper, column)}<div class='sheet'>"
        f"<h1>{escape(filled.card.title)} · {escape(filled.card.municipality)}</h1>"
        f"<p class='name'>Hvem svarer I for? {name} &nbsp; Dato <span style='min-width:35mm'></span></p>"
        f"<p class='how'>{_how(column)}</p><table class='blank'>{_widths()}<thead><tr>"
        f"<th scope='col'>Indsats</th>{ticks}<th scope='col'>Hvordan ser det ud hos jer? Skriv en eller to "
        f"sætninger</th></tr></thead>{_bands(filled, column)}</table></div>"
    )


def _how(column: Column | None) -> str:
    relevance = (
        " Lyseblå kant: relevant for jer. Prikket kant: kan være det. Ingen kant: normalt ikke jeres felt."
        if column
        else ""
    )
    flag = catalogue().under_way
    return (
        "Skriv først, hvordan det ser ud. Sæt så ét kryds. Er noget besluttet, men ikke i brug alle steder, så skriv "
        f"{flag.symbol} ved krydset. Skriv ikke navne på beboere, frivillige eller medarbejdere.{relevance}"
    )


def _blank_form(filled: FilledCard, who: Who, paper: str, chosen: Column | None) -> str:
    def option(value: str, label: str, *, is_chosen: bool) -> str:
        mark = " selected" if is_chosen else ""
        return f"<option value='{escape(value)}'{mark}>{escape(label)}</option>"

    papers = "".join(option(each, each.upper(), is_chosen=each == paper) for each in PAPERS)
    columns = option("", "Skrives i hånden", is_chosen=chosen is None) + "".join(
        option(each.id, each.name, is_chosen=each == chosen) for each in filled.columns
    )
    return (
        "<div class='screen'><h1>Blankt kort til pen og papir</h1><form method='get'>"
        f"<div><label for='papir'>Papir</label><select id='papir' name='papir'>{papers}</select></div>"
        f"<div><label for='kolonne'>Hvem</label><select id='kolonne' name='kolonne'>{columns}</select></div>"
        f"<input type='hidden' name='som' value='{escape(who.membership_id)}'>"
        "<button type='submit' class='second'>Vis</button></form>"
        "<p class='hint'>Udskriv fra browserens menu (Ctrl + P). Papiret ligger ned.</p></div>"
    )


def _widths() -> str:
    ticks = "<col style='width:var(--tick)'>" * len(catalogue().scale)
    return f"<colgroup><col style='width:var(--text)'>{ticks}<col></colgroup>"


def _bands(filled: FilledCard, column: Column | None) -> str:
    across = len(catalogue().scale) + 2
    parts = []
    for driver in catalogue().drivers:
        for field in driver.fields:
            told = f"{field.number} {field.name}"
            head = f"{driver.number} {driver.name}: {told}" if field is driver.fields[0] else told
            parts.append(
                f"<tbody><tr class='band'><th colspan='{across}' scope='rowgroup'>{escape(head)}</th></tr>"
            )
            items = (item for item in filled.items if item.field_id == field.id)
            parts += [_blank_row(filled, item, column) for item in items]
            parts.append("</tbody>")
    return "".join(parts)


def _blank_row(filled: FilledCard, item: CardItem, column: Column | None) -> str:
    edges = {Relevance.RELEVANT: " yes", Relevance.MAYBE: " maybe", Relevance.NOT_USUAL: ""}
    edge = edges[filled.relevance[item.id, column.id]] if column else ""
    ticks = "".join(f"<td class='level'>{choice.symbol}</td>" for choice in catalogue().scale)
    return (
        f"<tr class='item'><th scope='row' class='what{edge}'><b>{escape(item.number)} {escape(item.title)}</b><br>"
        f"<span dir='auto'>{escape(item.statement)}</span></th>{ticks}<td></td></tr>"
    )


# the public page


def public(tx: Transaction, who: Who, request: Request) -> tuple[str, str]:
    """One A4 page without anybody's words, unless a facilitator takes the room's reasons along."""
    rules.check_manage(who)
    whole = read_whole(tx, who)
    with_texts = request.query_params.get("tekster") == "1"
    filled, card = whole.newest, whole.card
    contact = f"<p>Spørg: {escape(card.contact)}</p>" if card.contact else ""
    invented = " Kortet er et opdigtet eksempel." if card.is_invented else ""
    return PUBLIC, (
        f"{_public_form(who, with_texts=with_texts)}<div class='sheet'>"
        f"<h1>Frivillige på plejecentrene i {escape(card.municipality)}</h1>"
        f"<p class='meta'>{escape(filled.round.name)} · {date_text(tx.at)}.{invented}</p>"
        "<p>Kommunen, plejecentrene og foreningerne har sammen set på, hvordan de samarbejder med frivillige. De har "
        "brugt indsatskortet, som har 49 indsatser i fire drivkræfter.</p>"
        f"<h2>Hvem har været med?</h2>{_who(filled)}"
        f"<h2>Sådan vurderer de selv</h2><p>{escape(summary(coverage_of_card(filled)))}</p>{_coverage(filled)}"
        f"<p>Tallene er antal felter. Et felt er én indsats hos én deltager. {CAVEAT}</p>"
        f"<h2>Hvad arbejder de videre med?</h2>{_chosen(whole, with_texts=with_texts)}"
        "<p class='meta'>Kilde til kortet: Socialstyrelsen og Rambøll, 2014. De fire niveauer er tilføjet.</p>"
        f"{contact}</div>"
    )


def _public_form(who: Who, *, with_texts: bool) -> str:
    wanted, label = (
        ("", "Vis uden jeres egne ord") if with_texts else ("1", "Vis med jeres egne ord")
    )
    return (
        "<div class='screen'><h1>Offentligt resumé</h1><p>Én side, som I kan lægge frem eller sende ud. Læs den, før "
        "I gør det. Med jeres egne ord kommer grunden til hvert valg med – og intet andet, I har skrevet.</p>"
        f"<form method='get'><input type='hidden' name='som' value='{escape(who.membership_id)}'>"
        f"<input type='hidden' name='tekster' value='{wanted}'>"
        f"<button type='submit' class='second'>{label}</button></form>"
        "<p class='hint'>Udskriv fra browserens menu (Ctrl + P), eller gem som PDF.</p></div>"
    )


def _who(filled: FilledCard) -> str:
    lines = []
    for words in catalogue().kinds:
        names = [column.name for column in filled.columns if column.kind is words.kind]
        if len(filled.columns) > MOST_NAMES and names:
            lines.append(counted(len(names), words.singular, words.plural))
        elif names:
            lines.append(f"{words.heading}: {join_words(names)}")
    return "<ul>" + "".join(f"<li dir='auto'>{escape(line)}</li>" for line in lines) + "</ul>"


def _coverage(filled: FilledCard) -> str:
    choices = [catalogue().choice_by_value[value] for value in reversed(LEVELS)]
    heads = "".join(f"<th scope='col'>{c.symbol} {escape(c.label)}</th>" for c in choices)
    rows = "".join(
        f"<tr><th scope='row'>{escape(f'{row.number} {row.title}')}</th>"
        + "".join(f"<td>{num(count)}</td>" for count in reversed(row.coverage.levels))
        + f"<td>{num(row.coverage.unknown + row.coverage.empty)}</td></tr>"
        for row in coverage_by_driver(filled, catalogue())
    )
    return (
        "<div class='scroll' tabindex='0' role='group' aria-label='Fordelingen'><table><thead><tr>"
        f"<th scope='col'>Drivkraft</th>{heads}<th scope='col'>Ved ikke eller ikke udfyldt</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _chosen(whole: WholeCard, *, with_texts: bool) -> str:
    chosen = [
        each
        for each in whole.choices_now(ChoiceState.CHOSEN)
        if with_texts or not whole.newest.item_by_id[each.item_id].is_own
    ]
    if not chosen:
        return "<p>Det er ikke valgt endnu.</p>"
    items = whole.newest.item_by_id
    lines = []
    for each in chosen[:7]:
        reason = f" {escape(each.reason)}" if with_texts and each.reason else ""
        lines.append(f"<li dir='auto'><b>{escape(items[each.item_id].title)}.</b>{reason}</li>")
    more = f"<p>Og {num(len(chosen) - 7)} mere.</p>" if len(chosen) > 7 else ""
    return f"<ul>{''.join(lines)}</ul>{more}"
