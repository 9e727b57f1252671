"""A whole meeting: facilitator, big screen and three phones in browsers, nine more over HTTP and stream."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import choose, drawn, go, keep_picture, unreadable
from tests.browser.conftest import PATIENCE_MS, Enter, MadeCard, Server
from tests.guests import Guest, Loop

PHONE = {"width": 360, "height": 740}
PROJECTOR = {"width": 1920, "height": 1080}
ITEM = "D1.1.6"
ROUTE = (
    *("draft", "welcome plain", "tension plain", "card plain", "discuss listed"),
    *("discuss silent", "discuss shown", "discuss talk", "discuss write", "break plain"),
    *("vote ready", "vote open", "vote closed", "vote revealed", "effect placing", "effect placed"),
    *("choose drafting", "choose confirmed", "actions plain", "close plain", "closed"),
)


@pytest.fixture
def big_card(server: Server) -> MadeCard:
    """The municipality, two care homes and two associations."""
    size = ("--care-homes", "2", "--associations", "2")
    return server.make("new", "--municipality", "Lindebjerg", *size)


@pytest.fixture
def loop() -> Iterator[Loop]:
    with Loop() as loop:
        yield loop


@pytest.fixture
def guests(server: Server, big_card: MadeCard, loop: Loop) -> Iterator[list[Guest]]:
    """Nine who come by their columns' strips: 2 + 3 + 3 + 0 + 1."""
    seats = [0, 0, 1, 1, 1, 2, 2, 2, 4]
    guests = [Guest(server.url, big_card["card"], number) for number in range(len(seats))]
    strips = [urlsplit(big_card["actors"][seat]["url"]).path for seat in seats]
    loop.all(guest.join(strip) for guest, strip in zip(guests, strips, strict=True))
    yield guests
    loop.all(guest.leave() for guest in guests)


@pytest.fixture
def phones(browser: Browser, big_card: MadeCard) -> Iterator[dict[int, Page]]:
    """Three 360 px phones, not yet in: municipality, the first care home, the first association."""
    contexts = [browser.new_context(viewport=PHONE, locale="da-DK") for _ in range(3)]  # type: ignore[arg-type]
    for context in contexts:
        context.set_default_timeout(PATIENCE_MS)
    yield dict(zip((0, 1, 3), (context.new_page() for context in contexts), strict=True))
    for context in contexts:
        context.close()


def press(anna: Page, words: str) -> None:
    """The one way forward, which says where it leads; done when the button says something else."""
    button = anna.locator("button[kind='primary']").first
    expect(button).to_have_text(words)
    button.click()
    expect(button).not_to_have_text(words)


def timeless(common: dict[str, Any]) -> dict[str, Any]:
    """What a screen shows, but for the moment it was told."""
    return {**common, "now": None}


@dataclass
class Everybody:
    """The screens of the meeting; `see` checks that all show it and keeps pictures if one wants them."""

    anna: Page
    screen: Page
    phones: dict[int, Page]
    guests: list[Guest]
    loop: Loop

    def see(self, name: str, on_screen: str | re.Pattern[str], on_phones: str) -> None:
        """What the big screen and every phone say now, and that all nine streams told the same; all
        that is on the big screen can be read."""
        expect(self.screen.locator(".big")).to_contain_text(on_screen)
        for phone in self.phones.values():
            expect(phone.locator(".ph")).to_contain_text(on_phones)
        now = timeless(self.loop.run(self.guests[0].get("workshop"))["common"])
        self.loop.all(each.hear(lambda told: timeless(told) == now) for each in self.guests)
        assert unreadable(self.screen) == []
        assert self.screen.locator(".big :is(a, button, input, textarea, select)").count() == 0
        keep_picture(self.screen, f"{name}-storskaerm")
        keep_picture(self.phones[1], f"{name}-telefon", full_page=True)
        keep_picture(self.anna, f"{name}-facilitator", full_page=True)


def test_a_whole_meeting_from_the_door_to_three_choices(
    server: Server,
    big_card: MadeCard,
    guests: list[Guest],
    loop: Loop,
    phones: dict[int, Page],
    browser: Browser,
    enter: Enter,
) -> None:
    _write(loop, big_card, guests)
    screen = _screen(browser, enter, big_card)
    room = Everybody(enter(big_card["facilitator"], "Anna"), screen, phones, guests, loop)

    _come_in(room, server, big_card)
    _read_the_card(room)
    _talk(room)
    _vote(room)
    _weigh(room)
    _go_on_with_three(room)
    _was_told_step_by_step(guests)


def _write(loop: Loop, card: MadeCard, guests: list[Guest]) -> None:
    """Three columns answer the one item, and differently."""
    written = (
        (guests[0], 0, "not_started", "Vi har ingen kurser."),
        (guests[2], 1, "ad_hoc", "Når nogen har tid."),
        (guests[8], 4, "established", "Stort kursusudbud."),
    )
    loop.all(
        guest.put(
            f"rounds/{card['round']}/answers/{ITEM}/{card['actors'][seat]['id']}",
            value=value,
            text=text,
            base_version=0,
            edit_id=str(uuid4()),
        )
        for guest, seat, value, text in written
    )


def _come_in(room: Everybody, server: Server, card: MadeCard) -> None:
    """Anna prepares, opens the door and begins; the screen shows how to come in, and three phones do."""
    anna, screen = room.anna, room.screen
    go(anna, "/workshop")
    anna.get_by_role("button", name="Forbered mødet").click()
    anna.get_by_role("button", name="Åbn døren").click()
    expect(anna.get_by_role("button", name="Luk døren")).to_be_visible()
    press(anna, "Begynd mødet")
    go(screen, "/storskaerm")
    _come_by_the_code(server, card, screen, room.phones)
    for page in (screen, anna):
        expect(page.locator("body")).to_contain_text(re.compile(r"12\s*er med"))
    counts = screen.locator(".big-people li b").all_inner_texts()
    assert counts == ["3", "4", "3", "1", "1"]
    room.see("01-velkomst", "er med", "Du sidder med ved")


def _read_the_card(room: Everybody) -> None:
    """The tension field, and the whole card with the three answers on it."""
    anna, screen = room.anna, room.screen
    press(anna, "Næste: Spændingsfeltet")
    room.see("02-spaendingsfelt", "Hvilke opgaver må frivillige løse?", "Tænk på én bestemt opgave")
    press(anna, "Næste: Det samlede kort")
    room.see("03-kort", "Én firkant er én indsats", "Læs stille")
    squares = screen.locator(".big-tiles [role=img][aria-label]:not([aria-label='Ikke svaret'])")
    answered = [each.get_attribute("aria-label") for each in squares.all()]
    assert Counter(answered) - Counter({"Ikke jeres felt": 999}) == Counter(
        ["Ikke i gang", "Ad hoc", "Fast praksis"]
    )


def _talk(room: Everybody) -> None:
    """The one item they see differently: silent first, and nobody sees a rating; then sums for the
    column of four and nothing for the one who answered alone."""
    anna, screen, phones = room.anna, room.screen, room.phones
    press(anna, "Næste: Drøft forskelle")
    expect(anna.get_by_text("1 indsats på listen: omkring 15 minutter til hver.")).to_be_visible()
    room.see("04-listen", "Oplæring i beboernes behov", "Oplæring i beboernes behov")
    press(anna, "Næste: Indsats 1")
    own = {2: "ad_hoc", 3: "ad_hoc", 4: "established", 0: "partly"}
    room.loop.all(room.guests[guest].rate(ITEM, value) for guest, value in own.items())
    phones[1].get_by_role("radio", name="Ad hoc").check(force=True)
    expect(phones[1].get_by_text("Gemt kl.")).to_be_visible()
    expect(screen.get_by_text("Stort kursusudbud.")).to_be_visible()
    expect(screen.get_by_text("Egne vurderinger er skjult.")).to_have_count(5)
    expect(screen.locator(".big-pips")).to_have_count(0)
    room.see("05-stille", "Alene og i stilhed", "Kun du ser dit svar")

    press(anna, "Næste: Vis og fortæl")
    expect(screen.get_by_text("4 egne svar")).to_be_visible()
    assert _pips(screen) == [0, 3, 0, 1]
    expect(screen.get_by_text("Kun 1 person. Vises fra 3.")).to_have_count(1)
    room.see("06-vist", "fortæller først", "Kig op")
    expect(phones[1].locator(".ph")).to_contain_text("Din egen vurdering")
    _lend_the_screen(room)
    press(anna, "Næste: Tal ved bordene")
    room.see("07-tal", "fortæller først", "Kig op")
    press(anna, "Næste: Skriv sammen")
    anna.get_by_label("Det skriver vi på kortet").fill("Kurserne står åbne for alle.")
    room.see("08-skriv", "Kurserne står åbne for alle.", "Kurserne står åbne for alle.")

    press(anna, "Næste: Pause")
    room.see("09-pause", "Vi begynder igen", "Vi begynder igen")


def _vote(room: Everybody) -> None:
    """Nobody sees a dot before the reveal; then totals only, since the associations are only two."""
    anna, screen, phones = room.anna, room.screen, room.phones
    press(anna, "Næste: Prikafstemning")
    anna.locator(".st-key-whole-card").get_by_text("Hele kortet").click()
    anna.get_by_role("button", name="Gem reglerne").click()
    room.see("10-foer-prikker", "Om lidt lægger I prikker", "Om lidt skal du lægge prikker")
    press(anna, "Åbn afstemningen")
    room.loop.all(guest.vote({ITEM: 2, "D4.1.4": 1}) for guest in room.guests)
    for page in phones.values():
        page.get_by_role("button", name=re.compile("Læg en prik på Mange slags")).click()
        expect(page.get_by_text("Gemt kl.").first).to_be_visible()
    room.see("11-prikker", re.compile(r"9\s*af 12 har stemt"), "4 prikker tilbage")
    for page in phones.values():
        page.get_by_role("button", name="Jeg er færdig").click()
    room.see("12-alle-har-stemt", re.compile(r"12\s*af 12 har stemt"), "Dine prikker er gemt")
    for page in (screen, anna):
        assert "Oplæring" not in page.locator(".big, [data-testid=stMain]").first.inner_text()
    press(anna, "Luk afstemningen")
    room.see("13-lukket", "Afstemningen er lukket", "Afstemningen er lukket")

    press(anna, "Vis prikkerne")
    totals = {"Oplæring i beboernes behov": 18, "Koordinator med tid": 9, "Mange slags": 3}
    why = "Foreningerne har kun 2 stemmer. Derfor vises alle prikker samlet."
    room.see("14-prikkerne", why, why)
    for page in (screen, *phones.values(), anna):
        _shows_totals(page, totals)
        assert "%" not in page.locator(".big, .ph, .numbers").first.inner_text()
    expect(phones[1].locator(".ph")).to_contain_text("Dine")


def _weigh(room: Everybody) -> None:
    """Four place one item, three another, two the last, which the scribe then places for the room."""
    anna, screen, phones = room.anna, room.screen, room.phones
    press(anna, "Næste: Effekt og indsats")
    places = [(ITEM, 4, 3), (ITEM, 4, 3), (ITEM, 3, 4), (ITEM, 4, 1), *[("D4.1.4", 4, 4)] * 2]
    room.loop.all(
        guest.place(*each) for guest, each in zip(room.guests[: len(places)], places, strict=True)
    )
    for page in phones.values():
        row = page.locator("section", has_text="Mange slags aktiviteter")
        row.get_by_role("radio", name="God", exact=True).check(force=True)
        row.get_by_role("radio", name="En del").check(force=True)
        expect(page.get_by_text("Gemt kl.").first).to_be_visible()
    room.see("15-placer", "9 af 12 har svaret", "af 3 placeret")
    press(anna, "Vis placeringerne")
    assert _quadrants(screen) == {
        "Sæt i gang nu": ["Oplæring i beboernes behov – I er uenige"],
        "Plant et frø": ["Mange slags aktiviteter"],
    }
    place = anna.locator("[class*='st-key-scribe-D4-1-4']")
    place.get_by_role("radio", name="Gør det, hvis det er let").click()
    room.see("16-placeret", "Gør det, hvis det er let", "Her ligger indsatserne")
    expect(screen.locator(".big-quadrants")).to_contain_text("Koordinator med tid")
    assert len(_quadrants(screen)["Gør det, hvis det er let"]) == 1


def _go_on_with_three(room: Everybody) -> None:
    """Three choices, each with what is good enough, to the end of the meeting."""
    anna, screen, phones = room.anna, room.screen, room.phones
    press(anna, "Næste: Vælg tre til fem")
    for number in ("1.1.6", "4.1.4", "1.1.1"):
        _choose_item(anna, number)
    room.see("17-vaelg", "Hvad går vi videre med?", "Kig op")
    press(anna, "Bekræft valget")
    room.see("18-valgt", "Det går vi videre med", "Tre valgte indsatser")
    press(anna, "Næste: Handlinger")
    room.see("19-handlinger", "Hvem tager fat?", "Hvad er første skridt?")
    expect(screen.get_by_text("Endnu ingen handling i planen")).to_have_count(3)
    way = phones[0].get_by_role("link", name="Skriv i handleplanen")
    expect(way).to_have_attribute("href", re.compile(r"^/handleplan\?som="))
    press(anna, "Næste: Runde og datoer")
    room.see("20-runde", "Ét ord fra hver", "Tak for i dag")
    for page in (screen, *phones.values()):
        expect(page.get_by_text("Oplæring i beboernes behov").first).to_be_visible()
        expect(page.get_by_text("Delvist").first).to_be_visible()
    anna.locator("button[kind='primary']").first.click()
    room.see("21-slut", "Tak for i dag", "Mødet er slut")


def _was_told_step_by_step(guests: list[Guest]) -> None:
    """Each stream told of every step and phase, in order, of the silent ratings not before they were
    shown and of no dot before the reveal."""
    assert [_route(guest) for guest in guests] == [list(ROUTE)] * len(guests)
    told = [common for guest in guests for _, common in guest.heard]
    assert {each["phase"] for each in told if each["result"]} == {"revealed"}
    silent = [each["item"]["columns"] for each in told if each["phase"] == "silent"]
    assert {column["ratings"] for columns in silent for column in columns} == {None}


def _route(guest: Guest) -> list[str]:
    steps = [
        f"{told['step']['kind']} {told['phase']}" if told["step"] else told["state"]
        for _, told in guest.heard
    ]
    return [each for place, each in enumerate(steps) if [each] != steps[place - 1 : place]]


def _come_by_the_code(
    server: Server, card: MadeCard, screen: Page, phones: dict[int, Page]
) -> None:
    """Three phones come in by the spoken code, typed small and in one, each naming their column."""
    code = screen.get_by_text(re.compile(r"^[2-9A-Z]{4} [2-9A-Z]{4}$")).first.inner_text()
    for seat, page in phones.items():
        page.goto(f"{server.url}/d/{code.replace(' ', '').lower()}")
        page.get_by_text(card["actors"][seat]["name"], exact=True).click()
        page.get_by_role("button", name="Kom med").click()
        page.wait_for_url("**/workshop?som=*")


def _pips(screen: Page) -> list[int]:
    """How many people's marks stand over each of the four signs of the one column shown."""
    return [pile.locator("i").count() for pile in screen.locator(".big-pips li").all()]


def _lend_the_screen(room: Everybody) -> None:
    """The whole card for a moment: the phones stay where they are."""
    room.anna.get_by_text("Vis noget andet på storskærmen").click()
    room.anna.get_by_role("button", name="Hele kortet").click()
    room.see("06b-noget-andet", "Én firkant er én indsats", "Kig op")
    room.anna.get_by_role("button", name="Tilbage til mødet").click()
    expect(room.screen.locator(".big")).to_contain_text("4 egne svar")


def _shows_totals(page: Page, totals: dict[str, int]) -> None:
    """Each item stands with its number of dots, and nothing else has any."""
    rows = page.locator(".big-result tbody tr, .ph-rows > li, .numbers tbody tr")
    assert rows.count() == len(totals)
    for row, (title, total) in zip(rows.all(), totals.items(), strict=True):
        expect(row).to_contain_text(title)
        expect(row).to_contain_text(re.compile(rf"(?<!\d){total}(?!\d)"))


def _quadrants(screen: Page) -> dict[str, list[str]]:
    """The four places that hold something."""
    places = screen.locator(".big-quadrants > li")
    expect(places).to_have_count(4)
    found = {
        place.locator("h2").inner_text(): place.locator("li").all_inner_texts()
        for place in places.all()
    }
    return {name: titles for name, titles in found.items() if titles}


def _choose_item(anna: Page, number: str) -> None:
    choose(anna, "Vælg fra", f"{number} ")
    anna.get_by_role("button", name="Vælg den", exact=True).click()
    chosen = anna.locator(f"[class*='st-key-chosen-D{number.replace('.', '-')}']")
    chosen.get_by_text("Delvist").click()
    drawn(anna)


def _screen(browser: Browser, enter: Enter, card: MadeCard) -> Page:
    """The big screen has its own link: the readers'."""
    context = browser.new_context(viewport=PROJECTOR, locale="da-DK")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return enter(card["viewer"], "Storskærmen", context)
