"""Servers to measure, each a process of its own on a free port of the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.big_card import ROOT

START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, and which process it is."""

    port: int
    pid: int

    def resident_mb(self) -> float:
        """Memory the process holds, in MB of 10⁶ bytes. Linux only."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / 1e6


@contextmanager
def ours(folder: Path) -> Iterator[Server]:
    """`python app.py` over a data folder."""
    with _running([sys.executable, "app.py"], INDSATSKORT_DATA_DIR=str(folder)) as server:
        yield server


@contextmanager
def echo(folder: Path) -> Iterator[Server]:
    """The bare echo on the same web server, over a data folder."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.echo:app", "--port", str(port)]
    environment = {"PORT": str(port), "INDSATSKORT_DATA_DIR": str(folder)}
    command += ["--log-level", "error", "--no-access-log"]
    with _running(command, **environment) as server:
        yield server


@contextmanager
def streamlit_page(page: Path, *, collects: bool, **environment: str) -> Iterator[Server]:
    """An ordinary Streamlit page; `collects` is Streamlit's default of collecting garbage after a run."""
    port = str(_free_port())
    command = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", port]
    command += ["--runner.postScriptGC", str(collects).lower()]
    with _running(command, PORT=port, PYTHONPATH=str(ROOT), **environment) as server:
        yield server


@contextmanager
def _running(command: list[str], **environment: str) -> Iterator[Server]:
    environment = {"PORT": str(_free_port()), **environment}
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(int(environment["PORT"]), process)
        yield Server(int(environment["PORT"]), process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("a server did not start")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
