"""A companion tool on paper: filled in or empty, with its source."""

from __future__ import annotations

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
    ToolColumn,
    ToolPart,
    ToolRow,
    ToolSheet,
)

MOST_KEPT_TOGETHER = 1_200  # characters in a row; a longer one may go on over the page
STYLE = """<style>
body main { max-width: 52rem; } .part { margin: 0 0 28px; } .part h2 { break-after: avoid; margin: 24px 0 4px; }
.row { padding: 10px 0; border-top: 1px solid var(--line); } .row:not(.long) { break-inside: avoid; }
.row h3 { margin: 0 0 2px; font-size: 1rem; } .row p, .gathered p { margin: 0 0 4px; }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 8px 20px; margin-top: 6px; }
.box { display: inline-block; margin-right: 1.2em; white-space: nowrap; }
.answers div.pick { grid-column: 1 / -1; }
.answers dt { color: var(--muted); font-size: .85rem; } .answers dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.answers div.text { grid-column: 1 / -1; } .line { display: block; min-height: 1.9em; border-bottom: 1px solid var(--edge); }
.notice .row { border: 0; } .notice h3 { font-size: 1.5rem; } .notice dd { font-size: 1.35rem; line-height: 1.4; }
.notice dt { display: none; } .sign .row { padding-top: 44px; border: 0; }
.gathered { margin: 0 0 14px; padding: 12px 16px; border: 2px solid var(--accent); border-radius: 4px; break-inside: avoid; }
.gathered ul { margin: 4px 0 0; padding-left: 1.2em; }
@page { size: A4; margin: 16mm; }
@media print { .notice { break-before: page; } .notice > :is(h2, .hint) { display: none; } :root { color-scheme: light; } header, .screen { display: none; }
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
    """The whole sheet as HTML; what people wrote comes out escaped."""
    tool = sheet.tool
    carried = f" Overført fra et andet område: {tool.source.about}." if tool.source.about else ""
    return (
        f'<p class="where">{escape(card.municipality)}</p><h1>{escape(tool.title)}</h1>'
        '<p class="hint screen">Udskriv fra browserens menu (Ctrl + P).</p>'
        f"<p>{escape(tool.when)} Tid: {escape(tool.time)}.</p>"
        f"{''.join(_part(sheet, part) for part in tool.parts)}{_gathered(sheet)}"
        f'<p class="hint">Kilde: {escape(tool.source.title)} ({escape(tool.source.publisher)}). '
        f"{escape(tool.place)}.{escape(carried)} {escape(tool.ours)}</p>"
    )


def _part(sheet: ToolSheet, part: ToolPart) -> str:
    intro = f'<p class="hint">{escape(part.intro)}</p>' if part.intro else ""
    rows = "".join(_row(sheet, part, row) for row in part.rows)
    return f'<section class="part {part.look}"><h2>{escape(part.title)}</h2>{intro}{rows}</section>'


def _row(sheet: ToolSheet, part: ToolPart, row: ToolRow) -> str:
    texts = [sheet.text(part.cell_id(row, column)) for column in part.columns]
    is_said = part.look is PartLook.NOTICE and any(texts)  # the answer stands for the question
    help_ = f'<p class="hint">{escape(row.help)}</p>' if row.help and not is_said else ""
    if part.look is PartLook.SIGN:
        return f'<div class="row"><span class="line"></span><p>{escape(row.heading)}</p></div>'
    if not part.columns:
        return f'<div class="row"><h3>{escape(row.heading)}</h3>{help_}</div>'
    cells = "".join(map(_cell, part.columns, texts))
    look = "row long" if sum(map(len, texts)) > MOST_KEPT_TOGETHER else "row"
    return (
        f'<div class="{look}"><h3>{escape(row.heading)}</h3>{help_}'
        f'<dl class="answers">{cells}</dl></div>'
    )


def _cell(column: ToolColumn, text: str) -> str:
    heading = escape(column.heading)
    if column.kind is CellKind.TEXT:
        said = (
            f'<dd dir="auto">{escape(text)}</dd>'
            if text
            else '<dd><span class="line"></span><span class="line"></span></dd>'
        )
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
