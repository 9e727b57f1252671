"""Gets what the tests need beside the Python packages: a browser, LibreOffice and nginx.

From PATH, else (for the browser) Playwright's own, else Debian's package where we are root with apt.
What cannot be had is named; the tests that need it are then skipped, or fail where `CI` is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

# Chromium without a window's parts comes first: it starts and draws faster.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OFFICES = ("soffice", "libreoffice")
# What each part of LibreOffice is called as a package and in its folder.
OFFICE_PARTS = {"calc": "libsclo.so", "impress": "libsdlo.so", "writer": "libswlo.so"}


def browser() -> str | None:
    """The path of a Chromium that runs, or None."""
    return _on_path(BROWSERS) or _playwrights_own()


def office(part: str = "calc") -> str | None:
    """The path of LibreOffice with this part, or None."""
    path = _on_path(OFFICES)
    program = Path(path).resolve().parent if path else Path()
    is_split = (program / "soffice.bin").exists()  # Debian has a package for each part
    return None if is_split and not (program / OFFICE_PARTS[part]).exists() else path


def nginx() -> str | None:
    """The path of nginx, or None. Debian keeps it where only root looks."""
    return _on_path(("nginx", "/usr/sbin/nginx"))


def get() -> int:
    """Install what is missing where that is possible; say what is done and what is not."""
    missing: dict[str, Callable[[], str | None]] = {"chromium": browser}
    missing |= {f"libreoffice-{part}": partial(office, part) for part in OFFICE_PARTS}
    missing |= {"nginx-light": nginx}
    packages = [package for package, find in missing.items() if find() is None]
    if packages and _can_install():
        _apt("update")
        if "chromium" in packages and _apt("show", "chromium-headless-shell", by="apt-cache"):
            packages[packages.index("chromium")] = "chromium-headless-shell"
        print(f"Installing {', '.join(packages)} with apt-get.", flush=True)
        _apt("install", "--yes", "--no-install-recommends", *packages)
    for package, find in missing.items():
        if find() is None:
            print(f"{package} is missing: the tests that need it are skipped.", flush=True)
    return 0


def _on_path(names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _can_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(*arguments: str, by: str = "apt-get") -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [by, "-qq", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.run(command, env=environment, check=False, stdout=quiet).returncode == 0


if __name__ == "__main__":
    sys.exit(get())
