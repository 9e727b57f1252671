"""What the facilitator's page says about where the room is and what comes next. Pure sentences."""

from __future__ import annotations

from collections.abc import Mapping

from indsatskort.danish import time_text
from indsatskort.workshop.leading import Done
from indsatskort.workshop.model import (
    Aside,
    Phase,
    Step,
    StepKind,
    StepStatus,
    Workshop,
    WorkshopState,
)
from indsatskort.workshop.schedule import is_last_today

INSIDE: Mapping[Phase, str] = {
    Phase.SILENT: "Næste: Vis og fortæl",
    Phase.SHOWN: "Næste: Tal ved bordene",
    Phase.TALK: "Næste: Skriv sammen",
    Phase.READY: "Åbn afstemningen",
    Phase.OPEN: "Luk afstemningen",
    Phase.CLOSED: "Vis prikkerne",
    Phase.HIDDEN_AGAIN: "Fortsæt afstemningen",
    Phase.PLACING: "Vis placeringerne",
    Phase.DRAFTING: "Bekræft valget",
}
LED_TO: Mapping[Phase, str] = {
    Phase.SILENT: "begyndte {who} på en indsats",
    Phase.SHOWN: "viste {who} de egne vurderinger",
    Phase.TALK: "gik {who} videre til samtalen ved bordene",
    Phase.WRITE: "gik {who} videre til at skrive sammen",
    Phase.OPEN: "åbnede {who} afstemningen",
    Phase.CLOSED: "lukkede {who} afstemningen",
    Phase.REVEALED: "viste {who} prikkerne",
    Phase.PLACED: "viste {who} placeringerne",
    Phase.CONFIRMED: "bekræftede {who} valget",
    Phase.DRAFTING: "begyndte {who} på valget",
}
DID: Mapping[str, str] = {
    "begin": "begyndte {who} mødet",
    "end": "sluttede {who} mødet",
    "item": "tog {who} en anden indsats op",
    "last": "lod {who} en indsats vente til sidst",
    "ballot": "gjorde {who} klar til en ny afstemning",
    "programme": "rettede {who} programmet",
    "list": "rettede {who} drøftelisten",
    "clock": "rettede {who} uret",
}
MOVES = frozenset({"next", "phase", "go"})


def next_words(workshop: Workshop) -> str:
    """What the one way forward does, as its button says it."""
    if workshop.state is WorkshopState.DRAFT:
        return "Begynd mødet"
    if workshop.phase in INSIDE:
        return INSIDE[workshop.phase]
    if (place := next_place(workshop)) is not None:
        return f"Næste: Indsats {place + 1}"
    following = following_step(workshop)
    return f"Næste: {following.title}" if following else "Slut mødet"


def next_place(workshop: Workshop) -> int | None:
    """The place on the list that comes next in the discussion; None when the step is through."""
    if workshop.phase is Phase.LISTED and workshop.listed:
        return workshop.discussed
    if workshop.phase is not Phase.WRITE:
        return None
    later = enumerate(workshop.listed)
    return next((i for i, each in later if i > workshop.discussed and not each.is_done), None)


def following_step(workshop: Workshop) -> Step | None:
    """The first step that is still to come after the current one."""
    current = workshop.step
    after = workshop.steps[workshop.steps.index(current) + 1 :] if current else workshop.steps
    return next((each for each in after if each.status is StepStatus.TODO), None)


def done_words(done: Done, workshop: Workshop) -> str:
    """ "Kl. 9.52 viste Jonas de egne vurderinger." """
    is_over = workshop.state is WorkshopState.CLOSED
    moved = DID["end"] if is_over else LED_TO.get(workshop.phase, "gik {who} videre")
    did = moved if done.name in MOVES else DID.get(done.name, "rettede {who} noget")
    when = time_text(done.at)
    return f"{when[0].upper()}{when[1:]} {did.format(who=done.alias or 'en facilitator')}."


def on_screen(workshop: Workshop, item_title: str) -> tuple[str, str]:
    """What the room sees on the big screen now: a heading and a line."""
    if workshop.state is not WorkshopState.RUNNING or workshop.step is None:
        return "Velkommen" if workshop.state is WorkshopState.DRAFT else "Tak for i dag", ""
    if workshop.aside:
        return ASIDES[workshop.aside], "I stedet for trinet, til du går tilbage eller videre."
    if workshop.item_id:
        return item_title, LOOKS.get(workshop.phase, "")
    if is_last_today(workshop):
        return workshop.step.title, "Tak for i dag, og at I ses igen. Intet ur."
    said = LOOKS.get(workshop.phase) or LOOKS_OF_STEP.get(workshop.step.kind, "")
    return workshop.step.title, said


ASIDES: Mapping[Aside, str] = {
    Aside.CARD: "Hele kortet",
    Aside.LIST: "Drøftelisten",
    Aside.DOOR: "QR-koden og koden til døren",
}
LOOKS: Mapping[Phase, str] = {
    Phase.SILENT: "Sætninger side om side, ur. Egne vurderinger er skjult.",
    Phase.SHOWN: "Sætninger side om side, egne vurderinger vist, spørgsmål, ur.",
    Phase.TALK: "Spørgsmålet, sætningerne og uret.",
    Phase.WRITE: "Den fælles sætning, mens den bliver skrevet.",
    Phase.LISTED: "Drøftelisten.",
    Phase.READY: "Reglerne for prikker.",
    Phase.OPEN: "Hvor mange der har stemt, ur og regler. Ingen prikker vises.",
    Phase.CLOSED: "Hvor mange der har stemt. Ingen prikker vises.",
    Phase.REVEALED: "Prikkerne, talt på to måder.",
    Phase.HIDDEN_AGAIN: "At prikkerne er skjult igen.",
    Phase.PLACING: "Hvor mange der har svaret. Ingen placeringer vises.",
    Phase.PLACED: "De fire felter med indsatserne i.",
    Phase.DRAFTING: "De valgte, som de er lige nu.",
    Phase.CONFIRMED: "De valgte.",
}
LOOKS_OF_STEP: Mapping[StepKind, str] = {
    StepKind.WELCOME: "QR-kode, adresse, kode og hvor mange der er med.",
    StepKind.FILL: "Hvor langt hver kolonne er. Ingen svar vises.",
    StepKind.TENSION: "De fire spørgsmål og uret.",
    StepKind.TOOL: "Hvad redskabet er til, og uret.",
    StepKind.CARD: "Hele kortet med tegn.",
    StepKind.BREAK: "Hvornår I begynder igen.",
    StepKind.ACTIONS: "De valgte og uret.",
    StepKind.CLOSE: "De valgte.",
}
