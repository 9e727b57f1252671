"""The scripts and styles that run in the browser, as one file each, under an address with their hash.

They are written as modules that import each other. A browser would fetch them one by one, in chains of five:
on a slow phone that took seven seconds. Joined here they are one request, which is kept for ever.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

SCRIPT, SHEET = "ui.js", "ui.css"
_HERE = Path(__file__).parent
_FOLDERS = (
    "activity_form",
    "action_editor",
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
    "agreement_editor",  # stands within others: its styles come after theirs
)
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
_PASSED_ON = re.compile(r"^export \{ ([\w, ]+) \};\n", re.MULTILINE)


@lru_cache(maxsize=1)
def sources() -> dict[str, str]:
    """What people write, by name, a name being `answer_editor/cell.js`."""
    return {
        f"{folder}/{path.name}": path.read_text("utf-8")
        for folder in _FOLDERS
        for path in sorted((_HERE / folder).iterdir())
        if path.suffix in _MEDIA_TYPES
    }


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """What browsers get: the script and the sheet."""
    scripts = {name: text for name, text in sources().items() if name.endswith(".js")}
    styles = [text for name, text in sources().items() if name.endswith(".css")]
    return {SCRIPT: joined(scripts).encode(), SHEET: "\n".join(styles).encode()}


def joined(scripts: Mapping[str, str]) -> str:
    """One module of many: each becomes a part of its own that begins when those it imports have, and all of
    them are exported in `modules`, by name.

    What a module exports never changes and no two import each other; ValueError says where that is not so.
    """
    names = tuple(_in_order(scripts))
    number = {name: place for place, name in enumerate(names)}
    parts = [_part(name, scripts[name], number) for name in names]
    listed = ", ".join(f'"{name}": part{place}' for name, place in number.items())
    return "\n".join([*parts, f"export const modules = {{ {listed} }};\n"])


def _in_order(scripts: Mapping[str, str]) -> Iterator[str]:
    """Every name after those it imports."""
    done: set[str] = set()

    def follow(name: str, coming: tuple[str, ...]) -> Iterator[str]:
        if name in coming:
            raise ValueError(f"modules import each other: {' → '.join((*coming, name))}")
        if name in done:
            return
        for _, wanted in _IMPORT.findall(scripts[name]):
            yield from follow(resolved(name, wanted), (*coming, name))
        done.add(name)
        yield name

    for name in scripts:
        yield from follow(name, ())


def _part(name: str, text: str, number: Mapping[str, int]) -> str:
    def taken(match: re.Match[str]) -> str:
        words = re.sub(r"(\w+) as (\w+)", r"\1: \2", match[1] or "")
        return f"const {{{words}}} = part{number[resolved(name, match[2])]};\n" if words else ""

    exported = [match[2] for match in _EXPORT.finditer(text)]
    exported += [word for match in _PASSED_ON.finditer(text) for word in match[1].split(", ")]
    body = _EXPORT.sub(r"\1", _PASSED_ON.sub("", _IMPORT.sub(taken, text)))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{name}: cannot be joined: {left[0]}")
    return f"// {name}\nconst part{number[name]} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"


def resolved(name: str, wanted: str) -> str:
    """The name of what a module imports from a relative address."""
    folder = name.partition("/")[0]
    return wanted[3:] if wanted.startswith("../") else f"{folder}/{wanted.removeprefix('./')}"


@lru_cache(maxsize=1)
def version() -> str:
    """One hash for both: they change address together."""
    together = hashlib.sha256()
    for name, content in files().items():
        together.update(name.encode() + b"\0" + content)
    return together.hexdigest()[:12]


def media_type(name: str) -> str:
    """The content type of a file by its name."""
    return _MEDIA_TYPES[Path(name).suffix]


def address(name: str) -> str:
    """The lasting address of one of the files, from the root of the site."""
    if name not in files():
        raise KeyError(name)
    return f"/ui/{version()}/{name}"


def loader(name: str) -> str:
    """The constant script that Streamlit starts: it fetches our module, which does the work.

    Streamlit runs it from a blob address, so the module is named from the root of the site. It holds
    nothing that anybody typed. A network that fails just then is asked again until it answers.
    """
    if name not in sources():
        raise KeyError(name)
    return (
        f'const address = new URL("{address(SCRIPT)}", location.origin).href;\n'
        "const soon = () => new Promise((resolve) => setTimeout(resolve, 2000));\n"
        "const load = () => import(address).catch(() => soon().then(load));\n"
        "export default async function (component) {\n"
        f'  return (await load()).modules["{name}"].mount(component);\n'
        "}\n"
    )
