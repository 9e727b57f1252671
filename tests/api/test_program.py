"""The whole program, `python app.py`: it lives, ends when told to, and says why it cannot start."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from indsatskort.store.engine import Store
from tests.api.conftest import OnACard, Person, body
from tests.api.serving import ROOT, free_port, listening, program, surroundings
from tests.conftest import THOROUGH
from tests.exchange.filled import example
from tests.exchange.nasty import damaged, nasty_files
from tests.exchange.returned import exported

FILES = 1_000 if THOROUGH else 3  # damaged ones, besides the nasty ones made by hand
HEAVIEST = (
    "too many bytes",
    "a zip bomb",
    "a million rows",
    "too many cells",
    "entities that grow",
)
STREAMS = 20
START_SECONDS = 60.0
FROM_FOLDER = ("indsatskort", "pages", "data", "static", ".streamlit")


def made(folder: Path, port: int, *arguments: str, **environment: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "indsatskort", *arguments, "--json"]
    around = surroundings(folder, {"PORT": str(port)} | environment)
    done = subprocess.run(command, cwd=ROOT, env=around, check=True, capture_output=True)
    card: dict[str, Any] = json.loads(done.stdout)
    return card


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/api/health", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail("".join(process.communicate()))


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, subprocess.Popen[str], dict[str, Any]]]:
    """The program's address, its process, and a new card in it. The last who uses it ends it."""
    folder, port = tmp_path_factory.mktemp("running"), free_port()
    card = made(folder, port, "new", "--municipality", "Lindebjerg", "--care-homes", "2")
    address = f"http://127.0.0.1:{port}"
    with program(folder, PORT=str(port)) as process:
        wait_for(address, process)
        yield address, process, card


def on(card: dict[str, Any]) -> OnACard:
    links = {actor["name"]: actor["url"] for actor in card["actors"]}
    links |= {"facilitator": card["facilitator"]}
    return OnACard(
        id=card["card"],
        round=card["round"],
        actors={actor["name"]: actor["id"] for actor in card["actors"]},
        tokens={name: url.rpartition("/")[2] for name, url in links.items()},
    )


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process in /proc")
def test_hostile_files_leave_the_server_and_its_memory_as_they_were(
    running: tuple[str, subprocess.Popen[str], dict[str, Any]],
) -> None:
    address, process, made_card = running
    card = on(made_card)
    good, nasty = exported(example()), nasty_files()
    files = [nasty[kind][0] for kind in (nasty if THOROUGH else HEAVIEST)]
    files += [damaged(good, seed) for seed in range(FILES)]
    with httpx.Client(base_url=address, timeout=60) as browser:
        anna = Person(card, browser).come_in("facilitator", "Anna")
        answers = f"/api/cards/{card.id}/rounds/{card.round}/answers"
        anna.save("Bliver stående.", column=made_card["actors"][1]["name"], item="D4.2.7")

        def send(data: bytes) -> None:
            url = f"/api/cards/{card.id}/uploads?som={anna.som}"
            assert browser.post(url, files={"fil": ("kort.xlsx", data)}).status_code == 303

        for _ in range(3):
            send(good)
        stood, before = browser.get(answers, headers={"X-Som": anna.som}).json(), resident(process)
        most = 0.0
        for data in files:
            send(data)
            most = max(most, resident(process))

        assert browser.get(answers, headers={"X-Som": anna.som}).json() == stood
    assert most <= 1.5 * before, f"{before:.0f} MB before, {most:.0f} MB at most"
    assert process.poll() is None


def resident(process: subprocess.Popen[str]) -> float:
    """The memory that a process holds, in MB of 10⁶ bytes; that of its children is not in it."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6


def test_a_server_starts_without_what_pictures_alone_need(tmp_path: Path) -> None:
    look = "import app, sys; print(*sorted({'streamlit', 'pandas', 'pyarrow'} & set(sys.modules)))"
    around = surroundings(tmp_path, {})
    command = [sys.executable, "-c", look]
    done = subprocess.run(command, cwd=ROOT, env=around, check=True, capture_output=True, text=True)

    assert done.stdout.split() == ["streamlit"]


def test_twenty_streams_hear_a_save_and_the_server_ends_within_five_seconds(
    running: tuple[str, subprocess.Popen[str], dict[str, Any]],
) -> None:
    address, process, made_card = running
    card = on(made_card)
    name = made_card["actors"][1]["name"]
    with ExitStack() as stack:
        browser = stack.enter_context(httpx.Client(base_url=address))
        anna = Person(card, browser).come_in("facilitator", "Anna")
        streams = [stack.enter_context(listening(anna)) for _ in range(STREAMS)]
        for stream in streams:
            stream.next("presence")

        revision = anna.save("Hørt af alle.", column=name).json()["revision"]
        assert {stream.next("answers", within=5).id for stream in streams} == {revision}

        with half_a_save(address, anna, name) as finish:
            process.send_signal(signal.SIGTERM)
            assert finish() == 200  # what was on its way in is saved, and whoever sent it is told
        assert process.wait(timeout=5) is not None
        assert all(stream.ended.wait(5) for stream in streams)
    assert process.returncode in {0, -signal.SIGTERM}
    told = "".join(process.communicate())
    for untold in ("Traceback", card.tokens["facilitator"], card.id, anna.som, "serveren skulle"):
        assert untold not in told


@contextmanager
def half_a_save(address: str, person: Person, column: str) -> Iterator[Callable[[], int]]:
    """A save whose request has come in and whose body has not; calling it sends the rest and gives the
    status of the answer."""
    host, port = address.removeprefix("http://").split(":")
    sent = json.dumps(body("På vej, da serveren skulle stoppe.", base=1)).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in person.browser.cookies.items())
    head = [
        f"PUT /api/cards/{person.card.id}{person.card.cell(column)} HTTP/1.1",
        f"Host: {host}:{port}",
        f"Cookie: {cookies}",
        f"X-Som: {person.som}",
        "Content-Type: application/json",
        f"Content-Length: {len(sent)}",
        "Expect: 100-continue",
        "Connection: close",
    ]
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode())
        assert b" 100 " in connection.recv(1_000)

        def finish() -> int:
            connection.sendall(sent)
            return int(connection.recv(1_000).split()[1])

        yield finish


def refusal(folder: Path, **environment: str) -> str:
    """The one line that a program says which cannot start."""
    with program(folder, **({"PORT": str(free_port())} | environment)) as process:
        _, told = process.communicate(timeout=START_SECONDS)
    assert process.returncode not in {0, None}
    assert "Traceback" not in told
    [line] = told.strip().splitlines()
    return line


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        assert f"Porten {port}" in refusal(tmp_path, PORT=port)


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "folder"

    assert str(folder) in refusal(folder)


def test_a_database_that_is_newer_than_the_program_stops_the_start(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'indsatskort.sqlite'}")
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()

    assert "nyere udgave" in refusal(tmp_path)


def test_a_setting_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    assert "INDSATSKORT_URL" in refusal(tmp_path, INDSATSKORT_URL="kort.example.dk")


def test_broken_content_stops_the_start_and_is_named(tmp_path: Path) -> None:
    copy, data = tmp_path / "copy", tmp_path / "var"
    for name in FROM_FOLDER:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", copy)
    (copy / "data" / "scale.yaml").write_text("levels: [\n", encoding="utf-8")

    assert "scale.yaml" in refusal(data, CWD=str(copy))
