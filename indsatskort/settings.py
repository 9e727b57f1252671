"""What the environment decides: where data lie, who may create cards, which address links carry."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from indsatskort.errors import SetupError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound


class Creating(StrEnum):
    """Who may create a card: anybody who reaches the page, or whoever knows the code."""

    OPEN = "open"
    CODE = "code"


class Settings(BaseSettings):
    """Read from `INDSATSKORT_*` and `PORT`; every default works on one's own machine."""

    model_config = SettingsConfigDict(
        env_prefix="INDSATSKORT_", env_ignore_empty=True, populate_by_name=True
    )

    database_url: str = ""
    data_dir: Path = Path("var")
    secret: str = ""
    create: Creating | None = None
    create_code: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, validation_alias="PORT", ge=0, le=65_535)
    url: str = Field(default="", pattern=r"^(https?://[^\s/]+\S*)?$")

    @property
    def public_url(self) -> str:
        """The address that links carry, without a slash at the end."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        host = f"[{host}]" if ":" in host else host
        return self.url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def creating(self) -> Creating:
        """Open on one's own machine, with a code anywhere else, unless something is set."""
        return self.create or (Creating.OPEN if self.host in LOOPBACK else Creating.CODE)

    @cached_property
    def sqlalchemy_url(self) -> str:
        """SQLite in the data folder unless a database is named; PostgreSQL is reached by psycopg."""
        if not self.database_url:
            return f"sqlite:///{self.folder / 'indsatskort.sqlite'}"
        scheme, _, rest = self.database_url.partition("://")
        is_plain = scheme in {"postgres", "postgresql"}
        return f"postgresql+psycopg://{rest}" if is_plain else self.database_url

    @cached_property
    def folder(self) -> Path:
        """The data folder, made when missing. Raises SetupError when it cannot be written."""
        folder = self.data_dir.resolve()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = folder / f".probe-{secrets.token_hex(4)}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise SetupError(
                f"Mappen {folder} kan ikke bruges ({error.strerror}). Giv programmet lov til at "
                "skrive i den, eller vælg en anden mappe med INDSATSKORT_DATA_DIR."
            ) from error
        return folder

    @cached_property
    def key(self) -> str:
        """The secret that signs cookies and hides tokens: given, or made once and kept."""
        return self.secret or _kept(self.folder / "secret", lambda: secrets.token_urlsafe(32))

    @cached_property
    def code_for_creating(self) -> str:
        """The code that lets somebody create a card: given, or made once and kept."""
        return self.create_code or _kept(self.folder / "create-code", lambda: secrets.token_hex(4))


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The text of a file only we can read, made by the first process that asks for it."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="utf-8")
        with suppress(FileExistsError):  # another process was first; then theirs holds
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises SetupError for a value that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        names = {str(each["loc"][0]).upper() for each in error.errors()}
        named = ", ".join(
            sorted(name if name == "PORT" else f"INDSATSKORT_{name}" for name in names)
        )
        raise SetupError(
            f"Miljøet sætter {named} til noget, der ikke kan bruges. Tabellen i README.md viser, "
            "hvad der kan stå."
        ) from error
