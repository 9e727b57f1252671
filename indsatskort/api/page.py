"""Plain pages of our own, outside Streamlit: one frame, and what the card will need next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from starlette.responses import HTMLResponse, Response

from indsatskort.api.shell import streamlits_index, url
from indsatskort.palette import DARK, LIGHT
from indsatskort.ui import browser_files

STYLE = f"""
:root {{ color-scheme: light dark; --ink: light-dark({LIGHT.ink}, {DARK.ink});
  --paper: light-dark({LIGHT.paper}, {DARK.paper}); --muted: light-dark({LIGHT.muted}, {DARK.muted});
  --edge: light-dark({LIGHT.edge}, {DARK.edge}); --accent: light-dark({LIGHT.accent}, {DARK.accent});
  --on-accent: light-dark({LIGHT.on_accent}, {DARK.on_accent});
  --warn: light-dark({LIGHT.warn}, {DARK.warn}); --line: light-dark({LIGHT.line}, {DARK.line}); }}
@font-face {{ font-family: "IBM Plex Sans"; font-weight: 100 700; font-display: swap;
  src: url(/{url("ibm-plex-sans-latin-wght-normal.woff2")}) format("woff2"); }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.5 "IBM Plex Sans", "Segoe UI", system-ui, sans-serif; }}
header {{ border-bottom: 1px solid var(--line); padding: 16px 24px; font-weight: 600;
  font-size: 1.15rem; color: var(--accent); }}
main {{ max-width: 36rem; margin: 0 auto; padding: 32px 24px 64px; }}
h1 {{ font-size: 1.8rem; line-height: 1.25; font-weight: 600; margin: 0 0 16px; }}
h2 {{ font-size: 1.2rem; font-weight: 600; margin: 32px 0 8px; }}
p {{ margin: 0 0 16px; }} .where, .hint {{ color: var(--muted); font-size: .94rem; }}
label {{ display: block; font-weight: 600; margin: 8px 0 4px; }}
input {{ width: 100%; min-height: 48px; padding: 8px 12px; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; }}
button {{ min-height: 48px; padding: 8px 24px; font: inherit; font-weight: 600; border-radius: 4px;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }}
button.second {{ background: transparent; color: var(--accent); }}
.beside {{ display: inline-block; padding: 12px 16px; }}
fieldset {{ margin: 0 0 16px; padding: 0; border: 0; }}
.choice {{ display: flex; align-items: center; gap: 12px; min-height: 56px; margin: 0 0 8px; padding: 8px 14px;
  border: 1px solid var(--edge); border-radius: 4px; font-weight: 400; cursor: pointer; }}
.choice input {{ flex: none; width: 24px; min-height: 24px; height: 24px; accent-color: var(--accent); }}
.choice small {{ display: block; color: var(--muted); font-size: .94rem; }}
.vh {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
.fault {{ color: var(--warn); font-weight: 600; }} a {{ color: var(--accent); }}
:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
"""


def plain_page(title: str, body: str, head: str = "") -> str:
    """A whole HTML page. `body` and `head` are ours and already escaped."""
    return (
        f"<!doctype html><html lang='da'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<meta name='robots' content='noindex'>{head}<style>{STYLE}</style></head>"
        f"<body><header>Indsatskort</header><main>{body}</main></body></html>"
    )


def refusal_page(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """One sentence of ours, for people, instead of what they asked for."""
    page = plain_page("Det gik ikke", f"<h1>Det gik ikke</h1><p>{sentence}</p>")
    return HTMLResponse(page, status, headers=headers)


@cache
def preloads() -> str:
    """Links that let the browser fetch what the pages need while somebody types an alias."""
    theirs = re.findall(r'(?:src|href)="\.?(/static/[^"]+\.(?:js|css))"', streamlits_index())
    ours = [f"/{url(name)}" for name in ("look.css", "shell.js")]
    ours += map(browser_files.address, (browser_files.SHEET, browser_files.SCRIPT))
    return "".join(
        f"<link rel='prefetch' href='{path}' as='{'script' if path.endswith('js') else 'style'}'>"
        for path in (*theirs, *ours)
    )
