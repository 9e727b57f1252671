"""Gets what the tests need beside the Python packages: a browser and LibreOffice.

From PATH, else (for the browser) Playwright's own, else Debian's package where we are root with apt.
What cannot be had is named; the tests that need it are then skipped, or fail where `CI` is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFICES = ("soffice", "libreoffice")


def browser() -> str | None:
    """The path of a Chromium that runs, or None."""
    return _on_path(BROWSERS) or _playwrights_own()


def office() -> str | None:
    """The path of LibreOffice, or None."""
    return _on_path(OFFICES)


def get() -> int:
    """Install what is missing where that is possible; say what is done and what is not."""
    missing = {"chromium": browser, "libreoffice-calc": office}
    packages = [package for package, find in missing.items() if find() is None]
    if packages and _can_install():
        print(f"Installing {', '.join(packages)} with apt-get.", flush=True)
        _apt("update")
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


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        ["apt-get", "-qq", *arguments], env=environment, check=False, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    sys.exit(get())
