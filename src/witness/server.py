"""A witness that answers over HTTP, on any address; it has nothing to hide."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from witness.protocol import LARGEST_REQUEST, TEXT, Answer, Witness

SUBMIT: Final = "/add-checkpoint"
MONITOR: Final = "/checkpoint"
SILENCE_SECONDS: Final = 30
"""After which a connection that says nothing is closed."""


class Server(ThreadingHTTPServer):
    """Serves one witness."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, Handler)
        self.witness = witness


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "witness"
    sys_version = ""
    timeout = SILENCE_SECONDS
    server: Server

    def do_POST(self) -> None:
        """`add-checkpoint`."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._say(Answer(HTTPStatus.LENGTH_REQUIRED), close=True)
        elif int(length) > LARGEST_REQUEST:
            self._say(Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE), close=True)
        else:
            body = self.rfile.read(int(length))
            known = self.path == SUBMIT
            witness = self.server.witness
            self._say(
                witness.add_checkpoint(body) if known else Answer(HTTPStatus.NOT_FOUND)
            )

    def do_GET(self) -> None:
        """The last checkpoint of an origin, by its hash."""
        origin_hash = self.path.removeprefix("/").removesuffix(MONITOR)
        found = None
        if self.path == f"/{origin_hash}{MONITOR}":
            found = self.server.witness.checkpoint(origin_hash)
        if found is None:
            self._say(Answer(HTTPStatus.NOT_FOUND))
        else:
            self._say(Answer(HTTPStatus.OK, found.decode()))

    def log_message(self, *_: object) -> None:
        """Nothing: who asks is not written down."""

    def _say(self, answer: Answer, *, close: bool = False) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type or TEXT)
        self.send_header("Content-Length", str(len(body)))
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
