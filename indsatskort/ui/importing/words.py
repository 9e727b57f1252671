"""The Danish sentences about a file: what it would change, where it comes from, what is not understood."""

from __future__ import annotations

from collections.abc import Mapping

from indsatskort.danish import counted, join_words
from indsatskort.exchange.returning.model import Complaint, Reason
from indsatskort.imports.model import ChangeKind, Origin, Preview, UndoneImport

REASONS: Mapping[Reason, str] = {
    Reason.NO_SUCH_LEVEL: "»{said}« er ikke en vurdering. Vælg en fra listen, fx »Ad hoc« eller »Delvist«.",
    Reason.LEVEL_MISSING: "»På vej« kan ikke stå alene. Vælg også Ikke i gang, Ad hoc eller Delvist.",
    Reason.FORMULA: "Cellen rummer en formel. Skriv svaret som tekst.",
    Reason.ERROR: "Cellen viser en fejl ({said}). Skriv svaret som tekst.",
    Reason.ROW_TWICE: "»{said}« står to gange. Vi læser kun den første række.",
    Reason.ROW_DISAGREES: "Nummeret hører ikke til »{said}«. Ret nummeret eller ordlyden.",
    Reason.NO_SUCH_ITEM: "»{said}« er ikke en indsats på kortet.",
    Reason.COLUMN_TWICE: "»{said}« står to gange. Vi læser kun den første kolonne.",
    Reason.NO_SUCH_COLUMN: "»{said}« er ikke en kolonne på kortet, så den bliver sprunget over.",
    Reason.FAULT: "",
}
ORIGINS: Mapping[Origin, str] = {
    Origin.THIS_ROUND: "",
    Origin.ANOTHER_ROUND: "Filen er hentet fra en anden runde end den, der er i gang nu. Hvor der allerede "
    "står noget, spørger vi, før det bliver ændret.",
    Origin.ANOTHER_CARD: "Filen er hentet fra et andet kort. Vi har læst den efter numre og ordlyd. Hvor "
    "der allerede står noget, spørger vi, før det bliver ændret.",
    Origin.UNKNOWN: "Filen har ikke Indsatskorts mærke, så vi ved ikke, hvornår den er fra. Vi har læst den "
    "efter numre og ordlyd. Hvor der allerede står noget, spørger vi, før det bliver ændret.",
}
_COUNTED: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.NEW: ("nyt svar", "nye svar"),
    ChangeKind.CHANGED: ("rettelse", "rettelser"),
    ChangeKind.CLEARED: ("svar bliver ryddet", "svar bliver ryddet"),
}


def lead(preview: Preview) -> str:
    """ "12 nye svar og 3 rettelser. 2 steder har nogen skrevet siden." """
    found = {kind: of_kind(preview, kind) for kind in ChangeKind}
    parts = [counted(found[kind], *words) for kind, words in _COUNTED.items() if found[kind]]
    conflicts = found[ChangeKind.CONFLICT]
    said = [join_words(parts) + "."] if parts else []
    if conflicts:
        place = "sted" if conflicts == 1 else "steder"
        why = (
            "har nogen skrevet siden"
            if preview.origin is Origin.THIS_ROUND
            else "står der noget andet"
        )
        said.append(f"{counted(conflicts, 'sted', 'steder').split()[0]} {place} {why}.")
    if not said:
        said = ["Filen ændrer ikke noget."]
    return " ".join(said)


def rest(preview: Preview) -> str:
    """What the file leaves as it is."""
    said = [f"{counted(preview.unchanged, 'felt', 'felter')} er, som på kortet."]
    if preview.others_since:
        told = counted(preview.others_since, "svar er", "svar er")
        said.append(f"{told} ændret her siden, og filen rører dem ikke.")
    return " ".join(said)


def not_allowed(preview: Preview) -> str:
    """Whose columns one may not import into."""
    if not preview.not_allowed:
        return ""
    count = sum(preview.not_allowed.values())
    names = join_words(preview.card.column_by_id[each].name for each in preview.not_allowed)
    told = counted(count, "ændring", "ændringer")
    return f"{told} i andres kolonner bliver sprunget over: {names}. Du kan kun læse din egen kolonne ind."


def complaint(each: Complaint) -> str:
    """Sheet, place and reason in one sentence."""
    what = each.sentence or REASONS[each.reason].format(said=_short(each.said) or "(uden navn)")
    is_column = each.address.isalpha()
    kind = "kolonne" if is_column else "celle"
    return f"Ark »{each.sheet}«, {kind} {each.address}: {what}"


def undone(result: UndoneImport, places: Mapping[tuple[str, str], str]) -> str:
    """What taking an import back did, and what it left."""
    said = f"{counted(len(result.restored), 'svar er', 'svar er')} sat tilbage."
    if result.left:
        shown = join_words([places.get(cell, "en anden kolonne") for cell in result.left][:8])
        told = counted(len(result.left), "svar er", "svar er")
        said += f" {told} ændret siden og står, som de er nu: {shown}"
        said += "." if len(result.left) <= 8 else " og flere."
    return said


def of_kind(preview: Preview, kind: ChangeKind) -> int:
    return sum(change.kind is kind for change in preview.changes)


def _short(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= 80 else first[:79] + "…"
