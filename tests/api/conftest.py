"""People with browsers of their own, on a card in a store of the test's own, without a server."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.access.tokens import keys
from indsatskort.api import routes
from indsatskort.api.guards import middleware
from indsatskort.api.identity import cookie_name
from indsatskort.api.live import current_live
from indsatskort.cards import service
from indsatskort.cards.columns import NewColumn
from indsatskort.settings import settings
from indsatskort.store import current_store
from tests.api.tabs import tabs  # noqa: F401 - a fixture
from tests.conftest import NAMES

with warnings.catch_warnings():  # it would rather have httpx2; httpx serves as well
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

COLUMNS = [NewColumn(kind, name) for kind, names in NAMES.items() for name in names]
SOLGAARDEN, AELDRE_SAGEN = "Solgården", "Ældre Sagen"


APP = Starlette(routes=routes(), middleware=middleware())


def forget() -> None:
    """Let the process read its environment anew."""
    for kept in (settings, keys, current_store, current_live):
        kept.cache_clear()


@pytest.fixture(autouse=True)
def own_store(
    tmp_path: Path, sqlite_with_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The process's store, settings, keys and bus, for one test."""
    shutil.copy(sqlite_with_tables, tmp_path)
    monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path))
    forget()
    yield
    if current_store.cache_info().currsize:
        current_store().close()
    forget()


@dataclass
class OnACard:
    """A card, the ids in it, and the tokens of its links."""

    id: str
    round: str
    actors: dict[str, str]
    tokens: dict[str, str]

    def cell(self, column: str = SOLGAARDEN, item: str = "D1.1.1") -> str:
        return f"/rounds/{self.round}/answers/{item}/{self.actors[column]}"


def new_card(municipality: str) -> OnACard:
    with current_store().writing() as tx:
        card = service.create_card(tx, municipality, COLUMNS)
        newest = service.newest_round(tx, card)
        names = {column.id: column.name for column in newest.columns}
        tokens = {
            names.get(link.invitation.actor_id or "", link.invitation.role): link.token
            for link in access.links_of_card(tx, card.id)
        }
    actors = {name: actor_id for actor_id, name in names.items()}
    return OnACard(card.id, newest.round.id, actors, tokens)


@pytest.fixture
def card() -> OnACard:
    return new_card("Lindebjerg")


@pytest.fixture
def eriks_card() -> OnACard:
    return new_card("Nabokommunen")


def new_browser(address: str = "http://testserver") -> TestClient:
    """A browser without a cookie; faults of the program come out as answers with status 500."""
    return TestClient(APP, address, raise_server_exceptions=False, follow_redirects=False)


def body(
    text: str = "", value: str | None = "ad_hoc", base: int = 0, **other: Any
) -> dict[str, Any]:
    edit = {"base_version": base, "edit_id": str(uuid4())}
    return {"value": value, "under_way": False, "text": text} | edit | other


@dataclass
class Person:
    """Somebody with a membership in a browser: `card` is where their calls go."""

    card: OnACard
    browser: httpx.Client = field(default_factory=new_browser)
    som: str = ""

    def come_in(self, link: str, alias: str) -> Person:
        answer = self.browser.post(f"/d/{self.card.tokens[link]}", data={"alias": alias})
        assert answer.status_code == 303, answer.text
        self.som = parse_qs(urlsplit(answer.headers["location"]).query)["som"][0]
        return self

    def call(self, method: str, path: str = "", **options: Any) -> httpx.Response:
        """Below the card's own address."""
        url = f"/api/cards/{self.card.id}{path}"
        headers = {"X-Som": self.som, "Content-Type": "application/json"}
        return self.browser.request(method, url, headers=headers, **options)

    def do(self, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """A use case that the pages have and the routes have not."""
        with current_store().writing() as tx:
            sessions = keys().sessions_of(self.browser.cookies[cookie_name()])
            return act(tx, access.identify(tx, sessions, self.som), *args, **named)

    def get(self, path: str = "") -> httpx.Response:
        return self.call("GET", path)

    def save(
        self, text: str = "", *, column: str = SOLGAARDEN, item: str = "D1.1.1", **sent: Any
    ) -> httpx.Response:
        return self.call("PUT", self.card.cell(column, item), json=body(text, **sent))

    def post(self, path: str, sent: dict[str, Any]) -> httpx.Response:
        return self.call("POST", path, json=sent)


@pytest.fixture
def anna(card: OnACard) -> Person:
    return Person(card).come_in(Role.FACILITATOR, "Anna")


@pytest.fixture
def bo(card: OnACard) -> Person:
    return Person(card).come_in(SOLGAARDEN, "Bo")


@pytest.fixture
def carla(card: OnACard) -> Person:
    return Person(card).come_in(AELDRE_SAGEN, "Carla")


@pytest.fixture
def dorte(card: OnACard) -> Person:
    return Person(card).come_in(Role.VIEWER, "Dorte")


@pytest.fixture
def erik(eriks_card: OnACard) -> Person:
    return Person(eriks_card).come_in(Role.FACILITATOR, "Erik")


@pytest.fixture
def people(anna: Person, bo: Person, carla: Person, dorte: Person) -> dict[str, Person]:
    """All of one card, by name."""
    return {"anna": anna, "bo": bo, "carla": carla, "dorte": dorte}
