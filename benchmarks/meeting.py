"""A room of sixty: how soon all are in, rate and vote at once, and how soon *Next* reaches everybody.

Sixty people come by the room's code over HTTP, each in a browser of their own, and listen to the
stream; the facilitator's page and the big screen are real browsers on the same server. Every figure is
checked: a wrong sum on any screen, or one that misses a step, ends the run.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from benchmarks import serving
from benchmarks.big_card import BigCard, big_card
from benchmarks.measuring import Row
from indsatskort.access import door
from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.cards import service
from indsatskort.workshop import leading
from tests import needs
from tests.guests import Guest, Loop

PEOPLE = 60
MOST_JOIN_S, MOST_AT_ONCE_S, MOST_NEXT_S = 60.0, 10.0, 2.0
PATIENCE_MS = 30_000
MOST_ROWS = 8  # of a result on the big screen
LEVELS = ("not_started", "ad_hoc", "partly", "established")
Sums: TypeAlias = Callable[[dict[str, Any]], bool]


def rows() -> list[Row]:
    """Seconds to come in, to rate, to vote, and from the press of *Next* to the last screen."""
    with big_card(is_filled=True) as card, sync_playwright() as playwright:
        code, columns = _opened(card)
        with serving.ours(card.folder) as server, Loop() as loop, _browser(playwright) as browser:
            room = Room(browser, f"http://127.0.0.1:{server.port}", card, loop)
            return room.play(code, columns)


class Room:
    """The facilitator's page, the big screen and sixty guests on one server."""

    def __init__(self, browser: Browser, url: str, card: BigCard, loop: Loop) -> None:
        self.url, self.card, self.loop = url, card, loop
        self.anna = self._enter(browser, Role.FACILITATOR, "/workshop", (1440, 900))
        self.screen = self._enter(browser, Role.VIEWER, "/storskaerm", (1920, 1080))
        self.guests = [Guest(url, card.anna.card_id, number) for number in range(PEOPLE)]

    def play(self, code: str, columns: Sequence[str]) -> list[Row]:
        """The meeting from the door to the revealed dots."""
        self._press("Begynd mødet")
        seats = [columns[number % len(columns)] for number in range(PEOPLE)]
        joined = self._all(lambda guest: guest.join(f"/d/{code}", kolonne=seats[guest.number]))
        self.screen.get_by_text(str(PEOPLE), exact=True).wait_for()
        rated, shown = self._rate(seats)
        voted, revealed = self._vote()
        self._all(Guest.leave)
        what = f"{PEOPLE} people"
        return [
            _row(f"{what} come in by the code, streams open", joined, MOST_JOIN_S),
            _row(f"{what} rate at once, all stored", rated, MOST_AT_ONCE_S),
            _row(f"*Next* shows the ratings to {what} and 2 browsers", shown, MOST_NEXT_S),
            _row(f"{what} vote at once, all stored", voted, MOST_AT_ONCE_S),
            _row(f"*Next* shows the dots to {what} and 2 browsers", revealed, MOST_NEXT_S),
        ]

    def _rate(self, seats: Sequence[str]) -> tuple[float, float]:
        self._go_to("Drøft forskelle")
        self._press(re.compile("Næste: Indsats 1"))
        self._reached("silent")
        values = [LEVELS[number % len(LEVELS)] for number in range(PEOPLE)]
        item = self.guests[0].common["item"]["id"]
        took = self._all(lambda guest: guest.rate(item, values[guest.number]))
        expected: dict[str, list[int]] = {seat: [0, 0, 0, 0] for seat in seats}
        for seat, value in zip(seats, values, strict=True):
            expected[seat][LEVELS.index(value)] += 1

        def is_right(common: dict[str, Any]) -> bool:
            shown = {each["id"]: each["ratings"] for each in common["item"]["columns"]}
            return all(
                shown[seat]["counts"] == counts
                for seat, counts in expected.items()
                if seat in shown and sum(counts) >= 3
            )

        shown = self._next("Næste: Vis og fortæl", "shown", is_right, "Egne vurderinger, hvor")
        piles = [[count for count in counts if count] for counts in expected.values()]
        wall = [
            _numbers(row.locator("b")) for row in self.screen.locator(".big-shown li:has(b)").all()
        ]
        _check(wall == [pile for pile in piles if sum(pile) >= 3], "ratings on the big screen")
        return took, shown

    def _vote(self) -> tuple[float, float]:
        self._go_to("Prikafstemning")
        self.anna.locator(".st-key-whole-card").get_by_text("Hele kortet").click()
        self.anna.get_by_role("button", name="Gem reglerne").click()
        self.anna.locator("button:disabled", has_text="Gem reglerne").wait_for()  # they are kept
        self._press("Åbn afstemningen")
        self._reached("open")
        items = self.guests[0].common["vote"]["items"]
        wanted = [_dots(number, [item["id"] for item in items]) for number in range(PEOPLE)]
        took = self._all(lambda guest: guest.vote(wanted[guest.number]))
        all_in = re.compile(rf"{PEOPLE}\s*af {PEOPLE} har stemt")
        self.screen.locator(".big-turnout").filter(has_text=all_in).wait_for()
        self._press("Luk afstemningen")
        self._reached("closed")
        totals = sum((Counter(dots) for dots in wanted), Counter[str]())

        def is_right(common: dict[str, Any]) -> bool:
            rows = common["result"]["rows"]
            told = (common["vote"]["voted"], common["vote"]["of"])
            equal = sum(row["equal"] for row in rows)
            return (
                told == (PEOPLE, PEOPLE)
                and equal == 100
                and {row["id"]: row["total"] for row in rows} == dict(totals)
            )

        shown = self._next("Vis prikkerne", "revealed", is_right, "Her ligger prikkerne")
        falling = sorted(totals.values(), reverse=True)
        wall = _numbers(self.screen.locator(".big-result tbody td:nth-of-type(1)"))
        _check(wall == falling[: len(wall)] and len(wall) == MOST_ROWS, "dots on the big screen")
        desk = self.anna.locator(".numbers tbody td:nth-of-type(1)")
        desk.first.wait_for()
        _check(_numbers(desk) == falling, "dots on the facilitator's page")
        return took, shown

    # pressing and waiting

    def _all(self, act: Callable[[Guest], Awaitable[None]]) -> float:
        """Seconds until everybody has done it, all at once."""
        begun = time.perf_counter()
        self.loop.all(act(guest) for guest in self.guests)
        return time.perf_counter() - begun

    def _next(self, words: str, phase: str, is_right: Sums, on_screen: str) -> float:
        """Seconds from the press to the last of all screens, which then show the right sums."""
        begun = time.perf_counter()
        self._press(words)
        self.screen.get_by_text(on_screen).first.wait_for()
        on_wall = time.perf_counter() - begun
        self._reached(phase)
        _check(all(is_right(guest.common) for guest in self.guests), f"a stream in {phase}")
        return max(on_wall, *(guest.reached(phase) - begun for guest in self.guests))

    def _reached(self, phase: str) -> None:
        self._all(lambda guest: guest.hear(lambda common: common.get("phase") == phase))

    def _press(self, words: str | re.Pattern[str]) -> None:
        button = self.anna.locator("button[kind='primary']").filter(has_text=words)
        button.click(timeout=PATIENCE_MS)

    def _go_to(self, title: str) -> None:
        way = self.anna.locator(".st-key-go-to, details").get_by_role("button", name=title)
        self.anna.wait_for_timeout(500)  # until the page stands still after the last move
        if not way.is_visible():
            self.anna.get_by_text("Gå til et trin").click()
        way.click()
        self.anna.locator(".meeting-title h1", has_text=title).wait_for()

    def _enter(self, browser: Browser, role: Role, path: str, size: tuple[int, int]) -> Page:
        view = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=view, locale="da-DK")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{self.url}/d/{_token(self.card, role)}")
        page.locator("form[method=post] [type=submit]").first.click()
        page.wait_for_url("**/*som=*")
        som = page.url.split("som=")[1].split("&")[0]
        page.goto(f"{self.url}{path}?som={som}")
        return page


@contextmanager
def _browser(playwright: Any) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=needs.browser(), args=["--no-sandbox"])
    yield browser
    browser.close()


def _opened(card: BigCard) -> tuple[str, list[str]]:
    """A meeting that is prepared, its door open; the code and the columns."""
    with card.store.writing() as tx:
        leading.prepare(tx, card.anna, "three_hours")
        door.set_door(tx, card.anna, is_open=True)
        found = door.read_door(tx, card.anna.card_id)
        columns = service.read_columns(tx, card.anna, service.read_round(tx, card.anna).id)
    if found is None:
        raise RuntimeError("the door is not open")
    return found.code, [column.id for column in columns]


def _token(card: BigCard, role: Role) -> str:
    with card.store.reading() as tx:
        links = access.links_of_card(tx, card.anna.card_id)
    return next(each.token for each in links if each.invitation.role is role)


def _numbers(found: Locator) -> list[int]:
    return [int(text) for text in found.all_inner_texts()]


def _check(is_right: bool, where: str) -> None:
    if not is_right:
        raise RuntimeError(f"a wrong sum: {where}")


def _dots(seed: int, items: Sequence[str]) -> dict[str, int]:
    return dict(zip(random.Random(seed).sample(list(items), 3), (2, 2, 1), strict=True))


def _row(what: str, seconds: float, most: float) -> Row:
    return Row(what, f"{seconds:.2f} s", "–", None, seconds, most, f"≤ {most:.0f} s")
