"""Staff sign in at a provider to create a card; one walk through all that can happen to them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    decode_signed_value,
)

from indsatskort.access.staff import sign_in_secrets
from indsatskort.settings import Creating, Settings
from indsatskort.wording import NOT_SIGNED_IN, PROVIDER_AWAY
from tests.browser.acts import drawn, go
from tests.browser.conftest import START_SECONDS, Server, free_port

SIGNED_IN = "_streamlit_user"  # Streamlit's cookie with what the provider said


class Provider:
    """A provider of OpenID Connect in a process of its own, with one person."""

    def __init__(self, log: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port)]
        self._log = log.open("wb")
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.say(roles=["indsatskort"])
            except URLError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            else:
                break

    @property
    def settings(self) -> dict[str, str]:
        return {
            "INDSATSKORT_CREATE": "oidc",
            "INDSATSKORT_OIDC_URL": f"http://localhost:{self.port}/.well-known/openid-configuration",
            "INDSATSKORT_OIDC_CLIENT": "kort",
            "INDSATSKORT_OIDC_SECRET": "hemmeligt",
            "INDSATSKORT_OIDC_VALUES": "indsatskort",
        }

    def say(self, *, roles: list[str]) -> None:
        """What the provider says of Anna from now on."""
        claims = json.dumps({"name": "Anna Holm", "roles": roles}).encode()
        headers = {"Content-Type": "application/json"}
        url = f"http://localhost:{self.port}/users/anna"
        urlopen(Request(url, claims, headers, method="PUT"), timeout=5).close()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._log.close()


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    provider = Provider(tmp_path / "provider.log")
    yield provider
    provider.stop()


@pytest.fixture
def server(tmp_path: Path, provider: Provider) -> Iterator[Server]:
    server = Server(tmp_path, free_port(), settings=provider.settings)
    server.start()
    yield server
    server.stop()


def opened(page: Page) -> Page:
    """The front page with the place where one creates a card."""
    drawn(page).get_by_text("Opret et kort til jeres kommune").click()
    page.evaluate(
        "Promise.allSettled(document.getAnimations().map((each) => each.finished))"
    )  # it unfolds
    return page


def sign_in(page: Page) -> Page:
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.locator("input[name=sub]").fill("anna")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/")
    return opened(page)


def anew(page: Page, server: Server) -> Page:
    """The front page in a new tab: a card's page whose cookie is gone leads away by itself."""
    page.close()
    opened_anew = page.context.new_page()
    opened_anew.goto(server.url)
    return opened_anew


def an_hour_passes(context: BrowserContext, server: Server) -> None:
    """The cookie as it is when the token in it has ended: the browser still has it."""
    settings = Settings(
        data_dir=server.folder,
        secret=server.environment["INDSATSKORT_SECRET"],
        create=Creating.OIDC,
    )
    secret = sign_in_secrets(settings)["auth"]["cookie_secret"]
    (cookie,) = [each for each in context.cookies() if each["name"] == SIGNED_IN]
    assert cookie["httpOnly"]
    said = json.loads(decode_signed_value(secret, SIGNED_IN, cookie["value"].encode()) or b"")
    said["exp"] -= 24 * 3600
    value = create_signed_value(secret, SIGNED_IN, json.dumps(said)).decode()
    context.add_cookies([{"name": SIGNED_IN, "value": value, "url": server.url}])


def test_staff_sign_in_create_a_card_and_lose_the_right_again(
    browser: Browser, server: Server, provider: Provider
) -> None:
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    page.goto(server.url)
    form = page.get_by_label("Kommune", exact=True)

    expect(opened(page).get_by_text("Log ind med din arbejdskonto")).to_be_visible()
    expect(form).to_have_count(0)

    sign_in(page)
    expect(page.get_by_text("Du er logget ind som Anna Holm.")).to_be_visible()
    form.fill("Nyborup")
    page.get_by_label("Plejecentre, ét på hver linje").fill("Åhuset")
    page.get_by_role("button", name="Opret kortet", exact=True).press("Enter")
    expect(page.get_by_text("Kortet er oprettet.")).to_be_visible()

    page.get_by_role("link", name="Åbn kortet").click()
    page.locator("input[name=alias]").fill("Anna")
    page.get_by_role("button", name="Kom med").click()
    go(drawn(page), "/indstillinger").get_by_role("button", name="Knyt den til min konto").click()
    expect(page.get_by_text("Din plads er knyttet til en arbejdskonto.")).to_be_visible()
    context.clear_cookies(name="indsatskort")
    page = anew(page, server)
    page.get_by_role("button", name="Nyborup – Anna").click()
    expect(page.locator(".frame")).to_contain_text("Du er Anna, facilitator")

    context.clear_cookies(name="indsatskort")
    an_hour_passes(context, server)
    page = anew(page, server)
    form = page.get_by_label("Kommune", exact=True)
    expect(opened(page).get_by_text("Din indlogning er udløbet.")).to_be_visible()
    expect(form).to_have_count(0)

    provider.say(roles=[])
    sign_in(page)
    expect(page.get_by_text("Din konto må ikke oprette kort.")).to_be_visible()
    expect(form).to_have_count(0)

    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url("**/end_session**")
    assert SIGNED_IN not in {each["name"] for each in context.cookies(server.url)}
    page.goto(server.url)
    expect(opened(page).get_by_text("Log ind med din arbejdskonto")).to_be_visible()

    page.get_by_role("button", name="Log ind", exact=True).click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_text(NOT_SIGNED_IN)).to_be_visible()
    page.goto(f"{server.url}/oauth2callback?code=udløbet&state=fremmed")
    expect(page.get_by_text(PROVIDER_AWAY)).to_be_visible()

    page.get_by_role("link", name="Gå til forsiden").click()
    provider.stop()
    opened(page).get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("heading", name="Du blev ikke logget ind")).to_be_visible()
    expect(page.get_by_text(PROVIDER_AWAY)).to_be_visible()
    assert SIGNED_IN not in {each["name"] for each in context.cookies(server.url)}
    page.get_by_role("link", name="Gå til forsiden").click()
    expect(opened(page).get_by_text("Log ind med din arbejdskonto")).to_be_visible()
    context.close()
