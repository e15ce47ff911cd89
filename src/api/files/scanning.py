"""A virus scanner that speaks clamd's protocol (INSTREAM), where one is set."""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.problems import Wrong
from cases.errors import Unavailable

PATIENCE_SECONDS: Final = 60.0
"""For one answer; a large file is looked at while it is sent."""
LONGEST_ANSWER: Final = 4096
FOUND: Final = re.compile(rb"stream: .* FOUND\0?")
CLEAN: Final = b"stream: OK\0"


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where it listens."""

    host: str
    port: int

    def scan(self, pieces: Iterable[bytes]) -> None:
        """Raises Wrong when it finds something, Unavailable unless it says it is clean.

        What it may not look at, as it is too large for it, was not looked at.
        """
        try:
            answer = self._asked(pieces)
        except OSError as silence:
            raise Unavailable("the virus scanner does not answer") from silence
        if FOUND.fullmatch(answer):
            raise Wrong("infected", "a virus scanner refuses the file")
        if answer != CLEAN:
            raise Unavailable("the virus scanner did not look at the file")

    def _asked(self, pieces: Iterable[bytes]) -> bytes:
        at = (self.host, self.port)
        with socket.create_connection(at, timeout=PATIENCE_SECONDS) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in pieces:
                line.sendall(len(piece).to_bytes(4) + piece)
            line.sendall(bytes(4))
            answer = b""
            while more := line.recv(LONGEST_ANSWER):
                answer += more
                if len(answer) > LONGEST_ANSWER:
                    break
        return answer
