"""What can be refused, named for what happened. `wording.py` turns each into one Danish sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """A use case said no; nothing was changed."""


class NotSignedInError(Refusal):
    """The browser has no valid cookie."""


class NotAllowedError(Refusal):
    """The membership's role or column does not permit this."""


class NotFoundError(Refusal):
    """No such thing, or it belongs to a card one is no member of; which of the two is not told."""


class TooManyGuessesError(Refusal):
    """Too many wrong links or codes from one address, or in all."""


class ColumnRemovedError(NotFoundError):
    """The column no longer takes part in the round. What was written there is kept."""


class RoundClosedError(Refusal):
    """A closed round changes only by being reopened, erased in or deleted."""


class Fault(StrEnum):
    """Why an input was not understood."""

    TEXT_TOO_LONG = "text_too_long"
    CONTROL_CHARACTER = "control_character"
    CPR_NUMBER = "cpr_number"
    KEEPING_OUT_OF_BOUNDS = "keeping_out_of_bounds"
    REASON_MISSING = "reason_missing"
    UNDER_WAY_WITHOUT_LEVEL = "under_way_without_level"
    EDIT_REUSED = "edit_reused"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_TAKEN = "name_taken"
    NAME_NOT_REPEATED = "name_not_repeated"
    ROUND_STILL_OPEN = "round_still_open"
    NOT_NEWEST_ROUND = "not_newest_round"
    TOO_MANY_COLUMNS = "too_many_columns"
    WRONG_CREATE_CODE = "wrong_create_code"
    SIGN_IN_TO_CREATE = "sign_in_to_create"
    BALLOT_CLOSED = "ballot_closed"
    BALLOT_STALE = "ballot_stale"
    SHEET_CHANGED = "sheet_changed"
    TOO_MANY_DOTS = "too_many_dots"
    NO_WORKSHOP = "no_workshop"
    NOT_NOW = "not_now"
    CHOOSE_THREE_TO_FIVE = "choose_three_to_five"
    AMBITION_MISSING = "ambition_missing"
    TOO_FEW_CHANGED = "too_few_changed"
    WHAT_MISSING = "what_missing"
    DEADLINE_PASSED = "deadline_passed"
    STEP_AFTER_DEADLINE = "step_after_deadline"
    NOTE_MISSING = "note_missing"
    TOO_MANY_ACTIONS = "too_many_actions"
    ACTIVITY_IN_FUTURE = "activity_in_future"
    ACTIVITY_TOO_OLD = "activity_too_old"
    NUMBER_UNLIKELY = "number_unlikely"
    RESIDENTS_MISSING = "residents_missing"
    ONE_RESIDENT = "one_resident"
    TOO_MANY_ACTIVITIES = "too_many_activities"
    PERIOD_HALF = "period_half"
    PERIOD_BACKWARDS = "period_backwards"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_NOT_EXCEL = "file_not_excel"
    FILE_OLD_EXCEL = "file_old_excel"
    FILE_PASSWORD = "file_password"  # noqa: S105 - a reason, no secret
    FILE_BROKEN = "file_broken"
    FILE_MACROS = "file_macros"
    FILE_LINKS = "file_links"
    FILE_ENTITIES = "file_entities"
    FILE_BUSY = "file_busy"
    FILE_NOT_CHOSEN = "file_not_chosen"
    ROUND_NOT_EARLIER = "round_not_earlier"
    NOTHING_CHOSEN = "nothing_chosen"
    FILE_WITHOUT_TABLE = "file_without_table"
    COMMENT_MISSING = "comment_missing"
    NOT_A_CARD_FILE = "not_a_card_file"
    CARD_FILE_TOO_LARGE = "card_file_too_large"
    NOT_UNDERSTOOD = "not_understood"


class InvalidInputError(Refusal):
    """The input breaks a rule; `facts` are what the sentence about it needs."""

    def __init__(self, fault: Fault, **facts: Any) -> None:
        super().__init__(fault)
        self.fault = fault
        self.facts = facts


class ConflictError(Refusal):
    """It was saved by somebody else since, or cannot be changed so; `current` is what stands now."""

    def __init__(self, current: Any, fault: Fault | None = None) -> None:
        super().__init__(current)
        self.current = current
        self.fault = fault


class MovedOnError(Refusal):
    """Another facilitator was first: who, when, and where the meeting is now."""

    def __init__(self, alias: str, at: Any, where: str) -> None:
        super().__init__(where)
        self.alias = alias
        self.at = at
        self.where = where


class Trouble(StrEnum):
    """What is wrong with the database just now."""

    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    DAMAGED = "damaged"
    AWAY = "away"


class StoreTroubleError(Exception):
    """The database cannot do it just now; nothing was changed, and the same may be tried again."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class SetupError(Exception):
    """The program cannot start here; the message is a Danish sentence for whoever starts it."""
