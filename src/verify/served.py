"""A log as a service gives it, over HTTP."""

import time
import zlib
from email.message import Message
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from verify.errors import Unchecked
from verify.source import Missing, within

PATIENCE_SECONDS: Final = 30
TRIES: Final = 4
_AGAIN: Final = {429, 502, 503, 504}
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


class Service:
    """The files of a log below an address.

    The token goes to that address and nowhere else: redirections are not followed, and
    without TLS it goes no further than this machine.
    """

    def __init__(self, prefix: str, token: str | None = None) -> None:
        parts = urlsplit(prefix)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unchecked("not the address of a service")
        if token and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise Unchecked("a token is sent over https only")
        self.prefix = prefix.rstrip("/")
        self.headers = {"Accept-Encoding": "gzip, identity"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self.opener = OpenerDirector()
        for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPErrorProcessor):
            self.opener.add_handler(handler())
        self.opener.add_handler(HTTPDefaultErrorHandler())

    def read(self, path: str, limit: int) -> bytes:
        """See `source.Files`; a service that is busy is asked again a few times."""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(2**attempt / 4)
            try:
                return self._asked(path, limit)
            except HTTPError as answer:
                answer.close()
                if answer.code in (404, 410):
                    raise Missing(f"{path} is not there") from answer
                if answer.code not in _AGAIN:
                    raise Unchecked(f"{path}: the answer is {answer.code}") from answer
            except (URLError, HTTPException, OSError) as failed:
                reason = getattr(failed, "reason", None) or type(failed).__name__
                raise Unchecked(f"the service does not answer: {reason}") from failed
        raise Unchecked(f"{path}: the service stays busy")

    def _asked(self, path: str, limit: int) -> bytes:
        request = Request(f"{self.prefix}/{path}", headers=self.headers)  # noqa: S310 (http or https: see __init__)
        with self.opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            # What cannot be packed is a little longer packed.
            longest = limit + limit // 64 + 64
            content = within(longest, path, answer.read(longest + 1))
            if answer.length:
                raise Unchecked(f"{path}: the answer ends too soon")
            return unpacked(answer.headers, content, path, limit)


def unpacked(headers: Message, content: bytes, path: str, limit: int) -> bytes:
    """The content without its gzip; Refuted when it is longer than it may be."""
    encoding = headers.get("Content-Encoding", "identity")
    if encoding == "identity":
        return within(limit, path, content)
    if encoding != "gzip":
        raise Unchecked(f"{path} is encoded in a way that is not known here")
    packed = zlib.decompressobj(wbits=31)
    try:
        plain = packed.decompress(content, limit + 1)
    except zlib.error as failed:
        raise Unchecked(f"{path} is not gzip as it says") from failed
    within(limit, path, plain)
    if not packed.eof:
        raise Unchecked(f"{path}: the answer ends too soon")
    return plain
