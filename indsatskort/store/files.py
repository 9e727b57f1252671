"""The files of the data folder by name, and folders that only we may read."""

from __future__ import annotations

from pathlib import Path

DATABASE = "indsatskort.sqlite"
KEPT_FILES = ("secret", "create-code")
"""What is made once and kept beside the database; without the secret, links and cookies are void."""


def private_folder(path: Path) -> Path:
    """The folder, made when missing. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
