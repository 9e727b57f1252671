"""Secrets in links and cookies: how they are made, found again and kept unreadable."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cryptography.fernet import Fernet
from itsdangerous import BadSignature, URLSafeSerializer

from indsatskort.settings import settings

TOKEN_BYTES = 16  # 128 random bits, 26 characters of base32


@dataclass(frozen=True)
class Keys:
    """Three keys from one secret, one for each purpose."""

    hashing: bytes
    sealing: Fernet
    signing: URLSafeSerializer

    @classmethod
    def of(cls, secret: str) -> Keys:
        def derived(purpose: str) -> bytes:
            return hmac.digest(secret.encode(), purpose.encode(), "sha256")

        sealing = Fernet(base64.urlsafe_b64encode(derived("seal tokens")))
        signing = URLSafeSerializer(
            derived("sign cookies"), signer_kwargs={"digest_method": hashlib.sha256}
        )
        return cls(derived("find tokens"), sealing, signing)

    def hash(self, token: str) -> str:
        """The keyed hash under which a token is found; case makes no difference."""
        return hmac.new(self.hashing, token.upper().encode(), hashlib.sha256).hexdigest()

    def seal(self, token: str) -> str:
        return self.sealing.encrypt(token.encode()).decode()

    def unseal(self, sealed: str) -> str:
        return self.sealing.decrypt(sealed.encode()).decode()

    def sign(self, sessions: Sequence[str]) -> str:
        return str(self.signing.dumps(list(sessions)))

    def sessions_of(self, cookie: str | None) -> tuple[str, ...]:
        """The sessions a cookie names, oldest first; none when it is missing or not ours."""
        try:
            named = self.signing.loads(cookie) if cookie else []
        except BadSignature:
            return ()
        named = [named] if isinstance(named, str) else named  # as it was before there were several
        is_ours = isinstance(named, list) and all(isinstance(each, str) for each in named)
        return tuple(named) if is_ours else ()


def new_session() -> str:
    """The id of a session: 128 random bits, 32 characters."""
    return secrets.token_hex(16)


def new_token() -> str:
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=").lower()


@cache
def keys() -> Keys:
    """The keys of this installation."""
    return Keys.of(settings().key)
