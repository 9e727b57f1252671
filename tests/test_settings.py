"""The environment: defaults that fit one's own machine, secrets kept, addresses that links carry."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from indsatskort.announcing import _own_address
from indsatskort.errors import SetupError
from indsatskort.settings import Creating, Settings, settings

MANY = 6


@pytest.fixture(autouse=True)
def bare_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith("INDSATSKORT_") or name == "PORT":
            monkeypatch.delenv(name)
    monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path))


@pytest.mark.parametrize(
    ("host", "creating"),
    [
        ("127.0.0.1", Creating.OPEN),
        ("localhost", Creating.OPEN),
        ("::1", Creating.OPEN),
        ("0.0.0.0", Creating.CODE),
        ("::", Creating.CODE),
        ("192.168.1.20", Creating.CODE),
    ],
)
def test_creating_is_open_on_ones_own_machine_and_takes_a_code_elsewhere(
    monkeypatch: pytest.MonkeyPatch, host: str, creating: Creating
) -> None:
    monkeypatch.setenv("INDSATSKORT_HOST", host)

    assert Settings().creating is creating


@pytest.mark.parametrize("creating", Creating)
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_what_is_set_about_creating_holds_on_every_host(
    monkeypatch: pytest.MonkeyPatch, host: str, creating: Creating
) -> None:
    monkeypatch.setenv("INDSATSKORT_HOST", host)
    monkeypatch.setenv("INDSATSKORT_CREATE", creating)

    assert Settings().creating is creating


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:8501"),
        ({"PORT": "8600"}, "http://127.0.0.1:8600"),
        ({"INDSATSKORT_HOST": "192.168.1.20"}, "http://192.168.1.20:8501"),
        ({"INDSATSKORT_HOST": "0.0.0.0"}, "http://127.0.0.1:8501"),
        ({"INDSATSKORT_HOST": "::"}, "http://127.0.0.1:8501"),
        ({"INDSATSKORT_HOST": "::1"}, "http://[::1]:8501"),
        ({"INDSATSKORT_URL": "https://kort.example.dk/"}, "https://kort.example.dk"),
        ({"INDSATSKORT_URL": "http://10.0.0.1:80", "PORT": "1"}, "http://10.0.0.1:80"),
        ({"INDSATSKORT_URL": "", "PORT": ""}, "http://127.0.0.1:8501"),
    ],
)
def test_links_carry_the_public_address(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], address: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert Settings().public_url == address


@pytest.mark.parametrize(
    ("environment", "host", "is_known"),
    [
        ({}, "localhost", True),
        ({}, "[::1]", True),
        ({}, "kort.example.dk", False),
        ({}, socket.gethostname(), False),
        ({"INDSATSKORT_URL": "https://Kort.example.dk/kort"}, "kort.example.dk", True),
        ({"INDSATSKORT_HOSTS": "kort.lan, 10.0.0.7"}, "10.0.0.7", True),
        ({"INDSATSKORT_HOST": "192.168.1.20"}, "192.168.1.20", True),
        ({"INDSATSKORT_HOST": "0.0.0.0"}, socket.gethostname().lower(), True),
        ({"INDSATSKORT_HOST": "0.0.0.0"}, _own_address(), True),
        ({"INDSATSKORT_HOST": "0.0.0.0"}, "evil.example", False),
    ],
)
def test_only_our_own_names_are_answered(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], host: str, is_known: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert (host in Settings().allowed_hosts) is is_known


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "otte"),
        ("PORT", "70000"),
        ("INDSATSKORT_CREATE", "alle"),
        ("INDSATSKORT_URL", "kort.example.dk"),
        ("INDSATSKORT_URL", "ftp://kort.example.dk"),
        ("INDSATSKORT_URL", "https://"),
        ("INDSATSKORT_KEEP_MONTHS", "2"),  # below the least and above the most that may be chosen
        ("INDSATSKORT_KEEP_MONTHS", "61"),
        ("INDSATSKORT_KEEP_MOST_MONTHS", "0"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        with pytest.raises(SetupError, match=rf"\b{name}\b.*\.$"):
            settings()
    finally:
        settings.cache_clear()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://ole@db/kort", "postgresql+psycopg://ole@db/kort"),
        ("postgresql://ole@db/kort?x=1", "postgresql+psycopg://ole@db/kort?x=1"),
        ("postgresql+psycopg://db/kort", "postgresql+psycopg://db/kort"),
        ("sqlite:////srv/kort.sqlite", "sqlite:////srv/kort.sqlite"),
    ],
)
def test_a_database_is_reached_however_its_address_is_written(
    monkeypatch: pytest.MonkeyPatch, given: str, url: str
) -> None:
    monkeypatch.setenv("INDSATSKORT_DATABASE_URL", given)

    assert Settings().sqlalchemy_url == url


def test_without_a_database_there_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert Settings().sqlalchemy_url == f"sqlite:///{tmp_path / 'indsatskort.sqlite'}"


def test_the_data_folder_is_made_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path / "new" / "folder"))

    folder = Settings().folder

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == []


def test_a_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path / "file" / "folder"))

    with pytest.raises(SetupError, match=r"file/folder.*INDSATSKORT_DATA_DIR\.$"):
        _ = Settings().folder


@pytest.mark.parametrize(
    ("kept", "variable", "file"),
    [
        ("key", "INDSATSKORT_SECRET", "secret"),
        ("code_for_creating", "INDSATSKORT_CREATE_CODE", "create-code"),
    ],
)
def test_a_secret_is_made_once_and_kept_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str, variable: str, file: str
) -> None:
    made = getattr(Settings(), kept)

    assert getattr(Settings(), kept) == made != ""
    assert (tmp_path / file).read_text(encoding="utf-8") == made
    assert stat.S_IMODE((tmp_path / file).stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [file]
    monkeypatch.setenv(variable, "given")
    assert getattr(Settings(), kept) == "given"


def test_two_installations_have_two_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Settings().key
    monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path / "another"))

    assert Settings().key != first


def test_processes_that_race_share_one_secret(tmp_path: Path) -> None:
    ask = "from indsatskort.settings import settings; input(); print(settings().key)"
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", ask], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(MANY)
    ]
    for process in racing:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    keys = {process.communicate()[0].strip() for process in racing}

    assert len(keys) == 1
    assert keys == {(tmp_path / "secret").read_text(encoding="utf-8")}
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]
