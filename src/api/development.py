"""The development issuer: tokens for trying things out, which say anything asked.

Its key is made beside the roots of the keyring; a production start refuses to have one.
"""

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, OKPKey

from api.identity import Trusted
from api.mistakes import Mistake
from api.settings import Issuer
from cases.actors import Role

ISSUER: Final = "urn:cases:development"
AUDIENCE: Final = "cases"
ALGORITHM: Final = "Ed25519"
KID: Final = "development"
DAY_SECONDS: Final = 86_400


class OneKey:
    """The single key of the development issuer."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def known(self, kid: str) -> Key | None:
        """The key, when it is the one asked for."""
        return self._key if kid == KID else None

    def learned(self, kid: str) -> Key | None:
        """The same: there is nobody to ask."""
        return self.known(kid)


def make_development_key(path: Path) -> None:
    """Write a new key to `path`, readable by its owner only, unless one is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = OKPKey.generate_key("Ed25519", private=True)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w", encoding="ascii") as file:
        json.dump(key.as_dict(private=True), file)


def development_issuer(path: Path, organisations: Iterable[str]) -> dict[str, Trusted]:
    """The issuer whose key is at `path`, trusted for these organisations."""
    public = OKPKey.import_key(_key(path).as_dict(private=False))
    issuer = Issuer(
        jwks="http://localhost/",
        algorithm=ALGORITHM,
        audience=AUDIENCE,
        organisations=frozenset(organisations),
    )
    return {ISSUER: Trusted(issuer, OneKey(public))}


def development_token(
    path: Path,
    organisation: str,
    person: str,
    roles: Iterable[Role],
    seconds: int = 30 * DAY_SECONDS,
) -> str:
    """A token that says `person` holds these offices, valid for so many seconds."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": person,
        "organisation": organisation,
        "roles": list(roles),
        "iat": now,
        "exp": now + seconds,
    }
    header = {"alg": ALGORITHM, "kid": KID, "typ": "at+jwt"}
    return jwt.encode(header, claims, _key(path), [ALGORITHM])


def development_tokens(
    path: Path, organisation: str, roles: Iterable[Role]
) -> dict[Role, str]:
    """One token for each office, of the made-up person `demo.<office>`."""
    return {
        role: development_token(path, organisation, f"demo.{role}", [role])
        for role in roles
    }


def _key(path: Path) -> OKPKey:
    try:
        return OKPKey.import_key(json.loads(path.read_bytes()))
    except (ValueError, TypeError, KeyError, JoseError) as error:
        raise Mistake("CASES_DEVELOPMENT_KEY: the file holds no such key") from error
