"""How long a slow phone waits: Chromium on a fast-3G line with a processor four times slower.

From the press of a link to the invitation, and from there to a column one can write in: cold, after the
invitation was read for a while, and with everything in the browser's cache.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks import serving
from benchmarks.big_card import BigCard, big_card
from benchmarks.measuring import Row
from indsatskort.access import service as access
from indsatskort.access.model import Role
from tests import needs

# "Fast 3G" as Chromium's own tools have it: ms, and bytes a second.
LINE = {"latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
TIMES_SLOWER = 4
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "da-DK",
}
READING_S = 15.0
PATIENCE_MS = 60_000
MOST_INVITATION_S, MOST_FIRST_S, MOST_CACHED_S = 2.0, 18.0, 3.0
CAN_WRITE = ".ed-row:visible"


@dataclass(slots=True)
class Sent:
    """What came over the line, and what it was unpacked."""

    requests: int = 0
    packed: float = 0.0
    plain: float = 0.0


def rows() -> list[Row]:
    """Seconds until one can act, with what was sent."""
    with (
        big_card(is_filled=True) as card,
        serving.ours(card.folder) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=needs.browser(), args=["--no-sandbox"])
        try:
            return _rows(browser, f"http://127.0.0.1:{server.port}", _token(card))
        finally:
            browser.close()


def _rows(browser: Browser, url: str, token: str) -> list[Row]:
    hurried = browser.new_context(**PHONE)
    page, sent = _opened(hurried)
    invitation = _seconds(lambda: _invited(page, f"{url}/d/{token}"))
    first = _seconds(lambda: _came_in(page))
    address, total = page.url, Sent(sent.requests, sent.packed, sent.plain)
    page.close()
    page, _ = _opened(hurried)
    cached = _seconds(lambda: _written_in(page, address))
    patient = browser.new_context(**PHONE)
    page, _ = _opened(patient)
    _invited(page, f"{url}/d/{token}")
    page.wait_for_timeout(READING_S * 1_000)
    preloaded = _seconds(lambda: _came_in(page))
    ratio = total.plain / total.packed
    return [
        _row("the invitation, usable", invitation, MOST_INVITATION_S),
        _row("/udfyld, pressed at once", first, MOST_FIRST_S),
        _row(f"/udfyld, invitation read for {READING_S:.0f} s", preloaded, MOST_FIRST_S),
        _row("/udfyld, in the cache", cached, MOST_CACHED_S),
        Row(
            f"sent for the first /udfyld, {total.requests} requests",
            f"{total.packed / 1000:.0f} KB",
            f"{total.plain / 1000:.0f} KB (unpacked)",
            ratio,
        ),
    ]


def _opened(context: BrowserContext) -> tuple[Page, Sent]:
    """A page on the slow line, and the count of what it gets."""
    page, sent = context.new_page(), Sent()
    page.set_default_timeout(PATIENCE_MS)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", {"offline": False, **LINE})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})

    def finished(told: dict[str, Any]) -> None:
        sent.requests += 1
        sent.packed += told["encodedDataLength"]

    def received(told: dict[str, Any]) -> None:
        sent.plain += told["dataLength"]

    tools.on("Network.loadingFinished", finished)
    tools.on("Network.dataReceived", received)
    return page, sent


def _invited(page: Page, url: str) -> None:
    page.goto(url, wait_until="commit")
    page.locator("form[method=post] [type=submit]").first.wait_for()


def _came_in(page: Page) -> None:
    page.locator("form[method=post] [type=submit]").first.click(no_wait_after=True)
    page.locator(CAN_WRITE).first.wait_for()


def _written_in(page: Page, url: str) -> None:
    page.goto(url, wait_until="commit")
    page.locator(CAN_WRITE).first.wait_for()


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _token(card: BigCard) -> str:
    with card.store.reading() as tx:
        links = access.links_of_card(tx, card.anna.card_id)
    return next(each.token for each in links if each.invitation.role is Role.PARTICIPANT)


def _row(what: str, seconds: float, most: float) -> Row:
    return Row(f"phone: {what}", f"{seconds:.1f} s", "–", None, seconds, most, f"≤ {most:.0f} s")
