"""The HTTP routes beside the pages, and what the server does when it starts and stops."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount

from indsatskort import __version__, logs
from indsatskort.api import (
    activities,
    bringing,
    cards,
    coming_back,
    comments,
    daily,
    files,
    health,
    identity,
    invitations,
    leaving,
    meeting,
    paper,
    personal,
    plan,
    prints,
    stream,
    tool_print,
    tools,
    uploads,
)
from indsatskort.api.live import Live, current_live
from indsatskort.api.page import refusal_page
from indsatskort.api.refusals import TRY_AGAIN, answer_refusals
from indsatskort.errors import StoreTroubleError
from indsatskort.settings import settings
from indsatskort.wording import TROUBLES


def routes() -> list[BaseRoute]:
    """Our routes; in capitals too, since a QR code of capitals is coarser and read further away."""
    entrance, exit_ = _pages(invitations.router), _pages(leaving.router)
    return [
        Mount("/api", http_api()),
        Mount("/d", entrance),
        Mount("/D", entrance),
        Mount("/forlad", exit_),
        Mount(coming_back.ADDRESS, _pages(coming_back.router)),
        *prints.routes(),
        *paper.routes(),
        *tool_print.routes(),
        *bringing.routes(),
    ]


def _pages(router: APIRouter) -> FastAPI:
    pages = FastAPI(openapi_url=None)
    pages.include_router(router)
    for fault in (HTTPException, RequestValidationError):
        pages.add_exception_handler(fault, _nowhere)
    pages.add_exception_handler(StoreTroubleError, _in_trouble)
    return pages


async def _nowhere(_request: Request, _fault: Exception) -> Response:
    return invitations.gone()


async def _in_trouble(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreTroubleError)  # noqa: S101 - FastAPI types all handlers alike
    return refusal_page(TROUBLES[error.trouble], 503, TRY_AGAIN)


class Described(FastAPI):
    """An interface whose description also says how one is known."""

    def openapi(self) -> dict[str, Any]:
        is_made = self.openapi_schema is not None
        schema = super().openapi()
        return schema if is_made else identity.describe(schema)


def http_api() -> FastAPI:
    """The card over HTTP; its description is at /api/openapi.json and nowhere else."""
    api = Described(
        title="Indsatskort",
        version=__version__,
        description="Kortet over HTTP. Afslag har altid én dansk sætning i `detail`.",
        docs_url=None,
        redoc_url=None,
    )
    for room in (
        health,
        cards,
        comments,
        files,
        meeting,
        plan,
        activities,
        tools,
        uploads,
        personal,
        stream,
    ):
        api.include_router(room.router)
    answer_refusals(api)
    return api


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Open the store and the log at start, back up and delete each day; at SIGTERM end all streams first, or the
    server would wait for them."""
    live, log = current_live(), logs.begin(settings().log_folder)
    _end_streams_first(live)
    house = asyncio.create_task(daily.every_hour())
    yield {}
    house.cancel()
    live.close()
    logs.end(log)


def _end_streams_first(live: Live) -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _chained(live, signal.getsignal(number)))


def _chained(live: Live, earlier: Any) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        live.close_soon()
        if callable(earlier):
            earlier(number, frame)

    return handle
