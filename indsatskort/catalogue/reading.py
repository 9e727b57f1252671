"""Reads one YAML file, or says in Danish why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from indsatskort.catalogue.errors import Fault

_BROKEN = "kan ikke læses som YAML; se efter indrykning, kolon og anførselstegn"

UNREAD = object()
"""What stands for the content of a file that could not be read."""


def read_yaml(path: Path) -> tuple[object, list[Fault]]:
    """The file's content and no faults, or UNREAD and why."""
    try:
        text = path.read_text(encoding="utf-8")
        faults = [Fault(path.name, place, reason) for place, reason in _repeated_keys(text)]
        return (UNREAD if faults else yaml.safe_load(text)), faults
    except FileNotFoundError:
        return UNREAD, [Fault(path.name, "", "filen mangler")]
    except UnicodeDecodeError:
        return UNREAD, [Fault(path.name, "", "filen skal gemmes som UTF-8")]
    except OSError:
        return UNREAD, [Fault(path.name, "", "filen kan ikke læses")]
    except yaml.YAMLError as error:
        return UNREAD, [Fault(path.name, _place(error), _BROKEN)]
    except ValueError:  # e.g. something that looks like a date and is none
        return UNREAD, [Fault(path.name, "", _BROKEN)]


def _repeated_keys(text: str) -> Iterator[tuple[str, str]]:
    """Keys that stand twice in one group; YAML itself would silently keep the last."""
    for node in _nodes(yaml.compose(text, Loader=yaml.SafeLoader)):
        if not isinstance(node, yaml.MappingNode):
            continue
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                yield f"linje {key.start_mark.line + 1}", f"»{key.value}« står to gange"
            seen.add(key.value)


def _nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node once, in the order of the file, also where anchors make a loop."""
    waiting, met = [root] if root else [], set()
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in reversed(node.value) for part in reversed(pair))
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(reversed(node.value))


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"linje {mark.line + 1}, tegn {mark.column + 1}" if mark else ""
