"""A file whose every byte is checked: a stream under a checksum, or encrypted when there is a key.

    INDSATSKORT-BACKUP 1 plain     line     salt    nonce    body    tag
    INDSATSKORT-BACKUP 1 sealed    line     16      12       …       16 bytes

Sealed is AES-256-GCM under a key that scrypt makes of the given one; plain has no salt and no nonce, and
its tag is the first half of a SHA-256. The line is part of what is checked.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

PLAIN, SEALED = (f"INDSATSKORT-BACKUP 1 {how}\n".encode() for how in ("plain", "sealed"))
SALT_BYTES, NONCE_BYTES, TAG_BYTES = 16, 12, 16
CHUNK_BYTES = 1024 * 1024


class BrokenEnvelopeError(Exception):
    """Something in the file is not what was written, or the key is not the one it was sealed with."""


class KeyMissingError(Exception):
    """The file is sealed, and no key was given."""


@contextmanager
def wrapping(path: Path, key: str) -> Iterator[io.RawIOBase]:
    """Write a new envelope through the stream that this gives. The file is readable by us alone and is
    on the disk when the block ends. Raises OSError, and leaves no file behind when anything does."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            wrapped = _Wrapped(file, key)
            yield wrapped
            wrapped.seal()
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def unwrap(path: Path, key: str, into: IO[bytes]) -> None:
    """Copy the body out; nothing of it may be believed before this has returned.

    Raises BrokenEnvelopeError, KeyMissingError and OSError.
    """
    with path.open("rb") as file:
        line = file.readline(len(SEALED))
        if line not in (PLAIN, SEALED):
            raise BrokenEnvelopeError
        if line == SEALED and not key:
            raise KeyMissingError
        left = path.stat().st_size - len(line) - TAG_BYTES
        if line == SEALED:
            salt, nonce = file.read(SALT_BYTES), file.read(NONCE_BYTES)
            left -= SALT_BYTES + NONCE_BYTES
        if left < 0:
            raise BrokenEnvelopeError
        opening: Any = _Opened(key, salt, nonce, line) if line == SEALED else _Summed(line)
        while left and (chunk := file.read(min(CHUNK_BYTES, left))):
            into.write(opening.update(chunk))
            left -= len(chunk)
        opening.check(file.read())
    into.flush()


class _Wrapped(io.RawIOBase):
    """What is written here lies in the envelope."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        self._file = file
        line = SEALED if key else PLAIN
        file.write(line)
        self._sum = _Summed(line)
        self._encryptor: Any = None
        if key:
            salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
            file.write(salt + nonce)
            self._encryptor = _cipher(key, salt, nonce).encryptor()
            self._encryptor.authenticate_additional_data(line)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        body = bytes(data)
        self._file.write(
            self._encryptor.update(body) if self._encryptor else self._sum.update(body)
        )
        return len(body)

    def seal(self) -> None:
        """Put the tag at the end."""
        if self._encryptor:
            self._file.write(self._encryptor.finalize() + self._encryptor.tag)
        else:
            self._file.write(self._sum.tag())


class _Summed:
    def __init__(self, line: bytes) -> None:
        self._digest = hashlib.sha256(line)

    def update(self, chunk: bytes) -> bytes:
        self._digest.update(chunk)
        return chunk

    def tag(self) -> bytes:
        return self._digest.digest()[:TAG_BYTES]

    def check(self, tag: bytes) -> None:
        if not hmac.compare_digest(tag, self.tag()):
            raise BrokenEnvelopeError


class _Opened:
    def __init__(self, key: str, salt: bytes, nonce: bytes, line: bytes) -> None:
        self._decryptor = _cipher(key, salt, nonce).decryptor()
        self._decryptor.authenticate_additional_data(line)

    def update(self, chunk: bytes) -> bytes:
        clear: bytes = self._decryptor.update(chunk)
        return clear

    def check(self, tag: bytes) -> None:
        try:
            self._decryptor.finalize_with_tag(tag)
        except (InvalidTag, ValueError) as fault:
            raise BrokenEnvelopeError from fault


def _cipher(key: str, salt: bytes, nonce: bytes) -> Any:
    derived = Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(key.encode())
    return Cipher(algorithms.AES(derived), modes.GCM(nonce))
