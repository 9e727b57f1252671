"""What whoever starts the server is told: the addresses, and the code for creating cards."""

from __future__ import annotations

import socket

from indsatskort.access.rules import needs_create_code
from indsatskort.errors import SetupError
from indsatskort.settings import EVERYWHERE, Settings


def announcement(settings: Settings) -> str:
    """The lines to print at start."""
    lines = [f"Indsatskort er klar på {settings.public_url}"]
    if settings.host in EVERYWHERE and not settings.url:
        lines.append(f"På det lokale netværk: http://{_own_address()}:{settings.port}")
    if needs_create_code(settings):
        lines.append(f"Kode til at oprette kort: {settings.code_for_creating}")
    lines.append("Stop med Ctrl+C.")
    return "\n".join(lines)


def check_port(settings: Settings) -> None:
    """Raises SetupError when another program has the port."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SetupError(
                f"Porten {settings.port} på {settings.host} kan ikke bruges ({error.strerror}). "
                "Vælg en anden med PORT, fx: make run PORT=8600"
            ) from error


def _own_address() -> str:
    """This machine's address in the local network; asking for a route sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address reserved for examples
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
