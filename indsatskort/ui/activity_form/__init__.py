"""The register's form and list in the browser: quick on a phone, saved by our own route."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from indsatskort.access.model import Who
from indsatskort.activities.content import ActivitiesContent
from indsatskort.activities.model import Activity
from indsatskort.activities.rules import can_register
from indsatskort.cards.model import Column
from indsatskort.danish import date_short
from indsatskort.insight.charts.register import WEEKDAYS
from indsatskort.ui.browser_files import loader

_component = st.components.v2.component(
    "indsatskort_activity_form", js=loader("activity_form/mount.js"), isolate_styles=False
)


def activity_form(
    who: Who,
    care_homes: Sequence[Column],
    activities: Sequence[Activity],
    content: ActivitiesContent,
    key: str,
    on_change: Callable[[], None],
) -> None:
    """Draw the form for those who may write, and the list for all; `on_change` runs after a save."""
    file, names = content.file, {each.id: each.name for each in care_homes}
    own = who.actor_id if who.actor_id in names else None
    data = {
        "card": who.card_id,
        "membership": who.membership_id,
        "can_write": can_register(who),
        "own": own,
        "care_homes": [{"id": each.id, "name": each.name} for each in care_homes],
        "categories": [
            {"slug": each.slug, "label": each.label, "example": each.example}
            for each in file.categories
        ],
        "forms": [(each.slug, each.label) for each in file.forms],
        "attachments": [(each.slug, each.label) for each in file.attachments],
        "audiences": [(each.slug, each.label) for each in file.audiences],
        "activities": [_entry(each, names) for each in activities],
    }
    _component(key=key, data=data, on_changed_change=on_change)


def _entry(activity: Activity, names: dict[str, str]) -> dict[str, Any]:
    draft = activity.draft
    clock = f"kl. {draft.starts_at.hour}.{draft.starts_at.minute:02}"
    return {
        "id": activity.id,
        "version": activity.version,
        "when": f"{WEEKDAYS[activity.weekday].capitalize()} {date_short(draft.on)} {clock}",
        "where": names.get(draft.actor_id, "et plejecenter, der er taget ud"),
        "actor": draft.actor_id,
        "on": draft.on.isoformat(),
        "starts_at": draft.starts_at.isoformat(),
        "title": draft.title,
        "category": draft.category,
        "form": draft.form,
        "minutes": draft.minutes,
        "residents": draft.residents,
        "volunteers": draft.volunteers,
        "has_staff": draft.has_staff,
        "attachment": draft.attachment,
        "audience": draft.audience,
    }
