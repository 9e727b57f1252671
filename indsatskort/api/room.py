"""The room as the server knows it: the meeting's common screen, and how phones reach the door."""

from __future__ import annotations

import io
import socket
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlsplit

import segno

from indsatskort.access.codes import spoken
from indsatskort.access.door import Door
from indsatskort.access.model import Who
from indsatskort.catalogue.load import catalogue
from indsatskort.settings import LOOPBACK, settings
from indsatskort.store import Transaction
from indsatskort.workshop import screens
from indsatskort.workshop.watching import read_meeting

QUIET_ZONE = 4  # modules of white round a code, as its standard asks


def common_screen(tx: Transaction, who: Who) -> dict[str, Any] | None:
    """What every screen of the card's meeting may show now; None when none has been prepared."""
    meeting = read_meeting(tx, who)
    return screens.common(meeting, catalogue(), door_json(meeting.door)) if meeting else None


def door_json(door: Door | None) -> dict[str, Any]:
    """The code, the address and the picture of both; no code while the door is closed."""
    base = settings().public_url
    code = door.code if door and door.is_open else None
    url = f"{base}/d/{code}" if code else None
    return {
        "code": spoken(code) if code else None,
        "address": urlsplit(base).netloc,
        "url": url,
        "qr_svg_path": qr_path(url) if url else None,
        "qr_size": qr_size(url) if url else 0,
        "is_reachable": is_reachable(base),
    }


def in_capitals(url: str) -> str:
    """The same address in capitals: a QR code of capitals is coarser and is read further away."""
    return url.upper()


@lru_cache(maxsize=256)
def qr_path(url: str) -> str:
    """The dark modules of a QR code as the path of an SVG, in modules, quiet zone included."""
    out = io.BytesIO()
    _qr(url).save(out, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=False, omitsize=True)
    return out.getvalue().decode().split(' d="')[1].split('"')[0]


def qr_svg(url: str, name: str) -> str:
    """The QR code as an SVG, black on white in every theme; `name` is what screen readers say."""
    size = qr_size(url)
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(name)}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path stroke="#000" d="{qr_path(url)}"/></svg>'
    )


def qr_size(url: str) -> int:
    """How many modules wide the code is, quiet zone included."""
    return int(_qr(url).symbol_size(border=QUIET_ZONE)[0])


@lru_cache(maxsize=256)
def _qr(url: str) -> segno.QRCode:
    return segno.make_qr(in_capitals(url), error="m", boost_error=False)


@lru_cache(maxsize=8)
def is_reachable(base: str) -> bool:
    """Whether phones can be expected to reach the address: not this machine's own, and a known name."""
    host = urlsplit(base).hostname or ""
    if host in LOOPBACK or host.startswith("127."):
        return False
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        return False
    return True
