"""Who asks: the bearer token of a request, checked, and the office acted in."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from anyio.to_thread import run_sync
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry, extract_compact, validate_compact
from joserfc.jwt import JWTClaimsRegistry

from api.keys import Keys, PublishedKeys
from api.problems import BadRequest, Unauthenticated
from api.settings import Issuer
from cases.actors import SYSTEM, UNNAMED, Actor, Role, has_mailbox
from cases.errors import NotPermitted

LEEWAY_SECONDS: Final = 30
LARGEST_TOKEN: Final = 8192
MEMORY_SECONDS: Final = 30
"""How long a token that was accepted is not checked anew; less than keys are kept."""
REMEMBERED: Final = 4096
"""Accepted tokens that are remembered, by their digests."""
HEADERS: Final = frozenset({"alg", "kid", "typ", "x5t", "x5t#S256"})
"""All a token's header may hold: nothing that brings or points to a key."""
TYPES: Final = frozenset({"at+jwt", "application/at+jwt"})
"""An access token (RFC 9068 2.1), so that no other kind of JWT passes for one."""
REFUSED: Final = (
    *(JoseError, ValueError, KeyError, TypeError),
    *(RecursionError, OverflowError),
)
"""What a token that cannot be read, or says what none may, makes of those who read."""
PERSON: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
ROLE: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What an accepted token says: a pseudonym, one organisation, the offices held."""

    person: str
    organisation: str
    roles: tuple[Role, ...]

    def acting_as(self, role: Role | None) -> Actor:
        """The actor in the office chosen; None chooses the only one.

        Raises BadRequest when a choice is needed, NotPermitted for an office not held.
        """
        if role is None and len(self.roles) > 1:
            raise BadRequest("acting_as", "Acting-As must name one of several offices")
        if role is not None and role not in self.roles:
            raise NotPermitted("the token does not carry this office", "the token")
        return Actor(self.person, role or self.roles[0])


@dataclass(frozen=True)
class Trusted:
    """An issuer and where its keys are looked up."""

    issuer: Issuer
    keys: Keys


class Tokens:
    """Checks bearer tokens against the issuers the service trusts."""

    def __init__(
        self,
        trusted: Mapping[str, Trusted],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._trusted = trusted
        self._now = now
        self._accepted: dict[bytes, tuple[Identity, float]] = {}

    async def identity(self, token: str) -> Identity:
        """What the token says; raises Unauthenticated when it is not accepted.

        Waits for the issuer only when a key is unknown; Unavailable when it is silent.
        """
        if len(token) > LARGEST_TOKEN:
            raise Unauthenticated
        digest = sha256(token.encode("utf-8", "replace")).digest()
        identity, until = self._accepted.get(digest, (None, 0.0))
        if identity is not None and self._now() < until:
            return identity
        identity, expiry = await self._checked(token)
        if len(self._accepted) >= REMEMBERED:
            self._accepted.clear()
        self._accepted[digest] = identity, min(expiry, self._now() + MEMORY_SECONDS)
        return identity

    async def _checked(self, token: str) -> tuple[Identity, float]:
        """What the token says, and when it expires."""
        try:
            signature = extract_compact(token.encode("ascii"))
            claims = json.loads(signature.payload or b"")
            trusted = self._trusted[claims["iss"]]
            kid = _kid(signature.headers(), trusted.issuer.algorithm)
            keys = trusted.keys
            key = keys.known(kid) or await run_sync(keys.learned, kid)
            algorithms = [trusted.issuer.algorithm]
            registry = JWSRegistry(algorithms=algorithms)
            if not validate_compact(signature, key, algorithms, registry):
                raise Unauthenticated
            return self._said(claims, trusted.issuer), float(claims["exp"])
        except REFUSED:
            # From None: what the token holds must not reach a traceback.
            raise Unauthenticated from None

    def _said(self, claims: Mapping[str, Any], issuer: Issuer) -> Identity:
        JWTClaimsRegistry(
            now=int(self._now()),
            leeway=LEEWAY_SECONDS,
            aud={"essential": True, "value": issuer.audience},
            exp={"essential": True},
        ).validate(dict(claims))
        person, organisation = claims["sub"], claims["organisation"]
        if organisation not in issuer.organisations or not names_somebody(person):
            raise Unauthenticated
        roles = _roles(claims["roles"])
        if SYSTEM.role in roles:
            raise Unauthenticated
        return Identity(person, organisation, roles)


def names_somebody(person: str) -> bool:
    """Whether a token may name this pseudonym.

    Nobody is the system, or unnamed, or what the key of a mailbox comes to.
    """
    reserved = person in {SYSTEM.id} | UNNAMED or has_mailbox(person)
    return PERSON.fullmatch(person) is not None and not reserved


def _kid(header: Mapping[str, Any], algorithm: str) -> str:
    if not header.keys() <= HEADERS or header["alg"] != algorithm:
        raise Unauthenticated
    if str(header["typ"]).lower() not in TYPES:
        raise Unauthenticated
    return str(header["kid"])


def _roles(claimed: object) -> tuple[Role, ...]:
    if not isinstance(claimed, list) or not claimed:
        raise Unauthenticated
    if not all(map(ROLE.fullmatch, claimed)):
        raise Unauthenticated
    return tuple(claimed)


def published(issuers: Mapping[str, Issuer]) -> dict[str, Trusted]:
    """The issuers of the settings, with their keys where they publish them."""
    return {
        iss: Trusted(issuer, PublishedKeys(issuer.jwks, issuer.algorithm))
        for iss, issuer in issuers.items()
    }
