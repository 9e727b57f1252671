"""A companion tool on paper: filled in or empty, with its source."""

from __future__ import annotations

from functools import partial
from html import escape

from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from indsatskort.access import service as access
from indsatskort.api.identity import sessions_of
from indsatskort.api.page import plain_page
from indsatskort.cards import service as cards
from indsatskort.cards.model import Card
from indsatskort.errors import Refusal
from indsatskort.store import current_store
from indsatskort.tools import rules, service
from indsatskort.tools.model import (
    CellKind,
    PartLook,
    Tool,
    ToolColumn,
    ToolPart,
    ToolRow,
    ToolSheet,
)

MOST_KEPT_TOGETHER = 1_200  # characters in a row; a longer one may go on over the page
LINES, HALF_LINES = 2, 3  # to write on by hand: across the page, and where two answers share it
STYLE = """<style>
body main { max-width: 52rem; } .part { margin: 0 0 28px; } .part h2 { break-after: avoid; margin: 24px 0 4px; }
.row { padding: 10px 0; border-top: 1px solid var(--line); } .row:not(.long) { break-inside: avoid; }
.row h3 { margin: 0 0 2px; font-size: 1rem; } .row p, .gathered p { margin: 0 0 4px; }
.answers { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 4px 0 6px; }
.answers > div { flex: 1 1 100%; min-width: 0; } .halves > div { flex-basis: calc(50% - 10px); }
.answers > .tick { flex: none; } .tick + .text { flex-basis: 60%; } .answers > .text:has(+ .tick) { flex-basis: 100%; }
.box { display: inline-block; margin-right: 1.2em; white-space: nowrap; }
.answers dt { color: var(--muted); font-size: .85rem; } .answers dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.line { display: block; height: 8mm; border-bottom: 1px solid var(--edge); }
.notice .row, .paper .row, .sign .row { border: 0; } :is(.notice, .paper) dt { display: none; }
.notice h3 { font-size: 1.5rem; } .notice dd { font-size: 1.35rem; line-height: 1.4; }
.paper h2 { font-size: 1.5rem; } .sign { display: grid; grid-template-columns: 2fr 2fr 1fr; gap: 0 24px; }
.sign h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.paper .row { padding: 4px 0; } .source { break-inside: avoid; break-before: avoid; }
.gathered { margin: 0 0 14px; padding: 12px 16px; border: 2px solid var(--accent); border-radius: 4px; break-inside: avoid; }
.gathered h2 { margin: 0; } .gathered ul { margin: 4px 0 0; padding-left: 1.2em; }
@page { size: A4; margin: 14mm 16mm; }
@media print { :root { color-scheme: light; } header, .screen { display: none; } .notice > :is(h2, .hint) { display: none; }
  .notice, .paper + .paper, .sign + .paper { break-before: page; }
  body main { max-width: none; padding: 0; } body { font-size: 11pt; } a { color: inherit; } }
</style>"""


def routes() -> list[BaseRoute]:
    """`/redskab/<slug>`; everybody on the card may print, with `?tom=1` an empty sheet."""
    return [Route("/redskab/{tool}", _print)]


def _print(request: Request) -> Response:
    try:
        with current_store().reading() as tx:
            who = access.identify(tx, sessions_of(request), request.query_params.get("som"))
            card = cards.read_card(tx, who)
            sheet = service.read_sheet(tx, who, request.path_params["tool"])
    except Refusal:
        return RedirectResponse("/", status_code=303)
    if request.query_params.get("tom"):
        sheet = ToolSheet(sheet.tool)
    page = plain_page(sheet.tool.title, printed(card, sheet), head=STYLE)
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


def printed(card: Card, sheet: ToolSheet) -> str:
    """The whole sheet as HTML; what people wrote comes out escaped.

    What somebody outside the group is handed stands last and without the source, and where a tool is
    nothing else, its head stays on the screen.
    """
    tool = sheet.tool
    worked_on = [part for part in tool.parts if part.look is PartLook.GRID]
    handed_out = [part for part in tool.parts if part.look is not PartLook.GRID]
    look = "" if worked_on else " class='screen'"
    return (
        f'<p class="where">{escape(card.municipality)}</p><div{look}><h1>{escape(tool.title)}</h1>'
        '<p class="hint screen">Udskriv fra browserens menu (Ctrl + P).</p>'
        f"<p>{escape(tool.when)} Tid: {escape(tool.time)}.</p></div>"
        f"{''.join(_part(sheet, part) for part in worked_on)}{_gathered(sheet)}"
        f"<div{look}>{_source(tool)}</div>{''.join(_part(sheet, part) for part in handed_out)}"
    )


def _source(tool: Tool) -> str:
    carried = f" Overført fra et andet område: {tool.source.about}." if tool.source.about else ""
    return (
        f'<p class="hint source">Kilde: {escape(tool.source.title)} ({escape(tool.source.publisher)}). '
        f"{escape(tool.place)}.{escape(carried)} {escape(tool.ours)}</p>"
    )


def _part(sheet: ToolSheet, part: ToolPart) -> str:
    texts = [sheet.text(part.cell_id(row, column)) for row in part.rows for column in part.columns]
    is_asked = part.intro and not (part.look is PartLook.PAPER and any(texts))
    intro = f'<p class="hint">{escape(part.intro or "")}</p>' if is_asked else ""
    rows = "".join(_row(sheet, part, row) for row in part.rows)
    return f'<section class="part {part.look}"><h2>{escape(part.title)}</h2>{intro}{rows}</section>'


def _row(sheet: ToolSheet, part: ToolPart, row: ToolRow) -> str:
    texts = [sheet.text(part.cell_id(row, column)) for column in part.columns]
    is_said = part.look is not PartLook.GRID and any(texts)  # the answer stands for the question
    help_ = f'<p class="hint">{escape(row.help)}</p>' if row.help and not is_said else ""
    if part.look is PartLook.SIGN:
        return f'<div class="row"><span class="line"></span><p>{escape(row.heading)}</p></div>'
    if not part.columns:
        return f'<div class="row"><h3>{escape(row.heading)}</h3>{help_}</div>'
    is_long = sum(map(len, texts)) > MOST_KEPT_TOGETHER
    beside = not is_long and sum(column.kind is not CellKind.TICK for column in part.columns) > 1
    lines = '<span class="line"></span>' * (HALF_LINES if beside else LINES)
    cells = "".join(map(partial(_cell, lines=lines), part.columns, texts))
    return (
        f'<div class="row{" long" if is_long else ""}"><h3>{escape(row.heading)}</h3>{help_}'
        f'<dl class="answers{" halves" if beside else ""}">{cells}</dl></div>'
    )


def _cell(column: ToolColumn, text: str, *, lines: str) -> str:
    heading = escape(column.heading)
    if column.kind is CellKind.TEXT:
        said = f'<dd dir="auto">{escape(text)}</dd>' if text else f"<dd>{lines}</dd>"
        return f'<div class="text"><dt>{heading}</dt>{said}</div>'
    if column.kind is CellKind.TICK:
        return f'<div class="tick"><dd>{"☒" if text else "☐"} {heading}</dd></div>'
    if text:
        offered = f"☒ {escape(rules.said(column, text))}"
    else:
        labels = rules.allowed(column).values()
        offered = "".join(f'<span class="box">☐ {escape(label)}</span>' for label in labels)
    return f'<div class="pick"><dt>{heading}</dt><dd>{offered}</dd></div>'


def _gathered(sheet: ToolSheet) -> str:
    shown = [each for each in rules.gathered(sheet) if each.lines]
    return "".join(
        f'<section class="gathered"><h2>{escape(each.title)}</h2><ul>'
        + "".join(
            f'<li dir="auto">{escape(text)}'
            + (f" (indsats {', '.join(i.removeprefix('D') for i in items)})" if items else "")
            + "</li>"
            for text, items in each.lines
        )
        + "</ul></section>"
        for each in shown
    )
