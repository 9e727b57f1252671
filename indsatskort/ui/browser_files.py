"""The scripts and styles that run in the browser, each under an address with the hash of them all."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
_FOLDERS = (
    "activity_form",
    "action_editor",
    "agreement_editor",
    "answer_editor",
    "comments",
    "link_list",
    "listener",
    "meeting_bar",
    "typing_in",
    "tool_sheet",
    "workshop_clock",
    "workshop_phone",
    "workshop_room",
    "workshop_screen",
)
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Content by name, a name being `answer_editor/cell.js`."""
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in _FOLDERS
        for path in sorted((_HERE / folder).iterdir())
        if path.suffix in _MEDIA_TYPES
    }


@lru_cache(maxsize=1)
def version() -> str:
    """One hash for all: the modules import each other, so they change address together."""
    together = hashlib.sha256()
    for name, content in files().items():
        together.update(name.encode() + b"\0" + content)
    return together.hexdigest()[:12]


def media_type(name: str) -> str:
    """The content type of a file by its name."""
    return _MEDIA_TYPES[Path(name).suffix]


def address(name: str) -> str:
    """The lasting address of one of our files, from the root of the site."""
    if name not in files():
        raise KeyError(name)
    return f"/ui/{version()}/{name}"


def loader(name: str) -> str:
    """The constant script that Streamlit starts: it fetches our module, which does the work.

    Streamlit runs it from a blob address, so the module is named from the root of the site. It holds
    nothing that anybody typed. A network that fails just then is asked again until it answers.
    """
    return (
        f'const address = new URL("{address(name)}", location.origin).href;\n'
        "const soon = () => new Promise((resolve) => setTimeout(resolve, 2000));\n"
        "const load = () => import(address).catch(() => soon().then(load));\n"
        "export default async function (component) {\n"
        "  return (await load()).mount(component);\n"
        "}\n"
    )
