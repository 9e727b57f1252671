"""The command line: cards made, found again, and printed in the form that other programs rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import sqlalchemy as sa

from indsatskort.__main__ import main
from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.access.tokens import keys
from indsatskort.cards import service
from indsatskort.settings import settings
from indsatskort.store import current_store, tables

ROOT = Path(__file__).parents[1]
ADDRESS = "https://kort.example.dk"


def forget() -> None:
    for kept in (settings, keys, current_store):
        kept.cache_clear()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("INDSATSKORT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("INDSATSKORT_URL", f"{ADDRESS}/")
    forget()
    yield
    if current_store.cache_info().currsize:
        current_store().close()
    forget()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    made: dict[str, Any] = json.loads(told.out)
    return made


def role_of(url: str) -> tuple[Role, str | None]:
    assert url.startswith(f"{ADDRESS}/d/")
    with current_store().reading() as tx:
        invitation = access.invitation_of(tx, urlsplit(url).path.rpartition("/")[2])
    return invitation.role, invitation.actor_id


def check_form(made: dict[str, Any]) -> None:
    """The documented form, whose links lead where they say."""
    assert list(made) == ["card", "round", "facilitator", "viewer", "actors"]
    assert UUID(made["card"]) != UUID(made["round"])
    assert role_of(made["facilitator"]) == (Role.FACILITATOR, None)
    assert role_of(made["viewer"]) == (Role.VIEWER, None)
    for actor in made["actors"]:
        assert list(actor) == ["id", "kind", "name", "url"]
        assert role_of(actor["url"]) == (Role.PARTICIPANT, actor["id"])


def kinds(made: dict[str, Any]) -> Counter[str]:
    return Counter(actor["kind"] for actor in made["actors"])


def test_the_example_card_is_made_once_and_then_found_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = printed(capsys, "demo"), printed(capsys, "demo")

    assert first == second
    check_form(first)
    assert kinds(first) == {"municipality": 1, "care_home": 1, "association": 1}


def test_the_example_card_has_one_round_with_driver_1_filled_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed(capsys, "demo")
    with current_store().reading() as tx:
        token = service.example_viewer_token(tx)
        assert token
        seat = access.invitation_of(tx, token)
    with current_store().writing() as tx:
        who = access.take_seat(tx, seat, "Dorte", None)
        [filled] = service.read_all_rounds(tx, who)

    assert filled.card.municipality == "Eksempelkommune"
    assert len(filled.answers) == 28
    assert {item_id[:2] for item_id, _ in filled.answers} == {"D1"}
    assert not any(answer.is_proxy for answer in filled.answers.values())


def test_the_full_card_is_invented_says_so_and_has_two_rounds_and_six_columns(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = printed(capsys, "demo", "--full"), printed(capsys, "demo", "--full")

    assert first == second
    check_form(first)
    assert sum(kinds(first).values()) == 6
    with current_store().writing() as tx:
        token = urlsplit(first["facilitator"]).path.rpartition("/")[2]
        anna = access.take_seat(tx, access.invitation_of(tx, token), "Anna", None)
        rounds = service.read_all_rounds(tx, anna)
    assert [each.round.number for each in rounds] == [1, 2]
    assert rounds[-1].round.id == first["round"]
    assert "opdigtet" in f"{rounds[0].card.title} {rounds[0].card.municipality}".lower()
    assert {item_id[:2] for item_id, _ in rounds[0].answers} >= {"D1", "D2", "D3", "D4"}


def test_the_two_examples_are_two_cards(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "demo")["card"] != printed(capsys, "demo", "--full")["card"]


def test_a_new_card_has_the_columns_that_were_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("new", "--municipality", "Ærø", "--care-homes", "3", "--associations", "2")

    made, again = printed(capsys, *asked), printed(capsys, *asked)

    check_form(made)
    assert kinds(made) == {"municipality": 1, "care_home": 3, "association": 2}
    assert len({actor["name"] for actor in made["actors"]}) == 6
    assert made["card"] != again["card"]


def test_without_json_the_links_stand_below_each_other_with_their_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = printed(capsys, "demo")
    assert main(["demo"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines] == [
        made["facilitator"],
        made["viewer"],
        *(actor["url"] for actor in made["actors"]),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "--municipality", ""),
        ("new", "--municipality", "x" * 81),
        ("new", "--municipality", "By", "--care-homes", "61"),
        ("new", "--municipality", "By\x07"),
    ],
)
def test_a_wrong_input_is_one_sentence_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main(arguments) == 1

    told = capsys.readouterr()
    assert told.out == ""
    [line] = told.err.splitlines()
    assert line.endswith(".")
    with current_store().reading() as tx:
        assert tx.connection.execute(sa.select(tables.card)).all() == []


@pytest.mark.parametrize("arguments", [(), ("nothing",), ("new",), ("new", "--care-homes", "to")])
def test_a_command_that_is_not_understood_ends_with_status_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2


def test_a_data_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    around = os.environ | {"INDSATSKORT_DATA_DIR": str(tmp_path / "file" / "folder")}

    done = subprocess.run(
        [sys.executable, "-m", "indsatskort", "demo", "--json"],
        cwd=ROOT,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("Mappen ")
    assert line.endswith(".")


def test_a_card_is_written_out_and_brought_in_as_a_new_card(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(capsys, "demo", "--full")
    assert main(["export", first["card"]]) == 0
    written = capsys.readouterr().out
    file = tmp_path / "kort.json"
    file.write_text(written, encoding="utf-8")

    second = printed(capsys, "import", str(file))

    check_form(second)
    assert second["card"] != first["card"]
    assert main(["export", second["card"]]) == 0
    assert capsys.readouterr().out == written


@pytest.mark.parametrize("content", [None, "intet kort"])
def test_a_file_that_is_no_card_gets_one_sentence(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kort.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    assert main(["import", str(file)]) == 1
    assert capsys.readouterr().err.startswith("Filen er ikke et helt kort")


def test_a_card_that_is_not_there_is_not_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "findes-ikke"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Det findes ikke")


def test_purge_deletes_what_nobody_has_touched_for_so_long_and_nothing_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(capsys, "demo")
    old, new = (printed(capsys, "new", "--municipality", name) for name in ("Gammelby", "Nyby"))
    long_ago = datetime.now(UTC) - timedelta(days=800)
    with current_store().writing() as tx:
        for table, column in ((tables.card, "created_at"), (tables.event, "at")):
            key = table.c.id if table is tables.card else table.c.card_id
            tx.connection.execute(
                table.update().where(key == old["card"]).values({column: long_ago})
            )

    assert main(["purge"]) == 0

    assert "Slettet: 1 kort" in capsys.readouterr().out
    with current_store().reading() as tx:
        left = tx.connection.execute(sa.select(tables.card.c.municipality)).scalars().all()
    assert sorted(left) == ["Eksempelkommune", "Nyby"]
    assert new["card"]
    kept = b"".join(path.read_bytes() for path in settings().folder.iterdir())
    assert b"Gammelby" not in kept


def test_a_backup_is_taken_checked_and_brought_back_with_a_sentence_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = printed(capsys, "demo")
    assert main(["backup"]) == 0
    [made] = (tmp_path / "backups").iterdir()
    assert str(made) in capsys.readouterr().out
    with current_store().writing() as tx:
        tx.connection.execute(tables.card.delete())
    current_store().close()
    current_store.cache_clear()

    assert main(["restore", "--check", str(made)]) == 0
    assert "Kopien er hel" in capsys.readouterr().out
    assert main(["restore", str(made)]) == 0

    assert "replaced-" in capsys.readouterr().out
    assert printed(capsys, "demo") == card
    assert main(["restore", str(tmp_path / "findes-ikke")]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith(".")


@pytest.mark.parametrize("arguments", [("backup",), ("restore", "fil")])
def test_a_database_elsewhere_is_backed_up_by_its_own_tools(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_DATABASE_URL", "postgresql://kort@db/kort")
    forget()

    assert main(arguments) == 1
    assert "pg_dump" in capsys.readouterr().err
