"""Whoever is told by webhook: an https server that answers as a test wants."""

import base64
import hmac
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from waiting import until

from api.webhooks.reaching import Reaching

HOST: Final = "localhost"
LOOPBACK: Final = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
TOLERANCE: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Message:
    """What came."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """What it is known by."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What came, and how each is answered: the last answer stays."""

    roots: Path
    port: int = 0
    came: list[Message] = field(default_factory=list)
    answers: list[int] = field(default_factory=lambda: [204])
    answering: Event = field(default_factory=Event)
    """Whether what comes is answered at all."""
    dripping: bool = False
    """Whether an answer comes a byte at a time, and never to its end."""

    @property
    def address(self) -> str:
        """Where it is told."""
        return f"https://{HOST}:{self.port}/told"

    @property
    def ids(self) -> list[str]:
        """What came, by what each is known by."""
        return [message.id for message in self.came]

    def reaching(self, **how: Any) -> Reaching:
        """How it is reached, unless a test wants it otherwise."""
        return Reaching(**{"networks": LOOPBACK, "roots": self.roots, **how})

    def answer(self) -> int:
        """The status of the next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def await_messages(self, count: int) -> None:
        """Until so many came."""
        until(lambda: len(self.came) >= count)


@contextmanager
def received(folder: Path) -> Iterator[Receiver]:
    """A receiver, until the block ends; all of a folder have the same certificate."""
    certificate, key = folder / "receiver.pem", folder / "receiver.key"
    if not certificate.exists():
        certify(certificate, key)
    receiver = Receiver(certificate)
    receiver.answering.set()
    handler = type("Handler", (Handler,), {"receiver": receiver})
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        receiver.port = server.server_port
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.answering.set()
            server.shutdown()
            thread.join()


class Handler(BaseHTTPRequestHandler):
    """Writes down what comes, and answers."""

    receiver: Receiver

    def do_POST(self) -> None:
        """As the test wants."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.receiver.came.append(Message(self.path, headers, body))
        self.receiver.answering.wait()
        try:
            self._answer()
        except OSError:
            """Whoever asked is gone."""

    def _answer(self) -> None:
        while self.receiver.dripping:
            self.wfile.write(b"H")
            self.receiver.answering.clear()
            self.receiver.answering.wait(0.05)
        self.send_response(self.receiver.answer())
        self.send_header("Location", f"https://{HOST}:{self.receiver.port}/elsewhere")
        self.end_headers()
        self.wfile.write(b"MARKER of an answer")

    def log_message(self, *_: object) -> None:
        """Write nothing."""


def verified(secret: str, message: Message, now: datetime) -> bool:
    """Whether a message is signed, as Standard Webhooks 1.0 says to verify it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    stamp = message.headers["webhook-timestamp"]
    if abs(now - datetime.fromtimestamp(int(stamp), UTC)) > TOLERANCE:
        return False
    content = b".".join((message.id.encode(), stamp.encode(), message.body))
    expected = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
    given = (one.split(",", 1) for one in message.headers["webhook-signature"].split())
    return any(
        version == "v1" and hmac.compare_digest(expected, signature)
        for version, signature in given
    )


def certify(to: Path, key_to: Path) -> None:
    """Make a certificate for this host that only those trust who are given it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    to.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_to.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
