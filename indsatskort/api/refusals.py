"""How refusals leave over HTTP: a status, and one Danish sentence in `detail`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from indsatskort.activities.model import Activity
from indsatskort.api.activities import activity_out
from indsatskort.api.bodies import answer_out
from indsatskort.api.tools import cell_out
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    MovedOnError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    Refusal,
    RoundClosedError,
    StoreTroubleError,
    TooManyGuessesError,
)
from indsatskort.plan import screens as plan_screens
from indsatskort.plan.model import Action
from indsatskort.tools.model import ToolCell
from indsatskort.wording import FAULTS, REFUSALS, TROUBLES, refusal_sentence
from indsatskort.workshop import screens
from indsatskort.workshop.model import Agreement, Ballot
from indsatskort.workshop.step_screens import agreement_out

TRY_AGAIN = {"Retry-After": "5"}  # seconds
STATUS: Mapping[type[Refusal], int] = {
    NotSignedInError: 401,
    NotAllowedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    MovedOnError: 409,
    InvalidInputError: 422,
    RoundClosedError: 423,
    TooManyGuessesError: 429,
}


def answer_refusals(api: FastAPI) -> None:
    """Let the application answer every refusal in the same form."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(StoreTroubleError, _in_trouble)
    api.add_exception_handler(RequestValidationError, _not_understood)
    api.add_exception_handler(HTTPException, _not_routed)


async def _in_trouble(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StoreTroubleError)  # noqa: S101 - as below
    return JSONResponse({"detail": TROUBLES[error.trouble]}, 503, headers=TRY_AGAIN)


async def _refused(_request: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, Refusal)  # noqa: S101 - FastAPI types all handlers alike
    status = next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    content: dict[str, object] = {"detail": refusal_sentence(refusal)}
    if isinstance(refusal, ConflictError):
        content["current"] = _current(refusal.current)
    return JSONResponse(content, status)


def _current(standing: Any) -> Any:
    """What stands where somebody's change was refused, in the form its route sends it."""
    if isinstance(standing, Ballot):
        return screens.ballot(standing)
    if isinstance(standing, Activity):
        return activity_out(standing).model_dump(mode="json")
    if isinstance(standing, Action):
        return plan_screens.action(standing)
    if isinstance(standing, Agreement):
        return agreement_out(standing)
    if isinstance(standing, ToolCell):
        return cell_out(standing)
    return answer_out(standing).model_dump(mode="json")


async def _not_understood(_request: Request, error: Exception) -> JSONResponse:
    # What came in is not echoed: it may hold what cannot be encoded, and it is nobody's business.
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    is_half_a_character = any(each["type"] == "string_unicode" for each in error.errors())
    fault = Fault.CONTROL_CHARACTER if is_half_a_character else Fault.NOT_UNDERSTOOD
    return JSONResponse({"detail": FAULTS[fault]}, 422)


async def _not_routed(_request: Request, error: Exception) -> JSONResponse:
    # No such address or method; or (400, which FastAPI says in English) a body that is no text.
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    is_missing = error.status_code == 404
    sentence = REFUSALS[NotFoundError] if is_missing else FAULTS[Fault.NOT_UNDERSTOOD]
    status = 422 if error.status_code == 400 else error.status_code
    return JSONResponse({"detail": sentence}, status, headers=error.headers)
