"""A real server, a real browser, and people who come in by their links."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from indsatskort.__main__ import main
from indsatskort.access.tokens import keys
from indsatskort.settings import settings
from indsatskort.store import current_store
from tests import needs

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost, EXCLUDE localhost",  # no other host
]
START_SECONDS = 60.0
PATIENCE_MS = 45_000

HAS_FAILED = pytest.StashKey[bool]()

MadeCard: TypeAlias = dict[str, Any]
"""What `python -m indsatskort … --json` prints about a card."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[HAS_FAILED] = True
    return report


@dataclass
class Server:
    """`python app.py` on a free port over a data folder of its own; may be killed and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        mine = {"INDSATSKORT_DATA_DIR": str(self.folder), "PORT": str(self.port)}
        ours = {"INDSATSKORT_URL": self.url, "PYTHONPATH": str(ROOT)}
        return {**os.environ, **mine, **ours, **self.settings}

    def start(self) -> None:
        command = [sys.executable, "app.py"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail((self.folder / "server.log").read_text("utf-8")[-4000:])
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=20)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/api/health", timeout=2) as response:
                return bool(response.status == 200)
        except (URLError, OSError):
            return False

    def make(self, *arguments: str) -> MadeCard:
        """A card by the command line, which runs here: to start Python takes longer than the card."""
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
            for name, value in self.environment.items():
                if name.startswith("INDSATSKORT_"):
                    patch.setenv(name, value)
            forget()
            try:
                assert main([*arguments, "--json"]) == 0
            finally:
                current_store().close()
                forget()
        made: MadeCard = json.loads(printed.getvalue())
        return made


def forget() -> None:
    """Let this process read its environment anew."""
    for kept in (settings, keys, current_store):
        kept.cache_clear()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that the tests share."""
    server = Server(tmp_path_factory.mktemp("server"), free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test, which may kill it."""
    server = Server(tmp_path, free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def card(server: Server) -> MadeCard:
    """The example card; shared by the tests, so write only where no other test looks."""
    return server.make("demo")


@pytest.fixture
def empty_card(server: Server) -> MadeCard:
    """A card of the test's own: the municipality, two care homes, one association."""
    size = ("--care-homes", "2", "--associations", "1")
    return server.make("new", "--municipality", "Lindebjerg", *size)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium from the system, or Playwright's own; without one a named skip, in CI a failure.

    One for each file: while Playwright is started, an event loop runs in the thread of the tests, and
    other files that a worker is given could not start theirs.
    """
    path = needs.browser()
    if path is None:
        missing = "no Chromium: install Debian's chromium, or run `playwright install chromium`"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


Enter: TypeAlias = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """`enter(url, alias)` follows a link in a browser of its own, or in `context`'s; gives its page.

    The test fails when a page throws, or does what the content security policy forbids; when it fails, what
    stood on the pages is told with it.
    """
    contexts: list[BrowserContext] = []
    thrown: list[str] = []

    def enter(url: str, alias: str, context: BrowserContext | None = None) -> Page:
        if context is None:
            size = {"width": 1280, "height": 900}
            context = browser.new_context(viewport=size, locale="da-DK")  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE_MS)
            contexts.append(context)
            context.on("weberror", lambda fault: thrown.append(str(fault.error)))
            context.on("console", lambda said: thrown.extend(_forbidden(said.text)))
        page = context.new_page()
        page.goto(url)
        page.locator("input[name=alias]").fill(alias)
        page.locator("form[method=post] [type=submit]").first.click()
        page.wait_for_url("**/*som=*")
        return page

    yield enter
    if HAS_FAILED in request.node.stash:
        for page in (page for context in contexts for page in context.pages):
            stood = f"{page.url}\n{page.locator('body').inner_text()}\n"
            request.node.add_report_section("teardown", "page", stood)
    for context in contexts:
        context.close()
    assert thrown == []


def _forbidden(said: str) -> list[str]:
    return [said] if "Content Security Policy" in said else []


def membership_of(page: Page) -> str:
    """The membership that a page's address names."""
    return parse_qs(urlsplit(page.url).query)["som"][0]
