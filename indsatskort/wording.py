"""One Danish sentence for every refusal, role and event: what happened, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from indsatskort.access.model import Role
from indsatskort.cards.model import EventName, RoundPurpose
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
    TooManyGuessesError,
    Trouble,
)

FAULTS: Mapping[Fault, str] = {
    Fault.TEXT_TOO_LONG: "Teksten er på {length} tegn. Der er plads til {longest}. Kort den lidt af.",
    Fault.CONTROL_CHARACTER: "Teksten rummer et skjult tegn, som ikke kan gemmes. Skriv den om, eller "
    "sæt den ind igen som ren tekst.",
    Fault.KEEPING_OUT_OF_BOUNDS: "Her kan et kort gemmes fra {least} til {most} måneder. Vælg noget derimellem.",
    Fault.CPR_NUMBER: "Det ligner et CPR-nummer. Skriv ikke oplysninger, der kan kendes på en person. "
    "Slet nummeret, så gemmer vi resten.",
    Fault.REASON_MISSING: "Skriv kort, hvorfor I har valgt indsatsen fra.",
    Fault.UNDER_WAY_WITHOUT_LEVEL: "»På vej« kan kun stå sammen med Ikke i gang, Ad hoc eller Delvist.",
    Fault.EDIT_REUSED: "Den samme rettelse kom to gange med forskelligt indhold. Genindlæs siden, og "
    "prøv igen.",
    Fault.NAME_MISSING: "Skriv et navn.",
    Fault.NAME_TOO_LONG: "Navnet er for langt. Der er plads til {longest} tegn.",
    Fault.NAME_TAKEN: "»{name}« findes allerede. Vælg et andet navn, så ingen tager fejl.",
    Fault.NAME_NOT_REPEATED: "Skriv kommunens navn, præcis som det står: {name}. Intet er slettet.",
    Fault.ROUND_STILL_OPEN: "Runden er stadig åben. Luk den, før I åbner den næste.",
    Fault.NOT_NEWEST_ROUND: "Kun den nyeste runde kan åbnes igen.",
    Fault.TOO_MANY_COLUMNS: "Et kort kan højst have {most} kolonner.",
    Fault.WRONG_CREATE_CODE: "Koden er ikke rigtig. Spørg den, der driver Indsatskort hos jer.",
    Fault.SIGN_IN_TO_CREATE: "Log ind med en arbejdskonto, der må oprette kort. Var du logget ind, er "
    "indlogningen udløbet; gå til forsiden, og log ind igen.",
    Fault.BALLOT_CLOSED: "Afstemningen er ikke åben. De prikker, der stod, er talt med.",
    Fault.SHEET_CHANGED: "Nogen har skrevet i et af felterne imens. Intet er ændret. Se ændringerne igen, "
    "før du sætter filen ind.",
    Fault.BALLOT_STALE: "Dine prikker er lagt om på en anden telefon. Her er de, som de står nu.",
    Fault.TOO_MANY_DOTS: "Det er flere prikker, end du må lægge. Tag en tilbage først.",
    Fault.NO_WORKSHOP: "Der er ikke forberedt et møde på kortet.",
    Fault.NOT_NOW: "Det kan I ikke lige nu. Se, hvor mødet er nået til.",
    Fault.CHOOSE_THREE_TO_FIVE: "Vælg tre til fem indsatser, eller skriv, hvorfor I vælger {count}.",
    Fault.AMBITION_MISSING: "Vælg for hver indsats, hvad der er godt nok.",
    Fault.TOO_FEW_CHANGED: "Kun {count} har ændret siden sidst. Hold en ny runde, eller vis de tal, I "
    "allerede så.",
    Fault.WHAT_MISSING: "Skriv, hvad I vil gøre.",
    Fault.DEADLINE_PASSED: "Fristen {day} er allerede gået. Vælg i dag eller en dag, der kommer.",
    Fault.STEP_AFTER_DEADLINE: "Det første skridt ligger efter fristen. Flyt det, eller flyt fristen.",
    Fault.NOTE_MISSING: "Skriv en note, eller vælg en anden status.",
    Fault.TOO_MANY_ACTIONS: "Handleplanen rummer allerede {most} handlinger. Tag nogle ud først.",
    Fault.ACTIVITY_IN_FUTURE: "Datoen er ikke kommet endnu. Skriv aktiviteten ind, når den har været "
    "der.",
    Fault.ACTIVITY_TOO_OLD: "Datoen ligger før år 2000. Se efter, om året er rigtigt.",
    Fault.NUMBER_UNLIKELY: "Der står {number} {what}. Det ligner en slåfejl. Skriv et tal fra "
    "{least} til {most}.",
    Fault.RESIDENTS_MISSING: "Hvor mange beboere var med? Flere beboere er mindst 2. Var aktiviteten "
    "ikke for beboere, så vælg »Ikke rettet mod beboere«.",
    Fault.ONE_RESIDENT: "Én beboer er 1, men der står {count}. Ret tallet, eller vælg »Flere beboere«.",
    Fault.TOO_MANY_ACTIVITIES: "Registret har plads til {most} aktiviteter. Fjern dem, I ikke har brug for.",
    Fault.PERIOD_HALF: "Skriv både den første og den sidste dag, eller ingen af dem.",
    Fault.PERIOD_BACKWARDS: "Den sidste dag ligger før den første. Byt om på dem.",
    Fault.FILE_EMPTY: "Filen er tom. Gem den i Excel igen, og vælg den så her.",
    Fault.FILE_TOO_LARGE: "Filen er for stor til at være et indsatskort. Slet ark, billeder og rækker, "
    "der ikke hører til kortet, og prøv igen.",
    Fault.FILE_NOT_EXCEL: "Filen er ikke en Excel-fil. Åbn den i Excel eller LibreOffice, gem den som "
    "Excel-projektmappe (.xlsx), og prøv igen.",
    Fault.FILE_OLD_EXCEL: "Filen er gemt i et andet Excel-format. Gem den som Excel-projektmappe (.xlsx), "
    "og prøv igen.",
    Fault.FILE_PASSWORD: "Filen er beskyttet med en adgangskode. Fjern adgangskoden i Excel, gem filen, "
    "og prøv igen.",
    Fault.FILE_BROKEN: "Filen er beskadiget og kan ikke læses. Åbn den i Excel, gem den på ny, og prøv "
    "igen.",
    Fault.FILE_MACROS: "Filen rummer makroer, og dem læser vi ikke. Gem den som Excel-projektmappe uden "
    "makroer (.xlsx), og prøv igen.",
    Fault.FILE_LINKS: "Filen henter tal fra andre filer. Bryd kæderne til dem i Excel, gem "
    "filen, og prøv igen.",
    Fault.FILE_ENTITIES: "Filen er bygget op på en måde, som Excel ikke gør, så vi læser den ikke. "
    "Åbn den i Excel, gem den på ny, og prøv igen.",
    Fault.FILE_BUSY: "Der bliver læst mange filer lige nu. Vent et minut, og prøv igen.",
    Fault.FILE_NOT_CHOSEN: "Der var ingen fil med. Vælg en Excel-fil, og send den igen.",
    Fault.ROUND_NOT_EARLIER: "Datoen skal ligge før den dag, den nyeste runde begyndte.",
    Fault.NOTHING_CHOSEN: "Der er ikke valgt noget at gemme.",
    Fault.FILE_WITHOUT_TABLE: "Vi kan ikke finde kortet i filen. Der skal være en række for hver indsats "
    "med dens nummer eller ordlyd, og en kolonne for hver aktør med navnet øverst.",
    Fault.COMMENT_MISSING: "Skriv kommentaren først.",
    Fault.NOT_A_CARD_FILE: "Filen er ikke et helt kort fra Indsatskort. Hent kortet som JSON igen, og brug den "
    "fil, som den er.",
    Fault.CARD_FILE_TOO_LARGE: "Filen er for stor til at være et kort. Der er plads til {most} MB.",
    Fault.NOT_UNDERSTOOD: "Svaret kunne ikke læses. Genindlæs siden, og prøv igen.",
}

REFUSALS: Mapping[type[Refusal], str] = {
    NotSignedInError: "Din adgang er udløbet her. Åbn dit link igen. Det, du har skrevet, er gemt på "
    "denne enhed.",
    NotAllowedError: "Det kan du ikke med den adgang, du har her.",
    ColumnRemovedError: "Jeres kolonne er taget ud af runden. Din tekst er bevaret her på enheden. "
    "Spørg jeres facilitator.",
    TooManyGuessesError: "Der er prøvet for mange forkerte links eller koder. Vent ti minutter, og prøv igen.",
    NotFoundError: "Det findes ikke, eller også har du ikke adgang til det.",
    RoundClosedError: "Runden er lukket, så svarene ligger fast. En facilitator kan åbne den igen.",
    ConflictError: "En anden gemte sit svar, mens du skrev. Begge er bevaret.",
}

ROLES: Mapping[Role, str] = {
    Role.FACILITATOR: "facilitator",
    Role.PARTICIPANT: "deltager",
    Role.VIEWER: "læser",
}

PURPOSES: Mapping[RoundPurpose, str] = {
    RoundPurpose.BASELINE: "Før",
    RoundPurpose.MIDWAY: "Midtvejs",
    RoundPurpose.END: "Slut",
}

EVENTS: Mapping[EventName, str] = {
    EventName.CARD_CREATED: "Kortet er oprettet",
    EventName.CARD_DESCRIBED: "Kortets navn eller kontakt er rettet",
    EventName.KEEPING_CHOSEN: "Hvor længe kortet gemmes, er valgt om",
    EventName.ROUND_OPENED: "{name} er åbnet",
    EventName.ROUND_DESCRIBED: "Rundens navn eller slutdato er rettet",
    EventName.ROUND_CLOSED: "Runden er lukket",
    EventName.ROUND_REOPENED: "Runden er åbnet igen",
    EventName.ROUND_IMPORTED: "{name} er læst ind som en tidligere runde fra filen »{file_name}«",
    EventName.ROUND_IMPORT_UNDONE: "{name}, der var læst ind fra en fil, er taget ud igen",
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
    EventName.ANSWERS_IMPORTED: "Svar er læst ind fra filen »{file_name}«",
    EventName.IMPORT_UNDONE: "Svarene fra filen »{file_name}« er taget tilbage",
    EventName.WORKSHOP_PREPARED: "Mødet er forberedt",
    EventName.WORKSHOP_MOVED: "Mødet er gået videre",
    EventName.WORKSHOP_MOVE_UNDONE: "Et skridt i mødet er taget tilbage",
    EventName.VOTES_REVEALED: "Prikkerne er vist",
    EventName.REVEAL_UNDONE: "Prikkerne er skjult igen",
    EventName.RATING_GIVEN: "En deltager har givet sin egen vurdering",
    EventName.DISCUSSION_ASKED: "En deltager har bedt om at tale om en indsats",
    EventName.BALLOT_CAST: "En deltager har lagt prikker",
    EventName.ITEM_PLACED: "En deltager har vurderet effekt og indsats",
    EventName.ITEM_PLACED_BY_SCRIBE: "Den, der skriver, har placeret en indsats",
    EventName.SCREEN_LENT: "Storskærmen har vist noget andet",
    EventName.AGREEMENT_WRITTEN: "En fælles sætning er skrevet",
    EventName.CHOICES_MADE: "Valget af indsatser er rettet",
    EventName.COMMENT_ADDED: "En kommentar er skrevet",
    EventName.COMMENT_RESOLVED: "En kommentar er markeret som løst eller åbnet igen",
    EventName.COMMENT_FLAGGED: "Ønsket om at tage en kommentar op på mødet er ændret",
    EventName.COMMENT_ERASED: "Teksten i en kommentar er slettet",
    EventName.TOOLS_CHOSEN: "Det er valgt, hvilke redskaber kortet viser",
    EventName.TOOL_CELL_SAVED: "Et redskab er udfyldt videre",
    EventName.TOOL_TEXT_ERASED: "En tekst i et redskab er slettet fra historikken",
    EventName.TOOLS_IMPORTED: "Redskaber er sat ind fra en fil",
    EventName.TOOLS_IMPORT_UNDONE: "Redskaberne fra en fil er taget tilbage",
    EventName.ACTION_ADDED: "Handlingen »{what}« er kommet i handleplanen",
    EventName.ACTION_WRITTEN: "Handlingen »{what}« er skrevet om",
    EventName.ACTION_MOVED: "Handleplanen har fået en ny rækkefølge",
    EventName.ACTION_STATUS_SET: "Handlingen »{what}« har fået en ny status",
    EventName.ACTION_TASK_TICKED: "Tjeklisten til »{what}« er rettet",
    EventName.ACTION_FOLLOWED_UP: "Der er fulgt op på »{what}«",
    EventName.ACTION_REMOVED: "Handlingen »{what}« er taget ud af handleplanen",
    EventName.ACTION_RESTORED: "Handlingen »{what}« er sat ind i handleplanen igen",
    EventName.ACTION_VERSIONS_ERASED: "De tidligere udgaver af »{what}« er slettet",
    EventName.FOLLOW_UP_REMOVED: "En note til »{what}« er slettet",
    EventName.FOLLOW_UP_DATE_SET: "En dag til opfølgning er aftalt",
    EventName.FOLLOW_UP_MEETING_MOVED: "Opfølgningsmødet er gået videre",
    EventName.ACTIVITY_WRITTEN: "En aktivitet er skrevet ind",
    EventName.ACTIVITY_REMOVED: "En aktivitet er taget ud",
    EventName.ACTIVITY_WEEK_COPIED: "Sidste uges aktiviteter er kopieret",
    EventName.ACTIVITY_ROWS_IMPORTED: "Aktiviteter er hentet ind fra et regneark",
    EventName.ACTIVITY_PERIOD_SET: "Perioden for registrering er sat",
}


NOT_SIGNED_IN = "Jeres login lukkede dig ikke ind. Gå til forsiden, og prøv igen, eller spørg jeres it-afdeling."
PROVIDER_AWAY = (
    "Jeres login svarer ikke lige nu. Vent lidt, gå til forsiden, og prøv igen. Hjælper det ikke, så sig det til "
    "jeres it-afdeling."
)

TROUBLES: Mapping[Trouble, str] = {
    Trouble.FULL: "Der er ikke plads på serverens disk, så intet kan gemmes lige nu. Det, du har skrevet, "
    "bliver i din browser og gemmes, når der er plads igen. Sig det til den, der driver Indsatskort.",
    Trouble.READ_ONLY: "Serveren kan læse kortet, men ikke gemme lige nu. Det, du har skrevet, bliver i din "
    "browser og gemmes senere. Sig det til den, der driver Indsatskort.",
    Trouble.BUSY: "Serveren er optaget og kan ikke gemme lige nu. Det, du har skrevet, bliver i din browser, "
    "og vi prøver igen.",
    Trouble.DAMAGED: "Der er en fejl i serverens database. Skriv ikke mere lige nu. Sig det til den, der "
    "driver Indsatskort; der er en sikkerhedskopi.",
    Trouble.AWAY: "Serveren kan ikke få fat i sin database lige nu. Det, du har skrevet, bliver i din browser, "
    "og vi prøver igen.",
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
    return f"{alias or 'En anden'} var først {time_text(at)}. I er nu ved {where}."


def event_sentence(name: EventName, data: Mapping[str, Any]) -> str:
    """What happened, for the card's timeline; names in it are participants' text."""
    return EVENTS[name].format_map(
        {"name": "", "title": "", "what": "", "file_name": ""} | dict(data)
    )


def invited_as(role: Role, column_name: str | None) -> str:
    """Who one is about to become, for the invitation page."""
    say: Mapping[Role, Callable[[], str]] = {
        Role.FACILITATOR: lambda: "facilitator: du styrer kortet og runden",
        Role.PARTICIPANT: lambda: column_name or "en kolonne, der er taget ud",
        Role.VIEWER: lambda: "læser: du kan se kortet, men ikke skrive",
    }
    return say[role]()
