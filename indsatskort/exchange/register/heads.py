"""The columns of the register's sheet, and the words of its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indsatskort.activities.content import ActivitiesContent
from indsatskort.cards.model import Column

HOME, ON, STARTS_AT, TITLE, CATEGORY, FORM, MINUTES, RESIDENTS, VOLUNTEERS, STAFF, BELONGS, FOR = (
    "Plejecenter",
    "Dato",
    "Begyndte kl.",
    "Hvad lavede I?",
    "Kategori",
    "For hvor mange?",
    "Minutter",
    "Beboere",
    "Frivillige",
    "Medarbejdere med",
    "Tilknytning",
    "Mest for",
)
HEADS = (
    HOME,
    ON,
    STARTS_AT,
    TITLE,
    CATEGORY,
    FORM,
    MINUTES,
    RESIDENTS,
    VOLUNTEERS,
    STAFF,
    BELONGS,
    FOR,
)
YES, NO = "ja", "nej"


def lists(homes: Sequence[Column], content: ActivitiesContent) -> Mapping[str, tuple[str, ...]]:
    """What may stand in the columns that have a list, in its order."""
    file = content.file
    return {
        HOME: tuple(each.name for each in homes),
        CATEGORY: tuple(each.label for each in file.categories),
        FORM: tuple(each.label for each in file.forms),
        STAFF: (YES, NO),
        BELONGS: tuple(each.label for each in file.attachments),
        FOR: tuple(each.label for each in file.audiences),
    }
