"""What is handed out for operation names things that exist, and the unit is one that systemd takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from indsatskort.settings import Settings

ROOT = Path(__file__).parents[1]
UNIT = "indsatskort@.service"
HANDED_OUT = ["Dockerfile", "compose.yaml", "docs/drift.md", f"deploy/{UNIT}", "deploy/nginx.conf"]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", HANDED_OUT)
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = {f"INDSATSKORT_{each.upper()}" for each in Settings.model_fields}

    assert set(re.findall(r"INDSATSKORT_[A-Z_]+", read(name))) <= known


def test_the_image_holds_what_the_program_is_made_of() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", read("Dockerfile"), re.MULTILINE)
    names = {name for each in copied for name in each.split()}

    assert names - {"requirements.txt"} == {
        *("app.py", "LICENSE", ".streamlit", "static", "data", "pages", "indsatskort")
    }
    assert all((ROOT / name).exists() for name in names)
    assert {f"!{name}" for name in names} <= set(read(".dockerignore").split())


def test_the_containers_write_nowhere_but_in_their_volumes_and_listen_where_nginx_looks() -> None:
    services = yaml.safe_load(read("compose.yaml"))["services"]
    kort = {name: each for name, each in services.items() if name.startswith("kort")}

    assert all(each["read_only"] and each["cap_drop"] == ["ALL"] for each in kort.values())
    ports = {each["environment"]["PORT"] for each in kort.values()}
    assert set(re.findall(r"server 127\.0\.0\.1:(\d+)", read("deploy/nginx.conf"))) == ports


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze")
    there = shutil.which("python3") or ""
    text = read(f"deploy/{UNIT}").replace("/opt/indsatskort/.venv/bin/python", there)
    copy = tmp_path / UNIT.replace("@", "@8501")
    copy.write_text(text, encoding="utf-8")

    done = subprocess.run(
        [analyze, "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )

    complaints = [line for line in done.stderr.splitlines() if copy.name in line]
    assert (done.returncode, complaints) == (0, [])
