"""The companion tools' own HTML: the list of them, and the head of one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from indsatskort.catalogue.load import catalogue
from indsatskort.danish import counted, date_short, local, time_text
from indsatskort.tools.model import SheetChange, SheetImport, Tool, ToolOnCard
from indsatskort.tools.rules import said
from indsatskort.ui.inspiration import CARRIED_OVER


def tool_list(tools: Sequence[ToolOnCard], som: str) -> str:
    """The tools a card shows, each with when to use it, how long it takes and how far it is."""
    entries = "".join(_entry(each, som) for each in tools)
    return f'<ul class="tools">{entries}</ul>'


def _entry(each: ToolOnCard, som: str) -> str:
    tool = each.tool
    state = (
        "Til udskrift"
        if not tool.is_kept
        else counted(each.filled_count, "felt", "felter") + " udfyldt"
        if each.filled_count
        else "Ikke begyndt"
    )
    return (
        f'<li><h2><a href="{escape(tool_url(tool, som))}" target="_self">{escape(tool.title)}</a></h2>'
        f"<p>{escape(tool.when)}</p>"
        f'<p class="meta">{escape(tool.time)} · {state}</p></li>'
    )


def tool_url(tool: Tool, som: str) -> str:
    """The tool's own address, not escaped."""
    return f"/redskaber?redskab={tool.slug}&som={som}"


def tool_head(tool: Tool, som: str) -> str:
    """Title, when, how long, source, what is ours, and what it leads to."""
    items = ", ".join(
        f"{escape(item.number)} {escape(item.title)}"
        for item in (catalogue().item_by_id[each] for each in tool.item_ids)
    )
    carried = f"<b>{CARRIED_OVER}: {escape(tool.source.about)}.</b> " if tool.source.about else ""
    empty = (
        f'<a href="/redskab/{tool.slug}?som={escape(som)}&amp;tom=1" target="_blank">'
        "Udskriv et tomt ark</a>"
    )
    filled = (
        f'<a href="/redskab/{tool.slug}?som={escape(som)}" target="_blank">Udskriv det, der står</a>'
        if tool.is_kept
        else ""
    )
    return (
        f'<div class="tool-head"><p><a href="/redskaber?som={escape(som)}" target="_self">'
        f"← Alle redskaber</a></p><h1>{escape(tool.title)}</h1><p>{escape(tool.when)}</p>"
        f'<p class="meta">Tid: {escape(tool.time)}.</p><p class="prints">{filled}{empty}</p>'
        f"<details><summary>Kilde, og hvor det hører til på kortet</summary>"
        f'<p class="meta">{carried}{escape(tool.source.title)} ({escape(tool.source.publisher)}). '
        f"{escape(tool.place)}. {escape(tool.ours)}</p>"
        f'<p class="meta">Indsatser: {items}.</p></details></div>'
    )


def blank_sheet(tool: Tool) -> str:
    """A tool whose answers are not kept: only its questions."""
    parts = "".join(
        f"<h2>{escape(part.title)}</h2>"
        + (f'<p class="meta">{escape(part.intro)}</p>' if part.intro else "")
        + "<ol>"
        + "".join(
            f"<li>{escape(row.heading)}"
            + (f' <span class="meta">{escape(row.help)}</span>' if row.help else "")
            + "</li>"
            for row in part.rows
        )
        + "</ol>"
        for part in tool.parts
    )
    return f'<section class="prose">{parts}</section>'


def import_line(made: SheetImport) -> str:
    """Who took in a file, when, and how much it changed."""
    by = made.alias or "en, der ikke er med mere"
    when = f"{date_short(local(made.at).date())} {time_text(made.at)}"
    return (
        f"<strong>{counted(made.count, 'felt', 'felter')} sat ind fra en fil</strong><br>"
        f'<span class="meta">{escape(by)} · {when}</span>'
    )


def undone_words(restored: int, left: int) -> str:
    """What taking a file back did."""
    told = f"{counted(restored, 'felt', 'felter')} står igen, som før filen blev sat ind."
    if left:
        told += f" {counted(left, 'felt', 'felter')} er ændret siden og er ikke rørt."
    return told


def changes_table(changes: Sequence[SheetChange], most: int = 50) -> str:
    """What a file would change, before anybody says yes."""
    rows = "".join(_change(each) for each in changes[:most])
    more = f'<p class="meta">Og {len(changes) - most} mere.</p>' if len(changes) > most else ""
    heads = "".join(
        f'<th scope="col" role="columnheader">{words}</th>'
        for words in ("Sted", "Står nu", "I filen")
    )
    return (
        '<table class="plain" role="table"><thead role="rowgroup"><tr role="row">'
        f'{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>{more}'
    )


def _change(change: SheetChange) -> str:
    part, row, column = change.tool.cells[change.cell_id]
    place = f"{change.tool.title}, {part.title}: {row.heading} – {column.heading}"
    before, after = (said(column, text) or "Intet" for text in (change.before, change.after))
    return (
        f'<tr role="row"><td role="cell">{escape(place)}</td>'
        f'<td role="cell" dir="auto">{escape(before)}</td>'
        f'<td role="cell" dir="auto">{escape(after)}</td></tr>'
    )
