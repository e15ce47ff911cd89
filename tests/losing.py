"""A way to PostgreSQL that loses what is under way, when told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Final, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from psycopg.conninfo import conninfo_to_dict

READY: Final = b"Z\x00\x00\x00\x05I"
"""What the server sends last, once a statement is committed."""
ONE_ROW: Final = b"SELECT 1\x00"
BIND: Final = b"B"

Lost = Literal["request", "answer", "nothing"]


class Losing:
    """Passes bytes on; loses the next request or answer, and its connection with it.

    Only of statements that were prepared before and answer with one row.
    """

    def __init__(self, url: str) -> None:
        self._server = conninfo_to_dict(url)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.loses: Lost = "nothing"
        self.url = _through(url, self._listening.getsockname()[1])
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = self._connect()
                for work in (self._pass_requests, self._pass_answers):
                    Thread(target=work, args=(client, server), daemon=True).start()

    def _connect(self) -> socket.socket:
        host, port = self._server.get("host"), self._server.get("port") or 5432
        if host and str(host).startswith("/"):
            local = socket.socket(socket.AF_UNIX)
            local.connect(f"{host}/.s.PGSQL.{port}")
            return local
        return socket.create_connection((str(host or "127.0.0.1"), int(port)))

    def _pass_requests(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if self.loses == "request" and data.startswith(BIND):
                    self.loses = "nothing"
                    break
                server.sendall(data)
        _hang_up(client, server)

    def _pass_answers(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if self.loses == "answer" and ONE_ROW in data and data.endswith(READY):
                    self.loses = "nothing"
                    break
                client.sendall(data)
        _hang_up(client, server)


@contextmanager
def losing(url: str) -> Iterator[Losing]:
    """Such a way to the server at `url`; it loses nothing at first."""
    way = Losing(url)
    try:
        yield way
    finally:
        way.close()


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


def _through(url: str, port: int) -> str:
    # An encrypted connection could not be looked into.
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | {
        "host": "127.0.0.1",
        "port": str(port),
        "sslmode": "disable",
        "gssencmode": "disable",
    }
    user = parts.netloc.rpartition("@")[0]
    netloc = f"{user}@" if user else ""
    return parts._replace(netloc=netloc, query=urlencode(query)).geturl()
