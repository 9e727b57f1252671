"""What the room decided and planned, whole: agreements, choices and actions, after the card itself."""

from __future__ import annotations

from collections.abc import Sequence

from indsatskort.catalogue.model import Catalogue, Value
from indsatskort.danish import date_short
from indsatskort.exchange.document.pen import Cell, Document, Line, Run
from indsatskort.exchange.whole import WholeCard
from indsatskort.palette import LIGHT
from indsatskort.plan.content import PlanContent
from indsatskort.plan.model import Action, FollowUp
from indsatskort.workshop.model import Agreement, ChoiceState

STATE_WORDS = {ChoiceState.CHOSEN: "Valgt", ChoiceState.PARKED: "Parkeret"}


def write_decisions(paper: Document, whole: WholeCard, catalogue: Catalogue) -> None:
    """Choices and agreements of the newest round; nothing where there are none."""
    items = whole.newest.item_by_id
    chosen = [each for state in ChoiceState for each in whole.choices_now(state)]
    agreed = [(item, found) for item in whole.newest.items if (found := whole.agreement(item.id))]
    if not chosen and not agreed:
        return
    paper.heading("Det har I besluttet", 1)
    room = paper.paper.room
    if chosen:
        paper.heading("Valgte og parkerede indsatser", 2)
        rows = [
            [
                Cell([[Run(_named(whole, choice.item_id), is_bold=True)]]),
                Cell([STATE_WORDS[choice.state]]),
                Cell([_level(choice.ambition, catalogue)]),
                Cell([choice.reason]),
            ]
            for choice in chosen
        ]
        paper.table(("Indsats", "Valg", "Godt nok er", "Hvorfor"), rows, (80, 28, 38, room - 146))
    if agreed:
        paper.heading("Det, I blev enige om", 2)
        rows = [
            [
                Cell([[Run(f"{items[item.id].number} {item.title}", is_bold=True)]]),
                Cell(_agreed(found, catalogue)),
            ]
            for item, found in agreed
        ]
        paper.table(("Indsats", "Aftalt"), rows, (80, room - 80))


def _named(whole: WholeCard, item_id: str) -> str:
    item = whole.newest.item_by_id[item_id]
    return f"{item.number} {item.title}"


def _level(value: Value | None, catalogue: Catalogue) -> str:
    choice = catalogue.choice_by_value[value] if value else None
    return f"{choice.symbol} {choice.label}" if choice else ""


def _agreed(found: Agreement, catalogue: Catalogue) -> list[Line]:
    lines: list[Line] = [found.text, [Run(_level(found.value, catalogue), is_bold=True)]]
    if found.is_split:
        other = [Run(_level(found.other.value, catalogue), is_bold=True)]
        lines = ["I ser forskelligt på det.", *lines, found.other.text, other]
    return [line for line in lines if line and line != ""]


def write_plan(paper: Document, whole: WholeCard, content: PlanContent) -> None:
    """The actions in the plan's order, each with everything that was written about it."""
    if not whole.actions:
        return
    paper.heading("Handleplan", 1)
    names = {column.id: column.name for filled in whole.rounds for column in filled.columns}
    for action in whole.actions:
        paper.heading(action.what, 2)
        rows = [
            [Cell([[Run(head, is_bold=True)]]), Cell([text])]
            for head, text in _told(whole, action, names, content)
            if text
        ]
        paper.table(("Punkt", "Aftalt"), rows, (50, paper.paper.room - 50))
        for note in whole.follow_ups.get(action.id, ()):
            paper.paragraph(_note(note, content), "List Bullet")


def _told(
    whole: WholeCard, action: Action, names: dict[str, str], content: PlanContent
) -> Sequence[tuple[str, str]]:
    item = whole.newest.item_by_id.get(action.item_id or "")
    phase = content.phases[action.phase].label if action.phase else ""
    barriers = ", ".join(content.barriers[each] for each in action.barriers)
    first = date_short(action.first_step_on) if action.first_step_on else ""
    return (
        ("Indsats", f"{item.number} {item.title}" if item else ""),
        ("Sådan går det", content.status_labels[action.status]),
        ("Hvorfor", action.why),
        ("For beboerne", ", ".join(content.values[each] for each in action.values)),
        ("Tovholder", action.lead),
        *((names.get(actor, "Bidrag"), text) for actor, text in action.contributions.items()),
        ("Første skridt", "\n".join(filter(None, (action.first_step, first)))),
        ("Frist", date_short(action.deadline) if action.deadline else ""),
        ("Sådan kan vi se, det virker", action.sign),
        ("Ressourcer", action.resources),
        ("Barrierer", "\n".join(filter(None, (barriers, action.barrier_note)))),
        ("Fase", phase),
    )


def _note(note: FollowUp, content: PlanContent) -> Line:
    head = f"{date_short(note.on)}, {content.status_labels[note.status]}: "
    return [Run(head, is_bold=True), Run(note.text, colour=LIGHT.ink)]
