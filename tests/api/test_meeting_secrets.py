"""What one person rates, votes or places stays theirs by every way out: routes, prints, pages, files and
streams. Two worlds differ in that alone; whatever anybody else is sent must be the same in both."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import pytest

from indsatskort.api import activities, cards, files, plan, tools
from indsatskort.errors import Fault, InvalidInputError
from indsatskort.store import current_store, engine
from indsatskort.workshop import leading
from indsatskort.workshop.model import StepKind
from tests.api.conftest import AELDRE_SAGEN, SOLGAARDEN, OnACard, Person, forget
from tests.api.serving import listening, serving
from tests.api.strangers import filled
from tests.api.test_meeting import NAMES, go_to, lead, vote, vote_opens
from tests.api.test_who_gets_in import ENDLESS, PRINTED, see
from tests.api.test_who_gets_in import RULES as ROUTES
from tests.api.test_who_sees_what import OPEN_TO_ALL
from tests.api.test_who_sees_what import RULES as PAGES

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
MUNICIPALITY = NAMES[0]
OFFICE = ("xlsx", "docx", "pptx")
READS = [path for method, path in ROUTES if method == "GET" and (method, path) != ENDLESS]

Told: TypeAlias = Mapping[tuple[str, str], Any]
"""Who was sent it and by which way → all of it."""


class Standing(datetime):
    """A clock that stands still, so that nothing but the secret can differ."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return NINE


@dataclass
class Room:
    """Three in each column; `bo` is the one whose secret it is, `per` sits beside him."""

    card: OnACard
    anna: Person
    dorte: Person
    seats: Mapping[str, list[Person]]
    ids: Mapping[str, str]

    @property
    def bo(self) -> Person:
        return self.seats[SOLGAARDEN][0]

    @property
    def per(self) -> Person:
        return self.seats[SOLGAARDEN][1]

    @property
    def carla(self) -> Person:
        return self.seats[AELDRE_SAGEN][0]

    @property
    def everybody(self) -> list[Person]:
        return [person for people in self.seats.values() for person in people]


Act: TypeAlias = Callable[[Room], object]
Give: TypeAlias = Callable[[Person, int], None]
"""Somebody gives the first or the second of two things."""
Begin: TypeAlias = Callable[[Room], Give]
Worlds: TypeAlias = Callable[..., list[tuple[Told, Told]]]


@pytest.fixture
def room(card: OnACard, anna: Person, dorte: Person, monkeypatch: pytest.MonkeyPatch) -> Room:
    for module in (engine, files, cards, tools, plan, activities):
        monkeypatch.setattr(module, "datetime", Standing)
    for name in ("monotonic", "pause"):  # when a page was drawn, and how long that took
        monkeypatch.setattr(f"indsatskort.ui.listener.{name}", lambda: 1.0)
    seats = {name: [Person(card).come_in(name, f"{name} {n}") for n in range(3)] for name in NAMES}
    return Room(card, anna, dorte, seats, filled(anna, seats[SOLGAARDEN][0]))


@pytest.fixture
def worlds(room: Room, tabs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worlds:
    """`worlds(one, other, *following)`: what others are sent after the one act and, in a world that was
    the same until then, after the other; and again after each thing that follows in both."""

    def told_in(name: str, acts: Sequence[Act]) -> list[Told]:
        shutil.copytree(before, tmp_path / name)
        monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path / name))
        forget()
        told = []
        for act in acts:
            act(room)
            told.append(dict(everything(room, tabs)))
        current_store().close()
        return told

    before = tmp_path / "before"

    def both(one: Act, other: Act, *following: Act) -> list[tuple[Told, Told]]:
        current_store().close()
        before.mkdir()
        shutil.copy(tmp_path / "indsatskort.sqlite", before)
        first = told_in("one", (one, *following))
        return list(zip(first, told_in("other", (other, *following)), strict=True))

    return both


def everything(room: Room, tabs: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """By every route, print and page that the application has. The Office files are the same for all:
    one in another column fetches them; who leads sees most of the pages."""
    for name, person in (("anna", room.anna), ("carla", room.carla)):
        for path in READS:
            if name == "carla" or not path.endswith(OFFICE):
                yield (name, path), opened(person.get(path.format_map(room.ids)).content)
        for path in PRINTED:
            yield (name, path), see(person, path, room.ids).content
    yield ("dorte", "/workshop"), room.dorte.get("/workshop").content
    tab = tabs(room.anna)
    for page in (*PAGES, *OPEN_TO_ALL):
        yield ("anna", page), tab.go(page)


def opened(content: bytes) -> Any:
    """What was sent; of an Office file each part, but for the one that tells when it was made."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {
            name: opened(file.read(name)) for name in file.namelist() if name != "docProps/core.xml"
        }


def differing(told: list[tuple[Told, Told]]) -> list[tuple[str, str]]:
    return [way for one, other in told for way in one if one[way] != other[way]]


# what one person gives


def rates(person: Person, item: str, value: str) -> None:
    given = person.call("PUT", "/workshop/rating", json={"item": item, "value": value})
    assert given.status_code == 200


def places(person: Person, item: str, effect: int, ease: int) -> None:
    sent = {"item": item, "effect": effect, "ease": ease}
    assert person.call("PUT", "/workshop/placement", json=sent).status_code == 200


def votes(person: Person, dots: dict[str, int], base: int = 0) -> None:
    assert vote(person, dots, base).status_code == 200


def goes_on(room: Room) -> None:
    lead(room.anna, leading.next_step)


def silently(room: Room) -> Give:
    """The room is silent about an item."""
    item = discusses(room)
    return lambda who, n: rates(who, item, ("not_started", "established")[n])


def openly(room: Room) -> Give:
    """The vote is open."""
    vote_opens(room.anna)

    def give(who: Person, n: int) -> None:
        stands = who.get("/workshop").json()["mine"]["ballot"]
        votes(who, ({"D1.1.1": 2}, {"D4.1.4": 1})[n], stands["version"] if stands else 0)

    return give


def placing(room: Room) -> Give:
    """The room places what it has discussed."""
    item = places_items(room)
    return lambda who, n: places(who, item, *((1, 1), (4, 4))[n])


def places_items(room: Room) -> str:
    discusses(room)
    item: str = go_to(room.anna, StepKind.EFFECT).offered[0]
    return item


def discusses(room: Room) -> str:
    """The room is silent about an item."""
    go_to(room.anna, StepKind.DISCUSS)
    listed = lead(room.anna, leading.make_list).listed
    if "D1.1.2" not in [entry.item_id for entry in listed]:
        lead(room.anna, leading.add_to_list, "D1.1.2")
    item = lead(room.anna, leading.next_step).item_id
    assert item is not None
    return item


# before it is shown


def test_no_way_out_tells_a_silent_rating(room: Room, worlds: Worlds) -> None:
    item = discusses(room)
    told = worlds(
        lambda room: rates(room.bo, item, "not_started"),
        lambda room: rates(room.bo, item, "established"),
    )
    assert differing(told) == []


def test_no_way_out_tells_a_vote_before_the_reveal(room: Room, worlds: Worlds) -> None:
    vote_opens(room.anna)
    told = worlds(
        lambda room: votes(room.bo, {"D1.1.1": 2}),
        lambda room: votes(room.bo, {"D4.1.4": 1, "D3.1.7": 1}),
    )
    assert differing(told) == []


def test_no_way_out_tells_a_placement_before_it_is_shown(room: Room, worlds: Worlds) -> None:
    item = places_items(room)
    told = worlds(
        lambda room: places(room.bo, item, 1, 1), lambda room: places(room.bo, item, 4, 4)
    )
    assert differing(told) == []


def test_no_way_out_tells_the_one_change_since_a_reveal_that_was_taken_back(
    room: Room, worlds: Worlds
) -> None:
    vote_opens(room.anna)
    for person in room.everybody:
        votes(person, {"D1.1.1": 1})
    goes_on(room)
    goes_on(room)
    lead(room.anna, leading.undo)
    goes_on(room)

    def votes_anew(room: Room, dots: dict[str, int]) -> None:
        votes(room.bo, dots, 1)
        goes_on(room)
        with pytest.raises(InvalidInputError) as refused:
            goes_on(room)
        assert refused.value.fault is Fault.TOO_FEW_CHANGED

    told = worlds(
        lambda room: votes_anew(room, {"D1.1.1": 2}), lambda room: votes_anew(room, {"D4.1.4": 1})
    )
    assert differing(told) == []


@pytest.mark.parametrize("begin", [silently, openly, placing])
def test_no_stream_tells_what_one_person_gave(room: Room, begin: Begin) -> None:
    """Each of two gifts is one message, and but for the moment they are the same."""
    give = begin(room)
    told = []
    with serving() as address:
        for gift in (0, 1):
            with ExitStack() as stack:
                streams = [
                    stack.enter_context(listening(in_another_browser(stack, address, person)))
                    for person in (room.anna, room.carla)
                ]
                give(room.bo, gift)
                told += [stream.next("workshop").data["common"] for stream in streams]
                assert not [each for stream in streams for each in stream.rest()]
    assert told == [told[0]] * 4


def in_another_browser(stack: ExitStack, address: str, person: Person) -> Person:
    cookies = dict(person.browser.cookies)
    browser = stack.enter_context(httpx.Client(base_url=address, cookies=cookies))
    return Person(person.card, browser, person.som)


# after it is shown


def swapped(give: Give) -> tuple[Act, Act]:
    """Bo gives the first and Per, who sits beside him, the second; or the other way round."""

    def straight(room: Room) -> None:
        give(room.bo, 0)
        give(room.per, 1)

    def crossed(room: Room) -> None:
        give(room.bo, 1)
        give(room.per, 0)

    return straight, crossed


def test_no_way_out_tells_whose_a_rating_was_nor_what_one_of_two_in_a_column_rated(
    room: Room, worlds: Worlds
) -> None:
    give = silently(room)
    give(room.seats[SOLGAARDEN][2], 0)
    give(room.carla, 0)
    straight, crossed = swapped(give)
    beside_carla = room.seats[AELDRE_SAGEN][1]

    told = worlds(
        lambda room: (straight(room), give(beside_carla, 0), goes_on(room)),
        lambda room: (crossed(room), give(beside_carla, 1), goes_on(room)),
    )

    shown = told[0][0]["dorte", "/workshop"].decode()
    assert '"counts":[2,0,0,1]' in shown
    assert "Kun 2 personer. Vises fra 3." in shown
    assert differing(told) == []


def test_no_way_out_tells_whose_the_dots_were(room: Room, worlds: Worlds) -> None:
    give = openly(room)
    for person in room.everybody:
        if person.som not in {room.bo.som, room.per.som}:
            give(person, 0)
    straight, crossed = swapped(give)

    told = worlds(
        lambda room: (straight(room), goes_on(room), goes_on(room)),
        lambda room: (crossed(room), goes_on(room), goes_on(room)),
        lambda room: lead(room.anna, leading.end),
    )

    assert '"kinds":[{' in told[0][0]["dorte", "/workshop"].decode()
    assert differing(told) == []


def test_no_way_out_tells_which_kind_the_dots_came_from_when_one_kind_is_two(
    room: Room, worlds: Worlds
) -> None:
    give = openly(room)
    second = room.seats[AELDRE_SAGEN][1]
    for person in (*room.seats[SOLGAARDEN][1:], *room.seats[MUNICIPALITY], room.carla):
        give(person, 0)

    told = worlds(
        lambda room: (give(room.bo, 0), give(second, 1), goes_on(room), goes_on(room)),
        lambda room: (give(second, 0), give(room.bo, 1), goes_on(room), goes_on(room)),
    )

    assert '"kinds":null' in told[0][0]["dorte", "/workshop"].decode()
    assert differing(told) == []


def test_no_way_out_tells_whose_a_placement_was(room: Room, worlds: Worlds) -> None:
    give = placing(room)
    give(room.seats[SOLGAARDEN][2], 0)
    straight, crossed = swapped(give)

    told = worlds(
        lambda room: (straight(room), goes_on(room)), lambda room: (crossed(room), goes_on(room))
    )

    assert '"quadrants":[{' in told[0][0]["dorte", "/workshop"].decode()
    assert differing(told) == []
