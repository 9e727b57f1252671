"""A sign-in with a work account that came to nothing: a page of ours says so, with a way on.

Streamlit signs in by itself. Where the provider does not answer it says two words in English, and where the
provider says no it leads to the front page without a word.
"""

from __future__ import annotations

from http.cookies import SimpleCookie

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indsatskort.access.staff import CALLBACK
from indsatskort.api.page import plain_page
from indsatskort.wording import NOT_SIGNED_IN, PROVIDER_AWAY

LOGIN = "/auth/login"
COOKIE = "_streamlit_user"  # Streamlit's, with what the provider said of who is signed in
HEADLINE = "Du blev ikke logget ind"


class SignInTold:
    """Lets Streamlit sign in, and answers in its place where nobody came in by it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in {LOGIN, CALLBACK}:
            await self._app(scope, receive, send)
            return
        told: Response | None = None

        async def telling(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.start":
                told = _instead_of(HTTPConnection(scope), message)
            if told is None:
                await send(message)

        await self._app(scope, receive, telling)
        if told is not None:
            await told(scope, receive, send)


def _instead_of(asked: HTTPConnection, answer: Message) -> Response | None:
    """The page to send instead; it sets and takes the cookies that the answer would have."""
    cookies = Headers(raw=answer["headers"]).getlist("set-cookie")
    # From a sign-out one comes back to the same address, with nothing the provider said about a sign-in.
    is_told = {"code", "error"} & asked.query_params.keys()
    if asked.url.path == LOGIN:
        if answer["status"] < 400:
            return None
    elif not is_told or _is_in(asked, cookies):
        return None
    sentence = NOT_SIGNED_IN if "error" in asked.query_params else PROVIDER_AWAY
    body = (
        f"<h1>{HEADLINE}</h1><p>{sentence}</p><p>Har du fået et link til et kort, kommer du ind med det uden "
        "at logge ind.</p><p><a href='/'>Gå til forsiden</a></p>"
    )
    page = HTMLResponse(plain_page(HEADLINE, body), 403 if "error" in asked.query_params else 503)
    for cookie in cookies:
        page.headers.append("set-cookie", cookie)
    return page


def _is_in(asked: HTTPConnection, cookies: list[str]) -> bool:
    """Whether the browser is signed in when it has this answer."""
    said = [held for each in cookies if (held := SimpleCookie(each).get(COOKIE)) is not None]
    return bool(said[-1].value) if said else COOKIE in asked.cookies
