"""What stands before every page and route: known hosts, own origins, bodies that fit, headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import WebSocketDenialResponse
from starlette.websockets import WebSocket

from indsatskort.api.guards import USUAL_BODY_LIMIT, body_limit, middleware
from indsatskort.api.shell import inline_script_hashes, streamlits_index
from indsatskort.settings import settings
from tests.api.conftest import SOLGAARDEN, OnACard, Person, TestClient, new_browser

EVIL = "https://evil.example"
CHANNEL = "/_stcore/stream"


async def _channel(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("åben")
    await socket.close()


def client_of_channel() -> TestClient:
    """Streamlit's channel stands behind the same guards; here is one that answers a word."""
    app = Starlette(routes=[WebSocketRoute(CHANNEL, _channel)], middleware=middleware())
    return TestClient(app, "http://testserver")


@pytest.fixture(params=["http", "https"])
def scheme(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("INDSATSKORT_URL", f"{request.param}://kort.example.dk")
    settings.cache_clear()
    yield request.param
    settings.cache_clear()


def every_address(card: OnACard) -> list[str]:
    return ["/api/health", f"/api/cards/{card.id}", "/d/ukendt", "/forlad/", "/findes-ikke"]


def test_every_answer_says_what_a_browser_may_do_with_it(bo: Person) -> None:
    for address in every_address(bo.card):
        headers = bo.browser.get(address).headers

        policy = dict(each.split(" ", 1) for each in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'self'"
        assert "unsafe" not in policy["script-src"]
        assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
        assert not any("http" in sources or "*" in sources for sources in policy.values())
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Cache-Control"] == "no-store"


def test_the_scripts_inside_streamlits_page_are_known_by_their_hash() -> None:
    assert streamlits_index().count("<script>") == len(inline_script_hashes()) == 1


def test_only_behind_https_do_browsers_hear_to_come_by_https_alone(scheme: str) -> None:
    app = Starlette(middleware=middleware())
    headers = TestClient(app, f"{scheme}://kort.example.dk").get("/").headers

    assert ("Strict-Transport-Security" in headers) is (scheme == "https")


def test_behind_https_every_cookie_keeps_to_it_streamlits_too(scheme: str) -> None:
    async def sign_in(_request: Request) -> Response:
        answer = Response()
        for name, is_said in (("_streamlit_user", False), ("ours", True)):
            answer.set_cookie(name, "x", httponly=True, secure=is_said and scheme == "https")
        return answer

    app = Starlette(routes=[Route("/", sign_in)], middleware=middleware())
    told = TestClient(app, f"{scheme}://kort.example.dk").get("/").headers.get_list("set-cookie")

    assert [each.lower().count("; secure") for each in told] == [int(scheme == "https")] * 2


def test_a_request_for_another_host_gets_nothing(card: OnACard) -> None:
    for address in every_address(card):
        for host in ("evil.example", "testserver.evil.example", "", "testserver@evil.example"):
            answer = new_browser().get(address, headers={"Host": host})
            assert answer.status_code == 400
            assert "Indsatskort" not in answer.text


def test_a_post_from_another_site_is_refused_whatever_the_address(bo: Person) -> None:
    cell = f"/api/cards/{bo.card.id}{bo.card.cell()}"
    before = bo.get().text
    for method, address in [
        ("POST", f"/d/{bo.card.tokens[SOLGAARDEN]}"),
        ("POST", "/forlad/"),
        ("PUT", cell),
        ("POST", f"{cell}/undo"),
        ("POST", f"/api/cards/{bo.card.id}/presence"),
        ("DELETE", cell),
        ("PUT", "/_stcore/upload_file/1/2"),
    ]:
        for headers in ({"Origin": EVIL}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = bo.browser.request(method, address, headers=headers)
            assert answer.status_code == 403, (method, address)
            assert "set-cookie" not in answer.headers
    assert bo.get().text == before


@pytest.mark.parametrize("origin", [EVIL, "null", "", None, "http://testserver.evil.example"])
def test_streamlits_channel_opens_from_our_own_pages_only(origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    with (
        pytest.raises(WebSocketDenialResponse) as denied,
        client_of_channel().websocket_connect(CHANNEL, headers=headers),
    ):
        pass
    assert denied.value.status_code == 403

    own = {"Origin": "http://testserver"}
    with client_of_channel().websocket_connect(CHANNEL, headers=own) as channel:
        assert channel.receive_text() == "åben"


@pytest.mark.parametrize("is_length_told", [True, False])
def test_a_body_beyond_the_limit_is_not_read(bo: Person, is_length_told: bool) -> None:
    large = b" " * (USUAL_BODY_LIMIT + 1)
    content = large if is_length_told else iter([large[:100], large[100:], large])
    before = bo.get().text

    answer = bo.call("PUT", bo.card.cell(), content=content)

    assert answer.status_code == 413
    assert answer.json()["detail"].endswith("256 KB.")
    assert bo.get().text == before


def test_a_form_beyond_the_limit_is_a_page_with_a_sentence(card: OnACard) -> None:
    answer = new_browser().post(
        f"/d/{card.tokens[SOLGAARDEN]}", data={"alias": "x" * USUAL_BODY_LIMIT}
    )

    assert answer.status_code == 413
    assert "Det er for meget på én gang" in answer.text


def test_files_have_room_where_files_come_in_and_nowhere_else() -> None:
    assert body_limit("/_stcore/upload_file/a/b") > body_limit("/api/cards/x/presence")
    assert body_limit("/api/cards/x/uploads") > 10_000_000
    assert body_limit("/api/cards/x/y/uploads") == USUAL_BODY_LIMIT
    assert body_limit("/kort-fra-fil") > 20_000_000
    assert body_limit("/d/_stcore/upload_file/") == body_limit("/api/x") == USUAL_BODY_LIMIT
