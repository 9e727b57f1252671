"""What facilitators print: the meeting's script, and a strip for each column with its QR code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from html import escape
from typing import TypeAlias

from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from indsatskort.access import service as access
from indsatskort.access.codes import spoken
from indsatskort.access.door import read_door
from indsatskort.access.model import Who
from indsatskort.api.identity import sessions_of
from indsatskort.api.page import plain_page
from indsatskort.api.room import in_capitals, is_reachable, qr_svg
from indsatskort.cards import rules, service
from indsatskort.cards.model import Column
from indsatskort.catalogue.load import catalogue
from indsatskort.danish import TIMEZONE, local, time_text
from indsatskort.errors import Fault, InvalidInputError, Refusal
from indsatskort.settings import settings
from indsatskort.store import Transaction, current_store
from indsatskort.workshop.model import Phase, Step, StepKind, StepStatus
from indsatskort.workshop.programme import guide, phase_guide
from indsatskort.workshop.schedule import Slot, plan_from
from indsatskort.workshop.watching import Meeting, read_meeting

USUAL_START = time(9, 0)
HEADS = ("Tid", "Hvad", "Hvorfor", "Hvordan", "Hvem", "Plan B")
PHASES_OF = {
    StepKind.DISCUSS: (Phase.LISTED, Phase.SILENT, Phase.SHOWN, Phase.TALK, Phase.WRITE),
    StepKind.VOTE: (Phase.READY, Phase.OPEN, Phase.CLOSED, Phase.REVEALED),
    StepKind.EFFECT: (Phase.PLACING, Phase.PLACED),
    StepKind.CHOOSE: (Phase.DRAFTING, Phase.CONFIRMED),
}
STYLE = """<style>
body main { max-width: 62rem; } .script th, .script td { padding: 8px 10px; text-align: left;
  vertical-align: top; border: 1px solid var(--line); } .script { border-collapse: collapse;
  width: 100%; font-size: .88rem; line-height: 1.4; } .script td:first-child { white-space: nowrap;
  font-variant-numeric: tabular-nums; } .again th { background: var(--line); }
.scroll { overflow-x: auto; } .aloud { break-inside: avoid; margin: 0 0 20px; }
.aloud h3 { margin: 0 0 4px; font-size: 1.05rem; } .aloud p { margin: 0 0 6px; }
body form { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; } body input[type=time] { width: 9rem; }
.strip { display: grid; grid-template-columns: 44mm 1fr; gap: 8mm; align-items: center;
  padding: 7mm 0; border-bottom: 1px dashed var(--edge); break-inside: avoid; }
.strip svg { width: 44mm; height: 44mm; } body .strip h2 { margin: 0 0 6px; font-size: 1.5rem; }
.strip p { margin: 0 0 6px; } .address { overflow-wrap: anywhere; font-size: .85rem; }
.code { font-size: 1.6rem; font-weight: 700; letter-spacing: .06em; white-space: nowrap; }
@media screen and (max-width: 34rem) { .strip { grid-template-columns: 1fr; } }
body form { margin-bottom: 16px; } body h2, .aloud h3 { break-after: avoid; }
@page { size: A4; margin: 14mm; } @page wide { size: A4 landscape; margin: 12mm; }
.script-page { page: wide; }
@media print { :root { color-scheme: light; } header, .screen { display: none; }
  body main { max-width: none; padding: 0; } body { font-size: 11pt; } a { color: inherit; } }
</style>"""

Draw: TypeAlias = Callable[[Transaction, Who, Request], str]


def routes() -> list[BaseRoute]:
    """The two pages; for facilitators only."""
    return [
        Route("/drejebog", _page("Drejebog", script)),
        Route("/strimler", _page("Strimler", strips)),
    ]


def _page(title: str, draw: Draw) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        try:
            with current_store().reading() as tx:
                who = access.identify(tx, sessions_of(request), request.query_params.get("som"))
                rules.check_manage(who)
                body = draw(tx, who, request)
        except Refusal:
            return RedirectResponse("/", status_code=303)
        page = plain_page(title, body, head=STYLE)
        return HTMLResponse(page, headers={"Cache-Control": "no-store"})

    return endpoint


# the script


def script(tx: Transaction, who: Who, request: Request) -> str:
    """The programme with everything a facilitator needs on paper."""
    meeting = read_meeting(tx, who)
    if meeting is None:
        raise InvalidInputError(Fault.NO_WORKSHOP)
    start = _start(meeting, request.query_params.get("kl", ""))
    slots = plan_from(meeting.workshop.steps, start)
    out = [step for step in meeting.workshop.steps if step.status is StepStatus.LEFT_OUT]
    return (
        f'<div class="script-page"><p class="where">{escape(meeting.filled.card.municipality)}</p>'
        f"<h1>Drejebog</h1>{_start_form(who, start)}{_table(slots)}{_left_out(out)}"
        f"<h2>Læs højt</h2>{''.join(_aloud(slot.step) for slot in slots)}</div>"
    )


def _start(meeting: Meeting, wanted: str) -> datetime:
    """When the meeting begins: as asked for, else as it did, else at nine."""
    try:
        at = time.fromisoformat(wanted)
    except ValueError:
        if meeting.workshop.started_at:
            return meeting.workshop.started_at
        at = USUAL_START
    return datetime.combine(local(meeting.at).date(), at, TIMEZONE)


def _start_form(who: Who, start: datetime) -> str:
    return (
        '<form class="screen" method="get"><div><label for="kl">Mødet begynder kl.</label>'
        f'<input id="kl" name="kl" type="time" value="{local(start):%H:%M}"></div>'
        f'<input type="hidden" name="som" value="{escape(who.membership_id)}">'
        '<button type="submit" class="second">Ret tiderne</button></form>'
        '<p class="hint screen">Udskriv fra browserens menu (Ctrl + P). Papiret ligger ned.</p>'
    )


def _table(slots: tuple[Slot, ...]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    rows = "".join(_row(slot, is_first=place == 0) for place, slot in enumerate(slots))
    return (
        '<div class="scroll" tabindex="0" role="group" aria-label="Programmet"><table class="script">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(slot: Slot, *, is_first: bool) -> str:
    step, here = slot.step, guide(slot.step.kind, slot.step.id)
    cells = (
        f"{step.title} ({step.planned_s // 60} min)",
        here.goal,
        here.how,
        here.who,
        here.plan_b,
    )
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    is_new_day = step.kind is StepKind.WELCOME and not is_first
    again = '<tr class="again"><th colspan="6" scope="rowgroup">Næste møde</th></tr>'
    return f"{again if is_new_day else ''}<tr><td>{_time(slot)}</td>{shown}</tr>"


def _time(slot: Slot) -> str:
    if slot.begins_at is None:
        return ""
    ends_at = slot.begins_at + timedelta(seconds=slot.step.planned_s)
    return "–".join(time_text(each).removeprefix("kl. ") for each in (slot.begins_at, ends_at))


def _left_out(steps: list[Step]) -> str:
    if not steps:
        return ""
    names = ", ".join(f"{step.title} ({step.planned_s // 60} min)" for step in steps)
    return f'<p class="hint">Ikke med: {escape(names)}.</p>'


def _aloud(step: Step) -> str:
    said = [f"<p>»{escape(guide(step.kind, step.id).read_aloud)}«</p>"]
    for phase in PHASES_OF.get(step.kind, ()):
        if found := phase_guide(phase):
            said.append(f"<p><b>{escape(found.title)}:</b> »{escape(found.read_aloud)}«</p>")
    return f'<section class="aloud"><h3>{escape(step.title)}</h3>{"".join(said)}</section>'


# the strips


def strips(tx: Transaction, who: Who, request: Request) -> str:
    """One strip for each column, and the room's own code while the door is open."""
    base = _base(request)
    tokens = {link.invitation.actor_id: link.token for link in access.links(tx, who)}
    columns = service.read_columns(tx, who, service.read_round(tx, who).id)
    cut = "".join(_strip(column, f"{base}/d/{tokens[column.id]}") for column in columns)
    warning = (
        ""
        if is_reachable(base)
        else '<p class="fault screen">Telefoner kan ikke komme til '
        f"{escape(base)}. Sæt en adresse, som de kan nå, før du udskriver.</p>"
    )
    return (
        f'<h1 class="screen">Strimler</h1>{warning}<p class="hint screen">Udskriv fra browserens menu '
        "(Ctrl + P), klip ved de stiplede linjer, og læg strimlerne på bordene. Den, der har "
        f"strimlen, kan skrive i kolonnen.</p>{_room(tx, who, base)}{cut}"
    )


def _strip(column: Column, url: str) -> str:
    kind = catalogue().words_by_kind[column.kind].singular.capitalize()
    return (
        f'<section class="strip">{qr_svg(url, f"QR-kode til {column.name}")}<div>'
        f'<p class="where">{escape(kind)}</p><h2 dir="auto">{escape(column.name)}</h2>'
        "<p>Peg på koden med telefonens kamera, eller skriv adressen.</p>"
        f'<p class="address">{escape(in_capitals(url))}</p></div></section>'
    )


def _room(tx: Transaction, who: Who, base: str) -> str:
    door = read_door(tx, who.card_id)
    if door is None:
        return (
            '<p class="hint screen">Åbn døren på mødesiden én gang, så kommer rummets egen kode med '
            "her.</p>"
        )
    url = f"{base}/d/{door.code}"
    closed = "" if door.is_open else '<p class="where">Virker, når døren er åben.</p>'
    return (
        f'<section class="strip">{qr_svg(url, "QR-kode til rummet")}<div><p class="where">Alle</p>'
        f"<h2>Kom med</h2><p>Peg på koden, eller gå til <b>{escape(base.partition('://')[2])}</b> og "
        f'skriv</p><p class="code">{escape(spoken(door.code))}</p>{closed}</div></section>'
    )


def _base(request: Request) -> str:
    """The address that links carry: the one that is set, else the one this page was reached by."""
    return settings().public_url if settings().url else str(request.base_url).rstrip("/")
