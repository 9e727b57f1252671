"""The action editor: one action of the plan, written together and saved as it is written."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import streamlit as st

from indsatskort.access.model import Who
from indsatskort.cards.model import FilledCard
from indsatskort.catalogue.library import library
from indsatskort.danish import local
from indsatskort.plan import screens
from indsatskort.plan.content import plan_content
from indsatskort.plan.model import Action
from indsatskort.plan.templates import ActionTemplate, templates
from indsatskort.ui.answer_editor.content import all_inspiration
from indsatskort.ui.browser_files import loader
from indsatskort.ui.inspiration import said_of, steps_first

_component = st.components.v2.component(
    "indsatskort_action_editor", js=loader("action_editor/mount.js"), isolate_styles=False
)


def action_editor(action: Action, filled: FilledCard, who: Who, now: Any, key: str) -> None:
    """Draw the editor of an action. `now` is a moment; whoever may not write is refused by the server."""
    content = plan_content()
    data = {
        "card": filled.card.id,
        "membership": who.membership_id,
        "action": action.id,
        "record": screens.action(action),
        "today": local(now).date().isoformat(),
        "columns": [[column.id, column.name] for column in filled.columns],
        "items": [[item.id, f"{item.number} {item.title}"] for item in filled.items],
        "values": [[value, words] for value, words in content.values.items()],
        "barriers": [[barrier, words] for barrier, words in content.barriers.items()],
        "phases": [[phase, guide.label] for phase, guide in content.phases.items()],
        "leads": list(content.leads),
        "inspiration": [*map(asdict, all_inspiration()), *map(_template, templates())],
        "ideas": {item.id: _ideas(item.id) for item in filled.items},
    }
    _component(key=key, data=data)


def _ideas(item_id: str) -> list[str]:
    """What can help an action of an item, by id: a step, the templates, and the rest."""
    first, *rest = [entry.id for entry in steps_first(library().for_item(item_id))] or [""]
    fitting = [_id(each) for each in templates() if item_id in each.items]
    return [each for each in (first, *fitting, *rest) if each]


def _id(template: ActionTemplate) -> str:
    return f"template-{template.slug}"


def _template(template: ActionTemplate) -> dict[str, Any]:
    """A template as inspiration; `fields` is what it writes in an action."""
    said = said_of("Skabelon", template.source, template.place)
    return {
        "id": _id(template),
        "text": f"{template.what}. {template.first_step}",
        "fields": {"why": template.why, "first_step": template.first_step},
        **asdict(said),
    }
