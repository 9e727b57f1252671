"""One Danish sentence for every refusal, role and event: what happened, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from indsatskort.access.model import Role
from indsatskort.cards.model import EventName
from indsatskort.danish import time_text
from indsatskort.errors import (
    ColumnRemovedError,
    ConflictError,
    Fault,
    InvalidInputError,
    MovedOnError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    Refusal,
    RoundClosedError,
)

FAULTS: Mapping[Fault, str] = {
    Fault.TEXT_TOO_LONG: "Teksten er på {length} tegn. Der er plads til {longest}. Kort den lidt af.",
    Fault.CONTROL_CHARACTER: "Teksten rummer et skjult tegn, som ikke kan gemmes. Skriv den om, eller "
    "sæt den ind igen som ren tekst.",
    Fault.CPR_NUMBER: "Det ligner et CPR-nummer. Skriv ikke oplysninger, der kan kendes på en person. "
    "Slet nummeret, så gemmer vi resten.",
    Fault.REASON_MISSING: "Skriv kort, hvorfor I har valgt indsatsen fra.",
    Fault.UNDER_WAY_WITHOUT_LEVEL: "»På vej« kan kun stå sammen med Ikke i gang, Ad hoc eller Delvist.",
    Fault.EDIT_REUSED: "Den samme rettelse kom to gange med forskelligt indhold. Genindlæs siden, og "
    "prøv igen.",
    Fault.NAME_MISSING: "Skriv et navn.",
    Fault.NAME_TOO_LONG: "Navnet er for langt. Der er plads til {longest} tegn.",
    Fault.NAME_TAKEN: "»{name}« findes allerede. Vælg et andet navn, så ingen tager fejl.",
    Fault.ROUND_STILL_OPEN: "Runden er stadig åben. Luk den, før I åbner den næste.",
    Fault.NOT_NEWEST_ROUND: "Kun den nyeste runde kan åbnes igen.",
    Fault.TOO_MANY_COLUMNS: "Et kort kan højst have {most} kolonner.",
    Fault.WRONG_CREATE_CODE: "Koden er ikke rigtig. Spørg den, der driver Indsatskort hos jer.",
    Fault.BALLOT_CLOSED: "Afstemningen er ikke åben. De prikker, der stod, er talt med.",
    Fault.BALLOT_STALE: "Dine prikker er lagt om på en anden telefon. Her er de, som de står nu.",
    Fault.TOO_MANY_DOTS: "Det er flere prikker, end du må lægge. Tag en tilbage først.",
    Fault.NO_WORKSHOP: "Der er ikke forberedt et møde på kortet.",
    Fault.NOT_NOW: "Det kan I ikke lige nu. Se, hvor mødet er nået til.",
    Fault.CHOOSE_THREE_TO_FIVE: "Vælg tre til fem indsatser, eller skriv, hvorfor I vælger {count}.",
    Fault.AMBITION_MISSING: "Vælg for hver indsats, hvad der er godt nok.",
    Fault.TOO_FEW_CHANGED: "Kun {count} har ændret siden sidst. Hold en ny runde, eller vis de tal, I "
    "allerede så.",
    Fault.NOT_UNDERSTOOD: "Svaret kunne ikke læses. Genindlæs siden, og prøv igen.",
}

REFUSALS: Mapping[type[Refusal], str] = {
    NotSignedInError: "Din adgang er udløbet her. Åbn dit link igen. Det, du har skrevet, er gemt på "
    "denne enhed.",
    NotAllowedError: "Det kan du ikke med den adgang, du har her.",
    ColumnRemovedError: "Jeres kolonne er taget ud af runden. Din tekst er bevaret her på enheden. "
    "Spørg jeres facilitator.",
    NotFoundError: "Det findes ikke, eller også har du ikke adgang til det.",
    RoundClosedError: "Runden er lukket, så svarene ligger fast. En facilitator kan åbne den igen.",
    ConflictError: "En anden gemte sit svar, mens du skrev. Begge er bevaret.",
}

ROLES: Mapping[Role, str] = {
    Role.FACILITATOR: "facilitator",
    Role.PARTICIPANT: "deltager",
    Role.VIEWER: "læser",
}

EVENTS: Mapping[EventName, str] = {
    EventName.CARD_CREATED: "Kortet er oprettet",
    EventName.CARD_DESCRIBED: "Kortets navn eller kontakt er rettet",
    EventName.ROUND_OPENED: "{name} er åbnet",
    EventName.ROUND_DESCRIBED: "Rundens navn eller slutdato er rettet",
    EventName.ROUND_CLOSED: "Runden er lukket",
    EventName.ROUND_REOPENED: "Runden er åbnet igen",
    EventName.COLUMN_ADDED: "{name} er kommet med som kolonne",
    EventName.COLUMN_RENAMED: "En kolonne har fået navnet {name}",
    EventName.COLUMNS_ORDERED: "Kolonnerne har fået en ny rækkefølge",
    EventName.COLUMN_REMOVED: "En kolonne er taget ud af runden",
    EventName.COLUMN_RESTORED: "En kolonne er sat ind i runden igen",
    EventName.OWN_ITEM_ADDED: "Den egne indsats »{title}« er kommet med",
    EventName.OWN_ITEM_WORDED: "Den egne indsats »{title}« er skrevet om",
    EventName.OWN_ITEM_REMOVED: "En egen indsats er taget ud af runden",
    EventName.OWN_ITEM_RESTORED: "En egen indsats er sat ind igen",
    EventName.RELEVANCE_SET: "Relevansen af en indsats er rettet",
    EventName.ANSWER_SAVED: "Et svar er gemt",
    EventName.TEXT_ERASED: "En tekst er slettet fra historikken",
    EventName.WORKSHOP_PREPARED: "Mødet er forberedt",
    EventName.WORKSHOP_MOVED: "Mødet er gået videre",
    EventName.WORKSHOP_MOVE_UNDONE: "Et skridt i mødet er taget tilbage",
    EventName.VOTES_REVEALED: "Prikkerne er vist",
    EventName.REVEAL_UNDONE: "Prikkerne er skjult igen",
    EventName.RATING_GIVEN: "En deltager har givet sin egen vurdering",
    EventName.DISCUSSION_ASKED: "En deltager har bedt om at tale om en indsats",
    EventName.BALLOT_CAST: "En deltager har lagt prikker",
    EventName.ITEM_PLACED: "En deltager har vurderet effekt og indsats",
    EventName.AGREEMENT_WRITTEN: "En fælles sætning er skrevet",
    EventName.CHOICES_MADE: "Valget af indsatser er rettet",
    EventName.COMMENT_ADDED: "En kommentar er skrevet",
    EventName.COMMENT_RESOLVED: "En kommentar er lukket",
}


def refusal_sentence(refusal: Refusal) -> str:
    """What to say to the person whose act was refused."""
    if isinstance(refusal, MovedOnError):
        return moved_on_sentence(refusal.alias, refusal.at, refusal.where)
    if isinstance(refusal, ConflictError) and refusal.fault:
        return FAULTS[refusal.fault]
    if isinstance(refusal, InvalidInputError):
        return FAULTS[refusal.fault].format(**refusal.facts)
    for kind in type(refusal).__mro__:
        if kind in REFUSALS:
            return REFUSALS[kind]
    raise KeyError(type(refusal).__name__)


def moved_on_sentence(alias: str, at: datetime, where: str) -> str:
    """Why a facilitator's press did nothing: somebody else was first."""
    return f"{alias or 'En anden'} gik videre {time_text(at)}. I er nu ved {where}."


def event_sentence(name: EventName, data: Mapping[str, Any]) -> str:
    """What happened, for the card's timeline; names in it are participants' text."""
    return EVENTS[name].format_map({"name": "", "title": ""} | dict(data))


def invited_as(role: Role, column_name: str | None) -> str:
    """Who one is about to become, for the invitation page."""
    say: Mapping[Role, Callable[[], str]] = {
        Role.FACILITATOR: lambda: "facilitator: du styrer kortet og runden",
        Role.PARTICIPANT: lambda: column_name or "en kolonne, der er taget ud",
        Role.VIEWER: lambda: "læser: du kan se kortet, men ikke skrive",
    }
    return say[role]()
