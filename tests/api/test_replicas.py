"""Several processes on one PostgreSQL: what one saves, those who listen at another one hear."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Person
from tests.api.serving import free_port, listening, program
from tests.api.test_program import made, on, wait_for
from tests.conftest import new_database

pytestmark = pytest.mark.postgres
PATIENCE = 10.0  # seconds

Replica = tuple[str, subprocess.Popen[str]]


@pytest.fixture
def shared(postgres: str) -> dict[str, str]:
    """What all replicas have in common."""
    url = new_database(postgres).replace("postgresql+psycopg://", "postgresql://")
    return {"INDSATSKORT_DATABASE_URL": url, "INDSATSKORT_SECRET": "the replicas' own secret"}


@pytest.fixture
def replicas(tmp_path: Path, shared: dict[str, str]) -> Iterator[list[Replica]]:
    """The addresses and processes of two that run."""
    with ExitStack() as stack:
        running = []
        for _ in range(2):
            port = free_port()
            process = stack.enter_context(program(tmp_path, PORT=str(port), **shared))
            running.append((f"http://127.0.0.1:{port}", process))
        for replica in running:
            wait_for(*replica)
        yield running


def test_people_at_two_replicas_hear_each_other_and_go_on_at_one_when_the_other_dies(
    tmp_path: Path, shared: dict[str, str], replicas: list[Replica]
) -> None:
    (first, dying), (second, _) = replicas
    made_card = made(tmp_path, free_port(), "new", "--municipality", "Lindebjerg", **shared)
    card, name = on(made_card), made_card["actors"][0]["name"]

    with ExitStack() as stack:
        here = stack.enter_context(httpx.Client(base_url=first))
        there = stack.enter_context(httpx.Client(base_url=second))
        anna = Person(card, here).come_in("facilitator", "Anna")
        bo = Person(card, there).come_in(name, "Bo")
        annas, bos = (stack.enter_context(listening(each)) for each in (anna, bo))

        revision = anna.save("Skrevet hos den ene.", column=name).json()["revision"]
        assert bos.next("answers", within=PATIENCE).id == revision
        assert annas.next("answers", within=PATIENCE).id == revision
        revision = bo.save("Rettet hos den anden.", column=name, base=1).json()["revision"]
        assert annas.next("answers", within=PATIENCE).id == revision
        last = annas.last_id

        dying.send_signal(signal.SIGKILL)
        dying.wait(PATIENCE)
        revision = bo.save("Skrevet imens.", column=name, base=2).json()["revision"]

        here.base_url = httpx.URL(second)  # the proxy sends her on; her cookie goes along
        with listening(anna, last_id=last) as stream:
            assert stream.next("answers", within=PATIENCE).id == revision
        assert anna.save("Anna er med igen.", column=name, base=3).status_code == 200
