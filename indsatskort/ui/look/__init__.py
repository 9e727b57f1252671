"""How the product looks: one stylesheet, made from the palette and the CSS files beside this one."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from indsatskort.palette import DARK, LIGHT, Palette

FOLDER = Path(__file__).parent
STATIC_FOLDER = FOLDER.parents[2] / "static"
_CHARTS = FOLDER.parents[1] / "insight" / "charts" / "charts.css"
_SCREEN = (
    "pieces.css",
    "card_table.css",
    "front.css",
    "pictures.css",
    "leader.css",
    "importing.css",
    "workshop.css",
    "plan.css",
    "frame.css",
)
_SCRIPTS = ("shell.js", "pictures.js", "keeping.js", "pressing.js", "meeting_room.js")


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The whole stylesheet. Colours are `light-dark()` pairs that follow Streamlit's theme.

    The rules stand inside `:root`, which makes them weigh more than Streamlit's generated classes;
    those come later in the page and would win otherwise.
    """
    screen = [FOLDER / name for name in _SCREEN] + [_CHARTS] * _CHARTS.exists()
    rules = "\n".join(path.read_text("utf-8") for path in screen)
    return "\n".join([_read("fonts.css"), colours(), f":root {{\n{rules}\n}}", _read("print.css")])


@lru_cache(maxsize=1)
def script() -> str:
    """What the browser must do for Streamlit itself to be Danish and quiet, to save pictures, to keep what
    is being typed, and for every press to count."""
    return "".join(map(_read, _SCRIPTS))


def _read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def colours() -> str:
    """The palette as custom properties: `--ink`, `--accent-soft`, `--level-0`, `--on-level-0` …"""
    light, dark = _flat(LIGHT), _flat(DARK)
    lines = [f"  --{name}: light-dark({light[name]}, {dark[name]});" for name in light]
    return ":root {\n  color-scheme: light dark;\n" + "\n".join(lines) + "\n}\n"


def _flat(palette: Palette) -> dict[str, str]:
    flat: dict[str, str] = {}
    for field in fields(palette):
        value = getattr(palette, field.name)
        name = field.name.replace("_", "-").removesuffix("s" if isinstance(value, tuple) else " ")
        if isinstance(value, tuple):
            flat |= {f"{name}-{level}": colour for level, colour in enumerate(value)}
        else:
            flat[name] = value
    return flat
