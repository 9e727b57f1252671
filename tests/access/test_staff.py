"""Staff who sign in: until when, who may create, and what a form carries of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from indsatskort.access.staff import check_permit, permit, sign_in_secrets, staff_of
from indsatskort.errors import Fault, InvalidInputError, SetupError
from indsatskort.settings import Creating, Settings

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANNA: dict[str, Any] = {
    "is_logged_in": True,
    "sub": "a1",
    "name": "Anna Holm",
    "exp": int((NOW + timedelta(hours=1)).timestamp()),
    "roles": ["laeser", "indsatskort"],
}
PROVIDER: dict[str, Any] = {
    "create": Creating.OIDC,
    "oidc_url": "https://login.example/.well-known/openid-configuration",
    "oidc_client": "kort",
    "oidc_secret": "hemmeligt",
    "oidc_values": "indsatskort, chefer",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, secret="a secret", **PROVIDER)


@pytest.mark.parametrize(
    ("changed", "is_in", "may_create"),
    [
        ({}, True, True),
        ({"roles": "chefer"}, True, True),
        ({"roles": ["laeser"]}, True, False),
        ({"roles": "indsatskort, chefer"}, True, False),
        ({"roles": []}, True, False),
        ({"roles": None}, True, False),
        ({"roles": 7}, True, False),
        ({"groups": ["indsatskort"], "roles": []}, True, False),
        ({"exp": int(NOW.timestamp()) + 1}, True, True),
        ({"exp": int(NOW.timestamp())}, False, False),
        ({"exp": None}, False, False),
        ({"exp": "2099"}, False, False),
        ({"is_logged_in": False}, False, False),
        ({"is_logged_in": "ja"}, False, False),
    ],
)
def test_a_token_gives_what_its_claims_say_and_until_it_ends(
    settings: Settings, changed: dict[str, Any], is_in: bool, may_create: bool
) -> None:
    staff = staff_of(ANNA | changed, settings, NOW)

    assert (staff is not None) is is_in
    assert bool(permit(staff, settings)) is may_create


def test_nobody_is_signed_in_where_there_are_no_claims(settings: Settings) -> None:
    assert staff_of({}, settings, NOW) is None


def test_a_permit_is_good_until_the_token_ends_and_only_here(
    settings: Settings, tmp_path: Path
) -> None:
    given = permit(staff_of(ANNA, settings, NOW), settings)
    elsewhere = Settings(data_dir=tmp_path, secret="another secret", **PROVIDER)

    def is_good(text: str, of: Settings = settings, after: timedelta = timedelta(0)) -> bool:
        try:
            check_permit(text, of, NOW + after)
        except InvalidInputError as refusal:
            return refusal.fault is not Fault.SIGN_IN_TO_CREATE
        return True

    assert is_good(given)
    assert is_good(given, after=timedelta(minutes=59))
    assert not is_good(given, after=timedelta(minutes=60))
    assert not is_good(given, elsewhere)
    assert not any(map(is_good, ["", "x", given[:-1], "9" + given, permit(None, settings)]))


def test_streamlit_is_given_the_provider_only_where_staff_sign_in(
    settings: Settings, tmp_path: Path
) -> None:
    assert sign_in_secrets(Settings(data_dir=tmp_path)) == {}
    given = sign_in_secrets(settings)["auth"]
    assert given["redirect_uri"] == "http://127.0.0.1:8501/oauth2callback"
    assert len(given["cookie_secret"]) == 64
    assert given["cookie_secret"] != settings.key


@pytest.mark.parametrize(
    ("given", "is_fit"),
    [
        ({"create": "open"}, True),
        ({"create": "open", "host": "0.0.0.0"}, False),
        ({"create": "open", "host": "0.0.0.0", "create_open": "yes"}, True),
        ({"create": "open", "url": "https://kort.example.dk"}, False),
        ({"create": "open", "url": "https://kort.example.dk", "create_open": "yes"}, True),
        ({"create": "open", "url": "http://localhost:8600"}, True),
        ({"host": "0.0.0.0"}, True),
        ({"create": "code", "host": "0.0.0.0"}, True),
        (PROVIDER, True),
        *[(PROVIDER | {name: ""}, False) for name in PROVIDER if name != "create"],
        (PROVIDER | {"oidc_values": " , "}, False),
    ],
)
def test_what_would_let_in_everybody_or_nobody_stops_the_start(
    given: dict[str, Any], is_fit: bool
) -> None:
    if is_fit:
        Settings(**given).check()
    else:
        with pytest.raises(SetupError, match="INDSATSKORT_CREATE="):
            Settings(**given).check()


def test_behind_a_public_address_a_code_is_asked_for_though_the_server_listens_here_alone() -> None:
    assert Settings(url="https://kort.example.dk").creating is Creating.CODE
