"""`kill -9` at any moment under fifty saves a second: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa
import uvicorn

from indsatskort.cards.model import EventName
from indsatskort.catalogue.load import catalogue
from indsatskort.settings import settings
from indsatskort.store import current_store, tables
from indsatskort.store.soundness import faults_of
from tests.api.conftest import APP, SOLGAARDEN, OnACard, Person, body, forget
from tests.api.serving import ROOT, free_port
from tests.conftest import THOROUGH

KILLS = 200 if THOROUGH else 5
WRITERS = 10
SAVES_A_SECOND = 50
PATIENCE = 30.0  # seconds

# The program's modules are loaded once; each server is then a fresh process that opens the database anew.
SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["tests.api.conftest"])


def serve(port: int) -> None:
    forget()
    uvicorn.run(APP, port=port, ws="none", lifespan="off", log_level="critical")


@dataclass
class Writer:
    """Somebody who writes in one cell all the time, and sends again what got no answer."""

    person: Person
    item: str
    url: str
    ended: threading.Event
    acknowledged: dict[str, int] = field(default_factory=dict)  # edit → version
    strange: list[str] = field(default_factory=list)
    last_text: str = ""

    def write(self) -> None:
        path = f"{self.url}/api/cards/{self.person.card.id}{self.person.card.cell(item=self.item)}"
        headers = {"X-Som": self.person.som}
        cookies = dict(self.person.browser.cookies)
        sent: dict[str, Any] | None = None
        pace, due = WRITERS / SAVES_A_SECOND, time.monotonic()
        with httpx.Client(headers=headers, cookies=cookies, timeout=5) as client:
            while sent or not self.ended.wait(max(due - time.monotonic(), 0)):
                if sent is None:
                    # The next turn is the clock's, however long a save takes; a missed one is not made up.
                    due = max(due, time.monotonic() - pace) + pace
                sent = sent or body(str(uuid4()), base=len(self.acknowledged))
                try:
                    answer = client.put(path, json=sent)
                except httpx.TransportError:
                    time.sleep(0.02)  # as a browser, which asks again a little later
                    continue
                if answer.status_code == 200:
                    self.acknowledged[sent["edit_id"]] = answer.json()["version"]
                    self.last_text = sent["text"]
                elif answer.status_code != 503:
                    self.strange.append(answer.text)
                    return
                sent = None if answer.status_code == 200 else sent


def started(port: int) -> BaseProcess:
    process = SPAWN.Process(target=serve, args=(port,), daemon=True)
    process.start()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/api/health", timeout=2).status_code == 200:
                return process
        except httpx.TransportError:
            time.sleep(0.01)
    raise TimeoutError


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    card: OnACard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # for the one that loads the modules
    people = [Person(card).come_in(SOLGAARDEN, f"Bo {number}") for number in range(WRITERS)]
    current_store().close()
    port, ended, chance = free_port(), threading.Event(), random.Random(11)
    items = list(catalogue().item_by_id)[:WRITERS]
    url = f"http://127.0.0.1:{port}"
    writers = [Writer(each, item, url, ended) for each, item in zip(people, items, strict=True)]
    threads = [threading.Thread(target=each.write) for each in writers]
    process, since, up = started(port), time.monotonic(), 0.0
    for thread in threads:
        thread.start()
    try:
        for _ in range(KILLS):
            ended.wait(chance.uniform(0.02, 0.6))
            up += time.monotonic() - since
            process.kill()
            process.join()
            process, since = started(port), time.monotonic()
    finally:
        ended.set()
        for thread in threads:
            thread.join(PATIENCE)
        process.terminate()
        process.join()

    assert [each.strange for each in writers] == [[]] * WRITERS
    assert min(len(each.acknowledged) for each in writers) > 0
    file = settings().folder / "indsatskort.sqlite"
    assert faults_of(file) == []
    forget()
    event = tables.event.c
    with current_store().reading() as tx:
        saved = Counter(
            tx.connection.execute(
                sa.select(event.edit_id).where(event.name == EventName.ANSWER_SAVED)
            ).scalars()
        )
        standing = {
            row.item_id: (row.text, row.version)
            for row in tx.connection.execute(sa.select(tables.answer))
        }
    acknowledged = {edit for each in writers for edit in each.acknowledged}
    assert set(saved) == acknowledged
    assert set(saved.values()) == {1}
    for each in writers:
        assert list(each.acknowledged.values()) == list(range(1, len(each.acknowledged) + 1))
        assert standing[each.item] == (each.last_text, len(each.acknowledged))
    if THOROUGH:
        rate = len(acknowledged) / up
        print(f"{KILLS} kills, {len(acknowledged)} saves, {rate:.0f} a second while up")  # noqa: T201
