"""Posting to an address that somebody else chose, and learning nothing from there.

The host is looked up once, and the connection made to an address that was looked at: it
cannot lead somewhere else meanwhile. No redirect is followed, no body is read.
"""

import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from threading import Timer
from typing import Final
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

SECONDS: Final = 10.0
"""How long an answer may take, in all."""
PORT: Final = 443
TRANSLATED: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""IPv6 addresses that a network may turn into any of IPv4 (RFC 6052, RFC 8215)."""


class NotReached(Exception):
    """Nobody took it; the message is one word that says why."""


@dataclass(frozen=True)
class Reaching:
    """How addresses are reached.

    `networks` are those that are allowed beside what everybody can reach; `roots` are
    certificates that are trusted beside the system's.
    """

    networks: Sequence[Network] = ()
    roots: Path | None = None
    seconds: float = SECONDS

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status that it was answered with; raises NotReached."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORT
        connection = _Connection(host, port, self._address(host, port), self)
        late = Timer(self.seconds, connection.give_up)
        late.daemon = True
        late.start()
        try:
            connection.request("POST", parts.path or "/", body, dict(headers))
            return connection.getresponse().status
        except ssl.SSLCertVerificationError:
            raise NotReached("certificate") from None
        except TimeoutError:
            raise NotReached("timeout") from None
        except (OSError, HTTPException):
            raise NotReached("timeout" if connection.late else "connection") from None
        finally:
            late.cancel()
            connection.close()

    def context(self) -> ssl.SSLContext:
        """Whose certificates are trusted."""
        context = ssl.create_default_context()
        if self.roots is not None:
            context.load_verify_locations(self.roots)
        return context

    def _address(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NotReached("name") from None
        for *_, address in found:
            if self.allows(ip_address(address[0])):
                return str(address[0])
        raise NotReached("address")

    def allows(self, address: Address) -> bool:
        """Whether an address may be connected to."""
        meant = _meant(address)
        if any(one in network for network in self.networks for one in (address, meant)):
            return True
        return meant.is_global and not meant.is_multicast


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for; itself when for none.

    Of one that a network translates, the last four bytes (RFC 6052).
    """
    if isinstance(address, IPv4Address):
        return address
    if any(address in network for network in TRANSLATED):
        return IPv4Address(address.packed[-4:])
    tunnelled = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or tunnelled or address


class _Connection(HTTPSConnection):
    """To an address that was looked up, as the host whose certificate is wanted."""

    def __init__(self, host: str, port: int, address: str, how: Reaching) -> None:
        super().__init__(host, port, timeout=how.seconds, context=how.context())
        self._address = address
        self._context = how.context()
        self.late = False

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        try:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def give_up(self) -> None:
        """It took too long, though something came now and then."""
        self.late = True
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)
