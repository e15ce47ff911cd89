"""The public keys of an issuer, fetched when needed and kept for a while."""

import json
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final, Protocol
from urllib.request import HTTPRedirectHandler, Request, build_opener

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey, import_key

from cases.errors import Unavailable

KEPT_SECONDS: Final = 600
STALE_SECONDS: Final = 3600
"""How long known keys are still used while the issuer does not answer."""
PAUSE_SECONDS: Final = 30
"""Between two fetches, so that made-up key ids cannot make us ask without end."""
LARGEST_BYTES: Final = 65_536

Fetch = Callable[[str], bytes]

TYPES: Final[Mapping[str, tuple[type[Key], str | None]]] = {
    "Ed25519": (OKPKey, "Ed25519"),
    "ES256": (ECKey, "P-256"),
    "ES384": (ECKey, "P-384"),
    "PS256": (RSAKey, None),
    "RS256": (RSAKey, None),
}
"""The kind of key, and its curve, that each algorithm needs."""


class Keys(Protocol):
    """Where the key of a token is looked up by its `kid`."""

    def known(self, kid: str) -> Key | None:
        """The key of this identifier, when it is known already."""

    def learned(self, kid: str) -> Key | None:
        """The key of this identifier, after asking the issuer if need be."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> Request | None:
        return None


def fetched(url: str) -> bytes:
    """What stands at `url`, up to 64 KiB; raises OSError when nothing comes."""
    with build_opener(_NoRedirect).open(url, timeout=5) as answer:
        body: bytes = answer.read(LARGEST_BYTES + 1)
    if len(body) > LARGEST_BYTES:
        raise OSError("the key set is too large")
    return body


class PublishedKeys:
    """An issuer's key set; a key that is unknown makes it be fetched again."""

    def __init__(
        self,
        url: str,
        algorithm: str,
        fetch: Fetch = fetched,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._algorithm = algorithm
        self._fetch = fetch
        self._clock = clock
        self._lock = Lock()
        self._keys: Mapping[str, Key] = {}
        self._fetched_at = -float("inf")
        self._asked_at = -float("inf")

    def known(self, kid: str) -> Key | None:
        """The key as it is remembered; None when it is unknown or too old."""
        fresh = self._clock() - self._fetched_at < KEPT_SECONDS
        return self._keys.get(kid) if fresh else None

    def learned(self, kid: str) -> Key | None:
        """The key after asking the issuer, at most twice a minute; it may block.

        Raises Unavailable when the issuer does not answer and nothing is remembered.
        """
        with self._lock:
            if self._clock() - self._asked_at >= PAUSE_SECONDS:
                self._ask()
        if self._clock() - self._fetched_at >= STALE_SECONDS:
            raise Unavailable("the issuer of the token does not answer")
        return self._keys.get(kid)

    def _ask(self) -> None:
        self._asked_at = self._clock()
        try:
            self._keys = suitable(self._fetch(self._url), self._algorithm)
        except (OSError, ValueError):
            return
        self._fetched_at = self._clock()


def suitable(key_set: bytes, algorithm: str) -> Mapping[str, Key]:
    """The keys of a set (RFC 7517) that verify `algorithm`, by their `kid`.

    Raises ValueError when it is not a key set.
    """
    try:
        listed = json.loads(key_set)["keys"]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not a key set") from error
    found = (_suitable(entry, algorithm) for entry in listed)
    return {key.kid: key for key in found if key is not None and key.kid}


def _suitable(entry: object, algorithm: str) -> Key | None:
    if not isinstance(entry, dict) or entry.get("alg", algorithm) != algorithm:
        return None
    if entry.get("use", "sig") != "sig" or "d" in entry:
        return None
    kind, curve = TYPES[algorithm]
    try:
        key = import_key(entry)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    fits = isinstance(key, kind) and (curve is None or entry.get("crv") == curve)
    return key if fits else None
