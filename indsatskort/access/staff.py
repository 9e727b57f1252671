"""Staff who sign in with their work account: what their provider says of them, and whether they may create."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from indsatskort.errors import Fault, InvalidInputError
from indsatskort.settings import Creating, Settings

CALLBACK = "/oauth2callback"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who is signed in until their token ends. `person` is who they are to the provider that said
    so; `name` is for the screen and proves nothing."""

    person: str
    name: str
    until: datetime
    may_create: bool


def staff_of(claims: Mapping[str, Any], settings: Settings, now: datetime) -> Staff | None:
    """Who the claims of an OpenID Connect token are about; None for nobody and when the token has ended.

    Streamlit checks the token's signature at sign-in and keeps the claims for 30 days; that they end
    with `exp` is for us to see to.
    """
    ends = claims.get("exp")
    if claims.get("is_logged_in") is not True or not isinstance(ends, int | float):
        return None
    if ends <= now.timestamp():
        return None
    name = next((each for each in map(claims.get, ("name", "email", "sub")) if each), "")
    until = datetime.fromtimestamp(ends, UTC)
    person = json.dumps([claims.get("iss"), claims.get("sub")])
    return Staff(person, str(name), until, _may_create(claims, settings))


def _may_create(claims: Mapping[str, Any], settings: Settings) -> bool:
    said = claims.get(settings.oidc_claim)
    given = said if isinstance(said, list) else [said]
    return any(each in settings.oidc_creators for each in given if isinstance(each, str))


def permit(staff: Staff | None, settings: Settings) -> str:
    """What a form carries from the page that knows who is signed in; good until the token ends, and empty
    for whoever may not create."""
    if staff is None or not staff.may_create:
        return ""
    return str(_permits(settings).dumps(staff.until.timestamp()))


def check_permit(text: str, settings: Settings, now: datetime) -> None:
    """Raises InvalidInputError for one that is not ours or whose time is over."""
    try:
        ends = _permits(settings).loads(text)
    except BadSignature:
        ends = 0
    if ends <= now.timestamp():
        raise InvalidInputError(Fault.SIGN_IN_TO_CREATE)


def _permits(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(settings.key, salt="may create cards")


def sign_in_secrets(settings: Settings) -> dict[str, Any]:
    """What Streamlit's `st.login` is given in place of a file with secrets."""
    if settings.creating is not Creating.OIDC:
        return {}
    signing = hmac.digest(settings.key.encode(), b"sign staff", "sha256").hex()
    return {
        "auth": {
            "redirect_uri": settings.public_url + CALLBACK,
            "cookie_secret": signing,
            "client_id": settings.oidc_client,
            "client_secret": settings.oidc_secret,
            "server_metadata_url": settings.oidc_url,
        }
    }
