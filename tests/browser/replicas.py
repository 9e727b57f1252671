"""Two processes over one PostgreSQL behind `deploy/nginx.conf`, with TLS and a name, as in operation."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests import needs
from tests.browser.conftest import ROOT, START_SECONDS, Server, free_port

NAME = "kort.localhost"  # every browser takes such a name for its own machine
ROUND = """pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""


@dataclass
class Replica(Server):
    """One of several processes; what they share stands in `shared`."""

    shared: Mapping[str, str] | None = None
    public: str = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = {"INDSATSKORT_URL": self.public, "INDSATSKORT_HOSTS": "127.0.0.1"}
        return super().environment | ours | dict(self.shared or {})


@dataclass
class Site:
    """The address people have, the processes behind it, and where nginx listens."""

    url: str
    port: int
    replicas: list[Replica]

    def replica(self, place: str) -> Replica:
        """The process that the sticky cookie names."""
        return next(each for each in self.replicas if str(each.port) == place)


@contextmanager
def site(folder: Path, database: str, secret: str) -> Iterator[Site]:
    """Two processes and nginx, until the block ends."""
    port, ports = free_port(), [free_port(), free_port()]
    public = f"https://{NAME}:{port}"
    shared = {"INDSATSKORT_DATABASE_URL": database, "INDSATSKORT_SECRET": secret}
    replicas = []
    try:
        for each in ports:
            (own := folder / str(each)).mkdir()
            replicas.append(Replica(own, each, shared=shared, public=public))
        with ThreadPoolExecutor() as at_once:
            list(at_once.map(Replica.start, replicas))
        with _nginx(folder, port, ports):
            yield Site(public, port, replicas)
    finally:
        for replica in replicas:
            replica.stop()


@contextmanager
def _nginx(folder: Path, port: int, ports: list[int]) -> Iterator[None]:
    path = needs.nginx()
    if path is None:
        missing = "no nginx: install Debian's nginx-light"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    _certificate(folder)
    (folder / "site.conf").write_text(_here(folder, port, ports), encoding="utf-8")
    (folder / "nginx.conf").write_text(ROUND.format(folder=folder), encoding="utf-8")
    command = [path, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(process.communicate()[1])
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _here(folder: Path, port: int, ports: list[int]) -> str:
    """The configuration that is handed out, with this test's ports, name and certificate alone."""
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "kort.example.dk": NAME,
        "/etc/ssl/indsatskort": str(folder),
        "8501": str(ports[0]),
        "8502": str(ports[1]),
    }
    for there, here in changes.items():
        assert there in text, there
        text = text.replace(there, here)
    return text


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _certificate(folder: Path) -> None:
    """Signed by itself, for a day."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "kort.crt").write_bytes(certificate.public_bytes(pem))
    (folder / "kort.key").write_bytes(key.private_bytes(pem, *plain))
