"""The one set of colours, for pages, charts, big screen and files.

The ochre ramp belongs to the four levels, the blues to relevance; the accent (fir) never means data.
Everything else is black, white and grey. Contrasts are measured in `docs/decisions/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from indsatskort.catalogue.model import LEVELS, Value

Ramp: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours of one theme. `levels` and `on_levels` go from *not_started* to *established*."""

    paper: str
    surface: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    accent_soft: str
    warn: str
    warn_soft: str
    band: str
    on_band: str
    relevant: str
    maybe: str
    levels: Ramp
    on_levels: Ramp
    outline: str
    opted_out: str
    empty_frame: str
    good_enough: str

    def fill(self, value: Value) -> str:
        """The fill of a value's tile: the ramp for levels, paper for *unknown* and *opted_out*."""
        return self.levels[LEVELS.index(value)] if value in LEVELS else self.paper

    def text_on(self, value: Value) -> str:
        """The text colour that is readable on `fill(value)`."""
        return self.on_levels[LEVELS.index(value)] if value in LEVELS else self.ink


LIGHT = Palette(
    paper="#FFFFFF",
    surface="#F4F5F3",
    ink="#1A1A1A",
    muted="#55595C",
    line="#D5D9D6",
    edge="#767C80",
    accent="#14594B",
    on_accent="#FFFFFF",
    accent_soft="#E6F0ED",
    warn="#8A3B12",
    warn_soft="#FBEDE4",
    band="#2B3034",
    on_band="#FFFFFF",
    relevant="#DCEAF7",
    maybe="#1F4E86",
    levels=("#FFF6E0", "#F0B84B", "#A8660F", "#522D03"),
    on_levels=("#1A1A1A", "#1A1A1A", "#FFFFFF", "#FFFFFF"),
    outline="#4A2C05",
    opted_out="#D0D0D0",
    empty_frame="#8C8C8C",
    good_enough="#E8E8E8",
)

DARK = Palette(
    paper="#15191C",
    surface="#1F2529",
    ink="#EDEFF0",
    muted="#B4BABE",
    line="#353D42",
    edge="#7E868B",
    accent="#7CCBB8",
    on_accent="#0E1614",
    accent_soft="#1C302C",
    warn="#F0A67C",
    warn_soft="#33231A",
    band="#3D464C",
    on_band="#EDEFF0",
    relevant="#1B3248",
    maybe="#6FA3DB",
    levels=("#2B2216", "#7A4E14", "#D9912B", "#FFE3A8"),
    on_levels=("#FFFFFF", "#FFFFFF", "#1A1A1A", "#1A1A1A"),
    outline="#E7C58C",
    opted_out="#50565C",
    empty_frame="#858585",
    good_enough="#2C3238",
)

PALETTES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK}
