"""An action as browsers get it: plain values, dates as days, ids of what it belongs to."""

from __future__ import annotations

from typing import Any

from indsatskort.plan.model import Action


def action(each: Action) -> dict[str, Any]:
    """All that people write about an action, with the version that counts their writings."""
    return {
        "id": each.id,
        "version": each.version,
        "what": each.what,
        "item": each.item_id,
        "why": each.why,
        "values": list(each.values),
        "lead": each.lead,
        "contributions": dict(each.contributions),
        "first_step": each.first_step,
        "first_step_on": each.first_step_on.isoformat() if each.first_step_on else None,
        "deadline": each.deadline.isoformat() if each.deadline else None,
        "sign": each.sign,
        "resources": each.resources,
        "barriers": list(each.barriers),
        "barrier_note": each.barrier_note,
        "phase": each.phase,
    }
