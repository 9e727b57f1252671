"""What the screens show: pure functions from the meeting to JSON. Nothing secret is in `common`.

`common` is the same for everybody on the card and goes out on the live stream; `mine` is for one
person. Which state shows what, and until when something is hidden, is the table of states that the
workshop was designed by; a test holds every state to it.
"""

from __future__ import annotations

from collections import Counter

from indsatskort.catalogue.model import Catalogue
from indsatskort.tools.content import tools
from indsatskort.workshop.model import (
    Aside,
    Ballot,
)
from indsatskort.workshop.step_screens import (
    Json,
    card_map,
    column_out,
    discussion_list,
    part_of,
    time_out,
)
from indsatskort.workshop.watching import Meeting, Mine


def common(meeting: Meeting, catalogue: Catalogue, door: Json) -> Json:
    """What every screen may show now. `door` is how the room is reached, as the server knows it."""
    workshop = meeting.workshop
    step = workshop.step
    shown: Json = {
        "version": workshop.version,
        "now": meeting.at.isoformat(timespec="milliseconds"),
        "state": workshop.state,
        "municipality": meeting.filled.card.municipality,
        "title": meeting.filled.card.title,
        "step": {"id": step.id, "kind": step.kind, "title": step.title} if step else None,
        "tool": tool_of_step(step.tool) if step else None,
        "phase": workshop.phase,
        "clock": _clock(meeting),
        "stamp": workshop.place,
        "door": door,
        "people": _people(meeting),
        "hidden_again": time_out(workshop.hidden_again_at),
        "listed": [],
        "fill": [],
        "chosen": [],
        "parked": 0,
        "opted_out": [],
        "is_last_today": False,
    }
    nothing = dict.fromkeys(("map", "item", "vote", "result", "effect", "resumes_at"))
    return shown | nothing | part_of(meeting, catalogue) | _aside(meeting, catalogue)


def mine(own: Mine) -> Json:
    """What one person may see of themselves."""
    return {
        "membership": own.who.membership_id,
        "alias": own.who.alias if own.who.has_own_alias else "",
        "role": own.who.role,
        "is_scribe": own.who.is_scribe,
        "column": column_out(own.column) if own.column else None,
        "resume_code": own.resume_code,
        "rating": own.rating,
        "flags": sorted(own.flags),
        "ballot": ballot(own.ballot) if own.ballot else None,
        "placements": {
            each.item_id: {"effect": each.effect, "ease": each.ease} for each in own.placements
        },
    }


def ballot(given: Ballot) -> Json:
    """One's own ballot."""
    return {
        "dots": dict(given.dots),
        "is_finished": given.is_finished,
        "version": given.version,
    }


def tool_of_step(slug: str) -> Json | None:
    """The companion tool that belongs to the step: where it lies, when to use it, what is in it."""
    found = tools().get(slug)
    if found is None:
        return None
    parts = [part.title for part in found.parts]
    return {"slug": slug, "title": found.title, "when": found.when, "parts": parts}


def _aside(meeting: Meeting, catalogue: Catalogue) -> Json:
    """What stands on the big screen for a moment in place of the step, and what it needs."""
    aside = meeting.workshop.aside
    more: Json = {}
    if aside is Aside.CARD:
        more = card_map(meeting, catalogue)
    if aside is Aside.LIST:
        more = {"listed": discussion_list(meeting)}
    return {"aside": aside, **more}


def _clock(meeting: Meeting) -> Json:
    clock = meeting.workshop.clock
    return {
        "planned_s": clock.planned_s,
        "ends_at": clock.ends_at.isoformat(timespec="milliseconds") if clock.ends_at else None,
        "remaining_ms": clock.remaining_ms,
    }


def _people(meeting: Meeting) -> Json:
    seated = Counter(each.actor_id for each in meeting.people if not each.is_gone)
    columns = meeting.filled.columns
    return {
        "total": sum(seated[column.id] for column in columns),
        "columns": [{**column_out(column), "count": seated[column.id]} for column in columns],
    }
