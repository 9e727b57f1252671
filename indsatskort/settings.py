"""What the environment decides: where data lie, who may create cards, which address links carry."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from indsatskort.errors import SetupError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound


class Creating(StrEnum):
    """Who may create a card: anybody who reaches the page, whoever knows the code, or staff who sign in."""

    OPEN = "open"
    CODE = "code"
    OIDC = "oidc"


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
    create_open: str = Field(default="", pattern=r"^(yes)?$")
    oidc_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_claim: str = "roles"
    oidc_values: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, validation_alias="PORT", ge=0, le=65_535)
    url: str = Field(default="", pattern=r"^(https?://[^\s/]+\S*)?$")
    hosts: str = ""
    proxies: str = ""
    metrics_token: str = ""
    keep_months: int = Field(default=24, ge=1, le=600)
    keep_least_months: int = Field(default=3, ge=1, le=600)
    keep_most_months: int = Field(default=60, ge=1, le=600)
    log_days: int = Field(default=184, ge=1, le=3_660)  # six months
    session_days: int = Field(default=180, ge=1, le=400)  # from one meeting to the midway follow-up
    alias_months: int = Field(default=3, ge=1, le=600)
    owner: str = Field(default="", max_length=80)
    contact: str = Field(default="", max_length=200)
    accessibility_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    privacy_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    backup_dir: Path | None = None
    backup_key: str = ""
    backup_days: int = Field(default=30, ge=1, le=3_650)

    @property
    def public_url(self) -> str:
        """The address that links carry, without a slash at the end."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        host = f"[{host}]" if ":" in host else host
        return self.url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Whether people reach the server over HTTPS, by a proxy before it."""
        return self.public_url.startswith("https://")

    @property
    def allowed_hosts(self) -> list[str]:
        """The names a request may ask for: the public one, this machine's, and those that are set."""
        named = {each.strip() for each in self.hosts.split(",")}
        here = own_names() if self.host in EVERYWHERE else {self.host}
        public = urlsplit(self.public_url).hostname or ""
        known = {each.lower() for each in (*LOOPBACK, public, *here, *named) if each}
        return sorted(known | {f"[{each}]" for each in known if ":" in each})

    def client_address(self, peer: str, forwarded_for: str) -> str:
        """Where a request comes from; a proxy is believed only when it is one that is set."""
        is_proxy = peer in {each.strip() for each in self.proxies.split(",")} - {""}
        return forwarded_for.rpartition(",")[2].strip() or peer if is_proxy else peer

    @property
    def is_for_this_machine(self) -> bool:
        """Whether nobody else can reach it: neither straight nor by a proxy with a public address."""
        return self.host in LOOPBACK and urlsplit(self.public_url).hostname in LOOPBACK

    @property
    def creating(self) -> Creating:
        """Open on one's own machine, with a code anywhere else, unless something is set."""
        return self.create or (Creating.OPEN if self.is_for_this_machine else Creating.CODE)

    @property
    def oidc_creators(self) -> frozenset[str]:
        """The values of the claim that let somebody create cards."""
        return frozenset(each.strip() for each in self.oidc_values.split(",")) - {""}

    def check(self) -> None:
        """Raises SetupError when what is set about creating would let in everybody, or nobody, and when
        cards would be kept for a time that nobody may choose."""
        is_open = self.creating is Creating.OPEN and not self.is_for_this_machine
        if is_open and not self.create_open:
            raise SetupError(
                f"INDSATSKORT_CREATE=open lader alle, der kan nå {self.public_url}, oprette kort. Vælg code "
                "eller oidc, eller sæt også INDSATSKORT_CREATE_OPEN=yes, hvis det er meningen."
            )
        needed = (self.oidc_url, self.oidc_client, self.oidc_secret, self.oidc_creators)
        if self.creating is Creating.OIDC and not all(needed):
            raise SetupError(
                "INDSATSKORT_CREATE=oidc kræver INDSATSKORT_OIDC_URL, INDSATSKORT_OIDC_CLIENT, "
                "INDSATSKORT_OIDC_SECRET og INDSATSKORT_OIDC_VALUES. README.md viser, hvad der skal stå."
            )

        if not self.keep_least_months <= self.keep_months <= self.keep_most_months:
            raise SetupError(
                "INDSATSKORT_KEEP_MONTHS skal ligge fra INDSATSKORT_KEEP_LEAST_MONTHS "
                f"({self.keep_least_months}) til INDSATSKORT_KEEP_MOST_MONTHS ({self.keep_most_months})."
            )

    @property
    def backup_folder(self) -> Path:
        """Where backups are written; better on another disk than the database."""
        return self.backup_dir.resolve() if self.backup_dir else self.folder / "backups"

    @property
    def has_own_database(self) -> bool:
        """Whether the database is the SQLite file in the data folder, which we back up ourselves."""
        return not self.database_url

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

    @property
    def log_folder(self) -> Path:
        """Where the log lies, a file for each day."""
        return self.folder / "logs"

    @cached_property
    def key(self) -> str:
        """The secret that signs cookies and hides tokens: given, or made once and kept."""
        return self.secret or _kept(self.folder / "secret", lambda: secrets.token_urlsafe(32))

    @cached_property
    def code_for_creating(self) -> str:
        """The code that lets somebody create a card: given, or made once and kept."""
        return self.create_code or _kept(self.folder / "create-code", lambda: secrets.token_hex(4))


def own_names() -> set[str]:
    """What this machine is called on its network: its names and its addresses."""
    name = socket.gethostname()
    names = {name, f"{name}.local", socket.getfqdn()}
    for family, target in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))  # addresses for examples; asking for a route sends nothing
            names.add(str(probe.getsockname()[0]))
    with suppress(OSError):
        names |= {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
    return names


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
        found = Settings()
    except ValidationError as error:
        names = {str(each["loc"][0]).upper() for each in error.errors()}
        named = ", ".join(
            sorted(name if name == "PORT" else f"INDSATSKORT_{name}" for name in names)
        )
        raise SetupError(
            f"Miljøet sætter {named} til noget, der ikke kan bruges. Tabellen i README.md viser, "
            "hvad der kan stå."
        ) from error
    found.check()
    return found
